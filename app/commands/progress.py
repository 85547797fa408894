"""A bar that shows how far a long act has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from app.commands.desk import out
from app.services.loading import Told


@contextmanager
def watched(name: str) -> Iterator[Told]:
    """A bar that shows how far a long act has come; a pipe or a file gets none."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=out,
        transient=True,
        disable=not out.is_terminal,
    ) as bar:
        task = bar.add_task(name, total=None)

        def told(what: str, done: int, of: int) -> None:
            bar.update(task, description=f"{name}: {what}", completed=done, total=of or None)

        yield told
