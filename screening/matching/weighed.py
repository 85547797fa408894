"""Names handed to the compiled code, and what comes back of them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import Alignment, Pair, Weighed
from screening.matching.compiled.choosing import weigh_profiles
from screening.matching.compiled.columns import SAID, Column, Columns, work
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
    parts = (left.name["words_end"] - left.name["words"]).tolist()
    chosen = said[:, 1].astype(np.int64)
    others = (right.name["words_end"][chosen] - right.name["words"][chosen]).tolist()
    found = []
    for at, row in enumerate(said.tolist()):
        one, two, bits, weak = row[:SAID]
        alignment = _alignment(row[SAID:], pairs[at], values[at], parts[int(one)], others[at])
        found.append(Weighed(int(one), int(two), bits, bool(weak), alignment))
    return found


def _alignment(told: list[float], pairs: Rows, values: Rows, mine: int, theirs: int) -> Alignment:
    """How the parts of two names, so many on either side, answer to each other."""
    count, heard, bones, adjusted, like, whole, covered, rest, qualifiers = told
    over, other = [True] * mine, [True] * theirs
    found = []
    places, weights_of = pairs[: int(count)].tolist(), values[: int(count)].tolist()
    for (i, own, j, taken, way, marks), said in zip(places, weights_of, strict=True):
        likeness, rarity, weight = said
        one, two = tuple(range(i, i + own)), tuple(range(j, j + taken))
        over[i : i + own] = [False] * own
        other[j : j + taken] = [False] * taken
        found.append(Pair(one, two, likeness, _WAYS[way], rarity, weight, marks))
    return Alignment(
        tuple(found), _places(over), _places(other), heard, bones, adjusted, like > 0.0, like > 1.0,
        whole > 0.0, whole > 1.0, covered, rest, qualifiers,
    )  # fmt: skip


def _places(free: Sequence[bool]) -> tuple[int, ...]:
    return tuple([place for place, left_over in enumerate(free) if left_over])


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
