"""Which words of an index are like a query's, and what it takes to look them up."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from screening.matching.compiled.columns import Column, Columns
from screening.matching.compiled.jit import compiled, making
from screening.matching.compiled.likeness import LEAST_LIKENESS, likeness

_LAST_TICK = 2_000_000_000


class Filed(NamedTuple):
    """How the words and names of an index are found, and whose the names are."""

    word_keys: Column
    word_key_at: Column
    word_key_rows: Column
    name_keys: Column
    name_key_at: Column
    name_key_rows: Column
    holders: Column
    holders_at: Column
    name_firsts: Column
    masses: Column  # of the names, once more by themselves: most are only asked how much
    owned_at: Column
    owner: Column
    weak: Column


class Asked(NamedTuple):
    """The keys of a query: of words like each of its words, of names like each of its names."""

    like: Column
    like_at: Column
    names: Column
    names_at: Column
    words: Column
    words_at: Column
    weak: Column


class Room(NamedTuple):
    """Room for searching one index, for one thread.

    A tick in a first column says whether what stands beside it belongs to the present search.
    """

    tick: Column
    words: Column  # tick, slot in the memory of likenesses, tick of the part
    names: Column  # tick, shared rarity, tick of the part, the part's share
    chosen: Column
    ranks: Column  # how many names share so much


def room(words: int, names: int) -> Room:
    """Fresh room for an index of so many words and names."""
    return Room(
        np.zeros(1, np.int64),
        np.zeros((words, 3), np.int32),
        np.zeros((names, 4), np.int32),
        np.zeros(names, np.int32),
        np.zeros(256, np.int32),
    )


@compiled
def tick_of(room: Room) -> Any:
    if room.tick[0] >= _LAST_TICK:
        room.tick[0] = 0
        room.words[:] = 0
        room.names[:] = 0
    room.tick[0] += 1
    return room.tick[0]


@making
def near_words(
    left: Columns, masks: Column, asked: Asked, right: Columns, filed: Filed, room: Room
) -> Any:
    """For each word of the query the words like it, and how alike they are."""
    rows, alike = np.empty(512, np.int32), np.empty(512)
    starts = np.zeros(len(left.word) + 1, np.int64)
    found = 0
    for word in range(len(left.word)):
        tick = tick_of(room)
        for at in range(asked.like_at[word], asked.like_at[word + 1]):
            place = place_of(filed.word_keys, asked.like[at])
            if place < 0:
                continue
            for row_at in range(filed.word_key_at[place], filed.word_key_at[place + 1]):
                row = filed.word_key_rows[row_at]
                if room.words[row, 2] == tick:
                    continue
                room.words[row, 2] = tick
                like = likeness(left, word, masks, right, row)
                if like >= LEAST_LIKENESS:
                    if found == len(rows):
                        rows, alike = twice(rows), twice(alike)
                    rows[found], alike[found] = row, like
                    found += 1
        starts[word + 1] = found
    return rows, alike, starts


@making
def place_of(keys: Column, key: Any) -> Any:
    """The place of a key among the sorted keys; -1 where it is not."""
    place = np.searchsorted(keys, key)
    return place if place < len(keys) and keys[place] == key else -1


@making
def twice(array: Column) -> Any:
    found = np.empty(2 * len(array), array.dtype)
    found[: len(array)] = array
    return found
