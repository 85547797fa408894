"""Parts of names that are two in one name and one in the other, or cut off at the end.

"Al Bashir" is "Albashir"; a field too short for "Daren Volkhovanov" holds "Daren Volkho".
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.columns import NOTED, Columns, Work
from screening.matching.compiled.jit import compiled, inlined
from screening.matching.compiled.pairs import (
    LEFT,
    NONE,
    ONE,
    RIGHT,
    START,
    TWO,
    Way,
    clear,
    consonants,
    note,
    part,
    parts,
    put,
    take,
)
from screening.matching.compiled.strings import (
    LONGEST,
    begins,
    fewest_slips,
    mark,
    same,
    slips,
    unmark,
)
from screening.matching.tokens import Role

_NAME, _NUMBER, _INITIAL = int(Role.NAME), int(Role.NUMBER), int(Role.INITIAL)
_ALIKE, _BY_GLUE, _CUT = np.int64(Way.ALIKE), np.int64(Way.GLUED), np.int64(Way.TRUNCATED)
_GLUED_SAME, _GLUED_BONES = 0.97, 0.9
_GLUED_ENOUGH = 0.87
_LEAST_BONES = 5
_GLUED_SLACK = 3
# Consonants alone glue nothing that sounds quite different, unless vowels are missing.
_GLUED_SOUND = 0.75
_SHORTEST_CUT = 3
_CUT_SHARE = 0.5


@inlined
def glued(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    """Pair neighbouring parts of one name with the part of the other that is both, best first."""
    noted = _noted(left, mine, LEFT, right, theirs, RIGHT, work, NOTED)
    noted = _noted(right, theirs, RIGHT, left, mine, LEFT, work, noted)
    while True:
        best = NONE
        for at in range(NOTED, noted):
            if clear(work, at) and (best < 0 or _before(work, at, best)):
                best = at
        if best < 0:
            return count
        count = take(work, count, best)


@inlined
def _noted(
    two: Columns, several: Any, own: int, one: Columns, single: Any, other: int, work: Work,
    noted: int,
) -> int:  # fmt: skip
    """Note which free neighbours of one name may be a free part of the other: how many are noted.

    `own` and `other` are the sides on which the two names stand.
    """
    for i in range(parts(several) - 1):
        if work.used[own, i] or work.used[own, i + 1]:
            continue
        for j in range(parts(single)):
            if work.used[other, j] or not _fits(two, several, i, one, single, j):
                continue
            likeness, rarity = _joined(two, several, i, one, single, j, work)
            if not likeness or noted == len(work.pairs):
                continue
            if own == LEFT:
                note(work, noted, i, TWO, j, ONE, _BY_GLUE, likeness, rarity)
            else:
                note(work, noted, j, ONE, i, TWO, _BY_GLUE, likeness, rarity)
            noted += 1
    return noted


@inlined
def _fits(two: Columns, several: Any, i: int, one: Columns, single: Any, j: int) -> bool:
    """Whether parts i and i + 1 of one name are about as long as part j of the other."""
    a, b, whole = part(two, several, i), part(two, several, i + 1), part(one, single, j)
    length = a.plain_end - a.plain + b.plain_end - b.plain
    return bool(whole.abjad or abs(length - (whole.plain_end - whole.plain)) <= _GLUED_SLACK)


@inlined
def _joined(
    two: Columns, several: Any, i: int, one: Columns, single: Any, j: int, work: Work
) -> Any:
    """How alike parts i and i + 1 of one name are to part j of the other, and how rare they are."""
    a, b, whole = part(two, several, i), part(two, several, i + 1), part(one, single, j)
    return _glue(two, a, b, one, whole, work), min(a.bits + b.bits, whole.bits)


@compiled
def _before(work: Work, one: int, two: int) -> bool:
    mine, theirs = work.values[one, 0], work.values[two, 0]
    if mine != theirs:
        return bool(mine > theirs)
    for place in range(4):
        if work.pairs[one, place] != work.pairs[two, place]:
            return bool(work.pairs[one, place] < work.pairs[two, place])
    return False


@compiled
def _glue(two: Columns, a: Any, b: Any, one: Columns, whole: Any, work: Work) -> Any:
    """How alike two parts written together are to one; 0 where they are not."""
    if _NUMBER in (a.role, b.role) or whole.role in (_NUMBER, _INITIAL):
        return 0.0
    written = whole.plain_end - whole.plain
    if a.plain_end - a.plain + b.plain_end - b.plain == written:
        _join(work, two, a.plain, a.plain_end, b.plain, b.plain_end)
        if same(work.buffer, START, written, one.text, whole.plain, whole.plain_end):
            return _GLUED_SAME
    first, second = two.reading[a.readings], two.reading[b.readings]
    read = one.reading[whole.readings]
    bare = whole.abjad or a.abjad or b.abjad
    length, heard = first.sound_end - first.sound, read.sound_end - read.sound
    length += second.sound_end - second.sound
    longest = max(length, heard, 1)
    fewest = fewest_slips(first.heard | second.heard, read.heard, length, heard)
    if not bare and 1.0 - fewest / longest < _GLUED_SOUND:
        return 0.0
    _join(work, two, first.sound, first.sound_end, second.sound, second.sound_end)
    if same(work.buffer, START, length, one.text, read.sound, read.sound_end):
        return _GLUED_SAME - 0.01
    if length > LONGEST:
        return 0.0
    mark(work.masks, work.buffer, START, length)
    apart = slips(work.masks, length, one.text, read.sound, read.sound_end)
    unmark(work.masks, work.buffer, START, length)
    alike = 1.0 - apart / longest
    if alike >= _GLUED_ENOUGH:
        return np.rint(alike * 1000.0) / 1000.0 - 0.03
    if not bare and alike < _GLUED_SOUND:
        return 0.0
    begin = consonants(two, second)
    length = _join(work, two, first.skeleton, first.skeleton_end, begin, second.skeleton_end)
    if length < _LEAST_BONES - whole.abjad - a.abjad:
        return 0.0
    for place in range(whole.readings, whole.readings_end):
        read = one.reading[place]
        if same(work.buffer, START, length, one.text, read.skeleton, read.skeleton_end):
            return _GLUED_BONES
    return 0.0


@compiled
def _join(work: Work, side: Columns, start: int, end: int, begin: int, stop: int) -> Any:
    """Two strings one after the other in the buffer: how long they are."""
    length = 0
    for place in range(start, end):
        work.buffer[length] = side.text[place]
        length += 1
    for place in range(begin, stop):
        work.buffer[length] = side.text[place]
        length += 1
    return length


@inlined
def cut_off(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    """A field too short for the name leaves the beginning of its last part: pair it so."""
    if parts(mine) < 2 or parts(theirs) < 2:  # noqa: PLR2004
        return count
    for at in range(count):
        likeness, rarity = work.values[at, 0], work.values[at, 1]
        if work.pairs[at, 4] == _ALIKE and likeness < _GLUED_ENOUGH:
            i, j = work.pairs[at, 0], work.pairs[at, 2]
            share, bits = _cut(left, mine, i, right, theirs, j)
            like = likeness * rarity * _CUT_SHARE
            if share and share * bits > like and _reached(left, mine, i, theirs, j, work):
                note(work, at, i, ONE, j, ONE, _CUT, share, bits)
    for i in range(parts(mine)):
        for j in range(parts(theirs)):
            if not work.used[0, i] and not work.used[1, j]:
                share, bits = _cut(left, mine, i, right, theirs, j)
                if share and _reached(left, mine, i, theirs, j, work):
                    count = put(work, count, i, ONE, j, ONE, _CUT, share, bits)
    return count


@inlined
def _reached(left: Columns, mine: Any, i: int, theirs: Any, j: int, work: Work) -> bool:
    """Whether a field that ends here holds all that an organisation's fuller name has before.

    Of a person it may leave out what stands in the middle.
    """
    if not left.organisation:
        return True
    if i == parts(mine) - 1 and _lacking(work, RIGHT, j):
        return False
    return not (j == parts(theirs) - 1 and _lacking(work, LEFT, i))


@inlined
def _lacking(work: Work, side: int, end: int) -> bool:
    """Whether a part that stands before this place has no counterpart."""
    for place in range(end):
        if not work.used[side, place]:
            return True
    return False


@inlined
def _cut(left: Columns, mine: Any, i: int, right: Columns, theirs: Any, j: int) -> Any:
    """What share of the longer part the other is, if that stands last and is how it begins.

    Beside it, how rare the longer one is.
    """
    a, b = part(left, mine, i), part(right, theirs, j)
    own, other = a.plain_end - a.plain, b.plain_end - b.plain
    if own < other and i == parts(mine) - 1:
        return _begins(left, a, right, b), b.bits
    if other < own and j == parts(theirs) - 1:
        return _begins(right, b, left, a), a.bits
    return 0.0, 0.0


@inlined
def _begins(side: Columns, short: Any, other: Columns, long: Any) -> Any:
    length = short.plain_end - short.plain
    if short.role != _NAME or length < _SHORTEST_CUT or short.native != long.native:
        return 0.0
    if not begins(side.text, short.plain, short.plain_end, other.text, long.plain, long.plain_end):
        return 0.0
    return np.rint(length / (long.plain_end - long.plain) * 1000.0) / 1000.0


@inlined
def reglued(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> None:
    """A pair that is only half alike, because the other half stands beside it unpaired."""
    for at in range(count):
        likeness, rarity = work.values[at, 0], work.values[at, 1]
        if work.pairs[at, 4] != _ALIKE or likeness > _GLUED_ENOUGH:
            continue
        i, j = work.pairs[at, 0], work.pairs[at, 2]
        first, glued = _beside(left, mine, i, LEFT, right, theirs, j, work, likeness)
        if first >= 0:
            put(work, at, first, TWO, j, ONE, _BY_GLUE, glued, rarity)
            return
        first, glued = _beside(right, theirs, j, RIGHT, left, mine, i, work, likeness)
        if first >= 0:
            put(work, at, i, ONE, first, TWO, _BY_GLUE, glued, rarity)
            return


@compiled
def _beside(
    two: Columns, several: Any, i: int, own: int, one: Columns, single: Any, j: int, work: Work,
    likeness: float,
) -> Any:  # fmt: skip
    """Where part i and a free neighbour begin that are together likelier part j than it alone is.

    And how alike they are then; below 0 where there are none. `own` is the side of the neighbours.
    """
    for beside in (-1, 1):
        k, first = i + beside, min(i, i + beside)
        if not 0 <= k < parts(several) or work.used[own, k]:
            continue
        if _fits(two, several, first, one, single, j):
            together, _ = _joined(two, several, first, one, single, j, work)
            if together > likeness:
                return first, together
    return NONE, 0.0
