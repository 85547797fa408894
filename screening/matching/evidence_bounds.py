"""The most that evidence besides names may add, for many profiles at once.

It says which profiles are worth comparing closely; what they get is what `evidence` gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from screening.matching.compiled.bounds import Bounds
from screening.matching.compiled.columns import frozen
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


def bounds_for(facts: Facts, fitted: Weights) -> Bounds:
    """What may be added to one party's names."""
    first, last = _years(facts)
    said = (
        facts.countries, facts.births, facts.gender, facts.address_words, facts.identifiers,
    )  # fmt: skip
    country, rest, telling = _adding(tuple(map(bool, said)), fitted)
    return Bounds(first, last, np.uint64(_nations(facts)), _births(fitted), country, rest, telling)


@lru_cache(maxsize=64)
def _adding(said: tuple[bool, ...], fitted: Weights) -> tuple[float, float, float]:
    """What a shared country may add, what always may, and all together where it tells."""
    countries, births, *others = said
    rest = ("gender", "address", "identifier")
    asked = [feature for feature, told in zip(rest, others, strict=True) if told]
    country = _most("country", fitted, _TELLING) if countries else 0.0
    telling = [_most(feature, fitted) for feature in (*asked, *["birth"] * births)]
    always = [_most(feature, fitted, _TELLING) for feature in asked]
    return country, float(sum(always)), country + sum(telling)


@lru_cache(maxsize=8)
def _births(fitted: Weights) -> NDArray[np.float64]:
    levels = [max(fitted.evidence.get(level, 0.0) for level in each) for each in _LEVELS]
    return frozen(np.array(levels))


def _most(feature: str, fitted: Weights, besides: frozenset[str] = frozenset()) -> float:
    """The most that a level of the feature adds, those of `besides` aside."""
    levels = {name: bits for name, bits in fitted.evidence.items() if name.startswith(feature)}
    return max((0.0, *(bits for name, bits in levels.items() if name not in besides)))
