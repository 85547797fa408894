"""Who stands behind the vendor of a run or a file: as a tree, as a picture, as BODS."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from app.commands.desk import now, out, service
from app.commands.vet import Sources
from app.errors import InvalidError
from app.services import ownership
from app.shapes.beside import extract, stated
from screening.model import Submission
from screening.ownership import bods_writing
from screening.ownership.answers import Listed
from screening.ownership.examine import Ownership, examine
from screening.ownership.registers import beside


@dataclass(frozen=True, slots=True)
class _Shown:
    submission: Submission
    found: Ownership
    day: date


def show_ownership(
    run: Annotated[
        str, typer.Argument(metavar="RUN|FILE", help="Id of the run, or a submission or BODS file.")
    ],
    *,
    source: Sources = None,
    vendor: Annotated[
        str, typer.Option(metavar="ID", help="The recordId to look at in a BODS file of many.")
    ] = "",
    listed: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Take this party of a file to be listed; again for more."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the picture here.", dir_okay=False)
    ] = None,
    bods: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write BODS 0.4 here.", dir_okay=False)
    ] = None,
) -> None:
    """Show who owns and controls the vendor, what each regime's test says, and what is unknown.

    A file is only looked at: nothing is kept, and no list is asked.
    """
    from_file = Path(run).is_file()
    shown = (
        _of_file(Path(run), vendor, source or [], listed or [])
        if from_file
        else _of_run(run, source)
    )
    if svg:
        svg.write_text(ownership.as_svg(shown.found), "utf-8")
    if bods:
        bods.write_text(_json(_statements(shown)), "utf-8")
    _say(ownership.as_text(shown.found))
    _say(f"\nOwners: {shown.found.completeness.sentence()}.")
    for trouble in shown.found.discrepancies:
        _say(f"Does not agree: {trouble.sentence}")
    if from_file and not listed:
        _say("No list was asked. `vetting vet` asks them; --listed ID takes a party to be listed.")
        return
    for told in shown.found.explanations:
        change = f" ({told.would_change})" if told.would_change else ""
        _say(f"{told.title}: {told.sentence}{change}")


def _of_run(run: str, source: list[Path] | None) -> _Shown:
    extracts = [extract(path.name, path.read_bytes()) for path in source or []]
    with service() as opened, opened.database.reading() as session:
        seen = ownership.seen(session, run, extracts)
    return _Shown(seen.submission, seen.found, seen.found.graph.day)


def _of_file(file: Path, vendor: str, source: list[Path], listed: list[str]) -> _Shown:
    extracts = [extract(path.name, path.read_bytes()) for path in source]
    submission = beside(stated(file.name, file.read_bytes(), vendor=vendor), extracts)
    strangers = set(listed) - {party.id for party in submission.everyone()}
    if strangers:
        raise InvalidError(f"--listed: no party has the id {', '.join(sorted(strangers))}")
    day = now().date()
    return _Shown(submission, examine(submission, [Listed(party=one) for one in listed], day), day)


def _statements(shown: _Shown) -> list[dict[str, Any]]:
    given = shown.submission
    return bods_writing.write(given.everyone(), given.stakes, day=shown.day, publisher="vetting")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
