"""Each company gate speaks: for a complete vendor, against a failing one, and not without facts."""

from dataclasses import replace

import pytest

from screening.model import Disposal, RuleOutcome, Severity, Verification
from tests.screening.guidelines.complete_vendor import (
    COMPLETE,
    ENGAGEMENT,
    clear,
    declining,
    finding,
    found,
    swapped,
    verdict,
    without,
)

GATES = [f"GL-SEL-{n:02}" for n in range(1, 14)] + [f"VE-{n:02}" for n in range(1, 8)]
TRUE = {"sanctions-1": Disposal.TRUE_MATCH, "ineligibility-1": Disposal.TRUE_MATCH}
TRUE["human_rights-1"] = Disposal.TRUE_MATCH


@pytest.mark.parametrize("rule_id", GATES)
def test_a_complete_vendor_meets_it(rule_id):
    assert verdict(rule_id).outcome is RuleOutcome.MET


AGAINST = {
    "GL-SEL-01": swapped("icoca_membership", values={"status": "terminated"}),
    "GL-SEL-02": swapped("icoca_membership", values={"monitoring_cooperation": False}),
    "GL-SEL-03": swapped(
        "licence_history",
        swapped("armed_service_contract", values={"started_on": "2023-01-01"}),
        values={"armed_since": "2023-01-01"},
    ),
    "GL-SEL-04": swapped("home_state_licence", valid_until=COMPLETE.facts[0].valid_from),
    "GL-SEL-05": swapped("host_state_licence", values={"status": "revoked"}),
    "GL-SEL-06": swapped("firearms_licence", values={"covers_use": False}),
    "GL-SEL-07": swapped("ungm_registration", values={"status": "suspended"}),
    "GL-SEL-08": declining("personnel_screening_undertaking"),
    "GL-SEL-09": swapped("use_of_force_policy", values={"status": "withdrawn"}),
    "GL-SEL-10": swapped("weapons_manual", valid_until=COMPLETE.facts[0].valid_from),
    "GL-SEL-11": swapped("bid_document_set", values={"training": False}),
    "GL-SEL-12": declining("eligibility"),
    "GL-SEL-13": swapped("adverse_information_search", values={"adverse": True}),
    "VE-03": declining("no_proscribed_practices"),
    "VE-04": swapped("solvency_certificate", values={"insolvent": True}),
    "VE-05": swapped("official_links", values={"restriction_breached": True}),
    "VE-06": declining("supplier_code_accepted"),
    "VE-07": swapped("incorporation_certificate", values={"incorporated_on": "2025-01-01"}),
}


@pytest.mark.parametrize(("rule_id", "submission"), AGAINST.items())
def test_a_fact_or_declaration_to_the_contrary_makes_it_unmet(rule_id, submission):
    assert verdict(rule_id, submission).outcome is RuleOutcome.UNMET


@pytest.mark.parametrize(
    ("rule_id", "check"),
    [("VE-01", "sanctions"), ("VE-02", "ineligibility"), ("GL-SEL-13", "human_rights")],
)
def test_a_confirmed_finding_makes_it_unmet(rule_id, check):
    hit = finding(check, list_id="un-sc")
    assert verdict(rule_id, results=found(hit), disposals=TRUE).outcome is RuleOutcome.UNMET


SILENT = {
    "GL-SEL-01": without("icoca_membership"),
    "GL-SEL-02": without("icoca_membership"),
    "GL-SEL-03": without("armed_service_contract", without("licence_history")),
    "GL-SEL-04": without("home_state_licence"),
    "GL-SEL-05": without("host_state_licence"),
    "GL-SEL-06": without("firearms_licence"),
    "GL-SEL-07": without("ungm_registration"),
    "GL-SEL-08": declining("personnel_screening_undertaking", gone=True),
    "GL-SEL-09": without("use_of_force_policy"),
    "GL-SEL-10": without("weapons_manual"),
    "GL-SEL-11": without("bid_document_set"),
    "GL-SEL-12": declining("eligibility", gone=True),
    "VE-03": declining("no_proscribed_practices", gone=True),
    "VE-04": without("financial_statements", without("solvency_certificate")),
    "VE-05": declining("post_employment_respected", gone=True),
    "VE-06": declining("eligibility", gone=True),
    "VE-07": replace(COMPLETE, engagement=replace(ENGAGEMENT, contract_value_usd=None)),
}


@pytest.mark.parametrize(("rule_id", "submission"), SILENT.items())
def test_silence_leaves_it_unproven(rule_id, submission):
    assert verdict(rule_id, submission).outcome is RuleOutcome.UNPROVEN


@pytest.mark.parametrize(
    ("rule_id", "check"),
    [("VE-01", "sanctions"), ("VE-02", "ineligibility"), ("GL-SEL-13", "human_rights")],
)
def test_a_check_that_was_not_made_leaves_it_unproven(rule_id, check):
    assert verdict(rule_id, results=clear(without=check)).outcome is RuleOutcome.UNPROVEN


@pytest.mark.parametrize("rule_id", [f"GL-SEL-{n:02}" for n in (1, 2, 3, 4, 5, 6, 9, 10)])
def test_unarmed_services_are_outside(rule_id):
    unarmed = replace(COMPLETE, engagement=replace(ENGAGEMENT, armed=False))
    answer = verdict(rule_id, unarmed)
    assert answer.outcome is RuleOutcome.NOT_APPLICABLE
    assert "unarmed" in answer.sentence


@pytest.mark.parametrize("kind", ["home_state_licence", "icoca_membership", "weapons_manual"])
def test_the_vendors_word_alone_carries_no_gate(kind):
    rule_id = {"home": "GL-SEL-04", "icoca": "GL-SEL-01", "weapons": "GL-SEL-10"}[
        kind.split("_")[0]
    ]
    answer = verdict(rule_id, swapped(kind, verification=Verification.SELF_ATTESTED))
    assert answer.outcome is RuleOutcome.UNPROVEN
    assert "only self-attested" in answer.sentence


@pytest.mark.parametrize(
    ("rule_id", "kind"),
    [
        ("GL-SCR-01", "personnel_screening_certificate"),
        ("GL-TRN-11", "training_completion_certificate"),
    ],
)
def test_a_certificate_carries_by_design_and_says_so(rule_id, kind):
    answer = verdict(rule_id, swapped(kind, verification=Verification.SELF_ATTESTED))
    assert answer.outcome is RuleOutcome.MET
    assert "self-attested" in answer.sentence


def test_an_undertaking_carries_by_design_and_says_so():
    assert "self-attested" in verdict("GL-SEL-08").sentence


def test_a_category_the_un_has_not_decided_on_is_for_a_person():
    answer = verdict("GL-SEL-01", swapped("icoca_membership", values={"category": "affiliate"}))
    assert answer.outcome is RuleOutcome.UNPROVEN
    assert "a person decides" in answer.sentence


def test_a_finding_that_only_refers_does_not_make_a_gate_unmet():
    hit = finding("ineligibility", Severity.REFERS)
    assert verdict("VE-02", results=found(hit), disposals=TRUE).outcome is RuleOutcome.UNPROVEN


def test_another_list_does_not_concern_the_security_council_gate():
    hit = finding("sanctions", list_id="elsewhere")
    assert verdict("VE-01", results=found(hit)).outcome is RuleOutcome.MET
