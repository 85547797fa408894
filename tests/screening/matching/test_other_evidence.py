from dataclasses import replace

import pytest

from screening.matching import compare
from screening.model import CountryRole, Gender, Identifier, PartyKind
from tests.screening.matching.fictional import (
    REVIEW,
    company,
    country,
    day,
    firm,
    party,
    person,
    year,
)

NAME = "Yusuf Karim Brannigar"
NEARLY = "Yusuf Karim"


def score(left, right):
    return compare(left, right).score


def named(comparison, name):
    return next(feature for feature in comparison.features if feature.name == name)


@pytest.mark.parametrize("born", [day(1970, 5, 3), year(1970), day(1970, 3, 5)])
def test_an_agreeing_birth_date_raises(born):
    entry = person("r", NAME, births=(day(1970, 5, 3),))
    assert score(party(NEARLY, births=(born,)), entry) > score(party(NEARLY), entry)


@pytest.mark.parametrize("born", [day(1985, 5, 3), day(1974, 8, 21), day(1972, 2, 11)])
def test_another_birth_date_lowers_and_is_shown(born):
    entry = person("r", NAME, births=(day(1970, 5, 3),))
    comparison = compare(party(NEARLY, births=(born,)), entry)
    assert comparison.score < score(party(NEARLY), entry)
    assert named(comparison, "birth date").weight < 0


def test_the_birth_date_that_agrees_best_counts():
    entry = person("r", NAME, births=(day(1950, 1, 1), day(1970, 5, 3)))
    comparison = compare(party(NAME, births=(day(1970, 5, 3),)), entry)
    assert named(comparison, "birth date").weight > 0


@pytest.mark.parametrize("text", [NAME, "Brannigar Karim Yusuf", "Yusuf Karim Branigar"])
def test_contradictions_alone_never_take_a_strong_name_below_the_line(text):
    against = {"gender": Gender.FEMALE, "countries": (country("NO"),), "births": (year(1999),)}
    entry = person("r", NAME, births=(year(1940),), countries=(country("SD"),), gender=Gender.MALE)
    comparison = compare(party(text, **against), entry)
    assert REVIEW <= comparison.score < score(party(text), entry)


@pytest.mark.parametrize("text", ["Ali", "Rahman"])
def test_what_a_contradiction_would_take_from_an_exact_name_is_held_and_shown(text):
    entry = person("r", text, births=(year(1940),))
    comparison = compare(party(text, births=(year(1999),)), entry)
    assert comparison.score >= REVIEW
    assert named(comparison, "held for review").weight > 0


def test_contradictions_take_a_partial_name_below_the_line():
    entry = person("r", NAME, births=(year(1940),))
    partial = party("Karim Branigar")
    assert score(partial, entry) >= REVIEW
    assert score(replace(partial, births=(year(1999),)), entry) < REVIEW


def test_a_shared_country_raises_and_another_nationality_lowers():
    entry = person("r", NAME, countries=(country("SD"),))
    same, other = (party(NEARLY, countries=(country(code),)) for code in ("SD", "NO"))
    assert score(same, entry) > score(party(NEARLY), entry) > score(other, entry)


def test_an_address_elsewhere_says_less_than_another_nationality():
    entry = person("r", NAME, countries=(country("SD"),))
    abroad = party(NEARLY, countries=(country("NO", CountryRole.ADDRESS),))
    other = party(NEARLY, countries=(country("NO"),))
    assert score(abroad, entry) > score(other, entry)


def test_the_same_passport_is_found_under_another_name():
    entry = person("r", NAME, identifiers=(Identifier("passport", "QX-4471902", "SD"),))
    other = party("Lena Vasquith", identifiers=(Identifier("passport", "qx4471902", "SD"),))
    assert score(other, entry) >= REVIEW


def test_a_number_from_another_issuer_says_nothing():
    entry = person("r", NAME, identifiers=(Identifier("passport", "QX-4471902", "SD"),))
    other = party(NEARLY, identifiers=(Identifier("passport", "QX-4471902", "NO"),))
    assert score(other, entry) == score(party(NEARLY), entry)


def test_a_number_without_issuer_counts_less():
    entry = person("r", NAME, identifiers=(Identifier("passport", "QX-4471902", "SD"),))
    said = party("Lena Vasquith", identifiers=(Identifier("passport", "QX-4471902"),))
    known = party("Lena Vasquith", identifiers=(Identifier("passport", "QX-4471902", "SD"),))
    assert score(party("Lena Vasquith"), entry) < score(said, entry) < REVIEW
    assert score(said, entry) < score(known, entry)


def test_another_lei_lowers():
    entry = firm("r", "Zelmorex", identifiers=(Identifier("lei", "529900T8BM49AURSDO55"),))
    other = company("Zelmorex", identifiers=(Identifier("lei", "5493001KJTIIGC8Y1R12"),))
    assert score(other, entry) < score(company("Zelmorex"), entry)


@pytest.mark.parametrize("value", ["", "-", "12"])
def test_a_number_too_short_to_say_anything_is_passed_over(value):
    entry = person("r", NAME, identifiers=(Identifier("passport", value, "SD"),))
    other = party("Lena Vasquith", identifiers=(Identifier("passport", value, "SD"),))
    assert score(other, entry) < 0.1


def test_a_company_is_not_the_person_of_that_name():
    assert score(company(NAME), person("r", NAME)) < REVIEW
    assert score(party(NAME, kind=PartyKind.UNKNOWN), person("r", NAME)) >= REVIEW


def test_another_birth_and_country_clear_a_common_name():
    entry = person("r", "Kim Min Su", births=(year(1940),), countries=(country("KP"),))
    same = party("Min Su Kim", births=(year(1990),), countries=(country("KR"),))
    assert score(same, entry) < REVIEW
    assert score(replace(same, births=()), entry) >= REVIEW
    assert score(replace(same, countries=()), entry) >= REVIEW


def test_a_contradicted_weak_alias_is_not_held_for_review():
    entry = person("r", "Other", weak=("Abu Tamrin",), births=(year(1940),))
    assert score(party("Abu Tamrin"), entry) >= REVIEW
    assert score(party("Abu Tamrin", births=(year(1990),)), entry) < REVIEW
