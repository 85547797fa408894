"""Who stands behind the vendor of a run: worked out again from what the run rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models import Disposal, Finding, Submission
from app.revive import revive
from app.services import disposals, runs, submissions
from screening import model
from screening.model import CheckResult
from screening.ownership import bods_writing, picture, tree
from screening.ownership.answers import Listed
from screening.ownership.examine import Ownership, examine
from screening.ownership.regimes import rules_of
from screening.ownership.registers import Extract, beside
from screening.policy import Policy


@dataclass(frozen=True, slots=True)
class Seen:
    """What a run rests on, and who stands behind its vendor."""

    submission: model.Submission
    found: Ownership


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding and the disposal of it that holds."""

    finding: Finding
    disposal: Disposal


def behind(session: Session, run_id: str, *, seen_by: str | None = None) -> Ownership:
    """The ownership as the run saw it: the same day, the same parties taken to be listed.

    Raises NotFoundError for an unknown run. With `seen_by`, only if they made the submission.
    """
    return seen(session, run_id, seen_by=seen_by).found


def seen(
    session: Session, run_id: str, extracts: Sequence[Extract] = (), *, seen_by: str | None = None
) -> Seen:
    """The same with the submission; with `extracts`, as if these registers had been beside it."""
    run = runs.get(session, run_id, seen_by=seen_by)
    given = beside(submissions.revived(session.get_one(Submission, run.submission_id)), extracts)
    listed = [each for result in runs.results(session, run_id) for each in _listed(result)]
    rules = rules_of(revive(Policy, run.policy).ownership)
    return Seen(given, examine(given, listed, run.as_of.date(), rules=rules))


def weighed(session: Session, run_id: str, today: date) -> list[Weighed]:
    """What people made of the ownership findings: there a rebuttal is accepted or not."""
    held = disposals.in_effect(session, run_id, today)
    return [
        Weighed(row, held[row.key])
        for row in runs.findings(session, run_id)
        if row.check == "ownership" and row.key in held
    ]


def _listed(result: CheckResult) -> list[Listed]:
    if result.check != "ownership":
        return []
    said: list[Any] = [each for part in result.coverage for each in part["listed"]]  # type: ignore[attr-defined]
    return [revive(Listed, each) for each in said]


def as_svg(found: Ownership) -> str:
    """The picture: owners above, vendor below."""
    return picture.svg(found.graph, found.names, _marked(found))


def as_text(found: Ownership) -> str:
    """The tree: vendor first, its owners below it."""
    return tree.tree(found.graph, found.names, _marked(found))


def as_bods(session: Session, run_id: str, *, seen_by: str | None = None) -> list[dict[str, Any]]:
    """The parties and stakes of the submission as BODS 0.4, stated on the day of the run."""
    run = runs.get(session, run_id, seen_by=seen_by)
    given = submissions.revived(session.get_one(Submission, run.submission_id))
    day: date = run.as_of.date()
    return bods_writing.write(given.everyone(), given.stakes, day=day, publisher="vetting")


def _marked(found: Ownership) -> frozenset[str]:
    return frozenset(one.party for one in found.listed)
