"""The most that evidence besides names may add, for many profiles at once.

It says which profiles are worth comparing closely; what they get is what `evidence` gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from screening.matching.facts import Facts
from screening.matching.scoring import DAYS, NUMBERS
from screening.matching.store import Arrays
from screening.matching.weights import Weights

# The levels two birth dates may reach whose years are so many apart, whatever their days; see
# `evidence`. The last stands for all that are farther.
_LEVELS = (
    ("birth_year", "birth_slip", "birth_near", "birth_apart"),
    ("birth_slip", "birth_near", "birth_apart"),
    *[("birth_near", "birth_apart")] * 2,
    *[("birth_apart", "birth_far")] * 3,
    *[("birth_far",)] * 3,
    ("birth_slip", "birth_far"),
    ("birth_far",),
)
_TELLING = NUMBERS | DAYS


def bounds_of(profiles: Sequence[Facts]) -> Arrays:
    """Per profile the years of birth and the countries, short enough to compare all at once."""
    return {
        "born_from": np.array([_years(facts)[0] for facts in profiles], np.int16),
        "born_to": np.array([_years(facts)[1] for facts in profiles], np.int16),
        "nations": np.array([_nations(facts) for facts in profiles], np.uint64),
    }


def _years(facts: Facts) -> tuple[int, int]:
    """The first and the last possible year of birth; zeros where none is known."""
    if not facts.births:
        return 0, 0
    return (
        min(int(first[:4]) for first, _ in facts.births),
        max(int(last[:4]) for _, last in facts.births),
    )


def _nations(facts: Facts) -> int:
    """The countries as bits of 64: profiles that share none may share a bit, never the reverse."""
    found = 0
    for code in facts.countries:
        found |= 1 << crc32(code.encode()) % 64
    return found


class Bounds:
    """What may be added to one party's names."""

    def __init__(self, facts: Facts, fitted: Weights, arrays: Arrays) -> None:
        self._a = arrays
        self._years, self._nations = _years(facts), np.uint64(_nations(facts))
        self._births = np.array(
            [max(fitted.evidence.get(level, 0.0) for level in levels) for levels in _LEVELS]
        )
        self._country = _most("country", fitted, telling=False) if facts.countries else 0.0
        rest = {
            "gender": facts.gender,
            "address": facts.address_words,
            "identifier": facts.identifiers,
        }
        asked = [feature for feature, said in rest.items() if said]
        self._rest = sum(_most(feature, fitted, telling=False) for feature in asked)
        self.telling = self._country + sum(
            _most(feature, fitted, telling=True)
            for feature in (*asked, *["birth"] * bool(facts.births))
        )

    def plain(self, numbers: NDArray[Any]) -> NDArray[np.float64]:
        """For each profile the most that may be added, if nothing telling is shared."""
        added = np.full(len(numbers), float(self._rest))
        if self._country:
            added += ((self._a["nations"][numbers] & self._nations) != 0) * self._country
        if self._years[0]:
            first, last = self._a["born_from"][numbers], self._a["born_to"][numbers]
            apart = np.maximum(first - self._years[1], self._years[0] - last)
            births = self._births[np.clip(apart, 0, len(_LEVELS) - 1)]
            added += np.where(first == 0, 0.0, births)
        return added


def _most(feature: str, fitted: Weights, *, telling: bool) -> float:
    levels = {name: bits for name, bits in fitted.evidence.items() if name.startswith(feature)}
    return max((0.0, *(bits for name, bits in levels.items() if telling or name not in _TELLING)))
