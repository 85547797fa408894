"""The United Nations Security Council Consolidated List, from the publisher's XML.

Every word of the file ends up in an entry: in its field where there is one, under the publisher's
element name in `notes` where there is none or where the field holds it in another form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.draft import Draft
from screening.lists.reading import line_of, xml_root
from screening.lists.source import ListSource
from screening.lists.un_entry import read_entry
from screening.lists.unpacking import digest_of
from screening.model import Effect, PartyKind, Snapshot

LIST_ID = "un-sc"
PARSER = "un-sc/1"

_ROOT = "CONSOLIDATED_LIST"
_SECTIONS = {
    "INDIVIDUALS": ("INDIVIDUAL", PartyKind.PERSON),
    "ENTITIES": ("ENTITY", PartyKind.ORGANISATION),
}


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the publisher's one XML file, already unpacked.

    Raises ListFormatError with the line for a file that is not well-formed, is of another
    structure, lacks a section, or holds an entry without a reference or a name, or one twice.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one XML file; {len(files)} were given")
    [(name, data)] = files.items()
    root = xml_root(name, data)
    if root.tag != _ROOT:
        raise _fault(f"the root element is {root.tag}, not {_ROOT}", name, root)
    drafts = [draft for section in _sections(name, root) for draft in _read_section(name, section)]
    _refuse_duplicates(name, drafts)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=_published(name, root),
        entries=tuple(draft.entry() for draft in drafts),
        warnings=tuple(warning for draft in drafts for warning in draft.warnings),
    )


def _published(name: str, root: etree._Element) -> datetime:
    written = str(root.get("dateGenerated", ""))
    try:
        published = datetime.fromisoformat(written.strip())
    except ValueError as error:
        raise _fault(f"dateGenerated is {written!r}, not a date and time", name, root) from error
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def _sections(name: str, root: etree._Element) -> list[etree._Element]:
    """Both sections, each once and nothing else: what has no known place is never passed over."""
    found = Counter(str(child.tag) for child in root)
    for child in root:
        if child.tag not in _SECTIONS or found[str(child.tag)] > 1:
            raise _fault(f"unexpected element {child.tag} in {_ROOT}", name, child)
    for wanted in _SECTIONS:
        if not found[wanted]:
            raise _fault(f"{_ROOT} holds no {wanted}: the file is cut off", name, root)
    _refuse_loose_text(name, root)
    return list(root)


def _read_section(name: str, section: etree._Element) -> list[Draft]:
    tag, kind = _SECTIONS[str(section.tag)]
    for element in section:
        if element.tag != tag:
            raise _fault(f"unexpected element {element.tag} in {section.tag}", name, element)
    _refuse_loose_text(name, section)
    return [_read(name, element, kind) for element in section]


def _read(name: str, element: etree._Element, kind: PartyKind) -> Draft:
    draft = Draft(list_id=LIST_ID, kind=kind, effect=Effect.BARS, place=line_of(element))
    read_entry(draft, element)
    if not draft.ref:
        raise _fault("the entry has no REFERENCE_NUMBER", name, element)
    if not draft.names:
        raise _fault(f"the entry {draft.ref} has no name", name, element)
    return draft


def _refuse_duplicates(name: str, drafts: list[Draft]) -> None:
    first: dict[str, Draft] = {}
    for draft in drafts:
        earlier = first.setdefault(draft.ref, draft)
        if earlier is not draft:
            raise ListFormatError(
                f"the reference {draft.ref} stands here and in {earlier.place}",
                f"{name}, {draft.place}",
            )


def _refuse_loose_text(name: str, element: etree._Element) -> None:
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            raise _fault(f"text outside the elements of {element.tag}", name, element)


def _fault(problem: str, name: str, element: etree._Element) -> ListFormatError:
    return ListFormatError(problem, f"{name}, {line_of(element)}")


SOURCE = ListSource(
    id=LIST_ID,
    title="United Nations Security Council Consolidated List",
    publisher="United Nations Security Council",
    licence="United Nations public information",
    effect=Effect.BARS,
    formats=("xml",),
    minimum=800,
    maximum=5_000,
    max_shrink=0.10,
    parse=parse,
)
