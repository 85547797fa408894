"""The EU's consolidated list of persons under financial sanctions (FSF), XML 1.1 and CSV 1.1.

The XML has one element a subject; the CSV one row for each name, address, birth, document and
citizenship of it, with the same attributes as columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.assembling import finish
from screening.lists.cells import Cells, branches, cells_of, root_tag, tag_of
from screening.lists.eu_layout import NEEDED, SECTIONS, attribute
from screening.lists.eu_subject import Subject
from screening.lists.reading import decode, line_of
from screening.lists.source import ListSource
from screening.lists.tables import table
from screening.lists.unpacking import digest_of
from screening.model import Effect, Snapshot
from screening.text.dates import parse_day

LIST_ID = "eu-fsf"
PARSER = "eu-fsf/1"

_ROOT = "export"
_SUBJECT = "sanctionEntity"
_OLD_CSV = "Date_file"


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the one XML or CSV file, already unpacked.

    Raises ListFormatError, with the line, for a file without its day, of another layout, or with a
    subject that has no reference or no name. CSV 1.0 is refused: it has no end by which a whole
    file could be told from one that was cut off, and the Commission has replaced it.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one file, XML or CSV; {len(files)} were given")
    [(name, data)] = files.items()
    root = root_tag(name, data)
    published, subjects = _from_xml(name, data, root) if root else _from_csv(name, data)
    if not subjects:
        raise ListFormatError("the file holds no entry", name)
    entries, warnings = finish((subject.draft() for subject in subjects), name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=published,
        entries=entries,
        warnings=warnings,
    )


def _from_xml(name: str, data: bytes, root: str) -> tuple[datetime, list[Subject]]:
    if root.rpartition("}")[2] != _ROOT:
        raise ListFormatError(f"the root element is {root}, not {_ROOT}", name)
    subjects: list[Subject] = []
    written = ""
    for element in branches(name, data, root, _SUBJECT):
        written = written or str(element.getroottree().getroot().get("generationDate", ""))
        subjects.append(_subject(element))
    return _published(name, written), subjects


def _subject(element: etree._Element) -> Subject:
    subject = Subject(LIST_ID, line_of(element))
    own = [(str(key), str(value)) for key, value in element.attrib.items()]
    subject.entity(Cells([*own, *(("remark", r) for r in _texts(element, "remark"))]))
    for child in element:
        tag = tag_of(child)
        if tag != "remark":
            subject.section(tag, Cells(_flat(child)))
    return subject


def _texts(element: etree._Element, tag: str) -> list[str]:
    return [str(child.text or "") for child in element.iterfind(f"{{*}}{tag}")]


def _flat(element: etree._Element) -> Iterator[tuple[str, str]]:
    """The attributes and what lies below; a key and its value (contactInfo) become one text."""
    for label, text in cells_of(element).rest():
        if "/" not in label or not label.endswith(("/key", "/value")):
            yield label, text
    for child in element:
        if child.get("key"):
            yield tag_of(child), f"{child.get('key')}: {child.get('value')}"


def _published(name: str, written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise ListFormatError(
            f"generationDate is {written!r}, not a date and time", name
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_csv(name: str, data: bytes) -> tuple[datetime, list[Subject]]:
    if _OLD_CSV in decode(name, data[:64], "latin-1"):
        raise ListFormatError(
            "this is the CSV 1.0 that the Commission no longer issues, and nothing in it tells "
            "whether it is whole; load XML 1.1 or CSV 1.1",
            name,
        )
    subjects: dict[str, Subject] = {}
    published = None
    for place, cells in table(name, data, NEEDED, delimiter=";"):
        day = parse_day(cells.take("fileGenerationDate"))
        published = published or day
        ref = cells.peek("Entity_LogicalId")
        if not ref:
            raise ListFormatError("the row has no Entity_LogicalId", place)
        if ref not in subjects:
            subjects[ref] = Subject(LIST_ID, place.rpartition(", ")[2])
        _row(subjects[ref], cells)
    if published is None:
        raise ListFormatError("no fileGenerationDate tells of when the file is", name)
    return datetime(published.year, published.month, published.day, tzinfo=UTC), list(
        subjects.values()
    )


def _row(subject: Subject, cells: Cells) -> None:
    """The row's columns, sorted into the sections of the XML."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for column, text in cells.rest():
        prefix, _, rest = column.partition("_")
        section, key = (SECTIONS.get(prefix, ""), rest) if rest else ("", column)
        parts.setdefault(section, []).append((attribute(section, key), text))
    entity = parts.pop("", [])
    regulation = [(key.removeprefix("regulation/"), t) for key, t in entity if "regulation/" in key]
    kind = [(key.removeprefix("subjectType/"), t) for key, t in entity if "subjectType/" in key]
    subject.entity(Cells((key, text) for key, text in entity if "/" not in key))
    for tag, pairs in (("regulation", regulation), ("subjectType", kind), *parts.items()):
        subject.section(tag, Cells(pairs))


SOURCE = ListSource(
    id=LIST_ID,
    title="EU consolidated list of persons, groups and entities under financial sanctions",
    publisher="European Commission",
    licence="\N{COPYRIGHT SIGN} European Union, reuse with attribution (Decision 2011/833/EU)",
    effect=Effect.REFERS,
    formats=("xml", "csv"),
    minimum=3_000,
    maximum=20_000,
    max_shrink=0.10,
    parse=parse,
)
