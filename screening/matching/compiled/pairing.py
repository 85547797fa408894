"""Which part of one name answers to which part of the other, whatever their order.

Parts are paired best first. What is left is tried again as initials, glued together, as an acronym,
and cut off; what then remains on one side only is missing, on both sides contradicts. Pairs are
left in `pairs` and `values` of `WORK`, likenesses read from `like`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.columns import NOTED, Columns, Work
from screening.matching.compiled.jit import compiled, inlined
from screening.matching.compiled.joining import cut_off, glued, reglued
from screening.matching.compiled.likeness import LEAST_LIKENESS
from screening.matching.compiled.pairs import (
    LEFT,
    NONE,
    ONE,
    RIGHT,
    Way,
    clear,
    free,
    note,
    part,
    parts,
    put,
    take,
)
from screening.matching.compiled.strings import same
from screening.matching.tokens import Role

_NAME, _PATRONYMIC = int(Role.NAME), int(Role.PATRONYMIC)
_ROLE_INITIAL = int(Role.INITIAL)
_ALIKE, _BY_INITIAL = np.int64(Way.ALIKE), np.int64(Way.INITIAL)
_BY_ACRONYM = np.int64(Way.ACRONYM)
_SAME = 0.97
_SYLLABLE_SAME, _SYLLABLES_SAME = 0.93, 0.85
_CONSONANTS_SAME = 0.77
_WORDS_SAME = 0.75
_COMMON_SAME, _COMMON_BITS = 0.78, 9.0
_INITIAL_BITS, _INITIAL_LIKENESS = 4.0, 0.5
_SHORTEST_ACRONYM, _TELLING_ACRONYM = 3, 5
_ACRONYM_BITS = 3.0


@inlined
def pair_up(left: Columns, one: int, right: Columns, two: int, work: Work) -> Any:
    """Pair the parts of name `one` of the left and name `two` of the right: how many pairs."""
    mine, theirs = left.name[one], right.name[two]
    work.used[:] = 0
    count = _alike(left, mine, right, theirs, work)
    if free(mine, work, LEFT) and free(theirs, work, RIGHT):
        count = _initials(left, mine, right, theirs, work, count)
        count = glued(left, mine, right, theirs, work, count)
        if left.organisation:
            count = _acronyms(left, mine, right, theirs, work, count)
    count = cut_off(left, mine, right, theirs, work, count)
    if free(mine, work, LEFT) or free(theirs, work, RIGHT):
        reglued(left, mine, right, theirs, work, count)
    return count


@inlined
def _alike(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work) -> int:
    """Best first; of equally like parts the rarer, then the nearer in order."""
    last = NOTED
    for i in range(parts(mine)):
        for j in range(parts(theirs)):
            like = work.like[i, j]
            if like < LEAST_LIKENESS or last == len(work.pairs):
                continue
            a, b = part(left, mine, i), part(right, theirs, j)
            if like < _SAME and _others(a, b, like, left.organisation):
                continue
            note(work, last, i, ONE, j, ONE, _ALIKE, like, _shared_bits(left, a, right, b))
            last += 1
    count = np.int64(0)
    while True:
        best = NONE
        for at in range(NOTED, last):
            if clear(work, at) and (best < 0 or _better(work, at, best)):
                best = at
        if best < 0:
            return count
        count = take(work, count, best)


@inlined
def _others(a: Any, b: Any, like: float, organisation: bool) -> bool:
    """Whether two parts that are not the same are two for certain, however alike.

    Words of companies that are but half alike are, and known words: "east" is no misspelt "west".
    So are syllables, which one sign writes, few consonants that merely resemble those of a spelling
    with vowels, and two names that are both common: "Hassan" and "Hussein".
    """
    if organisation:
        return like < _WORDS_SAME or bool(a.known and b.known)
    if a.abjad != b.abjad:
        return like < _CONSONANTS_SAME
    if like < _COMMON_SAME and max(a.bits, b.bits) < _COMMON_BITS:
        return bool(a.role == _NAME and b.role == _NAME)
    syllables = max(a.syllables, b.syllables)
    return syllables > 0 and like < (_SYLLABLE_SAME if syllables == 1 else _SYLLABLES_SAME)


@inlined
def _better(work: Work, one: int, two: int) -> bool:
    mine, theirs = work.values[one, 0], work.values[two, 0]
    if mine != theirs:
        return bool(mine > theirs)
    if work.values[one, 1] != work.values[two, 1]:
        return bool(work.values[one, 1] > work.values[two, 1])
    apart = abs(work.pairs[one, 0] - work.pairs[one, 2])
    return bool(apart < abs(work.pairs[two, 0] - work.pairs[two, 2]))


@inlined
def _shared_bits(left: Columns, a: Any, right: Columns, b: Any) -> Any:
    """How rare what two parts share is: of forms of one given name, the name in all its forms."""
    bits = min(a.bits, b.bits)
    if not a.group or a.group != b.group:
        return bits
    if same(left.text, a.plain, a.plain_end, right.text, b.plain, b.plain_end):
        return bits
    return min(bits, a.common)


@inlined
def _initials(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    lost, lacking = _named(left, mine, work, LEFT), _named(right, theirs, work, RIGHT)
    for i in range(parts(mine)):
        if work.used[0, i]:
            continue
        for j in range(parts(theirs)):
            if work.used[1, j]:
                continue
            a, b = part(left, mine, i), part(right, theirs, j)
            if not _is_initial(a, b):
                continue
            if not (_astray(mine, a, i, j, lost) or _astray(theirs, b, j, i, lacking)):
                count = put(
                    work, count, i, ONE, j, ONE, _BY_INITIAL, _INITIAL_LIKENESS, _INITIAL_BITS
                )
                break
    return count


@inlined
def _named(side: Columns, name: Any, work: Work, which: int) -> bool:
    """Whether a name proper is without counterpart."""
    for place in range(parts(name)):
        if not work.used[which, place] and part(side, name, place).role == _NAME:
            return True
    return False


@inlined
def _is_initial(a: Any, b: Any) -> bool:
    if (a.role == _ROLE_INITIAL) == (b.role == _ROLE_INITIAL):
        return False
    long = b.role if a.role == _ROLE_INITIAL else a.role
    if long not in (_NAME, _PATRONYMIC):
        return False
    return bool(a.firsts & b.firsts)


@inlined
def _astray(name: Any, word: Any, place: int, other: int, lost: bool) -> bool:
    """Whether a middle initial would stand for another's first name, or beside a family name lost.

    "Herbert J. Hofmann" is no "Jessica Hofmann", nor "Vladislav A. Sokolov" a "Vladislav Aksenov".
    """
    if word.role != _ROLE_INITIAL or not 0 < place < parts(name) - 1:
        return False
    return other == 0 or lost


@inlined
def _acronyms(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    i, at, run = _acronym_of(left, mine, LEFT, right, theirs, RIGHT, work)
    if run:
        return put(work, count, i, ONE, at, run, _BY_ACRONYM, 1.0, _ACRONYM_BITS * run)
    j, at, run = _acronym_of(right, theirs, RIGHT, left, mine, LEFT, work)
    if run:
        return put(work, count, at, run, j, ONE, _BY_ACRONYM, 1.0, _ACRONYM_BITS * run)
    return count


@compiled
def _acronym_of(
    short: Columns, mine: Any, own: int, long: Columns, theirs: Any, other: int, work: Work
) -> Any:
    """The one part of `short` left over, if it spells the first letters of parts of `long`.

    Those are all of `long` that is left over, unless five letters or more speak for themselves:
    "USA" is no short form of an alliance in "Blackwater USA". Its place, the place of the first of
    those parts and how many there are; none where it spells nothing.
    """
    if free(mine, work, own) != 1:
        return 0, 0, 0
    place = 0
    while work.used[own, place]:
        place += 1
    word = part(short, mine, place)
    letters = word.plain_end - word.plain
    if letters < _SHORTEST_ACRONYM or word.role != _NAME:
        return 0, 0, 0
    for at in range(parts(theirs) - letters + 1):
        if _spells(short, word, long, theirs, at):
            for step in range(at, at + letters):
                if work.used[other, step]:
                    return 0, 0, 0
            if letters == free(theirs, work, other) or letters >= _TELLING_ACRONYM:
                return place, at, letters
            return 0, 0, 0
    return 0, 0, 0


@compiled
def _spells(short: Columns, word: Any, long: Columns, name: Any, at: int) -> bool:
    for step in range(word.plain_end - word.plain):
        full = part(long, name, at + step)
        if full.plain == full.plain_end or long.text[full.plain] != short.text[word.plain + step]:
            return False
    return True
