"""Stage 0: list files in, snapshots out. A file that may not come into force changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.db import Database
from app.errors import ListRefusedError, NotFoundError
from app.ids import new_id
from app.models import Json, ListCheck, ListEntry, ListSnapshot
from app.services import quarantine
from app.services.lists import Held, in_force, known, snapshot_in_force
from app.services.references import References
from app.store import Store
from screening.errors import ListFormatError
from screening.lists.sanity import judge, ruled_out
from screening.lists.unpacking import unpack_all
from screening.model import Snapshot
from screening.plain import plain

Told = Callable[[str, int, int], None]
"""Told, on a long load: what is being done, how much of it is done, and how much there is."""
Also = Callable[[Session, ListSnapshot], None]
_AT_ONCE = 2_000


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
    """Who brought a file, when, from where, and what the server said that helps asking again.

    `validators`: by address, the ETag and the Last-Modified that came with it.
    """

    by: str
    at: datetime
    source: str
    validators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def untold(_what: str, _done: int, _of: int) -> None:
    """Nobody watches."""


def load(
    database: Database,
    store: Store,
    list_id: str,
    files: Mapping[str, bytes],
    asked: Asked,
    *,
    references: References | None = None,
    sample: bool = False,
    told: Told = untold,
) -> Loaded:
    """Bring `files` (by name; plain, gzip or zip) into force as the list `list_id`.

    Files that cannot be read whole, or look wrong beside the list in force, go into quarantine:
    that is put on record, the list in force stays in force, and ListRefusedError is raised with the
    reason. `sample` waives the expected number of entries, for the small lists of a demonstration.
    With `references`, the list is compiled before it comes into force, so that no run waits for it.
    """
    source = known(list_id)
    told("reading", 0, 0)
    snapshot = None
    releasable = False
    try:
        unpacked = unpack_all(files)
        snapshot = source.parse(unpacked)
        with database.reading() as session:
            before = snapshot_in_force(session, list_id)
        problem = judge(snapshot, before, source, sample=sample)
        releasable = not ruled_out(snapshot, before, source)
    except ListFormatError as error:
        problem = str(error)
    if snapshot is None or problem:
        with database.writing() as session:
            refused = _check(session, list_id, asked, "refused", reason=problem)
            count = len(snapshot.entries) if snapshot else None
            put = quarantine.put_aside(
                session, store, refused, files, entry_count=count, releasable=releasable
            )
            data = {"quarantine": put.id, "sha256": [each["sha256"] for each in put.files]}
            log.append(session, "list:refused", list_id, by=asked.by, at=asked.at, data=data)
        raise ListRefusedError(f"{asked.source} was refused: {problem}")
    return bring_into_force(
        database, store, snapshot, unpacked, asked, references=references, told=told
    )


def bring_into_force(
    database: Database,
    store: Store,
    snapshot: Snapshot,
    unpacked: Mapping[str, bytes],
    asked: Asked,
    *,
    references: References | None,
    told: Told = untold,
    also: Also | None = None,
) -> Loaded:
    """Compile and store a snapshot that may come into force; `also` is done in the same breath.

    All that takes long is done before the writing begins, but for the inserts themselves.
    """
    kept: list[dict[str, object]] = [
        {"name": name, "sha256": store.put(data), "bytes": len(data)}
        for name, data in sorted(unpacked.items())
    ]
    if references is not None:
        told("compiling", 0, 0)
        references.prepare(database, snapshot)
    rows = [
        {
            "ref": entry.ref,
            "position": position,
            "kind": entry.kind.value,
            "name": entry.name,
            "effect": entry.effect.value,
            "body": plain(entry),
        }
        for position, entry in enumerate(snapshot.entries)
    ]
    with database.writing() as session:
        return _in_force(session, snapshot, kept, rows, asked, told=told, also=also)


def fail(database: Database, list_id: str, reason: str, asked: Asked) -> None:
    """Put on record that a publisher could not be asked. It does not count as asking."""
    with database.writing() as session:
        _check(session, list_id, asked, "failed", reason=reason)
        log.append(session, "list:failed", list_id, by=asked.by, at=asked.at)


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


def _in_force(
    session: Session,
    parsed: Snapshot,
    files: list[dict[str, object]],
    rows: list[Json],
    asked: Asked,
    *,
    told: Told,
    also: Also | None,
) -> Loaded:
    log.lock(session)
    held = in_force(session).get(parsed.list_id)
    row = _same(session, parsed)
    if row is None:
        row = _row(parsed, files, asked, held.snapshot_id if held else None)
        session.add(row)
        session.flush()
        _insert_entries(session, row.id, rows, told)
    changed = held is None or held.snapshot_id != row.id
    result = "changed" if changed else "unchanged"
    _check(session, parsed.list_id, asked, result, snapshot_id=row.id)
    log.append(
        session,
        "list:loaded" if changed else "list:checked",
        parsed.list_id,
        by=asked.by,
        at=asked.at,
        data={"snapshot": row.id, "sha256": row.digest, "entries": row.entry_count},
    )
    if also is not None:
        also(session, row)
    return Loaded(
        list_id=parsed.list_id,
        snapshot_id=row.id,
        digest=row.digest,
        entry_count=row.entry_count,
        changed=changed,
        warnings=tuple(row.warnings),
    )


def _same(session: Session, parsed: Snapshot) -> ListSnapshot | None:
    """The snapshot of these bytes as this parser reads them, if it was ever loaded."""
    return session.scalars(
        select(ListSnapshot).where(
            ListSnapshot.list_id == parsed.list_id,
            ListSnapshot.digest == parsed.digest,
            ListSnapshot.parser == parsed.parser,
        )
    ).one_or_none()


def _row(
    parsed: Snapshot, files: list[dict[str, object]], asked: Asked, supersedes: str | None
) -> ListSnapshot:
    return ListSnapshot(
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


def _insert_entries(session: Session, snapshot_id: str, rows: list[Json], told: Told) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        told("storing", start, len(rows))
        some = rows[start : start + _AT_ONCE]
        session.execute(insert(ListEntry), [{"snapshot_id": snapshot_id, **row} for row in some])
    told("storing", len(rows), len(rows))


def _check(
    session: Session,
    list_id: str,
    asked: Asked,
    result: str,
    *,
    reason: str = "",
    snapshot_id: str | None = None,
) -> ListCheck:
    row = ListCheck(
        id=new_id("check", asked.at),
        list_id=list_id,
        at=asked.at,
        by=asked.by,
        source=asked.source,
        result=result,
        reason=reason,
        snapshot_id=snapshot_id,
        validators={url: dict(said) for url, said in asked.validators.items()},
    )
    session.add(row)
    session.flush()
    return row
