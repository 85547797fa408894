"""Lists: which are held, how fresh they are, and how a new version comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import Field
from sqlalchemy.orm import Session

from app.api.answers import Answer, Question, fails
from app.api.strict import StrictRoute
from app.auth import Administrator, Anybody, Reader
from app.deps import Now, RawBody, Reading, Served
from app.errors import InvalidError
from app.services import exporting, freshness, lists, quarantine
from app.services.loading import Asked, load
from app.services.refresh import refresh
from app.services.release import release
from screening.lists import LISTS, ListSource
from screening.policy import Policy

LINES = "application/x-ndjson"

router = APIRouter(prefix="/v1/lists", tags=["lists"], route_class=StrictRoute)


class ListCheckOut(Answer):
    """One time a list was asked for, or a file was given."""

    at: datetime
    """When."""
    result: Literal["changed", "unchanged", "refused", "failed"]
    """How it ended."""
    reason: str
    """Why it was refused or failed."""
    source: str
    """The address asked, or the name of the file."""


class QuarantinedFile(Answer):
    """A refused file."""

    name: str
    """What it is called."""
    sha256: str
    """SHA-256 of its bytes."""
    bytes: int
    """How large it is."""


class ReleaseOut(Answer):
    """Who brought files out of quarantine."""

    by: str
    """Who."""
    at: datetime
    """When."""
    reason: str
    """Why."""
    snapshot_id: str
    """What they became."""


class SnapshotOut(Answer):
    """One version of a list."""

    id: str
    """Id of the snapshot."""
    digest: str
    """SHA-256 of the publisher's bytes."""
    parser: str
    """What read them."""
    published: datetime | None
    """The publisher's own date."""
    loaded_at: datetime
    """When it came in."""
    loaded_by: str
    """Who brought it."""
    entry_count: int
    """Number of entries."""
    warnings: list[str]
    """What the reader should know."""
    supersedes: str | None
    """The version before."""


class QuarantineOut(Answer):
    """Files that were refused, kept for a person to look at."""

    id: str
    """Id in quarantine."""
    at: datetime
    """When they came in."""
    reason: str
    """Why they were refused."""
    files: list[QuarantinedFile]
    """The files as they came."""
    entry_count: int | None
    """Number of entries; none if they could not be read."""
    releasable: bool
    """Whether a person may bring them into force all the same."""
    released: ReleaseOut | None = None
    """By whom, if that was done."""


class ReleaseIn(Question):
    """Why files in quarantine may come into force all the same."""

    reason: str = Field(
        min_length=1,
        max_length=2000,
        examples=["The committee delisted 400 entries on this day; its press release says so."],
    )
    """What was looked at, and why it is in order."""


class HeldOut(Answer):
    """The version of a list in force, with its three dates."""

    snapshot_id: str
    """Id of the snapshot."""
    digest: str
    """SHA-256 of the publisher's bytes."""
    entry_count: int
    """Number of entries."""
    checked_at: datetime
    """When the publisher was last asked with success."""
    changed_at: datetime
    """When this version came in."""
    published: datetime | None
    """The publisher's own date."""


class UseOut(Answer):
    """What the policy asks of a list."""

    check: str
    """The check that asks it."""
    mandatory: bool
    """Whether no run can be complete without it."""
    max_age_days: int
    """Days that may pass since the publisher was asked."""
    problem: str
    """Why it may not be relied on now; empty if it may."""


class ListOut(Answer):
    """A list: what it means, what is in force, and its three dates."""

    id: str
    """Id of the list."""
    title: str
    """What it is called."""
    publisher: str
    """Who publishes it."""
    licence: str
    """Under which terms."""
    effect: Literal["bars", "refers", "informs"]
    """What being on it means for an award."""
    held: HeldOut | None
    """The version in force; none if it was never loaded."""
    last_check: ListCheckOut | None
    """The last time it was asked for, however it ended."""
    use: UseOut | None = None
    """What the policy asks of it; none if the policy does not name it."""
    quarantine: str | None = None
    """Id of the newest refused files that nobody has dealt with yet."""


class LoadedOut(Answer):
    """What became of a file."""

    list_id: str
    """Id of the list."""
    snapshot_id: str
    """The version in force now."""
    digest: str
    """Its SHA-256."""
    entry_count: int
    """Number of its entries."""
    changed: bool
    """False when the version in force already held the same."""
    warnings: list[str]
    """What the reader should know."""


class EntryOut(Answer):
    """A listed subject, in brief."""

    ref: str
    """The publisher's reference."""
    name: str
    """Its first name."""


class ChangeOut(EntryOut):
    """A listed subject that stands in both versions."""

    fields: list[str]
    """In which fields it differs."""


class DifferenceOut(Answer):
    """What changed from one version to another."""

    added: list[EntryOut]
    """Subjects that are new."""
    removed: list[EntryOut]
    """Subjects that are gone."""
    changed: list[ChangeOut]
    """Subjects that differ."""


_FILE_BODY = {
    "requestBody": {
        "required": True,
        "description": "The publisher's file as it is: plain, .gz or .zip.",
        "content": {"application/octet-stream": {"schema": {"type": "string"}}},
    }
}


@router.get("", responses=fails())
def list_lists(_caller: Anybody, session: Reading, service: Served, now: Now) -> list[ListOut]:
    """Every list this service knows, with what is in force and how fresh it is."""
    return _answers(session, LISTS, service.references.policy, now)


@router.get("/{list_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_list(
    list_id: str, _caller: Anybody, session: Reading, service: Served, now: Now
) -> ListOut:
    """One list."""
    [said] = _answers(session, [lists.known(list_id)], service.references.policy, now)
    return said


@router.get("/{list_id}/snapshots", responses=fails(HTTPStatus.NOT_FOUND))
def list_snapshots(list_id: str, _caller: Reader, session: Reading) -> list[SnapshotOut]:
    """Every version held of a list, newest first."""
    return [SnapshotOut.model_validate(row) for row in lists.snapshots(session, list_id)]


@router.post(
    "/{list_id}/snapshots",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    openapi_extra=_FILE_BODY,
)
def load_list(
    list_id: str,
    *,
    caller: Administrator,
    service: Served,
    now: Now,
    response: Response,
    data: RawBody,
    name: Annotated[
        str, Query(min_length=1, max_length=200, description="What the file is called.")
    ] = "upload",
) -> LoadedOut:
    """Bring a file into force. One that cannot be read whole changes nothing (422).

    A list in several files is sent as one zip archive.
    """
    if not data:
        raise InvalidError("the body is empty: send the file")
    asked = Asked(by=caller.person, at=now, source=name)
    loaded = load(
        service.database,
        service.store,
        list_id,
        {name: data},
        asked,
        references=service.references,
    )
    response.headers["Location"] = f"/v1/lists/{list_id}"
    return LoadedOut.model_validate(loaded)


@router.post("/{list_id}/refresh", responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.BAD_GATEWAY))
def refresh_list(list_id: str, caller: Administrator, service: Served, now: Now) -> LoadedOut:
    """Ask the publisher now."""
    loaded = refresh(
        service.database,
        service.store,
        service.client,
        list_id,
        overrides=service.list_addresses,
        by=caller.person,
        now=now,
        references=service.references,
    )
    return LoadedOut.model_validate(loaded)


@router.get("/{list_id}/diff", responses=fails(HTTPStatus.NOT_FOUND))
def diff_list(
    list_id: str,
    _caller: Reader,
    session: Reading,
    old: Annotated[str | None, Query(description="A snapshot; by default the one before.")] = None,
    new: Annotated[str | None, Query(description="A snapshot; by default the newest.")] = None,
) -> DifferenceOut:
    """What changed from one version of a list to another."""
    return DifferenceOut.model_validate(lists.difference(session, list_id, old, new))


@router.get(
    "/{list_id}/export",
    responses={
        **fails(HTTPStatus.NOT_FOUND),
        200: {
            "description": "One entry a line, as JSON, in the publisher's order",
            "content": {LINES: {"schema": {"type": "string"}}},
        },
    },
    response_class=StreamingResponse,
)
def export_list(
    list_id: str,
    _caller: Reader,
    service: Served,
    snapshot: Annotated[
        str | None, Query(description="A snapshot; by default the one in force.")
    ] = None,
) -> StreamingResponse:
    """Every entry of a version of a list, with all that was read of it."""
    lines = exporting.lines(service.database, list_id, snapshot)
    return StreamingResponse(lines, media_type=LINES)


@router.get("/{list_id}/quarantine", responses=fails(HTTPStatus.NOT_FOUND))
def list_quarantine(list_id: str, _caller: Reader, session: Reading) -> list[QuarantineOut]:
    """Files of this list that were refused, newest first."""
    lists.known(list_id)
    return [
        QuarantineOut.model_validate(row).model_copy(
            update={"released": ReleaseOut.model_validate(done) if done else None}
        )
        for row, done in quarantine.of_list(session, list_id)
    ]


@router.post(
    "/{list_id}/quarantine/{quarantine_id}/release",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, body=True),
)
def release_list(
    list_id: str,
    quarantine_id: str,
    body: ReleaseIn,
    *,
    caller: Administrator,
    service: Served,
    now: Now,
) -> LoadedOut:
    """Bring files into force that were read whole and only unlikely in number."""
    loaded = release(
        service.database,
        service.store,
        list_id,
        quarantine_id,
        reason=body.reason,
        by=caller.person,
        now=now,
        references=service.references,
    )
    return LoadedOut.model_validate(loaded)


def _answers(
    session: Session, sources: Sequence[ListSource], policy: Policy, now: datetime
) -> list[ListOut]:
    stands = {each.list_id: each for each in freshness.stand(session, policy, now)}
    return [_answer(source, stands[source.id]) for source in sources]


def _answer(source: ListSource, stand: freshness.Stand) -> ListOut:
    use = stand.wanted
    return ListOut(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        effect=source.effect.value,
        held=HeldOut.model_validate(stand.held) if stand.held else None,
        last_check=ListCheckOut.model_validate(stand.check) if stand.check else None,
        use=UseOut(
            check=use.check,
            mandatory=use.mandatory,
            max_age_days=use.max_age_days,
            problem=stand.problem,
        )
        if use
        else None,
        quarantine=stand.quarantined.id if stand.quarantined else None,
    )
