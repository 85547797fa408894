import gzip
import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from screening import lists
from screening.errors import ListFormatError
from screening.model import NameKind, PartyKind

pytestmark = pytest.mark.real_data
GOOD = {"20260227": (730, 273), "20251120": (727, 273), "20181029": (703, 390)}


def packed(day):
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
    return (Path(folder) / "un" / f"un_consolidated_{day}.xml.gz").read_bytes()


@lru_cache
def snapshot(day):
    return lists.parse("un-sc", {"un.xml.gz": packed(day)})


@pytest.mark.parametrize("day", GOOD)
def test_every_entry_is_read_and_may_come_into_force(day):
    kinds = Counter(entry.kind for entry in snapshot(day).entries)
    assert (kinds[PartyKind.PERSON], kinds[PartyKind.ORGANISATION]) == GOOD[day]
    assert lists.judge(snapshot(day), None, lists.source("un-sc")) == ""


@pytest.mark.parametrize(
    ("day", "aliases", "native"), [("20260227", 2752, 378), ("20251120", 2753, 379)]
)
def test_names_are_as_many_as_counted_in_the_text_of_the_file(day, aliases, native):
    text = gzip.decompress(packed(day)).decode()
    assert len(re.findall(r"<ALIAS_NAME>\s*[^\s<]", text)) == aliases
    assert len(re.findall(r"<NAME_ORIGINAL_SCRIPT>\s*[^\s<]", text)) == native
    kinds = Counter(name.kind for entry in snapshot(day).entries for name in entry.names)
    held = kinds.total() - kinds[NameKind.PRIMARY]
    # A field may hold several names, and a few entries say the same name twice.
    assert aliases + native <= held <= 1.1 * (aliases + native)
    assert kinds[NameKind.NATIVE] >= native


def test_what_changed_in_three_months_is_told_exactly():
    delta = lists.diff(snapshot("20251120"), snapshot("20260227"))
    assert [entry.ref for entry in delta.added] == ["SDi.007", "SDi.008", "SDi.009", "SDi.010"]
    assert [entry.ref for entry in delta.removed] == ["IQi.074"]
    assert [(change.ref, change.fields) for change in delta.changed] == [
        ("HTi.006", ("reason",)),
        ("SOi.022", ("reason",)),
    ]


def test_the_november_list_may_be_followed_by_the_february_list_and_not_the_other_way():
    november, february = snapshot("20251120"), snapshot("20260227")
    assert lists.judge(february, november, lists.source("un-sc")) == ""
    assert "older" in lists.judge(november, february, lists.source("un-sc"))


@pytest.mark.parametrize(
    ("day", "line"), [("20250816_malformed", 53), ("20241016_malformed", 39788)]
)
def test_the_malformed_files_are_refused_with_the_line_at_fault(day, line):
    data = packed(day)
    with pytest.raises(ListFormatError, match="not well-formed") as refused:
        lists.parse("un-sc", {"un.xml.gz": data})
    assert refused.value.where == f"un.xml, line {line}"


def test_almost_every_country_and_birth_is_understood():
    assert len(snapshot("20260227").warnings) < 10
