"""Australia's consolidated sanctions list, from the workbook of its foreign ministry.

A row is a name; those of one subject share a number, with letters behind it ("2", "2a", "51b1").
Every row repeats what is said of the subject, now and then in other words: all of them are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from screening.errors import ListFormatError
from screening.lists.assembling import add_country, add_identifier, code_of
from screening.lists.au_documents import numbers_in
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.effects import autonomous
from screening.lists.numbered import bare_countries, several
from screening.lists.source import ListSource
from screening.lists.tables import under_header
from screening.lists.unpacking import digest_of
from screening.lists.workbook import Workbook
from screening.model import Address, CountryRole, Effect, NameKind, PartyKind, Snapshot
from screening.text.dates import parse_date, parse_day
from screening.text.names import squeeze

LIST_ID = "au-dfat"
PARSER = "au-dfat/1"

_REFERENCE, _NAME, _TYPE, _NAME_TYPE = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type",
)  # fmt: skip
_BIRTH, _BIRTH_PLACE, _CITIZENSHIP, _ADDRESS = (
    "Date of Birth", "Place of Birth", "Citizenship", "Address",
)  # fmt: skip
_INFORMATION, _LISTING, _COMMITTEES, _CONTROL = (
    "Additional Information", "Listing Information", "Committees", "Control Date",
)  # fmt: skip
COLUMNS = (
    _REFERENCE, _NAME, _TYPE, _NAME_TYPE, _BIRTH, _BIRTH_PLACE, _CITIZENSHIP, _ADDRESS,
    _INFORMATION, _LISTING, _COMMITTEES, _CONTROL,
)  # fmt: skip
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "ship": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_NAME_KINDS = {
    "primary name": NameKind.PRIMARY,
    "aka": NameKind.ALIAS,
    "original script": NameKind.NATIVE,
    "formerly known as": NameKind.FORMER,
    "previously listed as": NameKind.FORMER,
}
# The Security Council's committees, by the resolution that made them. Resolution 1373 leaves the
# listing to each State: what stands under it is Australia's own.
_COUNCIL = re.compile(
    r"\b(?:751|1267|1518|1533|1591|1636|1718|1737|1970|1973|1988|1989|2048|2127|2140|2206|2231|2253"
    r"|2093|2374|2653|2713|2745)\b(?!\s*\()|\b(?:751|1267|1518|1533|1591|1636|1718|1737|1970|1973|1988|2048"
    r"|2127|2140|2206|2231|2374|2653|2713|2745)\s*\((?!\d{4}\))|\b2093\b"
)
_NUMBER = re.compile(r"(\d+)\s*([a-z]*\d*)", re.IGNORECASE)
_NOTHING = frozenset({"na", "n/a", "nil", "unknown", "none", "not available"})
_PARTS = re.compile(
    r"\s*(?:;|>>|\n|\s/\s|,(?=\s*(?:approx|circa|\d|between|about))|\bor\b"
    r"|\balt(?:ernatively)?\b:?|\ba\.?k\.?a\.?\b:?)\s*",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\([^()]*\)|^(?:\w+\s+)?DOB:?\s*|^(?:also|possibly|born|in|date of birth:?)\s+|[.;,\s]+$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:listed|listing|designated)\b.{0,120}?"
    r"\b(?P<day>\d{1,2}(?:st|nd|rd|th)?\s*[A-Z][a-z]{2,8}\.?,?\s+\d{4})\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Subject:
    """The rows of one number; the first is that of the primary name."""

    number: str
    rows: list[tuple[str, str, Cells]] = field(default_factory=list)

    def each(self, column: str) -> list[str]:
        """What the rows say in this column, each saying once, and "NA" not at all."""
        texts = dict.fromkeys(squeeze(cells.peek(column)) for _, _, cells in self.rows)
        return [text for text in texts if text and text.lower() not in _NOTHING]


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the publisher's one workbook, already unpacked.

    Raises ListFormatError, with the row, for a file of another structure, a reference that is no
    number with letters, or a subject without a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one XLSX file; {len(files)} were given")
    [(name, data)] = files.items()
    book = Workbook(name, data)
    drafts = [_draft(subject) for subject in _subjects(name, list(book.rows()))]
    if not drafts:
        raise ListFormatError("the workbook holds a header and no row", name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=book.modified,
        entries=tuple(draft.entry() for draft in drafts),
        warnings=tuple(warning for draft in drafts for warning in draft.warnings),
    )


def _subjects(name: str, rows: Sequence[tuple[int, list[str]]]) -> list[_Subject]:
    header = rows[0][1] if rows else []
    width = max((len(cells) for _, cells in rows), default=0)
    header = [*header, *(f"column {n}" for n in range(len(header) + 1, width + 1))]
    even = [(number, [*cells, *[""] * (width - len(cells))]) for number, cells in rows[1:]]
    subjects: dict[str, _Subject] = {}
    taken: set[str] = set()
    for place, cells in under_header(name, header, even, COLUMNS):
        place = place.replace(", line ", ", row ")  # noqa: PLW2901 - a workbook has rows
        reference = cells.peek(_REFERENCE)
        found = _NUMBER.fullmatch(reference)
        if not found or reference in taken:
            problem = "stands twice" if found else "is no number with letters"
            raise ListFormatError(f"the reference {reference!r} {problem}", place)
        taken.add(reference)
        subject = subjects.setdefault(found[1], _Subject(found[1]))
        at = 0 if _kind_of_name(cells) is NameKind.PRIMARY else len(subject.rows)
        subject.rows.insert(at, (reference, place, cells))
    for subject in subjects.values():
        if not any(squeeze(cells.peek(_NAME)) for _, _, cells in subject.rows):
            raise ListFormatError(f"the subject {subject.number} has no name", subject.rows[0][1])
    return list(subjects.values())


def _kind_of_name(cells: Cells) -> NameKind | None:
    return _NAME_KINDS.get(squeeze(cells.peek(_NAME_TYPE)).lower())


def _draft(subject: _Subject) -> Draft:
    draft = Draft(
        list_id=LIST_ID,
        kind=PartyKind.UNKNOWN,
        effect=Effect.REFERS,
        place=subject.rows[0][1],
        ref=subject.number,
    )
    draft.kind = _kind(draft, subject.each(_TYPE))
    for reference, _, cells in subject.rows:
        _read_name(draft, reference, cells)
    _read_birth(draft, subject)
    _read_countries(draft, subject)
    _read_addresses(draft, subject.each(_ADDRESS))
    draft.reason = "\n".join(subject.each(_INFORMATION))
    for text in subject.each(_INFORMATION):
        for identifier in numbers_in(text):
            add_identifier(draft, identifier)
    _read_listing(draft, subject)
    for column in dict.fromkeys(c for _, _, cells in subject.rows for c, _ in cells.rest()):
        if column not in COLUMNS:
            draft.note(column, "; ".join(subject.each(column)))
    return draft


def _kind(draft: Draft, written: Sequence[str]) -> PartyKind:
    """What all rows agree on; rows that differ leave the kind open."""
    kinds = {_KINDS.get(text.lower()) for text in written}
    if len(kinds) == 1 and None not in kinds:
        return next(kind for kind in kinds if kind)
    for text in written:
        draft.note(_TYPE, text)
    draft.warn(f"the kind is {' and '.join(written) or 'not given'}; it is left open")
    return PartyKind.UNKNOWN


def _read_name(draft: Draft, reference: str, cells: Cells) -> None:
    """Every reference but the subject's own is noted with its name, so that a row can be found."""
    written, told = squeeze(cells.peek(_NAME)), squeeze(cells.peek(_NAME_TYPE))
    kind = _kind_of_name(cells)
    if written:
        draft.name(written, kind or NameKind.ALIAS, tag=_NAME)
    if kind is None:
        draft.note(_NAME_TYPE, f"{written}: {told}")
        draft.warn(f"the name type {told!r} is not known; the name is an alias")
    if reference != draft.ref:
        draft.note(_REFERENCE, f"{reference}: {written}")


def _read_birth(draft: Draft, subject: _Subject) -> None:
    for written in subject.each(_BIRTH):
        for part in _dates(written):
            span = parse_date(part)
            if span is None:
                draft.warn("a date of birth could not be read; it is kept in the notes")
            else:
                draft.birth(span, tag=_BIRTH)
        if all(span.text != written for span in draft.births):
            draft.note(_BIRTH, written)
    for written in subject.each(_BIRTH_PLACE):
        for place in several(written):
            draft.birth_place(place)
            _last_country(draft, place, CountryRole.BIRTH)
        if written not in draft.birth_places:
            draft.note(_BIRTH_PLACE, written)


def _dates(written: str) -> Iterable[str]:
    """The dates in a cell: "a) Approximately 1955- 1958 b) 1960", "1960; 3 May 1961 or 1962"."""
    for part in several(written):
        if parse_date(part) is not None:
            yield part
            continue
        for piece in _PARTS.split(part):
            bare = squeeze(_REMARK.sub(" ", squeeze(piece))).replace("- ", "-").replace(" -", "-")
            if bare and bare.lower() not in _NOTHING:
                yield bare


def _read_countries(draft: Draft, subject: _Subject) -> None:
    person = draft.kind is PartyKind.PERSON
    role = CountryRole.NATIONALITY if person else CountryRole.INCORPORATION
    for written in subject.each(_CITIZENSHIP):
        for value in (part for piece in several(written) for part in piece.split(";")):
            whole = bool(code_of(squeeze(value)))
            for country in (value,) if whole else bare_countries(squeeze(value)):
                add_country(draft, country, role)
        if all(country.text != written for country in draft.countries):
            draft.note(_CITIZENSHIP, written)


def _read_addresses(draft: Draft, written: Iterable[str]) -> None:
    for whole in written:
        for text in several(whole):
            country = _last_country(draft, text, CountryRole.ADDRESS)
            draft.add(draft.addresses, Address(text, country=country))
        if all(address.text != whole for address in draft.addresses):
            draft.note(_ADDRESS, whole)


def _last_country(draft: Draft, place: str, role: CountryRole) -> str:
    """The country with which a place ends, if it does."""
    last = squeeze(place.rpartition(",")[2]).strip(" .;")
    code = code_of(last)
    if code:
        add_country(draft, last, role)
    return code


def _read_listing(draft: Draft, subject: _Subject) -> None:
    """Programmes, effect and dates. A listing that carries out the Security Council's bars."""
    for written in subject.each(_LISTING):
        draft.note(_LISTING, written)
        found = _LISTED.search(written)
        day = parse_day(found["day"]) if found else parse_day(written)
        draft.listed_on = draft.listed_on or day
    for written in subject.each(_COMMITTEES):
        draft.add(draft.programmes, written)
    draft.effect = autonomous(un_listed=any(map(_COUNCIL.search, draft.programmes)))
    days = [draft.day(_CONTROL, written) for written in subject.each(_CONTROL)]
    draft.changed_on = max((day for day in days if day), default=None)
    if len(days) > 1:
        draft.note(_CONTROL, "; ".join(subject.each(_CONTROL)))


SOURCE = ListSource(
    id=LIST_ID,
    title="Australia: DFAT Consolidated Sanctions List",
    publisher="Australian Department of Foreign Affairs and Trade",
    licence="CC BY 4.0, Commonwealth of Australia, DFAT",
    effect=Effect.REFERS,
    formats=("xlsx",),
    minimum=2_000,
    maximum=30_000,
    max_shrink=0.10,
    parse=parse,
)
