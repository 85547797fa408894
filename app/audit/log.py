"""The log: each act is appended in the transaction that records it, one at a time, without gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.canonical import canonical
from app.audit.merkle import Tree, leaf_hash
from app.models import Event, LogHead


@dataclass(frozen=True, slots=True)
class Appended:
    """Where an event went: with `proof` it is shown to be leaf `index` of the tree `after`."""

    event: Mapping[str, object]
    index: int
    proof: tuple[bytes, ...]
    after: Tree


def lock(session: Session) -> LogHead:
    """Make every other writer wait until this transaction ends.

    Locking the newest event instead would not do: who waits for it wakes up holding a row that is
    no longer the newest.
    """
    statement = select(LogHead).with_for_update().execution_options(populate_existing=True)
    return session.scalars(statement).one()


def append(
    session: Session,
    action: str,
    subject: str,
    *,
    by: str,
    at: datetime,
    data: Mapping[str, object] | None = None,
) -> Appended:
    """Record that `by` did `action` (`subject:act`) to `subject`; it stands or falls with the act.

    `data` holds ids, digests and counts only: nothing personal may reach the log.
    """
    head = lock(session)
    before = Tree(head.size, tuple(bytes.fromhex(part) for part in head.frontier))
    event = {
        "index": head.size,
        "at": at.astimezone(UTC).isoformat(),
        "actor": by,
        "action": action,
        "subject": subject,
        "data": dict(data or {}),
    }
    leaf = leaf_hash(canonical(event))
    after = before.append(leaf)
    session.add(
        Event(
            index=head.size,
            at=at,
            actor=by,
            action=action,
            subject=subject,
            data=event["data"],
            leaf_hash=leaf.hex(),
        )
    )
    head.size, head.root = after.size, after.root.hex()
    head.frontier = [part.hex() for part in after.frontier]
    session.flush()
    return Appended(event, before.size, before.proof_of_next(), after)


def event_bytes(event: Event) -> bytes:
    """What the leaf hash of a stored event is taken over."""
    return canonical(
        {
            "index": event.index,
            "at": event.at.isoformat(),
            "actor": event.actor,
            "action": event.action,
            "subject": event.subject,
            "data": event.data,
        }
    )


def tree_of(session: Session) -> Tree:
    """The tree built anew from every stored event: to be compared with the head."""
    tree = Tree()
    for event in session.scalars(select(Event).order_by(Event.index)):
        tree = tree.append(leaf_hash(event_bytes(event)))
    return tree
