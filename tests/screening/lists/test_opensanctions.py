import json
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.lists import opensanctions, sanity
from screening.model import Effect, NameKind, PartyKind

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
ENTITIES = (FIXTURES / "opensanctions-entities.ftm.json").read_bytes()
TARGETS = (FIXTURES / "opensanctions-targets.simple.csv").read_bytes()
LIST = opensanctions.parse({"entities.ftm.json": ENTITIES})
ENTRIES = {entry.ref: entry for entry in LIST.entries}
ROWS = {e.ref: e for e in opensanctions.parse({"targets.simple.csv": TARGETS}).entries}


def notes(entry, label):
    return [text for key, text in entry.notes if key == label]


def parse(*things):
    data = "\n".join(json.dumps(thing) for thing in things).encode()
    return opensanctions.parse({"e.json": data})


def thing(ref, schema="Person", **properties):
    return {"id": ref, "schema": schema, "properties": {k: [v] for k, v in properties.items()}}


def test_the_licence_is_shown_with_every_snapshot():
    assert "CC BY-NC 4.0" in LIST.warnings[0]
    assert "CC BY-NC 4.0" in opensanctions.SOURCE.licence


def test_only_the_listed_are_entries():
    assert list(ENTRIES) == ["NK-tashkov", "NK-quarry", "NK-morning", "NK-debarred"]


def test_who_is_neither_listed_nor_related_is_counted():
    assert any(warning.startswith("1 entities of entities.ftm.json") for warning in LIST.warnings)


def test_names_have_their_kind():
    assert {n.text: n.kind for n in ENTRIES["NK-tashkov"].names} == {
        "Orest Tashkov": NameKind.PRIMARY,
        "Орест Ташков": NameKind.NATIVE,
        "O. V. Tashkov": NameKind.ALIAS,
        "Kestrel": NameKind.WEAK,
        "Orest Velimirov": NameKind.FORMER,
    }


def test_a_sanction_is_folded_into_its_party():
    person = ENTRIES["NK-tashkov"]
    assert person.listed_on == date(2022, 3, 24)
    assert person.reason == "Led a company that guarded a mine."
    assert person.programmes == ("GB-RUS", "Russia")
    assert notes(person, "sanction authority") == ["Foreign Office"]


def test_documents_and_addresses_are_folded_in():
    person = ENTRIES["NK-tashkov"]
    assert [(i.scheme, i.value, i.country) for i in person.identifiers] == [
        ("passport", "A1234567", "RU")
    ]
    assert [(a.city, a.postcode, a.country) for a in person.addresses] == [
        ("Novy Drask", "140000", "RU")
    ]


def test_relations_are_notes_with_the_other_ends_name():
    assert notes(ENTRIES["NK-tashkov"], "Ownership") == [
        "asset Drask Holding (NK-holding), percentage 60"
    ]


@pytest.mark.parametrize(
    ("ref", "effect"),
    [
        ("NK-quarry", Effect.BARS),
        ("NK-tashkov", Effect.REFERS),
        ("NK-debarred", Effect.REFERS),
        ("NK-morning", Effect.INFORMS),
    ],
)
def test_data_set_and_topic_decide_the_effect(ref, effect):
    assert ENTRIES[ref].effect is effect


def test_an_ended_sanction_no_longer_counts():
    debarred = ENTRIES["NK-debarred"]
    assert debarred.ends_on == date(2024, 1, 1)
    assert not sanity.in_force_on(debarred, date(2025, 1, 1))


def test_a_party_with_one_sanction_still_running_has_no_end():
    snapshot = parse(
        thing("a", name="Orest Tashkov", topics="sanction"),
        thing("s", "Sanction", entity="a", endDate="2020-01-01"),
        thing("t", "Sanction", entity="a", startDate="2019-01-01"),
    )
    assert snapshot.entries[0].ends_on is None


def test_numbers_have_their_scheme():
    assert {(i.scheme, i.value) for i in ENTRIES["NK-quarry"].identifiers} == {
        ("registration", "CD/BKV/00009"),
        ("lei", "999900KESTREL0GUAR02"),
    }
    assert [(i.scheme, i.value) for i in ENTRIES["NK-morning"].identifiers] == [("imo", "9999010")]


def test_data_without_any_mark_lists_every_party():
    snapshot = parse(thing("a", name="Orest Tashkov"), thing("b", "Company", name="Quarry Nine"))
    assert [entry.ref for entry in snapshot.entries] == ["a", "b"]
    assert [entry.kind for entry in snapshot.entries] == [PartyKind.PERSON, PartyKind.ORGANISATION]


def test_a_row_of_targets_comes_apart():
    person = ROWS["NK-tashkov"]
    assert [n.text for n in person.names] == ["Orest Tashkov", "Орест Ташков", "O. V. Tashkov"]
    assert [s.text for s in person.births] == ["1961-06-12", "1960"]
    assert [c.code for c in person.countries] == ["RU", "RS"]
    assert person.programmes == ("GB-RUS",)


def test_rows_of_targets_have_their_effect_and_numbers():
    assert ROWS["NK-quarry"].effect is Effect.BARS
    assert ROWS["NK-tashkov"].effect is Effect.REFERS
    assert [i.scheme for i in ROWS["NK-quarry"].identifiers] == ["lei"]
    assert [i.scheme for i in ROWS["NK-morning"].identifiers] == ["imo"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{"id": "b", "schema": "Person"', "not readable as JSON"),
        ('["b"]', "not an entity"),
        ('{"schema": "Person", "properties": {}}', "no id or no schema"),
        ('{"id": "b", "schema": "Person"}', "no properties"),
        ('{"id": "b", "schema": "Person", "properties": {"name": "x"}}', "not a list of texts"),
        ('{"id": "b", "schema": "Person", "properties": {}, "target": 1}', "neither true nor"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["x"]}}', "stands twice"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(line, problem):
    good = json.dumps(thing("a", name="Orest Tashkov"))
    with pytest.raises(ListFormatError, match=problem) as refused:
        opensanctions.parse({"e.json": f"{good}\n{line}\n".encode()})
    assert refused.value.where == "e.json, line 2"
