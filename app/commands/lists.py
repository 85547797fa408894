"""Lists: load a file, ask the publishers, show what is in force."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.commands.desk import By, err, now, out, person, service
from app.errors import VettingError
from app.services import lists as stage
from app.services.lists import Asked, Loaded
from app.services.refresh import refresh as ask_publisher
from app.sources.catalogue import CATALOGUE

commands = typer.Typer(help="Load, refresh and show the lists.", no_args_is_help=True)


@commands.command()
def load(
    source: Annotated[str, typer.Argument(help="Id of the list, such as un-sc or local.")],
    files: Annotated[
        list[Path],
        typer.Argument(
            help="The publisher's files: plain, .gz or .zip.", exists=True, dir_okay=False
        ),
    ],
    *,
    sample: Annotated[
        bool, typer.Option("--sample", help="Allow a list far smaller than the publisher's.")
    ] = False,
    by: By = None,
) -> None:
    """Bring files into force as a list. A file that cannot be read whole changes nothing."""
    named = {file.name: file.read_bytes() for file in files}
    asked = Asked(by=person(by), at=now(), source=", ".join(sorted(named)))
    with service() as opened, out.status(f"reading {asked.source}"):
        loaded = stage.load(opened.database, opened.store, source, named, asked, sample=sample)
    _say(loaded)


@commands.command()
def refresh(
    source: Annotated[str | None, typer.Argument(help="One list; without it, every list.")] = None,
    by: By = None,
) -> None:
    """Ask the publishers whether their lists have changed."""
    wanted = [source] if source else [address.list_id for address in CATALOGUE]
    failed = False
    with service() as opened:
        for list_id in wanted:
            try:
                with out.status(f"asking for {list_id}"):
                    loaded = ask_publisher(
                        opened.database,
                        opened.store,
                        opened.client,
                        list_id,
                        overrides=opened.list_addresses,
                        by=person(by),
                        now=now(),
                    )
                _say(loaded)
            except VettingError as error:
                err.print(f"{list_id}: {error.detail}", markup=False)
                failed = True
    if failed:
        raise typer.Exit(1)


@commands.command()
def status() -> None:
    """Show the lists in force: how old they are and what became of the last try."""
    with service() as opened, opened.database.reading() as session:
        held = stage.in_force(session)
        tried = stage.newest_checks(session)
        wanted = {each.id for each in opened.references.policy.lists}
    table = Table("list", "entries", "published", "last checked (UTC)", "last try", box=None)
    for list_id in sorted(wanted | held.keys() | tried.keys()):
        here, last = held.get(list_id), tried.get(list_id)
        table.add_row(
            list_id,
            f"{here.entry_count:,}" if here else "never loaded",
            f"{here.published:%Y-%m-%d}" if here and here.published else "",
            f"{here.checked_at:%Y-%m-%d %H:%M}" if here else "",
            f"{last.result} {last.reason}".strip() if last else "",
        )
    out.print(table)


def _say(loaded: Loaded) -> None:
    what = "is in force" if loaded.changed else "is unchanged"
    out.print(
        f"{loaded.list_id} {what}: {loaded.entry_count:,} entries, SHA-256 {loaded.digest}",
        soft_wrap=True,
    )
    for warning in loaded.warnings:
        err.print(f"  note: {warning}", markup=False)
