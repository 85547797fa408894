"""How alike two parts of a name are: a number in [0, 1], in steps of a thousandth.

It is made of edit distances, which are whole numbers, and fixed arithmetic: the same for a pair
whichever other pairs are compared, and whichever machine compares them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.columns import Column, Columns, Work
from screening.matching.compiled.jit import compiled, inlined, making
from screening.matching.compiled.strings import fewest_slips, mark, same, shared, slips
from screening.matching.tokens import Role

_NUMBER, _INITIAL = int(Role.NUMBER), int(Role.INITIAL)
_SAME_SOUND, _SAME_GIVEN_NAME = 0.98, 0.9
_MOST_BY_VOWELS, _MOST_BY_EDIT = 0.96, 0.97
_TYPED_ENOUGH = 0.8
_BY_BONES, _BY_VOWELS = 0.55, 0.45
# Below this two parts are not alike at all, and nothing more is made of it.
LEAST_LIKENESS = 0.55
_MARGIN = 0.001
# One letter of a short word is half another word.
_SHORT, _LONG_ENOUGH = 0.06, 5
# An abjad's long vowels against a Latin spelling's: o is written as u, e and y as i.
_FOLD = np.arange(256, dtype=np.uint8)
for _written, _heard in ("ou", "ei", "yi"):
    _FOLD[ord(_written)] = ord(_heard)


@making
def marked(left: Columns) -> Any:
    """The masks of all words: for each its spelling, then sound, consonants and folded sound."""
    masks = np.zeros((len(left.word) + 3 * len(left.reading), 256), np.uint64)
    for number in range(len(left.word)):
        word = left.word[number]
        at = number + 3 * word.readings
        mark(masks[at], left.text, word.plain, word.plain_end)
        for place in range(word.readings, word.readings_end):
            read = left.reading[place]
            mark(masks[at + 1], left.text, read.sound, read.sound_end)
            mark(masks[at + 2], left.text, read.skeleton, read.skeleton_end)
            for letter in range(read.sound, read.sound_end):
                heard = _FOLD[left.text[letter]]
                masks[at + 3, heard] |= np.uint64(1) << np.uint64(letter - read.sound)
            at += 3
    return masks


@compiled
def lay(left: Columns, one: int, masks: Column, right: Columns, two: int, work: Work) -> None:
    """Lay how alike all parts of two names are in `work`."""
    mine, theirs = left.name[one], right.name[two]
    for i in range(mine.words_end - mine.words):
        for j in range(theirs.words_end - theirs.words):
            own, word = left.words[mine.words + i], right.words[theirs.words + j]
            work.like[i, j] = likeness(left, own, masks, right, word)


@inlined
def likeness(left: Columns, one: int, masks: Column, right: Columns, two: int) -> Any:
    """How alike word `one` of the left is to word `two` of the right; `masks` are the left's."""
    mine, theirs = left.word[one], right.word[two]
    if _exact(mine.role) or _exact(theirs.role):
        return 1.0 if mine.role == theirs.role and _same_first(left, mine, right, theirs) else 0.0
    best = 0.0
    if mine.family > 0 and mine.family == theirs.family:
        best = _SAME_GIVEN_NAME
    at = one + 3 * mine.readings
    length, other = mine.plain_end - mine.plain, theirs.plain_end - theirs.plain
    longest = max(length, other, 1)
    if 5 * min(length, other) >= 4 * longest:  # else too few letters are the same
        written = slips(masks[at], length, right.text, theirs.plain, theirs.plain_end)
        if written == 0 and mine.abjad == theirs.abjad:
            return 1.0
        typed = 1.0 - written / longest
        if typed >= _TYPED_ENOUGH:
            best = max(best, typed * _MOST_BY_EDIT)
    for place in range(mine.readings, mine.readings_end):
        read = left.reading[place]
        for number in range(theirs.readings, theirs.readings_end):
            alike = _as_read(
                masks, at, read, mine.abjad, right, right.reading[number], theirs.abjad
            )
            best = max(best, alike)
        at += 3
    return np.rint(best * 1000.0) / 1000.0


@inlined
def _exact(role: int) -> bool:
    """Whether such parts are the same or not, and never merely alike."""
    return role in (_NUMBER, _INITIAL)


@inlined
def _same_first(left: Columns, mine: Any, right: Columns, theirs: Any) -> bool:
    one, two = left.reading[mine.readings], right.reading[theirs.readings]
    return bool(same(left.text, one.sound, one.sound_end, right.text, two.sound, two.sound_end))


@inlined
def _as_read(
    masks: Column, at: int, read: Any, bare: int, right: Columns, other: Any, also_bare: int
) -> Any:
    """How alike two readings are by ear and by their consonants; 0 where they surely are not."""
    own, length = read.sound_end - read.sound, other.sound_end - other.sound
    consonants, others = read.skeleton_end - read.skeleton, other.skeleton_end - other.skeleton
    mine, theirs, most_bones = max(own, 1), max(length, 1), max(consonants, others, 1)
    unlike = most_bones - fewest_slips(read.bones, other.bones, consonants, others)
    if bare or also_bare:
        most = _BY_BONES * unlike / most_bones + _BY_VOWELS
    else:
        weight = 0.4 * min(1.0, (most_bones + 1) / 4.0)
        fewest = fewest_slips(read.heard, other.heard, own, length)
        most = (1.0 - weight) * (1.0 - fewest / max(mine, theirs)) + weight * unlike / most_bones
    if most < LEAST_LIKENESS - _MARGIN:
        return 0.0
    heard = slips(masks[at + 1], own, right.text, other.sound, other.sound_end)
    if heard == 0:
        return _SAME_SOUND
    bones = slips(masks[at + 2], consonants, right.text, other.skeleton, other.skeleton_end)
    bone = 1.0 - bones / most_bones
    if bare or also_bare:
        folded = shared(masks[at + 3], own, right.text, other.sound, other.sound_end, _FOLD)
        written = max(mine, theirs) if bare and also_bare else mine if bare else theirs
        short = min(1.0, 0.8 + 0.05 * most_bones)
        alike = _BY_BONES * bone + _BY_VOWELS * (folded / written)
        return min(_MOST_BY_VOWELS, alike * short)
    ear = 1.0 - heard / max(mine, theirs)
    alike = min((1.0 - weight) * ear + weight * bone, _MOST_BY_EDIT)
    return alike - _SHORT * max(0, _LONG_ENOUGH - min(mine, theirs))
