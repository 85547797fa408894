"""Which of two profiles' pairs of names says most, with all that explains it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from screening.matching.compiled.columns import MOST_PARTS, SAID, TOLD, Column, Columns, Work
from screening.matching.compiled.jit import compiled, entry, inlined
from screening.matching.compiled.likeness import lay, marked
from screening.matching.compiled.pairs import (
    ACROSS,
    LEFT,
    NUMBER,
    ONE_NAME,
    PATRONYMIC,
    RIGHT,
    part,
    parts,
)
from screening.matching.compiled.tables import Tables
from screening.matching.compiled.weighing import counted, weigh
from screening.matching.compiled.wholes import marked_whole
from screening.matching.tokens import Role

ALL: Final = -1
"""Instead of a name: all the party's names."""
_PATRONYMIC, _NUMBER = int(Role.PATRONYMIC), int(Role.NUMBER)


@entry
def weigh_profiles(
    left: Columns, mine: Column, right: Columns, theirs: Column, own: Column, first: Column,
    end: Column, tables: Tables, room: Column,
) -> Any:  # fmt: skip
    """Of each profile the pair of names that says most, and all that explains it.

    A profile's names are those of the right from `first` up to `end`, compared with the name `own`
    of the left, or with each (`ALL`); `mine` and `theirs` tell which are weak aliases. Of equals it
    is a pair without one, then the first. Said of each are the numbers of both names, what they
    weigh, whether either is weak, which parts of the one and of the other have no counterpart (as
    bits), and what is told; then how their parts pair (as `pairs` of `WORK`, and the marks of
    `pairs`), and with what values.
    """
    work = room[0]
    number = len(first)
    said = np.full((number, SAID + TOLD), -np.inf)
    most = np.full((number, 2), -np.inf)
    pairs, values = np.empty((number, MOST_PARTS, 6), np.int64), np.empty((number, MOST_PARTS, 3))
    masks = marked(left)
    for one in range(len(left.name)):
        sounds = marked_whole(left, one)
        for at in range(number):
            if own[at] not in (one, ALL):
                continue
            for two in range(first[at], end[at]):
                lay(left, one, masks, right, two, work)
                bits = weigh(left, one, sounds, right, two, tables, work)
                weak = mine[one] or theirs[two]
                worth, firm = counted(bits, weak, work), 0.0 if weak else 1.0
                if worth > most[at, 0] or (worth == most[at, 0] and firm > most[at, 1]):
                    most[at, 0], most[at, 1] = worth, firm
                    said[at, 0], said[at, 1], said[at, 2], said[at, 3] = one, two, bits, weak
                    _keep(left, one, right, two, work, said[at], pairs[at], values[at])
    return said, pairs, values


@inlined
def _unpaired(name: Any, work: Work, side: int) -> Any:
    """Which parts of a name have no counterpart, as bits."""
    found = np.int64(0)
    for place in range(parts(name)):
        if not work.used[side, place]:
            found |= np.int64(1) << place
    return found


@compiled
def _keep(
    left: Columns, one: int, right: Columns, two: int, work: Work, said: Column, pairs: Column,
    values: Column,
) -> None:  # fmt: skip
    """Copy what was found of a pair of names."""
    for at in range(TOLD):
        said[SAID + at] = work.told[at]
    mine, theirs = left.name[one], right.name[two]
    said[4], said[5] = _unpaired(mine, work, LEFT), _unpaired(theirs, work, RIGHT)
    for at in range(int(work.told[0])):
        for column in range(5):
            pairs[at, column] = work.pairs[at, column]
        for column in range(3):
            values[at, column] = work.values[at, column]
        a, b = part(left, mine, work.pairs[at, 0]), part(right, theirs, work.pairs[at, 2])
        pairs[at, 5] = (
            ACROSS * (a.native != b.native)
            + ONE_NAME * (a.group > 0 and a.group == b.group)
            + PATRONYMIC * (_PATRONYMIC in (a.role, b.role))
            + NUMBER * (_NUMBER in (a.role, b.role))
        )
