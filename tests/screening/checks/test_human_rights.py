"""The human-rights check: silence is not innocence, and a grave incident is never clear."""

from dataclasses import replace

from screening.checks.context import prepare
from screening.checks.human_rights import human_rights
from screening.human_rights.account import Account
from screening.human_rights.conduct import Conduct
from screening.human_rights.coverage import Asked
from screening.human_rights.replies import Reply
from screening.human_rights.source import Membership
from screening.human_rights.sources import panels
from screening.human_rights.successions import Succession
from screening.model import Answer, Incident, Name, Severity
from screening.plain import canonical
from tests.screening.checks.world import LISTS, NOW, POLICY, SUBMISSION, VENDOR, context, fact

SEARCHED = fact("adverse_information_search", values={"adverse": False})
GIVEN = replace(SUBMISSION, facts=(SEARCHED,))
GRAVE = Incident(
    id="i1",
    summary="Detainees were beaten at a gate post",
    category="torture",
    evidence_class="un_reasonable_grounds",
)
SAID = Account(
    id="p1",
    source="panels",
    names=("Kestrel Meadow Guarding Ltd",),
    summary="Detainees were beaten at a gate post",
    category="torture",
    standard="reasonable_grounds",
    evidence_class="un_reasonable_grounds",
    digest="d" * 64,
)


def asked(conduct=None, submission=GIVEN):
    return human_rights(prepare(submission, LISTS, POLICY, NOW, conduct=conduct or Conduct()))


def test_a_search_that_found_nothing_is_clear():
    assert asked().answer is Answer.CLEAR


def test_a_vendor_that_discloses_nothing_has_shown_nothing():
    result = human_rights(context())
    assert result.answer is Answer.NOT_CHECKED
    assert "search for adverse information" in result.reason


def test_a_grave_incident_is_a_finding_with_its_gate():
    [finding] = asked(submission=replace(GIVEN, incidents=(GRAVE,))).findings
    assert (finding.severity, finding.evidence["gate"]) == (Severity.REFERS, "G1")
    assert "torture" in finding.sentence.casefold()


def test_a_small_incident_informs():
    small = replace(GRAVE, category="wages", evidence_class="single_media")
    [finding] = asked(submission=replace(GIVEN, incidents=(small,))).findings
    assert finding.severity is Severity.INFORMS


def test_a_search_that_found_something_is_a_finding():
    found = replace(SEARCHED, values={"adverse": True})
    [finding] = asked(submission=replace(SUBMISSION, facts=(found,))).findings
    assert "adverse" in finding.sentence


def test_what_a_source_says_of_the_vendor_is_a_finding_with_every_factor():
    [finding] = asked(Conduct(accounts=(SAID,))).findings
    assert finding.evidence["gate"] == "G1"
    assert finding.evidence["credibility"] == "0.850000"
    assert [factor["name"] for factor in finding.evidence["factors"]] == ["S", "A", "C", "R", "m"]
    assert all("d" * 64 in factor["digests"] for factor in finding.evidence["factors"])


def test_what_a_source_says_of_somebody_else_is_not():
    other = replace(SAID, names=("Corbel Ardent Guards",))
    assert asked(Conduct(accounts=(other,))).answer is Answer.CLEAR


def test_the_conduct_of_a_predecessor_reaches_the_vendor():
    earlier = Succession(
        earlier="Osprey Harbour Patrol", later="Kestrel Meadow Guarding", kind="acquired"
    )
    record = Conduct(accounts=(replace(SAID, names=("Osprey Harbour",)),), successions=(earlier,))
    [finding] = asked(record).findings
    assert finding.evidence["attribution"] == "0.850000"
    assert "was acquired by" in finding.evidence["attributions"][0]


def test_the_key_stays_while_the_evidence_does():
    [first] = asked(Conduct(accounts=(SAID,))).findings
    reread = replace(SAID, digest="e" * 64, line=9)
    [again] = asked(Conduct(accounts=(reread,))).findings
    changed = replace(SAID, standard="allegation")
    [other] = asked(Conduct(accounts=(changed,))).findings
    assert first.key == again.key != other.key


def test_a_mandatory_source_that_was_not_reached_leaves_the_question_open():
    missing = Asked(source=panels.SOURCE, mandatory=True)
    result = asked(Conduct(sources=(missing,)))
    assert result.answer is Answer.NOT_CHECKED
    assert "never been loaded" in result.reason


def test_the_coverage_names_each_source_and_sums_up():
    result = asked(Conduct(accounts=(SAID,), sources=(Asked(source=panels.SOURCE),)))
    assert any(line.get("source") == "panels" for line in result.coverage)
    assert result.coverage[-1]["band"] == "high"
    assert "not of innocence" in str(result.coverage[-1]["statement"])


def test_the_vendors_reply_stands_beside_the_finding():
    reply = Reply(about="p1", received_on=NOW.date(), position="disputes", text="It was not us")
    [finding] = asked(Conduct(accounts=(SAID,), replies=(reply,))).findings
    assert finding.evidence["reply"][0]["state"] == "answered"


def test_the_answer_is_plain_data_and_always_the_same():
    record = Conduct(accounts=(SAID, replace(SAID, id="p2", origin="x")))
    mixed = replace(record, accounts=record.accounts[::-1])
    left, right = asked(record), asked(mixed)
    assert canonical(left.findings) == canonical(right.findings)


def test_a_vendor_whose_name_cannot_be_read_is_never_clear():
    blank = replace(GIVEN, vendor=replace(VENDOR, names=(Name("\u2026"),)))
    assert asked(submission=blank).answer is Answer.NOT_CHECKED


MEMBER = Membership(
    id="icoca:2", name="Kestrel Meadow Guarding Ltd", category="certified", digest="e" * 64
)
OTHER = Membership(id="icoca:3", name="Zephyr Shield", category="certified", digest="e" * 64)
STATED = fact("icoca_membership", values={"category": "certified", "status": "active"})


def on_membership(*directory, stated=()):
    result = asked(Conduct(memberships=directory), replace(GIVEN, facts=(SEARCHED, *stated)))
    return [finding for finding in result.findings if finding.evidence["gate"] == "G4"]


def test_a_member_in_the_directory_is_no_finding():
    assert on_membership(MEMBER, stated=(STATED,)) == []


def test_a_suspended_membership_is_a_finding_whatever_a_fact_says():
    [finding] = on_membership(replace(MEMBER, status="suspended"), stated=(STATED,))
    assert finding.severity is Severity.REFERS
    assert "has lapsed" in finding.sentence


def test_a_vendor_the_directory_does_not_name_is_a_finding():
    [finding] = on_membership(OTHER)
    assert "not known to be a member" in finding.sentence


def test_a_fact_the_directory_does_not_bear_out_goes_to_a_person():
    [finding] = on_membership(OTHER, stated=(STATED,))
    assert finding.severity is Severity.INFORMS


def test_without_a_directory_the_facts_are_asked_alone():
    assert on_membership() == []
