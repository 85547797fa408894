"""Lists: load files, ask the publishers, show what is in force, compare and export versions."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from app.commands.desk import By, err, now, out, person, service
from app.commands.progress import watched
from app.errors import VettingError
from app.services import exporting, freshness
from app.services import lists as stage
from app.services import release as releasing
from app.services.freshness import Stand
from app.services.loading import Asked, Loaded
from app.services.loading import load as bring
from app.services.refresh import refresh as ask_publisher
from app.sources.catalogue import scheduled

commands = typer.Typer(
    help="Load, refresh, show, compare and export the lists.", no_args_is_help=True
)
ListId = Annotated[str, typer.Argument(help="Id of the list, such as un-sc or local.")]


@commands.command()
def load(
    source: ListId,
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
    if len(named) < len(files):
        raise VettingError("two of the files have the same name: rename one")
    asked = Asked(by=person(by), at=now(), source=", ".join(sorted(named)))
    with service() as opened, watched(source) as told:
        loaded = bring(
            opened.database,
            opened.store,
            source,
            named,
            asked,
            references=opened.references,
            sample=sample,
            told=told,
        )
    _say(loaded)


@commands.command()
def refresh(
    source: Annotated[
        list[str] | None, typer.Argument(help="Which lists; without any, every one on schedule.")
    ] = None,
    by: By = None,
) -> None:
    """Ask the publishers whether their lists have changed."""
    failed = False
    with service() as opened:
        for list_id in source or scheduled(opened.list_addresses):
            try:
                with watched(list_id) as told:
                    loaded = ask_publisher(
                        opened.database,
                        opened.store,
                        opened.client,
                        list_id,
                        overrides=opened.list_addresses,
                        by=person(by),
                        now=now(),
                        references=opened.references,
                        told=told,
                    )
                _say(loaded)
            except VettingError as error:
                err.print(f"{list_id}: {error.detail}", markup=False)
                failed = True
    if failed:
        raise typer.Exit(1)


@commands.command()
def status() -> None:
    """Show every list: its three dates, its licence, and what is wrong with it."""
    with service() as opened, opened.database.reading() as session:
        stands = freshness.stand(session, opened.references.policy, now())
    table = Table(
        "list", "entries", "published", "last changed", "last checked (UTC)", "use", box=None
    )
    for each in stands:
        held = each.held
        table.add_row(
            each.list_id,
            f"{held.entry_count:,}" if held else "never loaded",
            _day(held.published if held else None),
            _day(held.changed_at if held else None),
            f"{held.checked_at:%Y-%m-%d %H:%M}" if held else "",
            _use(each),
        )
    out.print(table)
    for each in stands:
        _say_more(each)


@commands.command()
def diff(
    source: ListId,
    old: Annotated[str | None, typer.Argument(help="A snapshot; else the one before.")] = None,
    new: Annotated[str | None, typer.Argument(help="A snapshot; else the newest.")] = None,
) -> None:
    """Show what changed from one version of a list to another: +added, -removed, ~changed."""
    with service() as opened, opened.database.reading() as session:
        delta = stage.difference(session, source, old, new)
    for sign, entries in (("+", delta.added), ("-", delta.removed)):
        for entry in entries:
            out.print(f"{sign} {entry.ref}  {entry.name}", markup=False, soft_wrap=True)
    for change in delta.changed:
        said = f"~ {change.ref}  {change.after.name}: {', '.join(change.fields)}"
        out.print(said, markup=False, soft_wrap=True)
    counts = (len(delta.added), len(delta.removed), len(delta.changed))
    out.print("{} added, {} removed, {} changed".format(*counts))


@commands.command()
def versions(source: ListId) -> None:
    """Show every version held of a list, newest first: what `diff` and `export` take."""
    with service() as opened, opened.database.reading() as session:
        for row in stage.snapshots(session, source):
            said = f"{row.id}  {row.loaded_at:%Y-%m-%d %H:%M}  {row.entry_count:,} entries"
            out.print(f"{said}, SHA-256 {row.digest[:12]}…", soft_wrap=True)


@commands.command()
def export(
    source: ListId,
    snapshot: Annotated[
        str | None, typer.Option(help="A snapshot; by default the one in force.")
    ] = None,
) -> None:
    """Print every entry of a list as one line of JSON."""
    with service() as opened:
        for line in exporting.lines(opened.database, source, snapshot):
            sys.stdout.write(line.decode())


@commands.command()
def release(
    source: ListId,
    held: Annotated[str, typer.Argument(metavar="QUARANTINE", help="Id of the refused files.")],
    reason: Annotated[str, typer.Option(help="What you looked at, and why it is in order.")],
    by: By = None,
) -> None:
    """Bring refused files into force that were read whole and only unlikely in number."""
    with service() as opened:
        loaded = releasing.release(
            opened.database,
            opened.store,
            source,
            held,
            reason=reason,
            by=person(by),
            now=now(),
            references=opened.references,
        )
    _say(loaded)


def _say(loaded: Loaded) -> None:
    what = "is in force" if loaded.changed else "is unchanged"
    out.print(
        f"{loaded.list_id} {what}: {loaded.entry_count:,} entries, SHA-256 {loaded.digest}",
        soft_wrap=True,
    )
    for warning in loaded.warnings:
        err.print(f"  note: {warning}", markup=False)


def _day(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _use(stand: Stand) -> str:
    if stand.wanted is None:
        return "held, not asked" if stand.held else "not asked"
    if stand.problem:
        return "NOT USABLE"
    return stand.wanted.check if stand.held else f"{stand.wanted.check}, optional"


def _say_more(stand: Stand) -> None:
    """The licence of what is held, and all that is wrong."""
    said = []
    if stand.held:
        said.append(f"{stand.held.title}. {stand.held.licence}")
    if stand.problem:
        said.append(f"no run can be clear: {stand.problem}")
    if stand.quarantined:
        may = "may be released" if stand.quarantined.releasable else "cannot be released"
        said.append(f"{stand.quarantined.id} ({may}): refused: {stand.quarantined.reason}")
    elif stand.check and stand.check.snapshot_id is None:
        said.append(f"last try {stand.check.result}: {stand.check.reason}")
    for line in said:
        out.print(f"{stand.list_id}: {line}", markup=False, soft_wrap=True)
