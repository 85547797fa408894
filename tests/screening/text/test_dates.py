from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.dates import parse_date, parse_day


def days(text):
    span = parse_date(text)
    return span and (span.earliest.isoformat(), span.latest.isoformat(), span.circa)


@pytest.mark.parametrize(
    "text",
    [
        "1972-07-03",
        "1972-07-03-05:00",
        "1972-07-03T00:00:00Z",
        "03 Jul 1972",
        "3rd of July 1972",
        "Jul 03, 1972",
        "July 3 1972",
        "03/07/1972",
        "3.7.1972",
        "03-07-1972",
        "born 3 July 1972",
    ],
)
def test_one_day_in_every_form(text):
    assert days(text) == ("1972-07-03", "1972-07-03", False)


@pytest.mark.parametrize(
    "text", ["1969-11", "Nov. 1969", "November 1969", "11/1969", "dd/11/1969", "00/11/1969"]
)
def test_a_month_is_all_its_days(text):
    assert days(text) == ("1969-11-01", "1969-11-30", False)


@pytest.mark.parametrize("text", ["1980", "00/00/1980", "dd/mm/1980", " 1980 ", "in 1980"])
def test_a_year_is_all_its_days(text):
    assert days(text) == ("1980-01-01", "1980-12-31", False)


@pytest.mark.parametrize(
    "text",
    ["1955-1958", "1955 \u2013 1958", "1955 to 1958", "between 1955 and 1958", "From 1955 to 1958"],
)
def test_a_range_of_years(text):
    assert days(text) == ("1955-01-01", "1958-12-31", False)


def test_a_range_of_months_shares_its_year():
    assert days("Between Aug. and Sep. 1977") == ("1977-08-01", "1977-09-30", False)


def test_a_decade():
    assert days("1970s") == ("1970-01-01", "1979-12-31", False)


@pytest.mark.parametrize(
    "text",
    ["circa 1960", "c. 1960", "ca.1960", "approximately 1960", "1960 (approximately)", "~1960"],
)
def test_circa_is_kept_and_widens_nothing(text):
    assert days(text) == ("1960-01-01", "1960-12-31", True)


def test_circa_goes_with_ranges():
    assert days("Approximately 1955-1958") == ("1955-01-01", "1958-12-31", True)


def test_the_text_is_kept():
    assert parse_date(" circa\n1960 ").text == "circa 1960"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unknown",
        "1975-02-30",
        "31/04/1980",
        "00/13/1980",
        "19/00/1980",
        "1958-1955",
        "12/06/1380 (Hijri Calendar)",
        "1380",
        "0000-00-00",
        "40-45 years old",
        "12/34/5678/9",
        "1" * 200,
    ],
)
def test_what_is_not_surely_a_date_is_none(text):
    assert parse_date(text) is None


def test_leap_days_are_days_only_in_leap_years():
    assert days("29/02/1972") == ("1972-02-29", "1972-02-29", False)
    assert parse_date("29/02/1973") is None


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_iso_day_reads_back(day):
    assert parse_day(day.isoformat()) == day


@given(st.text(alphabet="0123456789/-. abcdJulyundto()", max_size=40))
def test_no_text_breaks_the_reader(text):
    span = parse_date(text)
    assert span is None or span.earliest <= span.latest


@pytest.mark.parametrize("text", ["1972", "circa 1972-07-03", "Jul 1972"])
def test_an_exact_day_is_nothing_less(text):
    assert parse_day(text) is None
