from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import us_csl
from screening.model import CountryRole, Effect, NameKind, PartyKind

DATA = (Path(__file__).parents[2] / "fixtures" / "lists" / "us-csl.csv").read_bytes()
LIST = us_csl.parse({"us-csl.csv": DATA})
ENTRIES = {entry.ref: entry for entry in LIST.entries}


def test_one_party_on_two_lists_is_two_entries():
    assert {"CMIC:90005", "SSI:90005"} <= ENTRIES.keys()


def test_one_party_twice_on_one_list_is_one_entry_with_a_warning():
    assert [ref for ref in ENTRIES if ref.startswith("CAP:")] == ["CAP:90009"]
    assert any("CAP:90009: stands twice" in warning for warning in LIST.warnings)


@pytest.mark.parametrize(
    ("ref", "effect"),
    [
        ("SDN:90001", Effect.REFERS),
        ("SSI:90005", Effect.REFERS),
        ("DPL:0a1b2c", Effect.REFERS),
        ("DTC:0a1b2f", Effect.REFERS),
        ("EL:0a1b2d", Effect.REFERS),
        ("UVL:0a1b2e", Effect.INFORMS),
        ("CMIC:90005", Effect.INFORMS),
        ("CAP:90009", Effect.INFORMS),
    ],
)
def test_the_list_decides_the_effect(ref, effect):
    assert ENTRIES[ref].effect is effect


def test_a_list_nobody_knows_refers():
    data = DATA.replace(b"(UVL)", b"(NEW)")
    entry = next(e for e in us_csl.parse({"c.csv": data}).entries if e.ref == "NEW:0a1b2e")
    assert entry.effect is Effect.REFERS


def test_joined_cells_come_apart():
    person = ENTRIES["SDN:90001"]
    assert [name.text for name in person.names] == [
        "TASHKOV, Orest Velimirovich",
        "TASHKOFF, Orest",
        "VELIMIROV, Orest",
    ]
    assert [span.text for span in person.births] == ["1961-06-12", "circa 1960"]
    assert person.designations == ("Colonel", "Former Deputy Minister for Mines")
    assert person.programmes == ("RUSSIA-EO14024", "GLOMAG")


def test_documents_have_country_dates_and_kind():
    [passport] = ENTRIES["SDN:90001"].identifiers
    assert (passport.scheme, passport.value, passport.country) == ("passport", "A1234567", "RU")
    assert passport.note == "Passport, RU, expires 2020-02-01, issued 2010-02-01"


def test_the_last_alias_loses_its_and():
    names = [name.text for name in ENTRIES["EL:0a1b2d"].names]
    assert names == ["Institute Forty of Drask", "I-40", "Drask Institute No. 40"]


def test_an_address_ends_in_its_country():
    codes = [(a.text, a.country) for a in ENTRIES["SDN:90001"].addresses]
    assert codes == [("4 Quarry Lane, Novy Drask, 140000, RU", "RU"), ("RS", "RS")]


def test_an_address_without_a_country_has_none():
    [address] = ENTRIES["DPL:0a1b2c"].addresses
    assert address.country == ""
    assert not [c for c in ENTRIES["DPL:0a1b2c"].countries if c.role is CountryRole.ADDRESS]


def test_a_denial_has_a_beginning_and_an_end():
    denied = ENTRIES["DPL:0a1b2c"]
    assert (denied.listed_on, denied.ends_on) == (date(2019, 1, 1), date(2029, 1, 1))


def test_export_control_lists_do_not_tell_what_a_party_is():
    assert ENTRIES["EL:0a1b2d"].kind is PartyKind.UNKNOWN
    assert ENTRIES["SDN:90003"].kind is PartyKind.VESSEL


def test_licence_policy_and_links_stay_in_the_notes():
    assert ("license_policy", "Presumption of denial.") in ENTRIES["EL:0a1b2d"].notes
    assert any(label == "remarks" for label, _ in ENTRIES["SDN:90001"].notes)


def test_a_native_name_among_the_aliases_is_told():
    data = DATA.replace(b"TASHKOFF, Orest; ", "Ташков Орест; ".encode())
    entry = us_csl.parse({"c.csv": data}).entries[0]
    assert [n.text for n in entry.names if n.kind is NameKind.NATIVE] == ["Ташков Орест"]


def test_a_missing_column_is_named():
    with pytest.raises(ListFormatError, match="no column alt_names"):
        us_csl.parse({"c.csv": DATA.replace(b"alt_names", b"other_names")})


def test_a_row_that_is_cut_off_is_refused_with_its_line():
    lines = DATA.splitlines()
    with pytest.raises(ListFormatError, match="cut off or damaged") as refused:
        us_csl.parse({"c.csv": b"\n".join([*lines[:4], lines[4][:40].replace(b'"', b"")])})
    assert refused.value.where == "c.csv, line 5"


def test_a_row_without_a_list_is_refused():
    row = DATA.splitlines()[-1].replace(b"Capta List (CAP) - Treasury Department", b"")
    with pytest.raises(ListFormatError, match="names no list"):
        us_csl.parse({"c.csv": b"\n".join([*DATA.splitlines()[:2], row])})
