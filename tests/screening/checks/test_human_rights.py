"""The human-rights check: silence is not innocence, and a grave incident is never clear."""

from dataclasses import replace

from screening.checks.human_rights import human_rights
from screening.model import Answer, Incident, Severity
from tests.screening.checks.world import SUBMISSION, context, fact

SEARCHED = fact("adverse_information_search", values={"adverse": False})
GRAVE = Incident(
    id="i1",
    summary="Detainees were beaten at a gate post",
    category="torture",
    evidence_class="un_reasonable_grounds",
)


def test_a_search_that_found_nothing_is_clear():
    assert human_rights(context(replace(SUBMISSION, facts=(SEARCHED,)))).answer is Answer.CLEAR


def test_a_vendor_that_discloses_nothing_has_shown_nothing():
    result = human_rights(context())
    assert result.answer is Answer.NOT_CHECKED
    assert "search for adverse information" in result.reason


def test_a_grave_incident_is_a_finding_with_its_gate():
    given = replace(SUBMISSION, facts=(SEARCHED,), incidents=(GRAVE,))
    [finding] = human_rights(context(given)).findings
    assert (finding.severity, finding.evidence["gate"]) == (Severity.REFERS, "G1")
    assert "torture" in finding.sentence.casefold()


def test_a_small_incident_informs():
    small = replace(GRAVE, category="wages", evidence_class="single_media")
    given = replace(SUBMISSION, facts=(SEARCHED,), incidents=(small,))
    [finding] = human_rights(context(given)).findings
    assert finding.severity is Severity.INFORMS


def test_a_search_that_found_something_is_a_finding():
    found = replace(SEARCHED, values={"adverse": True})
    [finding] = human_rights(context(replace(SUBMISSION, facts=(found,)))).findings
    assert "adverse" in finding.sentence
