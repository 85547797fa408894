"""Submissions: what vendors put forward."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from sqlalchemy import select

from app.api.answers import Answer, Paged, fails
from app.api.strict import StrictRoute
from app.auth import Anybody, Submitter
from app.deps import JsonBody, Now, Reading, Writing
from app.models import Submission
from app.services import submissions
from app.shapes import SubmissionIn

router = APIRouter(prefix="/v1/submissions", tags=["submissions"], route_class=StrictRoute)


class SubmissionOut(Answer):
    """A submission that was received."""

    id: str
    """Id of the submission."""
    vendor_id: str
    """Id of the vendor: the same for every submission with the same number."""
    vendor_name: str
    """The vendor's legal name, as given."""
    digest: str
    """SHA-256 of the body in its RFC 8785 form."""
    submitted_at: datetime
    """When it came in."""
    submitted_by: str
    """Who handed it in."""


class SubmissionWhole(SubmissionOut):
    """A submission with its body."""

    body: dict[str, Any]
    """The body, as it came in."""


@router.post("", status_code=HTTPStatus.CREATED, responses=fails(body=True))
def submit(
    given: SubmissionIn,
    written: JsonBody,
    *,
    caller: Submitter,
    session: Writing,
    now: Now,
    response: Response,
) -> SubmissionOut:
    """Hand in a submission: all of it is kept, or nothing."""
    row = submissions.submit(session, given, written, by=caller.person, now=now)
    response.headers["Location"] = f"/v1/submissions/{row.id}"
    return SubmissionOut.model_validate(row)


@router.get("", responses=fails())
def list_submissions(
    caller: Anybody,
    session: Reading,
    page: Paged,
    vendor: Annotated[str | None, Query(description="Only those of this vendor.")] = None,
) -> list[SubmissionOut]:
    """Submissions, newest first; a system sees its own."""
    statement = select(Submission)
    if caller.sees is not None:
        statement = statement.where(Submission.submitted_by == caller.sees)
    if vendor is not None:
        statement = statement.where(Submission.vendor_id == vendor)
    rows = page.of(session, statement, Submission.id)
    return [SubmissionOut.model_validate(row) for row in rows]


@router.get("/{submission_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_submission(submission_id: str, caller: Anybody, session: Reading) -> SubmissionWhole:
    """One submission with its body."""
    row = submissions.get(session, submission_id, seen_by=caller.sees)
    return SubmissionWhole.model_validate(row)
