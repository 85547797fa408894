"""Stage 5: what people make of findings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError, Fault, InvalidError, NotFoundError
from app.ids import new_id
from app.models import Disposal, Finding, Run, Submission
from app.services import runs
from screening import model


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a person says of a finding, and until when it holds (`expires_on` is its last day)."""

    disposal: model.Disposal
    reason: str
    evidence: tuple[str, ...] = ()
    expires_on: date | None = None


def dispose(session: Session, finding_id: str, made: Made, *, by: str, now: datetime) -> Disposal:
    """Put on record what `by` makes of a finding; it supersedes what was said of it before.

    Raises ConflictError for a finding of a superseded run: the newest run has its own.
    """
    log.lock(session)
    finding = get_finding(session, finding_id)
    run = session.get_one(Run, finding.run_id)
    newest = runs.newest_of(session, run.submission_id)
    if newest is not None and newest.id != run.id:
        raise ConflictError(f"the run {run.id} was superseded by {newest.id}: dispose of that")
    if made.expires_on is not None and made.expires_on < now.date():
        problem = f"{made.expires_on} is in the past"
        raise InvalidError(f"expires_on: {problem}", [Fault(problem, pointer="/expires_on")])
    before = _newest_for(session, finding)
    row = Disposal(
        id=new_id("disposal", now),
        finding_id=finding.id,
        disposal=made.disposal.value,
        reason=made.reason,
        evidence=list(made.evidence),
        expires_on=made.expires_on,
        author=by,
        at=now,
        supersedes=before.id if before else None,
    )
    session.add(row)
    data = {"finding": finding.id, "disposal": row.disposal}
    log.append(session, "finding:disposed", row.id, by=by, at=now, data=data)
    return row


def in_effect(session: Session, run_id: str, today: date) -> dict[str, Disposal]:
    """By finding key, what holds today: the newest disposal of each finding, unless it expired.

    A disposal made in an earlier run of the same vendor holds on while the finding is word for word
    the same; whatever in it changes, a person looks again.
    """
    newest = {
        finding.key: _newest_for(session, finding) for finding in runs.findings(session, run_id)
    }
    return {
        key: row
        for key, row in newest.items()
        if row is not None and (row.expires_on is None or row.expires_on >= today)
    }


def of_finding(session: Session, finding_id: str) -> list[Disposal]:
    """Everything said of a finding, newest first."""
    statement = select(Disposal).where(Disposal.finding_id == finding_id)
    return list(session.scalars(statement.order_by(Disposal.id.desc())))


def get_finding(session: Session, finding_id: str) -> Finding:
    row = session.get(Finding, finding_id)
    if row is None:
        raise NotFoundError(f"there is no finding {finding_id!r}")
    return row


def _newest_for(session: Session, finding: Finding) -> Disposal | None:
    vendor = (
        select(Submission.vendor_id)
        .join(Run, Run.submission_id == Submission.id)
        .where(Run.id == finding.run_id)
        .scalar_subquery()
    )
    statement = (
        select(Disposal)
        .join(Finding, Finding.id == Disposal.finding_id)
        .join(Run, Run.id == Finding.run_id)
        .join(Submission, Submission.id == Run.submission_id)
        .where(
            Submission.vendor_id == vendor,
            Finding.key == finding.key,
            Finding.digest == finding.digest,
        )
        .order_by(Disposal.id.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()
