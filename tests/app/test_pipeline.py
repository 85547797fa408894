"""Standing: read off the records, and never better than they allow."""

from datetime import timedelta

import pytest

from app import pipeline
from app.models import Run
from app.pipeline import ErpStanding, State
from app.services import decisions, disposals, runs, submissions
from app.services.decisions import Draft
from app.services.disposals import Made
from app.shapes import SubmissionIn
from screening.model import Disposal, Outcome
from tests.app.conftest import NOW
from tests.app.samples import LISTED, ONE_MORE, load, load_lists, submission, un_list, with_owner


@pytest.fixture(autouse=True)
def lists_in_force(service):
    load_lists(service)


def submit(service, body=None, hours: int = 0):
    given = SubmissionIn.model_validate(body or submission())
    with service.database.writing() as session:
        return submissions.submit(session, given, by="officer", now=NOW + timedelta(hours=hours)).id


def run(service, submission_id: str, hours: int = 1) -> str:
    return runs.run(
        service.database,
        service.references,
        submission_id,
        occasion="requested",
        by="officer",
        now=NOW + timedelta(hours=hours),
    )


def dispose(service, run_id: str, disposal: Disposal, *, hours: int = 2, **more) -> None:
    with service.database.writing() as session:
        for finding in runs.findings(session, run_id):
            made = Made(disposal=disposal, reason="Looked at it.", **more)
            at = NOW + timedelta(hours=hours)
            disposals.dispose(session, finding.id, made, by="focal", now=at)


def decide(service, run_id: str, outcome: Outcome, hours: int = 3):
    draft = Draft(outcome=outcome, reasons=("Looked at everything.",))
    with service.database.writing() as session:
        at = NOW + timedelta(hours=hours)
        return decisions.decide(session, service.scribe, run_id, draft, by="officer", now=at)


def stands(service, hours: int = 4):
    with service.database.reading() as session:
        return pipeline.standing_of_vendor(
            session, "ungm-481220", service.references.policy, NOW + timedelta(hours=hours)
        )


def test_received_until_it_is_run(service) -> None:
    submit(service)
    said = stands(service)
    assert (said.state, said.erp) == (State.RECEIVED, ErpStanding.WARNING)


def test_a_finding_waits_for_a_person(service) -> None:
    run(service, submit(service, with_owner(LISTED)))
    assert stands(service).state is State.AWAITING_DISPOSAL


def test_then_a_decision_is_awaited(service) -> None:
    made = run(service, submit(service, with_owner(LISTED)))
    dispose(service, made, Disposal.TRUE_MATCH)
    assert stands(service).state is State.AWAITING_DECISION


def test_a_referred_vendor_is_not_allowed(service) -> None:
    made = run(service, submit(service, with_owner(LISTED)))
    dispose(service, made, Disposal.UNRESOLVED)
    decide(service, made, Outcome.REFERRED)
    said = stands(service)
    assert (said.state, said.erp) == (State.DECIDED, ErpStanding.NOT_ALLOWED)
    assert said.log_index is not None


def test_handing_in_again_opens_no_door(service) -> None:
    made = run(service, submit(service, with_owner(LISTED)))
    dispose(service, made, Disposal.UNRESOLVED)
    decide(service, made, Outcome.REFERRED)
    submit(service, hours=4)
    said = stands(service, hours=5)
    assert (said.state, said.erp) == (State.RECEIVED, ErpStanding.NOT_ALLOWED)


def test_a_list_that_changed_since_is_said(service) -> None:
    made = run(service, submit(service, with_owner(LISTED)))
    dispose(service, made, Disposal.UNRESOLVED)
    decide(service, made, Outcome.REFERRED)
    load(service, "un-sc", un_list(published="2026-10-31T00:00:00Z", more=ONE_MORE))
    assert any("the list un-sc changed" in change for change in stands(service).changes)


def test_an_expired_disposal_is_open_again(service) -> None:
    made = run(service, submit(service, with_owner(LISTED)))
    dispose(service, made, Disposal.FALSE_MATCH, expires_on=NOW.date())
    assert stands(service, hours=4).state is State.AWAITING_DECISION
    assert stands(service, hours=48).state is State.AWAITING_DISPOSAL


def test_what_was_disposed_of_need_not_be_looked_at_again_while_it_is_the_same(service) -> None:
    handed_in = submit(service, with_owner(LISTED))
    dispose(service, run(service, handed_in), Disposal.TRUE_MATCH)
    run(service, handed_in, hours=3)
    assert stands(service).state is State.AWAITING_DECISION


def test_what_changed_in_a_finding_must_be_looked_at_again(service) -> None:
    dispose(service, run(service, submit(service, with_owner(LISTED))), Disposal.TRUE_MATCH)
    changed = with_owner(LISTED.replace("Trelleck", "Trellek"))
    run(service, submit(service, changed, hours=3), hours=4)
    assert stands(service, hours=5).state is State.AWAITING_DISPOSAL


def test_waiting_submissions_are_run_once(service) -> None:
    submit(service)
    assert len(pipeline.advance(service, NOW + timedelta(hours=1))) == 1
    assert pipeline.advance(service, NOW + timedelta(hours=2)) == []


def test_taken_up_twice_at_once_it_is_run_once(service, monkeypatch) -> None:
    submission_id = submit(service)
    screen = runs.screen

    def taken_up_meanwhile(*asked):
        monkeypatch.setattr(runs, "screen", screen)
        first.extend(pipeline.advance(service, NOW))
        return screen(*asked)

    first: list[str] = []
    monkeypatch.setattr(runs, "screen", taken_up_meanwhile)
    assert pipeline.advance(service, NOW) == first
    with service.database.reading() as session:
        assert runs.newest_of(session, submission_id).id == first[0]
        assert session.query(Run).count() == 1


def test_waiting_no_longer_it_is_left_alone(service) -> None:
    run(service, submit(service))
    assert pipeline.advance(service, NOW + timedelta(hours=2)) == []
