"""Daily inspections, monthly reviews, the yearly question: what is done, due and missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.human_rights.duties import DUTIES, Duty, Inspection, as_facts, stand

DAILY, MONTHLY, YEARLY = DUTIES
STARTS = date(2026, 1, 15)


def done(day, kind="daily_inspection", **more):
    return Inspection(
        id=f"{kind}-{day}", kind=kind, on=day, passed=more.pop("passed", True), **more
    )


def days(first, last):
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def state(duty, inspections, as_of, **more):
    [due] = stand([duty], inspections, starts_on=STARTS, as_of=as_of, **more)
    return due


def test_today_is_still_open_on_the_first_day():
    due = state(DAILY, [], STARTS)
    assert (due.state, due.due_on, due.missed) == ("due", STARTS, ())


def test_done_today_is_due_again_tomorrow():
    due = state(DAILY, [done(STARTS)], STARTS)
    assert (due.state, due.due_on) == ("met", STARTS + timedelta(days=1))


def test_every_missed_day_is_named():
    held = [done(day) for day in days(STARTS, date(2026, 1, 20)) if day.day not in (17, 19)]
    due = state(DAILY, held, date(2026, 1, 20))
    assert due.missed == (date(2026, 1, 17), date(2026, 1, 19))
    assert due.state == "overdue"
    assert "missed 2 times" in due.sentence


def test_a_review_counts_for_its_own_month():
    held = [done(date(2026, 1, 20), "monthly_review"), done(date(2026, 2, 27), "monthly_review")]
    due = state(MONTHLY, held, date(2026, 2, 28))
    assert (due.state, due.due_on) == ("met", date(2026, 3, 31))


def test_a_review_may_come_within_the_days_of_grace():
    held = [done(date(2026, 1, 20), "monthly_review")]
    assert state(MONTHLY, held, date(2026, 3, 5)).state == "due"
    assert state(MONTHLY, held, date(2026, 3, 6)).missed == (date(2026, 2, 28),)


def test_the_need_is_asked_about_once_in_each_contract_year():
    assert state(YEARLY, [], date(2026, 12, 31)).due_on == date(2027, 1, 14)
    assert state(YEARLY, [], date(2027, 1, 15)).state == "overdue"


def test_a_contract_that_ended_asks_for_nothing_after_its_end():
    held = [done(day) for day in days(STARTS, date(2026, 1, 20))]
    due = state(DAILY, held, date(2026, 6, 1), ends_on=date(2026, 1, 20))
    assert due.missed == ()


def test_an_inspection_that_failed_is_done_and_named():
    due = state(DAILY, [done(STARTS, passed=False)], STARTS)
    assert (due.state, due.failed) == ("met", ("daily_inspection-2026-01-15",))


def test_inspections_before_the_start_or_yet_to_come_count_for_nothing():
    early, late = done(STARTS - timedelta(days=1)), done(STARTS + timedelta(days=1))
    due = state(DAILY, [early, late], STARTS)
    assert (due.state, due.last) == ("due", None)


def test_before_the_start_nothing_is_due_yet():
    due = state(MONTHLY, [], date(2026, 1, 1))
    assert (due.state, due.due_on) == ("met", date(2026, 1, 31))


def test_the_last_inspection_is_a_fact_until_the_next_is_due():
    [fact] = as_facts([state(DAILY, [done(STARTS)], STARTS)])
    assert (fact.kind, fact.subject, dict(fact.values)) == (
        "daily_inspection",
        "engagement",
        {"passed": True},
    )
    assert fact.valid_until == STARTS + timedelta(days=1)


@pytest.mark.parametrize("missing", [True, False])
def test_a_missed_day_lets_no_fact_pass(missing):
    held = [done(STARTS), done(date(2026, 1, 17))] + ([] if missing else [done(date(2026, 1, 16))])
    [fact] = as_facts([state(DAILY, held, date(2026, 1, 17))])
    assert fact.values["passed"] is not missing


def test_another_cycle_is_refused():
    odd = Duty(rule="X", kind="x", label="X", every="fortnight", passes="passed")
    with pytest.raises(ValueError, match="every day, month, year"):
        stand([odd], [], starts_on=STARTS, as_of=STARTS)


@settings(max_examples=50, deadline=None)
@given(st.sets(st.integers(0, 60)), st.randoms(use_true_random=False))
def test_every_day_is_either_done_or_missed_or_open(offsets, rng):
    as_of = STARTS + timedelta(days=60)
    held = [done(STARTS + timedelta(days=n)) for n in sorted(offsets)]
    rng.shuffle(held)
    due = state(DAILY, held, as_of)
    open_today = 0 if 60 in offsets else 1
    assert len(due.missed) + len(offsets) + open_today == 61
