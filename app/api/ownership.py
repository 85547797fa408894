"""Who stands behind the vendor of a run: as data, as a picture, as BODS."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response

from app.api.answers import Answer, fails
from app.api.strict import StrictRoute
from app.auth import Anybody
from app.deps import Now, Reading
from app.services import ownership
from screening.model import Disposal
from screening.ownership.examine import plain_view

SVG = "image/svg+xml"

router = APIRouter(prefix="/v1/runs", tags=["runs"], route_class=StrictRoute)


class DisposedOf(Answer):
    """A finding of the ownership check, and what a person made of it."""

    finding: str
    """Id of the finding."""
    party: str
    """Whom it is about."""
    disposal: Disposal
    """True match, false match or unresolved."""
    reason: str
    """Why."""
    evidence: list[str]
    """What the author looked at."""
    author: str
    """Who said so."""
    at: datetime
    """When."""


class OwnershipOut(Answer):
    """Owners and controllers of the vendor on the day of the run, and how far that is known."""

    as_of: date
    """The day of the run."""
    parties: list[dict[str, Any]]
    """Everybody above the vendor, whether possibly listed or unknown, with the paths down to it."""
    stakes: list[dict[str, Any]]
    """Who holds what in which company, as all sources together state it."""
    regimes: list[dict[str, Any]]
    """Each sanctions regime's test: confirmed, possible or no; the sum; what could change it."""
    beneficial_owners: dict[str, Any]
    """The natural persons who are or may be beneficial owners, and the rule that says so."""
    economic: list[dict[str, Any]]
    """Every holder's share of the vendor along all chains, what is unknown among them."""
    companies: list[dict[str, Any]]
    """What each company above has of the vendor; `walks` counts a cycle's rounds, too."""
    completeness: dict[str, Any]
    """How much is owned by identified natural persons, and why the rest is not known."""
    voting_power: dict[str, Any] | None
    """Who decides most often where nobody has a majority."""
    discrepancies: list[dict[str, Any]]
    """What cannot all be true of the stakes."""
    divestments: list[dict[str, Any]]
    """Stakes given up close to a listing."""
    disposals: list[DisposedOf]
    """What people made of the findings: whether a presumption was rebutted is decided here."""


@router.get(
    "/{run_id}/ownership",
    response_model=OwnershipOut | list[dict[str, Any]],
    responses={
        **fails(HTTPStatus.NOT_FOUND),
        HTTPStatus.OK: {
            "description": "An object; with `format=bods` an array; with `format=svg` a picture.",
            "content": {SVG: {"schema": {"type": "string"}}},
        },
    },
)
def get_ownership(
    run_id: str,
    caller: Anybody,
    session: Reading,
    now: Now,
    form: Annotated[
        Literal["json", "svg", "bods"],
        Query(alias="format", description="Data, a picture, or statements of BODS 0.4."),
    ] = "json",
) -> object:
    """Who stands behind the vendor: paths, shares, each regime's test, what is not known."""
    if form == "bods":
        return ownership.as_bods(session, run_id, seen_by=caller.sees)
    found = ownership.behind(session, run_id, seen_by=caller.sees)
    if form == "svg":
        headers = {"Content-Security-Policy": "default-src 'none'"}
        return Response(ownership.as_svg(found), media_type=SVG, headers=headers)
    weighed = ownership.weighed(session, run_id, now.date())
    return OwnershipOut.model_validate(
        {**plain_view(found), "disposals": [_disposed(one) for one in weighed]}
    )


def _disposed(one: ownership.Weighed) -> DisposedOf:
    return DisposedOf(
        finding=one.finding.id,
        party=one.finding.party,
        disposal=Disposal(one.disposal.disposal),
        reason=one.disposal.reason,
        evidence=one.disposal.evidence,
        author=one.disposal.author,
        at=one.disposal.at,
    )
