"""Files that were refused: kept by digest and on record, until a person has looked at them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.ids import new_id
from app.models import ListCheck, ListQuarantine, ListRelease
from app.store import Store


def put_aside(
    session: Session,
    store: Store,
    refused: ListCheck,
    files: Mapping[str, bytes],
    *,
    entry_count: int | None,
    releasable: bool,
) -> ListQuarantine:
    """Keep the files as they came, and say why. The same files twice are kept and told of once."""
    kept = [
        {"name": name, "sha256": store.quarantine.put(data), "bytes": len(data)}
        for name, data in sorted(files.items())
    ]
    before = waiting(session).get(refused.list_id)
    if before is not None and (before.files, before.reason) == (kept, refused.reason):
        return before
    row = ListQuarantine(
        id=new_id("quarantine", refused.at),
        check_id=refused.id,
        list_id=refused.list_id,
        at=refused.at,
        reason=refused.reason,
        files=kept,
        entry_count=entry_count,
        releasable=releasable,
    )
    session.add(row)
    session.flush()
    return row


def waiting(session: Session) -> dict[str, ListQuarantine]:
    """By list, the newest files that were refused since the list was last found in order."""
    good = (
        select(func.max(ListCheck.id))
        .where(ListCheck.list_id == ListQuarantine.list_id, ListCheck.snapshot_id.is_not(None))
        .scalar_subquery()
    )
    released = exists().where(ListRelease.quarantine_id == ListQuarantine.id)
    rows = session.scalars(
        select(ListQuarantine)
        .where(ListQuarantine.check_id > func.coalesce(good, ""), ~released)
        .order_by(ListQuarantine.id)
    )
    return {row.list_id: row for row in rows}


def of_list(session: Session, list_id: str) -> list[tuple[ListQuarantine, ListRelease | None]]:
    """Everything of a list that was ever in quarantine, newest first, with its release."""
    rows = session.execute(
        select(ListQuarantine, ListRelease)
        .outerjoin(ListRelease, ListRelease.quarantine_id == ListQuarantine.id)
        .where(ListQuarantine.list_id == list_id)
        .order_by(ListQuarantine.id.desc())
    )
    return [(row, release) for row, release in rows]


def get(session: Session, quarantine_id: str) -> tuple[ListQuarantine, ListRelease | None]:
    """Files in quarantine, and their release if there was one."""
    row = session.get(ListQuarantine, quarantine_id)
    if row is None:
        raise NotFoundError(f"there is nothing in quarantine as {quarantine_id!r}")
    return row, session.get(ListRelease, quarantine_id)
