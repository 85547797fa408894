# ruff: noqa: RUF001 - the letters of Windows-1252 are the matter here
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import uk_conlist
from screening.lists.numbered import bare_countries, several
from screening.model import CountryRole, Effect, NameKind, PartyKind

DATA = (Path(__file__).parents[2] / "fixtures" / "lists" / "uk-conlist.csv").read_bytes()
LIST = uk_conlist.parse({"ConList.csv": DATA})
ENTRIES = {entry.ref: entry for entry in LIST.entries}


def test_rows_are_joined_by_their_group():
    assert list(ENTRIES) == ["19001", "19002", "19003"]
    assert [(n.text, n.kind) for n in ENTRIES["19001"].names] == [
        ("Dritan QELARI", NameKind.PRIMARY),
        ("Dritan Besnik QELARIJ", NameKind.ALIAS),
        ("QELO", NameKind.FORMER),
    ]


def test_the_letters_of_windows_are_read():
    assert "’Said’ to run a café in Dürres" in ENTRIES["19001"].reason
    assert ENTRIES["19001"].addresses[0].text.startswith("9 Lake Road, Durrës, 2001")


def test_newer_files_in_utf8_are_read_as_well():
    again = uk_conlist.parse({"ConList.csv": DATA.decode("cp1252").encode()})
    assert again.entries == LIST.entries


def test_a_date_may_be_a_year():
    assert [(s.earliest, s.latest) for s in ENTRIES["19001"].births] == [
        (date(1980, 1, 1), date(1980, 12, 31)),
        (date(1981, 6, 12), date(1981, 6, 12)),
    ]


def test_numbered_cells_come_apart_and_stay_whole_in_the_notes():
    person = ENTRIES["19001"]
    assert person.birth_places == ("Tirpas – East", "Kolm")
    assert person.designations == ("Dr", "General", "Minister for Mines")
    codes = [c.code for c in person.countries if c.role is CountryRole.NATIONALITY]
    assert codes == ["AL", "XK"]
    assert ("Nationality", "1) Albania 2) Kosovo") in person.notes


def test_documents_have_number_and_issuer():
    assert [(i.scheme, i.value, i.country) for i in ENTRIES["19001"].identifiers] == [
        ("passport", "OR801168", "AL"),
        ("passport", "A-333602", "RS"),
        ("national_id", "1027508157", ""),
    ]


def test_a_un_reference_in_the_text_bars():
    assert ENTRIES["19001"].effect is Effect.BARS
    assert ("UN reference", "QDi.999") in ENTRIES["19001"].notes
    assert ENTRIES["19002"].effect is Effect.REFERS


def test_the_first_day_of_listing_and_the_last_of_change_count():
    person = ENTRIES["19001"]
    assert (person.listed_on, person.changed_on) == (date(2016, 4, 1), date(2018, 6, 3))


def test_a_ship_among_the_entities_is_found_out():
    assert ENTRIES["19003"].kind is PartyKind.VESSEL
    assert [(i.scheme, i.value) for i in ENTRIES["19003"].identifiers] == [("imo", "9999022")]


def test_a_country_of_two_minds_is_kept_as_written_with_a_warning():
    [country] = ENTRIES["19002"].countries
    assert (country.code, country.text) == ("", "Congolese")
    assert "19002: no country is known as 'Congolese'" in LIST.warnings


def test_the_day_in_the_first_line_is_the_lists_own():
    assert LIST.published.date() == date(2020, 4, 27)
    with pytest.raises(ListFormatError, match='the first line is not "Last Updated"') as refused:
        uk_conlist.parse({"ConList.csv": DATA.partition(b"\r\n")[2]})
    assert refused.value.where == "ConList.csv, line 1"


def test_a_byte_of_neither_alphabet_is_refused_with_its_line():
    with pytest.raises(ListFormatError, match="not CP1252 text") as refused:
        uk_conlist.parse({"ConList.csv": DATA.replace(b"QELO", b"QEL\x81O")})
    assert refused.value.where == "ConList.csv, line 6"


def test_a_row_without_a_group_is_refused():
    with pytest.raises(ListFormatError, match="no Group ID"):
        uk_conlist.parse({"ConList.csv": DATA.replace(b",19003\r\n", b",\r\n")})


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("(1)-(2) Tunisia (3) Libya", ("Tunisia", "Libya")),
        ("(1) to (6) Algeria (7) Morocco", ("Algeria", "Morocco")),
        ("1) Mullah, 2) Maulavi", ("Mullah", "Maulavi")),
        ("a) Palaro Village, b) Odek", ("Palaro Village", "Odek")),
        ("Baghdad", ("Baghdad",)),
        ("Branch (2) of the ministry", ("Branch (2) of the ministry",)),
        ("", ()),
    ],
)
def test_numbered_cells(cell, parts):
    assert several(cell) == parts


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Kuwaiti citizenship", ("Kuwaiti",)),
        ("Ukrainian SSR (now Ukraine)", ("Ukraine",)),
        ("Syrian, Turkish", ("Syrian", "Turkish")),
        ("DRC and Belgian nationalities", ("DRC", "Belgian")),
        ("In Syria as at June 2013", ("Syria",)),
    ],
)
def test_what_is_left_of_a_country(written, parts):
    assert bare_countries(written) == parts
