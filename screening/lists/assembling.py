"""Putting entries together from the rows and files over which publishers spread them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from screening.errors import ListFormatError
from screening.lists.draft import Draft
from screening.lists.effects import strongest
from screening.model import (
    Country,
    CountryRole,
    DateSpan,
    Entry,
    Gender,
    Identifier,
    Name,
    NameKind,
    PartyKind,
)
from screening.text.countries import country_code
from screening.text.dates import parse_date
from screening.text.names import script, squeeze
from screening.text.splitting import split_names

UN_REFERENCE = "UN reference"
"""The label under which every parser notes the Security Council's reference of a subject."""

_LISTS = (
    "births", "birth_places", "countries", "identifiers", "addresses", "programmes", "designations",
    "notes", "problems",
)  # fmt: skip
_NOT_LATIN = 0x250
# What publishers write where they know no country.
_NO_COUNTRY = frozenset({"undetermined", "unknown", "none identified", "n/a", "stateless", "none"})
_FORMS = {
    "Palestinian": "PS", "Palestinian Authority": "PS", "Region: Gaza": "PS", "West Bank": "PS",
    "Cote d Ivoire": "CI", "Cabo Verde. Previously Cape Verde.": "CV", "RDC": "CD",
    "Congo, Republic of the": "CG", "Bahamas, The": "BS", "St. Kitts & Nevis": "KN",
    "North Macedonia, The Republic of": "MK", "Gambia, The": "GM",
}  # fmt: skip


@lru_cache(maxsize=8192)
def code_of(written: str) -> str:
    """The ISO code of a country as lists write it ("Bahamas, The", "Region: Gaza"), or ""."""
    if written in _FORMS:
        return _FORMS[written]
    code = country_code(written)
    if not code and written.count(",") == 1:
        last, first = written.split(",")
        code = country_code(f"{first.strip()} {last.strip()}")
    return code


@lru_cache(maxsize=65536)
def span_of(written: str) -> DateSpan | None:
    """The date as it is written, or None; the same words are read once."""
    return parse_date(written)


def add_country(draft: Draft, written: str, role: CountryRole) -> str:
    """Add a country and return its code. "undetermined" is no country; an unknown one warns."""
    written = squeeze(written)
    if not written or written.lower() in _NO_COUNTRY:
        draft.note(f"country ({role.value})", written)
        return ""
    code = code_of(written)
    if not code:
        draft.warn(f"no country is known as {written!r}")
    draft.add(draft.countries, Country(code, role, written))
    return code


def add_birth(draft: Draft, written: str, label: str) -> None:
    """Add a date of birth, or, if it cannot be read, note it with a warning."""
    written = squeeze(written)
    span = span_of(written)
    if span is not None:
        draft.birth(span, tag=label)
    elif written:
        draft.warn("a date of birth could not be read; it is kept in the notes")
        draft.note(label, written)


def add_identifier(draft: Draft, identifier: Identifier) -> None:
    """Add an identifier. Said again it adds what is new; by another country it is another."""
    for place, known in enumerate(draft.identifiers):
        same = (known.scheme, known.value) == (identifier.scheme, identifier.value)
        if same and len({known.country, identifier.country} - {""}) < 2:  # noqa: PLR2004
            news = identifier.note if identifier.note not in known.note else ""
            note = ", ".join(text for text in (known.note, news) if text)
            country = known.country or identifier.country
            draft.identifiers[place] = Identifier(known.scheme, known.value, country, note)
            return
    draft.identifiers.append(identifier)


def add_name(draft: Draft, text: str, kind: NameKind, given: str = "", family: str = "") -> None:
    """Add a name whole, and where one field holds several ("A; B", "A / B"), each of them as well.

    A second primary name is an alias; an alias in another script than Latin is a native name.
    """
    text = squeeze(text)
    if not text:
        return
    if "\N{REPLACEMENT CHARACTER}" in text:
        draft.warn("a name holds damaged characters")
    if any(known.text == text and (known.family or not family) for known in draft.names):
        return
    if kind is NameKind.PRIMARY and any(n.kind is NameKind.PRIMARY for n in draft.names):
        kind = NameKind.ALIAS
    _add(draft, Name(text, _native(text, kind), squeeze(given), squeeze(family)))
    further = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
    for part in _parts(text):
        if part != text:
            _add(draft, Name(part, _native(part, further)))


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[str, ...]:
    return split_names(text)


def _native(text: str, kind: NameKind) -> NameKind:
    if kind is not NameKind.ALIAS or text.isascii() or all(ord(c) < _NOT_LATIN for c in text):
        return kind
    return kind if script(text) in {"Latin", "Mixed", ""} else NameKind.NATIVE


def _add(draft: Draft, name: Name) -> None:
    """A name said again adds only what it tells of its parts."""
    for place, known in enumerate(draft.names):
        if known.text == name.text:
            if name.family and not known.family:
                draft.names[place] = Name(known.text, known.kind, name.given, name.family)
            return
    draft.names.append(name)


def finish(drafts: Iterable[Draft], file: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries in file order, each reference once, and all warnings.

    Two entries of one reference that say the same are one; two that differ are joined, with a
    warning, so that nothing either says is lost. Raises ListFormatError for an entry without
    reference or name.
    """
    whole: dict[str, Draft] = {}
    for draft in drafts:
        _refuse_empty(draft, file)
        earlier = whole.setdefault(draft.ref, draft)
        if earlier is not draft and earlier.entry() != draft.entry():
            _join(earlier, draft)
            earlier.warn(f"stands twice, in {earlier.place} and {draft.place}, and differs: joined")
    warnings = [warning for draft in whole.values() for warning in draft.warnings]
    return tuple(draft.entry() for draft in whole.values()), tuple(warnings)


def _refuse_empty(draft: Draft, file: str) -> None:
    where = ", ".join(part for part in (file, draft.place) if part)
    if not draft.ref:
        raise ListFormatError("the entry has no reference", where)
    if not draft.names:
        raise ListFormatError(f"the entry {draft.ref} has no name", where)


def _join(one: Draft, other: Draft) -> None:
    """Make `one` say all that `other` says as well, and never less strictly than either."""
    for name in other.names:
        kind = NameKind.ALIAS if name.kind is NameKind.PRIMARY else name.kind
        if not any(known.text == name.text for known in one.names):
            one.names.append(Name(name.text, kind, name.given, name.family))
    for attribute in _LISTS:
        for value in getattr(other, attribute):
            one.add(getattr(one, attribute), value)
    if one.kind is not other.kind and other.kind is not PartyKind.UNKNOWN:
        one.note("kind", other.kind.value)
        one.kind = other.kind if one.kind is PartyKind.UNKNOWN else one.kind
    if one.gender is not other.gender:
        one.note("gender", f"{one.gender.value} and {other.gender.value}")
        one.gender = other.gender if one.gender is Gender.UNKNOWN else Gender.UNKNOWN
    one.effect = strongest((one.effect, other.effect))
    _join_dates(one, other)
    if other.reason not in one.reason:
        one.reason = f"{one.reason}\n{other.reason}".strip()


def _join_dates(one: Draft, other: Draft) -> None:
    """Listed since the first day, changed on the last, and ended only where both have an end."""
    for label in ("listed_on", "changed_on", "ends_on"):
        first, second = getattr(one, label), getattr(other, label)
        if first != second:
            said = [day.isoformat() if day else "none" for day in (first, second)]
            one.note(label, " and ".join(said))
    one.listed_on = min((d for d in (one.listed_on, other.listed_on) if d), default=None)
    one.changed_on = max((d for d in (one.changed_on, other.changed_on) if d), default=None)
    ends = [one.ends_on, other.ends_on]
    one.ends_on = None if None in ends else max(day for day in ends if day)
