from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import uk_sl
from screening.model import CountryRole, Effect, Gender, NameKind, PartyKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
CSV = (FIXTURES / "uk-sl.csv").read_bytes()
XML = (FIXTURES / "uk-sl.xml").read_bytes()
LISTS = {"csv": uk_sl.parse({"uk.csv": CSV}), "xml": uk_sl.parse({"uk.xml": XML})}
BOTH = pytest.mark.parametrize("layout", LISTS)


def entry(layout, ref):
    return next(e for e in LISTS[layout].entries if e.ref == ref)


def notes(found, label):
    return [text for key, text in found.notes if key == label]


@BOTH
def test_rows_and_elements_are_joined_by_the_unique_id(layout):
    assert [e.ref for e in LISTS[layout].entries] == ["RUS9001", "DRC9002", "RUS9003"]
    assert LISTS[layout].published.date() == date(2026, 3, 17)


@BOTH
def test_names_have_kind_strength_and_script(layout):
    assert {name.text: name.kind for name in entry(layout, "RUS9001").names} == {
        "Orest Velimirovich TASHKOV": NameKind.PRIMARY,
        "Orest TASHKOFF": NameKind.ALIAS,
        "Kestrel": NameKind.WEAK,
        "Orest Velimirov": NameKind.ALIAS,
        "Орест Велимирович ТАШКОВ": NameKind.NATIVE,
    }


@BOTH
def test_a_person_is_described(layout):
    person = entry(layout, "RUS9001")
    assert [(s.earliest, s.latest) for s in person.births] == [
        (date(1961, 6, 12), date(1961, 6, 12)),
        (date(1960, 1, 1), date(1960, 12, 31)),
    ]
    assert person.birth_places == ("Novy Drask, Russia",)
    assert person.gender is Gender.MALE
    assert set(person.designations) == {
        "Colonel",
        "Commander of Kestrel Guard",
        "Former Deputy Minister for Mines",
    }
    codes = {c.code for c in person.countries if c.role is CountryRole.NATIONALITY}
    assert codes == {"RU", "RS"}


@BOTH
def test_documents_have_their_issuer(layout):
    found = {(i.scheme, i.value, i.country) for i in entry(layout, "RUS9001").identifiers}
    assert found == {("passport", "A1234567", "RU"), ("national_id", "45 01 000001", "RU")}


@BOTH
def test_registrations_come_apart(layout):
    found = {(i.scheme, i.value) for i in entry(layout, "DRC9002").identifiers}
    assert found == {("registration", "CD/BKV/00009"), ("tax_id", "7700000009")}


@BOTH
def test_a_ship_is_known_by_its_number_and_flags(layout):
    ship = entry(layout, "RUS9003")
    assert ship.kind is PartyKind.VESSEL
    assert ("imo", "9999010") in {(i.scheme, i.value) for i in ship.identifiers}
    assert {"PA", "MT"} <= {c.code for c in ship.countries}


@BOTH
def test_a_designation_by_the_un_bars_and_one_by_the_uk_refers(layout):
    assert entry(layout, "DRC9002").effect is Effect.BARS
    assert notes(entry(layout, "DRC9002"), "UN reference") == ["XXe.901"]
    assert entry(layout, "RUS9001").effect is Effect.REFERS


@BOTH
def test_reason_days_and_regime_are_told(layout):
    person = entry(layout, "RUS9001")
    assert person.reason.startswith("Orest TASHKOV is an involved person")
    assert (person.listed_on, person.changed_on) == (date(2022, 3, 24), date(2026, 4, 16))
    assert person.programmes == ("The Russia (Sanctions) (EU Exit) Regulations 2019",)
    assert notes(person, "Sanctions Imposed") == ["Asset freeze|Travel Ban"]


def test_an_earlier_name_of_a_column_is_understood():
    old = CSV.replace(b"Designation Type", b'"Individual, Entity, Ship"')
    assert uk_sl.parse({"uk.csv": old}).entries == LISTS["csv"].entries


def test_a_column_nobody_knows_is_a_note():
    lines = CSV.split(b"\r\n")
    data = b"\r\n".join([lines[0], lines[1] + b",Novelty", lines[2] + b",never read"])
    [person] = uk_sl.parse({"uk.csv": data}).entries
    assert notes(person, "Novelty") == ["never read"]


def test_a_file_without_its_day_is_refused():
    with pytest.raises(ListFormatError, match='not "Report Date:"'):
        uk_sl.parse({"uk.csv": CSV.partition(b"\r\n")[2]})
    with pytest.raises(ListFormatError, match="DateGenerated"):
        uk_sl.parse({"uk.xml": XML.replace(b"<DateGenerated>17/03/2026</DateGenerated>", b"")})


def test_a_subject_without_an_id_is_refused_with_its_line():
    with pytest.raises(ListFormatError, match="no Unique ID") as refused:
        uk_sl.parse({"uk.csv": CSV.replace(b"DRC9002", b"")})
    assert refused.value.where == "uk.csv, line 8"


def test_a_row_that_is_cut_off_is_refused():
    with pytest.raises(ListFormatError, match="cut off or damaged"):
        uk_sl.parse({"uk.csv": CSV[:-120]})
