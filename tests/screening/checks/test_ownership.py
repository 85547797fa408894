"""Ownership: named owners are clear; listed ones, contradictions and unnamed shares are not."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from screening.checks.ownership import ownership
from screening.model import Answer, Name, Party, PartyKind, PartyRole, Rebuttal, Severity
from tests.screening.checks.world import (
    LISTED,
    LISTS,
    NOW,
    OWNER,
    SUBMISSION,
    context,
    entry,
    in_force,
    renamed,
    stake,
)

LISTED_OWNER = replace(SUBMISSION, parties=(renamed(OWNER, LISTED),))
HOLDING = Party(id="holding", kind=PartyKind.ORGANISATION, names=(Name("Ambleside Vale"),))
OTHER = Party(id="other", kind=PartyKind.PERSON, names=(Name("Ottoline Quarrington"),))


EVERYONE = (renamed(OWNER, LISTED), HOLDING, OTHER)


def asked(*stakes, parties=EVERYONE, **more):
    return ownership(context(replace(SUBMISSION, parties=parties, stakes=stakes), **more))


def test_a_vendor_wholly_held_by_a_named_person_is_clear():
    result = ownership(context())
    assert (result.answer, result.reason) == (Answer.CLEAR, "")


def test_no_stakes_at_all_is_not_checked():
    result = ownership(context(replace(SUBMISSION, stakes=())))
    assert result.answer is Answer.NOT_CHECKED
    assert "no ownership" in result.reason


def test_a_quarter_held_by_nobody_named_is_not_checked():
    result = ownership(context(replace(SUBMISSION, stakes=(stake("owner", "vendor", 75),))))
    assert result.answer is Answer.NOT_CHECKED
    assert "75 %" in result.reason
    assert result.coverage[0]["unnamed_share"] == Fraction(1, 4)


def test_a_listed_majority_owner_bars_with_the_sum_written_out():
    [finding] = ownership(context(LISTED_OWNER)).findings
    assert finding.severity is Severity.BARS
    assert "confirmed for US, EU, UK" in finding.sentence
    assert finding.paths == (("owner", "vendor"),)


def test_a_listed_minority_owner_refers():
    minority = replace(LISTED_OWNER, stakes=(stake("owner", "vendor", 30),))
    result = ownership(context(minority))
    assert result.findings[0].severity is Severity.REFERS
    assert result.reason


def test_a_listed_owner_of_a_whole_table_below_the_test_refers():
    result = asked(stake("owner", "vendor", 10), stake("other", "vendor", 90))
    assert [one.severity for one in result.findings] == [Severity.REFERS]
    assert result.reason == ""


def test_a_finding_travels_along_the_chain():
    result = asked(
        stake("owner", "holding", 60),
        stake("other", "holding", 40),
        stake("holding", "vendor", 100),
    )
    [finding] = result.findings
    assert finding.severity is Severity.BARS
    assert finding.paths == (("owner", "holding", "vendor"),)


def test_two_listed_owners_are_pooled_and_each_is_a_finding():
    lists = LISTS | {"one": in_force("one", entry("1", LISTED), entry("2", "Ottoline Quarrington"))}
    result = asked(
        stake("owner", "vendor", 30),
        stake("other", "vendor", 30),
        stake("third", "vendor", 40),
        parties=(renamed(OWNER, LISTED), OTHER, replace(OTHER, id="third", names=(Name("Bo Ek"),))),
        lists=lists,
    )
    assert [one.severity for one in result.findings] == [Severity.BARS, Severity.BARS]


def test_a_listed_party_without_a_stake_is_left_to_the_sanctions_check():
    nobody = replace(LISTED_OWNER, stakes=(stake("other", "vendor", 100),))
    assert ownership(context(nobody)).findings == ()


def test_a_listed_signatory_refers_whoever_owns_the_company():
    signing = replace(renamed(OWNER, LISTED), roles=(PartyRole.SIGNATORY,))
    [finding] = asked(stake("other", "vendor", 100), parties=(signing, OTHER)).findings
    assert finding.severity is Severity.REFERS
    assert "FAQ 400" in finding.sentence


def test_an_owner_the_submission_does_not_describe_was_not_screened():
    result = asked(stake("stranger", "vendor", 100), parties=())
    assert "stranger" in result.reason
    assert result.answer is Answer.NOT_CHECKED


def test_stakes_above_the_whole_are_a_finding():
    result = asked(stake("other", "vendor", 70), stake("holding", "vendor", 60))
    assert "more than all" in result.findings[0].sentence


def test_sources_that_disagree_are_a_finding():
    told = replace(stake("other", "vendor", 55), id="again", source="a register")
    result = asked(stake("other", "vendor", 90), told, parties=(OTHER,))
    assert [one.severity for one in result.findings] == [Severity.REFERS]
    assert "Ottoline Quarrington" in result.findings[0].sentence


def test_a_stake_given_up_near_the_listing_is_a_finding():
    day = NOW.date()
    lists = LISTS | {"one": in_force("one", entry("1", LISTED, listed_on=day - timedelta(days=9)))}
    gone = replace(stake("owner", "vendor", 60), id="gone", ends_on=day - timedelta(days=20))
    result = asked(gone, stake("other", "vendor", 100), lists=lists)
    [finding] = result.findings
    assert finding.severity is Severity.REFERS
    assert "11 days before" in finding.sentence


def test_a_listing_after_the_day_asked_about_does_not_count_for_ownership_tests():
    later = NOW.date() + timedelta(days=1)
    lists = LISTS | {"one": in_force("one", entry("1", LISTED, listed_on=later))}
    result = asked(stake("owner", "vendor", 100), lists=lists)
    assert [one.severity for one in result.findings] == [Severity.REFERS]


def test_a_list_that_may_not_be_relied_on_leaves_the_question_open():
    result = ownership(context(lists={"one": LISTS["one"]}))
    assert result.answer is Answer.NOT_CHECKED
    assert "two" in result.reason


@pytest.mark.parametrize("regime", ["us", "eu", "uk", "un"])
def test_every_regime_answers_in_the_coverage(regime):
    answers = {one["regime"]: one for one in ownership(context()).coverage[0]["regimes"]}
    assert answers[regime]["answer"] == "no"


def test_what_only_a_presumption_confirms_refers_once_evidence_is_offered():
    profit = replace(stake("owner", "vendor", 50), interest="rightsToProfitOrIncome")
    parties = (renamed(OWNER, LISTED), OTHER)
    given = replace(SUBMISSION, parties=parties, stakes=(profit, stake("other", "vendor", 100)))
    offered = (Rebuttal(company="vendor", says="a court's administrator decides"),)
    before, after = (
        ownership(context(replace(given, rebuttals=one))).findings[0] for one in ((), offered)
    )
    assert (before.severity, after.severity) == (Severity.BARS, Severity.REFERS)
    assert "offered against it, to be weighed: a court's administrator" in after.sentence
