"""Stage 7: a decision that stands becomes one signed file, and one more leaf of the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.audit.record import Scribe, file_of, sign
from app.audit.statement import Grounds, statement
from app.errors import NotFoundError
from app.models import (
    CheckResult,
    Decision,
    DecisionConfirmation,
    GuidelineSet,
    Record,
    Run,
    Submission,
)


def write(
    session: Session, scribe: Scribe, decision: Decision, *, by: str, now: datetime
) -> Record:
    """Sign what the decision rests on, log its digest and keep the file: in this transaction."""
    signed = sign(statement(grounds_of(session, decision)), scribe)
    appended = log.append(
        session,
        "decision:recorded",
        decision.id,
        by=by,
        at=now,
        data={"record_sha256": signed.digest},
    )
    row = Record(
        decision_id=decision.id,
        digest=signed.digest,
        file=file_of(signed, appended, scribe).decode(),
        log_index=appended.index,
        at=now,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, decision_id: str) -> Record:
    """The record of a decision. Raises NotFoundError while a second person is awaited."""
    row = session.get(Record, decision_id)
    if row is None:
        raise NotFoundError(f"there is no record of a decision {decision_id!r}")
    return row


def grounds_of(session: Session, decision: Decision) -> Grounds:
    """Everything the decision rests on, from the rows that hold it."""
    run = session.get_one(Run, decision.run_id)
    submission = session.get_one(Submission, run.submission_id)
    guideline_set = session.get_one(GuidelineSet, run.guideline_set_id)
    return Grounds(
        submission=_submission(submission),
        lists=run.lists,
        policy={"sha256": run.policy_digest, "body": run.policy},
        ruleset={
            "set": guideline_set.id,
            "version": guideline_set.version,
            "sha256": guideline_set.digest,
        },
        engine=run.engine,
        run={
            "id": run.id,
            "as_of": run.as_of,
            "occasion": run.occasion,
            "requested_by": run.requested_by,
            "refused_lists": run.refused_lists or {},
            "conduct": run.conduct,
            "inspections": run.inspections or [],
        },
        results=_results(session, run.id),
        disposals=decision.disposals,
        assessment=decision.assessment,
        decision=_decision(session, decision),
        supersedes=_superseded(session, decision),
    )


def _submission(row: Submission) -> dict[str, object]:
    return {
        "id": row.id,
        "vendor": row.vendor_id,
        "submitted_at": row.submitted_at,
        "submitted_by": row.submitted_by,
        "sha256": row.digest,
        "body": row.body,
    }


def _results(session: Session, run_id: str) -> list[dict[str, object]]:
    statement = select(CheckResult.body).where(CheckResult.run_id == run_id)
    return list(session.scalars(statement.order_by(CheckResult.position)))


def _decision(session: Session, row: Decision) -> dict[str, object]:
    second = session.get(DecisionConfirmation, row.id)
    return {
        "id": row.id,
        "outcome": row.outcome,
        "reasons": row.reasons,
        "conditions": row.conditions,
        "author": row.author,
        "at": row.at,
        "needs_second": row.needs_second,
        "second": {"author": second.author, "at": second.at, "note": second.note}
        if second
        else None,
        "permitted": row.permitted,
    }


def _superseded(session: Session, decision: Decision) -> str | None:
    """Digest of the record this one takes the place of."""
    if decision.supersedes is None:
        return None
    before = session.get(Record, decision.supersedes)
    return before.digest if before else None
