"""Lists: which are held, how fresh they are, and how a new version comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from sqlalchemy.orm import Session

from app.api.answers import fails
from app.api.list_shapes import (
    DifferenceOut,
    HeldOut,
    ListCheckOut,
    ListOut,
    LoadedOut,
    QuarantineOut,
    ReleaseIn,
    ReleaseOut,
    SnapshotOut,
    UseOut,
)
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
