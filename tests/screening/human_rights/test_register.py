"""The register anyone can fill: read strictly, or refused with every fault named."""

import json
from contextlib import suppress
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.human_rights.register import OPTIONAL, REQUIRED, read_register
from screening.human_rights.rows import TableError
from screening.model import Verification

FIXTURES = Path(__file__).parents[2] / "fixtures" / "human_rights"
CSV = (FIXTURES / "register.csv").read_bytes()
LINES = (FIXTURES / "register.jsonl").read_bytes()
DATED = date(2026, 11, 21)
ROW = {
    "id": "i1",
    "source": "Corbel Post",
    "names": "Kestrel Meadow Guarding",
    "summary": "Guards fired at a queue",
    "category": "excessive_force",
    "standard": "allegation",
    "evidence_class": "single_media",
}


def line(**changes):
    return json.dumps({**ROW, **changes}).encode()


def refused(data):
    with pytest.raises(TableError) as caught:
        read_register(data, dated=DATED)
    return caught.value


def test_both_forms_say_the_same():
    left = read_register(CSV, dated=DATED).accounts
    right = read_register(LINES, dated=DATED).accounts
    assert [account.content for account in left] == [account.content for account in right]
    assert len(left) == 3


def test_every_cell_finds_its_place():
    first = read_register(CSV, dated=DATED).accounts[0]
    assert first.names == ("Kestrel Meadow Guarding", "Kestrel Meadow Holdings")
    assert first.scale == Fraction(1)
    assert first.remedy_verification is Verification.DOCUMENT_CHECKED
    assert (first.country, first.victim_count, first.line) == ("KE", 2, 2)
    assert first.occurred.text == "2022-11-21"


def test_empty_cells_take_their_defaults():
    last = read_register(CSV, dated=DATED).accounts[-1]
    assert (last.perpetrator, last.involvement, last.remedy) == ("company", "caused", "none")
    assert last.scale is None
    assert not last.retracted


@pytest.mark.parametrize(
    ("changes", "column", "said"),
    [
        ({"category": "mischief"}, "category", "is none of"),
        ({"standard": "rumour"}, "standard", "is none of"),
        ({"evidence_class": "final_judgment"}, "evidence_class", "more than"),
        ({"occurred": "last week"}, "occurred", "is not a date"),
        ({"published": "2024"}, "published", "not an exact day"),
        ({"published": "2027-01-01"}, "published", "lies after"),
        ({"country": "Atlantis"}, "country", "is no country"),
        ({"scale": "1.5"}, "scale", "between 0 and 1"),
        ({"scale": "high"}, "scale", "between 0 and 1"),
        ({"victim_count": "-2"}, "victim_count", "whole number"),
        ({"retracted": "perhaps"}, "retracted", "true"),
        ({"remedy": "money"}, "remedy", "is none of"),
        ({"names": " | "}, "names", "holds no text"),
        ({"names": "Kestrel|7"}, "names", "no letters"),
        ({"summary": ""}, "summary", "is empty"),
        ({"summary": "\ud800"}, "summary", "halves of characters"),
        ({"summary": {"text": "x"}}, "summary", "must be a text"),
        ({"mood": "bad"}, "mood", "not a key"),
    ],
)
def test_a_fault_is_named_with_line_and_column(changes, column, said):
    error = refused(line(id="i0") + b"\n\n" + line(**changes))
    [problem] = error.problems
    assert (problem.line, problem.column) == (3, column)
    assert said in problem.sentence


def test_every_fault_is_named_not_the_first_alone():
    error = refused(line(category="?", scale="9") + b"\n" + line(id="i2", country="?"))
    assert [(p.line, p.column) for p in error.problems] == [
        (1, "category"),
        (1, "scale"),
        (2, "country"),
    ]


def test_an_id_may_stand_there_once():
    error = refused(line() + b"\n" + line())
    assert "stands on line 1 already" in str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the column is missing"),
        (b"id,source\n", "the column is missing"),
        (CSV.replace(b"id,", b"id,id,", 1), "stands there twice"),
        (CSV.replace(b"id,", b"mood,id,", 1), "is not a column"),
        (CSV + b"only,three,cells\n", "has 3 cells"),
        (CSV + b'"open', "is not CSV"),
        (CSV.replace(b"Maralal", b"Maral\xe9l"), "UTF-8"),
        (b"{", "is not JSON"),
        (b'{"id": NaN}', "is not JSON"),
        (b'{"id": "a", "id": "b"}', "twice"),
        (b'{"id": ' + b"[" * 20000, "is not JSON"),
        (CSV.splitlines(keepends=True)[0], "holds no row"),
    ],
)
def test_a_damaged_file_is_refused(data, said):
    assert said in str(refused(data))


def test_lines_are_counted_over_cells_with_line_breaks():
    broken = CSV.replace(b"Guards shot two detainees", b'"Guards shot\ntwo detainees"')
    broken += b"x" + b"," * (len(REQUIRED) + len(OPTIONAL) - 1) + b"\n"
    assert refused(broken).problems[0].line == 6


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(data):
    with suppress(TableError):
        assert read_register(data, dated=DATED).accounts


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([*REQUIRED, *OPTIONAL]), st.text(max_size=40))
def test_no_cell_crashes_the_reader(column, text):
    with suppress(TableError):
        assert len(read_register(line(**{column: text}), dated=DATED).accounts) == 1
