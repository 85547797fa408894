import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import ca_sema
from screening.lists.diff import diff
from screening.model import Effect, PartyKind
from tests.screening.lists.holding import unsaid

DATA = (Path(__file__).parents[2] / "fixtures" / "lists" / "ca-sema.xml").read_bytes()


def parsed(data):
    return ca_sema.parse({"list.xml": data})


LIST = parsed(DATA)
PERSON, COMPANY, SHIP = LIST.entries


def names(entry):
    return [(name.text, name.kind.value) for name in entry.names]


def test_a_record_is_an_entry_that_refers():
    assert [entry.effect for entry in LIST.entries] == [Effect.REFERS] * 3
    kinds = [entry.kind for entry in LIST.entries]
    assert kinds == [PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.VESSEL]


def test_a_persons_name_and_aliases():
    assert names(PERSON)[0] == ("Orest (also known as Orestes) Tashkov", "primary")
    assert {("Kestrel", "alias"), ("Orest Vint", "alias")} <= set(names(PERSON))
    assert PERSON.names[0].family == "Tashkov"


def test_the_english_half_leads_and_the_french_one_is_a_name_too():
    assert names(COMPANY) == [
        ("Grey Lantern Works", "primary"),
        ("Ateliers Lanterne Grise", "alias"),
    ]
    assert COMPANY.programmes == ("Zubrowka",)


def test_birth_listing_and_title():
    assert PERSON.births[0].earliest == date(1968, 4, 17)
    assert PERSON.listed_on == date(2020, 9, 28)
    assert PERSON.designations == ("Colonel",)


def test_a_ships_number_and_the_year_it_was_built():
    assert [(i.scheme, i.value) for i in SHIP.identifiers] == [("imo", "9999993")]
    assert SHIP.births == ()
    assert ("DateOfBirthOrShipBuildDate", "1995") in SHIP.notes


def test_a_wrong_ship_number_warns():
    assert "check digit" in parsed(DATA.replace(b"9999993", b"9999994")).warnings[0]


def test_the_older_element_names_give_the_same_entries():
    older = re.sub(rb"(</?[A-Za-z]+)-[A-Za-z]+>", rb"\1>", DATA).replace(b"</data>", b"</data-set>")
    assert diff(LIST, parsed(older.replace(b"<data ", b"<data-set "))).empty


def test_renumbered_items_are_changes():
    changed = parsed(DATA.replace(b">12<", b">13<"))
    assert [change.fields for change in diff(LIST, changed).changed] == [("notes",)]


def test_nothing_is_dropped():
    records = ET.fromstring(DATA).findall("record")  # noqa: S314 - the tests' own file
    pairs = zip(records, LIST.entries, strict=True)
    assert [unsaid([part.text or "" for part in r], entry) for r, entry in pairs] == [[], [], []]


def test_an_element_nobody_foresaw_is_a_note():
    data = DATA.replace(b"<Item-", b"<Remark-Remarque>look</Remark-Remarque><Item-", 1)
    assert ("Remark", "look") in parsed(data).entries[0].notes


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"data-set", b"data-list", "root element is data-list"),
        (b"record>", b"entry>", "unexpected element entry"),
        (b"Ember<", b"<", "the record has no name"),
    ],
)
def test_another_structure_is_refused(old, new, problem):
    with pytest.raises(ListFormatError, match=problem):
        parsed(DATA.replace(old, new))


def test_an_empty_list_is_refused():
    with pytest.raises(ListFormatError, match="no record"):
        parsed(b"<data-set/>")


def outcome(data):
    try:
        return bool(parsed(data).entries)
    except ListFormatError as error:
        return not str(error)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DATA) - 14))
def test_a_file_cut_off_anywhere_is_refused(length):
    assert outcome(DATA[:length]) is False


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 60))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    assert outcome(DATA[:at] + inserted + DATA[at + removed :]) in {True, False}
