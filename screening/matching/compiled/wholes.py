"""What two names say as wholes: how alike they sound, whether a slip or initials explain them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from screening.matching.compiled.columns import Column, Columns, Work
from screening.matching.compiled.jit import inlined, making
from screening.matching.compiled.pairs import Way, part
from screening.matching.compiled.strings import LONGEST, mark_long, one_slip, ratio, same
from screening.matching.compiled.tables import STEPS
from screening.matching.features import EXACT_ENOUGH, SURE, TELLING_BITS, TELLING_WORDS
from screening.matching.tokens import Role

_INITIAL = int(Role.INITIAL)
_BY_INITIAL, _CUT = int(Way.INITIAL), int(Way.TRUNCATED)
_LEAST_LETTERS = 4


class Whole(NamedTuple):
    """One name's sounds and consonants, marked for comparing them with many others'."""

    sound: Column
    bones: Column


@making
def marked_whole(left: Columns, one: int) -> Any:
    """The masks of a name's sounds and of its consonants."""
    name = left.name[one]
    sound = np.zeros(((name.whole_end - name.whole) // LONGEST + 1, 256), np.uint64)
    mark_long(sound, left.text, name.whole, name.whole_end)
    bones = np.zeros(((name.bones_end - name.bones) // LONGEST + 1, 256), np.uint64)
    mark_long(bones, left.text, name.bones, name.bones_end)
    return Whole(sound, bones)


@inlined
def sounding(mine: Any, whole: Whole, right: Columns, theirs: Any, work: Work) -> Any:
    """How alike the two names sound, and their consonants."""
    length = mine.whole_end - mine.whole
    heard = ratio(whole.sound, length, right.text, theirs.whole, theirs.whole_end, work.rest)
    length = mine.bones_end - mine.bones
    return heard, ratio(whole.bones, length, right.text, theirs.bones, theirs.bones_end, work.rest)


@inlined
def rounded(value: float) -> Any:
    """In steps of a thousandth: coarse enough to be the same on every machine."""
    return np.rint(value * STEPS) / STEPS


@inlined
def share_of(shared: float, mass: float, other: float) -> Any:
    """What share of the rarity of two names they have in common: from 0 to 2, the shares added."""
    return shared / mass + shared / other


@inlined
def rareness(organisation: bool, fewest: int, least: float) -> Any:
    """From 0 to 1, how much it tells that two names agree as wholes.

    A person's name of one part is no more than that part, and the commoner its parts the more
    people share the whole of it: the pairs to learn from hold next to none of those.
    """
    if organisation:
        return rounded(min(1.0, least / TELLING_WORDS))
    if fewest < 2:  # noqa: PLR2004
        return 0.0
    return rounded(min(1.0, least / TELLING_BITS))


@inlined
def slip_apart(left: Columns, mine: Any, right: Columns, theirs: Any) -> bool:
    """Whether a single slip of the keyboard makes one name the other; another number is none."""
    start, end, begin, stop = mine.written, mine.written_end, theirs.written, theirs.written_end
    if not one_slip(left.codes, start, end, right.codes, begin, stop):
        return False
    if same(left.codes, start, end, right.codes, begin, stop):
        return True
    if mine.initials_count == theirs.initials_count and mine.initials != theirs.initials:
        return False
    longest = max(end - start, stop - begin)
    return bool(longest >= _LEAST_LETTERS and mine.figures == theirs.figures)


@inlined
def likest(work: Work, count: int) -> Any:
    """Whether some pair is surely alike, and whether one that should be is only half alike."""
    sure = halves = False
    for at in range(count):
        way = work.pairs[at, 4]
        if work.values[at, 0] >= SURE:
            sure = True
        elif way not in (_BY_INITIAL, _CUT):
            halves = True
    return sure, halves


@inlined
def initialled(left: Columns, mine: Any, work: Work, count: int, over: bool, other: bool) -> bool:
    """Whether one name is the other with some parts cut to their first letters, and no more."""
    cut, kept = False, False
    for at in range(count):
        if work.pairs[at, 4] == _BY_INITIAL:
            short = part(left, mine, work.pairs[at, 0]).role == _INITIAL
            cut, kept = cut or short, kept or not short
        elif work.values[at, 0] < EXACT_ENOUGH:
            return False
    if cut == kept:
        return False
    return not (over if cut else other)
