"""The UK's former consolidated list of financial sanctions targets (OFSI ConList), as CSV.

One row for each name, address and date of a subject, joined by "Group ID". Windows-1252 until 2020,
UTF-8 after. The UK Sanctions List has taken its place; old copies and those who still send it
remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from screening.errors import ListFormatError
from screening.lists import uk_subject as uk
from screening.lists.assembling import add_name, finish
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.reading import csv_rows
from screening.lists.source import ListSource
from screening.lists.tables import encoding_of, under_header
from screening.lists.unpacking import digest_of
from screening.model import CountryRole, Effect, NameKind, PartyKind, Snapshot
from screening.text.dates import parse_day

LIST_ID = "uk-conlist"
PARSER = "uk-conlist/1"

_NEEDED = ("Name 6", "Group Type", "Alias Type", "Regime", "Group ID", "DOB", "Nationality")
_KINDS = {
    "prime alias": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "fka": NameKind.FORMER,
    "aka": NameKind.ALIAS,
    "primary name variation": NameKind.ALIAS,
}
_VESSEL = re.compile(r"^IMO\b|\bthe following vessel\b", re.IGNORECASE)
_PLACE = tuple(f"Address {n}" for n in range(1, 7))


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the one CSV file, already unpacked.

    Raises ListFormatError, with the line, for a file without its first line ("Last Updated, …") or
    header, for a row of another width, and for a row without a group or a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one CSV file; {len(files)} were given")
    [(name, data)] = files.items()
    rows = csv_rows(name, data, encoding_of(name, data))
    published = _published(name, next(rows, (1, []))[1])
    _, header = next(rows, (2, []))
    groups: dict[str, Draft] = {}
    for place, cells in under_header(name, header, rows, _NEEDED):
        _read(groups, cells, place)
    if not groups:
        raise ListFormatError("the file holds no entry", name)
    entries, warnings = finish(_settled(groups), name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=published,
        entries=entries,
        warnings=warnings,
    )


def _published(name: str, row: list[str]) -> datetime:
    day = parse_day(row[1]) if len(row) > 1 and row[0] == "Last Updated" else None
    if day is None:
        raise ListFormatError('the first line is not "Last Updated" and a day', f"{name}, line 1")
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _read(groups: dict[str, Draft], cells: Cells, place: str) -> None:
    ref = cells.take("Group ID")
    if not ref:
        raise ListFormatError("the row has no Group ID", place)
    draft = groups.get(ref)
    if draft is None:
        draft = groups[ref] = Draft(
            list_id=LIST_ID,
            kind=uk.KINDS.get(cells.peek("Group Type").lower(), PartyKind.UNKNOWN),
            effect=Effect.REFERS,
            ref=ref,
            place=place.rpartition(", ")[2],
        )
    if cells.peek("Group Type").lower() in uk.KINDS:
        cells.take("Group Type")
    _names(draft, cells, place)
    _person(draft, cells)
    uk.add_address(
        draft,
        cells.take_all(*_PLACE),
        cells.take("Post/Zip Code"),
        cells.take("Country"),
        column="Country",
    )
    _listing(draft, cells)
    for label, text in cells.rest():
        draft.note(label, text)


def _names(draft: Draft, cells: Cells, place: str) -> None:
    written = cells.take("Alias Type")
    kind = _KINDS.get(written.lower(), NameKind.ALIAS)
    quality = cells.take("Alias Quality")
    if quality.lower().startswith("low"):
        kind = NameKind.WEAK
    native = cells.take("Name Non-Latin Script")
    if not native and not any(f"Name {n}" in cells for n in range(1, 7)):
        raise ListFormatError("the row has no name", place)
    if written.lower() not in _KINDS:
        draft.note("Alias Type", written)
    uk.add_subject_name(draft, cells, kind)
    add_name(draft, native, NameKind.NATIVE)


def _person(draft: Draft, cells: Cells) -> None:
    for column in ("Title", "Position"):
        uk.add_each(draft, draft.designations, column, cells.take(column))
    uk.add_births(draft, "DOB", cells.take("DOB"))
    uk.add_birth_places(draft, cells.take("Town of Birth"), cells.take("Country of Birth"))
    uk.add_countries(draft, "Nationality", cells.take("Nationality"), CountryRole.NATIONALITY)
    passport, more = cells.take("Passport Number"), cells.take("Passport Details")
    number, about = cells.take("National Identification Number", "NI Number"), ""
    about = cells.take("National Identification Details")
    uk.add_documents(
        draft, "Passport", passport or more, "Passport Details", more if passport else ""
    )
    uk.add_documents(draft, "National identification", number, "NI Number", about)


def _listing(draft: Draft, cells: Cells) -> None:
    draft.add(draft.programmes, cells.take("Regime"))
    uk.add_days(
        draft,
        listed=cells.take("Listed On"),
        changed=cells.take("Last Updated"),
    )
    for column in ("UK Statement of Reasons", "Other Information"):
        text = cells.take(column)
        uk.add_numbers_in(draft, text, column)
        if text and text not in draft.reason.split("\n"):
            draft.reason = "\n".join(part for part in (draft.reason, text) if part)


def _settled(groups: Mapping[str, Draft]) -> Iterator[Draft]:
    """Ships stand among the entities; what they are only the free text says."""
    for draft in groups.values():
        ship = any(known.scheme == "imo" for known in draft.identifiers)
        if draft.kind is PartyKind.ORGANISATION and ship and _VESSEL.search(draft.reason):
            draft.kind = PartyKind.VESSEL
            draft.note("Group Type", "Entity")
        yield draft


SOURCE = ListSource(
    id=LIST_ID,
    title="UK Consolidated List of Financial Sanctions Targets (closed in 2026)",
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    licence="Contains public sector information licensed under the Open Government Licence v3.0.",
    effect=Effect.REFERS,
    formats=("csv",),
    minimum=1_500,
    maximum=10_000,
    max_shrink=0.15,
    parse=parse,
)
