"""The publishers' own files: how many entries and names they hold, counted without the parsers."""

import csv
import gzip
import io
import os
import re
import zipfile
from functools import lru_cache
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import eu_fsf, sanity, uk_conlist, us_csl, us_ofac
from screening.model import Effect, PartyKind

pytestmark = pytest.mark.real_data

SDN = ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv")
CONS = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv", "cons_comments.csv")


def raw(path):
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
    file = Path(folder) / path
    packed = file.with_name(file.name + ".gz")
    return gzip.decompress(packed.read_bytes()) if packed.exists() else file.read_bytes()


@lru_cache
def ofac(folder, names):
    files = {name: raw(f"ofac/{folder}/{name}") for name in names}
    return us_ofac.SDN.parse(files), files


@lru_cache
def of(parse, path):
    data = raw(path)
    return parse({Path(path).name: data}), data


def table(data):
    return list(csv.reader(io.StringIO(data.decode().replace("\x1a", ""), newline="")))


def lost(snapshot, pairs):
    """The pairs of reference and name that the snapshot does not hold, blanks aside."""
    held = {(entry.ref, name.text) for entry in snapshot.entries for name in entry.names}
    return [(ref, name) for ref, name in pairs if (ref.strip(), " ".join(name.split())) not in held]


@pytest.mark.parametrize(
    ("folder", "names", "parties"), [("sdn_20210707", SDN, 8976), ("cons_20251219", CONS, 442)]
)
def test_every_party_and_name_of_the_legacy_files_is_read(folder, names, parties):
    snapshot, files = ofac(folder, names)
    people, aliases = table(files[names[0]]), table(files[names[1]])
    assert len(snapshot.entries) == len({row[0] for row in people if len(row) == 12}) == parties
    assert lost(snapshot, [(row[0], row[1]) for row in people if len(row) == 12]) == []
    assert lost(snapshot, [(row[0], row[3]) for row in aliases if len(row) == 5]) == []


def test_every_weak_alias_in_the_remarks_is_read():
    snapshot, files = ofac("sdn_20210707", SDN)
    text = files["sdn.csv"].decode()
    rows = [row for row in table(files["sdn.csv"]) if len(row) == 12]
    # The comments hold those that the remarks have no room for.
    found = [
        (row[0], name)
        for row in rows
        for name in re.findall(r"a\.k\.a\. '(.+?)'(?:;|\.$)", row[11])
    ]
    assert text.count("a.k.a. '") >= len(found) > 2000
    assert lost(snapshot, found) == []


def test_kinds_are_as_the_publisher_counts_them():
    snapshot, _ = ofac("sdn_20210707", SDN)
    kinds = [entry.kind for entry in snapshot.entries]
    assert kinds.count(PartyKind.PERSON) == 4620
    assert kinds.count(PartyKind.VESSEL) == 406
    assert kinds.count(PartyKind.AIRCRAFT) == 277


def test_the_set_of_four_may_come_into_force():
    snapshot, _ = ofac("sdn_20210707", SDN)
    assert sanity.judge(snapshot, None, us_ofac.SDN) == ""
    assert not [w for w in snapshot.warnings if "was given" in w or "cut at" in w]


def test_two_lists_in_one_file_are_read_and_nobody_twice():
    snapshot, data = of(us_ofac.SDN.parse, "ofac/sdn_plus_cons_20221129.csv")
    ids = [row[0] for row in table(data) if len(row) == 12]
    assert len(ids) - len(set(ids)) == 58
    assert len(snapshot.entries) == len(set(ids))
    wagner = next(entry for entry in snapshot.entries if entry.ref == "22543")
    assert "WAGNER" in wagner.name
    assert "no alt.csv (aliases) was given" in snapshot.warnings


def test_the_sdn_list_layout_holds_as_many_entries_and_aliases_as_its_text():
    snapshot, data = of(us_ofac.CONSOLIDATED.parse, "ofac/ofac_consolidated_sdnList_20200317.xml")
    assert len(snapshot.entries) == data.count(b"<sdnEntry>") == 375
    aliases = re.findall(
        r"<aka>.*?<lastName>(.*?)</lastName>(?:\s*<firstName>(.*?)</firstName>)?",
        data.decode().replace("&amp;", "&"),
        re.DOTALL,
    )
    assert len(aliases) == 915
    held = {name.text for entry in snapshot.entries for name in entry.names}
    written = {", ".join(part for part in alias if part) for alias in aliases}
    assert {" ".join(name.split()) for name in written} <= held


def test_the_enhanced_layout_holds_every_formatted_name():
    data = raw("ofac/CONS_ENHANCED_20250114.ZIP")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read(archive.namelist()[0])
    snapshot = us_ofac.CONSOLIDATED.parse({"CONS_ENHANCED.XML": text})
    assert len(snapshot.entries) == text.count(b"<entity ") == 443
    names = re.findall(r"<formattedFullName>(.+?)</formattedFullName>", text.decode())
    held = {name.text for entry in snapshot.entries for name in entry.names}
    assert {name.replace("&amp;", "&") for name in names} <= held


def test_a_cut_file_is_refused():
    with pytest.raises(ListFormatError, match="Record_Count says 8,197 entries, but 8 are"):
        us_ofac.SDN.parse({"sdn.xml": raw("ofac/sample_sdn_trimmed.xml")})


def test_every_row_and_name_of_the_consolidated_screening_list_is_read():
    snapshot, data = of(us_csl.parse, "csl/csl_consolidated_20220421.csv")
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert len(rows) == 14160
    # One bank stands twice on one list, with two addresses of that list.
    assert len(snapshot.entries) == len({(row["source"], row["_id"]) for row in rows}) == 14159
    pairs = [
        (f"{re.search(r'[(](.+?)(?: List)?[)]', row['source'])[1]}:{row['_id']}", name)
        for row in rows
        for name in [row["name"], *row["alt_names"].split("; ")]
    ]
    assert lost(snapshot, [(ref, re.sub(r"^and ", "", name)) for ref, name in pairs if name]) == []


def test_denied_persons_have_the_end_of_their_denial():
    snapshot, _ = of(us_csl.parse, "csl/csl_consolidated_20220421.csv")
    denied = [entry for entry in snapshot.entries if entry.ref.startswith("DPL:")]
    assert len(denied) == 462
    assert sum(1 for entry in denied if entry.ends_on) == 417
    assert {e.effect for e in snapshot.entries if e.ref.startswith("UVL:")} == {Effect.INFORMS}


@pytest.mark.parametrize(
    ("day", "groups", "people"), [("20200427", 2114, 1523), ("20180413", 2106, None)]
)
def test_every_group_and_name_of_the_conlist_is_read(day, groups, people):
    snapshot, data = of(uk_conlist.parse, f"uk/ConList_{day}.csv")
    rows = list(csv.reader(io.StringIO(data.decode("cp1252"), newline="")))[2:]
    assert len(snapshot.entries) == len({row[28] for row in rows}) == groups
    pairs = [(row[28], " ".join([*row[1:6], row[0]])) for row in rows]
    assert lost(snapshot, pairs) == []
    if people:
        assert sum(e.kind is PartyKind.PERSON for e in snapshot.entries) == people
    assert sanity.judge(snapshot, None, uk_conlist.SOURCE) == ""


def test_every_birth_date_of_the_conlist_is_understood():
    snapshot, data = of(uk_conlist.parse, "uk/ConList_20200427.csv")
    rows = list(csv.reader(io.StringIO(data.decode("cp1252"), newline="")))[2:]
    dates = {(row[28], row[7]) for row in rows if row[7]}
    assert sum(len(entry.births) for entry in snapshot.entries) == len(dates)


@pytest.mark.parametrize(
    ("name", "subjects"), [("sample_eu_fsf_trimmed.xml", 6), ("sample_eu_sanctions_trimmed.xml", 7)]
)
def test_every_subject_of_the_eu_samples_is_read(name, subjects):
    snapshot, data = of(eu_fsf.parse, f"eu/{name}")
    refs = set(re.findall(r'euReferenceNumber="(.+?)"', data.decode()))
    assert len(snapshot.entries) == len(refs) == subjects
    names = re.findall(r'wholeName="(.+?)"', data.decode())
    held = {n.text for entry in snapshot.entries for n in entry.names}
    assert set(names) <= held


def test_an_excerpt_of_the_eu_list_may_not_come_into_force():
    snapshot, _ = of(eu_fsf.parse, "eu/sample_eu_fsf_trimmed.xml")
    assert "probably cut off" in sanity.judge(snapshot, None, eu_fsf.SOURCE)
    with pytest.raises(ListFormatError, match=r"CSV 1\.0"):
        eu_fsf.parse({"fsf.csv": raw("eu/fsf_csv_1_0_excerpt_20180704.csv")})
