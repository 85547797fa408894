"""How well a scorer tells subjects apart: precision, recall, calibration, by script, by class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from screening.matching.examples import Example
from screening.matching.names import UnreadableNameError, analyse
from screening.matching.scoring import likenesses, score_names
from screening.matching.weights import probability, weights

Scorer = Callable[[str, str, bool], float]
Floats = NDArray[np.float64]

_BINS = 10
_BANDS = ((0, 50), (50, 70), (70, 85), (85, 101))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one scorer on one set.

    Recall at a rate is the share of true pairs above all but that share of the false ones.
    """

    pairs: int
    threshold: float
    precision: float
    recall: float
    f1: float
    best_f1: float
    best_threshold: float
    auc: float
    calibration_error: float
    recall_at_1: float
    recall_at_5: float
    by_group: Mapping[str, tuple[int, float, float]] = field(default_factory=dict)


def score(left: str, right: str, organisation: bool) -> float:  # noqa: FBT001
    """Scores names alone; an unreadable name scores 0."""
    try:
        one = analyse(left, organisation=organisation)
        two = analyse(right, organisation=organisation)
    except UnreadableNameError:
        return 0.0
    return probability(score_names(one, two, likenesses([one], [two]), weights())[0])


def wratio(left: str, right: str, organisation: bool) -> float:  # noqa: ARG001, FBT001
    """Rapidfuzz's WRatio, for comparison."""
    return fuzz.WRatio(left.lower(), right.lower()) / 100.0


def evaluate(
    examples: Sequence[Example], scorer: Scorer = score, threshold: float = 0.5
) -> Evaluation:
    """Score every pair and sum up. Raises ValueError unless there are pairs of both answers."""
    same = np.array([example.same for example in examples])
    if not same.any() or same.all():
        raise ValueError("the pairs must hold both the same and different subjects")
    scores = np.array([scorer(e.left, e.right, e.organisation) for e in examples])
    precision, recall, f1 = _at(scores, same, threshold)
    best_f1, best = max(
        (_at(scores, same, line)[2], line) for line in np.unique(np.round(scores, 3))
    )
    return Evaluation(
        pairs=len(examples),
        threshold=threshold,
        precision=precision,
        recall=recall,
        f1=f1,
        best_f1=best_f1,
        best_threshold=float(best),
        auc=_auc(scores, same),
        calibration_error=_calibration(scores, same),
        recall_at_1=_recall_at(scores[same], scores[~same], 0.01),
        recall_at_5=_recall_at(scores[same], scores[~same], 0.05),
        by_group=_groups(examples, scores, same),
    )


def _at(scores: Floats, same: NDArray[np.bool_], line: float) -> tuple[float, float, float]:
    above = scores >= line
    true = float((above & same).sum())
    precision = true / max(1.0, float(above.sum()))
    recall = true / float(same.sum())
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def _auc(scores: Floats, same: NDArray[np.bool_]) -> float:
    """The chance that a true pair outscores a false one; ties count half (Mann and Whitney)."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2.0)[place]
    true, false = float(same.sum()), float((~same).sum())
    return float((ranks[same].sum() - true * (true + 1) / 2) / (true * false))


def _calibration(scores: Floats, same: NDArray[np.bool_]) -> float:
    """Expected calibration error in ten bins, both answers counted as equally many."""
    weight = np.where(same, 0.5 / same.sum(), 0.5 / (~same).sum())
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((weight * (scores - same))[bins == number].sum())) for number in range(_BINS)]
    return sum(gaps)


def _recall_at(true: Floats, false: Floats, rate: float) -> float:
    line = np.sort(false)[::-1][min(int(rate * len(false)), len(false) - 1)]
    return float((true > line).mean())


def _groups(
    examples: Sequence[Example], scores: Floats, same: NDArray[np.bool_]
) -> dict[str, tuple[int, float, float]]:
    """For each group its number of true pairs and their recall at 1 % and 5 %.

    False pairs are those of the same group, or all where the group has fewer than twenty.
    """
    labels = [_labels(example) for example in examples]
    found = {}
    for label in sorted({label for some in labels for label in some}):
        inside = np.array([label in some for some in labels])
        false = scores[inside & ~same] if (inside & ~same).sum() >= 20 else scores[~same]  # noqa: PLR2004
        true = scores[inside & same]
        if len(true):
            rates = (_recall_at(true, false, 0.01), _recall_at(true, false, 0.05))
            found[label] = (len(true), *rates)
    return found


def _labels(example: Example) -> set[str]:
    kind = "organisation" if example.organisation else "person"
    found = {kind}
    if example.script:
        found |= {f"script {example.script}", f"{kind}, script {example.script}"}
        if example.script != "latin":
            found |= {"across scripts", f"{kind}, across scripts"}
    elif example.same:
        found.add(f"{kind}: {example.kind}")
    if example.likeness is not None:
        found |= {
            f"likeness {low} to {high}" for low, high in _BANDS if low <= example.likeness < high
        }
    return found
