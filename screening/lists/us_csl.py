"""The US Consolidated Screening List: thirteen lists of three departments in one CSV file."""

from __future__ import annotations

import re
from collections.abc import Mapping

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth, add_country, code_of, finish
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.effects import of_csl
from screening.lists.ofac_documents import add_birth_place, add_feature
from screening.lists.ofac_remarks import split_name
from screening.lists.source import ListSource
from screening.lists.tables import table
from screening.lists.unpacking import digest_of
from screening.model import Address, CountryRole, Effect, NameKind, PartyKind, Snapshot

LIST_ID = "us-csl"
PARSER = "us-csl/1"

_NEEDED = ("_id", "source", "type", "name", "alt_names", "addresses", "ids")
_KINDS = {
    "Individual": PartyKind.PERSON,
    "Entity": PartyKind.ORGANISATION,
    "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}
_ABBREVIATION = re.compile(r"\(([^()]+?)(?: List)?\)")
_BETWEEN = "; "
_AND = re.compile(r"^and\s+")
_LAST_COUNTRY = re.compile(r"(?:^|, )([A-Z]{2})$")
_DOCUMENT = re.compile(
    r"^(?:(?P<country>[A-Z]{2}), )?(?P<dates>(?:\d{4}-\d\d-\d\d, ){0,2})"
    r"(?P<number>.+), (?P<kind>[^,]+)$"
)


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the one CSV file, already unpacked.

    An entry's reference is that of its own list with the list's abbreviation before it, "SDN:9639",
    for one party may stand on several. Raises ListFormatError, with the line, for a file without
    the list's columns, a row of another width, and a row without a list, a number or a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one CSV file; {len(files)} were given")
    [(name, data)] = files.items()
    drafts = [_entry(cells, place) for place, cells in table(name, data, _NEEDED)]
    if not drafts:
        raise ListFormatError("the file holds no entry", name)
    entries, warnings = finish(drafts, name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=None,
        entries=entries,
        warnings=warnings,
    )


def _entry(cells: Cells, place: str) -> Draft:
    source, number = cells.take("source"), cells.take("_id")
    found = _ABBREVIATION.search(source)
    if not source or not number:
        raise ListFormatError("the row names no list (source) or no number (_id)", place)
    short = found[1] if found else source
    draft = Draft(
        list_id=LIST_ID,
        kind=_KINDS.get(cells.peek("type"), PartyKind.UNKNOWN),
        effect=of_csl(short),
        place=place.rpartition(", ")[2],
        ref=f"{short}:{number}",
    )
    if cells.peek("type") in _KINDS:
        cells.take("type")
    draft.note("source", source)
    if cells.peek("entity_number") == number:
        cells.take("entity_number")
    _names(draft, cells)
    _person(draft, cells)
    _places(draft, cells)
    for written in _several(cells.take("ids")):
        _document(draft, written)
    draft.programmes = _several(cells.take("programs"))
    draft.listed_on = draft.day("start_date", cells.take("start_date"))
    draft.ends_on = draft.day("end_date", cells.take("end_date"))
    for label, text in cells.rest():
        draft.note(label, text)
    return draft


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(_BETWEEN) if part.strip()]


def _names(draft: Draft, cells: Cells) -> None:
    written = cells.take("name")
    split_name(draft, written, NameKind.PRIMARY)
    others = cells.take("alt_names")
    for part in _several(others):
        split_name(draft, _AND.sub("", part), NameKind.ALIAS)
    if f"{_BETWEEN}and " in others or others.startswith("and "):
        draft.note("alt_names", others)
    for title in _several(cells.take("title")):
        draft.add(draft.designations, title)


def _person(draft: Draft, cells: Cells) -> None:
    for written in _several(cells.take("dates_of_birth")):
        add_birth(draft, written, "dates_of_birth")
    for written in _several(cells.take("places_of_birth")):
        add_birth_place(draft, written)
    for column in ("nationalities", "citizenships"):
        for written in _several(cells.take(column)):
            add_country(draft, written, CountryRole.NATIONALITY)


def _places(draft: Draft, cells: Cells) -> None:
    """An address ends in its country's code, if the list knows the country."""
    for written in _several(cells.take("addresses")):
        text = _AND.sub("", written)
        found = _LAST_COUNTRY.search(text)
        known = found[1] if found and code_of(found[1]) else ""
        code = add_country(draft, known, CountryRole.ADDRESS)
        draft.add(draft.addresses, Address(text, country=code))
        if text != written:
            draft.note("addresses", written)
    if flag := cells.peek("vessel_flag"):
        add_country(draft, flag, CountryRole.OTHER)
    if call_sign := cells.take("call_sign"):
        add_feature(draft, "call_sign", call_sign)


def _document(draft: Draft, written: str) -> None:
    """Country, expiry, issue, number, kind: "IR, 2014-08-30, 2009-08-31, K475336, Passport"."""
    found = _DOCUMENT.match(written)
    if not found:
        draft.note("ids", written)
        return
    dates = found["dates"].split(", ")[:-1]
    labels = ("expires", "issued")
    said = ", ".join(f"{label} {day}" for label, day in zip(labels, dates, strict=False))
    add_feature(draft, found["kind"], found["number"], found["country"] or "", said)


SOURCE = ListSource(
    id=LIST_ID,
    title="US Consolidated Screening List",
    publisher="US Department of Commerce, International Trade Administration",
    licence="US government work, public domain",
    effect=Effect.REFERS,
    formats=("csv",),
    minimum=8_000,
    maximum=60_000,
    max_shrink=0.10,
    parse=parse,
)
