"""Canada's consolidated autonomous sanctions list, from the XML of Global Affairs Canada.

Every text is in English and French in one. The elements' names were English once and are in both
languages now: the English half is what counts. The list gives no reference, so an entry's is made
from regulation, name and schedule: items are renumbered, and a number then means somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth
from screening.lists.cells import Cells, text_of
from screening.lists.draft import Draft
from screening.lists.reading import line_of, xml_root
from screening.lists.references import set_references
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of
from screening.model import Effect, Name, NameKind, PartyKind, Snapshot
from screening.text.identifiers import valid
from screening.text.names import normalise, squeeze

LIST_ID = "ca-sema"
PARSER = "ca-sema/1"

_ROOT, _RECORD = "data-set", "record"
_COUNTRY, _FAMILY, _GIVEN, _OTHER = "Country", "LastName", "GivenName", "EntityOrShip"
_TITLES = ("TitleOrShip", "TitleOrShipType")
_ALIASES = ("Aliases", "Alias")
_DATE, _IMO = "DateOfBirthOrShipBuildDate", "ShipIMONumber"
_SCHEDULE, _ITEM, _LISTED = "Schedule", "Item", "DateOfListing"
# The two languages stand side by side: "Russia / Russie", "Oil tanker | Pétrolier".
_ENGLISH = re.compile(r"\s+[/|]\s+")
_LABELS = re.compile(
    r"(?:also known as|alias(?:es)?|formerly|\ba\.?k\.?a\.?"
    r"|french|russian|ukrainian|belarusian)\s*:?\s",
    re.IGNORECASE,
)
_IMO_NUMBER = re.compile(r"\d{7}")


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the publisher's one XML file, already unpacked.

    Raises ListFormatError, with the line, for a file that is not well-formed, is of another
    structure, or holds a record without a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one XML file; {len(files)} were given")
    [(name, data)] = files.items()
    root = xml_root(name, data)
    if root.tag != _ROOT:
        raise ListFormatError(f"the root element is {root.tag}, not {_ROOT}", name)
    drafts = set_references([_draft(name, record) for record in root])
    if not drafts:
        raise ListFormatError("the file holds no record", name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=None,
        entries=tuple(draft.entry() for draft in drafts),
        warnings=tuple(warning for draft in drafts for warning in draft.warnings),
    )


def _draft(name: str, record: etree._Element) -> Draft:
    if record.tag != _RECORD:
        problem = f"unexpected element {record.tag} in {_ROOT}"
        raise ListFormatError(problem, f"{name}, {line_of(record)}")
    # "LastName-NomDeFamille" is the column LastName.
    said = Cells((str(child.tag).partition("-")[0], text_of(child)) for child in record)
    draft = Draft(
        list_id=LIST_ID, kind=PartyKind.UNKNOWN, effect=Effect.REFERS, place=line_of(record)
    )
    _read_names(draft, said)
    if not draft.names:
        raise ListFormatError("the record has no name", f"{name}, {line_of(record)}")
    _read_ship(draft, said)
    _read_birth(draft, said)
    country = said.take(_COUNTRY)
    draft.add(draft.programmes, _english(country))
    if country != _english(country):
        draft.note(_COUNTRY, country)
    draft.listed_on = draft.day(_LISTED, said.take(_LISTED))
    draft.ref = " | ".join((normalise(_english(country)), normalise(draft.names[0].text)))
    draft.ref += f" | {normalise(said.peek(_SCHEDULE))}"
    for label, text in said.rest():
        draft.note(label, text)
    return draft


def _read_names(draft: Draft, said: Cells) -> None:
    """A person by given and family name; anything else, ships among them, by one name.

    A family name alone is a person's all the same; who has both kinds of name keeps both.
    """
    family, given, other = said.take(_FAMILY), said.take(_GIVEN), said.take(_OTHER)
    if person := squeeze(f"{given} {family}"):
        draft.kind = PartyKind.PERSON
        draft.add(draft.names, Name(person, NameKind.PRIMARY, given, family))
        for column, written in ((_GIVEN, given), (_FAMILY, family)):
            if "(" in written:
                draft.name(_LABELS.sub(" ", written), NameKind.ALIAS, tag=column)
        draft.name(other, NameKind.ALIAS, tag=_OTHER)
    elif other:
        draft.kind = PartyKind.ORGANISATION
        draft.add(draft.names, Name(_english(other)))
        if other != _english(other):
            draft.note(_OTHER, other)
            for part in _ENGLISH.split(other)[1:]:
                draft.name(part, NameKind.ALIAS, tag=_OTHER)
    for column in _ALIASES:
        if written := said.take(column):
            _read_aliases(draft, written, column)


def _read_aliases(draft: Draft, written: str, column: str) -> None:
    for part in re.split(r"\s*;\s*", written):
        draft.name(_LABELS.sub(" ", part), NameKind.ALIAS, tag=column)
    if all(known.text != written for known in draft.names):
        draft.note(column, written)


def _read_ship(draft: Draft, said: Cells) -> None:
    """What has an IMO number is a ship; a few records hold something else in its place."""
    title = said.take(*_TITLES)
    number = said.take(_IMO)
    if found := _IMO_NUMBER.search(number):
        if draft.kind is not PartyKind.PERSON:
            draft.kind = PartyKind.VESSEL
        draft.identify("imo", found[0], note=number if number != found[0] else "")
        if not valid("imo", found[0]):
            draft.warn(f"the IMO number {found[0]} fails its check digit")
    elif number:
        draft.note(_IMO, number)
    if draft.kind is PartyKind.PERSON:
        draft.add(draft.designations, title)
    else:
        draft.note(_TITLES[1], title)


def _read_birth(draft: Draft, said: Cells) -> None:
    """A person's date of birth; of a ship it is the year it was built."""
    written = said.take(_DATE)
    if draft.kind is PartyKind.PERSON:
        for part in re.split(r"\s*(?:;|\bor\b)\s*", _english(written)):
            add_birth(draft, part, _DATE)
    if written and all(span.text != written for span in draft.births):
        draft.note(_DATE, written)


def _english(written: str) -> str:
    return _ENGLISH.split(written, maxsplit=1)[0]


SOURCE = ListSource(
    id=LIST_ID,
    title="Consolidated Canadian Autonomous Sanctions List",
    publisher="Global Affairs Canada",
    licence="Open Government Licence - Canada",
    effect=Effect.REFERS,
    formats=("xml",),
    minimum=3_000,
    maximum=30_000,
    max_shrink=0.10,
    parse=parse,
)
