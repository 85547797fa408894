import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import lists
from screening.errors import ListFormatError
from screening.model import CountryRole, Effect, NameKind, PartyKind

SAMPLE = Path(__file__).parents[3] / "app" / "demo" / "lists" / "local-sample.csv"
ROW = {
    "ref": "L-1",
    "kind": "person",
    "name": "Orest Tashkov",
    "aliases": "O. Tashkov; Орест Ташков",
    "birth_date": "04/1968",
    "nationality": "Ugandan",
    "country": "KE; Cyprus",
    "identifiers": "passport: B 0000931; ungm:417",
    "address": "1 Harbour Lane",
    "listed_on": "2024-01-31",
    "ends_on": "2025-01-30",
    "effect": "refers",
    "reason": 'said "no", twice',
    "programme": "Decision 7",
}


def as_csv(*rows):
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in rows
    ]
    return "\n".join([",".join(rows[0]), *quoted]).encode()


def parse(data, name="local.csv"):
    return lists.parse("local", {name: data})


def fault(data, name="local.csv"):
    with pytest.raises(ListFormatError) as refused:
        parse(data, name)
    return str(refused.value)


def test_every_column_has_its_field():
    [entry] = parse(as_csv(ROW)).entries
    assert (entry.ref, entry.kind, entry.effect) == ("L-1", PartyKind.PERSON, Effect.REFERS)
    assert [(n.text, n.kind) for n in entry.names] == [
        ("Orest Tashkov", NameKind.PRIMARY),
        ("O. Tashkov", NameKind.ALIAS),
        ("Орест Ташков", NameKind.NATIVE),
    ]
    assert entry.births[0].latest == date(1968, 4, 30)
    assert [(c.code, c.role) for c in entry.countries] == [
        ("UG", CountryRole.NATIONALITY),
        ("KE", CountryRole.RESIDENCE),
        ("CY", CountryRole.RESIDENCE),
    ]
    assert [(i.scheme, i.value) for i in entry.identifiers] == [
        ("passport", "B 0000931"),
        ("ungm", "417"),
    ]
    assert (entry.listed_on, entry.ends_on) == (date(2024, 1, 31), date(2025, 1, 30))
    assert (entry.reason, entry.programmes) == ('said "no", twice', ("Decision 7",))
    assert entry.addresses[0].text == "1 Harbour Lane"


def test_json_says_the_same():
    assert parse(json.dumps([ROW]).encode()).entries == parse(as_csv(ROW)).entries


def test_json_may_give_lists_and_its_date():
    row = ROW | {"aliases": ["O. Tashkov", "Орест Ташков"], "programme": None}
    snapshot = parse(json.dumps({"published": "2025-02-01", "entries": [row]}).encode())
    assert snapshot.published.isoformat() == "2025-02-01T00:00:00+00:00"
    assert len(snapshot.entries[0].names) == 3


def test_only_three_columns_must_be_there():
    [entry] = parse(b"name,KIND, ref\nHeron Ltd,Organisation,1\n").entries
    assert (entry.ref, entry.name, entry.effect) == ("1", "Heron Ltd", Effect.BARS)


def test_an_organisations_country_is_where_it_is_incorporated():
    [entry] = parse(b"ref,kind,name,country\n1,organisation,Heron Ltd,Austria\n").entries
    assert entry.countries[0].role is CountryRole.INCORPORATION


@pytest.mark.parametrize(
    ("column", "cell", "problem"),
    [
        ("ref", " ", "empty"),
        ("kind", "company", "none of person, organisation"),
        ("name", "X", "single letter"),
        ("name", "", "empty"),
        ("aliases", "Good Name; 12", "no letters"),
        ("birth_date", "1975-02-30", "not a date"),
        ("nationality", "Atlantis", "no country is known as 'Atlantis'"),
        ("country", "UG; ZZ", "'ZZ'"),
        ("identifiers", "B0000931", "not scheme:value"),
        ("identifiers", "lei:ABC", "not a valid lei"),
        ("identifiers", "passport: -", "has no number"),
        ("listed_on", "2024", "not a day"),
        ("ends_on", "never", "not a day"),
        ("effect", "maybe", "none of bars, refers, informs"),
    ],
)
def test_a_bad_cell_is_told_with_line_and_column(column, cell, problem):
    told = fault(as_csv(ROW, ROW | {"ref": "L-2", column: cell}))
    assert told.startswith(f"local.csv: line 3, column {column}: ")
    assert problem in told


def test_all_bad_cells_are_told_at_once():
    told = fault(as_csv(ROW | {"kind": "?"}, ROW | {"ref": "L-2", "effect": "?"}))
    assert "line 2, column kind" in told
    assert "line 3, column effect" in told


def test_the_first_twenty_are_told():
    told = fault(as_csv(*(ROW | {"ref": f"L-{n}", "kind": "?"} for n in range(30))))
    assert told.endswith("; and 10 more")


def test_a_reference_twice_is_told():
    assert "line 3, column ref: 'L-1' stands in line 2" in fault(as_csv(ROW, ROW))


def test_a_row_of_another_length_is_told():
    assert "line 2, column kind: the row has 2 cells, the header 3" in fault(
        b"ref,kind,name\n1,person"
    )


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (b"ref,kind,name,colour", "unknown column 'colour'"),
        (b"ref,kind,name,ref", "'ref' stands twice"),
        (b"ref,name", "'kind' is missing"),
        (b" ,", "the file is empty"),
    ],
)
def test_a_bad_header_is_told(header, problem):
    assert problem in fault(header) or "is missing" in fault(header)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"rows": []}', "unknown key 'rows'"),
        ('{"published": "2025-02-01"}', "neither a list"),
        ('{"published": "soon", "entries": []}', "not a date"),
        ("[1]", "entry 1: this is not an object"),
        ('[{"ref": "1", "kind": "person", "name": "A B", "age": 3}]', "unknown column 'age'"),
        ('[{"ref": 1, "kind": "person", "name": "A B"}]', "entry 1, column ref: 1 is not text"),
        ('[{"ref": "1", "kind": "person", "name": ["A B"]}]', "column name"),
    ],
)
def test_bad_json_is_told(text, problem):
    assert problem in fault(text.encode(), "local.json")


def test_a_header_alone_is_an_empty_list_that_may_not_come_into_force():
    snapshot = parse(b"ref,kind,name\n")
    assert "no entry" in lists.judge(snapshot, None, lists.source("local"))


def test_the_sample_is_sound_and_says_it_is_fictional():
    snapshot = parse(SAMPLE.read_bytes())
    assert len(snapshot.entries) == 8
    assert all("Fictional" in entry.reason for entry in snapshot.entries)
    assert sum(not lists.in_force_on(e, date(2026, 1, 1)) for e in snapshot.entries) == 1


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_and_nothing_else_happens(noise):
    with suppress(ListFormatError):
        assert not parse(noise).entries


@given(st.integers(0, 500), st.binary(max_size=8), st.integers(0, 30))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    data = as_csv(ROW, ROW | {"ref": "L-2"})
    with suppress(ListFormatError):
        assert parse(data[:at] + inserted + data[at + removed :]).list_id == "local"


_JSON = st.deferred(
    lambda: (
        st.none()
        | st.integers()
        | st.text(max_size=5)
        | st.lists(_JSON, max_size=3)
        | st.dictionaries(st.sampled_from(["ref", "kind", "name", "entries"]), _JSON, max_size=3)
    )
)


@given(_JSON)
def test_any_json_is_read_or_refused(value):
    with suppress(ListFormatError):
        parse(json.dumps(value).encode(), "local.json")
