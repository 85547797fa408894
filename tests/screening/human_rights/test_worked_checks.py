"""The worked checks of the conduct model, to the digit."""

from decimal import Decimal

import pytest

from screening.human_rights.coverage import cover
from screening.human_rights.gates import REFERRAL, Standing, evaluate
from screening.human_rights.scoring import score
from tests.screening.human_rights.said import TODAY, WEIGHTS, account, apart, wages

A, B = account(), wages()


def weighed(*accounts):
    return score(apart(*accounts), WEIGHTS, TODAY)


def test_a_panel_finding_on_an_execution_four_years_ago():
    [each] = weighed(A).weighed
    assert {factor.name: str(factor.value) for factor in each.factors} == {
        "S": "0.960000",
        "A": "1.000000",
        "C": "0.850000",
        "R": "0.757858",
        "m": "0.000000",
    }
    assert round(each.x, 5) == Decimal("0.61841")
    assert round(each.x, 3) == Decimal("0.618")


def test_unpaid_wages_two_years_ago_that_were_made_good():
    [each] = weighed(B).weighed
    assert {factor.name: str(factor.value) for factor in each.factors} == {
        "S": "0.360000",
        "A": "1.000000",
        "C": "0.400000",
        "R": "0.757858",
        "m": "0.400000",
    }
    assert str(each.x) == "0.065479"
    assert round(each.x, 4) == Decimal("0.0655")


def test_both_together():
    assert round(weighed(A, B).h, 5) == Decimal("0.64340")
    assert weighed(A, B).band == "high"


def test_an_unmerged_copy_weighs_twice_and_a_merged_one_once():
    copy = wages(id="c")
    assert round(weighed(B, copy).h, 5) == Decimal("0.12667")


def test_the_gate_fires_and_the_score_is_shown_and_decides_nothing():
    scored = weighed(A)
    gating = evaluate(scored, Standing(armed=False), cover([], TODAY), WEIGHTS)
    assert (gating.result, [gate.code for gate in gating.fired]) == (REFERRAL, ["G1"])
    assert gating.band == scored.band


@pytest.mark.parametrize(
    ("years", "grave", "at_floor"), [(5, 1, 0), (6, 1, 1), (11, 0, 0), (12, 0, 1)]
)
def test_where_recency_reaches_its_floor(years, grave, at_floor):
    make = account if grave else wages
    day = TODAY.replace(year=TODAY.year - years)
    [each] = weighed(make(occurred=None, published=day)).weighed
    floor = WEIGHTS.grave.floor if grave else WEIGHTS.ordinary.floor
    assert (each.factor("R").value == Decimal(str(float(floor)))) is bool(at_floor)


def test_every_number_is_traced_to_the_bytes_it_was_read_from():
    scored = weighed(account(digest="d" * 64))
    for factor in scored.weighed[0].factors:
        assert factor.digests == ("d" * 64, WEIGHTS.digest)
        assert factor.accounts == ("a",)
        assert factor.sentence


def test_an_account_without_bytes_is_traced_to_its_own_content():
    [each] = weighed(A).weighed
    assert each.factor("S").digests[0] == A.content
