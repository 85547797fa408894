"""How alike two parts of a name are, for whole tables of parts at once.

The likeness is a number in [0, 1], the same for a pair whatever else is in the table: it is made
of integer edit distances (rapidfuzz) and fixed arithmetic, then rounded.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def likeness(left: Sequence[Token], right: Sequence[Token]) -> Table:
    """The likeness of every left part to every right part, one row a left part."""
    if not left or not right:
        return np.zeros((len(left), len(right)))
    rows, columns = _Readings(left), _Readings(right)
    table = _reduce(_by_reading(rows, columns), rows.starts, columns.starts)
    written = cdist(rows.plain, columns.plain, scorer=OSA.distance, dtype=np.int32)
    longest = np.maximum(rows.plain_lengths[:, None], columns.plain_lengths[None, :])
    typed = 1.0 - written / longest
    typed[written == 0] = 1.0
    table = np.maximum(table, np.where(typed >= _TYPED_ENOUGH, typed * _MOST_BY_EDIT, 0.0))
    same_group = (rows.groups[:, None] == columns.groups[None, :]) & (rows.groups[:, None] > 0)
    table = np.maximum(table, np.where(same_group, SAME_GIVEN_NAME, 0.0))
    table[(written == 0) & ~(rows.abjads[:, None] ^ columns.abjads[None, :])] = 1.0
    exact = rows.exact[:, None] | columns.exact[None, :]
    table = np.where(exact, rows.numbers(columns), table)
    return np.asarray(np.round(table * _STEPS) / _STEPS)


_TYPED_ENOUGH = 0.8
# One letter of a short word is half another word.
_SHORT, _LONG_ENOUGH = 0.06, 5


class _Readings:
    """The columns of a table of parts: one line per part, and one per way of reading it."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.plain = [token.plain for token in tokens]
        self.plain_lengths = np.array([max(len(p), 1) for p in self.plain])
        self.sounds = [sound for token in tokens for sound in token.sounds]
        self.skeletons = [skeleton for token in tokens for skeleton in token.skeletons]
        counts = [len(token.sounds) for token in tokens]
        self.starts = np.cumsum([0, *counts[:-1]])
        self.lengths = np.array([max(len(s), 1) for s in self.sounds])
        self.skeleton_lengths = np.array([max(len(s), 1) for s in self.skeletons])
        self.abjads = np.array([token.abjad for token in tokens])
        self.abjad_readings = np.repeat(self.abjads, counts)
        # A given name is no form of the patronymic made from it.
        self.groups = np.array(
            [t.group + _APART * (t.role == Role.PATRONYMIC and t.group > 0) for t in tokens]
        )
        self.exact = np.array([token.role in _EXACT for token in tokens])
        self._tokens = tokens

    def numbers(self, other: _Readings) -> Table:
        """1 where two numbers, or two initials, are the same; 0 elsewhere."""
        mine = [f"{token.role}{token.sounds[0]}" for token in self._tokens]
        theirs = [f"{token.role}{token.sounds[0]}" for token in other._tokens]
        return np.array([[float(a == b) for b in theirs] for a in mine])


_APART = 10_000
_EXACT = frozenset({Role.NUMBER, Role.INITIAL})


def _by_reading(left: _Readings, right: _Readings) -> Table:
    heard = cdist(left.sounds, right.sounds, scorer=OSA.distance, dtype=np.int32)
    bones = cdist(left.skeletons, right.skeletons, scorer=OSA.distance, dtype=np.int32)
    longest = np.maximum(left.lengths[:, None], right.lengths[None, :])
    most_bones = np.maximum(left.skeleton_lengths[:, None], right.skeleton_lengths[None, :])
    bone = 1.0 - bones / most_bones
    weight = 0.4 * np.minimum(1.0, (most_bones + 1) / 4.0)
    ear = 1.0 - heard / longest
    table = (1.0 - weight) * ear + weight * bone
    shortest = np.minimum(left.lengths[:, None], right.lengths[None, :])
    table = np.minimum(table, _MOST_BY_EDIT) - _SHORT * np.maximum(0, _LONG_ENOUGH - shortest)
    abjad = left.abjad_readings[:, None] | right.abjad_readings[None, :]
    if abjad.any():
        table = np.where(abjad, np.maximum(_vowelled(left, right, bone, most_bones), 0.0), table)
    table[(heard == 0)] = SAME_SOUND
    return np.asarray(table)


def _vowelled(
    left: _Readings, right: _Readings, bone: Table, most_bones: NDArray[np.int64]
) -> Table:
    """A spelling without vowels against one with: the consonants, and the vowels it does write."""
    mine = [sound.translate(_VOWELS) for sound in left.sounds]
    theirs = [sound.translate(_VOWELS) for sound in right.sounds]
    shared = cdist(mine, theirs, scorer=LCSseq.similarity, dtype=np.int32)
    bare = np.where(
        left.abjad_readings[:, None],
        np.where(
            right.abjad_readings[None, :],
            np.maximum(left.lengths[:, None], right.lengths[None, :]),
            left.lengths[:, None],
        ),
        right.lengths[None, :],
    )
    explained = shared / bare
    short = np.minimum(1.0, 0.8 + 0.05 * most_bones)
    return np.asarray(np.minimum(_MOST_BY_VOWELS, (0.55 * bone + 0.45 * explained) * short))


def _reduce(table: Table, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Table:
    best = np.maximum.reduceat(table, rows, axis=0)
    return np.asarray(np.maximum.reduceat(best, columns, axis=1))
