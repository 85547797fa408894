"""What many names weigh against one, at once: never less than scoring them one by one gives.

Names whose parts only pair part by part are weighed as `fast.name_bits` does it. What it would
take a closer look to tell (legal forms, place words, parts written together) is taken to weigh in
favour, so that no name is passed over that the score would bring over the line. A feature that is
not known here counts in favour too, in full.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import LEAST_LIKENESS
from screening.matching.fast import Tables, tables
from screening.matching.features import (
    EXACT_ENOUGH,
    KNOTS,
    MOST_SHARED,
    NAMES,
    PARTS_THAT_TELL,
    RARITY_UNIT,
    TELLING_BITS,
    TELLING_WORDS,
)
from screening.matching.names import NameForm
from screening.matching.space_compiling import letter
from screening.matching.tokens import Role, Token
from screening.matching.weights import weights

Column = NDArray[Any]
_STEPS = 1000
_INITIAL_SHARE = 0.5 * 4.0
_NOBODY = 255
_WEIGHED = frozenset(
    {
        "prior", "initial", "patronymic_agree", "patronymic_agree_rarity", "missing",
        "missing_rarity", "conflict", "conflict_rarity", "rest", "rest_rarity",
        "patronymic_missing", "patronymic_conflict", "initial_missing", "initial_conflict",
        "number_missing", "number_conflict", "single", "none", "exact", "exact_rarity", "cross",
        "cross_rarity", "cross_conflict", "abjad_rarity", "abjad_conflict", "first_agree",
        "conflict_share", "lone", "lone_rarity", "initialled", "initialled_rarity",
        "glued", "acronym", "acronym_rarity", "truncated", "truncated_rarity",
    }
)  # fmt: skip
_CURVES = ("agree_", "cover_", "whole_", "bones_")


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """Names side by side, a row each: their parts in columns, filled up with none."""

    bits: Column
    roles: Column
    natives: Column
    abjads: Column
    firsts: Column
    counts: Column
    masses: Column
    native: Column


class Curves:
    """One kind of name's weights as arrays."""

    def __init__(self, tables: Tables) -> None:
        self.agree, self.agree_rarity = np.array(tables.agree), np.array(tables.agree_rarity)
        self.least, self.most = np.array(tables.least), np.array(tables.most)
        self.whole, self.bones = np.array(tables.whole), np.array(tables.bones)
        self.by = tables.named
        self.most_by_sound = float(self.whole.max() + self.bones.max())
        self.unknown = sum(
            max(0.0, tables.named[name])
            for name in NAMES
            if name not in _WEIGHED and not name.startswith(_CURVES)
        )


@lru_cache(maxsize=2)
def curves(*, organisation: bool) -> Curves:
    return Curves(tables(weights(), organisation))


class Estimate:
    """One name against many.

    `like` is by name, own part and their part; `cut` is how much of the longer part the shorter
    is, where it is its beginning and may have been cut off there.
    """

    def __init__(self, form: NameForm, many: Many, like: Column, cut: Column | None) -> None:
        self._form, self._many, self._like, self._cut = form, many, like, cut
        self._w = curves(organisation=form.organisation)
        self._rows = np.arange(len(like))
        parts = form.parts
        self._bits = np.array([token.bits for token in parts])
        self._roles = np.array([token.role for token in parts], np.uint8)
        self._natives = np.array([token.native for token in parts])
        self._abjads = np.array([token.abjad for token in parts])

    def without_sound(self) -> Column:
        """All but what the sounds of the names as wholes add."""
        told = self._pair()
        if self._has_initials():
            told = told + self._pair_initials()
        if self._cut is not None:
            told = told + self._pair_cut(self._cut)
        w, many = self._w.by, self._many
        dilution = np.minimum(1.0, PARTS_THAT_TELL / np.maximum(many.counts, len(self._bits)))
        total = told * dilution + (w["prior"] + self._w.unknown)
        total += self._rest()
        total += self._covers()
        return np.asarray(total + self._as_wholes())

    def telling(self) -> Column:
        """How much it tells that the names agree as wholes; see `features.rareness`."""
        enough = TELLING_WORDS if self._form.organisation else TELLING_BITS
        least = np.minimum(self._many.masses, self._form.mass)
        rare = np.round(np.minimum(1.0, least / enough), 3)
        if self._form.organisation:
            return np.asarray(rare)
        several = (self._many.counts > 1) & (len(self._bits) > 1)
        return np.asarray(np.where(several, rare, 0.0))

    def _exact_telling(self) -> Column:
        several = (self._many.counts > 1) & (len(self._bits) > 1)
        return np.asarray(np.where(several, self.telling(), 1.0))

    def _pair(self) -> Column:
        """Pair the parts as `align` does, best first, and add up what the pairs say."""
        rows, like, many = self._rows, self._like, self._many
        count, own, theirs = like.shape
        rarity = np.minimum(self._bits[:, None], many.bits[:, None, :])
        apart = np.abs(np.arange(own)[:, None] - np.arange(theirs))
        order = ((like * _STEPS).round() * 2048.0 + rarity * 8.0) * 64.0 + (63 - apart)
        order[like < LEAST_LIKENESS] = 0.0
        self.left = np.ones((count, own), np.bool_)
        self.right = many.roles != _NOBODY
        self._shared, told = np.zeros(count), np.zeros(count)
        self._pairs = np.zeros(count, np.int64)
        self._first, self._exact = np.zeros(count, np.bool_), np.ones(count, np.bool_)
        flat = order.reshape(count, -1)
        for _ in range(min(own, theirs)):
            at = flat.argmax(axis=1)
            found = flat[rows, at] > 0.0
            if not found.any():
                break
            i, j = np.divmod(at, theirs)
            said = self._told(i, j, np.where(found, like[rows, i, j], 0.0), rarity[rows, i, j])
            if self._form.organisation:  # `align` pairs no two known words that are not the same
                said = np.where(like[rows, i, j] < EXACT_ENOUGH, np.maximum(said, 0.0), said)
            if self._cut is not None:
                share = self._cut[rows, i, j]
                said = np.maximum(said, self._told_cut(i, j, share))
                longer = share * np.maximum(self._bits[i], many.bits[rows, j])
                gained = longer - like[rows, i, j] * rarity[rows, i, j]
                self._shared += np.where(found, np.maximum(gained, 0.0), 0.0)
            told += np.where(found, said, 0.0)
            self._pairs += found
            self.left[rows, i] &= ~found
            self.right[rows, j] &= ~found
            order[rows, i, :] = 0.0
            order[rows, :, j] = 0.0
        self._strong = self._pairs.copy()
        return told

    def _told(self, i: Column, j: Column, like: Column, rarity: Column) -> Column:
        """What a pair of parts says for each name, and what it is to the names as wholes."""
        w, by, many, rows = self._w, self._w.by, self._many, self._rows
        counted = like >= LEAST_LIKENESS
        share = np.where(counted, like * rarity, 0.0)
        self._shared += share
        self._exact &= ~counted | (like >= EXACT_ENOUGH)
        self._first |= (i == 0) & (j == 0) & (like > KNOTS[3])
        step = np.rint(like * _STEPS).astype(np.intp)
        told = w.agree[step] + w.agree_rarity[step] * (rarity / RARITY_UNIT)
        share = share / RARITY_UNIT
        told += by["cross_rarity"] * share * (self._natives[i] != many.natives[rows, j])
        told += by["abjad_rarity"] * share * (self._abjads[i] != many.abjads[rows, j])
        fathers = self._roles[i] == Role.PATRONYMIC
        if fathers.any():
            fathers &= many.roles[rows, j] == Role.PATRONYMIC
            said = like * by["patronymic_agree"] + by["patronymic_agree_rarity"] * share
            told = np.where(fathers, said, told)
        return np.asarray(told)

    def _told_cut(self, i: Column, j: Column, share: Column) -> Column:
        """The same for a part that is the beginning of the other, if that says more."""
        rarity = np.maximum(self._bits[i], self._many.bits[self._rows, j]) / RARITY_UNIT
        told = self._w.by["truncated"] + self._w.by["truncated_rarity"] * rarity * share
        return np.where(share > 0.0, told, -np.inf)

    def _pair_cut(self, cut: Column) -> Column:
        """What is still left over, where it is the beginning of a part left over."""
        rows, told = self._rows, np.zeros(len(self._rows))
        for i in np.flatnonzero(cut.any(axis=(0, 2))).tolist():
            fits = (cut[:, i] > 0.0) & self.right & self.left[:, i, None]
            found = fits.any(axis=1)
            if not found.any():
                continue
            j = np.where(fits, cut[:, i], 0.0).argmax(axis=1)
            share = cut[rows, i, j]
            told += np.where(found, self._told_cut(np.full(len(rows), i), j, share), 0.0)
            rarity = np.maximum(self._bits[i], self._many.bits[rows, j])
            self._shared += np.where(found, share * rarity, 0.0)
            self.left[:, i] &= ~found
            self.right[rows, j] &= ~found
            self._pairs += found
            self._strong += found
            self._exact &= ~found
        return np.asarray(told)

    def _has_initials(self) -> bool:
        return bool((self._roles == Role.INITIAL).any() or (self._many.roles == Role.INITIAL).any())

    def _pair_initials(self) -> Column:
        """Initials against what may begin with them, in order, as `align` pairs them."""
        many, told = self._many, np.zeros(len(self._rows))
        initial, named = many.roles == Role.INITIAL, many.roles <= Role.PATRONYMIC
        for i, token in enumerate(self._form.parts):
            own = token.role == Role.INITIAL
            if not own and token.role > Role.PATRONYMIC:
                continue
            fits = (named if own else initial) & ((many.firsts & np.uint32(_letters(token))) != 0)
            fits &= self.right & self.left[:, i, None]
            found = fits.any(axis=1)
            if found.any():
                j = fits.argmax(axis=1)
                self.left[:, i] &= ~found
                self.right[self._rows, j] &= ~found
                told += found * self._w.by["initial"]
                self._shared += found * _INITIAL_SHARE
                self._pairs += found
        return np.asarray(told)

    def _rest(self) -> Column:
        """What is left over on one side or on both."""
        many, by = self._many, self._w.by
        named, theirs = self._roles == Role.NAME, many.roles == Role.NAME
        one = -np.sort(np.where(self.left & named, -self._bits, 0.0), axis=1)
        two = -np.sort(np.where(self.right & theirs, -many.bits, 0.0), axis=1)
        ours, others = (one > 0).sum(axis=1), (two > 0).sum(axis=1)
        width = min(one.shape[1], two.shape[1])
        against = np.minimum(one[:, :width], two[:, :width])
        both = np.minimum(ours, others)
        facing = against.sum(axis=1)
        met = ((one[:, :width] + two[:, :width]) * (against > 0)).sum(axis=1)
        spare, spared = ours + others - 2 * both, one.sum(axis=1) + two.sum(axis=1) - met
        conflicts = both > 0
        share = np.minimum(1.0, facing / np.minimum(many.masses, self._form.mass))
        total = both * by["conflict"] + facing * (by["conflict_rarity"] / RARITY_UNIT)
        total += by["conflict_share"] * share
        total += np.where(many.native != self._form.native, by["cross_conflict"] * both, 0.0)
        total += self._abjad_conflict() * both
        total += np.where(conflicts, by["rest"], by["missing"]) * spare
        rarity = np.where(conflicts, by["rest_rarity"], by["missing_rarity"]) / RARITY_UNIT
        return np.asarray(total + rarity * spared + self._rest_by_role())

    def _abjad_conflict(self) -> Any:  # noqa: ANN401 - a column, or nothing
        weight = self._w.by["abjad_conflict"]
        if not weight or not (self._abjads.any() or self._many.abjads.any()):
            return 0.0
        mine = (self.left & self._abjads).any(axis=1)
        return weight * (mine != (self.right & self._many.abjads).any(axis=1))

    def _rest_by_role(self) -> Any:  # noqa: ANN401 - a column, or nothing
        total: Any = 0.0
        for role, missing, conflict in _BY_ROLE:
            mine, theirs = self._roles == role, self._many.roles == role
            if not mine.any() and not theirs.any():
                continue
            ours, others = (self.left & mine).sum(axis=1), (self.right & theirs).sum(axis=1)
            both = np.minimum(ours, others)
            total = total + self._w.by[conflict] * both
            total = total + self._w.by[missing] * (ours + others - 2 * both)
        return total

    def _covers(self) -> Column:
        least = np.minimum(self._many.masses, self._form.mass)
        most = np.maximum(self._many.masses, self._form.mass)
        several = (self._many.counts > 1) & (len(self._bits) > 1)
        covered = self.telling() * self._w.least[_share(self._shared / least)]
        return np.asarray(
            np.where(several, covered, 0.0) + self._w.most[_share(self._shared / most)]
        )

    def _as_wholes(self) -> Column:
        """What hangs on how many pairs there are, and on whether anything is left over."""
        by, shared, pairs = self._w.by, self._shared, self._pairs
        over = self.left.any(axis=1) | self.right.any(axis=1)
        lone = (pairs == 1) & (self._strong == 1)
        total = np.where(self._strong == 0, by["none"], np.where(pairs == 1, by["single"], 0.0))
        total += (lone & over) * (by["lone"] + by["lone_rarity"] / RARITY_UNIT * shared)
        total += (self._many.native != self._form.native) * by["cross"]
        exact = self._exact & (pairs > 0) & (pairs == self._strong) & ~over
        told = by["exact"] * self._exact_telling() + by["exact_rarity"] / RARITY_UNIT * np.minimum(
            shared, MOST_SHARED
        )
        total += exact * told
        total += self._first * by["first_agree"]
        cut = by["initialled"] + by["initialled_rarity"] / RARITY_UNIT * shared
        return np.asarray(total + (self._strong < pairs) * np.maximum(0.0, cut))


_BY_ROLE: Sequence[tuple[Role, str, str]] = (
    (Role.PATRONYMIC, "patronymic_missing", "patronymic_conflict"),
    (Role.INITIAL, "initial_missing", "initial_conflict"),
    (Role.NUMBER, "number_missing", "number_conflict"),
)


def _share(value: Column) -> Column:
    return np.asarray(np.rint(np.minimum(value, 1.0) * _STEPS), np.intp)


def _letters(token: Token) -> int:
    found = letter(token.plain[:1]) | letter(token.sounds[0][:1])
    if token.role == Role.INITIAL:
        return found
    for sound in token.sounds:
        found |= letter(sound[:1])
    return found
