import csv
import io
import re
from collections import Counter
from functools import lru_cache

import pytest

from screening.lists import ebrd, idb, world_bank
from screening.lists.debarment import entries
from screening.lists.debarment_table import Table
from screening.lists.sanity import judge
from screening.model import PartyKind
from screening.text.names import normalise
from tests.screening.lists.holding import real_file, unsaid
from tests.screening.lists.spreadsheets import raw_rows

pytestmark = pytest.mark.real_data
FILES = {
    "world-bank": (world_bank, "world_bank_ineligible_20250107.xlsx"),
    "ebrd": (ebrd, "ebrd_ineligible_202412.csv"),
    "idb": (idb, "iadb_sanctioned_202502.xlsx"),
}
COUNTS = {"world-bank": 1285, "ebrd": 1322, "idb": 1081}
KINDS = {"firm": {PartyKind.ORGANISATION, PartyKind.UNKNOWN}, "individual": {PartyKind.PERSON}}


def data(list_id):
    return real_file("debarment", FILES[list_id][1])


@lru_cache
def snapshot(list_id):
    return FILES[list_id][0].SOURCE.parse({"list": data(list_id)})


@lru_cache
def rows(list_id):
    """The rows of parties, by readers of the tests' own."""
    match list_id:
        case "world-bank":
            return raw_rows(data(list_id), "xl/worksheets/sheet1.xml")[3:]
        case "idb":
            # Below the table stand an empty row and a note on the filter in use.
            return raw_rows(data(list_id), "xl/worksheets/sheet.xml")[1:-2]
    return list(csv.reader(io.StringIO(data(list_id).decode("utf-8-sig"), newline="")))[1:]


@pytest.mark.parametrize("list_id", FILES)
def test_every_row_is_an_entry_and_the_list_may_come_into_force(list_id):
    assert len(rows(list_id)) == COUNTS[list_id] == len(snapshot(list_id).entries)
    assert judge(snapshot(list_id), None, FILES[list_id][0].SOURCE) == ""


def test_the_europeans_banks_rows_by_who_sanctioned():
    counted = Counter(re.sub(" Group$", "", row[6]) for row in rows("ebrd"))
    counted["EBRD"] += counted.pop("European Bank for Reconstruction and Development")
    assert sorted(counted.values()) == [39, 169, 237, 327, 550]
    found = Counter(entry.programmes[0] for entry in snapshot("ebrd").entries)
    assert sorted(found.values()) == sorted(counted.values())


def test_firms_and_individuals_are_as_many_as_the_file_says():
    told = Counter(row[1] for row in rows("idb"))
    found = Counter(entry.kind for entry in snapshot("idb").entries)
    assert (told["Firm"], told["Individual"]) == (848, 233)
    assert found[PartyKind.PERSON] == 233
    assert found[PartyKind.ORGANISATION] + found[PartyKind.UNKNOWN] == 848
    assert found[PartyKind.UNKNOWN] == 1


def test_a_guessed_kind_is_never_wrong_where_another_bank_tells_it():
    told = {normalise(row[0]): row[1].lower() for row in rows("idb")}
    guessed = [
        (entry.name, entry.kind)
        for list_id in ("world-bank", "ebrd")
        for entry in snapshot(list_id).entries
        if entry.kind is not PartyKind.UNKNOWN and normalise(entry.name) in told
    ]
    wrong = {normalise(name) for name, kind in guessed if kind not in KINDS[told[normalise(name)]]}
    assert len(guessed) > 500
    # One "Mr." stands among the firms of the bank that tells.
    assert [name.split()[0] for name in wrong] == ["mr"]


def said_otherwise(list_id, text, entry):
    return list_id == "idb" and entry.kind in KINDS.get(text.lower(), set())


@pytest.mark.parametrize("list_id", FILES)
def test_nothing_the_publisher_says_is_dropped(list_id):
    lost = []
    for row, entry in zip(rows(list_id), snapshot(list_id).entries, strict=True):
        lost += [
            (entry.ref, text)
            for text in unsaid(row, entry)
            if not said_otherwise(list_id, text, entry)
        ]
    assert lost == []


def test_the_note_below_the_table_is_told():
    assert snapshot("idb").warnings[-1].startswith("not an entry: Zastosowane filtry")


HEADERS = {
    "world-bank": "Firm Name,Additional Firm Info,Address,Country,From Date,To Date,Grounds",
    "ebrd": "Firm Name,Address,Nationality,Ineligible From,Ineligible Until,"
    "Notice Effective At EBRD,Originating Institution,Prohibited Practice",
    "idb": "Title,Entity,Nationality,Country,From,To,Grounds,Source,IDB Sanction Type,"
    "IDB Sanction Source,Other Name",
}


def table(list_id, ordered):
    columns = HEADERS[list_id].split(",")
    filled = [[*row, *[""] * (len(columns) - len(row))] for row in ordered]
    module = FILES[list_id][0]
    return entries("list", Table(columns, list(enumerate(filled))), module.LAYOUT)[0]


@pytest.mark.parametrize("list_id", FILES)
def test_the_order_of_the_rows_counts_for_nothing(list_id):
    forward, backward = table(list_id, rows(list_id)), table(list_id, rows(list_id)[::-1])
    assert {entry.ref: entry for entry in forward} == {entry.ref: entry for entry in backward}
    assert len(forward) == COUNTS[list_id]


@pytest.mark.parametrize(("list_id", "most"), [("world-bank", 20), ("ebrd", 5), ("idb", 5)])
def test_almost_everything_is_understood(list_id, most):
    assert len(snapshot(list_id).warnings) <= most
