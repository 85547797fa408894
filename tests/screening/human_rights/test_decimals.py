"""Exact numbers: the rounding step, halving, and years between days."""

from datetime import date
from fractions import Fraction

import pytest

from screening.human_rights.decimals import halved, rounded, years_between


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333"),
        (Fraction(2, 3), "0.666667"),
        (Fraction(5, 10**7), "0.000000"),
        (Fraction(15, 10**7), "0.000002"),
        (Fraction(1), "1.000000"),
    ],
)
def test_rounding_is_half_to_even_at_six_places(value, text):
    assert str(rounded(value)) == text


@pytest.mark.parametrize(
    ("times", "text"),
    [("0", "1.000000"), ("1", "0.500000"), ("2/5", "0.757858"), ("10", "0.000977")],
)
def test_halving_any_number_of_times(times, text):
    assert str(halved(Fraction(times))) == text


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2022, 11, 21), date(2026, 11, 21), 4),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2026, 1, 1), date(2026, 1, 2), Fraction(1, 365)),
        (date(2026, 1, 2), date(2026, 1, 1), 0),
    ],
)
def test_years_are_anniversaries_and_days(first, last, years):
    assert years_between(first, last) == years
