"""Complaints: list them, show one, take a step. Who complained is never shown at a keyboard."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from rich.table import Table
from sqlalchemy.orm import Session

from app.api.complaint_steps import StepIn
from app.commands.desk import By, now, out, person, service
from app.models import Complaint
from app.services import complaint_steps
from app.services import complaints as stage
from app.services.complaint_steps import Classification
from app.shapes.reading import checked_as
from screening.human_rights import complaints as library

commands = typer.Typer(
    help="List complaints, show one, take the next step with it.", no_args_is_help=True
)
ComplaintId = Annotated[str, typer.Argument(metavar="COMPLAINT", help="Its reference.")]
Weight = Annotated[str | None, typer.Option(help="From 0 to 1 (UNGP 14).")]


@commands.command("list")
def list_complaints() -> None:
    """Show every complaint, newest first, and how far it has come."""
    table = Table("complaint", "received", "state", "with", "about", box=None)
    with service() as opened, opened.database.reading() as session:
        for row in stage.everything(session):
            steps = stage.steps_of(session, row.id)
            table.add_row(
                row.id,
                f"{row.received_at:%Y-%m-%d}",
                _state(session, row, now()),
                stage.investigator(steps) or "",
                ", ".join(row.about),
            )
    out.print(table, soft_wrap=True)


@commands.command()
def show(complaint: ComplaintId) -> None:
    """Show a complaint, what it was held to amount to, and every step that was taken."""
    with service() as opened, opened.database.reading() as session:
        row = stage.get(session, complaint)
        steps = stage.steps_of(session, row.id)
        state, named = _state(session, row, now()), stage.is_named(session, row.id)
    said = {
        "about": ", ".join(row.about),
        "state": state,
        "when": row.occurred["text"] if row.occurred else "",
        "where": ", ".join(part for part in (row.place, row.country) if part),
        "complainant": "sealed" if named else "gave no name",
        "what happened": row.what_happened,
        **_classified(complaint_steps.classification(steps)),
    }
    for name, text in said.items():
        if text:
            out.print(f"{name:<14} {text}", markup=False, soft_wrap=True)
    for each in steps:
        whom = f" to {each.investigator}" if each.investigator else ""
        note = f": {each.note}" if each.note else ""
        told = f"{each.at:%Y-%m-%d %H:%M}  {each.step}{whom} by {each.by}{note}"
        out.print(told, markup=False, soft_wrap=True)


@commands.command()
def step(
    complaint: ComplaintId,
    step: Annotated[str, typer.Argument(help="acknowledged, classified, assigned, upheld, …")],
    *,
    note: Annotated[str, typer.Option(help="Why; with answered, the answer itself.")] = "",
    to: Annotated[str | None, typer.Option(help="With assigned: the investigator.")] = None,
    vendor: Annotated[str | None, typer.Option(help="Id of the vendor it is about.")] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A name of the company; may be repeated.")
    ] = None,
    summary: Annotated[str | None, typer.Option(help="What happened, naming nobody.")] = None,
    category: Annotated[str | None, typer.Option(help="What kind of harm.")] = None,
    perpetrator: Annotated[str | None, typer.Option(help="Who did it: personnel, …")] = None,
    country: Annotated[str | None, typer.Option(help="In which country.")] = None,
    scale: Weight = None,
    scope: Weight = None,
    irremediability: Weight = None,
    by: By = None,
) -> None:
    """Take one step with a complaint; those below --to say what it amounts to."""
    known = {
        "vendor": vendor,
        "names": name,
        "summary": summary,
        "category": category,
        "perpetrator": perpetrator,
        "country": country,
        "scale": scale,
        "scope": scope,
        "irremediability": irremediability,
    }
    classification = {field: said for field, said in known.items() if said is not None}
    body = {"step": step, "note": note, "investigator": to}
    given = checked_as(StepIn, {**body, "classification": classification or None})
    at = now()
    with service() as opened, opened.database.writing() as session:
        complaint_steps.take(session, complaint, given.to_taken(), by=person(by), now=at)
    out.print(f"{complaint} is {given.step}.", soft_wrap=True)


def _state(session: Session, row: Complaint, at: datetime) -> str:
    steps = map(stage.as_step, stage.steps_of(session, row.id))
    return library.standing(steps, at.date()).replace("_", " ")


def _classified(known: Classification | None) -> dict[str, str]:
    if known is None:
        return {}
    return {
        "vendor": known.vendor,
        "names": ", ".join(known.names),
        "category": f"{known.category}, by {known.perpetrator}",
        "summary": known.summary,
    }
