"""The most that evidence besides names may add, and which profiles that leaves worth a look."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

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


FOUND: Final = np.dtype(
    [
        ("bound", "f8"),  # what it may weigh with all evidence, at most, in bits
        ("number", "i8"),  # the profile
        ("worth", "f8"),  # what the pair of names that says most counts for, in bits
        ("one", "i8"), ("two", "i8"),  # these names: of the party, of the index
        ("firm", "u1"),  # whether neither is a weak alias
        ("alike", "u1"),  # whether they share more than initials
        ("exact", "u1"),  # whether every part of a firm pair has its like
    ],
    align=True,
)  # fmt: skip


@making
def likeliest(
    found: Column, bounds: Bounds, said: Said, told: Column, numbered: Column, floor: float
) -> Any:
    """Of profiles in order of number those that may weigh `floor` bits or more, likeliest first.

    `told` are those that may share a birth or a number, `numbered` those that share a number.
    """
    for at in range(len(found)):
        found[at].bound = _most(found[at], bounds, said, told, numbered)
    order = np.argsort(-found["bound"], kind="mergesort")
    kept = 0
    while kept < len(order) and found[order[kept]].bound >= floor:
        kept += 1
    return found[order[:kept]]


@compiled
def _most(one: Any, bounds: Bounds, said: Said, told: Column, numbered: Column) -> Any:
    """What a profile may weigh at most; see `scoring.summed`."""
    number, worth = one.number, one.worth
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
    if (one.exact and worth >= EXACT_AT_LEAST) or worth >= STRONG_NAME:
        total = max(total, min(worth, HELD_AT))
    return total


@compiled
def _among(numbers: Column, number: int) -> bool:
    """Whether a number is among others; they are few."""
    for at in range(len(numbers)):
        if numbers[at] == number:
            return True
    return False
