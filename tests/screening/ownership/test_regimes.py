"""Regimes: each in force between its dates, one of a kind on any day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.ownership.answers import Listed, answer_all
from screening.ownership.control import Limb
from screening.ownership.owners import beneficial_owners
from screening.ownership.regimes import bundled_rules, in_force, rules_of
from screening.ownership.tables import Axis
from screening.policy import AXES, LIMBS, OwnershipPolicy, bundled_policy
from tests.screening.ownership.drawing import DAY, graph


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
    starts = [one.valid_from for one in bundled_rules().regimes if one.valid_from]
    for day in (*starts, *(one - timedelta(days=1) for one in starts)):
        ids = [one.id for one in in_force(day)]
        assert len(ids) == len(set(ids))


def test_the_policy_and_the_library_use_the_same_words():
    assert tuple(Axis) == AXES
    assert tuple(Limb) == LIMBS


def test_a_policy_without_tests_means_the_bundled_ones():
    assert rules_of(OwnershipPolicy()) == bundled_rules()


def test_the_threshold_of_a_beneficial_owner_is_the_policys():
    policy = bundled_policy().ownership
    lower = replace(
        policy, beneficial_owner=replace(policy.beneficial_owner, threshold_percent="15")
    )
    drawn = graph("X->vendor 15", "Y->vendor 85")
    assert [one.party for one in beneficial_owners(drawn)] == ["Y"]
    assert [one.party for one in beneficial_owners(drawn, rules_of(lower).owner)] == ["X", "Y"]


def test_a_regime_is_asked_between_its_dates_only():
    policy = bundled_policy().ownership
    ended = tuple(
        replace(one, valid_until=DAY - timedelta(days=1)) if one.id in ("us", "un") else one
        for one in policy.regimes
    )
    rules = rules_of(replace(policy, regimes=ended))
    answers = answer_all(graph("X->vendor 60"), [Listed(party="X")], rules=rules)
    assert {one.regime for one in answers} == {"eu", "uk", "us_bis"}
