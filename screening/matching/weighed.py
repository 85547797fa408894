"""Names handed to the compiled code, and what comes back of them."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import Alignment, Pair, Weighed
from screening.matching.compiled.choosing import weigh_profiles
from screening.matching.compiled.columns import MOST_PARTS, SAID, Column, Columns, work
from screening.matching.compiled.pairs import Way
from screening.matching.compiled.tables import Tables, tables
from screening.matching.layout import columns
from screening.matching.names import NameForm
from screening.matching.weights import Weights, weights

_ROOM = threading.local()
_WAYS = tuple(Way)

Rows = NDArray[Any]


def best_pairs(  # noqa: PLR0917 - as the compiled code takes them
    left: Columns,
    mine: Rows,
    right: Columns,
    theirs: Rows,
    own: Rows,
    first: Rows,
    end: Rows,
    fitted: Weights,
) -> list[Weighed]:
    """Of each profile the pair of names that says most.

    A profile's names are those of the right from `first` up to `end`, one at least, compared with
    the name `own` of the left, or with each (`ALL`); `mine` and `theirs` tell which are weak.
    """
    said, pairs, values = weigh_profiles(
        left, mine, right, theirs, own, first, end, fitted_tables(fitted, left.organisation),
        working(),
    )  # fmt: skip
    found = []
    for at, row in enumerate(said.tolist()):
        one, two, bits, weak, over, other = row[:SAID]
        alignment = _alignment(row[SAID:], pairs[at], values[at], int(over), int(other))
        found.append(Weighed(int(one), int(two), bits, bool(weak), alignment))
    return found


def _alignment(told: list[float], pairs: Rows, values: Rows, over: int, other: int) -> Alignment:
    """How the parts of two names answer to each other; `over` and `other` have no counterpart."""
    count, heard, bones, adjusted, like, whole, covered, rest, qualifiers = told
    last = int(count)
    found = [
        Pair(_places(i, own), _places(j, taken), likeness, _WAYS[way], rarity, weight, marks)
        for (i, own, j, taken, way, marks), (likeness, rarity, weight) in zip(
            pairs[:last].tolist(), values[:last].tolist(), strict=True
        )
    ]
    return Alignment(
        tuple(found), _set(over), _set(other), heard, bones, adjusted, like > 0.0, like > 1.0,
        whole > 0.0, whole > 1.0, covered, rest, qualifiers,
    )  # fmt: skip


def _places(first: int, number: int) -> tuple[int, ...]:
    return (first,) if number == 1 else tuple(range(first, first + number))


@lru_cache(maxsize=4096)
def _set(bits: int) -> tuple[int, ...]:
    """The places of the bits that are set."""
    return tuple([place for place in range(MOST_PARTS) if bits >> place & 1])


def align(left: NameForm, right: NameForm) -> Alignment:
    """How the parts of two names answer to each other."""
    return score_names(left, right, weights())[1]


def score_names(left: NameForm, right: NameForm, fitted: Weights) -> tuple[float, Alignment]:
    """What two names weigh in bits, and why."""
    [found] = best_pairs(
        columns((left,)), _NOT_WEAK, columns((right,)), _NOT_WEAK, _FIRST, _FIRST, _ONE, fitted
    )
    return found.bits, found.alignment


_NOT_WEAK = np.zeros(1, np.uint8)
_FIRST, _ONE = np.zeros(1, np.int64), np.ones(1, np.int64)


@lru_cache(maxsize=8)
def fitted_tables(fitted: Weights, organisation: bool) -> Tables:  # noqa: FBT001 - lru_cache counts it
    """The weights of one kind of name, laid out once."""
    return tables(fitted, organisation=organisation)


def working() -> Column:
    """Room for weighing, this thread's own."""
    found: Any = getattr(_ROOM, "work", None)
    if found is None:
        found = _ROOM.work = work()
    return found  # type: ignore[no-any-return]
