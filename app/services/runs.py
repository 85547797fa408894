"""Stages 2 to 4: every check is put to a submission; answers and assessment are kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.db import Database
from app.errors import NotFoundError
from app.ids import new_id
from app.models import (
    Assessment,
    CheckResult,
    Finding,
    Json,
    JsonList,
    RuleResult,
    Run,
    Submission,
)
from app.provenance import provenance
from app.revive import revive
from app.services import guidelines, inspections, submissions
from app.services.references import Basis, References
from screening import model
from screening.engine import screen
from screening.plain import digest, plain

ARRIVAL = "arrival"


def run(
    database: Database,
    references: References,
    submission_id: str,
    *,
    occasion: str,
    by: str,
    now: datetime,
    seen_by: str | None = None,
) -> str:
    """Put every check to a submission; gives the id of the run.

    No lock is held while matching: what it rests on is read first, and the answers are inserted,
    all or none, afterwards. A list that cannot be used makes its check *not checked*, never clear.
    A submission has at most one run on `arrival`, and none once it has any: of two that take it up
    at once, the later gives the run of the earlier.
    """
    with database.reading() as session:
        submission = submissions.get(session, submission_id, seen_by=seen_by)
        basis = references.basis(session, now, submission.vendor_id)
        held = inspections.pinned(inspections.of(session, submission))
    given = inspections.joined(submissions.revived(submission), held, now.date())
    # As plain data, and so in one form, before anybody has to wait for this writer.
    answers: Json = plain(screen(given, basis.reference, basis.policy))  # type: ignore[assignment]
    answers_digest = digest(answers)
    with database.writing() as session:
        log.lock(session)
        if occasion == ARRIVAL and (made := newest_of(session, submission.id)) is not None:
            return made.id
        row = _insert(session, submission, basis, answers, held, occasion=occasion, by=by)
        data = {
            "submission": submission.id,
            "policy_sha256": row.policy_digest,
            "answers_sha256": answers_digest,
            "conduct_sha256": basis.conduct["sha256"],
        }
        log.append(session, "run:made", row.id, by=by, at=now, data=data)
        return row.id


def get(session: Session, run_id: str, *, seen_by: str | None = None) -> Run:
    """The run. With `seen_by`, only if that person or system made the submission."""
    row = session.get(Run, run_id)
    if row is None:
        raise NotFoundError(f"there is no run {run_id!r}")
    submissions.get(session, row.submission_id, seen_by=seen_by)
    return row


def submission_of(session: Session, run: Run) -> model.Submission:
    """The submission as the run looked at it: with what was inspected of services under way."""
    given = submissions.revived(session.get_one(Submission, run.submission_id))
    return inspections.joined(given, run.inspections or (), run.as_of.date())


def newest_of(session: Session, submission_id: str) -> Run | None:
    """The newest run of a submission: it supersedes the earlier ones."""
    statement = select(Run).where(Run.submission_id == submission_id).order_by(Run.id.desc())
    return session.scalars(statement.limit(1)).one_or_none()


def results(session: Session, run_id: str) -> tuple[model.CheckResult, ...]:
    """Every answer of a run, in reporting order."""
    bodies = session.scalars(
        select(CheckResult.body).where(CheckResult.run_id == run_id).order_by(CheckResult.position)
    )
    return tuple(revive(model.CheckResult, body) for body in bodies)


def assessment(session: Session, run_id: str) -> model.Assessment:
    """The assessment as it stood before any disposal."""
    return revive(model.Assessment, session.get_one(Assessment, run_id).body)


def findings(session: Session, run_id: str) -> list[Finding]:
    """The findings of a run, in the order in which they were reported."""
    statement = select(Finding).where(Finding.run_id == run_id).order_by(Finding.id)
    return list(session.scalars(statement))


def _insert(
    session: Session,
    submission: Submission,
    basis: Basis,
    answers: Json,
    held: JsonList,
    *,
    occasion: str,
    by: str,
) -> Run:
    now = basis.as_of
    guideline_set = guidelines.record(session, basis.ruleset, now=now)
    row = Run(
        id=new_id("run", now),
        submission_id=submission.id,
        submission_digest=submission.digest,
        as_of=now,
        occasion=occasion,
        requested_by=by,
        policy_digest=basis.policy.digest,
        policy=plain(basis.policy),
        guideline_set_id=guideline_set.id,
        lists=[_list(basis, list_id) for list_id in sorted(basis.held)],
        refused_lists=dict(basis.reference.refused),
        conduct=basis.conduct,
        engine=provenance(),
        inspections=held,
    )
    session.add(row)
    session.flush()
    assessed = answers["assessment"]
    session.add(Assessment(run_id=row.id, recommended=assessed["recommended"], body=assessed))
    for table, rows in (
        (CheckResult, list(_results(row.id, answers))),
        (Finding, list(_findings(row.id, answers, now))),
        (RuleResult, list(_rule_results(row.id, answers))),
    ):
        if rows:
            session.execute(insert(table), rows)
    return row


def _list(basis: Basis, list_id: str) -> dict[str, object]:
    held = basis.held[list_id]
    return {
        "id": list_id,
        "sha256": held.digest,
        "parser": held.parser,
        "snapshot": held.snapshot_id,
        "entries": held.entry_count,
        "published": held.published.isoformat() if held.published else None,
        "checked_at": held.checked_at.isoformat(),
        "changed_at": held.changed_at.isoformat(),
        "files": list(held.files),
    }


def _results(run_id: str, answers: Json) -> Iterator[dict[str, object]]:
    for position, result in enumerate(answers["results"]):
        yield {
            "run_id": run_id,
            "check": result["check"],
            "position": position,
            "answer": result["answer"],
            "reason": result["reason"],
            "body": result,
        }


def _findings(run_id: str, answers: Json, now: datetime) -> Iterator[dict[str, object]]:
    for finding in (each for result in answers["results"] for each in result["findings"]):
        brief = {name: finding[name] for name in ("key", "check", "party", "severity", "sentence")}
        yield {
            "id": new_id("finding", now),
            "run_id": run_id,
            **brief,
            "body": finding,
            "digest": digest(finding),
        }


def _rule_results(run_id: str, answers: Json) -> Iterator[dict[str, object]]:
    for result in answers["assessment"]["results"]:
        yield {"run_id": run_id, "rule": result["rule"], "outcome": result["outcome"]}
