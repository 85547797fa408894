"""One module per list, and what they share: `parse` turns a publisher's files into a snapshot."""

from __future__ import annotations

from collections.abc import Mapping

from screening.errors import ListFormatError
from screening.lists import (
    adb,
    afdb,
    au_dfat,
    ca_sema,
    ch_seco,
    ebrd,
    eu_fsf,
    idb,
    local,
    opensanctions,
    uk_conlist,
    uk_sl,
    un_sc,
    us_csl,
    us_ofac,
    world_bank,
)
from screening.lists.crossref import CrossReference, cross_references
from screening.lists.diff import Change, Delta, diff
from screening.lists.sanity import in_force_on, judge, ruled_out
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of, unpack, unpack_all
from screening.model import Snapshot

__all__ = [
    "LISTS",
    "Change",
    "CrossReference",
    "Delta",
    "ListFormatError",
    "ListSource",
    "cross_references",
    "diff",
    "digest_of",
    "in_force_on",
    "judge",
    "parse",
    "ruled_out",
    "source",
    "unpack",
    "unpack_all",
]

# UN lists first, then those of other organisations, then of States, then of others.
LISTS: tuple[ListSource, ...] = (
    un_sc.SOURCE,
    local.SOURCE,
    world_bank.SOURCE,
    adb.SOURCE,
    afdb.SOURCE,
    ebrd.SOURCE,
    idb.SOURCE,
    eu_fsf.SOURCE,
    uk_sl.SOURCE,
    uk_conlist.SOURCE,
    *us_ofac.SOURCES,
    us_csl.SOURCE,
    au_dfat.SOURCE,
    ca_sema.SOURCE,
    ch_seco.SOURCE,
    opensanctions.SOURCE,
)


def source(list_id: str) -> ListSource:
    """The list with this id. Raises KeyError, naming the known ids, for another."""
    for known in LISTS:
        if known.id == list_id:
            return known
    raise KeyError(f"unknown list {list_id!r}; known: {', '.join(known.id for known in LISTS)}")


def parse(list_id: str, files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in these files, given by name, plain or packed.

    Raises KeyError for an unknown list and ListFormatError, with the place at fault, for files that
    cannot be read whole. Whether the snapshot may come into force is for `judge` to say.
    """
    return source(list_id).parse(unpack_all(files))
