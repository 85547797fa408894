"""Whether the process lives, and whether it may be relied on."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from app import schema
from app.api.answers import Answer
from app.api.strict import StrictRoute
from app.deps import Now, Served
from app.services import lists, quarantine
from screening.checks.context import why_unusable

router = APIRouter(tags=["health"], route_class=StrictRoute)


class Health(Answer):
    """The process lives."""

    status: str
    """Always "ok"."""


class Readiness(Answer):
    """Whether every run can be complete."""

    ready: bool
    """Whether nothing is missing."""
    problems: list[str]
    """What is missing, in plain words."""
    notes: list[str]
    """What else the reader should know: files that were refused while the list in force stays."""


@router.get("/healthz")
def healthz() -> Health:
    """The process lives."""
    return Health(status="ok")


@router.get("/readyz", responses={503: {"model": Readiness, "description": "Not ready"}})
def readyz(service: Served, now: Now, response: Response) -> Readiness:
    """Whether tables are as they should be, and every list that a run needs is loaded and fresh."""
    if not schema.is_current(service.database):
        return _answer(response, ["the database is not at the newest migration"], [])
    with service.database.reading() as session:
        reference = service.references.basis(session, now).reference
        notes = _notes(session)
    unusable = [
        why_unusable(each, reference.lists.get(each.id), now, reference.refused)
        for each in service.references.policy.lists
    ]
    return _answer(response, [problem for problem in unusable if problem], notes)


def _notes(session: Session) -> list[str]:
    waiting = quarantine.waiting(session)
    quarantined = [
        f"the last file for the list {row.list_id} was refused and is in quarantine "
        f"as {row.id}: {row.reason}"
        for row in waiting.values()
    ]
    failed = [
        f"the list {check.list_id} could not be fetched: {check.reason}"
        for check in lists.newest_checks(session).values()
        if check.result == "failed"
    ]
    return [*quarantined, *failed]


def _answer(response: Response, problems: list[str], notes: list[str]) -> Readiness:
    if problems:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(ready=not problems, problems=problems, notes=notes)
