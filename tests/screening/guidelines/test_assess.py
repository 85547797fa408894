"""What the rules amount to: the strictest ground decides, and nothing provisional excludes."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.guidelines.arguments import needs
from screening.guidelines.assess import ordered, reference, standing
from screening.guidelines.grounds import MANDATORY_CHECKS, PRECEDENCE, grounds
from screening.guidelines.predicates import parts
from screening.guidelines.rules import EffectiveKind, Stage
from screening.guidelines.soundness import CHECK_IDS
from screening.model import Answer, CheckResult, Disposal, Outcome, RuleOutcome, Severity
from tests.screening.guidelines.complete_vendor import (
    COMPLETE,
    ENGAGEMENT,
    RULES,
    assessed,
    clear,
    declining,
    finding,
    found,
    result_of,
    swapped,
    without,
)

TRUE, FALSE, UNRESOLVED = Disposal.TRUE_MATCH, Disposal.FALSE_MATCH, Disposal.UNRESOLVED
GRAVE = finding("human_rights", Severity.REFERS, evidence={"gate": "G1"})
LISTED = finding("sanctions", list_id="un-sc")
GATE_UNMET = declining("eligibility")
GATE_UNPROVEN = declining("eligibility", gone=True)
PROVISIONAL_UNMET = swapped("host_state_licence", values={"status": "revoked"})
LAPSED_ROLES = swapped("roles_matrix", valid_until=date(2025, 1, 1))
PROVISIONAL_UNPROVEN = without("host_state_licence")


def _not_checked(name):
    stale = CheckResult(check=name, question="?", answer=Answer.NOT_CHECKED, reason="stale")
    return (*clear(without=name), stale)


def test_a_complete_vendor_is_eligible():
    assessment = assessed()
    assert assessment.recommended is Outcome.ELIGIBLE
    assert not [
        r for r in assessment.results if r.outcome in (RuleOutcome.UNMET, RuleOutcome.UNPROVEN)
    ]


def test_every_rule_is_answered_once_in_order():
    assert [result.rule for result in assessed().results] == [rule.id for rule in RULES.rules]


def test_the_assessment_names_the_set():
    assessment = assessed()
    assert (assessment.ruleset_version, assessment.ruleset_digest) == ("0.1.0", RULES.digest)


@pytest.mark.parametrize(
    ("submission", "outcome", "named"),
    [
        (GATE_UNMET, Outcome.NOT_ELIGIBLE, "GL-SEL-12"),
        (GATE_UNPROVEN, Outcome.INSUFFICIENT_INFORMATION, "GL-SEL-12"),
        (PROVISIONAL_UNMET, Outcome.REFERRED, "GL-SEL-05"),
        (PROVISIONAL_UNPROVEN, Outcome.ELIGIBLE_WITH_CONDITIONS, "GL-SEL-05"),
        (without("bid_document_set"), Outcome.ELIGIBLE_WITH_CONDITIONS, "GL-SEL-11"),
        (without("medical_certificate"), Outcome.ELIGIBLE_WITH_CONDITIONS, "GL-SCR-10"),
        (without("personnel_screening_certificate"), Outcome.ELIGIBLE_WITH_CONDITIONS, "GL-SCR-01"),
        (LAPSED_ROLES, Outcome.ELIGIBLE_WITH_CONDITIONS, "GL-OVR-01"),
        (without("roles_matrix"), Outcome.ELIGIBLE, "Every gate"),
        (without("language_certificate"), Outcome.ELIGIBLE, "Every gate"),
        (without("whistleblower_policy"), Outcome.ELIGIBLE, "Every gate"),
        (without("vetting_record"), Outcome.ELIGIBLE, "Every gate"),
    ],
)
def test_what_a_rule_asks_for(submission, outcome, named):
    assessment = assessed(submission)
    assert assessment.recommended is outcome
    assert named in assessment.reasons[0]


@pytest.mark.parametrize("kind", ["criminal_record_check", "training_record"])
def test_a_person_who_fails_is_a_condition_and_does_not_exclude_the_vendor(kind):
    bad = {"serious_conviction": True, "human_rights": False}
    values = {name: value for name, value in bad.items() if name in RULES.evidence[kind].values}
    assessment = assessed(swapped(kind, values=values))
    assert assessment.recommended is Outcome.ELIGIBLE_WITH_CONDITIONS
    assert "before anyone deploys" in assessment.reasons[0]


@pytest.mark.parametrize("name", MANDATORY_CHECKS)
@pytest.mark.parametrize("absent", [True, False])
def test_without_a_mandatory_check_there_is_not_enough(name, absent):
    results = clear(without=name) if absent else _not_checked(name)
    assessment = assessed(results=results)
    assert assessment.recommended is Outcome.INSUFFICIENT_INFORMATION
    assert name.replace("_", " ") in assessment.reasons[0]


@pytest.mark.parametrize("name", [name for name in CHECK_IDS if name not in MANDATORY_CHECKS])
def test_another_check_not_made_is_a_condition(name):
    assert assessed(results=_not_checked(name)).recommended is Outcome.ELIGIBLE_WITH_CONDITIONS


@pytest.mark.parametrize(
    ("severity", "disposal", "outcome"),
    [
        (Severity.BARS, None, Outcome.REFERRED),
        (Severity.BARS, UNRESOLVED, Outcome.REFERRED),
        (Severity.BARS, TRUE, Outcome.NOT_ELIGIBLE),
        (Severity.BARS, FALSE, Outcome.ELIGIBLE),
        (Severity.REFERS, None, Outcome.REFERRED),
        (Severity.REFERS, TRUE, Outcome.REFERRED),
        (Severity.REFERS, FALSE, Outcome.ELIGIBLE),
        (Severity.INFORMS, None, Outcome.ELIGIBLE),
    ],
)
def test_what_a_finding_asks_for(severity, disposal, outcome):
    hit = finding("ineligibility", severity)
    disposals = {} if disposal is None else {hit.key: disposal}
    assert assessed(results=found(hit), disposals=disposals).recommended is outcome


@pytest.mark.parametrize("disposal", [None, TRUE, UNRESOLVED])
@pytest.mark.parametrize("severity", [Severity.BARS, Severity.REFERS])
def test_grave_harm_is_referred_and_never_rejected_by_the_service(severity, disposal):
    hit = replace(GRAVE, severity=severity)
    disposals = {} if disposal is None else {hit.key: disposal}
    assert assessed(results=found(hit), disposals=disposals).recommended is Outcome.REFERRED


def test_a_small_incident_is_referred_until_a_person_has_looked():
    hit = finding("human_rights", Severity.INFORMS)
    assert assessed(results=found(hit)).recommended is Outcome.REFERRED
    looked_at = assessed(results=found(hit), disposals={hit.key: TRUE})
    assert looked_at.recommended is Outcome.ELIGIBLE


def test_precedence_is_strictest_first():
    disposals = {LISTED.key: TRUE, GRAVE.key: TRUE}
    unmet = swapped("host_state_licence", GATE_UNMET, values={"status": "revoked"})
    both = assessed(unmet, found(LISTED, GRAVE), disposals)
    assert both.recommended is Outcome.REFERRED
    assert "human_rights" in both.reasons[0]
    assert assessed(unmet, found(LISTED), disposals).recommended is Outcome.NOT_ELIGIBLE
    assert [outcome for outcome, _ in PRECEDENCE][1:] == [
        Outcome.NOT_ELIGIBLE,
        Outcome.REFERRED,
        Outcome.INSUFFICIENT_INFORMATION,
        Outcome.ELIGIBLE_WITH_CONDITIONS,
        Outcome.ELIGIBLE,
    ]


def test_a_referral_outranks_a_gap():
    results = (*(r for r in found(finding("ineligibility")) if r.check != "sanctions"),)
    assert assessed(results=results).recommended is Outcome.REFERRED


def test_a_gap_outranks_a_condition():
    results = clear(without="sanctions")
    assert assessed(PROVISIONAL_UNPROVEN, results).recommended is Outcome.INSUFFICIENT_INFORMATION


def test_a_finding_is_told_once_with_the_rules_it_concerns():
    reasons = assessed(results=found(LISTED)).reasons
    assert len([reason for reason in reasons if LISTED.sentence in reason]) == 1
    assert reasons[0].startswith("VE-01, VE-12: ")


def test_a_clear_answer_does_not_hide_another_of_the_same_check():
    results = (*clear(), *(r for r in found(LISTED) if r.check == "sanctions"))
    assert result_of(assessed(results=results), "VE-01").outcome is RuleOutcome.UNPROVEN


# --- The UN's own decision


def test_use_is_approved_when_the_un_side_is_on_record():
    assert assessed().use_approved is RuleOutcome.MET


@pytest.mark.parametrize(
    ("submission", "outcome"),
    [
        (swapped("usg_dss_approval", values={"approved": False}), RuleOutcome.UNMET),
        (swapped("options_analysis", values={"un_resources_available": True}), RuleOutcome.UNMET),
        (swapped("impact_assessment", values={"reputation": False}), RuleOutcome.UNPROVEN),
        (without("usg_dss_approval"), RuleOutcome.UNPROVEN),
        (without("host_government_determination"), RuleOutcome.UNPROVEN),
    ],
)
def test_the_un_side_never_counts_against_the_vendor(submission, outcome):
    assessment = assessed(submission)
    assert assessment.use_approved is outcome
    assert assessment.recommended is Outcome.ELIGIBLE
    assert assessment.use_reasons


def test_unarmed_services_need_no_approval():
    unarmed = replace(COMPLETE, engagement=replace(ENGAGEMENT, armed=False))
    assert assessed(unarmed).use_approved is RuleOutcome.NOT_APPLICABLE
    assert result_of(assessed(unarmed), "APR-06").outcome is RuleOutcome.NOT_APPLICABLE


# --- Properties

STRICTNESS = {step: rank for rank, step in enumerate(PRECEDENCE)}
FACTS = [f.id for f in COMPLETE.facts]
CODES = [d.code for d in COMPLETE.declarations]


def _strictness(submission, results, disposals):
    """The place of the strictest ground: 0 is grave harm."""
    assessment = assessed(submission, results, disposals)
    all_grounds = grounds(results, assessment.results, RULES, disposals)
    if not all_grounds:
        return STRICTNESS[Outcome.ELIGIBLE, False]
    return STRICTNESS[all_grounds[0].outcome, all_grounds[0].grave]


def _lacking(facts, codes):
    return replace(
        COMPLETE,
        facts=tuple(f for f in COMPLETE.facts if f.id not in facts),
        declarations=tuple(d for d in COMPLETE.declarations if d.code not in codes),
    )


FINDINGS = st.builds(
    lambda check, severity, gate: finding(
        check, severity, key=f"{check}-{severity}-{gate}", list_id="un-sc", evidence={"gate": gate}
    ),
    st.sampled_from(CHECK_IDS),
    st.sampled_from(Severity),
    st.sampled_from(["", "G1", "G2"]),
)


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.sampled_from(FACTS), max_size=8),
    st.sets(st.sampled_from(CODES), max_size=2),
    st.sampled_from(FACTS),
)
def test_taking_good_evidence_away_never_makes_it_milder(facts, codes, another):
    before = _strictness(_lacking(facts, codes), clear(), {})
    assert _strictness(_lacking({*facts, another}, codes), clear(), {}) <= before


@settings(max_examples=40, deadline=None)
@given(
    st.lists(FINDINGS, max_size=3, unique_by=lambda f: f.key),
    FINDINGS,
    st.dictionaries(st.integers(0, 3), st.sampled_from([*Disposal]), max_size=4),
)
def test_another_finding_never_makes_it_milder(findings, another, choices):
    everything = [*findings, another]
    disposals = {f.key: choices[n] for n, f in enumerate(everything) if n in choices}
    before = _strictness(COMPLETE, found(*findings), disposals)
    more = found(*findings) if another in findings else found(*everything)
    assert _strictness(COMPLETE, more, disposals) <= before


BINDING = (EffectiveKind.GATE, EffectiveKind.PROVISIONAL, EffectiveKind.CHECKLIST)
ASKED_FOR = sorted(
    {
        need.code
        for rule in RULES.rules
        if rule.stage is Stage.SELECTION and rule.effective_kind in BINDING
        for part in parts(rule)
        if part.predicate != "uncontradicted"
        for need in needs(part)
    }
)


@pytest.mark.parametrize("kind", ASKED_FOR)
def test_hiding_a_paper_that_a_gate_asks_for_never_leaves_a_vendor_eligible(kind):
    assert assessed(without(kind)).recommended is not Outcome.ELIGIBLE


DECIDING = (EffectiveKind.GATE, EffectiveKind.ESCALATION, EffectiveKind.PRECONDITION)
WEAK = [
    rule
    for rule in RULES.rules
    if rule.effective_kind not in DECIDING or rule.stage is not Stage.SELECTION
]


@pytest.mark.parametrize("outcome", [RuleOutcome.UNMET, RuleOutcome.UNPROVEN])
def test_no_rule_that_is_not_confirmed_or_is_due_later_excludes(outcome):
    failing = {rule.id for rule in WEAK}
    results = [
        replace(result, outcome=outcome, basis=()) if result.rule in failing else result
        for result in assessed().results
    ]
    found_grounds = grounds(clear(), results, RULES, {})
    assert {ground.outcome for ground in found_grounds} <= {
        Outcome.REFERRED,
        Outcome.ELIGIBLE_WITH_CONDITIONS,
    }


# --- The order people read them in


def test_what_decides_comes_first():
    sections = ordered(assessed(GATE_UNMET), RULES)
    assert [section.title for section in sections] == [
        "Gates",
        "Preconditions on the UN side",
        "Unproven",
        "Scored and ongoing",
        "Good practice and record",
    ]
    assert sections[0].lines[0].result.outcome is RuleOutcome.UNMET
    assert sections[0].lines[0].rule.effective_kind is EffectiveKind.GATE


def test_unproven_rules_are_told_apart():
    lines = ordered(assessed(without("home_state_licence")), RULES)[2].lines
    assert [line.rule.id for line in lines] == ["GL-SEL-04"]


def test_good_practice_is_counted_and_unfolds_on_request():
    folded = ordered(assessed(), RULES)[-1]
    unfolded = ordered(assessed(), RULES, everything=True)[-1]
    assert folded.lines == ()
    assert folded.counts == unfolded.counts
    assert len(unfolded.lines) == sum(count for _, count in unfolded.counts) > 200


def test_every_rule_is_in_one_section():
    sections = ordered(assessed(without("contract")), RULES, everything=True)
    shown = [line.rule.id for section in sections for line in section.lines]
    assert sorted(shown) == sorted(rule.id for rule in RULES.rules)


def test_a_line_says_where_it_is_written_and_how_sure_that_is():
    rule = RULES.rule("GL-SEL-01")
    assert reference(rule, RULES).endswith("Private Security Companies, section F")
    assert standing(rule) == "from a secondary source, to be confirmed"
    assert standing(RULES.rule("GL-SEL-03")) == "unverified, confidence high"
    assert standing(RULES.rule("VE-01")) == "confirmed"


def test_two_people_short_are_both_named():
    lapsed = swapped("weapon_authorisation", valid_until=date(2026, 2, 1))
    answer = result_of(assessed(lapsed), "GL-WPN-07")
    assert answer.outcome is RuleOutcome.UNMET
    assert "2 of 2 guards fall short" in answer.sentence
