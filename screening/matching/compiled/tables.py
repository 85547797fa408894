"""The fitted weights laid out for weighing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from screening.matching.compiled.columns import Column
from screening.matching.features import COVER_KNOTS, KNOTS, NAMES, WHOLE_KNOTS, spread
from screening.matching.weights import Weights

STEPS = 1000
_CURVES = {
    "agree": ("agree_{}", KNOTS), "agree_rarity": ("agree_{}_rarity", KNOTS),
    "least": ("cover_least_{}", COVER_KNOTS), "most": ("cover_most_{}", COVER_KNOTS),
    "whole": ("whole_{}", WHOLE_KNOTS), "bones": ("bones_{}", WHOLE_KNOTS),
}  # fmt: skip


class Tables(NamedTuple):
    """One kind of name's weights: each by its name, and every curve laid out in thousandths."""

    by: Column
    agree: Column
    agree_rarity: Column
    least: Column
    most: Column
    whole: Column
    bones: Column


def tables(weights: Weights, *, organisation: bool) -> Tables:
    """Lay out the weights of one kind of name."""
    by = dict(zip(NAMES, weights.names(organisation=organisation), strict=True))
    named = np.array([tuple(by.values())], np.dtype([(name, "f8") for name in NAMES]))
    return Tables(named, **{name: _curve(by, *curve) for name, curve in _CURVES.items()})


def _curve(by: dict[str, float], name: str, knots: tuple[float, ...]) -> Column:
    """The weight at every thousandth; a curve that has no first knot begins at nothing."""
    weights = [by.get(name.format(round(100 * knot)), 0.0) for knot in knots]
    return np.array(
        [
            sum(weights[knot] * share for knot, share in spread(step / STEPS, knots))
            for step in range(STEPS + 1)
        ]
    )
