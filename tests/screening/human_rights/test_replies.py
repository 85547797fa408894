"""The right of reply: told, waiting, late, answered; and remedy as far as it is vouched for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from screening.human_rights.replies import Notice, RemedyEvidence, Reply, heard, remedied
from screening.model import Verification
from tests.screening.human_rights.said import TODAY, account, together, wages

WEEK = timedelta(days=7)
NOTICE = Notice(about="a", sent_on=TODAY - WEEK, answer_by=TODAY + WEEK)
REPLY = Reply(about="a", received_on=TODAY, position="disputes", text="It was not us")


@pytest.mark.parametrize(
    ("notices", "replies", "state"),
    [
        ([], [], "not_notified"),
        ([NOTICE], [], "awaiting"),
        ([replace(NOTICE, answer_by=TODAY - timedelta(days=1))], [], "overdue"),
        ([NOTICE], [REPLY], "answered"),
        ([], [REPLY], "answered"),
        ([NOTICE], [replace(REPLY, received_on=TODAY + WEEK)], "awaiting"),
        ([replace(NOTICE, about="other")], [], "not_notified"),
    ],
)
def test_where_the_right_of_reply_stands(notices, replies, state):
    [occurrence] = together(account())
    said = heard(occurrence, notices, replies, TODAY)
    assert said.state == state
    assert said.sentence


def test_the_last_answer_is_the_one_that_is_told():
    [occurrence] = together(account())
    earlier = replace(REPLY, received_on=TODAY - WEEK, position="no_comment")
    said = heard(occurrence, [NOTICE], [REPLY, earlier], TODAY)
    assert "disputes" in said.sentence
    assert [reply.position for reply in said.replies] == ["no_comment", "disputes"]


def shown(**changes):
    given = {
        "about": "a",
        "remedy": "remedy_delivered",
        "verification": Verification.INDEPENDENT_AUDIT,
        "given_on": TODAY,
    }
    return RemedyEvidence(**{**given, **changes})


def test_remedy_that_is_shown_counts_with_who_vouches_for_it():
    [mended] = remedied([account()], [shown()], TODAY)
    assert (mended.remedy, mended.remedy_verification) == (
        "remedy_delivered",
        Verification.INDEPENDENT_AUDIT,
    )


def test_what_only_the_vendor_says_never_displaces_what_is_vouched_for():
    boast = shown(remedy="non_repetition_verified", verification=Verification.SELF_ATTESTED)
    [mended] = remedied([account()], [boast, shown()], TODAY)
    assert mended.remedy == "remedy_delivered"


def test_evidence_takes_nothing_back():
    [kept] = remedied([wages()], [shown(about="b", remedy="acknowledged")], TODAY)
    assert kept.remedy == "remedy_delivered"


def test_evidence_of_tomorrow_is_not_there_today():
    [kept] = remedied([account()], [shown(given_on=TODAY + WEEK)], TODAY)
    assert kept.remedy == "none"
