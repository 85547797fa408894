"""How well scores tell subjects apart: precision, recall, calibration, by script, by class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from screening.matching.pairs import Example

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_BINS = 10
_BANDS = ((0, 50), (50, 70), (70, 85), (85, 101))
_LEAST_FALSE = 20
_LEAST_RECALL = 0.95


@dataclass(frozen=True, slots=True)
class Group:
    """Recall of the true pairs of one group: at the line, and at 1 % and 5 % false positives."""

    pairs: int
    recall: float
    recall_at_1: float
    recall_at_5: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one scorer on one set.

    Recall at a rate is the share of true pairs above all but that share of the false ones;
    `false_at_95` the share of false pairs at or above a line that keeps 95 % of the true ones. The
    calibration error counts both answers as equally many. Pairs that could not be compared score 0.
    """

    pairs: int
    same: int
    not_compared: int
    line: float
    precision: float
    recall: float
    f1: float
    best_line: float
    best_f1: float
    auc: float
    calibration_error: float
    recall_at_1: float
    recall_at_5: float
    false_at_95: float
    groups: Mapping[str, Group] = field(default_factory=dict)


def evaluate(examples: Sequence[Example], scores: Sequence[float], line: float) -> Evaluation:
    """Sum up the scores of the pairs, in the same order; NaN is a pair that was not compared.

    Raises ValueError unless there are pairs of both answers.
    """
    same = np.array([example.same for example in examples], bool)
    if not same.any() or same.all():
        raise ValueError("the pairs must hold both the same and different subjects")
    found = np.nan_to_num(np.array(scores, np.float64))
    precision, recall, f1 = _at(found, same, line)
    best_line, best_f1 = _best(found, same)
    return Evaluation(
        pairs=len(examples),
        same=int(same.sum()),
        not_compared=int(np.isnan(scores).sum()),
        line=line,
        precision=precision,
        recall=recall,
        f1=f1,
        best_line=best_line,
        best_f1=best_f1,
        auc=_auc(found, same),
        calibration_error=_calibration(found, same),
        recall_at_1=_recall_at(found[same], found[~same], 0.01),
        recall_at_5=_recall_at(found[same], found[~same], 0.05),
        false_at_95=_false_at(found[same], found[~same]),
        groups=_groups(examples, found, same, line),
    )


def _at(scores: Floats, same: Flags, line: float) -> tuple[float, float, float]:
    above = scores >= line
    true = float((above & same).sum())
    precision = true / max(1.0, float(above.sum()))
    recall = true / float(same.sum())
    return precision, recall, 2 * precision * recall / max(1e-12, precision + recall)


def _best(scores: Floats, same: Flags) -> tuple[float, float]:
    """The line with the highest F1, the lowest such line, and that F1."""
    lines = np.unique(scores)
    true = same.sum() - np.searchsorted(np.sort(scores[same]), lines)
    false = (~same).sum() - np.searchsorted(np.sort(scores[~same]), lines)
    f1 = 2 * true / (true + false + same.sum())
    at = int(f1.argmax())
    return float(lines[at]), float(f1[at])


def _auc(scores: Floats, same: Flags) -> float:
    """The chance that a true pair outscores a false one; ties count half (Mann and Whitney)."""
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2.0)[place]
    true, false = float(same.sum()), float((~same).sum())
    return float((ranks[same].sum() - true * (true + 1) / 2) / (true * false))


def _calibration(scores: Floats, same: Flags) -> float:
    """Expected calibration error in ten bins, both answers counted as equally many."""
    weight = np.where(same, 0.5 / same.sum(), 0.5 / (~same).sum())
    bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((weight * (scores - same))[bins == number].sum())) for number in range(_BINS)]
    return sum(gaps)


def _recall_at(true: Floats, false: Floats, rate: float) -> float:
    line = np.sort(false)[::-1][min(int(rate * len(false)), len(false) - 1)]
    return float((true > line).mean())


def _false_at(true: Floats, false: Floats) -> float:
    line = np.sort(true)[::-1][int(np.ceil(_LEAST_RECALL * len(true))) - 1]
    return float((false >= line).mean())


def _groups(
    examples: Sequence[Example], scores: Floats, same: Flags, line: float
) -> dict[str, Group]:
    """Every group with true pairs in it, against its own false pairs.

    A group with hardly any of its own is held against those of its kind, person or organisation.
    """
    labels = [_labels(example) for example in examples]
    organisations = np.array([example.organisation for example in examples], bool)
    found = {}
    for label in sorted({label for some in labels for label in some}):
        inside = np.array([label in some for some in labels])
        true = scores[inside & same]
        if len(true):
            kin = organisations == (organisations[inside].mean() > 0.5)  # noqa: PLR2004
            false = _enough(scores, inside & ~same, kin & ~same, ~same)
            found[label] = Group(
                len(true),
                float((true >= line).mean()),
                _recall_at(true, false, 0.01),
                _recall_at(true, false, 0.05),
            )
    return found


def _enough(scores: Floats, *narrowing: Flags) -> Floats:
    """The first of several sets of scores, each wider than the one before, that is large enough."""
    *narrower, widest = narrowing
    return scores[next((some for some in narrower if some.sum() >= _LEAST_FALSE), widest)]


def _labels(example: Example) -> set[str]:
    kind = "organisation" if example.organisation else "person"
    found = {kind}
    if example.script:
        found |= {f"script {example.script}"}
        if example.script != "latin":
            found |= {"across scripts", f"{kind}, across scripts"}
    if example.same and example.kind != "official":
        found.add(f"{kind}: {example.kind.replace('_', ' ')}")
    if example.likeness is not None:
        found |= {
            f"likeness {low} to {high}" for low, high in _BANDS if low <= example.likeness < high
        }
    return found
