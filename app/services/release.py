"""Bringing into force what was in quarantine, because a person looked and takes it on himself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from app.audit import log
from app.db import Database
from app.errors import ConflictError, InvalidError, NotFoundError
from app.models import ListQuarantine, ListRelease, ListSnapshot
from app.services import quarantine
from app.services.lists import known, snapshot_in_force
from app.services.loading import Asked, Loaded, bring_into_force
from app.services.references import References
from app.store import Store
from screening.errors import ListFormatError
from screening.lists.sanity import ruled_out
from screening.lists.unpacking import unpack_all


def release(
    database: Database,
    store: Store,
    list_id: str,
    quarantine_id: str,
    *,
    reason: str,
    by: str,
    now: datetime,
    references: References | None = None,
) -> Loaded:
    """Bring files into force that were read whole and only unlikely in number.

    Raises InvalidError without a reason, and ConflictError for files that nobody may release, that
    were released before, or that a newer version has overtaken.
    """
    if not reason.strip():
        raise InvalidError("say why the files may come into force all the same")
    with database.reading() as session:
        source = known(list_id)
        row, files = _releasable(session, store, list_id, quarantine_id)
        try:
            unpacked = unpack_all(files)
            snapshot = source.parse(unpacked)
            problem = ruled_out(snapshot, snapshot_in_force(session, row.list_id), source)
        except ListFormatError as error:
            problem = str(error)
    if problem:
        raise ConflictError(f"{quarantine_id} cannot be released: {problem}")

    def on_record(session: Session, brought: ListSnapshot) -> None:
        # Looked at again under the lock: two people may have had the same thought.
        _refuse_twice(*quarantine.get(session, quarantine_id))
        session.add(
            ListRelease(
                quarantine_id=quarantine_id,
                by=by,
                at=now,
                reason=reason.strip(),
                snapshot_id=brought.id,
            )
        )
        data = {"quarantine": quarantine_id, "snapshot": brought.id}
        log.append(session, "list:released", row.list_id, by=by, at=now, data=data)

    asked = Asked(by=by, at=now, source=f"quarantine: {quarantine_id}")
    return bring_into_force(
        database, store, snapshot, unpacked, asked, references=references, also=on_record
    )


def _releasable(
    session: Session, store: Store, list_id: str, quarantine_id: str
) -> tuple[ListQuarantine, dict[str, bytes]]:
    row, released = quarantine.get(session, quarantine_id)
    if row.list_id != list_id:
        raise NotFoundError(f"there is nothing of {list_id} in quarantine as {quarantine_id!r}")
    _refuse_twice(row, released)
    if not row.releasable:
        raise ConflictError(f"{quarantine_id} cannot be released: {row.reason}")
    newest = quarantine.waiting(session).get(row.list_id)
    if newest is None or newest.id != row.id:
        raise ConflictError(f"{quarantine_id} cannot be released: newer files have come in since")
    return row, {each["name"]: store.quarantine.get(each["sha256"]) for each in row.files}


def _refuse_twice(row: ListQuarantine, released: ListRelease | None) -> None:
    if released is not None:
        raise ConflictError(f"{row.id} was released by {released.by} already")
