"""The two lists of the US Office of Foreign Assets Control, in every format it publishes.

SDN_ADVANCED.XML, SDN_ENHANCED.XML, SDN.XML or the legacy CSV files, and the same four of the list
of those who are sanctioned without being SDNs. What a file is, its content says, not its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from screening.errors import ListFormatError
from screening.lists import ofac_advanced, ofac_csv, ofac_enhanced, ofac_xml
from screening.lists.assembling import finish
from screening.lists.cells import root_tag
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of
from screening.model import Effect, Snapshot

SDN_ID = "us-ofac-sdn"
CONSOLIDATED_ID = "us-ofac-cons"
PARSER = "us-ofac/1"

_XML = {
    "sdnList": ofac_xml.read,
    "sanctionsData": ofac_enhanced.read,
    "Sanctions": ofac_advanced.read,
}


def parse(files: Mapping[str, bytes], list_id: str) -> Snapshot:
    """The snapshot in one XML file or in a set of legacy CSV files, already unpacked.

    Raises ListFormatError, with the place, for a file that is cut off, broken, of another layout,
    or in contradiction with itself or with the other files of its set.
    """
    roots = {name: root_tag(name, data) for name, data in files.items()}
    if any(roots.values()):
        if len(files) != 1:
            raise ListFormatError(f"the XML list is one file; {len(files)} were given")
        [(name, root)] = roots.items()
        reader = _XML.get(root.rpartition("}")[2])
        if reader is None:
            raise ListFormatError(f"the root element is {root}, not one of OFAC's", name)
        drafts, published = reader(name, files[name], root, list_id)
        warnings: list[str] = []
        entries, problems = finish(drafts, name)
    else:
        drafts, warnings = ofac_csv.read(files, list_id)
        published = None
        # Each place names its file, for there are several.
        entries, problems = finish(drafts, "")
    return Snapshot(
        list_id=list_id,
        digest=digest_of(files),
        parser=PARSER,
        published=published,
        entries=entries,
        warnings=(*warnings, *problems),
    )


_PUBLISHER = "US Department of the Treasury, Office of Foreign Assets Control"
_LICENCE = "US government work, public domain"

SDN = ListSource(
    id=SDN_ID,
    title="US Specially Designated Nationals and Blocked Persons List",
    publisher=_PUBLISHER,
    licence=_LICENCE,
    effect=Effect.REFERS,
    formats=("xml", "csv", "zip"),
    minimum=7_000,
    maximum=40_000,
    max_shrink=0.10,
    parse=partial(parse, list_id=SDN_ID),
)
CONSOLIDATED = ListSource(
    id=CONSOLIDATED_ID,
    title="US Consolidated Non-SDN Sanctions List",
    publisher=_PUBLISHER,
    licence=_LICENCE,
    effect=Effect.REFERS,
    formats=("xml", "csv", "zip"),
    minimum=300,
    maximum=5_000,
    max_shrink=0.20,
    parse=partial(parse, list_id=CONSOLIDATED_ID),
)
SOURCES = (SDN, CONSOLIDATED)
