"""Licences, personnel and policies: what a paper must be before it counts."""

from dataclasses import replace
from datetime import date

import pytest

from screening.checks.licences import licences
from screening.checks.personnel import personnel
from screening.checks.policies import policies
from screening.model import Answer, Engagement, Submission, Verification
from tests.screening.checks.world import GUARD, SUBMISSION, context, fact

LICENCES = (
    fact("home_state_licence", country="UG"),
    fact("host_state_licence", country="KE"),
    fact("firearms_licence", country="KE"),
)
PERSONNEL = (
    fact("personnel_screening_certificate"),
    fact("identity_document", subject="guard"),
    fact("criminal_record_check", subject="guard", values={"serious_conviction": False}),
    fact("proceedings_check", subject="guard", values={"pending": False}),
    fact("service_record", subject="guard"),
    fact("medical_certificate", subject="guard", values={"fit": True}),
    fact("substance_test", subject="guard", values={"passed": True}),
    fact("weapon_suitability_check", subject="guard", values={"suitable": True}),
)


def with_facts(*facts: object, **more: object) -> Submission:
    return replace(SUBMISSION, facts=facts, **more)


def test_every_licence_in_force_is_clear():
    assert licences(context(with_facts(*LICENCES))).answer is Answer.CLEAR


@pytest.mark.parametrize("missing", range(3))
def test_a_missing_licence_is_not_checked(missing):
    held = [each for number, each in enumerate(LICENCES) if number != missing]
    result = licences(context(with_facts(*held)))
    assert result.answer is Answer.NOT_CHECKED
    assert result.reason.startswith("no ")


def test_a_licence_for_another_country_does_not_count():
    wrong = replace(LICENCES[1], country="TZ")
    assert "KE" in licences(context(with_facts(LICENCES[0], wrong, LICENCES[2]))).reason


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_until": date(2026, 11, 20)}, "expired on 2026-11-20"),
        ({"valid_from": date(2026, 11, 22)}, "not valid before"),
        ({"values": {"status": "revoked"}}, "is revoked"),
        ({"values": {"status": "in_process"}}, "is in process"),
    ],
)
def test_a_licence_without_force_is_a_finding(change, words):
    broken = replace(LICENCES[1], **change)
    [finding] = licences(context(with_facts(LICENCES[0], broken, LICENCES[2]))).findings
    assert words in finding.sentence


def test_a_newer_licence_makes_an_expired_one_good():
    old = replace(LICENCES[1], id="old", valid_until=date(2025, 1, 1))
    assert licences(context(with_facts(*LICENCES, old))).answer is Answer.CLEAR


def test_the_last_day_of_a_licence_counts():
    last = replace(LICENCES[1], valid_until=date(2026, 11, 21))
    result = licences(context(with_facts(LICENCES[0], last, LICENCES[2])))
    assert result.answer is Answer.CLEAR
    assert result.coverage[0]["ending_soon"] == [last.id]


def test_a_licence_nobody_checked_is_not_checked():
    claimed = replace(LICENCES[1], verification=Verification.SELF_ATTESTED)
    result = licences(context(with_facts(LICENCES[0], claimed, LICENCES[2])))
    assert result.answer is Answer.NOT_CHECKED
    assert "self-attested" in result.reason


def test_unarmed_services_need_no_firearms_permit():
    unarmed = Engagement(organisation="UN", host_country="KE", services=(), armed=False)
    assert licences(context(with_facts(*LICENCES[:2], engagement=unarmed))).answer is Answer.CLEAR


def test_a_guard_with_every_paper_is_clear():
    result = personnel(context(with_facts(*PERSONNEL, parties=(*SUBMISSION.parties, GUARD))))
    assert result.answer is Answer.CLEAR


def test_a_conviction_is_a_finding_even_beside_a_clean_certificate():
    bad = fact(
        "criminal_record_check", id="bad", subject="guard", values={"serious_conviction": True}
    )
    parties = (*SUBMISSION.parties, GUARD)
    result = personnel(context(with_facts(*PERSONNEL, bad, parties=parties)))
    assert [finding.party for finding in result.findings] == ["guard"]
    assert "serious conviction" in result.findings[0].sentence


def test_policies_of_a_vendor_that_hands_in_none_are_not_checked():
    result = policies(context(with_facts()))
    assert result.answer is Answer.NOT_CHECKED
    assert "use-of-force policy" in result.reason
