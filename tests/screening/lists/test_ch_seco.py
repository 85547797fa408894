import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import ch_seco
from screening.model import CountryRole, Effect, Gender, PartyKind
from tests.screening.lists.holding import unsaid

DATA = (Path(__file__).parents[2] / "fixtures" / "lists" / "ch-seco.xml").read_bytes()


def parsed(data):
    return ch_seco.parse({"list.xml": data})


LIST = parsed(DATA)
PERSON, BANK, SHIP, BACK = LIST.entries


def test_targets_still_listed_are_entries():
    assert [entry.ref for entry in LIST.entries] == ["1000", "2000", "3000", "5001"]
    assert LIST.published.isoformat() == "2026-02-27T00:00:00+00:00"


def test_the_latest_modification_decides_wherever_it_stands():
    assert (BACK.name, BACK.listed_on) == ("Came Back", date(2022, 3, 1))


def test_names_are_parts_in_their_order_and_in_every_spelling():
    assert [(name.text, name.kind.value) for name in PERSON.names] == [
        ("Tashkov Orest", "primary"),
        ("Tashkoff Orest", "alias"),
        ("Ташков Орест", "native"),
        ("Kestrel", "weak"),
        ("Orest Vint", "former"),
        ("Otto Rask", "alias"),
    ]
    assert (PERSON.names[0].given, PERSON.names[0].family) == ("Orest", "Tashkov")
    assert PERSON.designations == ("Colonel",)


def test_kinds():
    kinds = [entry.kind for entry in LIST.entries[:3]]
    assert kinds == [PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.VESSEL]
    assert PERSON.gender is Gender.MALE


def test_what_carries_out_a_council_listing_bars_and_the_rest_refers():
    assert [e.effect for e in LIST.entries] == [
        Effect.REFERS,
        Effect.BARS,
        Effect.BARS,
        Effect.REFERS,
    ]
    assert BANK.programmes == ("Zubrowka regime", "Council regime")
    assert ("sanctions-set", "article 1 -- financial measures") in BANK.notes


def test_births_and_one_without_a_year():
    spans = [(s.earliest.isoformat(), s.latest.isoformat(), s.circa) for s in PERSON.births]
    assert spans == [("1968-04-17", "1968-04-17", False), ("1969-09-01", "1969-09-30", True)]
    assert any(label == "day-month-year" for label, _ in PERSON.notes)
    assert "date of birth" in LIST.warnings[0]


def test_places_are_looked_up():
    assert PERSON.birth_places == ("Lutz (Lutze), North, Georgia",)
    [address] = PERSON.addresses
    assert address.text == "Grey Lantern, 7 Ash Quay, 0417, Lutz (Lutze), North, Georgia"
    assert (address.region, address.postcode, address.country) == ("North", "0417", "GE")
    assert {(c.code, c.role) for c in PERSON.countries} == {
        ("TD", CountryRole.NATIONALITY),
        ("GE", CountryRole.BIRTH),
        ("GE", CountryRole.ADDRESS),
    }


def test_documents_and_numbers_in_remarks():
    [passport] = PERSON.identifiers
    assert (passport.scheme, passport.value, passport.country) == ("passport", "D100200", "TD")
    assert "2028-6-1" in passport.note
    assert [(i.scheme, i.value) for i in BANK.identifiers] == [("swift_bic", "GRLNGE22")]
    assert [(i.scheme, i.value) for i in SHIP.identifiers] == [("imo", "9999993")]


def test_dates_and_reason():
    assert (PERSON.listed_on, PERSON.changed_on) == (date(2020, 4, 3), date(2021, 3, 3))
    assert PERSON.reason == "Commander of the northern column."


def test_what_has_no_field_is_a_note():
    notes = dict(PERSON.notes)
    assert notes["foreign-identifier"] == "140"
    assert "owner" in notes["relation"]
    assert notes["other-information"] == "Wears a grey coat."


def test_nothing_said_of_a_listed_target_is_dropped_but_its_history():
    lost = []
    for target in ET.fromstring(DATA).iterfind("target"):  # noqa: S314 - the tests' own file
        entry = {entry.ref: entry for entry in LIST.entries}.get(target.get("ssid"))
        for modification in target.findall("modification"):
            target.remove(modification)
        for numbers in target.findall("sanctions-set-id"):
            target.remove(numbers)
        if entry is not None:
            lost += unsaid([part.text or "" for part in target.iter()], entry)
    assert lost == []


def test_earlier_states_are_no_names():
    assert "Old State" not in {name.text for name in PERSON.names}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b'list-type="whole-list"', b'list-type="delta"', "this is a delta"),
        (b'date="2026-02-27"', b"", "no date"),
        (b"swiss-sanctions-list", b"another-list", "root element"),
        (b"<sanctions-set-id>102", b"<sanctions-set-id>999", "no sanctions set '999'"),
        (b'place-id="5000"', b'place-id="9"', "no place '9'"),
        (b'<target ssid="2000">', b'<target ssid="1000">', "the target 1000 stands twice"),
        (b'<target ssid="2000">', b"<target>", "no ssid"),
        (b"<value>Ember</value>", b"", "the target 3000 has no name"),
        (b'<place ssid="5000">', b"<extra/><place ssid='5000'>", "unexpected element extra"),
        (b"</place>", b"</place><extra/>", "unexpected element extra"),
    ],
)
def test_another_structure_is_refused_with_its_line(old, new, problem):
    with pytest.raises(ListFormatError, match=problem):
        parsed(DATA.replace(old, new))


def test_a_list_without_targets_is_refused():
    head = DATA[: DATA.index(b"<target")]
    with pytest.raises(ListFormatError, match="no target that is listed"):
        parsed(head + b"</swiss-sanctions-list>")


def outcome(data):
    try:
        return bool(parsed(data).entries)
    except ListFormatError as error:
        return not str(error)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DATA) - 25))
def test_a_file_cut_off_anywhere_is_refused(length):
    assert outcome(DATA[:length]) is False


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 60))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    assert outcome(DATA[:at] + inserted + DATA[at + removed :]) in {True, False}
