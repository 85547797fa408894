"""Which part of one name answers to which part of the other, whatever their order.

Parts are paired best first. What is left is tried again as initials, glued together ("Al Bashir",
"Albashir"), as an acronym, and cut off; what then remains on one side only is missing, on both
sides contradicts. Pairs are left in `Work.pairs` and `Work.values`, likenesses read from
`Work.like`.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np

from screening.matching.compiled.columns import NOTED, Columns, Work
from screening.matching.compiled.jit import compiled, inlined
from screening.matching.compiled.likeness import LEAST_LIKENESS
from screening.matching.compiled.strings import LONGEST, begins, mark, same, slips, unmark
from screening.matching.tokens import Role

_GLUED_SAME, _GLUED_BONES = 0.97, 0.9
_GLUED_ENOUGH = 0.87
_LEAST_BONES = 5
_GLUED_SLACK = 3
_MOST_GLUED_BITS = 16.0
_SHORTEST_ACRONYM = 3
_SHORTEST_CUT = 3
_SYLLABLE_SAME, _SYLLABLES_SAME = 0.93, 0.85
_CONSONANTS_SAME = 0.77
_COMMON_SAME, _COMMON_BITS = 0.78, 9.0
_CUT_SHARE = 0.5
_SAME = 0.97
# Consonants alone glue nothing that sounds quite different, unless vowels are missing.
_GLUED_SOUND = 0.75
_TELLING_ACRONYM = 5
_ACRONYM_BITS = 3.0
_INITIAL_BITS = 4.0
_INITIAL_LIKENESS = 0.5
_A = ord("a")


class Way(IntEnum):
    """How a pair of parts came together."""

    ALIKE = 0
    INITIAL = 1
    GLUED = 2
    ACRONYM = 3
    TRUNCATED = 4


_NAME, _PATRONYMIC = int(Role.NAME), int(Role.PATRONYMIC)
_NUMBER, _ROLE_INITIAL = int(Role.NUMBER), int(Role.INITIAL)
# Written as numpy's numbers, lest the compiler make a function for every value handed on.
_ALIKE, _BY_INITIAL, _BY_GLUE = map(np.int64, (Way.ALIKE, Way.INITIAL, Way.GLUED))
_BY_ACRONYM, _CUT = np.int64(Way.ACRONYM), np.int64(Way.TRUNCATED)
LEFT, RIGHT = np.int64(0), np.int64(1)
_START = np.int64(0)
_NONE, _ONE, _TWO = np.int64(-1), np.int64(1), np.int64(2)


@inlined
def pair_up(left: Columns, one: int, right: Columns, two: int, work: Work) -> Any:
    """Pair the parts of name `one` of the left and name `two` of the right: how many pairs."""
    mine, theirs = left.name[one], right.name[two]
    work.used[:] = 0
    count = _alike(left, mine, right, theirs, work)
    if free(mine, work, LEFT) and free(theirs, work, RIGHT):
        count = _initials(left, mine, right, theirs, work, count)
        count = _glued(left, mine, right, theirs, work, count)
        if left.organisation:
            count = _acronyms(left, mine, right, theirs, work, count)
    count = _cut_off(left, mine, right, theirs, work, count)
    if free(mine, work, LEFT) or free(theirs, work, RIGHT):
        _reglued(left, mine, right, theirs, work, count)
    return count


@inlined
def parts(name: Any) -> Any:
    """How many parts a name has."""
    return name.words_end - name.words


@inlined
def part(side: Columns, name: Any, place: int) -> Any:
    """The word of a name at this place."""
    return side.word[side.words[name.words + place]]


@inlined
def free(name: Any, work: Work, side: int) -> int:
    """How many parts have no counterpart yet."""
    found = 0
    for place in range(parts(name)):
        found += not work.used[side, place]
    return found


@inlined
def _put(
    work: Work, at: int, i: int, own: int, j: int, others: int, way: int, likeness: float,
    rarity: float,
) -> int:  # fmt: skip
    """Write a pair at its place and take its parts; the place after it."""
    _note(work, at, i, own, j, others, way, likeness, rarity)
    for place in range(i, i + own):
        work.used[0, place] = 1
    for place in range(j, j + others):
        work.used[1, place] = 1
    return at + 1


@inlined
def _note(
    work: Work, at: int, i: int, own: int, j: int, others: int, way: int, likeness: float,
    rarity: float,
) -> None:  # fmt: skip
    work.pairs[at, 0], work.pairs[at, 1], work.pairs[at, 2], work.pairs[at, 3] = i, own, j, others
    work.pairs[at, 4] = way
    work.values[at, 0], work.values[at, 1] = likeness, rarity


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
            _note(work, last, i, _ONE, j, _ONE, _ALIKE, like, _shared_bits(left, a, right, b))
            last += 1
    count = np.int64(0)
    while True:
        best = _NONE
        for at in range(NOTED, last):
            if _clear(work, at) and (best < 0 or _better(work, at, best)):
                best = at
        if best < 0:
            return count
        count = _take(work, count, best)


@inlined
def _others(a: Any, b: Any, like: float, organisation: bool) -> bool:
    """Whether two parts that are not the same are two for certain, however alike.

    Known words are: "east" is no misspelt "west". So are syllables, which one sign writes, few
    consonants that merely resemble those of a spelling with vowels, and two names that are both
    common: "Hassan" and "Hussein".
    """
    if organisation:
        return bool(a.known and b.known)
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
def _take(work: Work, count: int, noted: int) -> int:
    """Make a noted pair the next of the pairs."""
    pair, value = work.pairs[noted], work.values[noted]
    return _put(work, count, pair[0], pair[1], pair[2], pair[3], pair[4], value[0], value[1])


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
                count = _put(
                    work, count, i, _ONE, j, _ONE, _BY_INITIAL, _INITIAL_LIKENESS, _INITIAL_BITS
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
def _glued(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    noted = NOTED
    for i in range(parts(mine) - 1):
        for j in range(parts(theirs)):
            if work.used[0, i] or work.used[0, i + 1] or work.used[1, j]:
                continue
            if _fits(left, mine, i, right, theirs, j):
                likeness, rarity = _joined(left, mine, i, right, theirs, j, work)
                if likeness and noted < len(work.pairs):
                    _note(work, noted, i, _TWO, j, _ONE, _BY_GLUE, likeness, rarity)
                    noted += 1
    for j in range(parts(theirs) - 1):
        for i in range(parts(mine)):
            if work.used[1, j] or work.used[1, j + 1] or work.used[0, i]:
                continue
            if _fits(right, theirs, j, left, mine, i):
                likeness, rarity = _joined(right, theirs, j, left, mine, i, work)
                if likeness and noted < len(work.pairs):
                    _note(work, noted, i, _ONE, j, _TWO, _BY_GLUE, likeness, rarity)
                    noted += 1
    while True:
        best = _NONE
        for at in range(NOTED, noted):
            if _clear(work, at) and (best < 0 or _before(work, at, best)):
                best = at
        if best < 0:
            return count
        count = _take(work, count, best)


@inlined
def _fits(two: Columns, several: Any, i: int, one: Columns, single: Any, j: int) -> bool:
    """Whether parts i and i + 1 of one name are about as long as part j of the other."""
    a, b, whole = part(two, several, i), part(two, several, i + 1), part(one, single, j)
    length = a.plain_end - a.plain + b.plain_end - b.plain
    return bool(whole.abjad or abs(length - (whole.plain_end - whole.plain)) <= _GLUED_SLACK)


@compiled
def _joined(
    two: Columns, several: Any, i: int, one: Columns, single: Any, j: int, work: Work
) -> Any:
    """How alike parts i and i + 1 of one name are to part j of the other, and how rare they are."""
    a, b = part(two, several, i), part(two, several, i + 1)
    likeness = _glue(two, a, b, one, part(one, single, j), work)
    return likeness, min(_MOST_GLUED_BITS, a.bits + b.bits)


@inlined
def _clear(work: Work, at: int) -> bool:
    """Whether all parts of a noted pair are free."""
    i, j = work.pairs[at, 0], work.pairs[at, 2]
    for place in range(i, i + work.pairs[at, 1]):
        if work.used[0, place]:
            return False
    for place in range(j, j + work.pairs[at, 3]):
        if work.used[1, place]:
            return False
    return True


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
    if _NUMBER in (a.role, b.role) or whole.role in (_NUMBER, _ROLE_INITIAL):
        return 0.0
    length = _join(work, two, a.plain, a.plain_end, b.plain, b.plain_end)
    if same(work.buffer, _START, length, one.text, whole.plain, whole.plain_end):
        return _GLUED_SAME
    first, second = two.reading[a.readings], two.reading[b.readings]
    read = one.reading[whole.readings]
    length = _join(work, two, first.sound, first.sound_end, second.sound, second.sound_end)
    if same(work.buffer, _START, length, one.text, read.sound, read.sound_end):
        return _GLUED_SAME - 0.01
    if length > LONGEST:
        return 0.0
    mark(work.masks, work.buffer, _START, length)
    apart = slips(work.masks, length, one.text, read.sound, read.sound_end)
    unmark(work.masks, work.buffer, _START, length)
    alike = 1.0 - apart / max(length, read.sound_end - read.sound, 1)
    if alike >= _GLUED_ENOUGH:
        return np.rint(alike * 1000.0) / 1000.0 - 0.03
    bare = whole.abjad or a.abjad or b.abjad
    if not bare and alike < _GLUED_SOUND:
        return 0.0
    begin = second.skeleton
    if begin < second.skeleton_end and two.text[begin] == _A:
        begin += 1
    length = _join(work, two, first.skeleton, first.skeleton_end, begin, second.skeleton_end)
    if length < _LEAST_BONES - whole.abjad - a.abjad:
        return 0.0
    for place in range(whole.readings, whole.readings_end):
        read = one.reading[place]
        if same(work.buffer, _START, length, one.text, read.skeleton, read.skeleton_end):
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
def _acronyms(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    i, at, run = _acronym_of(left, mine, LEFT, right, theirs, RIGHT, work)
    if run:
        return _put(work, count, i, _ONE, at, run, _BY_ACRONYM, 1.0, _ACRONYM_BITS * run)
    j, at, run = _acronym_of(right, theirs, RIGHT, left, mine, LEFT, work)
    if run:
        return _put(work, count, at, run, j, _ONE, _BY_ACRONYM, 1.0, _ACRONYM_BITS * run)
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


@inlined
def _cut_off(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> int:
    """A field too short for the name leaves the beginning of its last part: pair it so."""
    if parts(mine) < 2 or parts(theirs) < 2:  # noqa: PLR2004
        return count
    for at in range(count):
        likeness, rarity = work.values[at, 0], work.values[at, 1]
        if work.pairs[at, 4] == _ALIKE and likeness < _GLUED_ENOUGH:
            i, j = work.pairs[at, 0], work.pairs[at, 2]
            share, bits = _cut(left, mine, i, right, theirs, j)
            if share and share * bits > likeness * rarity * _CUT_SHARE:
                _note(work, at, i, _ONE, j, _ONE, _CUT, share, bits)
    for i in range(parts(mine)):
        for j in range(parts(theirs)):
            if not work.used[0, i] and not work.used[1, j]:
                share, bits = _cut(left, mine, i, right, theirs, j)
                if share:
                    count = _put(work, count, i, _ONE, j, _ONE, _CUT, share, bits)
    return count


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
def _reglued(left: Columns, mine: Any, right: Columns, theirs: Any, work: Work, count: int) -> None:
    """A pair that is only half alike, because the other half stands beside it unpaired."""
    for at in range(count):
        likeness, rarity = work.values[at, 0], work.values[at, 1]
        if work.pairs[at, 4] != _ALIKE or likeness > _GLUED_ENOUGH:
            continue
        i, j = work.pairs[at, 0], work.pairs[at, 2]
        for beside in (-1, 1):
            k, first = i + beside, min(i, i + beside)
            if not 0 <= k < parts(mine) or work.used[0, k]:
                continue
            if _fits(left, mine, first, right, theirs, j):
                glued, _ = _joined(left, mine, first, right, theirs, j, work)
                if glued > likeness:
                    _put(work, at, first, _TWO, j, _ONE, _BY_GLUE, glued, rarity)
                    return
        for beside in (-1, 1):
            k, first = j + beside, min(j, j + beside)
            if not 0 <= k < parts(theirs) or work.used[1, k]:
                continue
            if _fits(right, theirs, first, left, mine, i):
                glued, _ = _joined(right, theirs, first, left, mine, i, work)
                if glued > likeness:
                    _put(work, at, i, _ONE, first, _TWO, _BY_GLUE, glued, rarity)
                    return
