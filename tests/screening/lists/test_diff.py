from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import lists
from screening.model import Name, NameKind

DATA = (Path(__file__).parents[2] / "fixtures" / "lists" / "un-sc.xml").read_bytes()
LIST = lists.parse("un-sc", {"un-sc.xml": DATA})
FIRST, *REST = LIST.entries


def test_nothing_changed():
    assert lists.diff(LIST, LIST).empty


@given(st.permutations(LIST.entries))
def test_the_order_of_entries_does_not_count(entries):
    assert lists.diff(LIST, replace(LIST, entries=tuple(entries))).empty


def test_the_order_within_a_field_does_not_count():
    turned = replace(FIRST, names=FIRST.names[::-1], notes=FIRST.notes[::-1])
    assert lists.diff(LIST, replace(LIST, entries=(turned, *REST))).empty


def test_a_reference_with_a_blank_is_the_same_reference():
    trailing = replace(FIRST, ref=f"{FIRST.ref} ")
    assert lists.diff(LIST, replace(LIST, entries=(trailing, *REST))).empty


def test_added_and_removed_entries_are_told_apart():
    delta = lists.diff(replace(LIST, entries=(FIRST,)), replace(LIST, entries=(REST[0],)))
    assert [entry.ref for entry in delta.added] == [REST[0].ref]
    assert [entry.ref for entry in delta.removed] == [FIRST.ref]
    assert not delta.empty


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "Another."),
        ("names", (*FIRST.names, Name("Old Tashkov", NameKind.WEAK))),
        ("births", ()),
        ("ends_on", FIRST.listed_on),
        ("notes", ()),
    ],
)
def test_a_changed_entry_names_its_fields(field, value):
    changed = replace(FIRST, **{field: value})
    [change] = lists.diff(LIST, replace(LIST, entries=(changed, *REST))).changed
    assert (change.ref, change.fields) == (FIRST.ref, (field,))
    assert (change.before, change.after) == (FIRST, changed)


def test_a_name_said_twice_is_a_change():
    twice = replace(FIRST, names=(*FIRST.names, FIRST.names[-1]))
    assert lists.diff(LIST, replace(LIST, entries=(twice, *REST))).changed
