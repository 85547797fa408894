"""How alike two parts of a name are, for whole tables of parts at once.

The likeness is a number in [0, 1], the same for a pair whatever else is in the table: it is made
of integer edit distances (rapidfuzz) and fixed arithmetic, then rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

from screening.matching.tokens import Role, Token

Table = NDArray[np.float64]

SAME_SOUND = 0.98
SAME_GIVEN_NAME = 0.9
_MOST_BY_VOWELS = 0.96
_MOST_BY_EDIT = 0.97
_STEPS = 1000.0
# An abjad's long vowels against a Latin spelling's: o is written as u, e as i.
_VOWELS = str.maketrans("oey", "uii")
_TYPED_ENOUGH = 0.8
# One letter of a short word is half another word.
_SHORT, _LONG_ENOUGH = 0.06, 5
_APART = 10_000


@dataclass(frozen=True, slots=True)
class Readings:
    """One side of a table: a line for each part, and one for each way of reading it.

    `starts` are the places of each part's first reading, None where every part has just one.
    Lengths are at least 1. `groups` are 0 for none; `roles` are `Role`s.
    """

    plain: list[str]
    plain_lengths: NDArray[Any]
    sounds: list[str]
    skeletons: list[str]
    lengths: NDArray[Any]
    skeleton_lengths: NDArray[Any]
    starts: NDArray[Any] | None
    abjads: NDArray[np.bool_]
    groups: NDArray[Any]
    roles: NDArray[Any]

    def by_reading(self, column: NDArray[Any]) -> NDArray[Any]:
        """A column of the parts as a column of their readings."""
        if self.starts is None:
            return column
        counts = np.diff(self.starts, append=len(self.sounds))
        return np.repeat(column, counts)


def readings_of(tokens: Sequence[Token]) -> Readings:
    """The parts as one side of a table."""
    plain = [token.plain for token in tokens]
    sounds = [sound for token in tokens for sound in token.sounds]
    skeletons = [skeleton for token in tokens for skeleton in token.skeletons]
    counts = [len(token.sounds) for token in tokens]
    return Readings(
        plain=plain,
        plain_lengths=_lengths(plain),
        sounds=sounds,
        skeletons=skeletons,
        lengths=_lengths(sounds),
        skeleton_lengths=_lengths(skeletons),
        starts=np.cumsum([0, *counts[:-1]]) if len(sounds) > len(plain) else None,
        abjads=np.array([token.abjad for token in tokens], np.bool_),
        # A given name is no form of the patronymic made from it.
        groups=np.array(
            [t.group + _APART * (t.role == Role.PATRONYMIC and t.group > 0) for t in tokens],
            np.int64,
        ),
        roles=np.array([token.role for token in tokens], np.uint8),
    )


def _lengths(words: Sequence[str]) -> NDArray[Any]:
    return np.array([len(word) or 1 for word in words], np.int64)


def likeness(left: Sequence[Token], right: Sequence[Token]) -> Table:
    """The likeness of every left part to every right part, one row a left part."""
    if not left or not right:
        return np.zeros((len(left), len(right)))
    return table_of(readings_of(left), readings_of(right))


def table_of(rows: Readings, columns: Readings) -> Table:
    """The same from readings made before; neither side may be empty."""
    table = _reduce(_by_reading(rows, columns), rows.starts, columns.starts)
    written = cdist(rows.plain, columns.plain, scorer=OSA.distance, dtype=np.int32)
    longest = np.maximum(rows.plain_lengths[:, None], columns.plain_lengths)
    same = written == 0
    typed = 1.0 - written / longest
    typed[same] = 1.0
    table = np.maximum(table, np.where(typed >= _TYPED_ENOUGH, typed * _MOST_BY_EDIT, 0.0))
    if rows.groups.any():
        same_group = (rows.groups[:, None] == columns.groups) & (rows.groups[:, None] > 0)
        table = np.maximum(table, np.where(same_group, SAME_GIVEN_NAME, 0.0))
    table[same & (rows.abjads[:, None] == columns.abjads)] = 1.0
    exact = _exact(rows)[:, None] | _exact(columns)
    if exact.any():
        table = np.where(exact, _equal(rows, columns), table)
    return np.asarray(np.round(table * _STEPS) / _STEPS)


def _exact(side: Readings) -> NDArray[np.bool_]:
    return np.asarray((side.roles == Role.NUMBER) | (side.roles == Role.INITIAL))


def _equal(rows: Readings, columns: Readings) -> Table:
    """1 where the roles and first sounds are the same: two numbers, or two initials."""
    firsts = [
        np.array(side.sounds if side.starts is None else [side.sounds[at] for at in side.starts])
        for side in (rows, columns)
    ]
    same = (firsts[0][:, None] == firsts[1]) & (rows.roles[:, None] == columns.roles)
    return np.asarray(same, np.float64)


def _by_reading(left: Readings, right: Readings) -> Table:
    heard = cdist(left.sounds, right.sounds, scorer=OSA.distance, dtype=np.int32)
    bones = cdist(left.skeletons, right.skeletons, scorer=OSA.distance, dtype=np.int32)
    longest = np.maximum(left.lengths[:, None], right.lengths)
    most_bones = np.maximum(left.skeleton_lengths[:, None], right.skeleton_lengths)
    bone = 1.0 - bones / most_bones
    weight = 0.4 * np.minimum(1.0, (most_bones + 1) / 4.0)
    ear = 1.0 - heard / longest
    table = (1.0 - weight) * ear + weight * bone
    shortest = np.minimum(left.lengths[:, None], right.lengths)
    table = np.minimum(table, _MOST_BY_EDIT) - _SHORT * np.maximum(0, _LONG_ENOUGH - shortest)
    if left.abjads.any() or right.abjads.any():
        mine, theirs = left.by_reading(left.abjads), right.by_reading(right.abjads)
        vowelled = np.maximum(_vowelled(left, right, bone, most_bones, (mine, theirs)), 0.0)
        table = np.where(mine[:, None] | theirs, vowelled, table)
    table[heard == 0] = SAME_SOUND
    return np.asarray(table)


def _vowelled(
    left: Readings,
    right: Readings,
    bone: Table,
    most_bones: NDArray[Any],
    abjads: tuple[NDArray[np.bool_], NDArray[np.bool_]],
) -> Table:
    """A spelling without vowels against one with: the consonants, and the vowels it does write."""
    mine = [sound.translate(_VOWELS) for sound in left.sounds]
    theirs = [sound.translate(_VOWELS) for sound in right.sounds]
    shared = cdist(mine, theirs, scorer=LCSseq.similarity, dtype=np.int32)
    bare = np.where(
        abjads[0][:, None],
        np.where(
            abjads[1], np.maximum(left.lengths[:, None], right.lengths), left.lengths[:, None]
        ),
        right.lengths,
    )
    explained = shared / bare
    short = np.minimum(1.0, 0.8 + 0.05 * most_bones)
    return np.asarray(np.minimum(_MOST_BY_VOWELS, (0.55 * bone + 0.45 * explained) * short))


def _reduce(table: Table, rows: NDArray[Any] | None, columns: NDArray[Any] | None) -> Table:
    """The best reading of every pair."""
    if rows is not None:
        table = np.maximum.reduceat(table, rows, axis=0)
    return table if columns is None else np.asarray(np.maximum.reduceat(table, columns, axis=1))
