"""The figures of an evaluation on a screen: one column a scorer, groups below."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rich.console import Console
from rich.table import Table

from screening.matching.evaluate import Evaluation

Found = Mapping[str, Evaluation]
_ROWS: tuple[tuple[str, Callable[[Evaluation], str]], ...] = (
    ("its line", lambda found: f"{found.line:.2f}"),
    ("precision there", lambda found: f"{found.precision:.3f}"),
    ("recall there", lambda found: f"{found.recall:.3f}"),
    ("F1 there", lambda found: f"{found.f1:.3f}"),
    ("best F1", lambda found: f"{found.best_f1:.3f}"),
    ("at the line", lambda found: f"{found.best_line:.2f}"),
    ("AUC", lambda found: f"{found.auc:.3f}"),
    ("calibration error", lambda found: f"{found.calibration_error:.3f}"),
    ("recall at 1 % false", lambda found: f"{found.recall_at_1:.3f}"),
    ("recall at 5 % false", lambda found: f"{found.recall_at_5:.3f}"),
    ("false at 95 % recall", lambda found: f"{found.false_at_95:.3f}"),
    ("not compared", lambda found: f"{found.not_compared:,}"),
)


def show(console: Console, title: str, found: Found) -> None:
    """Print all figures of all scorers on one set of pairs."""
    first = next(iter(found.values()))
    console.print(
        f"[bold]{title}[/bold]: {first.pairs:,} pairs, {first.same:,} of one subject and "
        f"{first.pairs - first.same:,} of two"
    )
    console.print(_table("", found, [(name, _figures(found, row)) for name, row in _ROWS]))
    console.print("\n[bold]Recall by group[/bold], at 1 % and at 5 % false positives")
    groups = [(name, _recalls(found, name)) for name in first.groups]
    console.print(_table("pairs", found, groups))
    console.print()


def _table(counted: str, found: Found, rows: list[tuple[str, list[str]]]) -> Table:
    table = Table("", box=None, pad_edge=False, header_style="bold")
    for name in (counted, *found) if counted else found:
        table.add_column(name, justify="right", no_wrap=True)
    for name, cells in rows:
        table.add_row(name, *cells)
    return table


def _figures(found: Found, row: Callable[[Evaluation], str]) -> list[str]:
    return [row(evaluation) for evaluation in found.values()]


def _recalls(found: Found, group: str) -> list[str]:
    held = [evaluation.groups[group] for evaluation in found.values()]
    return [
        f"{held[0].pairs:,}",
        *(f"{each.recall_at_1:.3f} {each.recall_at_5:.3f}" for each in held),
    ]
