"""Who stands behind the vendor of a run: as a tree, as a picture, as BODS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from app.commands.desk import out, service
from app.commands.vet import RunId
from app.services import ownership


def show_ownership(
    run: RunId,
    *,
    svg: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the picture here.", dir_okay=False)
    ] = None,
    bods: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write BODS 0.4 here.", dir_okay=False)
    ] = None,
) -> None:
    """Show who owns and controls the vendor, what each regime's test says, and what is unknown."""
    with service() as opened, opened.database.reading() as session:
        found = ownership.behind(session, run)
        statements = ownership.as_bods(session, run) if bods else []
    if svg:
        svg.write_text(ownership.as_svg(found), "utf-8")
    if bods:
        bods.write_text(json.dumps(statements, ensure_ascii=False, indent=2) + "\n", "utf-8")
    said = [
        ownership.as_text(found),
        "",
        f"Owners: {found.completeness.sentence()}.",
        *(told.sentence for told in found.explanations),
    ]
    for line in said:
        out.print(line, markup=False, highlight=False)
