"""Measuring the matcher on labelled pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.commands.desk import out
from screening.matching.evaluate import Evaluation, evaluate, score, wratio
from screening.matching.examples import read

commands = typer.Typer(help="Measure the matcher.", no_args_is_help=True)


@commands.callback()
def group() -> None:
    """Measure the matcher."""


@commands.command("evaluate")
def evaluate_pairs(
    pairs: Annotated[Path, typer.Argument(help="Labelled pairs as CSV, plain or gzipped.")],
) -> None:
    """Print how well this matcher, and rapidfuzz WRatio beside it, tell the pairs apart."""
    examples = read(pairs)
    for name, scorer in (("this matcher", score), ("rapidfuzz WRatio", wratio)):
        _print(name, evaluate(examples, scorer))


def _print(name: str, found: Evaluation) -> None:
    out.print(f"{name}, {found.pairs:,} pairs")
    out.print(
        f"  at {found.threshold:.2f}: precision {found.precision:.3f}, recall {found.recall:.3f}, "
        f"F1 {found.f1:.3f}; best F1 {found.best_f1:.3f} at {found.best_threshold:.2f}"
    )
    out.print(f"  AUC {found.auc:.3f}, calibration error {found.calibration_error:.3f}")
    out.print(f"  recall at 1 % {found.recall_at_1:.3f}, at 5 % {found.recall_at_5:.3f}")
    for group, (number, one, five) in found.by_group.items():
        out.print(f"    {group}: {number:,} pairs, {one:.3f} at 1 %, {five:.3f} at 5 %")
