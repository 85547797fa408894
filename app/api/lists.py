"""Lists: which are held, how fresh they are, and how a new version comes in."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from app.api.answers import Answer, fails
from app.api.strict import StrictRoute
from app.auth import Administrator, Anybody, Reader
from app.deps import Now, RawBody, Reading, Served
from app.errors import InvalidError
from app.services import lists
from app.services.lists import Asked
from app.services.refresh import refresh
from screening.lists import LISTS, ListSource

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
def list_lists(_caller: Anybody, session: Reading) -> list[ListOut]:
    """Every list this service knows, with what is in force and how fresh it is."""
    return [_answer(session, source) for source in LISTS]


@router.get("/{list_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_list(list_id: str, _caller: Anybody, session: Reading) -> ListOut:
    """One list."""
    return _answer(session, lists.known(list_id))


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
    """Bring a file into force. One that cannot be read whole changes nothing (422)."""
    if not data:
        raise InvalidError("the body is empty: send the file")
    asked = Asked(by=caller.person, at=now, source=name)
    loaded = lists.load(service.database, service.store, list_id, {name: data}, asked)
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


def _answer(session: Session, source: ListSource) -> ListOut:
    held = lists.in_force(session).get(source.id)
    check = lists.newest_checks(session).get(source.id)
    return ListOut(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        licence=source.licence,
        effect=source.effect.value,
        held=HeldOut.model_validate(held) if held else None,
        last_check=ListCheckOut.model_validate(check) if check else None,
    )
