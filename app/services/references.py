"""What a run is held against: lists with their compiled indexes, rule set and policy in force."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session

from app.db import Database
from app.models import Json
from app.services import conduct, guidelines, lists
from app.services.compiled import Version, open_also_listed, open_index
from app.services.lists import Held
from app.store import Store
from screening.checks.context import ListInForce
from screening.engine import Reference
from screening.guidelines.ruleset import RuleSet
from screening.human_rights.conduct import Conduct
from screening.human_rights.weights import Weights, bundled_weights
from screening.lists.also_listed import Elsewhere
from screening.matching import Index
from screening.model import Snapshot
from screening.policy import Policy

# Enough for every list twice over: the oldest go first, and are built again if asked for.
MOST_INDEXES = 40
MOST_SETS = 4

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Everything one run rests on beside the submission. `conduct` names the pinned record."""

    as_of: datetime
    policy: Policy
    ruleset: RuleSet
    held: Mapping[str, Held]
    reference: Reference
    conduct: Json


@dataclass(slots=True)
class References:
    """Compiled indexes, one per snapshot digest, shared by every thread of the process.

    On disk they are shared by every process of the installation. A new snapshot is simply another
    key: a run that began with the old one finishes with it.
    """

    policy: Policy
    store: Store
    weights: Weights = field(default_factory=bundled_weights)
    _indexes: dict[str, Index] = field(default_factory=dict)
    _also: dict[frozenset[Version], dict[str, Elsewhere]] = field(default_factory=dict)
    _conducts: dict[conduct.State, Conduct] = field(default_factory=dict)
    _pins: dict[conduct.State, Json] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def basis(self, session: Session, as_of: datetime, vendor_id: str = "") -> Basis:
        """What a run on this vendor, made at `as_of`, rests on."""
        held = self._wanted(lists.in_force(session))
        refused = self._wanted(lists.never_usable(session))
        ruleset = guidelines.in_force(session).ruleset
        also = self._also_listed(session, held)
        in_force = {
            list_id: self._in_force(session, each, also.get(list_id, {}))
            for list_id, each in held.items()
        }
        record, named = self._conduct(session, vendor_id)
        return Basis(
            as_of=as_of,
            policy=self.policy,
            ruleset=ruleset,
            held=held,
            reference=Reference(
                as_of=as_of, lists=in_force, ruleset=ruleset, conduct=record, refused=refused
            ),
            conduct=named,
        )

    def conduct(self, session: Session, vendor_id: str) -> Conduct:
        """The human-rights record as a run on this vendor would find it now."""
        return conduct.of_vendor(session, self.everybody(session), vendor_id)

    def warm(self, session: Session) -> None:
        """Open what is in force now, so that no run has to wait for it."""
        held = lists.in_force(session)
        for each in held.values():
            self.index(session, each)
        self._also_listed(session, held)
        self.everybody(session)

    def prepare(self, database: Database, snapshot: Snapshot) -> None:
        """Compile a snapshot before it comes into force, beside what is in force.

        Done without the lock: runs go on with the list in force meanwhile.
        """
        open_index(self._folder, snapshot.digest, snapshot.parser, lambda: snapshot.entries)
        if not self._wanted({snapshot.list_id: snapshot}):
            return
        with database.reading() as session:
            held = self._wanted(lists.in_force(session))
            held.pop(snapshot.list_id, None)
            own = (snapshot.list_id, snapshot.digest, snapshot.parser)
            open_also_listed(
                self._folder,
                (own, *map(_version, held.values())),
                lambda: (snapshot, *_snapshots(session, held)),
            )

    def index(self, session: Session, held: Held) -> Index:
        """The compiled index of a snapshot, opened once in each process."""
        key = f"{held.digest}:{held.parser}"
        # One lock for all: two threads asking for the same new list must not both open it.
        with self._lock:
            found = self._indexes.get(key)
            if found is None:
                found = open_index(
                    self._folder,
                    held.digest,
                    held.parser,
                    lambda: lists.entries(session, held.snapshot_id),
                )
                _keep(self._indexes, key, found, MOST_INDEXES)
            return found

    def everybody(self, session: Session) -> Conduct:
        """What is on record whoever asks, put together once for each state of the tables."""
        key = conduct.state(session)
        with self._lock:
            found = self._conducts.get(key)
            if found is None:
                found = conduct.shared(session, self.policy, self.weights)
                _keep(self._conducts, key, found, MOST_SETS)
            return found

    def _conduct(self, session: Session, vendor_id: str) -> tuple[Conduct, Json]:
        """The record for this vendor, and what a run says of it once its bytes are kept."""
        everybody = self.everybody(session)
        record = conduct.of_vendor(session, everybody, vendor_id)
        if record != everybody:
            return record, conduct.pin(self.store, record)
        key = conduct.state(session)
        with self._lock:
            named = self._pins.get(key)
            if named is None or not self.store.path(str(named["sha256"])).exists():
                named = conduct.pin(self.store, everybody)
                _keep(self._pins, key, named, MOST_SETS)
            return everybody, named

    @property
    def _folder(self) -> Path:
        return self.store.indexes

    def _wanted(self, by_list: Mapping[str, Value]) -> dict[str, Value]:
        """What is said of lists that the policy names; of others no run takes notice."""
        wanted = {wanted.id for wanted in self.policy.lists}
        return {list_id: each for list_id, each in by_list.items() if list_id in wanted}

    def _also_listed(self, session: Session, held: Mapping[str, Held]) -> dict[str, Elsewhere]:
        """Who of the policy's lists stands on several of them."""
        mine = self._wanted(held)
        key = frozenset(map(_version, mine.values()))
        with self._lock:
            found = self._also.get(key)
            if found is None:
                found = open_also_listed(self._folder, key, lambda: _snapshots(session, mine))
                _keep(self._also, key, found, MOST_SETS)
            return found

    def _in_force(self, session: Session, held: Held, also: Elsewhere) -> ListInForce:
        return ListInForce(
            list_id=held.list_id,
            title=held.title,
            licence=held.licence,
            digest=held.digest,
            published=held.published,
            checked_at=held.checked_at,
            changed_at=held.changed_at,
            index=self.index(session, held),
            also_listed=also,
        )


def _version(held: Held) -> Version:
    return held.list_id, held.digest, held.parser


def _snapshots(session: Session, held: Mapping[str, Held]) -> list[Snapshot]:
    return [lists.snapshot(session, each.snapshot_id) for each in held.values()]


def _keep(cache: dict[Key, Value], key: Key, value: Value, most: int) -> None:
    cache[key] = value
    while len(cache) > most:
        cache.pop(next(iter(cache)))
