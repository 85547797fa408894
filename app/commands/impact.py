"""`vetting match impact`: what another policy would change in the runs that are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from app.commands.desk import err, out, service
from app.errors import InvalidError
from app.services.impact import Change, Impact, Totals, chosen, impact, totals
from app.services.pinned import Pinned
from app.terminal import counted, words
from app.wiring import Service
from screening.plain import plain
from screening.policy import Policy, parse_policy

Side = Annotated[
    str,
    typer.Argument(
        help='A policy file; "current", the policy in force; or "stored", what each run found '
        "at its time under its own."
    ),
]


def show_impact(
    old: Side,
    new: Side,
    *,
    run: Annotated[str | None, typer.Option(help="Only this run.")] = None,
    limit: Annotated[int | None, typer.Option(help="Only so many, newest first.", min=1)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program.")] = False,
) -> None:
    """Which findings of the stored runs would appear or vanish if NEW took the place of OLD.

    Each run's own submission is put again to its own lists and rules under both. Nothing is
    written. A list that a policy names and a run did not have cannot be asked: the answers that
    change say so.
    """
    with service() as opened, opened.database.reading() as session:
        policies = _policy(opened, old), _policy(opened, new)
        pinned = Pinned(opened.store.indexes, opened.store)
        found = [
            impact(session, pinned, each, *policies)
            for each in track(
                chosen(session, run, limit),
                "putting the checks again",
                console=err,
                transient=True,
                disable=not err.is_terminal,
            )
        ]
    if as_json:
        typer.echo(json.dumps({"runs": plain(found), "totals": plain(totals(found))}, indent=1))
        return
    for each in found:
        _show(each)
    _sum_up(totals(found))


def _policy(opened: Service, said: str) -> Policy | None:
    if said == "stored":
        return None
    if said == "current":
        return opened.references.policy
    path = Path(said)
    if not path.is_file():
        raise InvalidError(f'{said}: no such policy file; or say "current" or "stored"')
    return parse_policy(path.read_text("utf-8"))


def _show(found: Impact) -> None:
    if not found.changes and not found.answers:
        return
    name = escape(found.vendor_name)
    out.print(f"[bold]{name}[/bold]  {found.vendor} · {found.run}", soft_wrap=True)
    table = Table(
        "", "check", "party", "listing", "old", "new", "why", box=None, header_style="dim"
    )
    for change in found.changes:
        table.add_row(*_row(change))
    if found.changes:
        out.print(table)
    for check, before, after in found.answers:
        out.print(f"  {words(check)}: {words(before) or 'not asked'}, then {words(after)}")
    out.print()


def _row(change: Change) -> tuple[str, ...]:
    said = "[green]appears[/green]" if change.appears else "[red]vanishes[/red]"
    listing = f"{change.list_id} {change.entry}".strip()
    scores = (_score(change.old_score), _score(change.new_score))
    party = escape(f"{change.party_name} ({change.party})")
    return (said, words(change.check), party, escape(listing), *scores, escape(change.why))


def _score(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"


def _sum_up(found: Totals) -> None:
    out.print(
        f"{found.appear} appear, {found.vanish} vanish, {found.stay} stay; "
        f"{found.runs_changed} of {counted(found.runs, 'run')} changed"
    )
    for before, after, count in found.recommended:
        out.print(f"recommended {words(before)}, then {words(after)}: {counted(count, 'run')}")
    if found.runs_of_another_matcher:
        out.print(
            f"{found.runs_of_another_matcher} of them were made with another version of the "
            'matcher: "stored" shows what that version found'
        )
