"""Labelled pairs, read from CSV: two names or two whole records, and whether they are one subject.

Columns: `name1`, `name2` and `is_match` must be there. `schema` says what both are; without it
names are read both ways. Whole records also carry, for either side, `birth1`, `country1`,
`gender1` and `identifier1`; several values in a cell are parted by semicolons.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz

from screening.errors import ScreeningError
from screening.matching.names import UnreadableNameError, analyse
from screening.model import (
    Country,
    CountryRole,
    DateSpan,
    Gender,
    Identifier,
    Name,
    PartyKind,
    Profile,
)
from screening.text.countries import country_code
from screening.text.dates import parse_date
from screening.text.identifiers import SCHEMES
from screening.text.names import normalise
from screening.text.scripts import LATIN, NONE, clean, script_of

Row = Mapping[str, str]
T = TypeVar("T")

NEEDED = ("name1", "name2", "is_match")
_ANSWERS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_KINDS = {
    "": PartyKind.UNKNOWN,
    "legalentity": PartyKind.UNKNOWN,
    "unknown": PartyKind.UNKNOWN,
    "person": PartyKind.PERSON,
    "organisation": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION,
    "company": PartyKind.ORGANISATION,
    "entity": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "airplane": PartyKind.AIRCRAFT,
    "aircraft": PartyKind.AIRCRAFT,
}
_MOST_CHARACTERS = 100_000


class PairsError(ScreeningError):
    """A file of pairs that cannot be used; says which line and which column."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two names, whether they are one subject's, and where the pair comes from (`kind`).

    `script` is that of the second name where both are of one script, else of the one that is not
    Latin. `records` holds what a file of whole records says beside the names.
    """

    left: str
    right: str
    organisation: bool
    same: bool
    kind: str
    subject: str
    list_id: str = ""
    script: str = ""
    likeness: float | None = None
    records: tuple[Profile, Profile] | None = None

    def profiles(self) -> tuple[Profile, Profile]:
        """Both sides as the matcher compares them."""
        if self.records is not None:
            return self.records
        kind = PartyKind.ORGANISATION if self.organisation else PartyKind.PERSON
        return _bare(kind, self.left), _bare(kind, self.right)


def read(path: Path) -> list[Example]:
    """The pairs of a CSV file, plain or gzipped (.gz).

    Raises PairsError for a row that cannot be used, naming its line and column: a file is judged
    whole or not at all.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(path, reader.fieldnames)
            return [_example(row, where) for row, where in _rows(reader, path.name)]
    except (csv.Error, UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
        raise PairsError(f"{path.name}: this is not a CSV file in UTF-8: {error}") from error


def _check_columns(path: Path, held: Sequence[str] | None) -> None:
    missing = [name for name in NEEDED if name not in (held or ())]
    if missing:
        raise PairsError(f"{path.name}, line 1: there is no column {', '.join(missing)}")


def _rows(reader: csv.DictReader[str], file: str) -> Iterator[tuple[Row, str]]:
    """Every row and where it ends. Of a short or long one nobody knows which cell is which."""
    for row in reader:
        where = f"{file}, line {reader.line_num}"
        if None in row or None in row.values():
            raise PairsError(f"{where}: it has not as many cells as line 1")
        yield row, where


def _example(row: Row, where: str) -> Example:
    kind = _read(row, "schema", where, _kind)
    left, right = row["name1"], row["name2"]
    records = _record(row, "1", kind, where), _record(row, "2", kind, where)
    # A person or organisation of a name alone is what `profiles` makes of it anyway.
    bare = kind in _PLAIN and records == (_bare(kind, left), _bare(kind, right))
    organisation = kind not in {PartyKind.PERSON, PartyKind.UNKNOWN}
    said = _read(row, "latin_token_sort", where, lambda text: float(text) if text else None)
    return Example(
        left=left,
        right=right,
        organisation=organisation,
        same=_read(row, "is_match", where, _answer),
        kind=row.get("kind") or "official",
        subject=subject_of(left, organisation=organisation),
        list_id=row.get("list", ""),
        script=row.get("script2", "").lower() or _script(left, right),
        likeness=_alike(left, right) if said is None else said,
        records=None if bare else records,
    )


_PLAIN = frozenset({PartyKind.PERSON, PartyKind.ORGANISATION})


def _record(row: Row, side: str, kind: PartyKind, where: str) -> Profile:
    name = row[f"name{side}"]
    if len(name) > _MOST_CHARACTERS:
        raise PairsError(f"{where}, column name{side}: longer than {_MOST_CHARACTERS:,} characters")
    return Profile(
        kind=kind,
        names=(Name(name),),
        births=tuple(_cells(row, f"birth{side}", where, _birth)),
        gender=_read(row, f"gender{side}", where, _gender),
        countries=tuple(_cells(row, f"country{side}", where, lambda text: _country(text, kind))),
        identifiers=tuple(_cells(row, f"identifier{side}", where, _identifier)),
    )


def _bare(kind: PartyKind, name: str) -> Profile:
    return Profile(kind=kind, names=(Name(name),))


def _read(row: Row, column: str, where: str, reader: Callable[[str], T]) -> T:
    text = row.get(column, "").strip()
    try:
        return reader(text)
    except ValueError as error:
        raise PairsError(f"{where}, column {column}: {error or repr(text)}") from None


def _cells(row: Row, column: str, where: str, reader: Callable[[str], T]) -> list[T]:
    def several(text: str) -> list[T]:
        return [reader(part.strip()) for part in text.split(";") if part.strip()]

    return _read(row, column, where, several)


def _answer(text: str) -> bool:
    found = _ANSWERS.get(text.lower())
    if found is None:
        raise ValueError(f"{text!r} is neither true nor false")
    return found


def _kind(text: str) -> PartyKind:
    found = _KINDS.get(text.lower())
    if found is None:
        raise ValueError(f"{text!r} is none of {', '.join(kind for kind in _KINDS if kind)}")
    return found


def _birth(text: str) -> DateSpan:
    found = parse_date(text)
    if found is None:
        raise ValueError(f"{text!r} is not a date; 1971, 1971-04 and 1971-04-09 are")
    return found


def _gender(text: str) -> Gender:
    known = {"": Gender.UNKNOWN, "f": Gender.FEMALE, "m": Gender.MALE}
    found = known.get(text.lower())
    return found if found is not None else Gender(text.lower())


def _country(text: str, kind: PartyKind) -> Country:
    code = country_code(text.upper() if len(text) == _ALPHA2 else text)
    if not code:
        raise ValueError(f"{text!r} is not a country")
    person = kind in {PartyKind.PERSON, PartyKind.UNKNOWN}
    return Country(code, CountryRole.NATIONALITY if person else CountryRole.INCORPORATION)


_ALPHA2 = 2


def _identifier(text: str) -> Identifier:
    """`scheme:value` or `scheme:value:country`; a value alone is of no known scheme."""
    match text.split(":"):
        case [value]:
            return Identifier("other", value)
        case [scheme, value]:
            return Identifier(_scheme(scheme), value)
        case [scheme, value, country]:
            return Identifier(_scheme(scheme), value, country_code(country.upper()))
        case _:
            raise ValueError(f"{text!r} is not scheme:value:country")


def _scheme(text: str) -> str:
    if text not in SCHEMES:
        raise ValueError(f"{text!r} is none of {', '.join(sorted(SCHEMES))}")
    return text


def subject_of(name: str, *, organisation: bool) -> str:
    """One key for the same subject on several lists: the consonants of its name, sorted."""
    try:
        parts = analyse(name, organisation=organisation).parts
    except UnreadableNameError:
        return name
    return " ".join(sorted(token.skeletons[0] for token in parts))


def _script(left: str, right: str) -> str:
    """The script of the right name, or of the left one if the right one is Latin."""
    return next((s for s in map(_script_of, (right, left)) if s != LATIN), LATIN)


def _script_of(name: str) -> str:
    found = script_of("".join(clean(name).split()))
    return LATIN if found == NONE else found


def _alike(left: str, right: str) -> float | None:
    """How alike two Latin names are letter by letter, from 0 to 100; None across scripts."""
    if _script(left, right) != LATIN:
        return None
    return round(fuzz.token_sort_ratio(normalise(left), normalise(right)), 1)
