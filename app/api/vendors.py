"""Vendors: where each stands now."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Response

from app import pipeline
from app.api.answers import Answer, fails
from app.api.incident_answers import conduct_of
from app.api.incident_shapes import ConductOut
from app.api.strict import StrictRoute
from app.auth import Anybody, Reader
from app.deps import Now, Reading, Served
from app.pipeline import ErpStanding, State
from app.services import reviewing
from screening.human_rights.drawing import svg
from screening.model import Outcome

SVG = "image/svg+xml"
_TEXT = {"type": "string"}

router = APIRouter(prefix="/v1/vendors", tags=["vendors"], route_class=StrictRoute)


class MarkOut(Answer):
    """One thing on the axis."""

    lane: Literal["incident", "listing", "licence", "certification", "ownership", "decision"]
    """What kind of thing."""
    starts_on: date
    """Its day, or the first of them."""
    ends_on: date | None
    """The last of them; none for a moment, or where it is open."""
    open_ended: bool
    """Whether it goes on."""
    label: str
    """What it is."""
    weight: str
    """How heavily an incident weighs, from 0 to 1."""
    reference: str
    """What it is on record as."""


class TimelineOut(Answer):
    """A vendor's record on one axis."""

    vendor: str
    """Its legal name."""
    as_of: date
    """The day it is drawn for."""
    marks: list[MarkOut]
    """Everything with a day, in the order of days."""
    undated: list[str]
    """What has no day and so is not on the axis."""


class StandingOut(Answer):
    """Where a vendor stands, by its newest submission."""

    vendor_id: str
    """Id of the vendor."""
    vendor_name: str
    """Its legal name, as given."""
    submission_id: str
    """Its newest submission."""
    state: State
    """How far that has come."""
    erp: ErpStanding
    """What an ERP system may do with the vendor; ALLOWED only by a decision that stands."""
    recommended: Outcome | None
    """What the rule set recommended, before any disposal."""
    outcome: Outcome | None
    """What was decided."""
    conditions: list[str]
    """Under which conditions."""
    run_id: str | None
    """The newest run."""
    decision_id: str | None
    """The decision that stands, or waits for a second person."""
    record_digest: str | None
    """SHA-256 of the signed record's envelope."""
    log_index: int | None
    """The record's place in the log."""
    open_findings: list[str]
    """Findings that wait for a disposal."""
    changes: list[str]
    """What changed since the run: lists, policy or rules. Look again before you rely on it."""


@router.get("/{vendor_id}/conduct", responses=fails(HTTPStatus.NOT_FOUND))
def get_conduct(
    vendor_id: str, _caller: Reader, session: Reading, service: Served, now: Now
) -> ConductOut:
    """What the human-rights record of a vendor amounts to now: gates, factors, coverage."""
    return conduct_of(reviewing.of_vendor(session, service.references, vendor_id, now))


@router.get("/{vendor_id}/timeline", responses=fails(HTTPStatus.NOT_FOUND))
def get_timeline(
    vendor_id: str, _caller: Reader, session: Reading, service: Served, now: Now
) -> TimelineOut:
    """Incidents, listings, licences, certifications, ownership and decisions on one axis."""
    shown = reviewing.axis(session, service.references, vendor_id, now)
    return TimelineOut.model_validate(shown)


@router.get(
    "/{vendor_id}/timeline.svg",
    responses={
        **fails(HTTPStatus.NOT_FOUND),
        HTTPStatus.OK: {"description": "A picture.", "content": {SVG: {"schema": _TEXT}}},
    },
    response_class=Response,
)
def draw_timeline(
    vendor_id: str, _caller: Reader, session: Reading, service: Served, now: Now
) -> Response:
    """The timeline as a picture."""
    drawn = svg(reviewing.axis(session, service.references, vendor_id, now))
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(drawn, media_type=SVG, headers=headers)


@router.get("/{vendor_id}/standing", responses=fails(HTTPStatus.NOT_FOUND))
def get_standing(
    vendor_id: str, _caller: Anybody, session: Reading, service: Served, now: Now
) -> StandingOut:
    """Where a vendor stands now."""
    policy = service.references.policy
    stands = pipeline.standing_of_vendor(session, vendor_id, policy, now)
    return StandingOut.model_validate(stands)
