"""Vendors: where each stands now."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter

from app import pipeline
from app.api.answers import Answer, fails
from app.api.strict import StrictRoute
from app.auth import Anybody
from app.deps import Now, Reading, Served
from app.pipeline import ErpStanding, State
from screening.model import Outcome

router = APIRouter(prefix="/v1/vendors", tags=["vendors"], route_class=StrictRoute)


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


@router.get("/{vendor_id}/standing", responses=fails(HTTPStatus.NOT_FOUND))
def get_standing(
    vendor_id: str, _caller: Anybody, session: Reading, service: Served, now: Now
) -> StandingOut:
    """Where a vendor stands now."""
    policy = service.references.policy
    stands = pipeline.standing_of_vendor(session, vendor_id, policy, now)
    return StandingOut.model_validate(stands)
