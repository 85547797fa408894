"""The index: many profiles compiled into one file, searched in about a millisecond.

Finding and scoring are kept apart: `Space` finds the names worth a look, then exactly the scoring
of `compare` decides, so that a pair scores the same wherever it is compared.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np

from screening.matching import facts as facts_of
from screening.matching import plain_entries, store
from screening.matching.alignment import Alignment, Weighed
from screening.matching.compare import (
    Named,
    Unread,
    comparison,
    modes,
    named,
    rank,
    unreadable_names,
)
from screening.matching.compiled.bounds import Said
from screening.matching.compiled.columns import frozen
from screening.matching.compiling import MODES, compile_entries
from screening.matching.evidence import compare_facts
from screening.matching.evidence_bounds import bounds_for
from screening.matching.facts import Facts
from screening.matching.names import UnreadableNameError, Written
from screening.matching.scoring import weigh
from screening.matching.searching import LEAST_BITS, Best, Wanted, found_in
from screening.matching.space import Space
from screening.matching.store import Arrays, Packed
from screening.matching.weights import MATCHER, probability, weights
from screening.model import Comparison, Entry, Party, Profile

Forms = list[tuple[bool, list[Named]]]
"""A party's names in every way they are read."""

# What an entry weighs whose names nobody can read: about what two unlike names weigh.
_NO_NAME = Written("", organisation=False, parts=(), qualifiers=frozenset())
_UNNAMED = Weighed(0, 0, -4.0, weak=False, alignment=Alignment((), (), ()))


class Index:
    """Immutable. `digest` names its content: equal profiles in equal order give equal digests."""

    def __init__(self, arrays: Arrays, digest: str) -> None:
        """For `build` and `load` alone."""
        self._a = arrays
        self.digest = digest
        said = Said(*(frozen(arrays[name]) for name in Said._fields))
        self._spaces = {
            mode: Space(
                {k[2:]: v for k, v in arrays.items() if k.startswith(prefix)},
                said,
                organisation=mode,
            )
            for mode, prefix in MODES
        }
        self._entries = Packed(arrays["entry_text"], arrays["entry_at"])
        self._lines = Packed(arrays["fact_text"], arrays["fact_at"])
        self._unreadable = frozenset(arrays["unreadable"].tolist())
        self._profile = lru_cache(maxsize=20_000)(self._read_profile)
        self._facts = lru_cache(maxsize=100_000)(self._read_facts)

    @classmethod
    def build(cls, entries: Iterable[Profile]) -> Index:
        """Compile the entries in their order; `unreadable` says what nobody can find."""
        arrays = compile_entries(entries)
        return cls(arrays, store.digest(arrays, MATCHER))

    @classmethod
    def load(cls, path: Path) -> Index:
        """Open a saved index by memory map.

        Raises ListFormatError for a file that is damaged, or that another matcher version made.
        """
        return cls(*store.read(path, MATCHER))

    def save(self, path: Path) -> None:
        """Write the index to one file, whole or not at all. Equal indexes give equal bytes."""
        store.write(path, self._a, MATCHER)

    def __len__(self) -> int:
        return len(self._a["entry_at"]) - 1

    def __iter__(self) -> Iterator[Profile]:
        return (self._profile(number) for number in range(len(self)))

    @property
    def unreadable(self) -> tuple[tuple[Profile, str, str], ...]:
        """Every name in the index that nobody can find: entry, name, reason."""
        return tuple(
            (self._profile(number), *name)
            for number in dict.fromkeys(self._a["unreadable"].tolist())
            for name in self._unread(number)
        )

    def search(
        self, party: Profile, limit: int = 10, *, all_from: float | None = None
    ) -> list[Comparison]:
        """The entries most likely to be the party, best first, equals in order of reference.

        Each is what `compare` gives for the pair; those that are surely not the party are left
        out. At most `limit` are returned, except that nothing scoring `all_from` or more is left
        out: a common name can bring more findings than anybody would list of near misses.

        Raises UnreadableNameError if the party has no name that could be compared.
        """
        read = _forms(party)
        if not len(self) or limit < 1:
            return []
        best = self._scored(party, read, limit, _bits(all_from))
        ordered = sorted(best, key=lambda number: -best[number].bits)
        kept = [number for number in ordered if best[number].bits >= LEAST_BITS]
        chosen = self._in_order(kept, best, _enough(kept, best, limit, all_from))
        all_read = any(len(forms) == len(party.names) for _, forms in read)
        left_out = () if all_read else unreadable_names(party)
        return [
            comparison(
                party,
                self._profile(number),
                best[number],
                (*left_out, *self._unread(number)),
            )
            for number in chosen
        ]

    def search_all(
        self, parties: Iterable[Profile], limit: int = 10, *, all_from: float | None = None
    ) -> list[list[Comparison]]:
        """What `search` gives for each of `parties`, in their order.

        Raises UnreadableNameError where one of them has no name that can be read.
        """
        return [self.search(party, limit, all_from=all_from) for party in parties]

    def _in_order(self, kept: list[int], best: Best, enough: int) -> list[int]:
        """The best `enough`, equals in the order of their references."""
        if not kept[:enough]:
            return []
        last = best[kept[:enough][-1]].bits
        ties = [number for number in kept if best[number].bits >= last]
        ties.sort(
            key=lambda number: (-best[number].bits, _reference(self._profile(number)), number)
        )
        return ties[:enough]

    def _scored(self, party: Profile, read: Forms, limit: int, line: float) -> Best:
        mine = facts_of.facts(party)
        numbered = self._filed("identifier", (value for _, value, _ in mine.identifiers))
        told = numbered | self._filed("birth", facts_of.birth_days_like(mine))
        bounds = bounds_for(mine, weights())
        wanted = Wanted(mine, limit, line, frozenset(numbered), frozenset(told), bounds)
        best: Best = {}
        for mode, forms in read:
            for number, scored in found_in(self._spaces[mode], forms, wanted, self._facts).items():
                if number not in best or rank(scored) > rank(best[number]):
                    best[number] = scored
        for number in numbered - best.keys():
            evidence = tuple(compare_facts(mine, self._facts(number)))
            best[number] = weigh(_NO_NAME, _NO_NAME, _UNNAMED, evidence, weights())
        return best

    def _filed(self, what: str, values: Iterable[str]) -> set[int]:
        """The numbers of the profiles that have one of these numbers, or birth days."""
        filed, rows = self._a[f"{what}_keys"], self._a[f"{what}_rows"]
        found: set[int] = set()
        for value in values:
            key = np.uint32(facts_of.filing_key(value))
            first, last = filed.searchsorted(key, "left"), filed.searchsorted(key, "right")
            found.update(rows[first:last].tolist())
        return found

    def _read_profile(self, number: int) -> Profile:
        return plain_entries.load(self._entries[number])

    def _read_facts(self, number: int) -> Facts:
        return facts_of.read(self._lines[number])

    def _unread(self, number: int) -> tuple[Unread, ...]:
        """The names of a profile that nobody can read."""
        return unreadable_names(self._profile(number)) if number in self._unreadable else ()


def _forms(party: Profile) -> Forms:
    """The party's names in every way its kind is read. Raises UnreadableNameError if in none."""
    found = []
    problem: UnreadableNameError | None = None
    for mode in modes(party):
        try:
            found.append((mode, named(party, organisation=mode)))
        except UnreadableNameError as error:
            problem = error
    if not found and problem:
        raise problem
    return found


def _enough(kept: list[int], best: Best, limit: int, all_from: float | None) -> int:
    """How many to return: the limit, or as many more as score `all_from`."""
    if all_from is None:
        return limit
    return max(limit, sum(probability(best[number].bits) >= all_from for number in kept))


def _bits(score: float | None) -> float:
    """The match weight that gives a score; where none is wanted, more than anything weighs."""
    if score is None or score >= 1:
        return math.inf
    return math.log2(score / (1 - score)) if score > 0 else -math.inf


def _reference(profile: Profile) -> str:
    """What tells equals apart: the publisher's reference, or the party's id."""
    match profile:
        case Entry():
            return f"{profile.ref} {profile.list_id}"
        case Party():
            return profile.id
        case _:
            return profile.name
