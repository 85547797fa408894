"""Ownership: named owners are clear; listed ones and unnamed shares are not."""

from dataclasses import replace
from fractions import Fraction

from screening.checks.ownership import ownership
from screening.model import Answer, Severity
from tests.screening.checks.world import LISTED, OWNER, SUBMISSION, context, renamed, stake

LISTED_OWNER = replace(SUBMISSION, parties=(renamed(OWNER, LISTED),))


def test_a_vendor_wholly_held_by_a_named_person_is_clear():
    assert ownership(context()).answer is Answer.CLEAR


def test_no_stakes_at_all_is_not_checked():
    result = ownership(context(replace(SUBMISSION, stakes=())))
    assert result.answer is Answer.NOT_CHECKED
    assert "no ownership" in result.reason


def test_a_quarter_held_by_nobody_named_is_not_checked():
    result = ownership(context(replace(SUBMISSION, stakes=(stake("owner", "vendor", 75),))))
    assert result.answer is Answer.NOT_CHECKED
    assert "75 %" in result.reason
    assert result.coverage[0]["unnamed_share"] == Fraction(1, 4)


def test_a_listed_majority_owner_bars():
    [finding] = ownership(context(LISTED_OWNER)).findings
    assert finding.severity is Severity.BARS
    assert "50 % test met" in finding.sentence


def test_a_listed_minority_owner_refers():
    minority = replace(LISTED_OWNER, stakes=(stake("owner", "vendor", 30),))
    result = ownership(context(minority))
    assert result.findings[0].severity is Severity.REFERS
    assert result.reason


def test_a_listed_party_without_a_stake_is_left_to_the_sanctions_check():
    nobody = replace(LISTED_OWNER, stakes=(stake("other", "vendor", 100),))
    assert ownership(context(nobody)).findings == ()
