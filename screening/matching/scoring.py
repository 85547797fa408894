"""From two names to match weights, and from names and facts to one comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from screening.matching.alignment import Alignment, Weighed
from screening.matching.evidence import Evidence
from screening.matching.names import Written
from screening.matching.weights import Weights

# An exact name, or one this strong, in bits, is not cleared by a contradiction: it stays just
# above the line of review.
STRONG_NAME = 10.0
EXACT_AT_LEAST = 0.0
HELD_AT = 1.3
WEAK_AT_MOST = 1.3
WEAK_COSTS = 5.0
UNLIKE_AT_MOST = -0.5
UNLIKE = 0.0
SOMEWHAT_ALIKE = -2.5
DAYS = frozenset({"birth_day", "birth_swapped"})
NUMBERS = frozenset({"identifier_same", "identifier_value"})
_STEPS = 1000.0


class Scored(Struct, frozen=True, gc=False):
    """A pair of names weighed together with all other evidence. `bits` is the sum of it all."""

    left: Written
    right: Written
    alignment: Alignment
    name_bits: float
    weak: bool
    evidence: tuple[Evidence, ...]
    bits: float
    held: float
    capped: float


class Sums(NamedTuple):
    """The sum of all evidence, what of it was held back, and what taken off, in bits."""

    bits: float
    held: float
    capped: float


def worth(bits: float, *, whole: bool, close: bool, weak: bool) -> float:
    """What a pair of names counts for: a weak alias little, within a longer name or unlike less.

    `whole` tells whether nothing is left over, `close` whether every part has its like; a slip
    that explains the difference makes both so.
    """
    if not weak:
        return bits
    return min(bits if close else bits - WEAK_COSTS, WEAK_AT_MOST if whole else UNLIKE_AT_MOST)


def weigh(
    left: Written, right: Written, found: Weighed, evidence: tuple[Evidence, ...], fitted: Weights
) -> Scored:
    """Add the other evidence to what the names weigh."""
    alignment, weak = found.alignment, found.weak
    name = worth(found.bits, whole=alignment.whole, close=alignment.close, weak=weak)
    firm = alignment.exact and not weak
    sums = summed(name, evidence, fitted, alike=alignment.alike, exact=firm)
    return scored(left, right, found, evidence, sums)


def scored(
    left: Written, right: Written, found: Weighed, evidence: tuple[Evidence, ...], sums: Sums
) -> Scored:
    """The same from sums that are known already."""
    return Scored(
        left, right, found.alignment, found.bits, found.weak, evidence,
        sums.bits, sums.held, sums.capped,
    )  # fmt: skip


def summed(
    name: float, evidence: Sequence[Evidence], fitted: Weights, *, alike: bool, exact: bool
) -> Sums:
    """The sum of all evidence.

    `alike` tells whether the names share more than initials, `exact` whether every part has its
    like and neither is a weak alias.

    A weak alias alone is worth a look and no more. Unlike names of people who merely share a year
    of birth or a country never reach the line: it takes a full birth date or a number to join
    those. A contradiction never takes an exact or strong name below it: what it would take too
    much is held back, and shown.
    """
    total = name + sum([fitted.evidence.get(found.level, 0.0) for found in evidence])
    capped = 0.0
    if name < UNLIKE and not _joined(name, evidence, alike=alike):
        capped = min(0.0, UNLIKE_AT_MOST - total)
        total += capped
    held = 0.0
    strong = name >= STRONG_NAME or (name >= EXACT_AT_LEAST and exact)
    if strong and total < HELD_AT and not _cleared(name, evidence):
        held = min(HELD_AT, name) - total if total < min(HELD_AT, name) else 0.0
    return Sums(round((total + held) * _STEPS) / _STEPS, held, capped)


def _joined(name: float, evidence: Sequence[Evidence], *, alike: bool) -> bool:
    """Whether a number, or a full birth date of people somewhat alike in name, joins the two.

    Among many thousand people there are some for everybody who were born on the very day; an
    initial in common makes no two of them alike.
    """
    levels = {found.level for found in evidence}
    if levels & NUMBERS:
        return True
    return alike and name >= SOMEWHAT_ALIKE and bool(levels & DAYS)


def _cleared(name: float, evidence: Sequence[Evidence]) -> bool:
    """Whether contradictions of two kinds, or of kind itself, outweigh a merely common name."""
    if any(found.feature == "kind" and found.contradicts for found in evidence):
        return True
    severe = {found.feature for found in evidence if found.level in _SEVERE}
    return len(severe) > 1 and name < _BEYOND_DOUBT


_SEVERE = frozenset(
    {
        "birth_far",
        "birth_apart",
        "birth_near",
        "country_differs",
        "country_unlinked",
        "gender_differs",
        "identifier_permanent_differs",
    }
)
_BEYOND_DOUBT = 12.0
