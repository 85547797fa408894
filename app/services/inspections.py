"""Inspections and contract reviews of services under way, and what they are worth to a run.

An engagement has the id of the submission that names it. Submissions of one vendor for the same
organisation, country and first day are about one engagement, and share what is recorded of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError, Fault, InvalidError, NotFoundError
from app.ids import new_id
from app.models import Inspection, Run, Submission
from app.revive import revive
from app.services import submissions
from screening import model
from screening.human_rights import duties as library
from screening.plain import plain

_SAME = ("organisation", "host_country", "starts_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An inspection or review that took place. `supersedes` names the one it puts right."""

    kind: str
    on: date
    passed: bool
    note: str = ""
    document: str = ""
    supersedes: str | None = None


def record(
    session: Session, engagement_id: str, held: Held, *, by: str, now: datetime
) -> Inspection:
    """Put an inspection on record.

    Raises NotFoundError for an unknown engagement, InvalidError for a day on which it could not
    have been held, ConflictError for one that puts right what was put right already.
    """
    log.lock(session)
    submission = engagement(session, engagement_id)
    _demand_day(submissions.revived(submission).engagement, held.on, now.date())
    _demand_superseded(session, submission, held)
    row = Inspection(
        id=new_id("inspection", now),
        submission_id=submission.id,
        kind=held.kind,
        held_on=held.on,
        passed=held.passed,
        by=by,
        note=held.note,
        document=held.document,
        at=now,
        supersedes=held.supersedes,
    )
    session.add(row)
    data = {"engagement": submission.id, "kind": held.kind, "passed": held.passed}
    log.append(session, "inspection:recorded", row.id, by=by, at=now, data=data)
    return row


def engagement(session: Session, engagement_id: str) -> Submission:
    """The submission that names the engagement."""
    row = session.get(Submission, engagement_id)
    if row is None:
        raise NotFoundError(
            f"there is no engagement {engagement_id!r}: it has the id of its submission"
        )
    return row


def of(session: Session, submission: Submission) -> list[Inspection]:
    """What is on record of the engagement of a submission, first to last, put-right ones aside."""
    kin = [each.id for each in _same_engagement(session, submission)]
    statement = select(Inspection).where(Inspection.submission_id.in_(kin))
    rows = list(session.scalars(statement.order_by(Inspection.held_on, Inspection.id)))
    gone = {row.supersedes for row in rows}
    return [row for row in rows if row.id not in gone]


def dues(session: Session, submission: Submission, as_of: date) -> tuple[library.Due, ...]:
    """How every duty of the engagement stands on a day. Raises ConflictError before it has one."""
    about = submissions.revived(submission).engagement
    if about.starts_on is None:
        raise ConflictError("the submission does not say on which day the services begin")
    return _stand(about, pinned(of(session, submission)), as_of)


def pinned(rows: Iterable[Inspection]) -> list[dict[str, Any]]:
    """What a run keeps of each inspection: enough to work the facts out again, and no notes."""
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "on": row.held_on.isoformat(),
            "passed": row.passed,
            "by": row.by,
            "document": row.document,
        }
        for row in rows
    ]


def joined(
    submission: model.Submission, held: Sequence[Mapping[str, Any]], as_of: date
) -> model.Submission:
    """The submission with what was inspected as facts: they replace what it says of those kinds.

    A pure function of what a run keeps, so that the run can be made again.
    """
    if not held or submission.engagement.starts_on is None:
        return submission
    inspected = library.as_facts(_stand(submission.engagement, held, as_of))
    kinds = {fact.kind for fact in inspected}
    kept = (fact for fact in submission.facts if fact.kind not in kinds)
    return replace(submission, facts=(*kept, *inspected))


def worsened(session: Session, run: Run, today: date) -> tuple[str, ...]:
    """The duties that are not in order now and were, or were unknown, when a run looked."""
    row = session.get_one(Submission, run.submission_id)
    held = pinned(of(session, row))
    if not held:
        return ()
    about = submissions.revived(row).engagement
    then = dict(_went_well(_stand(about, run.inspections or (), run.as_of.date())))
    stands = _stand(about, held, today)
    now = dict(_went_well(stands))
    return tuple(
        due.sentence
        for due in stands
        if now.get(due.duty.kind) is False and then.get(due.duty.kind) is not False
    )


def _went_well(stands: Iterable[library.Due]) -> Iterator[tuple[str, bool]]:
    for fact in library.as_facts(stands):
        yield fact.kind, all(fact.values.values())


def _stand(
    about: model.Engagement, held: Sequence[Mapping[str, Any]], as_of: date
) -> tuple[library.Due, ...]:
    if about.starts_on is None:
        return ()
    inspections = [revive(library.Inspection, each) for each in held]
    return library.stand(
        library.DUTIES, inspections, starts_on=about.starts_on, ends_on=about.ends_on, as_of=as_of
    )


def _same_engagement(session: Session, submission: Submission) -> list[Submission]:
    statement = select(Submission).where(Submission.vendor_id == submission.vendor_id)
    mine = _marks(submission)
    return [each for each in session.scalars(statement) if _marks(each) == mine]


def _marks(submission: Submission) -> list[object]:
    about = plain(submissions.revived(submission).engagement)
    return [about[name] for name in _SAME]  # type: ignore[index]


def _demand_day(about: model.Engagement, day: date, today: date) -> None:
    if about.starts_on is None:
        raise ConflictError(
            "the submission does not say on which day the services begin: hand it in with one"
        )
    problem = ""
    if day > today:
        problem = f"{day} is yet to come"
    elif day < about.starts_on:
        problem = f"the services began on {about.starts_on}, after {day}"
    elif about.ends_on and day > about.ends_on:
        problem = f"the services ended on {about.ends_on}, before {day}"
    if problem:
        raise InvalidError(f"held_on: {problem}", [Fault(problem, pointer="/held_on")])


def _demand_superseded(session: Session, submission: Submission, held: Held) -> None:
    if held.supersedes is None:
        return
    current = {row.id: row for row in of(session, submission)}
    before = current.get(held.supersedes)
    if before is None:
        raise ConflictError(
            f"there is no inspection {held.supersedes!r} of this engagement that still holds"
        )
    if before.kind != held.kind:
        raise ConflictError(f"{before.id} is a {before.kind}, and is put right by another of those")
