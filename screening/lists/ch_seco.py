"""Switzerland's sanctions list, from the XML of the State Secretariat for Economic Affairs (SECO).

The file holds programmes, targets and places, which name each other by number. It keeps the targets
that were taken off the list, and what every change added and removed: a target whose latest
modification is "de-listed" is no entry, and texts of earlier states are history, not listing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.cells import Cells, cells_of, text_of
from screening.lists.ch_identity import Place, read_identity, read_texts
from screening.lists.draft import Draft
from screening.lists.effects import autonomous
from screening.lists.reading import line_of, xml_each
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of
from screening.model import Effect, PartyKind, Snapshot
from screening.text.dates import parse_day

LIST_ID = "ch-seco"
PARSER = "ch-seco/1"

_ROOT = "swiss-sanctions-list"
_SUBJECTS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "object": PartyKind.UNKNOWN,
}
_OBJECTS = {"vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}
_BRANCHES = ("sanctions-program", "target", "place")
_DATES = ("effective-date", "enactment-date", "publication-date")
_ENGLISH = "eng"


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the publisher's one XML file, already unpacked.

    Raises ListFormatError, with the line, for a file that is not well-formed, is not the whole
    list, names a programme or place it does not hold, or holds a target without number or name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one XML file; {len(files)} were given")
    [(name, data)] = files.items()
    reading = _Reading(name)
    # Twice over the file, for places may stand behind the targets that name them.
    for element in xml_each(name, data, *_BRANCHES):
        reading.learn(element)
    reading.finish()
    drafts = [
        draft
        for element in xml_each(name, data, *_BRANCHES)
        if (draft := reading.target(element)) is not None
    ]
    if not drafts:
        raise ListFormatError("the file holds no target that is listed", name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=reading.published,
        entries=tuple(draft.entry() for draft in drafts),
        warnings=tuple(warning for draft in drafts for warning in draft.warnings),
    )


class _Reading:
    """What the targets refer to by number: sanctions sets with their programmes, and places."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._programmes: dict[str, tuple[str, str, str]] = {}
        self._places: dict[str, Place] = {}
        self._seen: set[str] = set()
        self._root: etree._Element | None = None
        self.published: datetime | None = None

    def learn(self, element: etree._Element) -> None:
        """Take in a programme or a place of the list itself, not of a target's history."""
        root = element.getparent()
        if root is None or root.getparent() is not None:
            return
        if self.published is None:
            self._check_root(root)
        self._root = root
        self._refuse_strangers(element.itersiblings(preceding=True))
        if element.tag == "place":
            self._places[self._number(element)] = Place.of(element)
        elif element.tag == "sanctions-program":
            self._learn_programme(element)

    def finish(self) -> None:
        """Raises ListFormatError for what stands behind the last target or place."""
        self._refuse_strangers(() if self._root is None else self._root)

    def target(self, element: etree._Element) -> Draft | None:
        """The target as a draft; None for one that is no longer listed, or in another's history."""
        root = element.getparent()
        if element.tag != "target" or root is None or root.getparent() is not None:
            return None
        number = self._number(element)
        if number in self._seen:
            raise self._fault(f"the target {number} stands twice", element)
        self._seen.add(number)
        changes = [Cells(_said(change)) for change in element.iterchildren("modification")]
        if _delisted(changes):
            return None
        draft = Draft(
            list_id=LIST_ID,
            kind=PartyKind.UNKNOWN,
            effect=Effect.REFERS,
            place=line_of(element),
            ref=number,
        )
        for child in element:
            self._read(draft, child)
        _read_changes(draft, changes)
        if not draft.names:
            raise self._fault(f"the target {number} has no name", element)
        return draft

    def _read(self, draft: Draft, child: etree._Element) -> None:
        tag = str(child.tag)
        if tag == "sanctions-set-id":
            self._read_programme(draft, child)
        elif tag in _SUBJECTS:
            draft.kind = _SUBJECTS[tag]
            if tag == "object":
                draft.kind = _OBJECTS.get(str(child.get("object-type")), PartyKind.UNKNOWN)
                draft.note("object-type", str(child.get("object-type", "")))
            for identity in child.iterchildren("identity"):
                self._read_identity(draft, identity)
            read_texts(draft, child)
        elif tag != "modification":
            for label, text in cells_of(child).rest():
                draft.note(f"{tag} {label}".strip(), text)

    def _read_identity(self, draft: Draft, identity: etree._Element) -> None:
        try:
            read_identity(draft, identity, self._places)
        except KeyError as error:
            raise self._fault(f"the file holds no place {error.args[0]!r}", identity) from error

    def _read_programme(self, draft: Draft, child: etree._Element) -> None:
        number = text_of(child)
        if number not in self._programmes:
            raise self._fault(f"the file holds no sanctions set {number!r}", child)
        key, measure, origin = self._programmes[number]
        draft.add(draft.programmes, key)
        draft.note("sanctions-set", measure)
        draft.note("origin", origin)
        if autonomous(un_listed=origin == "UN") is Effect.BARS:
            draft.effect = Effect.BARS

    def _learn_programme(self, element: etree._Element) -> None:
        key = _in_english(element, "program-key") or _in_english(element, "program-name")
        origin = text_of(element.find("origin"))
        for part in element.iterchildren("sanctions-set"):
            number = self._number(part)
            if number not in self._programmes or part.get("lang") == _ENGLISH:
                self._programmes[number] = (key, text_of(part), origin)

    def _check_root(self, root: etree._Element | None) -> None:
        if root is None or root.tag != _ROOT:
            raise ListFormatError(f"the root element is not {_ROOT}", self._name)
        if root.get("list-type", "whole-list") != "whole-list":
            raise self._fault(f"this is a {root.get('list-type')}, not the whole list", root)
        day = parse_day(str(root.get("date", ""))[:10])
        if day is None:
            raise self._fault("the list has no date", root)
        self.published = datetime(day.year, day.month, day.day, tzinfo=UTC)

    def _refuse_strangers(self, elements: Iterable[etree._Element]) -> None:
        for element in elements:
            if element.tag not in _BRANCHES:
                raise self._fault(f"unexpected element {element.tag} in {_ROOT}", element)

    def _number(self, element: etree._Element) -> str:
        number = str(element.get("ssid", "")).strip()
        if not number:
            raise self._fault(f"the {element.tag} has no ssid", element)
        return number

    def _fault(self, problem: str, element: etree._Element) -> ListFormatError:
        return ListFormatError(problem, f"{self._name}, {line_of(element)}")


def _in_english(element: etree._Element, tag: str) -> str:
    found = list(element.iterchildren(tag))
    english = (part for part in found if part.get("lang") == _ENGLISH)
    return text_of(next(english, found[0] if found else None))


def _said(change: etree._Element) -> list[tuple[str, str]]:
    return [(str(key), str(value)) for key, value in change.items()]


def _day_of(change: Cells) -> date:
    days = (parse_day(change.peek(label)) for label in _DATES)
    return next((day for day in days if day), date.min)


def _delisted(changes: list[Cells]) -> bool:
    """By the latest modification. Of several on one day the publisher writes the last one first."""
    latest = max(changes, key=_day_of, default=None)
    return latest is not None and latest.peek("modification-type") == "de-listed"


def _read_changes(draft: Draft, changes: list[Cells]) -> None:
    """The first day is that of the listing, the last that of the change."""
    days = sorted(day for change in changes if (day := _day_of(change)) != date.min)
    listed = [_day_of(c) for c in changes if c.peek("modification-type") == "listed"]
    draft.listed_on = min((day for day in listed if day != date.min), default=None)
    draft.listed_on = draft.listed_on or (days[0] if days else None)
    draft.changed_on = days[-1] if days else None
    for change in changes:
        draft.note("modification", change.sentence())


SOURCE = ListSource(
    id=LIST_ID,
    title="Switzerland: SECO Sanctions List",
    publisher="State Secretariat for Economic Affairs (SECO)",
    licence="Swiss federal administration, public information",
    effect=Effect.REFERS,
    formats=("xml",),
    minimum=4_000,
    maximum=40_000,
    max_shrink=0.10,
    parse=parse,
)
