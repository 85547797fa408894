"""The UK Sanctions List, from the CSV or the XML file of the Foreign Office (FCDO).

The CSV has one row for each name, address and date of a subject, joined by "Unique ID", under a
line "Report Date: 13-Feb-2026". The XML says the same once; its elements are read as such rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists import uk_subject as uk
from screening.lists.assembling import add_identifier, add_name, finish
from screening.lists.cells import Cells, branches, root_tag, tag_of, text_of
from screening.lists.draft import Draft
from screening.lists.reading import csv_rows, line_of
from screening.lists.source import ListSource
from screening.lists.tables import under_header
from screening.lists.uk_layout import COLUMNS, LISTING, NAMES, NEEDED, ORGANISATION, PERSON, PLACE
from screening.lists.unpacking import digest_of
from screening.model import CountryRole, Effect, Identifier, NameKind, PartyKind, Snapshot
from screening.text.dates import parse_day

LIST_ID = "uk-sl"
PARSER = "uk-sl/1"

_REPORT_DATE = "Report Date:"
_ROOT = "Designations"
_Rows = Iterator[tuple[str, Cells]]


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the one CSV or XML file, already unpacked.

    Raises ListFormatError, with the line, for a file without its day or its columns, a row of
    another width, an element that has no known place, and a subject without an id or a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one file, CSV or XML; {len(files)} were given")
    [(name, data)] = files.items()
    root = root_tag(name, data)
    published, rows = _from_xml(name, data, root) if root else _from_csv(name, data)
    subjects: dict[str, Draft] = {}
    for place, cells in rows:
        _read(_subject(subjects, cells, place), cells)
    if not subjects:
        raise ListFormatError("the file holds no entry", name)
    entries, warnings = finish(subjects.values(), name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=published[0],
        entries=entries,
        warnings=warnings,
    )


# --- The two files as rows ------------------------------------------------------------------------


def _from_csv(name: str, data: bytes) -> tuple[list[datetime], _Rows]:
    rows = csv_rows(name, data)
    _, first = next(rows, (1, []))
    written = first[0].strip() if first else ""
    if not written.startswith(_REPORT_DATE):
        raise ListFormatError(
            f'the first line is not "{_REPORT_DATE}" and a day', f"{name}, line 1"
        )
    published = _moment(name, " ".join([written.removeprefix(_REPORT_DATE), *first[1:2]]).strip())
    _, header = next(rows, (2, []))
    header = [COLUMNS.get(column.strip().casefold(), column.strip()) for column in header]
    return [published], under_header(name, header, rows, NEEDED)


def _from_xml(name: str, data: bytes, root: str) -> tuple[list[datetime], _Rows]:
    """The day stands in an element of its own, first in the file: it is read with the first row."""
    if root.rpartition("}")[2] != _ROOT:
        raise ListFormatError(f"the root element is {root}, not {_ROOT}", name)
    published: list[datetime] = []
    rows = [
        row
        for element in branches(name, data, root, "DateGenerated", "Designation")
        for row in _xml_rows(name, element, published)
    ]
    if not published:
        raise ListFormatError("the file does not say of when it is (DateGenerated)", name)
    return published, iter(rows)


def _xml_rows(name: str, element: etree._Element, published: list[datetime]) -> _Rows:
    if tag_of(element) == "DateGenerated":
        published.append(_moment(name, text_of(element)))
        return
    place = f"{name}, {line_of(element)}"
    ref = text_of(element.find("{*}UniqueID"))
    kind = text_of(element.find("{*}IndividualEntityShip"))
    for pairs in _leaves(element):
        known = [(COLUMNS.get(tag.casefold(), tag), text) for tag, text in pairs]
        own = {column for column, _ in known}
        about = [("Unique ID", ref), ("Designation Type", kind)]
        yield place, Cells([*((c, t) for c, t in about if c not in own), *known])


def _leaves(element: etree._Element) -> Iterator[list[tuple[str, str]]]:
    """The texts that stand side by side in one element, and then those of each element below it."""
    yield [(tag_of(child), text_of(child)) for child in element if not len(child)]
    for child in element:
        if not len(child):
            continue
        if all(not len(grandchild) for grandchild in child) and _repeats(child):
            for grandchild in child:
                yield [(tag_of(grandchild), text_of(grandchild))]
        else:
            yield from _leaves(child)


def _repeats(element: etree._Element) -> bool:
    """Whether it is a list of one kind of thing, such as Titles with its Title elements."""
    return len({child.tag for child in element}) == 1


def _moment(name: str, written: str) -> datetime:
    day = parse_day(written.partition("T")[0].partition(" ")[0]) or parse_day(written)
    if day is None:
        raise ListFormatError(f"the day of the list is {written!r}, not a date", f"{name}, line 1")
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


# --- One row
# ---------------------------------------------------------------------------------------


def _subject(subjects: dict[str, Draft], cells: Cells, place: str) -> Draft:
    ref, kind = cells.take("Unique ID"), cells.take("Designation Type")
    if not ref:
        raise ListFormatError("the subject has no Unique ID", place)
    draft = subjects.get(ref)
    if draft is None:
        draft = subjects[ref] = Draft(
            list_id=LIST_ID,
            kind=uk.KINDS.get(kind.lower(), PartyKind.UNKNOWN),
            effect=Effect.REFERS,
            ref=ref,
            place=place.rpartition(", ")[2],
        )
    if kind.lower() not in uk.KINDS:
        draft.note("Designation Type", kind)
    return draft


def _read(draft: Draft, cells: Cells) -> None:
    for columns, read in _SECTIONS.items():
        if cells.any_of(columns):
            read(draft, cells)
    for label, text in cells.rest():
        draft.note(label, text)


def _names(draft: Draft, cells: Cells) -> None:
    written, strength = cells.take("Name type"), cells.take("Alias strength")
    primary = written.lower() == "primary name"
    kind = NameKind.PRIMARY if primary else NameKind.ALIAS
    if strength.lower().startswith("low"):
        kind = NameKind.WEAK
    if not primary:
        draft.note("Name type", written)
    draft.note("Alias strength", strength)
    uk.add_subject_name(draft, cells, kind)
    native = cells.take("Name non-latin script")
    add_name(draft, native, NameKind.NATIVE)
    for column in ("Non-latin script type", "Non-latin script language"):
        if text := cells.take(column):
            draft.note(column, f"{native}: {text}" if native else text)


def _listing(draft: Draft, cells: Cells) -> None:
    """A designation that the UN made first, or with the UK, bars."""
    draft.add(draft.programmes, cells.take("Regime Name"))
    uk.add_days(draft, listed=cells.take("Date Designated"), changed=cells.take("Last Updated"))
    for reference in _each(cells.take("UN Reference Number")):
        uk.add_un_reference(draft, reference)
    origin = cells.take("Designation source")
    draft.note("Designation source", origin)
    if "UN" in origin.upper().replace(",", " ").split():
        draft.effect = Effect.BARS
    reasons = cells.take("UK Statement of Reasons")
    if reasons and reasons not in draft.reason.split("\n"):
        draft.reason = "\n".join(part for part in (draft.reason, reasons) if part)
    about = cells.take("Other Information")
    draft.note("Other Information", about)
    for text, column in ((reasons, "UK Statement of Reasons"), (about, "Other Information")):
        uk.add_numbers_in(draft, text, column)


def _each(cell: str) -> Iterable[str]:
    return (part for part in cell.replace(",", ";").split(";") if part.strip())


def _person(draft: Draft, cells: Cells) -> None:
    for column in ("Title", "Position"):
        uk.add_each(draft, draft.designations, column, cells.take(column))
    uk.add_births(draft, "D.O.B", cells.take("D.O.B"))
    uk.add_birth_places(draft, cells.take("Town of birth"), cells.take("Country of birth"))
    uk.add_countries(
        draft, "Nationality(/ies)", cells.take("Nationality(/ies)"), CountryRole.NATIONALITY
    )
    uk.add_gender(draft, "Gender", cells.take("Gender"))
    for kind, column in (
        ("Passport", "Passport"),
        ("National identification", "National Identifier"),
    ):
        number, more = (
            cells.take(f"{column} number"),
            cells.take(f"{column} additional information"),
        )
        uk.add_documents(draft, kind, number, f"{column} number", more)


def _organisation(draft: Draft, cells: Cells) -> None:
    column = "Business registration number (s)"
    uk.add_registrations(draft, column, cells.take(column))
    if imo := cells.take("IMO number"):
        add_identifier(draft, Identifier("imo", imo, note="IMO number"))
    if hull := cells.take("Hull identification number (HIN)"):
        add_identifier(draft, Identifier("other", hull, note="Hull identification number (HIN)"))
    for flag in ("Current believed flag of ship", "Previous flags"):
        written = cells.take(flag)
        uk.add_countries(draft, flag, written, CountryRole.OTHER)
        draft.note(flag, written)


def _address(draft: Draft, cells: Cells) -> None:
    uk.add_address(
        draft,
        cells.take_all(*PLACE),
        cells.take("Address Postal Code"),
        cells.take("Address Country"),
        column="Address Country",
    )


# Most elements of the XML say one thing only: a section none of whose columns is there is not read.
_SECTIONS = {
    NAMES: _names,
    LISTING: _listing,
    PERSON: _person,
    ORGANISATION: _organisation,
    frozenset({*PLACE, "Address Postal Code", "Address Country"}): _address,
}

SOURCE = ListSource(
    id=LIST_ID,
    title="UK Sanctions List",
    publisher="UK Foreign, Commonwealth & Development Office",
    licence="Contains public sector information licensed under the Open Government Licence v3.0.",
    effect=Effect.REFERS,
    formats=("csv", "xml"),
    minimum=4_000,
    maximum=20_000,
    max_shrink=0.10,
    parse=parse,
)
