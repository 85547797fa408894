"""One search: which entries of an index could be the party, scored as `compare` scores them.

What the names weigh is known of every pair found, and what the other evidence may add at most
follows from the weights: an entry is looked at closely only while it could still be wanted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop
from typing import Any, NamedTuple

from numpy.typing import NDArray

from screening.matching.compare import Named
from screening.matching.compiled.bounds import Bounds
from screening.matching.evidence import Evidence, compare_facts
from screening.matching.facts import Facts
from screening.matching.scoring import Scored, Sums, scored, summed
from screening.matching.space import Space, query
from screening.matching.weights import weights

LEAST_BITS = -2.5
"""What weighs less is surely another subject: not even a near miss."""

_AT_ONCE = 8

Rows = NDArray[Any]
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
    found = space.found(asked, wanted.told, wanted.numbered, wanted.bounds, LEAST_BITS)
    finalists = _finalists(_read(found), wanted, facts_of)
    pairs = [(one.one, one.two) for one, _, _ in finalists]
    return {
        one.number: scored(
            asked.written[each.left], space.written(each.right), each, evidence, sums
        )
        for (one, evidence, sums), each in zip(finalists, space.weighed(asked, pairs), strict=True)
    }


class _Found(NamedTuple):
    """A profile found; see `compiled.bounds.FOUND`."""

    bound: float
    number: int
    worth: float
    one: int
    two: int
    firm: int
    alike: int
    exact: int


def _read(found: Rows) -> Iterator[_Found]:
    """The profiles found, as many as are asked for: often the first few of very many."""
    for start in range(0, len(found), _AT_ONCE):
        yield from map(_Found._make, found[start : start + _AT_ONCE].tolist())


def _finalists(
    found: Iterable[_Found], wanted: Wanted, facts_of: FactsOf
) -> list[tuple[_Found, tuple[Evidence, ...], Sums]]:
    """Of profiles, likeliest first, those asked for and equals of the last, with evidence."""
    fitted = weights()
    least: list[float] = []
    told = []
    for one in found:
        full = len(least) == wanted.limit
        if full and one.bound < min(least[0], wanted.line):
            break
        evidence = tuple(compare_facts(wanted.facts, facts_of(one.number)))
        sums = summed(one.worth, evidence, fitted, alike=bool(one.alike), exact=bool(one.exact))
        told.append((one, evidence, sums))
        (heappushpop if full else heappush)(least, sums.bits)
    last = min(least[0], wanted.line) if len(least) == wanted.limit else -math.inf
    return [each for each in told if each[2].bits >= last or each[0].number in wanted.numbered]
