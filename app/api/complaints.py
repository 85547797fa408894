"""Complaints, for who makes them: no key, a secret instead, and nothing told to anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Request, Response, Security
from fastapi.security import APIKeyHeader
from pydantic import ConfigDict, Field, model_validator

from app.api.answers import Answer, Question, fails
from app.api.strict import StrictRoute
from app.deps import Now, Reading, Served, Writing
from app.services import complaints
from app.services.complaints import Given, Identity
from app.shapes.dates import DateIn
from app.shapes.storable import Path
from app.shapes.values import Line, NameText, OptionalCountry, refuse

router = APIRouter(prefix="/v1/complaints", tags=["complaints"], route_class=StrictRoute)

MOST_BYTES = 64 * 1024
SECRET_HEADER = "X-Complaint-Secret"  # noqa: S105  # the header's name
# Shorter words, such as a first name of two letters, stand in any text.
_SHORTEST_NAME = 4

_SECRET = APIKeyHeader(
    name=SECRET_HEADER,
    scheme_name="ComplaintSecret",
    auto_error=False,
    description="The secret shown when the complaint was received.",
)


def complaint_secret(presented: Annotated[str | None, Security(_SECRET)]) -> str:
    """The secret, or nothing: a wrong one and none get the same answer."""
    return presented or ""


Secret = Annotated[str, Depends(complaint_secret)]


class ComplainantIn(Question):
    """Who complains. It is sealed: only the investigator may open it, and each time is logged."""

    model_config = ConfigDict(hide_input_in_errors=True)

    name: str = Field(default="", max_length=400, examples=["Ines Example"])
    """Your name."""
    contact: str = Field(default="", max_length=400, examples=["ines@example.org"])
    """Where the investigator can reach you."""
    more: str = Field(default="", max_length=2000, examples=["I worked on that shift."])
    """Anything else by which you could be known."""


class ComplaintIn(Question):
    """What you say against a company or anybody of it."""

    model_config = ConfigDict(hide_input_in_errors=True)

    about: tuple[NameText, ...] = Field(
        min_length=1, max_length=20, examples=[["Kestrel Vale Protection Ltd"]]
    )
    """The company, and anybody of it, by the names you know."""
    what_happened: str = Field(
        min_length=1,
        max_length=20_000,
        examples=["A guard at the east gate struck a visitor who asked for his name."],
    )
    """What happened, in your words. Do not name yourself here: only `complainant` is sealed."""
    occurred: DateIn | None = None
    """When, as exactly as you know."""
    country: OptionalCountry = ""
    """In which country."""
    place: Line = Field(default="", examples=["East gate of the compound"])
    """Where."""
    complainant: ComplainantIn | None = None
    """Who you are, if you want to say so. Without it nobody can ask you anything."""

    @model_validator(mode="after")
    def _keeps_the_complainant_out(self) -> Self:
        refuse(list(self._named()))
        return self

    def _named(self) -> Iterator[tuple[Path, str]]:
        known = self.complainant
        sealed = [part.casefold() for part in (known.name, known.contact)] if known else []
        sealed = [part for part in sealed if len(part) >= _SHORTEST_NAME]
        open_text = {"what_happened": self.what_happened, "place": self.place}
        for field, text in open_text.items():
            if any(part in text.casefold() for part in sealed):
                problem = "holds your name or contact: take it out, it is sealed in `complainant`"
                yield (field,), problem

    def to_given(self) -> Given:
        known = self.complainant
        said = known is not None and any((known.name, known.contact, known.more))
        return Given(
            about=self.about,
            what_happened=self.what_happened,
            occurred=self.occurred.to_model() if self.occurred else None,
            country=self.country,
            place=self.place,
            identity=Identity(**known.model_dump()) if known and said else None,
        )


class ReceiptOut(Answer):
    """Your complaint was received. Keep both: they are shown this once."""

    reference: str = Field(examples=["complaint_0197c2f3a1e0000013c8d1a2b3c4"])
    """Its reference."""
    secret: str = Field(examples=["Zk3v0m1xQb7rT2uYc5wLh8nJp4sDf6gA9eKi0oXaBcE"])
    """What opens it: send it as `X-Complaint-Secret` to follow the complaint or to appeal."""
    received_at: datetime
    """When it was received."""
    acknowledged_by: date
    """By when somebody acknowledges it."""


class AppealIn(Question):
    """Why you do not accept the answer."""

    model_config = ConfigDict(hide_input_in_errors=True)

    reason: str = Field(min_length=1, max_length=5000, examples=["The witness was not heard."])
    """Why. Do not name yourself here."""


class ProgressOut(Answer):
    """How far your complaint has come."""

    reference: str
    """Its reference."""
    state: str = Field(examples=["assigned"])
    """The last step; `decided` before the answer says how, `acknowledgement_overdue` if late."""
    received_at: datetime
    """When it was received."""
    acknowledged_at: datetime | None
    """When it was acknowledged."""
    outcome: str | None = Field(examples=["upheld"])
    """How it was decided, once it is answered."""
    answer: str | None
    """The answer."""
    appeal_until: date | None
    """Last day on which you may appeal against the answer."""


_OPEN = {401, 403}


def _open(*statuses: int, body: bool = False) -> dict[int | str, dict[str, object]]:
    """The errors of a route without a key: nobody is turned away for who they are."""
    every = fails(*statuses, body=body)
    return {status: said for status, said in every.items() if status not in _OPEN}


@router.post(
    "",
    status_code=HTTPStatus.ACCEPTED,
    responses=_open(HTTPStatus.TOO_MANY_REQUESTS, body=True),
)
def complain(
    given: ComplaintIn,
    *,
    request: Request,
    session: Writing,
    service: Served,
    now: Now,
    response: Response,
) -> ReceiptOut:
    """Complain about a vendor or anybody of it. No key is needed; the answer is always the same."""
    row, secret = complaints.receive(
        session,
        given.to_given(),
        address=request.client.host if request.client else "",
        seal=service.seal,
        allowance=service.allowance,
        now=now,
    )
    _keep_nowhere(response)
    return ReceiptOut(
        reference=row.id,
        secret=secret,
        received_at=now,
        acknowledged_by=now.date() + complaints.ACKNOWLEDGE_WITHIN,
    )


@router.get("/{reference}/standing", responses=_open(HTTPStatus.NOT_FOUND))
def get_progress(
    reference: str, secret: Secret, session: Reading, now: Now, response: Response
) -> ProgressOut:
    """How far your complaint has come, and the answer to it."""
    row = complaints.of_complainant(session, reference, secret)
    _keep_nowhere(response)
    return ProgressOut.model_validate(complaints.progress(session, row, now))


@router.post(
    "/{reference}/appeal",
    status_code=HTTPStatus.ACCEPTED,
    responses=_open(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def appeal(
    reference: str,
    given: AppealIn,
    *,
    secret: Secret,
    session: Writing,
    now: Now,
    response: Response,
) -> ProgressOut:
    """Appeal against the answer: somebody else decides it again."""
    row = complaints.of_complainant(session, reference, secret)
    complaints.appeal(session, row, given.reason, now=now)
    _keep_nowhere(response)
    return ProgressOut.model_validate(complaints.progress(session, row, now))


def _keep_nowhere(response: Response) -> None:
    """No cache on the way may hold on to a secret or to an answer."""
    response.headers["Cache-Control"] = "no-store"
