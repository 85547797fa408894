"""A whole list made ready to be asked: who on it is nearest to this party?

Every name of the index gets an upper bound for its worth against the party's names, in a few array
operations; entries are then compared in full, the most promising first, until no bound left can
beat what is held. The answer is the one that comparing with every entry would give.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from screening.matching.alignment import WEAK_CEILING
from screening.matching.evidence import (
    CLOSE_AT_MOST,
    OTHER_BIRTH,
    SAME_BIRTH_DAY,
    SAME_BIRTH_PERIOD,
    SAME_COUNTRY,
    SAME_IDENTIFIER,
    identifier_key,
)
from screening.matching.names import Ready, demand_readable, make_ready
from screening.matching.scorer import AGREEMENT, MATCHER, START, STRONG, assess, score
from screening.matching.storage import Unread, read_index, write_index
from screening.matching.tables import Bounds, Floats, Likenesses, Tables, build_tables
from screening.model import Comparison, Entry, Party, Profile

LEAST_SCORE = 0.2
"""What scores less is not worth naming, even as the nearest there was."""
_NEVER = 2.0


class Index:
    """The entries of a list, or the parties of submissions, ready for searching. Never changes."""

    def __init__(
        self, entries: Sequence[Profile], tables: Tables, unreadable: Sequence[Unread]
    ) -> None:
        """For `build` and `load` alone."""
        self._entries = entries
        self._tables = tables
        self._unreadable = unreadable
        self._bounds = Bounds(tables)
        self._ready: dict[int, Ready] = {}

    @classmethod
    def build(cls, entries: Iterable[Profile]) -> Index:
        """An index over `entries`, in their order; `unreadable` says what none can find."""
        kept = tuple(entries)
        ready = [make_ready(entry) for entry in kept]
        unreadable = [(place, *why) for place, one in enumerate(ready) for why in one.unreadable]
        return cls(kept, build_tables(ready), unreadable)

    @classmethod
    def load(cls, path: Path) -> Index:
        """The index saved at `path`, its arrays mapped and not copied.

        Raises ListFormatError for a file that is damaged, or that another matcher version made.
        """
        return cls(*read_index(path, MATCHER))

    def save(self, path: Path) -> None:
        """Write the index to `path`, whole or not at all. Equal indexes give equal bytes."""
        write_index(path, MATCHER, self._entries, self._tables, self._unreadable)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self._entries)

    @cached_property
    def unreadable(self) -> tuple[tuple[Profile, str, str], ...]:
        """Every name in the index that nobody can find: entry, name, reason."""
        return tuple(
            (self._entries[place], text, reason) for place, text, reason in self._unreadable
        )

    def search(
        self, party: Profile, limit: int = 10, *, all_from: float | None = None
    ) -> list[Comparison]:
        """The entries nearest to `party`, best first, equals in the order of their references.

        Each is what `compare` gives for the pair; none scores below 0.2. At most `limit` are
        returned, except that nothing scoring `all_from` or more is left out: a common name can
        bring more findings than anybody would list of near misses. Names of the party that cannot
        be read are left out, and a feature says so. Raises UnreadableNameError where none can be.
        """
        [found] = self.search_all([party], limit, all_from=all_from)
        return found

    def search_all(
        self, parties: Iterable[Profile], limit: int = 10, *, all_from: float | None = None
    ) -> list[list[Comparison]]:
        """What `search` gives for each of `parties`, in their order, in less time than one by one.

        Raises UnreadableNameError where one of them has no name that can be read.
        """
        ready = [make_ready(party) for party in parties]
        for each in ready:
            demand_readable(each)
        if not self._entries or limit < 1:
            return [[] for _ in ready]
        likenesses = self._bounds.likenesses(name for each in ready for name in each.names)
        return [self._nearest(each, likenesses, limit, all_from) for each in ready]

    def _nearest(
        self, ready: Ready, likenesses: Likenesses, limit: int, all_from: float | None
    ) -> list[Comparison]:
        names = self._bounds.of(ready.names, likenesses)
        entries = self._entry_bounds(ready, names)
        always = max(LEAST_SCORE, _NEVER if all_from is None else all_from)
        held: list[tuple[float, str, int, Comparison]] = []
        for place in np.argsort(-entries, kind="stable").tolist():
            floor = min(-held[-1][0], always) if len(held) >= limit else LEAST_SCORE
            if score(float(entries[place])) < floor:
                break
            comparison = self._assess(ready, place, names)
            if comparison.score >= LEAST_SCORE:
                reference = _reference(comparison.right)
                insort(held, (-comparison.score, reference, place, comparison), key=_order)
            while len(held) > limit and -held[-1][0] < always:
                held.pop()
        return [entry[-1] for entry in held]

    def _assess(self, ready: Ready, place: int, names: Floats) -> Comparison:
        if place not in self._ready:
            self._ready[place] = make_ready(self._entries[place])
        columns = self._tables.names_of(place)
        return assess(ready, self._ready[place], names[:, columns].tolist())

    def _entry_bounds(self, ready: Ready, names: Floats) -> Floats:
        """The highest match weight that each entry can come to."""
        tables = self._tables
        weak = np.array([name.weak for name in ready.names])[:, None] | tables.weak[None, :]
        worth = np.where(weak, np.minimum(names, WEAK_CEILING), names).max(axis=0)
        best = np.zeros(len(self._entries))
        owners = np.repeat(np.arange(len(best)), np.diff(tables.name_start))
        np.maximum.at(best, owners, worth)
        born = self._birth_bounds(ready.profile)
        # A contradiction cannot take a strong name below the line, so it may not lower its bound.
        born = np.where(best >= STRONG, born.clip(0), born)
        country = SAME_COUNTRY if ready.profile.countries else 0.0
        bounds = START + AGREEMENT * best + born + country
        bounds[self._sharing_identifier(ready.profile)] += SAME_IDENTIFIER
        return bounds

    def _birth_bounds(self, party: Profile) -> Floats:
        """The most that birth dates can add for each entry, or the least they take away."""
        tables = self._tables
        best = np.full(len(self._entries), -np.inf)
        for span in party.births:
            begins = np.maximum(tables.born_earliest, span.earliest.toordinal())
            gap = begins - np.minimum(tables.born_latest, span.latest.toordinal())
            near = np.where(gap <= CLOSE_AT_MOST.days, SAME_BIRTH_PERIOD, OTHER_BIRTH)
            np.maximum.at(best, tables.born_entry, np.where(gap <= 0, SAME_BIRTH_DAY, near))
        return np.where(np.isfinite(best), best, 0.0)

    def _sharing_identifier(self, party: Profile) -> list[int]:
        keys = self._tables.identifiers
        found: set[int] = set()
        for key in {identifier_key(identifier) for identifier in party.identifiers} - {""}:
            first = bisect_left(keys, key)
            last = bisect_right(keys, key)
            found.update(self._tables.identified[first:last].tolist())
        return sorted(found)


def _order(entry: tuple[float, str, int, Comparison]) -> tuple[float, str, int]:
    return entry[:3]


def _reference(profile: Profile) -> str:
    """What tells equals apart: the publisher's reference, or the party's id."""
    match profile:
        case Entry():
            return f"{profile.ref} {profile.list_id}"
        case Party():
            return profile.id
        case _:
            return profile.name
