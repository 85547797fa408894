"""Fits the match weights to labelled pairs and writes weights.json.

    python -m screening.matching.fit PAIRS OUT

A logistic regression on the features of `features`, with signs fixed where evidence can only point
one way: its coefficients, in bits, are the match weights. Subjects are split first; only the
training part is read. Equal input gives equal output on one machine; what ships is rounded.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from screening.matching import examples as made
from screening.matching.evidence_weights import EVIDENCE
from screening.matching.examples import Example
from screening.matching.features import AT, CURVES, NAMES, vector
from screening.matching.names import UnreadableNameError, analyse
from screening.matching.weighed import align

Floats = NDArray[np.float64]

_ROUNDS = 1500
_RIDGE = 1.0
_SEED = 3
_MOST = 1500
# Official aliases that share nothing (a nom de guerre) teach nothing about spelling.
_NOTHING_SHARED = 0.15
_SHARE = {"official": 1.0, "varied": 0.7, "stranger": 3.0}
# Labels no spelling can explain (an alias that shares nothing, one subject listed twice) are all
# but left out of a second round (trimmed likelihood: Bedrick and Hill, 1990).
_HOPELESS = 0.05
_HOPELESS_WEIGHT = 0.1
_ORGANISATION_SHARE = {"official": 1.0, "varied": 1.0, "stranger": 0.8}
_FOR = ("agree_65", "agree_75", "agree_85", "agree_93", "agree_100", "agree_55_rarity", "cover_",
        "patronymic_agree", "whole_", "bones_", "exact", "acronym", "first_agree", "initialled",
        "truncated", "form_same", "cross_rarity")  # fmt: skip
_AGAINST = ("conflict", "rest", "missing", "patronymic_missing", "patronymic_conflict", "number_",
            "form_differ", "suffix_", "none", "cross_conflict", "place_", "initial_missing",
            "initial_conflict", "lone", "single", "unsure", "loose")  # fmt: skip
_AT_LEAST = {"acronym": 2.0, "acronym_rarity": 3.0}
_AT_MOST = {
    "initial": 1.5, "conflict": -1.5, "lone": -1.5, "lone_conflict": -2.0, "number_conflict": -6.0,
    "suffix_conflict": -6.0, "place_conflict": -6.0,
    # One name within the other is what branches and parents look like, too.
    "cover_least_25": 1.0, "cover_least_50": 1.0, "cover_least_75": 1.0, "cover_least_100": 3.0,
}  # fmt: skip
# Among many thousand names there is always one with two parts somewhat like a stranger's two.
_PERSON_AT_MOST = {"glued": 0.0, "loose": -1.0}
_ORGANISATION_AT_MOST = {"initial": 0.3, "number_missing": -1.0, "glued": 2.0}
_FARTHEST = 9.0
_NEGLIGIBLE = 0.0005


def table(examples: Sequence[Example]) -> tuple[Floats, list[Example]]:
    """The features of every example whose names can be read."""
    rows, kept = [], []
    for example in examples:
        try:
            left = analyse(example.left, organisation=example.organisation)
            right = analyse(example.right, organisation=example.organisation)
        except UnreadableNameError:
            continue
        rows.append(vector(left, right, align(left, right)))
        kept.append(example)
    return np.array(rows), kept


def fit(examples: Sequence[Example], *, organisation: bool) -> dict[str, float]:
    """The weights for one kind of name, in bits."""
    chosen = [example for example in examples if example.organisation == organisation]
    features, kept = table(chosen)
    same = np.array([float(example.same) for example in kept])
    weight = _importance(features, kept, organisation=organisation)
    most = _AT_MOST | (_ORGANISATION_AT_MOST if organisation else _PERSON_AT_MOST)
    bits = _regress(features, same, weight, most)
    bits = _regress(features, same, _trimmed(features @ bits, same, weight), most)
    return {
        name: round(float(value), 3)
        for name, value in zip(NAMES, bits, strict=True)
        if abs(value) >= _NEGLIGIBLE
    }


def _source(example: Example) -> str:
    if example.kind in {"stranger", "random"}:
        return "stranger"
    return "official" if example.script or example.likeness is not None else "varied"


def _importance(features: Floats, kept: Sequence[Example], *, organisation: bool) -> Floats:
    """How much each example counts: every source its share, half for each answer."""
    sources = np.array([_source(example) for example in kept])
    same = np.array([example.same for example in kept])
    weight = np.where(same & (features[:, AT["none"]] > 0), _NOTHING_SHARED, 1.0)
    for source, share in (_ORGANISATION_SHARE if organisation else _SHARE).items():
        for answer in (True, False):
            chosen = (sources == source) & (same == answer)
            if chosen.any():
                weight[chosen] *= share / weight[chosen].sum()
    return np.asarray(weight * len(kept) / weight.sum())


def _trimmed(bits: Floats, same: Floats, weight: Floats) -> Floats:
    """The weights, all but taken from examples whose label the first round calls absurd."""
    chance = 1.0 / (1.0 + np.exp2(-bits))
    absurd = np.where(same > 0, chance, 1.0 - chance) < _HOPELESS
    kept = np.where(absurd, _HOPELESS_WEIGHT, 1.0) * weight
    return np.asarray(kept * len(kept) / kept.sum())


def _steps() -> Floats:
    """From the step each knot of a curve adds to the weights of the knots: a running sum."""
    found = np.eye(len(NAMES))
    for curve in CURVES:
        places = [AT[name] for name in curve]
        for number, place in enumerate(places):
            found[places[number:], place] = 1.0
    return found


def _regress(features: Floats, same: Floats, weight: Floats, most: dict[str, float]) -> Floats:
    """Accelerated projected gradient descent: small, exact enough, and without a solver.

    The curves are fitted by their steps, which may not fall: more alike never weighs less.
    """
    curved = _steps()
    features = features @ curved
    number = len(same)
    scale = np.sqrt((features**2).mean(axis=0)) + 1e-6
    scaled = features / scale
    lowest, highest = _bounds(scale, most)
    ridge = np.full(features.shape[1], _RIDGE / number)
    ridge[AT["prior"]] = 0.0
    step = 0.25 * np.linalg.norm((scaled * weight[:, None]).T @ scaled / number, 2) + ridge.max()
    found = np.clip(np.zeros(features.shape[1]), lowest, highest)
    ahead, pace = found, 1.0
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-scaled @ ahead))
        slope = scaled.T @ (weight * (chance - same)) / number + ridge * ahead
        following = np.clip(ahead - slope / step, lowest, highest)
        next_pace = (1.0 + np.sqrt(1.0 + 4.0 * pace * pace)) / 2.0
        ahead = following + (pace - 1.0) / next_pace * (following - found)
        found, pace = following, next_pace
    return np.asarray(curved @ (found / scale / np.log(2.0)))


def _bounds(scale: Floats, most: dict[str, float]) -> tuple[Floats, Floats]:
    lowest, highest = np.full(len(NAMES), -_FARTHEST), np.full(len(NAMES), _FARTHEST)
    for name, at in AT.items():
        highest[at] = most.get(name, _FARTHEST)
        if name.startswith(_AGAINST):
            highest[at] = most.get(name, 0.0)
        elif name.startswith(_FOR):
            lowest[at] = _AT_LEAST.get(name, 0.0)
    unit = scale * np.log(2.0)
    return lowest * unit, highest * unit


def training(pairs: Path) -> list[Example]:
    """The training part of the official pairs, with all that is made from it."""
    official = made.split(made.read(pairs))[0]
    return [
        *official,
        *made.varied(official, _SEED, _MOST),
        *made.lookalikes(official, _SEED, _MOST),
        *made.strangers(official, _SEED, _MOST),
    ]


def main(pairs: str, out: str) -> None:
    chosen = training(Path(pairs))
    fitted = {
        "person": fit(chosen, organisation=False),
        "organisation": fit(chosen, organisation=True),
        "evidence": EVIDENCE,
    }
    Path(out).write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
