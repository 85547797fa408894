# ruff: noqa: RUF001 - other scripts are the matter here
"""What holds for any two profiles: ranges, sums, symmetry, and that nothing is silently cleared."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.matching import Index, UnreadableNameError, compare, unreadable_names
from screening.matching.weights import probability
from screening.model import DateSpan
from tests.screening.matching.fictional import (
    LISTED,
    REVIEW,
    country,
    day,
    firm,
    party,
    person,
)

few = settings(max_examples=40, deadline=None)
WORDS = """Daren Volkhovanov Yusuf Karim Brannigar Sergei Petrovich Drozdenko al-Wahmi bin Abu
    Dr Oskar Trelleck Li Wei Mohammed Ali Hassan
    Дарен Волхованов سامر الوهمي 沈虛國 리용권수 D. Jr"""
TRADES = """Kestrel Vanguard Security Group Ltd PMC Brackwater Fund XI 11 International ООО ЗАО
    KVSG"""
names = st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=5).map(" ".join)
firms = st.lists(st.sampled_from(TRADES.split()), min_size=2, max_size=5).map(" ".join)
days = st.dates(date(1930, 1, 1), date(2005, 12, 31)).map(lambda d: DateSpan(d, d))
countries = st.lists(st.sampled_from(["RU", "SD", "KE"]), max_size=2).map(
    lambda codes: tuple(country(code) for code in codes)
)


@st.composite
def people(draw):
    births = tuple(draw(st.lists(days, max_size=2)))
    return party(draw(names), births=births, countries=draw(countries))


def compared(left, right):
    """The comparison, or None where one of the names is refused."""
    try:
        return compare(left, right)
    except UnreadableNameError:
        return None


@few
@given(people(), people())
def test_a_score_is_a_probability_and_the_sum_of_its_features(left, right):
    found = compared(left, right)
    if found is not None:
        assert 0 <= found.score <= 1
        assert found.score == probability(sum(feature.weight for feature in found.features))


@few
@given(firms, firms)
def test_an_organisations_features_add_up_as_well(left, right):
    found = compared(firm("l", left), firm("r", right))
    if found is not None:
        assert found.score == probability(sum(feature.weight for feature in found.features))


@few
@given(st.tuples(people(), people()) | st.tuples(firms.map(party), firms.map(party)))
def test_either_side_may_come_first(pair):
    left, right = pair
    there, back = compared(left, right), compared(right, left)
    assert (there and there.score) == (back and back.score)


@few
@given(st.permutations(LISTED), names)
def test_the_order_of_the_entries_changes_nothing(entries, name):
    try:
        there = Index.build(LISTED).search(party(name))
    except UnreadableNameError:
        return
    assert Index.build(entries).search(party(name)) == there


ODD = st.text(max_size=60) | st.text("aAеЕ سا沈리.-'\u200b\u202e\x00\n7XI", max_size=30)


@settings(max_examples=100, deadline=None)
@given(ODD)
def test_any_text_is_compared_or_refused_with_a_reason(text):
    asked = party(text)
    try:
        found = Index.build(LISTED).search(asked, limit=3)
    except UnreadableNameError as error:
        reasons = [reason for _, reason in unreadable_names(asked)]
        assert any(reason in str(error) for reason in reasons)  # noqa: PT017
    else:
        assert unreadable_names(asked) == ()
        assert all(0 <= comparison.score <= 1 for comparison in found)


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_a_listed_name_finds_itself_or_is_listed_as_unreadable(text):
    entry = person("r", text, "Lena Vasquith")
    index = Index.build([entry, *LISTED])
    if unread := unreadable_names(entry):
        assert [each[1] for each in index.unreadable] == [name for name, _ in unread]
    else:
        assert "r" in {found.right.ref for found in index.search(party(text), all_from=REVIEW)}


UNREADABLE = (
    "",
    " ",
    "X",
    "the of",
    "the of and",
    "a" * 10_000,
    "Dap\u0642en",
    "\x00\x1b\x07",
    "12 34",
    "...",
)


@pytest.mark.parametrize(("make", "text"), list(product((person, firm), UNREADABLE)))
def test_what_nobody_can_read_is_never_clear(make, text):
    with pytest.raises(UnreadableNameError):
        compare(make("l", text), make("r", text))
    assert [each[1] for each in Index.build([make("r", text)]).unreadable] == [text]


def test_half_a_character_is_refused():
    with pytest.raises(UnreadableNameError, match="damaged"):
        compare(party("Vik" + chr(0xD800) + "tor"), LISTED[0])


@few
@given(people(), people(), days)
def test_a_birth_date_that_agrees_never_lowers(left, right, born):
    before = compared(replace(left, births=()), replace(right, births=()))
    after = compared(replace(left, births=(born,)), replace(right, births=(born,)))
    assert (after and after.score) is None or after.score >= before.score


@few
@given(people(), people(), days, st.integers(400, 20_000))
def test_a_birth_date_that_contradicts_never_raises(left, right, born, apart):
    other = DateSpan(*(born.earliest - timedelta(days=apart),) * 2)
    before = compared(replace(left, births=()), replace(right, births=()))
    after = compared(replace(left, births=(born,)), replace(right, births=(other,)))
    assert (after and after.score) is None or after.score <= before.score


@few
@given(names, st.sampled_from(["date", "country"]), st.integers(1, 20_000))
def test_an_exact_name_is_never_lost_to_one_contradiction(name, kind, apart):
    born = day(1990, 5, 17)
    other = DateSpan(*(born.earliest - timedelta(days=apart),) * 2)
    one, two = (
        ({"births": (born,)}, {"births": (other,)})
        if kind == "date"
        else ({"countries": (country("RU"),)}, {"countries": (country("SD"),)})
    )
    alone = compared(party(name), party(name))
    found = compared(party(name, **one), party(name, **two))
    assert alone is None or alone.score < REVIEW or found.score >= REVIEW


@few
@given(names)
def test_an_exact_name_is_over_the_line(name):
    found = compared(party(name), person("r", name))
    assert found is None or found.score >= REVIEW
