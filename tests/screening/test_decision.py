"""What a person may decide: never more than the limits allow, and some things only in twos."""

from dataclasses import replace

import pytest

from screening.decision import MILDEST_FIRST, permitted, same_person_refused
from screening.model import (
    Answer,
    Assessment,
    CheckResult,
    Disposal,
    Finding,
    Outcome,
    RuleOutcome,
    RuleResult,
    Severity,
)

E, C, I, R, N = MILDEST_FIRST  # noqa: E741
TRUE, FALSE, UNRESOLVED = Disposal.TRUE_MATCH, Disposal.FALSE_MATCH, Disposal.UNRESOLVED
CHECKS = ("sanctions", "ineligibility", "ownership", "human_rights", "licences", "personnel")
CHECKS = (*CHECKS, "policies")


def _assessment(recommended, *unmet):
    return Assessment(
        ruleset="a",
        ruleset_version="1",
        ruleset_digest="d",
        recommended=recommended,
        reasons=("because",),
        results=tuple(
            RuleResult(rule=rule, outcome=RuleOutcome.UNMET, effective_kind="gate", sentence="no")
            for rule in unmet
        ),
        use_approved=RuleOutcome.MET,
    )


def _finding(check, severity=Severity.BARS, **evidence):
    return Finding(
        key=check, check=check, party="vendor", severity=severity, sentence="s", evidence=evidence
    )


def _results(*findings, missing=""):
    return tuple(
        CheckResult(
            check=name,
            question="?",
            answer=Answer.FINDINGS if held else Answer.CLEAR,
            findings=held,
        )
        for name in CHECKS
        if name != missing
        for held in [tuple(f for f in findings if f.check == name)]
    )


def _table(assessment, results=None, disposals=None):
    """The outcomes that may be chosen; True where a second person is needed."""
    allowed = permitted(assessment, results or _results(), disposals or {})
    assert {c.outcome for c in allowed.choices} | {o for o, _ in allowed.refused} == {*Outcome}
    return {choice.outcome: choice.second_person for choice in allowed.choices}


@pytest.mark.parametrize(
    ("recommended", "expected"),
    [
        (E, {E: False, C: False, I: False, R: False, N: True}),
        (C, {C: False, I: False, R: False, N: True}),
        (I, {C: True, I: False, R: False, N: True}),
        (R, {C: True, I: True, R: False, N: True}),
        (N, {C: True, I: True, R: True, N: True}),
    ],
)
def test_milder_needs_two_and_stricter_is_free(recommended, expected):
    assert _table(_assessment(recommended)) == expected


def test_a_gate_that_is_not_met_can_only_go_up_or_out():
    assert _table(_assessment(N, "VE-04")) == {R: True, N: True}


@pytest.mark.parametrize("unmet", [["GL-SEL-01"], ["GL-SEL-01", "GL-SEL-02"]])
def test_membership_of_the_code_may_be_waived_by_two(unmet):
    allowed = permitted(_assessment(N, *unmet), _results(), {})
    choice = allowed.choice(C)
    assert choice.second_person
    assert "waives GL-SEL-01" in choice.why
    assert allowed.choice(E) is None


def test_a_waiver_does_not_carry_another_gate_along():
    assert C not in _table(_assessment(N, "GL-SEL-01", "VE-04"))


def test_every_finding_needs_a_disposal_first():
    allowed = permitted(_assessment(R), _results(_finding("licences", Severity.INFORMS)), {})
    assert allowed.choices == ()
    assert all("licences" in why for _, why in allowed.refused)
    assert len(allowed.refused) == len(Outcome)


def test_a_confirmed_bar_leaves_one_way():
    results = _results(_finding("sanctions"))
    assert _table(_assessment(N, "VE-01"), results, {"sanctions": TRUE}) == {N: True}


def test_a_confirmed_bar_binds_whatever_was_recommended():
    results = _results(_finding("sanctions"))
    assert _table(_assessment(E), results, {"sanctions": TRUE}) == {N: True}


def test_a_bar_that_is_not_resolved_clears_nobody():
    results = _results(_finding("sanctions"))
    expected = {I: True, R: False, N: True}
    assert _table(_assessment(R), results, {"sanctions": UNRESOLVED}) == expected


def test_a_bar_found_false_binds_nobody():
    results = _results(_finding("sanctions"))
    assert _table(_assessment(E), results, {"sanctions": FALSE})[E] is False


@pytest.mark.parametrize("disposal", [TRUE, UNRESOLVED])
@pytest.mark.parametrize("barred", [True, False])
def test_grave_harm_is_for_two_people_and_only_upwards(disposal, barred):
    grave = _finding("human_rights", Severity.REFERS, gate="G1")
    listed = (_finding("sanctions"),) if barred else ()
    disposals = {"human_rights": disposal, "sanctions": TRUE}
    assert _table(_assessment(R), _results(grave, *listed), disposals) == {R: True, N: True}


@pytest.mark.parametrize("missing", ["sanctions", "ineligibility", "ownership", "human_rights"])
def test_without_a_mandatory_check_nobody_is_cleared(missing):
    expected = {I: False, R: False, N: True}
    assert _table(_assessment(I), _results(missing=missing)) == expected


def test_a_check_that_is_not_mandatory_binds_nobody():
    assert _table(_assessment(C), _results(missing="personnel"))[C] is False


def test_a_stale_answer_counts_as_none():
    results = tuple(
        replace(r, answer=Answer.NOT_CHECKED, reason="stale") if r.check == "sanctions" else r
        for r in _results()
    )
    allowed = permitted(_assessment(E), results, {})
    assert dict(allowed.refused)[E] == "Not fully checked: sanctions (stale)"


@pytest.mark.parametrize(
    ("author", "second", "refused"),
    [
        ("anna", "bruno", False),
        ("anna", "anna", True),
        ("anna", " Anna ", True),
        ("anna", "", True),
        ("", "bruno", True),
    ],
)
def test_the_same_person_is_never_both(author, second, refused):
    assert bool(same_person_refused(author, second)) is refused
