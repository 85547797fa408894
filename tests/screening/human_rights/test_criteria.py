"""Criteria on conduct, answered from the record and the facts."""

from dataclasses import replace

import pytest

from screening.human_rights.conduct import NOTHING, review
from screening.human_rights.criteria import CRITERIA, answer
from screening.model import Declaration, Verification
from tests.screening.human_rights.said import TODAY, account
from tests.screening.human_rights.world import SUBMISSION, fact


def state(code, *accounts, facts=(), declarations=()):
    given = replace(SUBMISSION, facts=facts, declarations=declarations)
    known = review(replace(NOTHING, accounts=accounts), given, TODAY)
    [answered] = [each for each in answer(known, given, TODAY) if each.criterion.code == code]
    return answered


SEARCHED = fact("adverse_information_search", values={"adverse": False})
BOX = Declaration(code="no_personnel_under_investigation", made=True)


def test_a_ticked_box_proves_nothing():
    assert state("pending_investigation", declarations=(BOX,)).state == "unproven"


def test_a_search_by_somebody_else_supports():
    assert state("pending_investigation", facts=(SEARCHED,)).state == "supported"


def test_the_vendors_own_search_does_not():
    own = replace(SEARCHED, verification=Verification.SELF_ATTESTED)
    assert state("pending_investigation", facts=(own,)).state == "unproven"


def test_an_open_charge_contradicts_whatever_is_declared():
    charged = account(standard="investigation", evidence_class="charge_pending")
    answered = state("pending_investigation", charged, facts=(SEARCHED,), declarations=(BOX,))
    assert (answered.state, answered.against) == ("contradicted", ("a",))


def test_a_declaration_that_is_refused_contradicts():
    refused = replace(BOX, made=False)
    assert state("pending_investigation", declarations=(refused,)).state == "contradicted"


@pytest.mark.parametrize(
    ("code", "category"),
    [("anti_bribery", "corruption"), ("whistleblowers", "retaliation")],
)
def test_an_incident_of_the_kind_contradicts_a_good_policy(code, category):
    policy = {
        "anti_bribery": fact(
            "anti_bribery_policy", values={"gifts_guidance": True, "embezzlement": True}
        ),
        "whistleblowers": fact("whistleblower_policy"),
    }[code]
    assert state(code, facts=(policy,)).state == "supported"
    assert state(code, account(category=category), facts=(policy,)).state == "contradicted"


def test_a_mechanism_without_an_appeal_contradicts_and_one_that_does_not_say_is_unproven():
    whole = dict.fromkeys(
        ("open_to_anyone", "public", "types_defined", "impartial_body", "appeal"), True
    )
    without = fact("complaints_mechanism", values={**whole, "appeal": False})
    silent = fact("complaints_mechanism", values={"public": True})
    assert state("complaints_mechanism", facts=(without,)).state == "contradicted"
    assert state("complaints_mechanism", facts=(silent,)).state == "unproven"


def test_an_acquittal_and_a_retraction_do_not_speak_against():
    free = account(standard="acquittal", evidence_class="final_judgment")
    back = account(id="r", standard="conviction", retracted=True)
    assert state("conviction", free, back).state == "unproven"


def test_facts_out_of_date_do_not_count():
    old = replace(SEARCHED, valid_until=TODAY.replace(year=2025))
    assert state("pending_investigation", facts=(old,)).state == "unproven"


def test_each_criterion_names_its_rules():
    assert len({each.code for each in CRITERIA}) == len(CRITERIA) == 7
    assert all(each.rules for each in CRITERIA)
