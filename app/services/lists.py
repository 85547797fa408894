"""The lists as they are held: what is in force, how fresh it is, and every version there was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.models import ListCheck, ListEntry, ListSnapshot
from app.revive import revive
from screening import lists as sources
from screening.lists.diff import Delta, diff
from screening.lists.source import ListSource
from screening.model import Entry, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A list in force, with its three dates: last checked, last changed, the publisher's own."""

    list_id: str
    title: str
    licence: str
    snapshot_id: str
    digest: str
    parser: str
    entry_count: int
    checked_at: datetime
    changed_at: datetime
    published: datetime | None
    files: tuple[Mapping[str, object], ...]


def known(list_id: str) -> ListSource:
    """What is known of this list. Raises NotFoundError with the ids there are."""
    try:
        return sources.source(list_id)
    except KeyError:
        ids = ", ".join(each.id for each in sources.LISTS)
        raise NotFoundError(f"there is no list {list_id!r}; there are: {ids}") from None


def in_force(session: Session) -> dict[str, Held]:
    """Every list that was ever loaded, as it stands now, by id."""
    newest = (
        select(func.max(ListCheck.id))
        .where(ListCheck.snapshot_id.is_not(None))
        .group_by(ListCheck.list_id)
    )
    rows = session.execute(
        select(ListCheck, ListSnapshot)
        .join(ListSnapshot, ListSnapshot.id == ListCheck.snapshot_id)
        .where(ListCheck.id.in_(newest))
        .order_by(ListCheck.list_id)
    )
    return {check.list_id: _held(check, kept) for check, kept in rows}


def newest_checks(session: Session) -> dict[str, ListCheck]:
    """The newest time each list was asked for, however it ended."""
    newest = select(func.max(ListCheck.id)).group_by(ListCheck.list_id)
    rows = session.scalars(select(ListCheck).where(ListCheck.id.in_(newest)))
    return {row.list_id: row for row in rows}


def never_usable(session: Session) -> dict[str, str]:
    """Lists that never came into force though somebody brought a file, and why it was refused."""
    held = select(ListCheck.list_id).where(ListCheck.snapshot_id.is_not(None))
    newest = (
        select(func.max(ListCheck.id))
        .where(ListCheck.result == "refused", ListCheck.list_id.not_in(held))
        .group_by(ListCheck.list_id)
    )
    rows = session.scalars(
        select(ListCheck).where(ListCheck.id.in_(newest)).order_by(ListCheck.list_id)
    )
    return {row.list_id: row.reason for row in rows}


def newest_validators(session: Session, list_id: str) -> Mapping[str, Mapping[str, str]]:
    """What the publisher sent with the version in force that helps asking again, by address."""
    row = session.scalars(
        select(ListCheck)
        .where(ListCheck.list_id == list_id, ListCheck.snapshot_id.is_not(None))
        .order_by(ListCheck.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.validators or {}) if row else {}


def snapshots(session: Session, list_id: str) -> list[ListSnapshot]:
    """Every version held of a list, newest first."""
    known(list_id)
    statement = select(ListSnapshot).where(ListSnapshot.list_id == list_id)
    return list(session.scalars(statement.order_by(ListSnapshot.id.desc())))


def snapshot(session: Session, snapshot_id: str) -> Snapshot:
    """One version of a list with all its entries, as it was parsed."""
    row = session.get(ListSnapshot, snapshot_id)
    if row is None:
        raise NotFoundError(f"there is no snapshot {snapshot_id!r}")
    return Snapshot(
        list_id=row.list_id,
        digest=row.digest,
        parser=row.parser,
        published=row.published,
        entries=tuple(entries(session, snapshot_id)),
        warnings=tuple(row.warnings),
    )


def snapshot_in_force(session: Session, list_id: str) -> Snapshot | None:
    held = in_force(session).get(list_id)
    return snapshot(session, held.snapshot_id) if held else None


def entries(session: Session, snapshot_id: str) -> Iterable[Entry]:
    """The entries of a snapshot in the publisher's order."""
    bodies = session.scalars(
        select(ListEntry.body)
        .where(ListEntry.snapshot_id == snapshot_id)
        .order_by(ListEntry.position)
    )
    return (revive(Entry, body) for body in bodies)


def difference(session: Session, list_id: str, old: str | None, new: str | None) -> Delta:
    """What changed from snapshot `old` to `new`: by default the two newest."""
    held = [row.id for row in snapshots(session, list_id)]
    for given in (old, new):
        if given is not None and given not in held:
            raise NotFoundError(f"the list {list_id} has no snapshot {given!r}")
    if not held or (old is None and len(held) == 1):
        raise NotFoundError(f"the list {list_id} has no two snapshots to compare")
    after = new or held[0]
    before = old or held[min(held.index(after) + 1, len(held) - 1)]
    return diff(snapshot(session, before), snapshot(session, after))


def _held(check: ListCheck, kept: ListSnapshot) -> Held:
    source = known(check.list_id)
    return Held(
        list_id=check.list_id,
        title=source.title,
        licence=source.licence,
        snapshot_id=kept.id,
        digest=kept.digest,
        parser=kept.parser,
        entry_count=kept.entry_count,
        checked_at=check.at,
        changed_at=kept.loaded_at,
        published=kept.published,
        files=tuple(kept.files),
    )
