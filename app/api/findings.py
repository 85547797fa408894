"""Findings: what people must look at."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from sqlalchemy import select

from app.api.answers import Answer, Paged, fails
from app.api.disposals import DisposalOut
from app.api.strict import StrictRoute
from app.auth import Reader
from app.deps import Reading
from app.models import Finding
from app.services import disposals

router = APIRouter(prefix="/v1/findings", tags=["findings"], route_class=StrictRoute)


class FindingOut(Answer):
    """A finding, in brief."""

    id: str
    """Id of the finding."""
    run_id: str
    """The run it comes from."""
    key: str
    """The same for the same evidence, in every run."""
    check: str
    """The check that found it."""
    party: str
    """The party it is about."""
    severity: Literal["bars", "refers", "informs"]
    """What it can do if it is true."""
    sentence: str
    """What was found."""


class FindingWhole(FindingOut):
    """A finding with its evidence and everything said of it."""

    body: dict[str, Any]
    """Score, features, paths to the vendor, evidence."""
    disposals: list[DisposalOut]
    """What people made of it, newest first."""


@router.get("", responses=fails())
def list_findings(
    _caller: Reader,
    session: Reading,
    page: Paged,
    run: Annotated[str | None, Query(description="Only those of this run.")] = None,
) -> list[FindingOut]:
    """Findings, newest first."""
    statement = select(Finding)
    if run is not None:
        statement = statement.where(Finding.run_id == run)
    return [FindingOut.model_validate(row) for row in page.of(session, statement, Finding.id)]


@router.get("/{finding_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_finding(finding_id: str, _caller: Reader, session: Reading) -> FindingWhole:
    """One finding with its evidence and its disposals."""
    row = disposals.get_finding(session, finding_id)
    said = FindingOut.model_validate(row).model_dump()
    made = [DisposalOut.model_validate(each) for each in disposals.of_finding(session, finding_id)]
    return FindingWhole(**said, body=row.body, disposals=made)
