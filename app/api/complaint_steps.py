"""Complaints, for who works on them: how far each has come, its steps, and the seal."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Response
from pydantic import AfterValidator, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api.answers import Answer, Paged, Question, fails
from app.api.strict import StrictRoute
from app.auth import ComplaintReader, FocalPoint
from app.deps import Now, Reading, Served, Writing
from app.models import Complaint
from app.services import complaint_steps, complaints
from app.services.complaint_steps import Classification, Taken
from app.shapes.values import Line, NameText, OptionalCountry, Weight, one_of
from screening.human_rights import complaints as library
from screening.human_rights.taxonomy import CATEGORIES, PERPETRATORS

router = APIRouter(prefix="/v1/complaints", tags=["complaints"], route_class=StrictRoute)

Category = Annotated[str, AfterValidator(one_of("category", tuple(CATEGORIES)))]
Perpetrator = Annotated[str, AfterValidator(one_of("perpetrator", tuple(PERPETRATORS)))]
Step = Literal[
    "acknowledged",
    "classified",
    "assigned",
    "upheld",
    "upheld_in_part",
    "not_upheld",
    "inadmissible",
    "answered",
    "closed",
]


class ClassificationIn(Question):
    """What a complaint amounts to, in your words: it may become an account of an incident."""

    vendor: str = Field(default="", max_length=80, examples=["ungm-481220"])
    """Id of the vendor; left out while it is none here."""
    names: tuple[NameText, ...] = Field(
        min_length=1, max_length=20, examples=[["Kestrel Vale Protection Ltd"]]
    )
    """The company's names, as it is known; who it is among the parties is looked up by them."""
    summary: str = Field(
        min_length=1, max_length=2000, examples=["A guard struck a visitor at a gate."]
    )
    """What happened, without anybody who complained or was harmed."""
    category: Category = Field(examples=["excessive_force"])
    """What kind of harm."""
    perpetrator: Perpetrator = "personnel"
    """Who did it, seen from the company."""
    country: OptionalCountry = ""
    """In which country."""
    place: Line = Field(default="", examples=["Example City"])
    """Where, no closer than may be known."""
    scale: Weight = None
    """How grave, from 0 to 1 (UNGP 14)."""
    scope: Weight = None
    """How many it reached, from 0 to 1."""
    irremediability: Weight = None
    """How far it cannot be made good, from 0 to 1."""

    def to_model(self) -> Classification:
        return Classification(**{name: getattr(self, name) for name in type(self).model_fields})


class StepIn(Question):
    """One step with a complaint. Its place in the order and your part in it are checked."""

    step: Step = Field(examples=["acknowledged"])
    """What you do."""
    note: str = Field(default="", max_length=20_000, examples=["Received, and being looked at."])
    """Why; with `answered`, the answer that the complainant is given."""
    investigator: str | None = Field(default=None, min_length=1, max_length=200, examples=[None])
    """With `assigned`: to whom. Not the officer of the contract."""
    classification: ClassificationIn | None = None
    """With `classified`; with `upheld` or `upheld_in_part` if it turned out otherwise."""

    def to_taken(self) -> Taken:
        return Taken(
            step=self.step,
            note=self.note,
            investigator=self.investigator,
            classification=self.classification.to_model() if self.classification else None,
        )


class StepOut(Answer):
    """One thing that was done."""

    step: str
    """What."""
    at: datetime
    """When."""
    by: str
    """Who: a person of the service, or `complainant`."""
    note: str
    """Why."""
    investigator: str | None
    """To whom it was assigned."""
    classification: dict[str, Any] | None
    """What it was held to amount to."""


class ComplaintOut(Answer):
    """A complaint, without a word on who made it."""

    id: str
    """Its reference."""
    about: list[str]
    """Whom it is about, as the complainant put it."""
    received_at: datetime
    """When it was received."""
    state: str = Field(examples=["assigned"])
    """The last step, or `acknowledgement_overdue` where nobody acknowledged it in time."""
    vendor: str | None
    """The vendor it is about, once classified."""
    category: str | None
    """What kind of harm, once classified."""
    investigator: str | None
    """With whom it is."""
    named: bool
    """Whether the complainant said who they are: the investigator can then ask them."""


class ComplaintWhole(ComplaintOut):
    """A complaint with what it says and all that was done."""

    what_happened: str
    """What happened, in the complainant's words."""
    occurred: dict[str, Any] | None
    """When."""
    country: str
    """In which country."""
    place: str
    """Where."""
    steps: list[StepOut]
    """All that was done, first to last."""


class IdentityOut(Answer):
    """Who complained. That you opened this is in the log."""

    name: str
    """Their name."""
    contact: str
    """Where to reach them."""
    more: str
    """Anything else by which they could be known."""


@router.get("", responses=fails())
def list_complaints(
    _caller: ComplaintReader, session: Reading, page: Paged, now: Now
) -> list[ComplaintOut]:
    """Complaints, newest first."""
    rows = page.of(session, select(Complaint), Complaint.id)
    return [ComplaintOut.model_validate(_said(session, row, now)) for row in rows]


@router.get("/{complaint_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_complaint(
    complaint_id: str, _caller: ComplaintReader, session: Reading, now: Now
) -> ComplaintWhole:
    """One complaint with its steps."""
    return _whole(session, complaint_id, now)


@router.post(
    "/{complaint_id}/steps",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def take_step(
    complaint_id: str, given: StepIn, caller: FocalPoint, session: Writing, now: Now
) -> ComplaintWhole:
    """Take one step; an upheld complaint becomes an account of the incident register with it."""
    complaint_steps.take(session, complaint_id, given.to_taken(), by=caller.person, now=now)
    return _whole(session, complaint_id, now)


@router.get("/{complaint_id}/identity", responses=fails(HTTPStatus.NOT_FOUND))
def open_identity(
    complaint_id: str,
    *,
    caller: FocalPoint,
    session: Writing,
    service: Served,
    now: Now,
    response: Response,
) -> IdentityOut:
    """Who complained: for the investigator it is assigned to, and on record each time."""
    found = complaint_steps.open_identity(
        session, service.seal, complaint_id, by=caller.person, now=now
    )
    response.headers["Cache-Control"] = "no-store"
    return IdentityOut.model_validate(found)


def _whole(session: Session, complaint_id: str, now: datetime) -> ComplaintWhole:
    row = complaints.get(session, complaint_id)
    said = _said(session, row, now)
    steps = [StepOut.model_validate(each) for each in complaints.steps_of(session, row.id)]
    columns = ("what_happened", "occurred", "country", "place")
    return ComplaintWhole.model_validate(
        {**said, **{name: getattr(row, name) for name in columns}, "steps": steps}
    )


def _said(session: Session, row: Complaint, now: datetime) -> dict[str, object]:
    steps = complaints.steps_of(session, row.id)
    known = complaint_steps.classification(steps)
    return {
        "id": row.id,
        "about": row.about,
        "received_at": row.received_at,
        "state": library.standing(map(complaints.as_step, steps), now.date()),
        "vendor": (known.vendor or None) if known else None,
        "category": known.category if known else None,
        "investigator": complaints.investigator(steps),
        "named": complaints.is_named(session, row.id),
    }
