"""Which part of one name answers to which part of the other, what that weighs, and why.

The pairing itself is compiled (`compiled.pairing`); here it is read off.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from screening.matching.compiled.pairs import Way


class Pair(NamedTuple):
    """Parts that answer to each other, by place; more than one on a side when glued or an acronym.

    `rarity` is in bits, `weight` too, to the thousandth; `likeness` is from 0 to 1; `said` are
    marks that a sentence needs (`compiled.pairs`: ACROSS, ONE_NAME, PATRONYMIC, NUMBER).
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    way: Way
    rarity: float
    weight: float
    said: int


class Alignment(Struct, frozen=True, gc=False):
    """All pairs of two names, and the places of the parts that found none.

    `heard` and `bones` say how alike the whole names sound, and their consonants; `alike`, whether
    they share more than initials; `exact`, whether every part has its like; `whole`, whether
    nothing is left over, and `close`, whether every part has its like, or a slip explains it;
    `covered`, what share of the fuller name is paired.

    In bits, to the thousandth: `rest` is what parts without a counterpart weigh, `qualifiers` what
    legal forms or generations do. `adjusted` is what the weight gained because one slip of the
    keyboard explains the difference, or lost because the names are too common to say as much.
    """

    pairs: tuple[Pair, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]
    heard: float = 0.0
    bones: float = 0.0
    adjusted: float = 0.0
    alike: bool = False
    exact: bool = False
    whole: bool = True
    close: bool = True
    covered: float = 0.0
    rest: float = 0.0
    qualifiers: float = 0.0


class Weighed(NamedTuple):
    """Two names by their numbers: what they weigh, in bits; whether either is a weak alias."""

    left: int
    right: int
    bits: float
    weak: bool
    alignment: Alignment
