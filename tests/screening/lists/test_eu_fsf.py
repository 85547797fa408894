from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import eu_fsf
from screening.model import CountryRole, Effect, Gender, NameKind, PartyKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
DATA = (FIXTURES / "eu-fsf.xml").read_bytes()
CSV = (FIXTURES / "eu-fsf.csv").read_bytes()
LIST = eu_fsf.parse({"eu-fsf.xml": DATA})
ENTRIES = {entry.ref: entry for entry in LIST.entries}
ROWS = {entry.ref: entry for entry in eu_fsf.parse({"eu-fsf.csv": CSV}).entries}
PERSON, COMPANY = "EU.90001.1", "EU.90002.2"


def kinds(entry):
    return {name.text: name.kind for name in entry.names}


def spans(entry):
    return [(span.earliest.year, span.latest.year, span.circa) for span in entry.births]


def notes(entry, label):
    return [text for key, text in entry.notes if key == label]


def edited(old, new, data=DATA):
    assert old in data
    return eu_fsf.parse({"eu.xml": data.replace(old, new)})


def test_a_strong_name_in_latin_letters_leads():
    assert ENTRIES[PERSON].name == ROWS[PERSON].name == "Orest Velimirovich TASHKOV"
    assert ENTRIES[PERSON].names[0].given == "Orest Velimirovich"
    assert ENTRIES[PERSON].names[0].family == "TASHKOV"


def test_the_first_name_leads_where_none_is_in_latin_letters():
    strong = edited(b'strong="true"', b'strong="false"')
    assert strong.entries[0].name == "Орест Велимирович Ташков"


def test_names_have_their_strength_and_script():
    assert kinds(ENTRIES[PERSON]) == {
        "Orest Velimirovich TASHKOV": NameKind.PRIMARY,
        "Орест Велимирович Ташков": NameKind.NATIVE,
        "Orest TASCHKOW": NameKind.ALIAS,
        "Kestrel": NameKind.WEAK,
    }


def test_births_are_exact_about_or_within_years():
    assert spans(ENTRIES[PERSON]) == [
        (1961, 1961, False),
        (1960, 1960, True),
        (1958, 1962, False),
    ]
    assert spans(ROWS[PERSON]) == [(1961, 1961, False), (1960, 1960, True)]


def test_a_year_of_another_calendar_is_kept_but_not_guessed():
    assert notes(ENTRIES[PERSON], "birthdate") == ["ISLAMIC 1381"]
    assert any("date of birth could not be read" in warning for warning in LIST.warnings)


@pytest.mark.parametrize("entries", [ENTRIES, ROWS], ids=["xml", "csv"])
def test_a_person_is_described(entries):
    person = entries[PERSON]
    assert (person.kind, person.gender) == (PartyKind.PERSON, Gender.MALE)
    assert person.designations == ("Colonel", "Head of Kestrel Guard")
    assert ("RU", CountryRole.NATIONALITY) in {(c.code, c.role) for c in person.countries}
    assert person.birth_places == ("Novy Drask, RUSSIAN FEDERATION",)


@pytest.mark.parametrize("entries", [ENTRIES, ROWS], ids=["xml", "csv"])
def test_a_passport_has_its_issuer_and_what_is_said_of_it(entries):
    [passport] = entries[PERSON].identifiers
    assert (passport.scheme, passport.value, passport.country) == ("passport", "A1234567", "RU")
    assert "knownExpired" in passport.note
    assert "Drask passport office" in passport.note
    assert "reportedLost" not in passport.note


@pytest.mark.parametrize("entries", [ENTRIES, ROWS], ids=["xml", "csv"])
def test_a_listing_has_its_days_programme_and_remark(entries):
    person = entries[PERSON]
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 15), date(2023, 2, 25))
    assert person.programmes == ("UKR",)
    assert person.reason == "(Date of listing: 15.3.2022)"


@pytest.mark.parametrize("entries", [ENTRIES, ROWS], ids=["xml", "csv"])
def test_a_listing_that_carries_out_the_un_bars_and_others_refer(entries):
    assert entries[COMPANY].effect is Effect.BARS
    assert notes(entries[COMPANY], "UN reference") == ["XXe.901"]
    assert entries[PERSON].effect is Effect.REFERS


def test_a_programme_that_only_carries_out_un_listings_bars():
    assert edited(b'programme="TERR"', b'programme="TAQA"').entries[2].effect is Effect.BARS


def test_an_address_keeps_its_parts_and_contacts():
    [address] = ENTRIES[COMPANY].addresses
    assert (address.city, address.region, address.country) == ("Bukavu", "South Kivu", "CD")
    assert address.text.startswith("9 Lake Road, 77, Bukavu, South Kivu")
    assert notes(ENTRIES[COMPANY], "address contactInfo") == [
        "PHONE: +000 900 901; EMAIL: office@quarry-nine.example"
    ]


def test_a_delisting_is_the_end():
    assert ENTRIES["EU.90003.3"].ends_on == date(2025, 12, 31)


def test_what_has_no_field_is_a_note():
    person = ENTRIES[PERSON]
    assert notes(person, "name Orest TASCHKOW remark") == ["as spelt in his passport"]
    assert notes(person, "name Orest TASCHKOW nameLanguage") == ["DE"]
    assert any("2022/998 (OJ L98)" in text for text in notes(person, "regulation"))


def test_the_publishers_own_time_is_kept():
    assert LIST.published.isoformat() == "2026-03-17T15:29:22.497000+01:00"
    assert eu_fsf.parse({"e.csv": CSV}).published.date() == date(2026, 3, 17)


def test_two_subjects_of_one_reference_are_joined_with_a_warning():
    joined = edited(b"EU.90003.3", b"EU.90002.2")
    assert [entry.ref for entry in joined.entries] == [PERSON, COMPANY]
    assert {"Quarry Nine Mining", "Dritan QELARI"} <= kinds(joined.entries[1]).keys()
    # One of the two has not ended, so neither has the entry.
    assert joined.entries[1].ends_on is None
    assert any("stands twice" in warning for warning in joined.warnings)


def test_the_old_csv_is_refused_with_the_reason():
    name = "eu-fsf-1.0-from-a-spreadsheet.csv"
    with pytest.raises(ListFormatError, match=r"CSV 1\.0 that the Commission no longer issues"):
        eu_fsf.parse({name: (FIXTURES / name).read_bytes()})


def test_an_element_nobody_knows_is_refused():
    with pytest.raises(ListFormatError, match="unexpected element delta") as refused:
        edited(b"</export>", b"<delta/></export>")
    assert refused.value.where.startswith("eu.xml, line ")


def test_a_subject_without_a_name_is_refused():
    with pytest.raises(ListFormatError, match=r"EU\.90003\.3 has no name"):
        edited(b'firstName="Dritan" middleName="" lastName="QELARI" wholeName="Dritan QELARI"', b"")
