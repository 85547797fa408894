"""The predicates one by one: what makes each met, unmet, unproven or not applicable."""

from dataclasses import replace
from datetime import date

import pytest

from screening.guidelines.dossier import Dossier
from screening.guidelines.predicates import PREDICATES, put
from screening.model import (
    Answer,
    CheckResult,
    CountryRole,
    DateSpan,
    Disposal,
    RuleOutcome,
    Severity,
    Verification,
)
from tests.screening.guidelines.complete_vendor import (
    COMPLETE,
    ENGAGEMENT,
    RULES,
    TODAY,
    VENDOR,
    clear,
    declaration,
    declining,
    fact,
    finding,
    found,
    guard,
    swapped,
    verdict,
    without,
)

MET, UNMET = RuleOutcome.MET, RuleOutcome.UNMET
UNPROVEN, NOT_APPLICABLE = RuleOutcome.UNPROVEN, RuleOutcome.NOT_APPLICABLE


def _put(rule, submission=COMPLETE):
    return put(rule, Dossier(submission=submission, ruleset=RULES, as_of=TODAY))


def _with(*facts, submission=COMPLETE):
    return replace(submission, facts=(*submission.facts, *facts))


def _engaged(**changes):
    return replace(COMPLETE, engagement=replace(ENGAGEMENT, **changes))


def test_every_predicate_serves_a_rule():
    used = {rule.predicate for rule in RULES.rules}
    parts = {p["predicate"] for rule in RULES.rules for p in rule.arguments.get("parts", ())}
    assert used | parts == set(PREDICATES)


# --- Evidence


def test_evidence_missing_names_what_to_give():
    answer = verdict("GL-SEL-05", without("host_state_licence"))
    assert answer.sentence == (
        "No host-State licence for Somalia among the facts; give a host_state_licence fact"
    )


def test_evidence_held_names_the_fact():
    answer = verdict("GL-SEL-10")
    assert answer.basis == ("weapons_manual@vendor",)
    assert "authority confirmed" in answer.sentence


def test_an_expired_paper_says_when():
    answer = verdict("GL-SEL-10", swapped("weapons_manual", valid_until=date(2026, 2, 28)))
    assert (answer.outcome, answer.basis) == (UNMET, ("weapons_manual@vendor",))
    assert "expired on 2026-02-28" in answer.sentence


def test_a_paper_holds_on_its_last_day():
    assert verdict("GL-SEL-10", swapped("weapons_manual", valid_until=TODAY)).outcome is MET


def test_a_paper_of_tomorrow_does_not_hold_today():
    tomorrow = swapped("weapons_manual", valid_from=date(2026, 3, 2))
    assert verdict("GL-SEL-10", tomorrow).outcome is UNMET


def test_a_renewed_paper_makes_good_an_expired_one():
    old = fact("weapons_manual", called="old", valid_until=date(2025, 1, 1), valid_from=None)
    assert verdict("GL-SEL-10", _with(old)).outcome is MET


def test_a_renewal_nobody_vouches_for_is_unproven():
    old = fact("weapons_manual", called="old", valid_until=date(2025, 1, 1), valid_from=None)
    claimed = swapped("weapons_manual", verification=Verification.SELF_ATTESTED)
    assert verdict("GL-SEL-10", _with(old, submission=claimed)).outcome is UNPROVEN


def test_validity_in_days_counts_from_the_papers_date():
    rule = replace(RULES.rule("GL-SEL-10"), validity_days=50)
    assert _put(rule).outcome is MET
    assert _put(replace(rule, validity_days=49)).outcome is UNMET


def test_a_paper_without_a_date_cannot_be_shown_to_be_fresh():
    rule = replace(RULES.rule("GL-SEL-10"), validity_days=50)
    assert _put(rule, swapped("weapons_manual", valid_from=None)).outcome is UNPROVEN


def test_a_value_that_is_not_stated_is_unproven():
    submission = without("bid_document_set")
    bare = replace(fact("bid_document_set"), values={"screening": True})
    assert verdict("GL-SEL-11", _with(bare, submission=submission)).outcome is UNPROVEN


@pytest.mark.parametrize("value", ["true", 1, "yes"])
def test_a_value_of_the_wrong_type_is_unproven(value):
    answer = verdict("GL-SEL-11", swapped("bid_document_set", values={"training": value}))
    assert answer.outcome is UNPROVEN
    assert "not of type boolean" in answer.sentence


def test_papers_that_disagree_go_to_a_person():
    other = fact("icoca_membership", called="other", values={"category": "lapsing"})
    answer = verdict("GL-SEL-01", _with(other))
    assert answer.outcome is UNPROVEN
    assert answer.sentence.startswith("The facts disagree")


def test_one_bad_paper_outweighs_a_good_one():
    bad = fact("solvency_certificate", called="bad", values={"insolvent": True})
    assert verdict("VE-04", _with(bad)).outcome is UNMET


def test_one_of_two_kinds_of_proof_is_enough():
    assert verdict("VE-04", without("solvency_certificate")).outcome is MET


def test_a_threshold_nobody_has_set_asks_nothing():
    assert verdict("GL-SCR-09").outcome is MET


def test_a_threshold_that_is_set_binds():
    rule = RULES.rule("GL-SCR-09")
    parameter = replace(rule.parameters["lookback_years"], default=6)
    answer = _put(replace(rule, parameters={"lookback_years": parameter}))
    assert answer.outcome is UNMET
    assert "lookback_years is 5; at least 6 is needed" in answer.sentence


def test_a_clause_looser_than_allowed_is_unmet():
    loose = swapped("use_of_force_concordance", values={"looser_clauses": 1})
    assert verdict("GL-UOF-01", loose).outcome is UNMET


def test_independence_asks_for_more_than_a_document_seen():
    submission = COMPLETE
    for kind in RULES.rule("WG-08").evidence:
        submission = swapped(kind, submission, verification=Verification.DOCUMENT_CHECKED)
    assert (verdict("WG-08").outcome, verdict("WG-08", submission).outcome) == (MET, UNPROVEN)


# --- Recorded, background, addressed to States


def test_recorded_is_met_by_anything_on_file():
    own_word = swapped("vehicle_register", verification=Verification.SELF_ATTESTED)
    assert verdict("GL-VEH-02", own_word).outcome is MET


def test_recorded_is_unproven_without_a_fact():
    assert verdict("GL-VEH-02", without("vehicle_register")).outcome is UNPROVEN


def test_what_concerns_people_is_recorded_whoever_it_is_about():
    assert verdict("GL-VEH-04").outcome is MET


@pytest.mark.parametrize("rule_id", ["S002-22a", "MD-GP-26-32"])
def test_what_is_addressed_to_states_does_not_apply(rule_id):
    answer = verdict(rule_id)
    assert answer.outcome is NOT_APPLICABLE
    assert "States" in answer.sentence


def test_background_says_why_there_is_nothing_to_check():
    answer = verdict("S000-O2")
    assert answer.outcome is NOT_APPLICABLE
    assert "five chapters" in answer.sentence


# --- Licences


def test_a_licence_counts_only_for_its_country():
    assert verdict("GL-SEL-05", swapped("host_state_licence", country="ET")).outcome is UNPROVEN


def test_without_a_country_of_incorporation_there_is_no_home():
    nowhere = replace(COMPLETE, vendor=replace(VENDOR, countries=()))
    assert verdict("GL-SEL-04", nowhere).outcome is UNPROVEN


def test_a_licence_in_process_is_enough_only_where_the_rule_says_so():
    applied = swapped("host_state_licence", values={"status": "in_process"})
    rule = RULES.rule("GL-SEL-05")
    setting = replace(rule.parameters["accept_in_process_licence"], default=True)
    assert verdict("GL-SEL-05", applied).outcome is UNPROVEN
    accepting = replace(rule, parameters={"accept_in_process_licence": setting})
    assert _put(accepting, applied).outcome is MET


def test_permits_may_share_the_work():
    submission = without("firearms_licence")
    carry = fact("firearms_licence", called="carry", values={"covers_import": False})
    bring = fact("firearms_licence", called="bring", values={"covers_carry": False})
    assert verdict("GL-SEL-06", _with(carry, bring, submission=submission)).outcome is MET


def test_export_is_asked_for_only_where_it_is_set():
    rule = RULES.rule("GL-SEL-06")
    submission = swapped("firearms_licence", values={"covers_export": False})
    setting = replace(rule.parameters["export_needed"], default=True)
    assert verdict("GL-SEL-06", submission).outcome is MET
    assert _put(replace(rule, parameters={"export_needed": setting}), submission).outcome is UNMET


# --- Steps and approval


def test_a_step_without_its_check_is_named():
    facts = tuple(f for f in COMPLETE.facts if f.id != "award_recommendation")
    answer = verdict("VE-09", replace(COMPLETE, facts=facts))
    assert answer.outcome is UNPROVEN
    assert "award recommendation" in answer.sentence


def test_all_three_steps_meet_it():
    assert verdict("VE-09").outcome is MET


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, MET),
        ({"values": {"approved": False}}, UNMET),
        ({"valid_until": date(2026, 2, 1)}, UNMET),
        ({"country": "KE"}, UNPROVEN),
        ({"values": {"services": "static_premises"}}, UNPROVEN),
        ({"verification": Verification.SELF_ATTESTED}, UNPROVEN),
    ],
)
def test_an_approval_is_live_for_its_place_time_and_services(changes, outcome):
    assert verdict("APR-06", swapped("usg_dss_approval", **changes)).outcome is outcome


# --- People


def _born(earliest, latest, **changes):
    span = DateSpan(date.fromisoformat(earliest), date.fromisoformat(latest), **changes)
    person = replace(guard(1), births=(span,))
    return replace(COMPLETE, parties=(person, guard(2)))


@pytest.mark.parametrize(
    ("earliest", "latest", "outcome"),
    [
        ("2005-06-01", "2005-06-01", MET),  # 21 on the first day of the engagement
        ("2005-06-02", "2005-06-02", UNMET),
        ("2005-01-01", "2005-12-31", UNPROVEN),
        ("2004-01-01", "2004-12-31", MET),
        ("2006-01-01", "2006-12-31", UNMET),
    ],
)
def test_age_is_three_valued(earliest, latest, outcome):
    assert verdict("GL-SCR-02", _born(earliest, latest)).outcome is outcome


def test_an_approximate_birth_date_is_never_sure():
    assert verdict("GL-SCR-02", _born("1990-01-01", "1990-01-01", circa=True)).outcome is UNPROVEN


def test_no_birth_date_is_unproven():
    nobody = replace(guard(1), births=())
    answer = verdict("GL-SCR-02", replace(COMPLETE, parties=(nobody, guard(2))))
    assert answer.outcome is UNPROVEN
    assert "party:guard-1" in answer.basis


def test_an_age_nobody_has_proved_is_unproven():
    own_word = swapped("identity_document", verification=Verification.SELF_ATTESTED)
    assert verdict("GL-SCR-02", own_word).outcome is UNPROVEN


def test_without_a_ceiling_there_is_no_upper_age():
    assert verdict("GL-SCR-03").outcome is NOT_APPLICABLE


def test_a_ceiling_that_is_set_binds():
    rule = RULES.rule("GL-SCR-03")
    setting = replace(rule.parameters["max_age"], default=35)
    assert _put(replace(rule, parameters={"max_age": setting})).outcome is UNMET


def test_one_person_with_a_conviction_is_named():
    convicted = fact(
        "criminal_record_check",
        called="bad",
        subject="guard-2",
        values={"serious_conviction": True},
    )
    answer = verdict("GL-SCR-05", _with(convicted))
    assert answer.outcome is UNMET
    assert "Guard Number 2" in answer.sentence
    assert "Guard Number 1" not in answer.sentence


def test_an_old_conviction_is_not_hidden_by_a_new_clean_paper():
    convicted = fact(
        "criminal_record_check",
        called="old",
        subject="guard-2",
        valid_from=None,
        valid_until=date(2024, 1, 1),
        values={"serious_conviction": True},
    )
    assert verdict("GL-SCR-05", _with(convicted)).outcome is UNPROVEN


def test_the_paper_of_one_person_does_not_serve_another():
    facts = tuple(f for f in COMPLETE.facts if f.id != "medical_certificate@guard-2")
    assert verdict("GL-SCR-10", replace(COMPLETE, facts=facts)).outcome is UNPROVEN


def test_with_nobody_named_it_is_unproven():
    answer = verdict("GL-SCR-05", replace(COMPLETE, parties=()))
    assert answer.outcome is UNPROVEN
    assert "named yet" in answer.sentence


# --- Checks and declarations


@pytest.mark.parametrize(
    ("disposal", "outcome"),
    [
        (None, UNPROVEN),
        (Disposal.UNRESOLVED, UNPROVEN),
        (Disposal.TRUE_MATCH, UNMET),
        (Disposal.FALSE_MATCH, MET),
    ],
)
def test_a_finding_counts_as_people_disposed_of_it(disposal, outcome):
    disposals = {} if disposal is None else {"sanctions-1": disposal}
    hit = finding("sanctions", list_id="un-sc")
    assert verdict("VE-01", results=found(hit), disposals=disposals).outcome is outcome


def test_a_check_not_made_gives_its_reason():
    results = (
        *clear(without="sanctions"),
        CheckResult(
            check="sanctions", question="?", answer=Answer.NOT_CHECKED, reason="list is stale"
        ),
    )
    answer = verdict("VE-01", results=results)
    assert answer.outcome is UNPROVEN
    assert "list is stale" in answer.sentence


def test_a_gap_remains_when_every_finding_is_cleared():
    results = tuple(
        replace(result, reason="half of it is unnamed") if result.check == "ownership" else result
        for result in found(finding("ownership"))
    )
    disposals = {"ownership-1": Disposal.FALSE_MATCH}
    assert verdict("VE-12", results=results, disposals=disposals).outcome is UNPROVEN


def test_what_only_informs_leaves_a_gate_alone():
    hit = finding("sanctions", Severity.INFORMS, list_id="un-sc")
    assert verdict("VE-01", results=found(hit)).outcome is MET


def test_any_human_rights_finding_waits_for_a_person():
    hit = finding("human_rights", Severity.INFORMS)
    assert verdict("GL-SEL-13", results=found(hit)).outcome is UNPROVEN


@pytest.mark.parametrize("change", [{"signed_by": ""}, {"signed_on": None}])
def test_an_unsigned_declaration_is_unproven(change):
    unsigned = declaration("eligibility", **change)
    others = tuple(d for d in COMPLETE.declarations if d.code != "eligibility")
    submission = replace(COMPLETE, declarations=(*others, unsigned))
    assert verdict("VE-06", submission).outcome is UNPROVEN


def test_a_declaration_signed_tomorrow_is_unproven():
    early = declaration("eligibility", signed_on=date(2026, 3, 2))
    others = tuple(d for d in COMPLETE.declarations if d.code != "eligibility")
    assert verdict("VE-06", replace(COMPLETE, declarations=(*others, early))).outcome is UNPROVEN


def test_one_declined_outweighs_the_same_one_made():
    both = (*COMPLETE.declarations, declaration("eligibility", made=False))
    answer = verdict("VE-06", replace(COMPLETE, declarations=both))
    assert (answer.outcome, answer.basis) == (
        UNMET,
        ("declaration:eligibility", "declaration:supplier_code_accepted"),
    )


def test_an_undertaking_declined_contradicts_good_papers():
    assert verdict("GL-SEL-02", declining("icoca_cooperation")).outcome is UNMET


# --- Company and engagement


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"addresses": ()}, "headquarters"),
        ({"countries": ()}, "incorporation"),
        ({"names": ()}, "name"),
    ],
)
def test_missing_particulars_are_named(change, missing):
    answer = verdict("GL-ANB-02", replace(COMPLETE, vendor=replace(VENDOR, **change)))
    assert answer.outcome is UNPROVEN
    assert missing in answer.sentence


def test_nationality_is_not_incorporation():
    country = replace(VENDOR.countries[0], role=CountryRole.ADDRESS)
    elsewhere = replace(COMPLETE, vendor=replace(VENDOR, countries=(country,)))
    assert verdict("GL-ANB-02", elsewhere).outcome is UNPROVEN


@pytest.mark.parametrize(
    ("services", "outcome"),
    [
        (("static_premises",), MET),
        (("static_premises", "residential_security"), UNMET),
        (("military_operations",), UNMET),
        (("flower_arranging",), UNPROVEN),
        ((), UNPROVEN),
    ],
)
def test_only_static_and_mobile_services_may_be_armed(services, outcome):
    assert verdict("GL-NEED-04", _engaged(services=services)).outcome is outcome


def test_an_engagement_without_services_is_not_on_record():
    assert verdict("S000-P1", _engaged(services=())).outcome is UNPROVEN


@pytest.mark.parametrize(
    ("since", "outcome"), [("2021-02-01", MET), ("2021-02-02", UNMET), ("not a date", MET)]
)
def test_years_count_in_full_up_to_the_tender(since, outcome):
    submission = swapped(
        "armed_service_contract", without("licence_history"), values={"started_on": since},
        valid_from=date(2015, 1, 1),
    )  # fmt: skip
    assert verdict("GL-SEL-03", submission).outcome is outcome


def test_years_nobody_vouches_for_are_unproven():
    submission = swapped(
        "armed_service_contract",
        without("licence_history"),
        verification=Verification.SELF_ATTESTED,
    )
    answer = verdict("GL-SEL-03", submission)
    assert answer.outcome is UNPROVEN
    assert "only the vendor says so" in answer.sentence


def test_the_clock_can_run_back_from_the_request_for_proposals():
    rule = RULES.rule("GL-SEL-03")
    clock = replace(rule.parameters["clock_starts_at"], default="rfp_issue")
    other = replace(rule, parameters={**rule.parameters, "clock_starts_at": clock})
    assert "by 2026-01-15" in _put(other).sentence
    assert _put(other, without("procurement_file")).outcome is UNPROVEN


@pytest.mark.parametrize(
    ("value", "level"),
    [(39_999, "Basic"), (40_000, "Level 1"), (499_999, "Level 1"), (500_000, "Level 2")],
)
def test_the_level_follows_the_value(value, level):
    assert f"asks for {level};" in verdict("VE-07", _engaged(contract_value_usd=value)).sentence


@pytest.mark.parametrize(
    ("kind", "level_1", "level_2"),
    [
        ("client_reference", UNPROVEN, UNPROVEN),
        ("financial_statements", MET, UNPROVEN),
        ("incorporation_certificate", UNPROVEN, UNPROVEN),
        ("ownership_declaration", UNPROVEN, UNPROVEN),
    ],
)
def test_each_level_asks_for_its_papers(kind, level_1, level_2):
    lower = replace(without(kind), engagement=replace(ENGAGEMENT, contract_value_usd=100_000))
    assert verdict("VE-07", lower).outcome is level_1
    assert verdict("VE-07", without(kind)).outcome is level_2


def test_a_young_company_may_have_small_contracts():
    young = swapped("incorporation_certificate", values={"incorporated_on": "2025-01-01"})
    small = replace(young, engagement=replace(ENGAGEMENT, contract_value_usd=39_000))
    assert verdict("VE-07", small).outcome is MET
