"""Rules on conduct: a paper that bans bribery does not answer for bribery that happened."""

from dataclasses import replace
from datetime import date

import pytest

from screening.guidelines.dossier import Dossier
from screening.guidelines.predicates import put
from screening.guidelines.ruleset import bundled_ruleset
from screening.model import (
    Answer,
    CheckResult,
    Disposal,
    Fact,
    Finding,
    RuleOutcome,
    Severity,
    Verification,
)
from tests.screening.checks.world import SUBMISSION

RULES = bundled_ruleset()
BANS = Fact(
    id="code",
    kind="code_of_conduct",
    values={"bans_bribery": True},
    verification=Verification.DOCUMENT_CHECKED,
    document="d" * 64,
)


def incident(severity=Severity.INFORMS, **account) -> Finding:
    said = {
        "category": "corruption",
        "standard": "allegation",
        "retracted": False,
        "perpetrator": "company",
    }
    return Finding(
        key="k",
        check="human_rights",
        party="vendor",
        severity=severity,
        sentence="A bribe was paid",
        evidence={"accounts": [{**said, **account}]},
    )


def outcome(rule: str, finding: Finding, disposal: Disposal | None = None) -> RuleOutcome:
    result = CheckResult(
        check=finding.check, question="?", answer=Answer.FINDINGS, findings=(finding,)
    )
    dossier = Dossier(
        submission=replace(SUBMISSION, facts=(BANS,)),
        ruleset=RULES,
        results={finding.check: result},
        disposals={finding.key: disposal} if disposal else {},
        as_of=date(2026, 11, 1),
    )
    return put(RULES.rule(rule), dossier).outcome


@pytest.mark.parametrize(
    ("disposal", "expected"),
    [
        (None, RuleOutcome.UNPROVEN),
        (Disposal.UNRESOLVED, RuleOutcome.UNPROVEN),
        (Disposal.FALSE_MATCH, RuleOutcome.MET),
        (Disposal.TRUE_MATCH, RuleOutcome.MET),
    ],
)
def test_a_rule_its_paper_meets_waits_for_a_person_where_an_incident_speaks_against_it(
    disposal, expected
) -> None:
    assert outcome("S002-13d", incident(), disposal) is expected


def test_a_confirmed_incident_that_goes_up_keeps_the_rule_open() -> None:
    grave = incident(severity=Severity.REFERS)
    assert outcome("S002-13d", grave, Disposal.TRUE_MATCH) is RuleOutcome.UNPROVEN


@pytest.mark.parametrize(
    ("party", "reason", "expected"),
    [
        ("vendor", "Corrupt practices: a bribe", RuleOutcome.UNPROVEN),
        ("vendor", "", RuleOutcome.UNPROVEN),
        ("vendor", "Torture of detainees", RuleOutcome.MET),
        ("owner-1", "Corrupt practices: a bribe", RuleOutcome.MET),
    ],
)
def test_a_debarment_of_the_vendor_speaks_by_its_grounds(party, reason, expected) -> None:
    debarred = Finding(
        key="d",
        check="ineligibility",
        party=party,
        severity=Severity.BARS,
        sentence="Debarred",
        list_id="world-bank",
        evidence={"entry": {"reason": reason, "programmes": []}},
    )
    assert outcome("S002-13d", debarred) is expected


@pytest.mark.parametrize(
    "account", [{"category": "wages"}, {"retracted": True}, {"standard": "acquittal"}]
)
def test_what_does_not_speak_against_the_rule_leaves_it_alone(account) -> None:
    assert outcome("S002-13d", incident(**account)) is RuleOutcome.MET


def test_a_rule_on_guards_asks_about_personnel_alone() -> None:
    own = {"standard": "conviction", "category": "excessive_force"}
    open_rules = {
        who: _sentence("GL-SCR-05", incident(**own, perpetrator=who))
        for who in ("company", "personnel")
    }
    assert "bribe" not in open_rules["company"]
    assert "bribe" in open_rules["personnel"]


def _sentence(rule: str, finding: Finding) -> str:
    result = CheckResult(
        check="human_rights", question="?", answer=Answer.FINDINGS, findings=(finding,)
    )
    dossier = Dossier(
        submission=SUBMISSION,
        ruleset=RULES,
        results={"human_rights": result},
        as_of=date(2026, 11, 1),
    )
    return put(RULES.rule(rule), dossier).sentence
