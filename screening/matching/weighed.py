"""Pairs of names handed to the compiled code, and what comes back in words of names."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import Alignment, Form, Pair
from screening.matching.compiled.columns import Column, Columns, work
from screening.matching.compiled.pairs import Way
from screening.matching.compiled.tables import Tables, tables
from screening.matching.compiled.weighing import weigh_pairs
from screening.matching.layout import columns
from screening.matching.names import NameForm
from screening.matching.weights import Weights, weights

_ROOM = threading.local()
_WAYS = tuple(Way)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """Pairs of names, weighed: `bits` by the names alone."""

    bits: NDArray[np.float64]
    pairs: NDArray[np.int64]
    values: NDArray[np.float64]
    told: NDArray[np.float64]

    def alignment(self, at: int, left: Form, right: Form) -> Alignment[Form]:
        """How the parts of pair `at` answer to each other; `left` and `right` are its names."""
        count, heard, bones, adjusted, like, whole, covered, rest, forms = self.told[at].tolist()
        places = self.pairs[at, : int(count)].tolist()
        values = self.values[at, : int(count)].tolist()
        mine, theirs = {*range(len(left.parts))}, {*range(len(right.parts))}
        found = []
        for (i, own, j, others, way), said in zip(places, values, strict=True):
            one, other = tuple(range(i, i + own)), tuple(range(j, j + others))
            mine.difference_update(one)
            theirs.difference_update(other)
            likeness, rarity, weight = said
            found.append(Pair(one, other, likeness, _WAYS[way], rarity, weight))
        return Alignment(
            left, right, tuple(found), tuple(sorted(mine)), tuple(sorted(theirs)), heard, bones,
            adjusted, like > 0.0, like > 1.0, bool(whole), covered, rest, forms,
        )  # fmt: skip


def weighed(
    left: Columns, own: Sequence[int], right: Columns, names: Sequence[int], fitted: Weights
) -> Weighed:
    """Weigh the pairs (own[k], names[k]); there must be at least one name on the left."""
    laid = fitted_tables(fitted, left.organisation)
    return Weighed(
        *weigh_pairs(
            left, np.array(own, np.int64), right, np.array(names, np.int64), laid, working()
        )
    )


def align(left: NameForm, right: NameForm) -> Alignment[NameForm]:
    """How the parts of two names answer to each other."""
    return score_names(left, right, weights())[1]


def score_names(
    left: NameForm, right: NameForm, fitted: Weights
) -> tuple[float, Alignment[NameForm]]:
    """What two names weigh in bits, and why."""
    found = weighed(columns((left,)), [0], columns((right,)), [0], fitted)
    return float(found.bits[0]), found.alignment(0, left, right)


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
