"""The name among many whose parts sound likest, rare parts counting more.

What a search finds for anybody: a stranger to learn from. No weights are asked, so that what is
learned does not depend on what was learned before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from screening.matching.names import NameForm, UnreadableNameError, analyse
from screening.matching.tokens import Role

_HALF = 60.0
_FULL = 100.0


class Names:
    """Names of one kind, to be asked which is nearest; those nobody can read are never near."""

    def __init__(self, names: Sequence[str], *, organisation: bool) -> None:
        self._organisation = organisation
        sounds: dict[str, int] = {}
        rows: list[tuple[int, int, float]] = []
        self._mass = np.full(len(names), np.inf)
        for number, name in enumerate(names):
            form = self._form(name)
            if form is None:
                continue
            self._mass[number] = form.mass
            for token in form.parts:
                if token.role is not Role.INITIAL:
                    word = sounds.setdefault(token.sounds[0], len(sounds))
                    rows.append((number, word, token.bits))
        self._sounds = list(sounds)
        self._name = np.array([row[0] for row in rows], np.int64)
        self._word = np.array([row[1] for row in rows], np.int64)
        self._bits = np.array([row[2] for row in rows])

    def nearest(self, name: str) -> int | None:
        """The number of the nearest name; None where nothing is alike."""
        form = self._form(name)
        if form is None or not self._sounds:
            return None
        near = self._shared(form) / np.maximum(form.mass, self._mass)
        found = int(np.argmax(near))
        return found if near[found] > 0 else None

    def _shared(self, form: NameForm) -> NDArray[np.float64]:
        """How much rarity each name shares with this one."""
        total = np.zeros(len(self._mass))
        for token in form.parts:
            likeness = process.cdist(
                token.sounds, self._sounds, scorer=fuzz.ratio, score_cutoff=_HALF
            ).max(axis=0)
            rarity = np.minimum(self._bits, token.bits) * likeness[self._word] / _FULL
            each = np.zeros(len(total))
            np.maximum.at(each, self._name, rarity)
            total += each
        return total

    def _form(self, name: str) -> NameForm | None:
        try:
            return analyse(name, organisation=self._organisation)
        except UnreadableNameError:
            return None
