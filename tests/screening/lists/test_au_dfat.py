from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import au_dfat
from screening.lists.au_dfat import COLUMNS
from screening.model import CountryRole, Effect, NameKind, PartyKind
from tests.screening.lists.spreadsheets import workbook

UN, OWN = "1267/1989/2253 (ISIL (Da'esh) and Al-Qaida)", "Autonomous (Zubrowka)"
BIRTH = "a) Approximately 1955- 1958 b) 17 Apr. 1968; 1970 or 1971"
INFORMATION = "Title: a) Mullah. Chadian passport no. D100200 issued on 20 Nov. 1997."
LISTING = "Listed by UN 1267 Committee on 25 January 2001 (amended on 9 July 2007)"
DAY = date(2014, 12, 15)


def row(reference, name, name_type, kind="Individual", *, committees=UN, **said):
    labels = dict.fromkeys(COLUMNS) | {
        "Reference": reference, "Name of Individual or Entity": name, "Type": kind,
        "Name Type": name_type, "Committees": committees, "Control Date": DAY,
    } | {label.replace("_", " "): text for label, text in said.items()}  # fmt: skip
    return list(labels.values())


ROWS = [
    row(2, "OREST TASHKOFF", "Primary Name", Date_of_Birth=BIRTH,
        Additional_Information=INFORMATION,
        Place_of_Birth="a) Ash Village, Chad b) Lutz", Citizenship="a) Chad b) Niger", Address="NA",
        Listing_Information=LISTING),
    row("2a", "Орест Ташков", "Original script ", Date_of_Birth=BIRTH),
    row("2b1", "Kestrel", "Aka "),
    row(3, "Grey Lantern Company", "primary Name", "Entity ", committees=OWN,
        Address="a) 7 Ash Quay, Lutz, Georgia b) Salt St.", Listing_Information=date(2013, 3, 7)),
    row("3a", "Pale Lantern Company", "Formerly known as", "Entity", committees=OWN),
    row("4a", "Ember One", "aka", "vessel", committees="1373 (2001)"),
    row("4", "Ember", "Primary name", "vessel", committees="1373 (2001)",
        Additional_Information="IMO number: 9999993."),
]  # fmt: skip
HEADER = [*COLUMNS, *[None] * 243]
DATA = workbook([HEADER, *ROWS, [None], [None]], modified="2024-12-06T06:32:46Z")


def parsed(rows):
    return au_dfat.parse({"list.xlsx": workbook([HEADER, *rows])})


LIST = au_dfat.parse({"list.xlsx": DATA})
PERSON, COMPANY, SHIP = LIST.entries


def names(entry):
    return [(name.text, name.kind.value) for name in entry.names]


def test_rows_of_one_number_are_one_entry():
    assert [entry.ref for entry in LIST.entries] == ["2", "3", "4"]
    assert names(PERSON) == [
        ("OREST TASHKOFF", "primary"),
        ("Орест Ташков", "native"),
        ("Kestrel", "alias"),
    ]


def test_the_primary_name_leads_wherever_it_stands():
    assert names(SHIP) == [("Ember", "primary"), ("Ember One", "alias")]


def test_a_former_name():
    assert names(COMPANY)[1] == ("Pale Lantern Company", "former")


def test_kinds():
    kinds = [entry.kind for entry in LIST.entries]
    assert kinds == [PartyKind.PERSON, PartyKind.ORGANISATION, PartyKind.VESSEL]


def test_the_security_councils_listings_bar_and_australias_own_refer():
    assert [e.effect for e in LIST.entries] == [Effect.BARS, Effect.REFERS, Effect.REFERS]


@pytest.mark.parametrize(
    ("committees", "effect"),
    [
        ("1988 (Taliban)", Effect.BARS),
        ("1970 (Libya) 1973 (Libya)", Effect.BARS),
        ("2093 (2013)", Effect.BARS),
        ("1373 (2001)", Effect.REFERS),
        ("Autonomous (Russia)", Effect.REFERS),
    ],
)
def test_effect_by_committee(committees, effect):
    [entry] = parsed([row(1, "A B", "Primary Name", committees=committees)]).entries
    assert (entry.effect, entry.programmes) == (effect, (committees,))


def test_births_in_prose():
    spans = [(s.earliest.isoformat(), s.latest.isoformat(), s.circa) for s in PERSON.births]
    assert spans == [
        ("1955-01-01", "1958-12-31", True),
        ("1968-04-17", "1968-04-17", False),
        ("1970-01-01", "1970-12-31", False),
        ("1971-01-01", "1971-12-31", False),
    ]
    assert ("Date of Birth", BIRTH) in PERSON.notes


@pytest.mark.parametrize("birth", [date(1963, 5, 1), 1963, "Approximately 1963 (possibly)"])
def test_a_birth_may_be_a_day_a_number_or_words(birth):
    [entry] = parsed([row(1, "A B", "Primary Name", Date_of_Birth=birth)]).entries
    assert entry.births[0].earliest.year == 1963


def test_a_birth_that_cannot_be_read_is_a_note_with_a_warning():
    snapshot = parsed([row(1, "A B", "Primary Name", Date_of_Birth="in his youth")])
    assert snapshot.entries[0].notes[0] == ("Date of Birth", "in his youth")
    assert "date of birth" in snapshot.warnings[0]


def test_countries_places_and_addresses():
    assert PERSON.birth_places == ("Ash Village, Chad", "Lutz")
    assert {(c.code, c.role) for c in PERSON.countries} == {
        ("TD", CountryRole.BIRTH),
        ("TD", CountryRole.NATIONALITY),
        ("NE", CountryRole.NATIONALITY),
    }
    assert [(a.text, a.country) for a in COMPANY.addresses] == [
        ("7 Ash Quay, Lutz, Georgia", "GE"),
        ("Salt St.", ""),
    ]
    assert PERSON.addresses == ()


def test_numbers_in_the_prose():
    assert [(i.scheme, i.value, i.country) for i in PERSON.identifiers] == [
        ("passport", "D100200", "TD")
    ]
    assert [(i.scheme, i.value) for i in SHIP.identifiers] == [("imo", "9999993")]


def test_dates_and_reason():
    assert (PERSON.listed_on, PERSON.changed_on) == (date(2001, 1, 25), DAY)
    assert COMPANY.listed_on == date(2013, 3, 7)
    assert PERSON.reason == INFORMATION
    assert LIST.published.isoformat() == "2024-12-06T06:32:46+00:00"


def test_what_rows_say_otherwise_is_kept():
    said = [row(1, "A B", "Primary Name", Citizenship="Chad", Address="Lutz"),
            row("1a", "B A", "aka", Citizenship="Niger", Address="Ash")]  # fmt: skip
    [entry] = parsed(said).entries
    assert [c.code for c in entry.countries] == ["TD", "NE"]
    assert [a.text for a in entry.addresses] == ["Lutz", "Ash"]


def test_rows_that_disagree_on_the_kind_leave_it_open():
    said = [row(1, "A B", "Primary Name"), row("1a", "B A", "aka", "Entity")]
    assert parsed(said).entries[0].kind is PartyKind.UNKNOWN


def test_a_name_type_nobody_foresaw_is_an_alias_and_a_note():
    said = [row(1, "A B", "Primary Name"), row("1a", "B A", "nickname")]
    [entry] = parsed(said).entries
    assert entry.names[1].kind is NameKind.ALIAS
    assert ("Name Type", "B A: nickname") in entry.notes


def test_a_column_nobody_foresaw_is_a_note():
    data = workbook([[*COLUMNS, "Sanctions Imposed"], [*ROWS[0], "Travel ban"]])
    assert ("Sanctions Imposed", "Travel ban") in au_dfat.parse({"a": data}).entries[0].notes


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([], "a header and no row"),
        ([row("x1", "A B", "Primary Name")], "'x1' is no number with letters"),
        (
            [row(1, "A B", "Primary Name"), row(1, "A B", "aka")],
            "row 3: the reference '1' stands twice",
        ),
        ([row(1, None, "Primary Name")], "the subject 1 has no name"),
        ([[*row(1, "A B", "Primary Name"), *[None] * 600, "far"]], "too far right"),
    ],
)
def test_another_structure_is_refused(rows, problem):
    with pytest.raises(ListFormatError, match=problem):
        parsed(rows)


def test_a_missing_column_is_refused():
    with pytest.raises(ListFormatError, match="no column Control Date"):
        au_dfat.parse({"a": workbook([COLUMNS[:-1], ROWS[0][:-1]])})


def outcome(data):
    try:
        return bool(au_dfat.parse({"list": data}).entries)
    except ListFormatError as error:
        return not str(error)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80
) | st.sampled_from(
    [BIRTH, INFORMATION, LISTING, "a) b) c)", "passport passport no", "1) 2)", "ID card number: a)"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=10, max_size=10))
def test_any_texts_are_read_or_refused(texts):
    rows = [HEADER, ["7", texts[0], *texts[1:]]]
    assert outcome(workbook(rows)) in {True, False}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    assert outcome(DATA[:at] + inserted + DATA[at + removed :]) in {True, False}
