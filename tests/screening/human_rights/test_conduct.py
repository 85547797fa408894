"""The whole record of one vendor: resolved, merged, weighed, gated, with what was not reached."""

from dataclasses import replace
from datetime import timedelta

from screening.human_rights.conduct import NOTHING, review
from screening.human_rights.coverage import Asked
from screening.human_rights.merging import Link
from screening.human_rights.replies import RemedyEvidence, Reply
from screening.human_rights.sources import icoca
from screening.model import Incident, Verification
from screening.plain import canonical
from tests.screening.human_rights.said import TODAY, account
from tests.screening.human_rights.world import RECORD, SUBMISSION, VENDOR, fact


def seen(record=RECORD, submission=SUBMISSION):
    return review(record, submission, TODAY)


def test_only_what_is_the_vendors_or_its_partys_is_weighed():
    known = seen()
    assert dict(known.parties) == {"a": "vendor", "b": "sub", "d": "vendor"}
    assert known.score.weighed[0].occurrence.key == "a"


def test_a_subsidiarys_and_a_predecessors_conduct_weigh_less():
    attribution = {
        each.occurrence.key: str(each.factor("A").value) for each in seen().score.weighed
    }
    assert attribution == {"a": "1.000000", "b": "0.900000", "d": "0.850000"}


def test_the_same_record_gives_the_same_bytes():
    mixed = replace(RECORD, accounts=RECORD.accounts[::-1], sources=RECORD.sources[::-1])
    assert canonical(seen()) == canonical(seen(mixed))


def test_an_empty_record_says_nothing_was_found_nowhere():
    known = seen(NOTHING)
    assert known.score.band == "low"
    assert known.coverage.statement(0).startswith("Found nothing in 0 of 0 sources")


def test_what_the_vendor_discloses_is_weighed_beside_the_rest():
    own = Incident(id="i1", summary="A guard was bribed", category="corruption", party="sub")
    known = seen(submission=replace(SUBMISSION, incidents=(own,)))
    assert dict(known.parties)["disclosure:i1"] == "sub"
    assert len(known.occurrences) == 4


def test_a_disclosure_joins_the_panels_account_of_the_same_day_only_by_a_person():
    said = RECORD.accounts[0]
    own = Incident(
        id="i1", summary="Two died", category=said.category, occurred=said.occurred, country="KE"
    )
    given = replace(SUBMISSION, incidents=(own,))
    assert [link.rule for link in seen(submission=given).suggested] == ["near"]
    word = Link("a", "disclosure:i1", "near", by="focal-point-1")
    joined = seen(replace(RECORD, links=(word,)), given)
    assert len(joined.occurrences) == len(seen(submission=given).occurrences) - 1


def test_an_account_without_a_known_name_comes_along_when_a_person_links_it():
    unnamed = account(id="u", names=("a company in the north",), source="Corbel Post")
    record = replace(
        RECORD,
        accounts=(*RECORD.accounts, unnamed),
        links=(Link("a", "u", "near", by="focal-point-1"),),
    )
    assert dict(seen(record).parties).get("u") is None
    [first] = [each for each in seen(record).occurrences if each.key == "a"]
    assert [each.id for each in first.accounts] == ["a", "u"]


def test_the_membership_is_found_by_name():
    assert seen().membership.id == "m1"
    assert "G4" not in {gate.code for gate in seen().gating.fired}


def test_the_membership_that_says_least_for_the_vendor_counts():
    lapsed = replace(RECORD.memberships[0], id="m2", status="suspended")
    record = replace(RECORD, memberships=(*RECORD.memberships, lapsed))
    assert seen(record).membership.id == "m2"


def test_without_a_directory_a_fact_that_is_vouched_for_counts():
    record = replace(RECORD, memberships=())
    held = fact("icoca_membership", values={"category": "certified", "status": "active"})
    own = replace(held, verification=Verification.SELF_ATTESTED)
    assert seen(record, replace(SUBMISSION, facts=(held,))).membership.category == "certified"
    assert seen(record, replace(SUBMISSION, facts=(own,))).membership is None


def test_a_stale_directory_is_a_gap():
    stale = Asked(source=icoca.SOURCE, mandatory=True, max_age_days=60, size=9,
                  dated=TODAY - timedelta(days=61))  # fmt: skip
    known = seen(replace(RECORD, accounts=(), sources=(stale,)))
    assert known.gating.result == "insufficient_information"


def test_a_reply_changes_no_number_and_is_there():
    reply = Reply(about="a", received_on=TODAY, position="disputes")
    known = seen(replace(RECORD, replies=(reply,)))
    assert known.score == seen().score
    assert known.heard[0].state == "answered"


def test_remedy_that_is_shown_lowers_the_score_and_lifts_no_gate():
    shown = RemedyEvidence(
        about="a",
        remedy="remedy_delivered",
        verification=Verification.INDEPENDENT_AUDIT,
        given_on=TODAY,
    )
    known = seen(replace(RECORD, remedies=(shown,)))
    assert known.score.h < seen().score.h
    assert known.gating.result == seen().gating.result == "ineligible_referral"


def test_a_vendor_whose_name_nobody_can_read_is_said_so():
    blank = replace(VENDOR, names=(replace(VENDOR.names[0], text="\u2026"),))
    known = seen(submission=replace(SUBMISSION, vendor=blank))
    assert "'vendor' could not be looked for" in known.unlooked[0]
