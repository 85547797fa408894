"""Disposals: what people make of findings."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field
from sqlalchemy import select

from app.api.answers import Answer, Paged, Question, fails
from app.api.strict import StrictRoute
from app.auth import FocalPoint, Reader
from app.deps import Now, Reading, Writing
from app.models import Disposal
from app.services import disposals
from screening import model

router = APIRouter(prefix="/v1/disposals", tags=["disposals"], route_class=StrictRoute)

Reason = Annotated[str, Field(min_length=1, max_length=5000)]


class DisposalIn(Question):
    """What you make of a finding."""

    finding: str = Field(
        min_length=1, max_length=80, examples=["finding_0197c2f3a1e0000012a7c3e5b1d4"]
    )
    """Id of the finding."""
    disposal: model.Disposal
    """True match, false match, or unresolved: looked at, and could not be told."""
    reason: Reason = Field(examples=["Another birth date and another nationality; passport seen."])
    """Why."""
    evidence: list[Annotated[str, Field(max_length=500)]] = Field(
        default=[], max_length=50, examples=[["passport copy, sha256:0d9b3ae9"]]
    )
    """What you looked at."""
    expires_on: date | None = Field(default=None, examples=["2027-06-30"])
    """Last day on which it holds; after that a person must look again."""


class DisposalOut(Answer):
    """What a person made of a finding."""

    id: str
    """Id of the disposal."""
    finding_id: str
    """The finding."""
    disposal: model.Disposal
    """True match, false match or unresolved."""
    reason: str
    """Why."""
    evidence: list[str]
    """What the author looked at."""
    expires_on: date | None
    """Last day on which it holds."""
    author: str
    """Who said so."""
    at: datetime
    """When."""
    supersedes: str | None
    """The disposal it takes the place of."""


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def dispose(
    given: DisposalIn, caller: FocalPoint, session: Writing, now: Now, response: Response
) -> DisposalOut:
    """Say what you make of a finding; it takes the place of what was said before."""
    made = disposals.Made(
        disposal=given.disposal,
        reason=given.reason,
        evidence=tuple(given.evidence),
        expires_on=given.expires_on,
    )
    row = disposals.dispose(session, given.finding, made, by=caller.person, now=now)
    response.headers["Location"] = f"/v1/findings/{row.finding_id}"
    return DisposalOut.model_validate(row)


@router.get("", responses=fails())
def list_disposals(
    _caller: Reader,
    session: Reading,
    page: Paged,
    finding: Annotated[str | None, Query(description="Only those of this finding.")] = None,
) -> list[DisposalOut]:
    """Disposals, newest first."""
    statement = select(Disposal)
    if finding is not None:
        statement = statement.where(Disposal.finding_id == finding)
    return [DisposalOut.model_validate(row) for row in page.of(session, statement, Disposal.id)]
