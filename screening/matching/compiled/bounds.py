"""The most that evidence besides names may add, and which profiles that leaves worth a look."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from screening.matching.compiled.columns import Column
from screening.matching.compiled.jit import compiled, making
from screening.matching.scoring import (
    EXACT_AT_LEAST,
    HELD_AT,
    SOMEWHAT_ALIKE,
    STRONG_NAME,
    UNLIKE,
    UNLIKE_AT_MOST,
)


class Said(NamedTuple):
    """What the profiles of an index say, short enough to look at in passing.

    Their first and last possible years of birth, zeros where none is known; and their countries as
    bits of 64: profiles that share none may share a bit, never the reverse.
    """

    born_from: Column
    born_to: Column
    nations: Column


class Bounds(NamedTuple):
    """The same of the party, and what each may add at most, in bits.

    `births` is by how many years apart two births are, the last for all that are farther;
    `country` is added where a country may be shared, `rest` always, and `telling` is all of it
    together where births or numbers are shared in full.
    """

    first_year: int
    last_year: int
    nations: np.uint64
    births: Column
    country: float
    rest: float
    telling: float


@making
def likeliest(
    numbers: Column, worth: Column, alike: Column, exact: Column, bounds: Bounds, said: Said,
    told: Column, numbered: Column, floor: float,
) -> Any:  # fmt: skip
    """The profiles that may weigh `floor` bits or more with all evidence, the likeliest first.

    All are in order of number; `told` are those that may share a birth or a number, `numbered`
    those that share a number.
    """
    most = np.empty(len(numbers))
    for at in range(len(numbers)):
        most[at] = _most(numbers[at], worth[at], exact[at], bounds, said, told, numbered)
    order = np.argsort(-most, kind="mergesort")
    kept = 0
    while kept < len(order) and most[order[kept]] >= floor:
        kept += 1
    order = order[:kept]
    return most[order], numbers[order], worth[order], alike[order], exact[order]


@compiled
def _most(
    number: int, worth: float, exact: bool, bounds: Bounds, said: Said, told: Column,
    numbered: Column,
) -> Any:  # fmt: skip
    """What a profile may weigh at most; see `scoring.summed`."""
    total = worth + bounds.rest
    if bounds.nations & said.nations[number]:
        total += bounds.country
    first = said.born_from[number]
    if bounds.first_year and first:
        apart = max(first - bounds.last_year, bounds.first_year - said.born_to[number], 0)
        total += bounds.births[min(apart, len(bounds.births) - 1)]
    if worth < UNLIKE:
        total = min(total, UNLIKE_AT_MOST)
    if (worth >= SOMEWHAT_ALIKE and _among(told, number)) or _among(numbered, number):
        total = worth + bounds.telling
    if (exact and worth >= EXACT_AT_LEAST) or worth >= STRONG_NAME:
        total = max(total, min(worth, HELD_AT))
    return total


@compiled
def _among(numbers: Column, number: int) -> bool:
    """Whether a number is among others; they are few."""
    for at in range(len(numbers)):
        if numbers[at] == number:
            return True
    return False
