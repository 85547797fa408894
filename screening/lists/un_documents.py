"""Numbers in the Security Council list: identity documents, and those the reason text names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from screening.model import Identifier
from screening.text.countries import country_code
from screening.text.identifiers import valid

# The first that fits decides; the finer type (TYPE_OF_DOCUMENT2) is asked before the coarser.
_SCHEMES = (
    ("passport", re.compile(r"passport|passeport|pasaporte", re.IGNORECASE)),
    ("driving_licence", re.compile(r"driv(?:er|ing)", re.IGNORECASE)),
    ("residence_permit", re.compile(r"residen", re.IGNORECASE)),
    ("tax_id", re.compile(r"fiscal|\btax", re.IGNORECASE)),
    ("other", re.compile(r"ration|birth|student|voter|other id|certificate", re.IGNORECASE)),
    ("national_id", re.compile(r"identi|national|social security|\bid\b", re.IGNORECASE)),
)
_REMARK = re.compile(
    r"\s*\([^()]*\)|[,;]?\s*(?:issued|expire[sd]?|exp\.)\b.*$|,\s*[^\W\d][^\d]*$|;.*$",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>(?:[A-Z]{1,3}[ -])?\S*\d.*)$"
_AFTER_LABEL = re.compile(
    r"^.*(?:\b(?:numbers?|no|nos|n°)\b\.?\s*:?|:)\s*" + _NUMBER, re.IGNORECASE
)
_AFTER_WORDS = re.compile(r"^[^\d\W]{3,}(?: [^\d\W]{3,})* " + _NUMBER)
_IN_NOTE = re.compile(
    r"\b(?:number|no)\b\.?\s*:?\s*(?P<number>[A-Z]{0,4}[ /-]?\d[\w/.-]{3,})|^(?P<first>\d{5,})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
# As short as "ID", a word is more often an abbreviation than a country's code.
_SHORTEST_COUNTRY = 4
_LONGEST_COUNTRY = 3
_IMO = re.compile(r"\bIMO\b\D{0,12}(\d{7})\b")
_BIC = re.compile(r"\bSWIFT(?:/BIC)?\b(?: code)?\s*:?\s*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")


def read_document(parts: Mapping[str, str]) -> Identifier | None:
    """The identity document in the parts of an INDIVIDUAL_DOCUMENT; None if they hold no number.

    The note keeps all the publisher says of it, and the number as printed if words stood around it.
    """
    printed = around = parts.get("NUMBER", "")
    value = _number(printed)
    if not printed:
        found = _IN_NOTE.search(parts.get("NOTE", ""))
        if not found:
            return None
        value, around = found["number"] or found["first"], parts["NOTE"][: found.start()]
    kept = [text for tag, text in parts.items() if tag != "NUMBER" or value != printed]
    return Identifier(_scheme(parts, around), value, _country(parts, around), ", ".join(kept))


def labelled_numbers(text: str) -> list[tuple[str, str]]:
    """IMO numbers and BICs that the text names as such and that keep their check rule.

    Several IMO numbers in one text are those of ships it speaks of, so only a lone one is taken.
    """
    numbers = {("imo", number) for number in _IMO.findall(text) if valid("imo", number)}
    bics = {("swift_bic", bic) for bic in _BIC.findall(text) if valid("swift_bic", bic)}
    return sorted((numbers if len(numbers) == 1 else set()) | bics)


def _number(printed: str) -> str:
    """The number without the words around it, as in "Libyan passport No. 96/184442"."""
    bare = _REMARK.sub("", printed).strip(" .,:;")
    found = _AFTER_LABEL.match(bare) or _AFTER_WORDS.match(bare)
    return found["number"].strip() if found else bare or printed


def _scheme(parts: Mapping[str, str], around: str) -> str:
    for text in (parts.get("TYPE_OF_DOCUMENT2", ""), parts.get("TYPE_OF_DOCUMENT", ""), around):
        for scheme, words in _SCHEMES:
            if words.search(text):
                return scheme
    return "other"


def _country(parts: Mapping[str, str], around: str) -> str:
    """The issuing country: its own element first, then the words around the number or the type."""
    for tag in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"):
        if tag in parts and (code := country_code(parts[tag])):
            return code
    for text in (around, parts.get("TYPE_OF_DOCUMENT2", "")):
        if code := _country_within(text):
            return code
    return ""


def _country_within(text: str) -> str:
    """A country among the words, the longest name first: "South Sudan" is not "Sudan"."""
    words = _WORD.findall(text)
    for length in range(_LONGEST_COUNTRY, 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if len(name) >= _SHORTEST_COUNTRY and (code := country_code(name)):
                return code
    return ""
