"""Which gates fire, and which of them decides."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.human_rights.coverage import Asked, cover
from screening.human_rights.gates import (
    BAND,
    BLOCKED,
    ENHANCED,
    INSUFFICIENT,
    REFERRAL,
    Standing,
    Waiver,
    evaluate,
    gate_of,
)
from screening.human_rights.scoring import score
from screening.human_rights.source import Membership
from screening.human_rights.sources import SOURCES
from screening.model import Verification
from tests.screening.human_rights.said import TODAY, WEIGHTS, account, apart, together, wages

UNARMED = Standing(armed=False)
MEMBER = Membership(id="m", name="Kestrel Meadow Guarding", category="certified")
STALE = Asked(source=SOURCES[0], mandatory=True)


def gating(*accounts, standing=UNARMED, asked=(), weights=WEIGHTS):
    scored = score(apart(*accounts), weights, TODAY)
    return evaluate(scored, standing, cover(asked, TODAY), weights)


def gate(*accounts, weights=WEIGHTS):
    return gate_of(score(together(*accounts), weights, TODAY).weighed[0], weights)


def test_nothing_on_record_leaves_the_band():
    assert gating().result == BAND


@pytest.mark.parametrize(
    ("evidence", "standard", "code"),
    [
        ("final_judgment", "conviction", "G1"),
        ("un_reasonable_grounds", "reasonable_grounds", "G1"),
        ("regulator_determination", "finding", "G2"),
        ("charge_pending", "investigation", "G2"),
        ("credible_investigation", "allegation", ""),
    ],
)
def test_the_gate_depends_on_the_evidence(evidence, standard, code):
    assert gate(account(evidence_class=evidence, standard=standard)) == code


def test_a_subcontractor_opens_the_second_gate_only():
    assert gate(account(perpetrator="subcontractor")) == "G2"


def test_five_communications_together_stop_at_the_second_gate():
    five = [
        account(id=key, origin=key, evidence_class="special_procedures", standard="allegation")
        for key in "abcde"
    ]
    assert gate(*five) == "G2"


def test_combined_allegations_reach_the_first_gate_where_the_weights_say_so():
    five = [
        account(id=key, origin=key, evidence_class="special_procedures", standard="allegation")
        for key in "abcde"
    ]
    allowed = replace(WEIGHTS, gates=replace(WEIGHTS.gates, combined_allegations=True))
    assert gate(*five, weights=allowed) == "G1"


def test_remedy_does_not_lift_the_first_gate_by_default():
    mended = account(
        remedy="non_repetition_verified", remedy_verification=Verification.INDEPENDENT_AUDIT
    )
    assert gate(mended) == "G1"
    lifting = replace(WEIGHTS, gates=replace(WEIGHTS.gates, remedy_lifts=True))
    assert gate(mended, weights=lifting) == "G2"


def test_an_ordinary_wrong_opens_no_gate_however_certain():
    assert gate(wages(evidence_class="final_judgment", standard="conviction")) == ""


def test_a_wrong_so_severe_that_it_is_treated_as_grave():
    assert gate(account(category="excessive_force")) == "G1"


def test_an_ineligible_vendor_is_blocked():
    standing = Standing(armed=False, ineligible=("On the UN Ineligibility List",))
    assert gating(standing=standing).result == BLOCKED


@pytest.mark.parametrize(
    ("membership", "result"),
    [
        (None, BLOCKED),
        (MEMBER, BAND),
        (replace(MEMBER, category="affiliate"), BAND),
        (replace(MEMBER, status="suspended"), BLOCKED),
        (replace(MEMBER, certified_until=TODAY - timedelta(days=1)), BLOCKED),
        (replace(MEMBER, certified_until=TODAY), BAND),
    ],
)
def test_armed_services_need_membership_in_force(membership, result):
    assert gating(standing=Standing(armed=True, membership=membership)).result == result


def test_which_categories_count_is_for_the_weights_to_say():
    strict = replace(WEIGHTS, gates=replace(WEIGHTS.gates, memberships=("certified",)))
    affiliate = Standing(armed=True, membership=replace(MEMBER, category="affiliate"))
    fired = gating(standing=affiliate, weights=strict).fired
    assert [gate.code for gate in fired] == ["G4"]
    assert "affiliate" in fired[0].sentence


def test_unarmed_services_need_no_membership():
    assert gating().fired == ()


@pytest.mark.parametrize(
    ("authors", "reason", "day", "result"),
    [
        (("one", "two"), "no member serves there", TODAY, BAND),
        (("one",), "no member serves there", TODAY, BLOCKED),
        (("one", "one"), "no member serves there", TODAY, BLOCKED),
        (("one", "two"), " ", TODAY, BLOCKED),
        (("one", "two"), "no member serves there", date(2027, 1, 1), BLOCKED),
    ],
)
def test_a_waiver_needs_two_people_and_a_reason(authors, reason, day, result):
    waiver = Waiver(authors=authors, reason=reason, on=day)
    given = gating(standing=Standing(armed=True, waiver=waiver))
    assert given.result == result
    assert [gate.code for gate in given.fired] == ["G4"]


def test_a_missing_mandatory_source_is_not_enough_information():
    assert gating(asked=[STALE]).result == INSUFFICIENT


def test_a_grave_allegation_calls_for_enhanced_review():
    assert gating(account(evidence_class="charge_pending")).result == ENHANCED


def test_the_strictest_wins_and_all_that_fire_are_listed():
    standing = Standing(armed=True, ineligible=("False declaration of eligibility",))
    second = account(id="c", evidence_class="charge_pending")
    given = gating(account(), second, standing=standing, asked=[STALE])
    assert given.result == REFERRAL
    assert [gate.code for gate in given.fired] == ["G1", "G3", "G4", "G5", "G2"]


def test_blocked_comes_before_insufficient():
    assert gating(standing=Standing(armed=True), asked=[STALE]).result == BLOCKED
