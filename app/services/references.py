"""What a run is held against: lists with their compiled indexes, rule set and policy in force."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from app.services import guidelines, lists
from app.services.lists import Held
from screening.checks.context import ListInForce
from screening.engine import Reference
from screening.guidelines.ruleset import RuleSet
from screening.matching import Index
from screening.policy import Policy

# Enough for every list twice over: the oldest go first, and are built again if asked for.
MOST_INDEXES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything one run rests on beside the submission."""

    as_of: datetime
    policy: Policy
    ruleset: RuleSet
    held: Mapping[str, Held]
    reference: Reference


@dataclass(slots=True)
class References:
    """Compiled indexes, one per snapshot digest, shared by every thread of the process.

    A new snapshot is simply another key: a run that began with the old one finishes with it.
    """

    policy: Policy
    _indexes: dict[str, Index] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def basis(self, session: Session, as_of: datetime) -> Basis:
        """What a run made at `as_of` rests on."""
        held = lists.in_force(session)
        ruleset = guidelines.in_force(session).ruleset
        wanted = {wanted.id for wanted in self.policy.lists}
        usable = {each.list_id: each for each in held.values() if each.list_id in wanted}
        in_force = {list_id: self._in_force(session, each) for list_id, each in usable.items()}
        return Basis(
            as_of=as_of,
            policy=self.policy,
            ruleset=ruleset,
            held=usable,
            reference=Reference(as_of=as_of, lists=in_force, ruleset=ruleset),
        )

    def warm(self, session: Session) -> None:
        """Compile what is in force now, so that no run has to wait for it."""
        for held in lists.in_force(session).values():
            self.index(session, held)

    def index(self, session: Session, held: Held) -> Index:
        """The compiled index of a snapshot, built once."""
        key = f"{held.digest}:{held.parser}"
        # One lock for all: two threads asking for the same new list must not both build it.
        with self._lock:
            found = self._indexes.get(key)
            if found is None:
                found = Index.build(tuple(lists.entries(session, held.snapshot_id)))
                self._indexes[key] = found
                while len(self._indexes) > MOST_INDEXES:
                    self._indexes.pop(next(iter(self._indexes)))
            return found

    def _in_force(self, session: Session, held: Held) -> ListInForce:
        return ListInForce(
            list_id=held.list_id,
            title=held.title,
            digest=held.digest,
            published=held.published,
            checked_at=held.checked_at,
            index=self.index(session, held),
        )
