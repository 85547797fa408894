"""Which part of one name answers to which part of the other, with what explains it.

The pairing itself is compiled (`compiled.pairing`); here it is read off in parts of names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from screening.matching.compiled.pairs import Way
from screening.matching.names import NameForm


class Pair(NamedTuple):
    """Parts that answer to each other; more than one on a side when glued or an acronym."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    way: Way
    rarity: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pairs of two names, and the places of the parts that found none.

    `heard` and `bones` say how alike the whole names sound, and their consonants; `adjusted` is
    what the weight gained because one slip of the keyboard explains the difference, or lost
    because the names are too common to say as much, in bits; `whole`, whether nothing is left over,
    or such a slip explains it.
    """

    left: NameForm
    right: NameForm
    pairs: tuple[Pair, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]
    heard: float = 0.0
    bones: float = 0.0
    adjusted: float = 0.0
    whole: bool = True
