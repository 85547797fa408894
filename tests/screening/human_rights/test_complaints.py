"""A complaint's way: who may do what next, and what an upheld one becomes."""

from datetime import date, timedelta

import pytest

from screening.human_rights.complaints import Complaint, Step, outcome, refusal, standing, upheld

DAY = date(2026, 3, 1)
COMPLAINT = Complaint(
    id="c-1",
    vendor="v-1",
    names=("Kestrel Meadow Guarding",),
    summary="A guard struck a visitor",
    received_on=DAY,
    category="excessive_force",
)
WAY = ("received", "acknowledged", "classified", "assigned", "upheld", "answered")


def steps(*names, by="clerk"):
    return [Step(step=name, on=DAY + timedelta(days=n), by=by) for n, name in enumerate(names)]


def refused(taken, name, by="clerk", after=0):
    step = Step(step=name, on=DAY + timedelta(days=len(taken) + after), by=by)
    return refusal(steps(*taken), step, contract_officer="officer")


@pytest.mark.parametrize("place", range(len(WAY)))
def test_the_way_of_a_complaint_that_is_upheld(place):
    assert refused(WAY[:place], WAY[place]) == ""


@pytest.mark.parametrize(
    ("taken", "name"),
    [
        ((), "upheld"),
        (("received",), "assigned"),
        (WAY[:4], "answered"),
        (WAY, "received"),
        (WAY, "upheld"),
        (("received",), "forgotten"),
    ],
)
def test_steps_come_in_their_order(taken, name):
    assert refused(taken, name)


@pytest.mark.parametrize(("taken", "name"), [(WAY[:3], "assigned"), (WAY[:4], "not_upheld")])
def test_the_officer_of_the_contract_neither_investigates_nor_decides(taken, name):
    assert "officer of the contract" in refused(taken, name, by="officer")


def test_an_appeal_has_its_time():
    assert refused(WAY, "appealed", after=59) == ""
    assert "within 60 days" in refused(WAY, "appealed", after=70)


def test_an_appeal_is_decided_by_somebody_else():
    taken = (*WAY, "appealed", "assigned")
    assert "who decided before" in refused(taken, "not_upheld")
    assert refused(taken, "not_upheld", by="another") == ""


def test_the_decision_on_appeal_replaces_the_one_before():
    assert outcome(steps(*WAY, "appealed", "assigned", "not_upheld")).step == "not_upheld"


def test_of_two_decisions_on_one_day_the_later_stands():
    same_day = [Step(step=name, on=DAY, by="clerk") for name in (*WAY, "appealed", "not_upheld")]
    assert outcome(same_day).step == "not_upheld"


def test_it_is_closed_only_once_no_appeal_can_come():
    assert "an appeal is possible until 2026-05-05" in refused(WAY, "closed")
    assert refused(WAY, "closed", after=61) == ""


def test_who_complains_is_answered_in_time_or_it_is_said():
    assert standing(steps("received"), DAY + timedelta(days=5)) == "received"
    assert standing(steps("received"), DAY + timedelta(days=6)) == "acknowledgement_overdue"


def test_an_upheld_complaint_becomes_an_account():
    account = upheld(COMPLAINT, steps(*WAY))
    assert (account.standard, account.evidence_class) == ("finding", "regulator_determination")
    assert account.names == COMPLAINT.names


@pytest.mark.parametrize("last", ["not_upheld", "inadmissible"])
def test_no_other_complaint_becomes_one(last):
    assert upheld(COMPLAINT, steps(*WAY[:4], last)) is None
    assert upheld(COMPLAINT, steps(*WAY[:4])) is None
