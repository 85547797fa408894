# ruff: noqa: RUF001 - other scripts are the matter here
import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening import lists
from screening.errors import ListFormatError
from screening.model import CountryRole, Effect, Gender, NameKind, PartyKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
DATA = (FIXTURES / "un-sc.xml").read_bytes()
LIST = lists.parse("un-sc", {"un-sc.xml": DATA})
ENTRIES = {entry.ref: entry for entry in LIST.entries}

LEAST = """<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z">
<INDIVIDUALS>
<INDIVIDUAL><FIRST_NAME>A B</FIRST_NAME><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER></INDIVIDUAL>
</INDIVIDUALS>
<ENTITIES>
<ENTITY><FIRST_NAME>C D</FIRST_NAME><REFERENCE_NUMBER>X.2</REFERENCE_NUMBER></ENTITY>
</ENTITIES>
</CONSOLIDATED_LIST>
"""


def parse(text):
    return lists.parse("un-sc", {"list.xml": text.encode()})


def names(ref, kind):
    return [name.text for name in ENTRIES[ref].names if name.kind is kind]


def births(ref):
    return [
        (span.earliest.isoformat(), span.latest.isoformat(), span.circa)
        for span in ENTRIES[ref].births
    ]


def test_every_entry_is_read():
    kinds = [entry.kind for entry in LIST.entries]
    assert (kinds.count(PartyKind.PERSON), kinds.count(PartyKind.ORGANISATION)) == (12, 8)


def test_the_publishers_own_date_is_kept():
    assert LIST.published.isoformat() == "2026-02-27T00:00:09.554000+00:00"


def test_every_entry_bars():
    assert {entry.effect for entry in LIST.entries} == {Effect.BARS}


def test_references_are_trimmed():
    assert {"XXi.002", "XXe.002"} <= ENTRIES.keys()


def test_the_name_is_all_its_parts_and_leads():
    assert ENTRIES["XXi.009"].name == "LUCIEN BERTRAND ZOUMARA D’ALBE"
    assert ENTRIES["XXi.002"].name == "RI PYOK SOL"


def test_the_schemas_default_na_is_no_name():
    assert ENTRIES["XXi.007"].name == "GASPARD MUTESA"


def test_qualities_become_kinds_of_name():
    assert names("XXi.001", NameKind.ALIAS) == ["Orest Tashkoff"]
    assert names("XXi.001", NameKind.WEAK) == ["Kestrel"]
    assert names("XXe.001", NameKind.ALIAS) == ["Grey Lantern Trading", "GLTC"]
    assert names("XXe.001", NameKind.FORMER) == ["Pale Lantern Co"]


def test_an_unknown_quality_is_an_alias_and_a_note():
    assert names("XXe.006", NameKind.ALIAS) == ["Ridge Youth"]
    assert ("ENTITY_ALIAS QUALITY", "Ridge Youth: Dubious") in ENTRIES["XXe.006"].notes


def test_native_names_in_every_script():
    assert names("XXi.001", NameKind.NATIVE) == ["Орест Велимиру Ташков"]
    assert names("XXe.001", NameKind.NATIVE) == ["회색등무역회사"]
    assert names("XXi.006", NameKind.NATIVE) == ["魏德伦", "韋德倫", "魏得倫"]
    assert names("XXe.002", NameKind.NATIVE) == [
        "مؤسسة الدرع المتقد",
        "الدرع المتقد",
        "خيرية الدرع",
    ]


def test_several_aliases_in_one_field_are_parted_and_the_field_kept():
    parted = ["Idris Hamoud", "Idrees Hammood", "Idris al-Marwany"]
    assert names("XXi.003", NameKind.ALIAS)[:3] == parted
    whole = ("INDIVIDUAL_ALIAS", "Idris Hamoud; Idrees Hammood b) Idris al-Marwany")
    assert whole in ENTRIES["XXi.003"].notes


def test_a_weak_alias_is_weak_in_every_script():
    assert {"أبو سراج", "Abu Siraj", "Abu Seraj"} <= set(names("XXi.003", NameKind.WEAK))
    assert "Абу Банатов" in names("XXi.003", NameKind.WEAK)


def test_a_primary_name_stays_whole_beside_its_parts():
    assert ENTRIES["XXe.003"].name == (
        "COMPAGNIE AERIENNE DES TROIS LACS (CATL) ; THREE LAKES AVIATION (TLA)"
    )
    assert "THREE LAKES AVIATION (TLA)" in names("XXe.003", NameKind.ALIAS)


def test_births_in_every_form():
    assert births("XXi.001") == [("1968-04-17", "1968-04-17", False)]
    assert births("XXi.004") == [("1970-01-01", "1973-12-31", True)]
    assert births("XXi.005") == [
        ("1969-11-01", "1969-11-30", False),
        ("1983-09-01", "1983-09-30", False),
        ("1977-08-01", "1977-09-30", False),
    ]
    assert births("XXi.011") == [("1935-01-01", "1935-12-31", False)]


def test_an_aliass_birth_is_a_birth_too():
    assert births("XXi.003") == [
        ("1971-02-03", "1971-02-03", False),
        ("1961-01-01", "1961-12-31", True),
        ("1955-01-01", "1958-12-31", False),
        ("1960-03-09", "1960-03-09", False),
    ]


@pytest.mark.parametrize("ref", ["XXi.006", "XXi.007", "XXi.009"])
def test_a_birth_that_cannot_be_read_is_noted_and_warned_of(ref):
    assert births(ref) == []
    assert any(tag == "INDIVIDUAL_DATE_OF_BIRTH" for tag, _ in ENTRIES[ref].notes)
    assert any(warning.startswith(f"{ref}: a date of birth") for warning in LIST.warnings)


def test_countries_with_their_role():
    assert [(c.code, c.role) for c in ENTRIES["XXi.001"].countries] == [
        ("CD", CountryRole.NATIONALITY),
        ("CD", CountryRole.ADDRESS),
        ("RW", CountryRole.BIRTH),
    ]


def test_an_unknown_country_keeps_its_text():
    assert ENTRIES["XXi.004"].countries[0].code == ""
    assert ENTRIES["XXi.004"].countries[0].text == "former Soviet Union"


def test_documents_become_identifiers():
    passport, from_note, fiscal = ENTRIES["XXi.003"].identifiers
    assert (passport.scheme, passport.value, passport.country) == ("passport", "05AT000001", "FR")
    assert (from_note.scheme, from_note.value, from_note.country) == ("passport", "L000315", "TN")
    assert (fiscal.scheme, fiscal.country) == ("tax_id", "IT")
    assert "French passport number 05AT000001" in passport.note


def test_an_abbreviation_is_not_taken_for_a_country():
    libyan, military = ENTRIES["XXi.004"].identifiers
    assert (libyan.value, libyan.country) == ("000720", "LY")
    assert (military.scheme, military.country) == ("national_id", "")


def test_numbers_named_in_the_reason_become_identifiers():
    assert [(i.scheme, i.value) for i in ENTRIES["XXe.001"].identifiers] == [("imo", "6000007")]
    assert [i.scheme for i in ENTRIES["XXe.004"].identifiers] == ["swift_bic"]


def test_addresses_with_their_parts():
    [address] = ENTRIES["XXe.001"].addresses
    assert (address.city, address.postcode, address.country) == ("Nampyong", "000-111", "KP")


def test_dates_reason_and_designations():
    entry = ENTRIES["XXi.001"]
    assert (entry.listed_on, entry.changed_on) == (date(2012, 12, 31), date(2020, 2, 1))
    assert entry.designations == (
        "Colonel",
        "Commander of the northern column",
        "Head of logistics",
    )
    assert entry.reason.endswith("a transport firm & two warehouses.")
    assert entry.programmes == ("DRC",)


def test_genders():
    found = [ENTRIES[f"XXi.00{n}"].gender for n in (1, 2, 4, 7)]
    assert found == [Gender.MALE, Gender.MALE, Gender.FEMALE, Gender.UNKNOWN]


def test_an_element_nobody_foresaw_is_a_note():
    assert ("NICKNAME_ON_FILE", "Old Oak") in ENTRIES["XXi.011"].notes


def test_attributes_and_loose_text_are_notes():
    text = LEAST.replace("<FIRST_NAME>A B", 'stray<FIRST_NAME lang="fr">A B')
    assert parse(text).entries[0].notes == (("INDIVIDUAL", "stray"), ("FIRST_NAME lang", "fr"))


def test_a_delisted_entry_ends():
    assert not lists.in_force_on(ENTRIES["XXi.012"], date(2024, 3, 2))
    assert lists.in_force_on(ENTRIES["XXi.012"], date(2024, 3, 1))


def test_an_end_that_cannot_be_read_is_no_end():
    text = LEAST.replace("</INDIVIDUAL>", "<DELISTED_ON>soon</DELISTED_ON></INDIVIDUAL>")
    snapshot = parse(text)
    assert snapshot.entries[0].ends_on is None
    assert snapshot.entries[0].notes == (("DELISTED_ON", "soon"),)
    assert snapshot.warnings


def test_the_malformed_file_is_refused_with_its_line():
    data = (FIXTURES / "un-sc-malformed.xml").read_bytes()
    line = data[: data.index(b"firm & two")].count(b"\n") + 1
    with pytest.raises(ListFormatError, match="not well-formed") as refused:
        lists.parse("un-sc", {"bad.xml": data})
    assert refused.value.where == f"bad.xml, line {line}"


@pytest.mark.parametrize(
    ("old", "new", "problem", "line"),
    [
        ("X.2", " X.1 ", "the reference X.1 stands here and in line 3", 6),
        ("<REFERENCE_NUMBER>X.2</REFERENCE_NUMBER>", "", "no REFERENCE_NUMBER", 6),
        ("<FIRST_NAME>A B</FIRST_NAME>", "<FIRST_NAME/>", "has no name", 3),
        ("CONSOLIDATED_LIST", "SOMETHING_ELSE", "root element", 1),
        ("2026-01-01T00:00:00Z", "yesterday", "dateGenerated", 1),
        ("ENTITIES>", "ENTITYS>", "unexpected element ENTITYS", 5),
        ("<ENTITY>", "<VESSEL/><ENTITY>", "unexpected element VESSEL", 6),
        ("<ENTITIES>", "<ENTITIES>stray", "text outside", 5),
        ("</CONSOLIDATED_LIST>", "<ENTITIES/></CONSOLIDATED_LIST>", "unexpected element ENT", 5),
    ],
)
def test_another_structure_is_refused_with_its_line(old, new, problem, line):
    with pytest.raises(ListFormatError, match=problem) as refused:
        parse(LEAST.replace(old, new))
    assert refused.value.where == f"list.xml, line {line}"


def test_a_missing_section_is_refused():
    start, end = LEAST.index("<ENTITIES>"), LEAST.index("</CONSOLIDATED_LIST>")
    with pytest.raises(ListFormatError, match="holds no ENTITIES"):
        parse(LEAST[:start] + LEAST[end:])


def test_two_files_are_refused():
    with pytest.raises(ListFormatError, match="2 were given"):
        lists.parse("un-sc", {"a.xml": DATA, "b.xml": DATA})


def test_a_list_is_the_same_however_it_is_packed():
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.xml", DATA)
    assert lists.parse("un-sc", {"a.xml.gz": gzip.compress(DATA)}) == LIST
    assert lists.parse("un-sc", {"a.zip": zipped.getvalue()}) == LIST


def outcome(data):
    """Whether the bytes gave a snapshot; anything raised but ListFormatError fails the test."""
    try:
        return bool(lists.parse("un-sc", {"list.xml": data}).entries)
    except ListFormatError as error:
        return not str(error)


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_and_nothing_else_happens(data):
    assert outcome(data) is False


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=len(DATA) - 25))
def test_a_file_cut_off_anywhere_is_refused(length):
    assert outcome(DATA[:length]) is False


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    assert outcome(DATA[:at] + inserted + DATA[at + removed :]) in {True, False}
