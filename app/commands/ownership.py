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
    out.print(ownership.as_text(found), markup=False, highlight=False, soft_wrap=True)
    out.print(f"\nOwners: {found.completeness.sentence()}.", markup=False, highlight=False)
    for told in found.explanations:
        change = f" ({told.would_change})" if told.would_change else ""
        out.print(f"{told.title}: {told.sentence}{change}", markup=False, highlight=False)
