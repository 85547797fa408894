"""The weights laid out for speed: every curve of a feature as a table of thousandths.

Gives what multiplying `features` with the weights gives, to the last thousandth of a bit; a test
holds the two together. Explanations are made the slow way, for what is returned alone.
"""

from __future__ import annotations

from functools import lru_cache

from screening.matching.alignment import Alignment, Way
from screening.matching.features import (
    AT,
    COVER_KNOTS,
    EXACT_ENOUGH,
    KNOTS,
    MOST_SHARED,
    PARTS_THAT_TELL,
    RARITY_UNIT,
    WHOLE_KNOTS,
    Part,
    beyond,
    initialled,
    loose,
    other_features,
    rest_features,
    spread,
    unsure,
    wholes,
)
from screening.matching.tokens import Role
from screening.matching.weights import Weights, weights

_STEPS = 1000


class Tables:
    """One kind of name's weights as tables."""

    def __init__(self, by: tuple[float, ...]) -> None:
        self.by = by
        self.agree = _curve(by, "agree_55", KNOTS, 0)
        self.agree_rarity = _curve(by, "agree_55_rarity", KNOTS, 0)
        self.least = _curve(by, "cover_least_25", COVER_KNOTS, 1)
        self.most = _curve(by, "cover_most_25", COVER_KNOTS, 1)
        self.whole = _curve(by, "whole_50", WHOLE_KNOTS, 1)
        self.bones = _curve(by, "bones_50", WHOLE_KNOTS, 1)
        self.named = {name: by[at] for name, at in AT.items()}


def _curve(by: tuple[float, ...], first: str, knots: tuple[float, ...], skip: int) -> list[float]:
    start = AT[first] - skip
    return [
        sum(
            by[start + knot] * share for knot, share in spread(step / _STEPS, knots) if knot >= skip
        )
        for step in range(_STEPS + 1)
    ]


@lru_cache(maxsize=8)
def tables(fitted: Weights, organisation: bool) -> Tables:  # noqa: FBT001
    """The weights for one kind of name as tables, laid out once."""
    return Tables(fitted.names(organisation=organisation))


def name_bits(  # noqa: PLR0915 - one pass over the names, kept in one piece for speed
    alignment: Alignment, fitted: Weights | None = None
) -> float:
    """What two names weigh, in thousandths of a bit."""
    left, right, pairs = alignment.left, alignment.right, alignment.pairs
    t = tables(fitted or weights(), left.organisation)
    w = t.named
    shared = told = 0.0
    strong, exact, first = 0, True, False
    for pair in pairs:
        likeness, way = pair.likeness, pair.way
        shared += pair.rarity * likeness
        rarity = pair.rarity / RARITY_UNIT
        if likeness < EXACT_ENOUGH:
            exact = False
        if likeness > KNOTS[3] and pair.left and pair.right and 0 in pair.left and 0 in pair.right:
            first = True
        if way is Way.INITIAL:
            told += w["initial"]
            continue
        strong += 1
        if way is Way.ACRONYM:
            told += w["acronym"] + w["acronym_rarity"] * rarity
            continue
        if way is Way.TRUNCATED:
            told += w["truncated"] + w["truncated_rarity"] * rarity * likeness
            continue
        mine, theirs = left.parts[pair.left[0]], right.parts[pair.right[0]]
        if mine.role is Role.PATRONYMIC and theirs.role is Role.PATRONYMIC:
            told += likeness * (w["patronymic_agree"] + w["patronymic_agree_rarity"] * rarity)
            continue
        step = round(likeness * _STEPS)
        told += t.agree[step] + t.agree_rarity[step] * rarity
        if way is Way.GLUED:
            told += w["glued"]
        if mine.native != theirs.native:
            told += w["cross_rarity"] * rarity * beyond(likeness)
        if mine.abjad != theirs.abjad:
            told += w["abjad_rarity"] * rarity * beyond(likeness)
    total = told * min(1.0, PARTS_THAT_TELL / max(len(left.parts), len(right.parts)))
    over = alignment.left_over or alignment.right_over
    if over:
        total += _sum(rest_features(alignment), t.by)
    if left.others and right.others:
        total += _sum(other_features(alignment), t.by)
    least, most = (left.mass, right.mass) if left.mass <= right.mass else (right.mass, left.mass)
    total += w["prior"]
    heard, bones, telling = wholes(left, right)
    if len(left.parts) > 1 and len(right.parts) > 1:
        total += telling * t.least[round(min(1.0, shared / least) * _STEPS)]
    total += t.most[round(min(1.0, shared / most) * _STEPS)]
    if telling:
        total += telling * (t.whole[round(heard * _STEPS)] + t.bones[round(bones * _STEPS)])
    if not strong:
        total += w["none"]
    elif len(pairs) == 1:
        total += w["single"]
    if strong == 1 and len(pairs) == 1 and over:
        total += w["lone"] + w["lone_rarity"] * shared / RARITY_UNIT
        if alignment.left_over and alignment.right_over:
            total += w["lone_conflict"]
    if strong and unsure(alignment):
        total += w["unsure"]
    if over and loose(alignment):
        total += w["loose"]
    if strong < len(pairs) and initialled(alignment):
        total += w["initialled"] + w["initialled_rarity"] * shared / RARITY_UNIT
    if left.native != right.native:
        total += w["cross"]
    if exact and pairs and not over:
        total += w["exact"] * (telling if min(len(left.parts), len(right.parts)) > 1 else 1.0)
        total += w["exact_rarity"] * min(shared, MOST_SHARED) / RARITY_UNIT
    if first:
        total += w["first_agree"]
    return round(total * _STEPS) / _STEPS


def _sum(parts: list[Part], by: tuple[float, ...]) -> float:
    return sum(by[at] * value for at, value in parts)
