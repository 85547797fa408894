"""Whether the process lives, and whether it may be relied on."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Response

from app import schema
from app.api.answers import Answer
from app.api.strict import StrictRoute
from app.deps import Now, Served
from app.services import lists
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
    """Whether tables are as they should be, and every mandatory list is loaded and fresh."""
    if not schema.is_current(service.database):
        return _answer(response, ["the database is not at the newest migration"], [])
    with service.database.reading() as session:
        reference = service.references.basis(session, now).reference
        checks = lists.newest_checks(session).values()
    wanted = [each for each in service.references.policy.lists if each.mandatory]
    unusable = [why_unusable(each, reference.lists.get(each.id), now) for each in wanted]
    refused = [
        f"the last file for the list {check.list_id} was {check.result}: {check.reason}"
        for check in checks
        if check.snapshot_id is None
    ]
    return _answer(response, [problem for problem in unusable if problem], refused)


def _answer(response: Response, problems: list[str], notes: list[str]) -> Readiness:
    if problems:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return Readiness(ready=not problems, problems=problems, notes=notes)
