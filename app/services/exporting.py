"""A version of a list as lines of JSON, one entry each, for other programs to read."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.db import Database
from app.errors import NotFoundError
from app.models import ListEntry, ListSnapshot
from app.services.lists import in_force, known
from screening.plain import canonical

_AT_ONCE = 1_000


def lines(database: Database, list_id: str, snapshot_id: str | None = None) -> Iterator[bytes]:
    """Every entry, in the publisher's order; of the version in force unless another is named.

    Raises NotFoundError, before the first line, where there is no such version.
    """
    known(list_id)
    with database.reading() as session:
        held = in_force(session).get(list_id)
        wanted = snapshot_id or (held.snapshot_id if held else None)
        if wanted is None:
            raise NotFoundError(f"the list {list_id} has never been loaded")
        row = session.get(ListSnapshot, wanted)
        if row is None or row.list_id != list_id:
            raise NotFoundError(f"the list {list_id} has no snapshot {snapshot_id!r}")
    return _lines(database, wanted)


def _lines(database: Database, snapshot_id: str) -> Iterator[bytes]:
    bodies = (
        select(ListEntry.body)
        .where(ListEntry.snapshot_id == snapshot_id)
        .order_by(ListEntry.position)
        .execution_options(yield_per=_AT_ONCE)
    )
    with database.reading() as session:
        for body in session.scalars(bodies):
            yield canonical(body) + b"\n"
