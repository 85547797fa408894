from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from screening import lists
from screening.model import Entry, Name, PartyKind, Snapshot

SOURCE = replace(lists.source("un-sc"), minimum=10, maximum=20, max_shrink=0.10)


def snapshot(count, published=datetime(2026, 1, 1, tzinfo=UTC)):
    entries = tuple(
        Entry(kind=PartyKind.PERSON, names=(Name("A B"),), ref=str(n), list_id="un-sc")
        for n in range(count)
    )
    return Snapshot(
        list_id="un-sc", digest="0", parser="test/1", published=published, entries=entries
    )


def test_a_list_of_the_expected_size_may_come_into_force():
    assert lists.judge(snapshot(10), None, SOURCE) == ""
    assert lists.judge(snapshot(20), snapshot(20), SOURCE) == ""


def test_an_empty_list_may_not_even_as_a_sample():
    assert "no entry" in lists.judge(snapshot(0), None, SOURCE)
    assert "no entry" in lists.judge(snapshot(0), None, SOURCE, sample=True)


def test_fewer_than_expected_may_not():
    assert "9 entries" in lists.judge(snapshot(9), None, SOURCE)


def test_more_than_expected_may_not():
    assert "at most 20" in lists.judge(snapshot(21), None, SOURCE)


def test_a_sample_may_be_small_but_not_in_place_of_the_list():
    assert lists.judge(snapshot(2), None, SOURCE, sample=True) == ""
    assert "18 fewer" in lists.judge(snapshot(2), snapshot(20), SOURCE, sample=True)


def test_the_list_may_take_the_place_of_a_sample():
    assert lists.judge(snapshot(20), snapshot(2), SOURCE) == ""


@pytest.mark.parametrize(("count", "fine"), [(18, True), (17, False)])
def test_a_list_may_shrink_by_its_allowance_and_no_more(count, fine):
    assert (lists.judge(snapshot(count), snapshot(20), SOURCE) == "") is fine


def test_an_older_file_may_not_take_the_place_of_a_newer():
    older = snapshot(10, datetime(2025, 12, 31, tzinfo=UTC))
    assert "older than the list in force" in lists.judge(older, snapshot(10), SOURCE)
    assert lists.judge(snapshot(10), older, SOURCE) == ""


def test_a_file_without_a_date_is_not_held_to_be_old():
    assert lists.judge(snapshot(10, None), snapshot(10), SOURCE) == ""


def test_a_snapshot_of_another_list_may_not():
    other = replace(snapshot(10), list_id="local")
    assert "of the list local" in lists.judge(other, None, SOURCE)


def test_an_entry_counts_until_the_end_of_its_last_day():
    entry = replace(snapshot(1).entries[0], ends_on=date(2026, 1, 31))
    assert lists.in_force_on(entry, date(2026, 1, 31))
    assert not lists.in_force_on(entry, date(2026, 2, 1))
    assert lists.in_force_on(replace(entry, ends_on=None), date(2999, 1, 1))
