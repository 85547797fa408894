"""What every command works with: the service, the clock, the person at the keyboard, the screen."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from app import schema
from app.errors import VettingError
from app.settings import Settings
from app.wiring import Service, wire

# A file or a pipe has no width of its own; a terminal keeps the one it has.
out = Console(highlight=False, width=None if sys.stdout.isatty() else 96)
err = Console(stderr=True, highlight=False, soft_wrap=True)

By = Annotated[
    str | None, typer.Option("--by", help="Who acts; without it, the user of this machine.")
]


def now() -> datetime:
    """The only look at the clock a command takes."""
    return datetime.now(UTC)


def person(by: str | None) -> str:
    """Who acts. Whoever may run the command is believed: the REST API is where keys are checked."""
    if by is not None and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise VettingError("this machine gives no user name: say who acts with --by") from None


@contextmanager
def service(settings: Settings | None = None) -> Iterator[Service]:
    """The service, on a database that is up to date. Raises VettingError where it is not."""
    opened = wire(settings or Settings())
    try:
        if not schema.is_current(opened.database):
            raise VettingError("the database is not up to date: run `vetting migrate` first")
        yield opened
    finally:
        opened.close()


def records_folder(settings: Settings) -> Path:
    """Where record files are put for people to take along; the database holds them too."""
    return settings.store.parent / "records"
