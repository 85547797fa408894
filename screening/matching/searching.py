"""One search: which entries of an index could be the party, scored as `compare` scores them.

What a name may weigh at most is known of every name found, and what the other evidence may add at
most follows from the weights: an entry is looked at closely only while it could still be wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

import numpy as np

from screening.matching.compare import Named, better
from screening.matching.evidence_bounds import Bounds
from screening.matching.facts import Facts
from screening.matching.scoring import (
    EXACT_AT_LEAST,
    HELD_AT,
    SOMEWHAT_ALIKE,
    STRONG_NAME,
    UNLIKE,
    UNLIKE_AT_MOST,
    WEAK_AT_MOST,
    Scored,
    score_names,
    table,
    weigh,
    worth,
)
from screening.matching.space import Space
from screening.matching.tokens import Token
from screening.matching.weights import weights

LEAST_BITS = -2.5
"""What weighs less is surely another subject: not even a near miss."""
_MORE = 2

Best = dict[int, Scored]
FactsOf = Callable[[int], Facts]
Paired = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search asks for: the best `limit`, and all that reach `line`, in bits.

    `numbered` are the profiles that share a number with the party, which joins whatever the names;
    `told` are these and those that share its birth day: only such evidence brings unlike names
    over the line.
    """

    facts: Facts
    limit: int
    line: float
    numbered: frozenset[int]
    told: frozenset[int]
    bounds: Bounds


def found_in(space: Space, forms: Sequence[Named], wanted: Wanted, facts_of: FactsOf) -> Best:
    """The profiles of a space that could be wanted, scored."""
    found = _Found(space, forms, wanted)
    scoring = _Scoring(space, forms, wanted.facts, facts_of)
    order = found.likeliest_first()
    best: Best = {}
    at_once = wanted.limit + _MORE
    for first in range(0, len(order), at_once):
        some = order[first : first + at_once]
        if _enough(best, wanted, some[0][0]):
            break
        pairs = {number: found.pairs(number) for _, number in some}
        scoring.prepare(pairs.values())
        for bound, number in some:
            if _enough(best, wanted, bound):
                return scoring.in_full(best, found)
            best[number] = scoring.best_of(pairs[number], number)
    return scoring.in_full(best, found)


def _enough(best: Best, wanted: Wanted, bound: float) -> bool:
    """Whether nothing that weighs at most `bound` could be wanted any more."""
    if bound >= wanted.line or len(best) < wanted.limit:
        return False
    return nlargest(wanted.limit, (scored.bits for scored in best.values()))[-1] > bound


class _Found:
    """Pairs of names found, with what each may weigh at most, by the profile that has them."""

    _pairs: set[tuple[int, int]] | None = None

    def __init__(self, space: Space, forms: Sequence[Named], wanted: Wanted) -> None:
        told = sorted(wanted.told)
        least = LEAST_BITS - wanted.bounds.telling if wanted.numbered else SOMEWHAT_ALIKE
        found = [space.found(form, LEAST_BITS, told, least) for form, _ in forms]
        self._names = np.concatenate([names for names, _ in found])
        self._forms = np.repeat(np.arange(len(forms)), [len(names) for names, _ in found])
        weak = space.weak_of(self._names) | np.array([weak for _, weak in forms])[self._forms]
        most = np.concatenate([most for _, most in found])
        self._most = np.where(weak, np.minimum(most, WEAK_AT_MOST), most)
        self._owners = space.owners_of(self._names)
        total = self._most + wanted.bounds.plain(self._owners)
        total = np.where(self._most < UNLIKE, np.minimum(total, UNLIKE_AT_MOST), total)
        if told:
            alike = self._most >= SOMEWHAT_ALIKE
            telling = np.isin(self._owners, told) & alike
            telling |= np.isin(self._owners, sorted(wanted.numbered))
            total = np.where(telling, self._most + wanted.bounds.telling, total)
        held = np.minimum(self._most, HELD_AT)
        self._total = np.where(self._most >= EXACT_AT_LEAST, np.maximum(total, held), total)

    def likeliest_first(self) -> list[tuple[float, int]]:
        """The profiles, with what each may weigh at most, all evidence told."""
        kept = np.flatnonzero(self._total >= LEAST_BITS)
        order = kept[np.lexsort((self._owners[kept], -self._total[kept]))]
        first: dict[int, float] = {}
        pairs = zip(self._owners[order].tolist(), self._total[order].tolist(), strict=True)
        for owner, total in pairs:
            first.setdefault(owner, total)
        return [(total, owner) for owner, total in first.items()]

    def pairs(self, owner: int) -> list[Paired]:
        """A profile's pairs: (at most, own name, its name)."""
        rows = np.flatnonzero(self._owners == owner)
        columns = self._most[rows], self._forms[rows], self._names[rows]
        return list(zip(*(column.tolist() for column in columns), strict=True))

    def has(self, place: int, name: int) -> bool:
        """Whether the pair of this own name and that name was found."""
        return (place, name) in self._had()

    def _had(self) -> set[tuple[int, int]]:
        if self._pairs is None:
            self._pairs = set(zip(self._forms.tolist(), self._names.tolist(), strict=True))
        return self._pairs


class _Scoring:
    """Pairs of names scored one by one; how alike their parts are is taken for many at once."""

    def __init__(
        self, space: Space, forms: Sequence[Named], facts: Facts, facts_of: FactsOf
    ) -> None:
        self._space, self._forms, self._fitted = space, forms, weights()
        self._facts, self._facts_of = facts, facts_of
        self._mine = list(dict.fromkeys(token for form, _ in forms for token in form.parts))
        self._known: dict[Token, dict[Token, float]] = {}

    def prepare(self, pairs: Iterable[list[Paired]]) -> None:
        """Compare all parts of these profiles' names with the party's."""
        names = dict.fromkeys(name for some in pairs for _, _, name in some)
        parts = dict.fromkeys(part for name in names for part in self._space.form(name).parts)
        self._known = table(self._mine, list(parts))

    def in_full(self, best: Best, found: _Found) -> Best:
        """The same by all of the profiles' names, where one that was not found could say more."""
        doubtful = [
            number
            for number, scored in best.items()
            if scored.bits >= LEAST_BITS and scored.name_bits < STRONG_NAME
        ]
        names = {name: number for number in doubtful for name in self._space.names_of(number)}
        more: dict[int, list[Paired]] = {}
        for place, (form, weak) in enumerate(self._forms):
            others = [name for name in names if not found.has(place, name)]
            least = [best[names[name]].name_bits for name in others]
            for most, name in self._space.estimated(form, others, least):
                bound = min(most, WEAK_AT_MOST) if weak or self._space.weak(name) else most
                more.setdefault(names[name], []).append((bound, place, name))
        pairs = {number: found.pairs(number) + some for number, some in more.items()}
        if pairs:
            self.prepare(pairs.values())
        return best | {number: self.best_of(some, number) for number, some in pairs.items()}

    def best_of(self, pairs: list[Paired], number: int) -> Scored:
        """The pair of names that says most, with the other evidence; of equals the earliest."""
        scored: list[tuple[int, int, Scored]] = []
        highest = -math.inf
        for most, place, name in sorted(pairs, key=lambda pair: -pair[0]):
            if most < highest:
                break
            own, weak_own = self._forms[place]
            weak = weak_own or self._space.weak(name)
            bits, alignment = score_names(own, self._space.form(name), self._known, self._fitted)
            highest = max(highest, worth(bits, alignment, weak=weak))
            scored.append((place, name, Scored(alignment, bits, weak, (), bits, 0.0, 0.0)))
        best: Scored | None = None
        for _, _, one in sorted(scored, key=lambda found: found[:2]):
            if better(one.name_bits, one.alignment, one.weak, best):
                best = one
        if best is None:
            raise ValueError(number)
        pair = self._facts, self._facts_of(number)
        return weigh(best.name_bits, best.alignment, pair, self._fitted, weak=best.weak)
