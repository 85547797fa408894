"""All real files parsed and indexed on one core: seconds, memory, and how fast the set opens."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import pytest

from screening.lists import parse
from screening.matching import Index
from screening.model import Entry

REAL = os.environ.get("VETTING_REAL_DATA")
FILES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("un-sc", ("un/un_consolidated_20260227.xml.gz",)),
    ("un-sc", ("un/un_consolidated_20251120.xml.gz",)),
    ("un-sc", ("un/un_consolidated_20181029.xml.gz",)),
    (
        "us-ofac-sdn",
        tuple(
            f"ofac/sdn_20210707/{name}"
            for name in ("sdn.csv.gz", "alt.csv", "add.csv", "sdn_comments.csv")
        ),
    ),
    ("us-ofac-sdn", ("ofac/sdn_plus_cons_20221129.csv.gz",)),
    (
        "us-ofac-cons",
        tuple(f"ofac/cons_20251219/cons_{part}.csv" for part in ("prim", "alt", "add", "comments")),
    ),
    ("us-csl", ("csl/csl_consolidated_20220421.csv.gz",)),
    ("uk-conlist", ("uk/ConList_20200427.csv.gz",)),
    ("uk-conlist", ("uk/ConList_20180413.csv.gz",)),
    ("world-bank", ("debarment/world_bank_ineligible_20250107.xlsx",)),
    ("ebrd", ("debarment/ebrd_ineligible_202412.csv",)),
    ("idb", ("debarment/iadb_sanctioned_202502.xlsx",)),
    ("au-dfat", ("debarment/australia_dfat_consolidated_202502.xlsx",)),
)


@pytest.mark.skipif(not REAL, reason="set VETTING_REAL_DATA to the publishers' files")
def test_every_real_file_parsed_and_indexed(tmp_path: Path) -> None:
    began = time.process_time()
    entries: list[Entry] = []
    for list_id, names in FILES:
        files = {Path(name).name: Path(str(REAL), name).read_bytes() for name in names}
        entries.extend(parse(list_id, files).entries)
    parsed = time.process_time()
    index = Index.build(entries)
    index.save(tmp_path / "index")
    built = time.process_time()
    opening = time.perf_counter()
    opened = Index.load(tmp_path / "index")
    took = time.perf_counter() - opening
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(  # noqa: T201
        f"\n{len(entries):,} entries, {sum(len(entry.names) for entry in entries):,} names: "
        f"parsed in {parsed - began:.1f} s, indexed in {built - parsed:.1f} s of CPU "
        f"(wanted: under 60 s together), {memory:,.0f} MB at most (1,024), "
        f"opens in {took * 1000:.0f} ms (300)"
    )
    assert len(opened) == len(entries)
