"""Regimes: each in force between its dates, one of a kind on any day."""

from datetime import date, timedelta

import pytest

from screening.ownership.regimes import REGIMES, in_force


@pytest.mark.parametrize(
    ("day", "bis"),
    [
        (date(2025, 9, 28), False),
        (date(2025, 9, 29), True),
        (date(2025, 11, 9), True),
        (date(2025, 11, 10), False),
        (date(2026, 11, 9), False),
        (date(2026, 11, 10), True),
    ],
)
def test_a_suspended_rule_is_not_in_force(day, bis):
    assert ("us_bis" in {one.id for one in in_force(day)}) is bis


@pytest.mark.parametrize(
    ("day", "strict", "presumed"),
    [
        (date(2024, 7, 2), True, False),
        (date(2024, 7, 3), False, False),
        (date(2026, 3, 12), False, True),
    ],
)
def test_the_eu_test_changes_with_its_guidance(day, strict, presumed):
    eu = next(one for one in in_force(day) if one.id == "eu")
    assert (eu.threshold.strict, eu.presumed) == (strict, presumed)


def test_no_regime_is_in_force_twice_on_one_day():
    starts = [one.valid_from for one in REGIMES if one.valid_from]
    for day in (*starts, *(one - timedelta(days=1) for one in starts)):
        ids = [one.id for one in in_force(day)]
        assert len(ids) == len(set(ids))
