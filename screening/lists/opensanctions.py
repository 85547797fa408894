"""OpenSanctions and other FollowTheMoney data: `entities.ftm.json`, `targets.simple.csv`.

One adapter for the 300-odd sources OpenSanctions collects. The data is under CC BY-NC 4.0: free for
non-commercial use with attribution, by licence otherwise. Every snapshot says so.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth, add_country, add_identifier, add_name, finish
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.effects import of_topics
from screening.lists.ftm_entity import Thing, kind_of, numbered
from screening.lists.ftm_joined import joined
from screening.lists.reading import json_value
from screening.lists.source import ListSource
from screening.lists.tables import table
from screening.lists.unpacking import digest_of
from screening.model import Address, CountryRole, Effect, NameKind, Snapshot
from screening.text.dates import parse_day

LIST_ID = "opensanctions"
PARSER = "opensanctions/1"
LICENCE = (
    "OpenSanctions.org, CC BY-NC 4.0: non-commercial use with attribution; any other use needs a "
    "licence. The terms of each source apply as well."
)

_NEEDED = ("id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "dataset")
_UN_TITLE = "UN Security Council"
_UN_DATASET = "un_sc_sanctions"


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in the one file of entities or targets, already unpacked.

    Raises ListFormatError, with the line, for a line that is no entity, an id that stands twice,
    and a file without entities.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one file; {len(files)} were given")
    [(name, data)] = files.items()
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        drafts, notices = joined(LIST_ID, name, _things(name, data))
    else:
        drafts, notices = [_target(cells, place) for place, cells in table(name, data, _NEEDED)], []
    if not drafts:
        raise ListFormatError("the file holds no entry", name)
    entries, warnings = finish(drafts, name)
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=None,
        entries=entries,
        warnings=(LICENCE, *notices, *warnings),
    )


def _things(name: str, data: bytes) -> Iterator[Thing]:
    for number, line in enumerate(io.BytesIO(data), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            value = json_value(name, line)
        except ListFormatError as error:
            raise ListFormatError(error.problem, place) from error
        yield Thing.read(value, place)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _target(cells: Cells, place: str) -> Draft:
    """One row of `targets.simple.csv`; its cells join several values by ";"."""
    schema = cells.take("schema")
    draft = Draft(
        list_id=LIST_ID,
        kind=kind_of(schema),
        effect=Effect.REFERS,
        ref=cells.take("id"),
        place=place.rpartition(", ")[2],
    )
    draft.note("schema", schema)
    add_name(draft, cells.take("name"), NameKind.PRIMARY)
    for alias in _several(cells.take("aliases")):
        add_name(draft, alias, NameKind.ALIAS)
    for written in _several(cells.take("birth_date")):
        add_birth(draft, written, "birth_date")
    for code in _several(cells.take("countries")):
        add_country(draft, code.upper() if len(code) == 2 else code, CountryRole.OTHER)  # noqa: PLR2004
    for address in _several(cells.take("addresses")):
        draft.add(draft.addresses, Address(address))
    for number in _several(cells.take("identifiers")):
        add_identifier(draft, numbered(number))
    draft.programmes = _several(cells.take("program_ids"))
    _data_sets(draft, cells)
    for label, text in cells.rest():
        draft.note(label, text)
    return draft


def _data_sets(draft: Draft, cells: Cells) -> None:
    written = cells.peek("dataset")
    known = [_UN_DATASET] if _UN_TITLE in written else []
    draft.effect = of_topics(("sanction",), [*known, *_several(written)])
    # When its publisher listed the party this file does not say, only when OpenSanctions first saw
    # it.
    draft.changed_on = parse_day(cells.peek("last_change"))


SOURCE = ListSource(
    id=LIST_ID,
    title="OpenSanctions and other FollowTheMoney data",
    publisher="OpenSanctions",
    licence=LICENCE,
    effect=Effect.REFERS,
    formats=("json", "csv"),
    minimum=1,
    maximum=5_000_000,
    max_shrink=0.20,
    parse=parse,
)
