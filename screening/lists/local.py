"""The local watch-list: parties listed in-house, such as the UN's own ineligible vendors.

CSV (UTF-8, comma, one header line) or JSON (a list of objects, or an object with `entries` and, if
wanted, `published`). The columns, or keys, in any order; only the first three must be there:

    ref          your own reference, unique within the file
    kind         person, organisation, vessel, aircraft or unknown
    name         the name as it is shown
    aliases      other names, separated by ";"  (in JSON also a list)
    birth_date   a day, month, year or range: 1968-04-17, 04/1968, 1968, 1955-1958, circa 1960
    nationality  countries by name or ISO code, separated by ";"
    country      where an organisation is incorporated, or a person lives; separated by ";"
    identifiers  scheme:value, separated by ";", such as lei:… or passport:…  (in JSON also a list)
    address      as one line
    listed_on    2024-01-31
    ends_on      the last day on which the entry counts; empty for no end
    effect       bars, refers or informs; empty for bars
    reason       why the party is listed
    programme    the decision, rule or list it comes from

A file with one bad row is refused whole, and every bad cell is named. Unknown columns are refused:
nothing in the file is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from screening.errors import ListFormatError
from screening.lists.draft import Draft
from screening.lists.reading import csv_rows, json_value
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of
from screening.model import Address, CountryRole, Effect, NameKind, PartyKind, Snapshot
from screening.text.countries import country_code
from screening.text.dates import parse_date, parse_day
from screening.text.identifiers import SCHEMES, clean, valid
from screening.text.names import readable, squeeze

LIST_ID = "local"
PARSER = "local/1"

REQUIRED = ("ref", "kind", "name")
COLUMNS = (
    *REQUIRED,
    "aliases",
    "birth_date",
    "nationality",
    "country",
    "identifiers",
    "address",
    "listed_on",
    "ends_on",
    "effect",
    "reason",
    "programme",
)
_LISTS = ("aliases", "nationality", "country", "identifiers")
_SHOWN = 20

E = TypeVar("E", bound=StrEnum)


@dataclass(slots=True)
class _Row:
    """One row's cells, and what is wrong with them. `place` is its line, or its number in JSON."""

    place: str
    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def get(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def several(self, column: str) -> list[str]:
        return [part.strip() for part in self.get(column).split(";") if part.strip()]

    def fault(self, column: str, problem: str) -> None:
        self.faults.append(f"{self.place}, column {column}: {problem}")


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in one CSV or JSON file, already unpacked.

    Raises ListFormatError naming every bad cell by line and column (the first twenty of them).
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one CSV or JSON file; {len(files)} were given")
    [(name, data)] = files.items()
    is_json = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"[", b"{"}
    published, rows = _read_json(name, data) if is_json else (None, _read_csv(name, data))
    drafts = [_draft(row) for row in rows]
    _find_duplicates(rows)
    if faults := [fault for row in rows for fault in row.faults]:
        more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise ListFormatError("; ".join(faults[:_SHOWN]) + more, name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=published,
        entries=tuple(draft.entry() for draft in drafts),
        warnings=tuple(warning for draft in drafts for warning in draft.warnings),
    )


def _read_csv(name: str, data: bytes) -> list[_Row]:
    rows = csv_rows(name, data)
    line, header = next(rows, (1, []))
    columns = [cell.strip().lower() for cell in header]
    _check_columns(f"{name}, line {line}", columns)
    read = []
    for number, cells in rows:
        row = _Row(f"line {number}", dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            problem = f"the row has {len(cells)} cells, the header {len(columns)}"
            row.fault(columns[min(len(cells), len(columns)) - 1], problem)
        read.append(row)
    return read


def _check_columns(where: str, columns: list[str]) -> None:
    known = f"known columns: {', '.join(COLUMNS)}"
    for column in columns:
        if column not in COLUMNS:
            raise ListFormatError(f"unknown column {column!r}; {known}", where)
        if columns.count(column) > 1:
            raise ListFormatError(f"the column {column!r} stands twice", where)
    for column in REQUIRED:
        if column not in columns:
            raise ListFormatError(f"the column {column!r} is missing; {known}", where)


def _read_json(name: str, data: bytes) -> tuple[datetime | None, list[_Row]]:
    value = json_value(name, data)
    published = None
    if isinstance(value, dict):
        if unknown := value.keys() - {"entries", "published"}:
            raise ListFormatError(f"unknown key {min(unknown)!r} beside 'entries'", name)
        published = _published(name, value.get("published"))
        value = value.get("entries")
    if not isinstance(value, list):
        raise ListFormatError("neither a list of entries nor an object with 'entries'", name)
    return published, [_json_row(name, number, item) for number, item in enumerate(value, start=1)]


def _published(name: str, written: object) -> datetime | None:
    if written is None:
        return None
    try:
        published = datetime.fromisoformat(str(written))
    except ValueError as error:
        raise ListFormatError(f"'published' is {written!r}, not a date", name) from error
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def _json_row(name: str, number: int, item: object) -> _Row:
    place = f"entry {number}"
    if not isinstance(item, dict):
        raise ListFormatError("this is not an object", f"{name}, {place}")
    _check_columns(f"{name}, {place}", [*item])
    row = _Row(place, {key: _cell(key, value) for key, value in item.items()})
    for key, value in item.items():
        if not _fits(key, value):
            row.fault(key, f"{value!r} is not text")
    return row


def _fits(key: str, value: object) -> bool:
    if isinstance(value, list) and key in _LISTS:
        return all(isinstance(part, str) for part in value)
    return value is None or isinstance(value, str)


def _cell(key: str, value: object) -> str:
    if not _fits(key, value) or value is None:
        return ""
    return ";".join(value) if isinstance(value, list) else str(value)


def _find_duplicates(rows: list[_Row]) -> None:
    first: dict[str, _Row] = {}
    for row in rows:
        earlier = first.setdefault(row.get("ref"), row)
        if earlier is not row and row.get("ref"):
            row.fault("ref", f"{row.get('ref')!r} stands in {earlier.place} already")


def _draft(row: _Row) -> Draft:
    """The entry in a row; what cannot be read becomes one of the row's faults."""
    draft = Draft(
        list_id=LIST_ID,
        kind=_word(row, "kind", PartyKind, default=None),
        effect=_word(row, "effect", Effect, default=Effect.BARS),
        place=row.place,
        ref=row.get("ref"),
        listed_on=_day(row, "listed_on"),
        ends_on=_day(row, "ends_on"),
        reason=row.get("reason"),
    )
    if not draft.ref:
        row.fault("ref", "empty")
    draft.add(draft.programmes, row.get("programme"))
    _read_names(draft, row)
    _read_birth(draft, row)
    _read_countries(draft, row)
    for column, written in _each(row, "identifiers"):
        _read_identifier(draft, row, column, written)
    if address := squeeze(row.get("address")):
        draft.add(draft.addresses, Address(address))
    return draft


def _each(row: _Row, column: str) -> Iterator[tuple[str, str]]:
    return ((column, written) for written in row.several(column))


def _read_names(draft: Draft, row: _Row) -> None:
    for column, written in (("name", row.get("name")), *_each(row, "aliases")):
        if problem := readable(written):
            row.fault(column, problem)
        else:
            kind = NameKind.PRIMARY if column == "name" else NameKind.ALIAS
            draft.name(written, kind, tag=column)


def _read_birth(draft: Draft, row: _Row) -> None:
    if written := row.get("birth_date"):
        span = parse_date(written)
        if span is None:
            row.fault("birth_date", f"{written!r} is not a date, a year or a range")
        else:
            draft.birth(span, tag="birth_date")


def _read_countries(draft: Draft, row: _Row) -> None:
    place = CountryRole.RESIDENCE if draft.kind is PartyKind.PERSON else CountryRole.INCORPORATION
    for column, role in (("nationality", CountryRole.NATIONALITY), ("country", place)):
        for written in row.several(column):
            if country_code(written):
                draft.country(written, role)
            else:
                row.fault(column, f"no country is known as {written!r}")


def _read_identifier(draft: Draft, row: _Row, column: str, written: str) -> None:
    scheme, _, value = (part.strip() for part in written.partition(":"))
    if scheme not in SCHEMES:
        row.fault(
            column, f"{written!r} is not scheme:value with one of {', '.join(sorted(SCHEMES))}"
        )
    elif not clean(scheme, value):
        row.fault(column, f"{written!r} has no number")
    elif valid(scheme, value) is False:
        row.fault(column, f"{value!r} is not a valid {scheme}: look for a slip of the pen")
    else:
        draft.identify(scheme, value)


def _day(row: _Row, column: str) -> date | None:
    written = row.get(column)
    day = parse_day(written)
    if written and day is None:
        row.fault(column, f"{written!r} is not a day such as 2024-01-31")
    return day


def _word(row: _Row, column: str, words: type[E], *, default: E | None) -> E:
    written = row.get(column).lower()
    if not written and default is not None:
        return default
    try:
        return words(written)
    except ValueError:
        row.fault(column, f"{written!r} is none of {', '.join(words)}")
        return next(iter(words))


SOURCE = ListSource(
    id=LIST_ID,
    title="Local watch-list",
    publisher="your organisation",
    licence="your organisation's own",
    effect=Effect.BARS,
    formats=("csv", "json"),
    minimum=1,
    maximum=1_000_000,
    max_shrink=0.5,
    parse=parse,
)
