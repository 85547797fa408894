"""The keys by which parts and names of an index are found: equal for whatever may be alike.

A part is filed under its consonants, and under its sound and its consonants with any one letter
left out (two words one slip apart share such a key: Bocek, Hunter and Schuster, 2007). A name is
filed under its neighbouring parts glued together and under its first letters. A key is a number of
32 bits (FNV-1a); that two unlike words share one now and then costs a comparison and no more.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.columns import Column, Columns
from screening.matching.compiled.jit import compiled, entry, inlined, making
from screening.matching.compiled.pairs import consonants, part, parts
from screening.matching.compiled.strings import same
from screening.matching.tokens import Role

_NAME, _PATRONYMIC = int(Role.NAME), int(Role.PATRONYMIC)
_NUMBER, _INITIAL = int(Role.NUMBER), int(Role.INITIAL)
_LONG_BONES, _SHORT_BONES = 5, 2
_LONGEST, _MOST_LETTERS = 14, 60
_LEAST_GLUED = 3
_LEAST_ACRONYM, _MOST_ACRONYM = 3, 12
_BASIS, _PRIME, _WIDTH = np.uint64(2166136261), np.uint64(16777619), np.uint64(0xFFFFFFFF)
# What a key is of: exact parts, consonants, consonants of parts that may lack vowels, sounds,
# shortened consonants, given names, whole words, glued parts, first letters, letters as written.
(_EXACT, _BONES, _BARE, _SOUND, _SHORT, _GROUP, _WORD, _GLUED, _FIRSTS, _WRITTEN) = (
    np.uint64(ord(letter)) for letter in "nkbsdgejaw"
)
_NONE = np.int64(-1)


@inlined
def _on(key: np.uint64, letter: int) -> Any:
    """The key with one more letter."""
    return ((key ^ np.uint64(letter)) * _PRIME) & _WIDTH


@compiled
def _over(key: np.uint64, text: Column, start: int, end: int, without: int) -> Any:
    """The key with more letters, but for the one at `without`."""
    for at in range(start, end):
        if at != without:
            key = _on(key, text[at])
    return key


@compiled
def _of(kind: np.uint64, text: Column, start: int, end: int) -> Any:
    return _over(_on(_BASIS, kind), text, start, end, _NONE)


@compiled
def _shortened(kind: np.uint64, text: Column, start: int, end: int, to: Column, count: int) -> Any:
    """Put the keys of a word and of the word without any one of its first letters."""
    last = min(end, start + _LONGEST)
    first = _on(_BASIS, kind)
    to[count] = _over(first, text, start, last, _NONE)
    count += 1
    for without in range(start, last):
        to[count] = _over(first, text, start, last, without)
        count += 1
    return count


@compiled
def _of_word(side: Columns, number: int, asking: bool, to: Column, count: int) -> Any:
    """Put the keys of a part; parts that may be alike share at least one.

    Two consonants are shared by too many words to ask for, unless one side is without vowels:
    such parts are filed once more under a key of their own. Nobody is looked up by an initial.
    """
    word = side.word[number]
    if word.role in (_NUMBER, _INITIAL):
        if not asking or word.role == _NUMBER:
            read = side.reading[word.readings]
            to[count] = _of(_EXACT, side.text, read.sound, read.sound_end)
            count += 1
        return count
    for place in range(word.readings, word.readings_end):
        read = side.reading[place]
        length = read.skeleton_end - read.skeleton
        if not asking or word.abjad or length > _SHORT_BONES:
            to[count] = _of(_BONES, side.text, read.skeleton, read.skeleton_end)
            count += 1
        if asking or word.abjad:
            to[count] = _of(_BARE, side.text, read.skeleton, read.skeleton_end)
            count += 1
        count = _shortened(_SOUND, side.text, read.sound, read.sound_end, to, count)
        if length >= _LONG_BONES:
            count = _shortened(_SHORT, side.text, read.skeleton, read.skeleton_end, to, count)
    read = side.reading[word.readings]
    if not word.abjad and not same(
        side.text, word.plain, word.plain_end, side.text, read.sound, read.sound_end
    ):
        count = _shortened(_SOUND, side.text, word.plain, word.plain_end, to, count)
    if word.group:
        to[count] = _on(_on(_BASIS, _GROUP), word.group)
        count += 1
    if not asking and _LEAST_ACRONYM <= word.plain_end - word.plain <= _MOST_ACRONYM:
        to[count] = _of(_WORD, side.text, word.plain, word.plain_end)
        count += 1
    return count


@compiled
def _slips(side: Columns, one: int, to: Column, count: int) -> Any:
    """Put the keys that a short name shares with every name one slip away."""
    name = side.name[one]
    if name.written_end - name.written > _MOST_LETTERS:
        return count
    return _shortened(_WRITTEN, side.codes, name.written, name.written_end, to, count)


@inlined
def _glued(side: Columns, kind: np.uint64, first: Any, second: Any) -> Any:
    """The key of two parts' consonants as of one word, and how many consonants these are."""
    one, two = side.reading[first.readings], side.reading[second.readings]
    start = consonants(side, two)
    key = _of(kind, side.text, one.skeleton, one.skeleton_end)
    length = one.skeleton_end - one.skeleton + two.skeleton_end - start
    return _over(key, side.text, start, two.skeleton_end, _NONE), length


@compiled
def _acronyms(side: Columns, one: int, kind: np.uint64, to: Column, count: int) -> Any:
    """Put the keys of the words that a name's first letters may make."""
    name = side.name[one]
    for start in range(3):
        key, length, passed = _on(_BASIS, kind), 0, 0
        for place in range(parts(name)):
            word = part(side, name, place)
            if word.role not in (_NAME, _INITIAL) or word.plain == word.plain_end:
                continue
            passed += 1
            if passed <= start:
                continue
            key = _on(key, side.text[word.plain])
            length += 1
            # What begins later is a word only whole.
            if start == 0 and _LEAST_ACRONYM <= length <= _MOST_ACRONYM:
                to[count] = key
                count += 1
        if start > 0 and _LEAST_ACRONYM <= length <= _MOST_ACRONYM:
            to[count] = key
            count += 1
    return count


@compiled
def _of_name(side: Columns, one: int, to: Column, count: int) -> Any:
    """Put the keys a name is filed under as a whole."""
    name, before = side.name[one], _NONE
    for place in range(parts(name)):
        word = part(side, name, place)
        if word.role not in (_NAME, _PATRONYMIC):
            continue
        if before >= 0:
            key, length = _glued(side, _GLUED, part(side, name, before), word)
            if length >= _LEAST_GLUED:
                to[count] = key
                count += 1
        before = place
    if side.organisation:
        count = _acronyms(side, one, _FIRSTS, to, count)
    return _slips(side, one, to, count)


@compiled
def _asking_names(side: Columns, one: int, to: Column, count: int) -> Any:
    """Put the keys of names that write a part of it as two, or spell it out, or are a slip away."""
    name = side.name[one]
    for place in range(parts(name)):
        word = part(side, name, place)
        if word.role != _NAME:
            continue
        read = side.reading[word.readings]
        to[count] = _of(_GLUED, side.text, read.skeleton, read.skeleton_end)
        count += 1
        if side.organisation and _LEAST_ACRONYM <= word.plain_end - word.plain <= _MOST_ACRONYM:
            to[count] = _of(_FIRSTS, side.text, word.plain, word.plain_end)
            count += 1
    return _slips(side, one, to, count)


@compiled
def _asking_words(side: Columns, one: int, to: Column, count: int) -> Any:
    """Put the keys of words that are two of its parts in one, or its first letters."""
    name = side.name[one]
    if side.organisation:
        count = _acronyms(side, one, _WORD, to, count)
    for place in range(1, parts(name)):
        first, second = part(side, name, place - 1), part(side, name, place)
        if _NAME in (first.role, second.role):
            key, length = _glued(side, _BONES, first, second)
            if length >= _LEAST_GLUED:
                to[count] = key
                count += 1
    return count


@entry
def word_keys(side: Columns, asking: bool) -> Any:
    """The keys of every word, and where each word's begin; for filing, or for asking."""
    most = (2 * (_LONGEST + 1) + 2) * len(side.reading) + (_LONGEST + 4) * len(side.word)
    found, starts = np.empty(most, np.uint32), np.zeros(len(side.word) + 1, np.int64)
    for number in range(len(side.word)):
        starts[number + 1] = _of_word(side, number, asking, found, starts[number])
    return found[: starts[-1]], starts


@entry
def query_keys(side: Columns) -> Any:
    """The keys by which a query's words are looked up, then those of its names and of their words.

    Each with where those of every word, or name, begin.
    """
    return word_keys(side, asking=True) + asking_keys(side)


@making
def _room(side: Columns) -> Any:
    """Room for the keys of all names, which none of them fills."""
    most = 2 * len(side.words) + (_LONGEST + 1 + _MOST_ACRONYM + 3) * len(side.name)
    return np.empty(most, np.uint32), np.zeros(len(side.name) + 1, np.int64)


@entry
def name_keys(side: Columns) -> Any:
    """The keys under which every name is filed, and where each name's begin."""
    found, starts = _room(side)
    for one in range(len(side.name)):
        starts[one + 1] = _of_name(side, one, found, starts[one])
    return found[: starts[-1]], starts


@entry
def asking_keys(side: Columns) -> Any:
    """The keys of names, and of words, that may be what every name is otherwise written as."""
    names, names_at = _room(side)
    words, words_at = _room(side)
    for one in range(len(side.name)):
        names_at[one + 1] = _asking_names(side, one, names, names_at[one])
        words_at[one + 1] = _asking_words(side, one, words, words_at[one])
    return names[: names_at[-1]], names_at, words[: words_at[-1]], words_at
