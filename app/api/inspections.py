"""Engagements under way: inspections and contract reviews, and which of them is due when."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field, StrictBool

from app.api.answers import Answer, Question, fails
from app.api.strict import StrictRoute
from app.auth import Decider, Reader
from app.deps import Now, Reading, Writing
from app.services import inspections
from app.services.inspections import Held
from app.shapes.dates import Day
from app.shapes.values import Digest
from screening.human_rights.duties import Due

router = APIRouter(prefix="/v1/engagements", tags=["engagements"], route_class=StrictRoute)

Kind = Literal["daily_inspection", "monthly_review", "continuing_need_review"]
Engagement = Annotated[str, Path(description="Id of the submission that names the engagement.")]


class InspectionIn(Question):
    """An inspection of the services, or a review of the contract, that took place."""

    kind: Kind = Field(examples=["daily_inspection"])
    """A day's inspection, a month's review of performance, a year's review of the need."""
    held_on: Day = Field(examples=["2027-01-04"])
    """The day on which it was held."""
    passed: StrictBool
    """Passed; performance satisfactory; the company still needed."""
    note: str = Field(default="", max_length=5000, examples=["Weapons counted, all there."])
    """What was seen."""
    document: Digest = ""
    """SHA-256 of what was written down."""
    supersedes: str | None = Field(default=None, max_length=80, examples=[None])
    """The inspection on record that this one puts right."""

    def to_held(self) -> Held:
        said = self.model_dump()
        return Held(on=said.pop("held_on"), **said)


class InspectionOut(Answer):
    """An inspection on record."""

    id: str
    """Its id."""
    kind: str
    """What kind."""
    held_on: date
    """The day on which it was held."""
    passed: bool
    """How it came out."""
    by: str
    """Who put it on record."""
    at: datetime
    """When."""
    note: str
    """What was seen."""
    document: str
    """SHA-256 of what was written down."""
    supersedes: str | None
    """The one it puts right."""


class DutyOut(Answer):
    """How one duty stands."""

    rule: str = Field(examples=["GL-OVR-02"])
    """The rule that asks for it."""
    kind: Kind
    """What is to be held."""
    label: str = Field(examples=["Daily inspection"])
    """The same in words."""
    every: Literal["day", "month", "year"]
    """Once in each of these."""
    state: Literal["met", "due", "overdue"]
    """Done for now, still to be done in time, or late."""
    due_on: date
    """By when the next one is due, or the last one missed was."""
    last: date | None
    """When it was last held."""
    missed: list[date]
    """The last day of every period that went by without one."""
    failed: list[str]
    """Ids of those that did not pass."""
    sentence: str
    """All of it in one sentence."""


@router.post(
    "/{engagement_id}/inspections",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def record_inspection(
    engagement_id: Engagement,
    given: InspectionIn,
    *,
    caller: Decider,
    session: Writing,
    now: Now,
    response: Response,
) -> InspectionOut:
    """Put an inspection or review on record; it joins the facts of the next run."""
    row = inspections.record(session, engagement_id, given.to_held(), by=caller.person, now=now)
    response.headers["Location"] = f"/v1/engagements/{engagement_id}/inspections"
    return InspectionOut.model_validate(row)


@router.get("/{engagement_id}/inspections", responses=fails(HTTPStatus.NOT_FOUND))
def list_inspections(
    engagement_id: Engagement, _caller: Reader, session: Reading
) -> list[InspectionOut]:
    """What is on record of an engagement, first to last, without what was put right since."""
    submission = inspections.engagement(session, engagement_id)
    return [InspectionOut.model_validate(row) for row in inspections.of(session, submission)]


@router.get("/{engagement_id}/duties", responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def list_duties(
    engagement_id: Engagement, _caller: Reader, session: Reading, now: Now
) -> list[DutyOut]:
    """Which inspection or review is due when, and which were missed."""
    submission = inspections.engagement(session, engagement_id)
    return [_duty(due) for due in inspections.dues(session, submission, now.date())]


def _duty(due: Due) -> DutyOut:
    return DutyOut.model_validate(
        {
            "rule": due.duty.rule,
            "kind": due.duty.kind,
            "label": due.duty.label,
            "every": due.duty.every,
            "state": due.state,
            "due_on": due.due_on,
            "last": due.last.on if due.last else None,
            "missed": list(due.missed),
            "failed": list(due.failed),
            "sentence": due.sentence,
        }
    )
