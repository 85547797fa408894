"""Stage 0: list files in, snapshots out. A file that may not come into force changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.db import Database
from app.errors import ListRefusedError, NotFoundError
from app.ids import new_id
from app.models import ListCheck, ListEntry, ListSnapshot
from app.revive import revive
from app.store import Store
from screening import lists as sources
from screening.errors import ListFormatError
from screening.lists.diff import Delta, diff
from screening.lists.sanity import judge
from screening.lists.source import ListSource
from screening.lists.unpacking import unpack_all
from screening.model import Entry, Snapshot
from screening.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A list in force, with its three dates: last checked, last changed, the publisher's own."""

    list_id: str
    title: str
    snapshot_id: str
    digest: str
    parser: str
    entry_count: int
    checked_at: datetime
    changed_at: datetime
    published: datetime | None
    files: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What became of a file: `changed` is False when the list in force already held the same."""

    list_id: str
    snapshot_id: str
    digest: str
    entry_count: int
    changed: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who brought a file, when, from where, and what the server said that helps asking again."""

    by: str
    at: datetime
    source: str
    etag: str | None = None
    last_modified: str | None = None


def known(list_id: str) -> ListSource:
    """What is known of this list. Raises NotFoundError with the ids there are."""
    try:
        return sources.source(list_id)
    except KeyError:
        ids = ", ".join(each.id for each in sources.LISTS)
        raise NotFoundError(f"there is no list {list_id!r}; there are: {ids}") from None


def load(
    database: Database,
    store: Store,
    list_id: str,
    files: Mapping[str, bytes],
    asked: Asked,
    *,
    sample: bool = False,
) -> Loaded:
    """Bring `files` (by name; plain, gzip or zip) into force as the list `list_id`.

    A file that cannot be read whole, or looks wrong beside the list in force, is refused: that is
    put on record, the list in force stays in force, and ListRefusedError is raised with the reason.
    `sample` waives the expected number of entries, for the small lists of a demonstration.
    """
    source = known(list_id)
    try:
        unpacked = unpack_all(files)
        snapshot = source.parse(unpacked)
        with database.reading() as session:
            before = snapshot_in_force(session, list_id)
        problem = judge(snapshot, before, source, sample=sample)
    except ListFormatError as error:
        problem = str(error)
    if problem:
        refuse(database, list_id, problem, asked)
        raise ListRefusedError(f"{asked.source} was refused: {problem}")
    kept = [
        {"name": name, "sha256": store.put(data), "bytes": len(data)}
        for name, data in sorted(unpacked.items())
    ]
    with database.writing() as session:
        return _bring_into_force(session, snapshot, kept, asked)


def refuse(
    database: Database, list_id: str, reason: str, asked: Asked, *, result: str = "refused"
) -> None:
    """Put on record that a file was refused, or that asking for it failed."""
    with database.writing() as session:
        _check(session, list_id, asked, result, reason=reason)
        log.append(session, f"list:{result}", list_id, by=asked.by, at=asked.at)


def confirm_unchanged(database: Database, list_id: str, asked: Asked) -> Held:
    """Put on record that nothing is new. Raises NotFoundError if nothing is held."""
    with database.writing() as session:
        log.lock(session)
        held = in_force(session).get(list_id)
        if held is None:
            raise NotFoundError(f"the list {list_id} has never been loaded")
        _check(session, list_id, asked, "unchanged", snapshot_id=held.snapshot_id)
        log.append(session, "list:checked", list_id, by=asked.by, at=asked.at)
        return in_force(session)[list_id]


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


def newest_validators(session: Session, list_id: str) -> tuple[str | None, str | None]:
    """ETag and Last-Modified that came with the snapshot in force, for a conditional request."""
    row = session.scalars(
        select(ListCheck)
        .where(ListCheck.list_id == list_id, ListCheck.snapshot_id.is_not(None))
        .order_by(ListCheck.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.etag, row.last_modified) if row else (None, None)


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
    return Held(
        list_id=check.list_id,
        title=known(check.list_id).title,
        snapshot_id=kept.id,
        digest=kept.digest,
        parser=kept.parser,
        entry_count=kept.entry_count,
        checked_at=check.at,
        changed_at=kept.loaded_at,
        published=kept.published,
        files=tuple(kept.files),
    )


def _bring_into_force(
    session: Session, parsed: Snapshot, files: list[dict[str, object]], asked: Asked
) -> Loaded:
    log.lock(session)
    held = in_force(session).get(parsed.list_id)
    row = session.scalars(
        select(ListSnapshot).where(
            ListSnapshot.list_id == parsed.list_id,
            ListSnapshot.digest == parsed.digest,
            ListSnapshot.parser == parsed.parser,
        )
    ).one_or_none()
    row = row or _insert(session, parsed, files, asked, held.snapshot_id if held else None)
    changed = held is None or held.snapshot_id != row.id
    _check(
        session,
        parsed.list_id,
        asked,
        "changed" if changed else "unchanged",
        snapshot_id=row.id,
    )
    log.append(
        session,
        "list:loaded" if changed else "list:checked",
        parsed.list_id,
        by=asked.by,
        at=asked.at,
        data={"snapshot": row.id, "sha256": row.digest, "entries": row.entry_count},
    )
    return Loaded(
        list_id=parsed.list_id,
        snapshot_id=row.id,
        digest=row.digest,
        entry_count=row.entry_count,
        changed=changed,
        warnings=tuple(row.warnings),
    )


def _insert(
    session: Session,
    parsed: Snapshot,
    files: list[dict[str, object]],
    asked: Asked,
    supersedes: str | None,
) -> ListSnapshot:
    row = ListSnapshot(
        id=new_id("snapshot", asked.at),
        list_id=parsed.list_id,
        digest=parsed.digest,
        parser=parsed.parser,
        published=parsed.published,
        loaded_at=asked.at,
        loaded_by=asked.by,
        entry_count=len(parsed.entries),
        files=files,
        warnings=list(parsed.warnings),
        supersedes=supersedes,
    )
    session.add(row)
    session.flush()
    rows = [
        {
            "snapshot_id": row.id,
            "ref": entry.ref,
            "position": position,
            "kind": entry.kind.value,
            "name": entry.name,
            "effect": entry.effect.value,
            "body": plain(entry),
        }
        for position, entry in enumerate(parsed.entries)
    ]
    session.execute(insert(ListEntry), rows)
    return row


def _check(
    session: Session,
    list_id: str,
    asked: Asked,
    result: str,
    *,
    reason: str = "",
    snapshot_id: str | None = None,
) -> None:
    session.add(
        ListCheck(
            id=new_id("check", asked.at),
            list_id=list_id,
            at=asked.at,
            by=asked.by,
            source=asked.source,
            result=result,
            reason=reason,
            snapshot_id=snapshot_id,
            etag=asked.etag,
            last_modified=asked.last_modified,
        )
    )
