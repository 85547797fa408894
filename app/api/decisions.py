"""Decisions: what people decide, and the second person's confirmation."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api.answers import Answer, Paged, Question, fails
from app.api.strict import StrictRoute
from app.auth import Approver, Decider, Reader
from app.deps import Now, Reading, Served, Writing
from app.models import Decision, DecisionConfirmation, Record
from app.services import decisions
from screening.model import Outcome

router = APIRouter(prefix="/v1/decisions", tags=["decisions"], route_class=StrictRoute)

Sentence = Annotated[str, Field(min_length=1, max_length=5000)]


class DecisionIn(Question):
    """What you decide on a run."""

    run: str = Field(min_length=1, max_length=80, examples=["run_0197c2f3a1e0000011b4d2f6a8c3"])
    """Id of the run."""
    outcome: Outcome
    """One of the outcomes the assessment of the run permits."""
    reasons: list[Sentence] = Field(
        min_length=1, max_length=50, examples=[["All gates met; licence confirmed by issuer."]]
    )
    """Why; at least one reason."""
    conditions: list[Sentence] = Field(default=[], max_length=50, examples=[[]])
    """Under which conditions; needed for that outcome and for no other."""
    supersedes: str | None = Field(default=None, max_length=80, examples=[None])
    """The decision on this submission that it takes the place of, if there is one."""


class ConfirmationIn(Question):
    """The second person's yes."""

    note: str = Field(default="", max_length=5000, examples=["Read the file and agree."])
    """Anything to add."""


class ConfirmationOut(Answer):
    """Who confirmed a decision."""

    author: str
    """The second person."""
    at: datetime
    """When."""
    note: str
    """What was added."""


class DecisionOut(Answer):
    """A decision. With `stands` false it waits for a second person, and has no record yet."""

    id: str
    """Id of the decision; its record has the same."""
    run_id: str
    """The run it rests on."""
    outcome: Outcome
    """The outcome."""
    reasons: list[str]
    """Why."""
    conditions: list[str]
    """Under which conditions."""
    author: str
    """Who decided."""
    at: datetime
    """When."""
    needs_second: bool
    """Whether a second person must confirm it."""
    stands: bool
    """Whether nobody else is needed any more."""
    confirmation: ConfirmationOut | None
    """The second person's yes."""
    supersedes: str | None
    """The decision it takes the place of."""
    record_digest: str | None
    """SHA-256 of the signed record's envelope."""
    log_index: int | None
    """Its place in the log."""
    permitted: dict[str, Any]
    """What could be chosen at the time, and why."""


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def decide(
    given: DecisionIn,
    *,
    caller: Decider,
    session: Writing,
    service: Served,
    now: Now,
    response: Response,
) -> DecisionOut:
    """Decide. If nobody else is needed the decision stands at once and its record is signed."""
    draft = decisions.Draft(
        outcome=given.outcome,
        reasons=tuple(given.reasons),
        conditions=tuple(given.conditions),
        supersedes=given.supersedes,
    )
    row = decisions.decide(session, service.scribe, given.run, draft, by=caller.person, now=now)
    response.headers["Location"] = f"/v1/decisions/{row.id}"
    return _answer(session, row)


@router.post(
    "/{decision_id}/confirmation",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def confirm(
    decision_id: str,
    given: ConfirmationIn,
    *,
    caller: Approver,
    session: Writing,
    service: Served,
    now: Now,
) -> DecisionOut:
    """Confirm somebody else's decision: it stands, and its record is signed."""
    decisions.confirm(
        session, service.scribe, decision_id, note=given.note, by=caller.person, now=now
    )
    return _answer(session, decisions.get(session, decision_id))


@router.get("", responses=fails())
def list_decisions(
    _caller: Reader,
    session: Reading,
    page: Paged,
    run: Annotated[str | None, Query(description="Only those on this run.")] = None,
) -> list[DecisionOut]:
    """Decisions, newest first."""
    statement = select(Decision)
    if run is not None:
        statement = statement.where(Decision.run_id == run)
    return [_answer(session, row) for row in page.of(session, statement, Decision.id)]


@router.get("/{decision_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_decision(decision_id: str, _caller: Reader, session: Reading) -> DecisionOut:
    """One decision."""
    return _answer(session, decisions.get(session, decision_id))


def _answer(session: Session, row: Decision) -> DecisionOut:
    second = session.get(DecisionConfirmation, row.id)
    record = session.get(Record, row.id)
    columns = {column.key: getattr(row, column.key) for column in row.__mapper__.column_attrs}
    return DecisionOut.model_validate(
        {
            **columns,
            "stands": decisions.stands(session, row),
            "confirmation": ConfirmationOut.model_validate(second) if second else None,
            "record_digest": record.digest if record else None,
            "log_index": record.log_index if record else None,
        }
    )
