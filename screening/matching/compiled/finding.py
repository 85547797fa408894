"""Which names of an index are worth weighing against a query's, and what they weigh.

From parts to names: the words like each part of the query are looked up by their keys, every name
that holds one is credited with the rarity it shares with the query, and the names that share enough
of it are weighed, as are those filed under what the parts would be glued, cut or slipped.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.bounds import FOUND, Bounds, Said, likeliest
from screening.matching.compiled.columns import MOST_PARTS, Column, Columns, Work
from screening.matching.compiled.jit import compiled, entry, inlined, making
from screening.matching.compiled.likeness import likeness, marked
from screening.matching.compiled.nearness import (
    Asked,
    Filed,
    Room,
    near_words,
    place_of,
    tick_of,
    twice,
)
from screening.matching.compiled.pairs import part, parts
from screening.matching.compiled.tables import Tables
from screening.matching.compiled.weighing import counted, weigh
from screening.matching.compiled.wholes import Whole, marked_whole, share_of
from screening.matching.tokens import Role

_INITIAL = int(Role.INITIAL)
_INITIAL_SHARE = 4000
# What share of both names' rarity they must have in common to be weighed. Of persons' names fewer
# stand over the line with little in common: common names are shared by thousands.
_LEAST_SHARE, _LEAST_PERSONS_SHARE = 0.5, 0.55
_THOUSANDTHS = 1000.0
# The commonest parts are shared by thousands. When enough names that share more are to be weighed,
# those that share less are left out; but no name that shares this much, however many they are.
_ENOUGH_WEIGHED = 3_000
_RANKS = 120
_NEVER_LEFT_OUT = _RANKS
_UNKNOWN = -1.0


@entry
def find(
    left: Columns, asked: Asked, told: Column, numbered: Column, bounds: Bounds, right: Columns,
    filed: Filed, said: Said, tables: Tables, room: Room, working: Column, floor: float,
) -> Any:  # fmt: skip
    """The profiles that may weigh `floor` bits or more, likeliest first, as records of `FOUND`.

    Each by the pair of names that says most; those of `told` whatever their names weigh.
    """
    work = working[0]
    masks = marked(left)
    near, alike, near_at = near_words(left, masks, asked, right, filed, room)
    search = tick_of(room)
    memory = np.full((256, len(left.word)), _UNKNOWN)
    slots = np.int64(0)
    names, bits = np.empty(64, np.int64), np.empty((64, 4))
    found = np.int64(0)
    for one in range(len(left.name)):
        count = _sharing(left, one, near, alike, near_at, right, filed, room)
        count = _otherwise(asked, one, filed, room, count)
        listed = count
        count = _of_profiles(told, filed, room, count)
        whole = marked_whole(left, one)
        at = np.int64(0)
        while at < count:
            # As many as surely fit what was made for them.
            if slots + MOST_PARTS > len(memory):
                memory = _longer(memory)
            if found == len(names):
                names, bits = twice(names), _longer(bits)
            at, slots, found = _weigh_some(
                left, one, masks, whole, right, tables, room, work, search, floor, at, count,
                listed, memory, slots, asked, filed, names, bits, found,
            )  # fmt: skip
    each = _by_profile(names[:found], bits[:found], filed)
    return likeliest(each, bounds, said, told, numbered, floor)


@making
def _by_profile(names: Column, bits: Column, filed: Filed) -> Any:
    """Of each profile's pairs of names the one that says most.

    Of equals it is one without a weak alias, then the first; as `choosing.weigh_profiles` has it.
    """
    order = np.argsort(filed.owner[names], kind="mergesort")
    found, last = np.zeros(len(order), FOUND), -1
    for at in order:
        number = filed.owner[names[at]]
        if last < 0 or found[last].number != number:
            last += 1
        elif not _says_more(bits[at], names[at], found[last]):
            continue
        one = found[last]
        one.number, one.worth, one.one, one.two = number, bits[at, 0], bits[at, 2], names[at]
        one.firm, one.alike, one.exact = bits[at, 3], bits[at, 1] > 0.0, bits[at, 1] > 1.0
    return found[: last + 1]


@inlined
def _says_more(bits: Column, name: int, other: Any) -> bool:
    """Whether a pair of names says more than another of the same profile."""
    if bits[0] != other.worth:
        return bool(bits[0] > other.worth)
    if bits[3] != other.firm:
        return bool(bits[3] > other.firm)
    return bool(bits[2] < other.one or (bits[2] == other.one and name < other.two))


@compiled
def _weigh_some(
    left: Columns, one: int, masks: Column, whole: Whole, right: Columns, tables: Tables,
    room: Room, work: Work, search: int, floor: float, at: int, count: int, listed: int,
    memory: Column, slots: int, asked: Asked, filed: Filed, names: Column, bits: Column, found: int,
) -> Any:  # fmt: skip
    """Weigh the names chosen, from `at` on, while there is room; the same counts afterwards."""
    while at < count and slots + MOST_PARTS <= len(memory) and found < len(names):
        two = np.int64(room.chosen[at])
        slots = _fill(left, one, masks, right, two, room, search, memory, slots, work)
        weight = weigh(left, one, whole, right, two, tables, work)
        if weight >= floor or at >= listed:
            weak = asked.weak[one] or filed.weak[two]
            names[found], bits[found, 0] = two, counted(weight, weak, work)
            bits[found, 1] = min(work.told[4], 1.0) if weak else work.told[4]
            bits[found, 2], bits[found, 3] = one, not weak
            found += 1
        at += 1
    return at, slots, found


@making
def _longer(table: Column) -> Any:
    """The table with as many lines again, none of them known."""
    found = np.full((2 * len(table), table.shape[1]), _UNKNOWN)
    found[: len(table)] = table
    return found


@inlined
def _fill(
    left: Columns, one: int, masks: Column, right: Columns, two: int, room: Room, search: int,
    memory: Column, slots: int, work: Work,
) -> Any:  # fmt: skip
    """Lay the likeness of all parts of two names in `work`; the number of words remembered."""
    mine, theirs = left.name[one], right.name[two]
    for j in range(parts(theirs)):
        word = right.words[theirs.words + j]
        if room.words[word, 0] != search:
            room.words[word, 0], room.words[word, 1] = search, slots
            slots += 1
        slot = room.words[word, 1]
        for i in range(parts(mine)):
            own = left.words[mine.words + i]
            if memory[slot, own] == _UNKNOWN:
                memory[slot, own] = likeness(left, own, masks, right, word)
            work.like[i, j] = memory[slot, own]
    return slots


@compiled
def _sharing(
    left: Columns, one: int, near: Column, alike: Column, near_at: Column, right: Columns,
    filed: Filed, room: Room,
) -> Any:  # fmt: skip
    """Choose the names that share most rarity with a name of the query: how many."""
    tick = tick_of(room)
    touched = 0
    initials = 0
    asked = left.name[one]
    for place in range(asked.words, asked.words_end):
        word = left.words[place]
        own = left.word[word]
        if own.role == _INITIAL:
            initials += 1
            continue
        part = tick_of(room)
        for at in range(near_at[word], near_at[word + 1]):
            row = near[at]
            worth = np.int32(alike[at] * min(own.bits, right.word[row].bits) * _THOUSANDTHS)
            for held in range(filed.holders_at[row], filed.holders_at[row + 1]):
                name = filed.holders[held]
                state = room.names[name]
                if state[0] != tick:
                    state[0], state[1], state[2] = tick, 0, 0
                    room.chosen[touched] = name
                    touched += 1
                if state[2] != part:
                    state[2], state[3] = part, worth
                    state[1] += worth
                elif worth > state[3]:
                    state[1] += worth - state[3]
                    state[3] = worth
    least = _LEAST_SHARE if left.organisation else _LEAST_PERSONS_SHARE
    room.ranks[:] = 0
    count = 0
    for at in range(touched):
        name = room.chosen[at]
        shared = room.names[name, 1]
        if initials:
            shared += _INITIAL_SHARE * _begun(left, asked, filed.name_firsts[name])
        share = share_of(shared / _THOUSANDTHS, asked.mass, filed.masses[name])
        if share >= least:
            rank = min(int(share * _RANKS), len(room.ranks) - 1)
            room.names[name, 3] = rank
            room.ranks[rank] += 1
            room.chosen[count] = name
            count += 1
    return _most(room, count)


@compiled
def _begun(left: Columns, asked: Any, firsts: np.uint64) -> Any:
    """How many initials of the query's name may stand for parts that begin with these letters."""
    found = 0
    for place in range(parts(asked)):
        own = part(left, asked, place)
        if own.role == _INITIAL and own.firsts & firsts:
            found += 1
    return found


@inlined
def _most(room: Room, count: int) -> Any:
    """Of the names chosen those of the highest ranks, until they are enough."""
    lowest, kept = len(room.ranks), 0
    while lowest > 0 and (kept < _ENOUGH_WEIGHED or lowest > _NEVER_LEFT_OUT):
        lowest -= 1
        kept += room.ranks[lowest]
    tick = tick_of(room)
    kept = 0
    for at in range(count):
        name = room.chosen[at]
        if room.names[name, 3] >= lowest:
            room.names[name, 0] = tick
            room.chosen[kept] = name
            kept += 1
    return kept


@compiled
def _otherwise(asked: Asked, one: int, filed: Filed, room: Room, count: int) -> Any:
    """Choose the names filed under the keys of the whole, or holding a word that stands for two."""
    for at in range(asked.names_at[one], asked.names_at[one + 1]):
        place = place_of(filed.name_keys, asked.names[at])
        if place >= 0:
            for row in range(filed.name_key_at[place], filed.name_key_at[place + 1]):
                count = _choose(filed.name_key_rows[row], room, count)
    for at in range(asked.words_at[one], asked.words_at[one + 1]):
        place = place_of(filed.word_keys, asked.words[at])
        if place < 0:
            continue
        for row in range(filed.word_key_at[place], filed.word_key_at[place + 1]):
            word = filed.word_key_rows[row]
            for held in range(filed.holders_at[word], filed.holders_at[word + 1]):
                count = _choose(filed.holders[held], room, count)
    return count


@compiled
def _of_profiles(told: Column, filed: Filed, room: Room, count: int) -> Any:
    """Choose every name of these profiles; a profile's names stand together."""
    for number in told:
        for name in range(filed.owned_at[number], filed.owned_at[number + 1]):
            count = _choose(name, room, count)
    return count


@compiled
def _choose(name: int, room: Room, count: int) -> Any:
    """Choose a name, unless the present search has."""
    if room.names[name, 0] != room.tick[0]:
        room.names[name, 0] = room.tick[0]
        room.chosen[count] = name
        count += 1
    return count
