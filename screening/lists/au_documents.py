"""Numbers in the prose of Australia's list: passports, identity cards, registers, ships, banks.

The prose names other listed parties too, and their UN references: those stay where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from screening.lists.un_documents import labelled_numbers
from screening.model import Identifier
from screening.text.countries import country_code
from screening.text.names import squeeze

_LABEL = re.compile(
    r"(?P<passport>passports?\b)"
    r"|(?P<national_id>(?:national\s+)?identi(?:ty|fication)\s+(?:card\s+)?(?=no|num|card|:)|\bID\s+card\b)"
    r"|(?P<registration>(?:state\s+)?registration\s+(?:ID|number|no)\b|\bOGRN\b)"
    r"|(?P<tax_id>\btax\s+(?:identification|ID|registration)\b|\bINN\b|\bfiscal code\b)",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\s*(?:\((?:OGRN|INN)?\s*(?:no\.?|number)?\s*\)|\b(?:information|details|card|number|num|no|nos|ID)\b\.?"
    r"|OGRN no\.|[:;.,()#\N{EN DASH}-])\s*",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s*(?:[,;]|\band\b|\bor\b)?\s*(?:\(?[a-j]\)|\(?\d\))\s*", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?=[^\s]*\d)(?:[A-Z]{1,3}[ -]?)?[A-Z0-9][A-Z0-9./-]{3,}(?<![./-])(?:-\s\d[\d-]+)?"
)
_RUSSIAN_GROUPS = re.compile(r"\d(?: \d{3}){3,4}")
_COUNTRY_AFTER = re.compile(
    r"\s*(?:\(\s*([^()\d]{3,40})\)|,\s*([A-Z][a-z]+(?: [A-Z][a-z]+)?)(?=[.;,]|$))"
)
_KIND_OF_PASSPORT = re.compile(
    r"\s+(?:(?:foreign|travel|national|international|diplomatic|service|official)\s+)+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_COUNTRY, _LONGEST_COUNTRY = 4, 5
_NEAR = 45
_FURTHEST = 12


@lru_cache(maxsize=8192)
def numbers_in(text: str) -> tuple[Identifier, ...]:
    """The numbers that the text labels, each once, with the country that its words name."""
    text = squeeze(text)
    found = [number for label in _LABEL.finditer(text) for number in _after(text, label)]
    found += [Identifier(scheme, value) for scheme, value in labelled_numbers(text)]
    once: dict[tuple[str, str], Identifier] = {}
    for identifier in found:
        key = (identifier.scheme, identifier.value)
        if key not in once or (identifier.country and not once[key].country):
            once[key] = identifier
    return tuple(once.values())


def _after(text: str, label: re.Match[str]) -> Iterator[Identifier]:
    """The number behind a label, and those that a), b), c) enumerate behind it."""
    scheme = str(label.lastgroup)
    before = text[max(0, label.start() - _NEAR) : label.start()]
    at, country = label.end(), _country(_KIND_OF_PASSPORT.sub(" ", before))
    for _ in range(_FURTHEST):
        at, named = _skip(text, at, scheme)
        country = named or country
        if _LABEL.match(text, at):
            return
        number = _RUSSIAN_GROUPS.match(text, at) or _NUMBER.match(text, at)
        if number is None:
            return
        at = number.end()
        after = _COUNTRY_AFTER.match(text, at)
        issuer = _code((after[1] or after[2]).strip()) if after else ""
        value = number[0].replace(" ", "") if " " in number[0] else number[0]
        yield Identifier(scheme, value, issuer or country, label[0])
        next_item = _ITEM.search(text, at, at + 120)
        if next_item is None or _LABEL.search(text, at, next_item.start()):
            return
        at, country = next_item.end(), ""


def _skip(text: str, at: int, scheme: str) -> tuple[int, str]:
    """Past fillers, enumerators and the words of a country; and which country it was."""
    country = ""
    for _ in range(_FURTHEST):
        at += text[at : at + 1].isspace()
        label = _LABEL.match(text, at)
        if label and label.lastgroup != scheme:
            return at, country
        if step := label or _FILLER.match(text, at) or _ITEM.match(text, at):
            at = step.end()
            continue
        words = _leading_country(text, at)
        if not words:
            break
        at, country = words
    return at, country


def _leading_country(text: str, at: int) -> tuple[int, str] | None:
    words = list(_WORD.finditer(text, at, at + 90))[: _LONGEST_COUNTRY * 2]
    for count in range(min(len(words), _LONGEST_COUNTRY * 2), 0, -1):
        if words[0].start() - at > 1:
            return None
        code = _code(text[words[0].start() : words[count - 1].end()])
        if code:
            return words[count - 1].end() + 1, code
    return None


def _country(before: str) -> str:
    """The country whose name or people stand right before a label: "Saudi Arabian passport"."""
    words = _WORD.findall(before)
    for count in range(min(len(words), _LONGEST_COUNTRY), 0, -1):
        if code := _code(" ".join(words[-count:])):
            return code
    return ""


def _code(name: str) -> str:
    return country_code(name) if len(name) >= _SHORTEST_COUNTRY else ""
