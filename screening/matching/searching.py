"""One search: which entries of an index could be the party, scored as `compare` scores them.

What the names weigh is known of every pair found, and what the other evidence may add at most
follows from the weights: an entry is looked at closely only while it could still be wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import NamedTuple

from screening.matching.compare import Named
from screening.matching.compiled.bounds import Bounds
from screening.matching.evidence import Evidence, compare_facts
from screening.matching.facts import Facts
from screening.matching.scoring import Scored, summed, weigh
from screening.matching.space import Query, Space, query
from screening.matching.weights import weights

LEAST_BITS = -2.5
"""What weighs less is surely another subject: not even a near miss."""

Best = dict[int, Scored]
FactsOf = Callable[[int], Facts]


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


def found_in(space: Space, named: Sequence[Named], wanted: Wanted, facts_of: FactsOf) -> Best:
    """The profiles of a space that could be wanted, scored."""
    asked = query(tuple(named))
    columns = space.found(asked, wanted.told, wanted.numbered, wanted.bounds, LEAST_BITS)
    found = _finalists(map(_Found, *(column.tolist() for column in columns)), wanted, facts_of)
    return _scored(space, asked, found) if found else {}


class _Found(NamedTuple):
    """A profile found, by the pair of names that says most.

    `bound` is what it may weigh with all evidence, at most; `worth`, what the names count for;
    `alike`, whether they share more than initials; `exact`, whether every part has its like.
    """

    bound: float
    number: int
    worth: float
    alike: bool
    exact: bool


def _finalists(
    found: Iterable[_Found], wanted: Wanted, facts_of: FactsOf
) -> dict[int, tuple[Evidence, ...]]:
    """Of profiles, likeliest first, those asked for and equals of the last, with evidence."""
    fitted = weights()
    least: list[float] = []
    totals: dict[int, float] = {}
    told: dict[int, tuple[Evidence, ...]] = {}
    for bound, number, worth, alike, exact in found:
        full = len(least) == wanted.limit
        if full and bound < min(least[0], wanted.line):
            break
        told[number] = evidence = tuple(compare_facts(wanted.facts, facts_of(number)))
        totals[number], _, _ = summed(worth, evidence, fitted, alike=alike, exact=exact)
        (heappushpop if full else heappush)(least, totals[number])
    last = min(least[0], wanted.line) if len(least) == wanted.limit else -math.inf
    kept = (n for n, total in totals.items() if total >= last or n in wanted.numbered)
    return {number: told[number] for number in kept}


def _scored(space: Space, asked: Query, told: Mapping[int, tuple[Evidence, ...]]) -> Best:
    """Each of the profiles by the pair of all their names that says most, with its evidence."""
    return {
        number: weigh(
            asked.written[found.left], space.written(found.right), found, told[number], weights()
        )
        for number, found in zip(told, space.best_pairs(asked, list(told)), strict=True)
    }
