"""Two names laid side by side: which word answers which, and how far the names agree.

The value of a pair of names is in [0, 1]: what agrees, over what the shorter name holds plus a
quarter of what the longer has beyond it. A name of one word never carries a longer one by itself.
Beside that, two names that are the same but for one letter, or for spaces, are worth their
likeness as a whole: no single slip may lose a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from screening.matching.names import ReadyName, digits

INITIAL = 0.75
"""An initial that fits is worth this much of a full word."""
EXTRA = 0.25
"""What a word beyond the shorter name's length costs, as a share of a missing one."""
FEWEST = 2.0
"""With less than this much in ordinary words on both sides, nothing may be missing for free."""
WEAK_CEILING = 0.77
"""The most a weak alias is worth: just over the line, so that it is seen and little else."""
LEAST_ALIKE = 0.6
STEEPNESS = 1.5
SHORTEST_WHOLE = 4


@dataclass(frozen=True, slots=True)
class WordPair:
    """A word of the left name and the word that answers it; `gain` is weight times likeness."""

    left: int
    right: int
    similarity: float
    gain: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two names agree. `whole` where they were taken as one string each."""

    left: ReadyName
    right: ReadyName
    pairs: tuple[WordPair, ...]
    demanded: float
    raw: float
    whole: bool

    @property
    def weak(self) -> bool:
        return self.left.weak or self.right.weak

    @property
    def value(self) -> float:
        return min(self.raw, WEAK_CEILING) if self.weak else self.raw

    @property
    def rank(self) -> tuple[float, bool]:
        return (self.value, not self.weak)


def align(left: ReadyName, right: ReadyName, *, initials: bool) -> Alignment:
    """Words paired one to one, in any order, or the names as wholes where that says more."""
    pairs = _pair_words(left, right, initials=initials)
    demanded = demand(left, right)
    worth = sum(pair.gain for pair in pairs) / demanded
    whole = whole_similarity(left, right)
    if whole > worth:
        return Alignment(left, right, (), 1.0, whole, whole=True)
    return Alignment(left, right, pairs, demanded, worth, whole=False)


def demand(left: ReadyName, right: ReadyName) -> float:
    """How much would have to agree for a value of 1. Of a weak alias, everything."""
    shorter, longer = sorted((left.total, right.total))
    extra = 1.0 if left.weak or right.weak else EXTRA
    return max(shorter + extra * (longer - shorter), min(FEWEST, max(left.core, right.core)))


@lru_cache(maxsize=65_536)
def word_similarity(left: str, right: str, *, initials: bool) -> float:
    """How alike two words are, in [0, 1]; 0 where their digits differ."""
    if left == right:
        return 1.0
    if digits(left) != digits(right):
        return 0.0
    if min(len(left), len(right)) == 1:
        fits = initials and len(left) != len(right) and left[0] == right[0]
        return INITIAL if fits else 0.0
    slips = OSA.distance(left, right)
    alike = 1 - slips / max(len(left), len(right))
    return float(alike**STEEPNESS) if slips == 1 or alike >= LEAST_ALIKE else 0.0


def whole_similarity(left: ReadyName, right: ReadyName) -> float:
    """1 for names that differ in spaces only, a little less for one slip, otherwise 0."""
    if left.numbers != right.numbers:
        return 0.0
    return max(_one_slip(one, other) for one in left.wholes for other in right.wholes)


def _one_slip(left: str, right: str) -> float:
    longest = max(len(left), len(right))
    if longest < SHORTEST_WHOLE or abs(len(left) - len(right)) > 1:
        return 0.0
    slips = OSA.distance(left, right, score_cutoff=1)
    return 1 - slips / longest if slips <= 1 else 0.0


def _pair_words(left: ReadyName, right: ReadyName, *, initials: bool) -> tuple[WordPair, ...]:
    """Best pairs first, each word used once."""
    possible = [
        WordPair(i, j, alike, alike * min(left.weights[i], right.weights[j]))
        for i, one in enumerate(left.words)
        for j, other in enumerate(right.words)
        if (alike := word_similarity(one, other, initials=initials))
    ]
    possible.sort(key=lambda pair: (-pair.gain, -pair.similarity, pair.left, pair.right))
    chosen: list[WordPair] = []
    for pair in possible:
        if all(pair.left != taken.left and pair.right != taken.right for taken in chosen):
            chosen.append(pair)
    return tuple(sorted(chosen, key=lambda pair: pair.left))
