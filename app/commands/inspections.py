"""Inspections and contract reviews: put one on record, see which is due."""

from __future__ import annotations

from typing import Annotated

import typer
from sqlalchemy.orm import Session

from app.api.inspections import InspectionIn
from app.commands.desk import By, now, out, person, service
from app.models import Submission
from app.services import inspections as stage
from app.services import submissions
from app.shapes.reading import checked_as

commands = typer.Typer(
    help="Put inspections and reviews on record, see which are due.", no_args_is_help=True
)
EngagementId = Annotated[
    str,
    typer.Argument(
        metavar="ENGAGEMENT", help="Its submission, or a vendor for the one of its newest."
    ),
]


@commands.command()
def add(
    engagement: EngagementId,
    kind: Annotated[
        str, typer.Argument(help="daily_inspection, monthly_review or continuing_need_review.")
    ],
    *,
    passed: Annotated[bool, typer.Option("--passed/--failed", help="How it came out.")],
    on: Annotated[str | None, typer.Option(metavar="DAY", help="YYYY-MM-DD; else today.")] = None,
    note: Annotated[str, typer.Option(help="What was seen.")] = "",
    document: Annotated[str, typer.Option(help="SHA-256 of what was written down.")] = "",
    supersedes: Annotated[
        str | None, typer.Option(metavar="INSPECTION", help="The one it puts right.")
    ] = None,
    by: By = None,
) -> None:
    """Put an inspection or review on record; it joins the facts of the next run."""
    at = now()
    body = {
        "kind": kind,
        "held_on": on or at.date().isoformat(),
        "passed": passed,
        "note": note,
        "document": document,
        "supersedes": supersedes,
    }
    held = checked_as(InspectionIn, body).to_held()
    with service() as opened, opened.database.writing() as session:
        engaged = _submission(session, engagement).id
        row = stage.record(session, engaged, held, by=person(by), now=at)
    out.print(f"{row.id} is on record.", soft_wrap=True)


@commands.command()
def due(engagement: EngagementId) -> None:
    """Show which inspection or review is due when, and which were missed."""
    with service() as opened, opened.database.reading() as session:
        submission = _submission(session, engagement)
        stands = stage.dues(session, submission, now().date())
    for each in stands:
        out.print(f"{each.state:<8} {each.sentence}", markup=False, soft_wrap=True)


def _submission(session: Session, written: str) -> Submission:
    """By its own id, or else by the vendor's: that one is what `vetting vet` shows."""
    if written.startswith("submission_"):
        return stage.engagement(session, written)
    return submissions.newest_of(session, written)
