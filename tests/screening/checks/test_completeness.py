"""Completeness: named owners are clear, unnamed parts are not, and each says why."""

from dataclasses import replace
from fractions import Fraction

import pytest

from screening.checks.completeness import owners_known
from screening.model import Answer, Severity
from tests.screening.checks.world import SUBMISSION, context, stake


def asked(*stakes):
    return owners_known(context(replace(SUBMISSION, stakes=stakes)))


def nobody(share, why):
    told = replace(stake("owner", "vendor", share), id="nobody", owner="", unspecified="unknown")
    return replace(told, **why)


def test_a_vendor_wholly_held_by_named_persons_is_clear():
    result = asked(stake("owner", "vendor", 100))
    assert (result.answer, result.reason) == (Answer.CLEAR, "")
    assert result.coverage[0]["persons"] == 1


def test_no_stakes_at_all_is_not_checked():
    assert asked().answer is Answer.NOT_CHECKED


def test_less_than_a_quarter_unnamed_is_clear():
    assert asked(stake("owner", "vendor", 80)).answer is Answer.CLEAR


@pytest.mark.parametrize(
    ("why", "kind"),
    [
        ({"unspecified": "subjectExemptFromDisclosure"}, "exempt"),
        ({"unspecified": "interestedPartyHasNotProvidedInformation"}, "not_provided"),
        ({"unspecified": "noBeneficialOwners"}, "dispersed"),
        ({"details": "NATURAL_PERSONS"}, "natural_persons"),
        ({}, "unknown"),
    ],
)
def test_each_reason_for_an_unnamed_part_is_told_apart(why, kind):
    result = asked(stake("owner", "vendor", 60), nobody(40, why))
    assert result.answer is Answer.NOT_CHECKED
    assert result.coverage[0]["missing"] == {kind: Fraction(2, 5)}
    assert "40 %" in result.reason


def test_what_nobody_states_is_not_an_exemption():
    assert asked(stake("owner", "vendor", 60)).coverage[0]["missing"] == {
        "undisclosed": Fraction(2, 5)
    }


def test_bearer_shares_are_a_finding_however_few():
    result = asked(stake("owner", "vendor", 90), nobody(10, {"bearer": True}))
    [finding] = result.findings
    assert (finding.severity, result.reason) == (Severity.REFERS, "")
    assert "FATF R.24" in finding.sentence


def test_a_large_stake_that_one_source_states_is_told():
    again = replace(stake("owner", "vendor", 100), id="again", source="a register")
    alone, both = asked(stake("owner", "vendor", 100)), asked(stake("owner", "vendor", 100), again)
    assert alone.coverage[0]["stated_once"] == ["owner in vendor"]
    assert both.coverage[0]["stated_once"] == []
