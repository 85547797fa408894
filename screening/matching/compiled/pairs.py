"""Pairs of parts as they stand in the room for weighing, and how they are put there."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

from screening.matching.compiled.columns import Columns, Work
from screening.matching.compiled.jit import inlined


class Way(IntEnum):
    """How a pair of parts came together."""

    ALIKE = 0
    INITIAL = 1
    GLUED = 2
    ACRONYM = 3
    TRUNCATED = 4


# What a sentence says of a pair besides: its parts are of different scripts, forms of one given
# name, or (either of them) a patronymic or a number.
ACROSS, ONE_NAME, PATRONYMIC, NUMBER = 1, 2, 4, 8

_VOWEL = ord("a")

# Written as numpy's numbers, lest the compiler make a function for every value handed on.
LEFT, RIGHT = np.int64(0), np.int64(1)
START, NONE, ONE, TWO = np.int64(0), np.int64(-1), np.int64(1), np.int64(2)


@inlined
def parts(name: Any) -> Any:
    """How many parts a name has."""
    return name.words_end - name.words


@inlined
def part(side: Columns, name: Any, place: int) -> Any:
    """The word of a name at this place."""
    return side.word[side.words[name.words + place]]


@inlined
def consonants(side: Columns, read: Any) -> Any:
    """Where the consonants of a reading begin, a vowel at the start left out."""
    begins = read.skeleton < read.skeleton_end and side.text[read.skeleton] == _VOWEL
    return read.skeleton + 1 if begins else read.skeleton


@inlined
def free(name: Any, work: Work, side: int) -> int:
    """How many parts have no counterpart yet."""
    found = 0
    for place in range(parts(name)):
        found += not work.used[side, place]
    return found


@inlined
def put(
    work: Work, at: int, i: int, own: int, j: int, others: int, way: int, likeness: float,
    rarity: float,
) -> int:  # fmt: skip
    """Write a pair at its place and take its parts; the place after it."""
    note(work, at, i, own, j, others, way, likeness, rarity)
    for place in range(i, i + own):
        work.used[0, place] = 1
    for place in range(j, j + others):
        work.used[1, place] = 1
    return at + 1


@inlined
def note(
    work: Work, at: int, i: int, own: int, j: int, others: int, way: int, likeness: float,
    rarity: float,
) -> None:  # fmt: skip
    work.pairs[at, 0], work.pairs[at, 1], work.pairs[at, 2], work.pairs[at, 3] = i, own, j, others
    work.pairs[at, 4] = way
    work.values[at, 0], work.values[at, 1] = likeness, rarity


@inlined
def take(work: Work, count: int, noted: int) -> int:
    """Make a noted pair the next of the pairs."""
    pair, value = work.pairs[noted], work.values[noted]
    return put(work, count, pair[0], pair[1], pair[2], pair[3], pair[4], value[0], value[1])


@inlined
def clear(work: Work, at: int) -> bool:
    """Whether all parts of a noted pair are free."""
    i, j = work.pairs[at, 0], work.pairs[at, 2]
    for place in range(i, i + work.pairs[at, 1]):
        if work.used[0, place]:
            return False
    for place in range(j, j + work.pairs[at, 3]):
        if work.used[1, place]:
            return False
    return True
