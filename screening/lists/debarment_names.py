"""What development banks write around a name: other names, numbers, footnote marks, remarks.

"QVS LLC (f/k/a QMT LLC) (Reg. No. 300) *371" is two names, a number and the mark of a footnote. A
name stays whole as the publisher wrote it; what it holds besides follows it as names of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from screening.lists.draft import Draft
from screening.model import Name, NameKind, PartyKind
from screening.text.countries import country_code
from screening.text.identifiers import valid
from screening.text.names import normalise, script, squeeze
from screening.text.splitting import split_names

_FOOTNOTES = re.compile(r"\*\s*\d+(?:\s*(?:,|and|&)\s*\*?\s*\d+)*|^\d{1,4}$")
# What comes before a name and says what it is; the longest first, for each holds the next.
_MARKS = {
    NameKind.FORMER: r"(?:formerly|previously)(?:\s+(?:known|operating|trading)\s+as)?"
    r"|f\s?[./]?\s?k\s?[./]?\s?a\b\.?",
    NameKind.TRADING: r"(?:(?:may\s+)?also\s+(?:be\s+)?|currently\s+)?"
    r"(?:doing\s+business\s+(?:as|under)|d\s?[./]?\s?b\s?[./]?\s?a\b\.?|trading\s+as)",
    NameKind.ALIAS: r"(?:also|now|currently|otherwise)\s+known?\s+as|a\s?[./]?\s?k\s?[./]?\s?a\b\.?"
    r"|,\s*also(?=\s+m[rs]s?\b)",
}
_MARK = re.compile(
    r"(?:^|(?<=[\s,;(\[]))(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in _MARKS.items())
    + r")\s*:?",
    re.IGNORECASE,
)
# From here on it is no longer the name.
_TAIL = re.compile(
    r",?\s+(?:and (?:any|all) entit(?:y|ies)\b|c/o\b|may$)"
    r"|,\s*(?:founder|owner|proprietor|director)\b.*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\bonly for\b|\ball entities\b|\bany entity\b|\bexcept\b|\bsuccessor\b|\bsubject to\b"
    r"|\bphysical address\b|\bsanction|\bdebar|\bineligib",
    re.IGNORECASE,
)
_NUMBERS = (
    (
        "tax_id",
        r"(?:tax\s+(?:registration|identification|id)|t\.?i\.?n\b|cnpj|inn\b|vat\b|r\.?u\.?c\b)",
    ),
    (
        "registration",
        r"(?:company\s+)?reg(?:istration|\.|,)?(?:\s*(?:no|number|#)|(?=\s*[.,]\s*no))",
    ),
    ("national_id", r"(?:national\s+id(?:entity)?|\bid\b(?=\s*(?:no|number|:)))"),
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s(]))(?:"
    + "|".join(f"(?P<{scheme}>{words})" for scheme, words in _NUMBERS)
    + r")[\s.,;:#]*(?:no\b|number\b)?[\s.,;:#]*(?P<value>(?=[^*]{0,60}\d)[^*,;]+)",
    re.IGNORECASE,
)
# China's unified social credit code, GB 32100-2015: 18 characters, without I, O, S, V, Z.
_CREDIT_CODE = re.compile(
    r"(?:(?:tax\s+)?ID\s*:\s*)?([1-9A-HJ-NP-RT-UWXY]{1}[0-9]{7}[0-9A-HJ-NP-RT-UWXY]{10})",
    re.IGNORECASE,
)
_WITHIN_NAME = frozenset(
    {
        "pvt", "pty", "pte", "private", "proprietary", "limited", "partnership", "group", "holding",
        "holdings", "branch", "offshore", "m", "hk", "sarl",
    }
)  # fmt: skip
_HONORIFIC = re.compile(r"^(?:mr|mrs|ms|miss|mme|sr|sra|shri)\b[. ]", re.IGNORECASE)
_LEGAL_FORM = re.compile(
    r"\b(?:limited|ltd|ltda|llc|llp|inc|incorporated|corporation|corp|company|co|gmbh|sarl|s\.?a\.?r\.?l|sdn|bhd"
    r"|plc|pvt|pty|branch|group|enterprises?|constructora|construtora|consorcio|association|s\.?r\.?l|s\.?a\.?c"
    r"|s\.\s?a|b\.v|ojsc|cjsc|jsc|ooo|mmc|joint stock)\b|^(?:m/s|pt)\b",
    re.IGNORECASE,
)
_ENDS = " ,;:.-\N{EN DASH}*"
_AROUND = " ,;:-"
_QUOTES = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_PAIRS = {"(": ")", "[": "]", "\N{FULLWIDTH LEFT PARENTHESIS}": "\N{FULLWIDTH RIGHT PARENTHESIS}"}
_CLOSING = frozenset(_PAIRS.values())
_SHORTEST = 2
_LEI_LENGTH = 20
LONGEST = 2_000
"""A longer cell is prose, or an attack: it stays whole."""


@dataclass(slots=True)
class Said:
    """What a text says besides the name it begins with."""

    base: str = ""
    names: list[tuple[NameKind, str]] = field(default_factory=list)
    numbers: list[tuple[str, str, str]] = field(default_factory=list)
    footnotes: str = ""


def guess_kind(name: str) -> PartyKind:
    """A person if the bank writes "Mr." and the like, an organisation if the name has a legal form.

    Both or neither is unknown, and so compared with persons and organisations alike: a wrong guess
    would hide the entry from one of them.
    """
    bare = _TAIL.split(name, maxsplit=1)[0]
    person, form = bool(_HONORIFIC.match(bare)), bool(_LEGAL_FORM.search(bare))
    if person == form:
        return PartyKind.UNKNOWN
    return PartyKind.PERSON if person else PartyKind.ORGANISATION


def add_names(draft: Draft, written: str, column: str, country: str = "") -> None:
    """The primary name, whole, then all that stands in it. `country` issued its numbers."""
    whole = squeeze(written)
    primary = _FOOTNOTES.sub(" ", whole).strip(" (")
    primary = squeeze(primary) or whole
    draft.add(draft.names, Name(primary))
    if "\N{REPLACEMENT CHARACTER}" in primary:
        draft.warn("a name holds damaged characters")
    if primary != whole:
        draft.note(column, whole)
    said = read(primary)
    for part in split_names(said.base):
        _add(draft, NameKind.ALIAS, part, column)
    _add_rest(draft, said, column, country)


def add_information(draft: Draft, written: str, column: str, country: str = "") -> None:
    """Names and numbers of a column beside the name; its whole text stays in the notes."""
    whole = squeeze(written)
    said = read(whole)
    if said.base and not _REMARK.search(said.base):
        for part in _native_parts(said.base):
            _add(draft, NameKind.ALIAS, part, column)
    said.names = [
        (NameKind.ALIAS if kind is NameKind.WEAK else kind, text) for kind, text in said.names
    ]
    _add_rest(draft, said, column, country)
    if all(name.text != whole for name in draft.names):
        draft.note(column, whole)


def read(text: str) -> Said:
    """The text in pieces: what stands before the first bracket or mark, and what those hold."""
    if len(text) > LONGEST:
        return Said()
    said = Said(footnotes=" ".join(_FOOTNOTES.findall(text)))
    outside, brackets = _brackets(_FOOTNOTES.sub(" ", text))
    outside = _take_numbers(outside, said)
    said.base = _marked(outside, said)
    for content, is_last in brackets:
        rest = squeeze(_take_numbers(content, said)).strip(_AROUND)
        if rest:
            _read_bracket(rest, said, is_last=is_last)
    return said


def _add_rest(draft: Draft, said: Said, column: str, country: str) -> None:
    for kind, name in said.names:
        _add(draft, kind, name, column)
    for scheme, value, issuer in said.numbers:
        named = "national_id" if draft.kind is PartyKind.PERSON else "registration"
        draft.identify(named if scheme == "id" else scheme, value, issuer or country, column)
    draft.note("Footnote", said.footnotes)


def _add(draft: Draft, kind: NameKind, written: str, column: str) -> None:
    """Unless it is a name already, in whatever capitals and punctuation."""
    text = squeeze(written)
    known = {normalise(name.text) for name in draft.names}
    if len(text) < _SHORTEST or (normalise(text) in known and script(text) in {"Latin", ""}):
        return
    if script(text) == "Han" and " " in text:
        # Line breaks of a printed page; Chinese has no blanks.
        text = text.replace(" ", "")
        draft.note(column, squeeze(written))
    if kind is NameKind.WEAK:
        draft.add(draft.names, Name(text, kind))
    else:
        draft.name(text, kind, tag=column)


def _brackets(text: str) -> tuple[str, list[tuple[str, bool]]]:
    """The text without its outer brackets; what they hold, and whether only brackets follow.

    A bracket inside a name ("Group (Anhui) Co., Ltd.") stays in the text.
    """
    spans = list(_spans(text))
    end = len(text.rstrip(_ENDS + _QUOTES))
    trailing: set[tuple[int, int]] = set()
    for start, stop in reversed(spans):
        if not text[stop:end].strip(_ENDS + _QUOTES):
            trailing.add((start, stop))
            end = start
    found = [(text[a + 1 : b - (text[b - 1] in _CLOSING)], (a, b) in trailing) for a, b in spans]
    bare = text
    for start, stop in reversed(spans):
        told = text[start + 1 : stop].strip()
        if (start, stop) in trailing or _MARK.match(told) or _NUMBERED.match(told) or start == 0:
            bare = f"{bare[:start]} {bare[stop:]}"
    return bare, found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where outer brackets begin and end; one never closed goes on to the end."""
    depth, start, closing = 0, 0, ""
    for at, character in enumerate(text):
        if not depth and character in _PAIRS:
            depth, start, closing = 1, at, _PAIRS[character]
        elif depth and _PAIRS.get(character) == closing:
            depth += 1
        elif depth and character == closing:
            depth -= 1
            if not depth:
                yield start, at + 1
    if depth:
        yield start, len(text)


def _read_bracket(text: str, said: Said, *, is_last: bool) -> None:
    if _REMARK.search(text):
        return
    if _MARK.search(text):
        if before := _marked(text, said):
            said.names.append((NameKind.WEAK, before.strip(_QUOTES)))
        return
    bare = text.strip(_QUOTES + "[] ")
    if script(text) not in {"Latin", "Mixed", ""}:
        said.names += [(NameKind.NATIVE, part) for part in _native_parts(bare)]
    elif is_last and not _belongs_to_the_name(bare):
        # A short form the bank goes on to use, or an acronym.
        said.names.append((NameKind.WEAK, bare))


def _native_parts(text: str) -> list[str]:
    """Names in another script are parted by commas; in Latin letters those belong to the name."""
    if script(text) in {"Latin", "Mixed", ""}:
        return [text]
    return [part for part in re.split(r"\s*[,\uff0c\u3001]\s*", text) if part]


def _belongs_to_the_name(text: str) -> bool:
    """A place or a legal form: "(Qatar)", "(Pvt)"."""
    words = normalise(text).split()
    return bool(country_code(text)) or all(word in _WITHIN_NAME for word in words)


def _marked(text: str, said: Said) -> str:
    """What stands before the first mark; each mark's names go to `said`."""
    marks = list(_MARK.finditer(text))
    starts = [*(mark.start() for mark in marks), len(text)]
    for mark, end in zip(marks, starts[1:], strict=True):
        kind = NameKind(str(mark.lastgroup))
        following = text[mark.end() : end]
        parts = re.split(r"\s+or\s+", following) if kind is NameKind.TRADING else [following]
        said.names += [(kind, name) for part in parts if (name := _tidy(part))]
    return _tidy(text[: starts[0]])


def _take_numbers(text: str, said: Said) -> str:
    """The text without its numbers, which go to `said`."""
    text = _CREDIT_CODE.sub(lambda found: _keep(said, "registration", found[1], "CN"), text)
    return _NUMBERED.sub(
        lambda found: _keep(said, str(_scheme(found)), squeeze(found["value"])), text
    )


def _scheme(found: re.Match[str]) -> str:
    scheme = next(scheme for scheme, _ in _NUMBERS if found[scheme])
    return "id" if scheme == "national_id" and "national" not in found[0].lower() else scheme


def _keep(said: Said, scheme: str, value: str, country: str = "") -> str:
    value = value.strip(_ENDS + ")")
    if scheme == "registration" and len(value) == _LEI_LENGTH and valid("lei", value):
        scheme = "lei"
    if value and (scheme, value, country) not in said.numbers:
        said.numbers.append((scheme, value, country))
    return " "


def _tidy(text: str) -> str:
    text = squeeze(_TAIL.split(text, maxsplit=1)[0]).strip(" ,;:-()[]")
    return text.strip(_QUOTES) if text[:1] in _QUOTES and text[-1:] in _QUOTES else text
