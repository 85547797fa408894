"""Stage 6: a person decides; where it is needed, a second one confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.audit.record import Scribe
from app.errors import ConflictError, Fault, InvalidError, NotFoundError
from app.ids import new_id
from app.models import Decision, DecisionConfirmation, Disposal, GuidelineSet, Run
from app.services import disposals, guidelines, records, runs
from screening import model
from screening.decision import Permitted, permitted, same_person_refused
from screening.guidelines.assess import assess
from screening.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person wants to decide. `supersedes` names the decision it takes the place of."""

    outcome: model.Outcome
    reasons: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a run stands with the disposals that hold: what may be decided, and what not yet."""

    assessment: model.Assessment
    permitted: Permitted
    in_effect: Mapping[str, Disposal]
    open_findings: tuple[str, ...]


def position(session: Session, run: Run, today: date) -> Position:
    """The assessment with the disposals that hold today, and the outcomes it leaves open."""
    results = runs.results(session, run.id)
    in_effect = disposals.in_effect(session, run.id, today)
    said = {key: model.Disposal(row.disposal) for key, row in in_effect.items()}
    submission = runs.submission_of(session, run)
    ruleset = guidelines.revived(session.get_one(GuidelineSet, run.guideline_set_id))
    assessment = assess(submission, results, ruleset, run.as_of, said)
    found = runs.findings(session, run.id)
    return Position(
        assessment=assessment,
        permitted=permitted(assessment, results, said),
        in_effect=in_effect,
        open_findings=tuple(finding.id for finding in found if finding.key not in said),
    )


def decide(
    session: Session, scribe: Scribe, run_id: str, draft: Draft, *, by: str, now: datetime
) -> Decision:
    """Put a decision on record; if nobody else is needed it stands, and its record is signed.

    Raises ConflictError while a finding is open, for an outcome that is not permitted, for a run
    that is no longer the newest, and when another decision stands that the draft does not name.
    """
    log.lock(session)
    run = runs.get(session, run_id)
    _demand_newest(session, run)
    _demand_successor(session, run, draft)
    stands = position(session, run, now.date())
    needs_second = _demand_permitted(stands, draft)
    row = Decision(
        id=new_id("decision", now),
        run_id=run.id,
        outcome=draft.outcome.value,
        reasons=list(draft.reasons),
        conditions=list(draft.conditions),
        author=by,
        at=now,
        needs_second=needs_second,
        permitted=plain(stands.permitted),
        assessment=plain(stands.assessment),
        disposals=[_said(key, disposal) for key, disposal in sorted(stands.in_effect.items())],
        supersedes=draft.supersedes,
    )
    session.add(row)
    session.flush()
    data = {"run": run.id, "outcome": row.outcome, "needs_second": needs_second}
    log.append(session, "decision:made", row.id, by=by, at=now, data=data)
    if not needs_second:
        records.write(session, scribe, row, by=by, now=now)
    return row


def confirm(
    session: Session, scribe: Scribe, decision_id: str, *, note: str, by: str, now: datetime
) -> DecisionConfirmation:
    """The second person's yes: the decision stands, and its record is signed.

    Raises ConflictError for the author of the decision, whatever key was used, for a decision that
    needs nobody else, was confirmed already or superseded, or whose run is no longer the newest.
    """
    log.lock(session)
    decision = get(session, decision_id)
    if problem := same_person_refused(decision.author, by):
        raise ConflictError(problem)
    if not decision.needs_second:
        raise ConflictError("this decision stands without a second person")
    if session.get(DecisionConfirmation, decision_id) is not None:
        raise ConflictError("this decision was confirmed already")
    if _successor(session, decision_id) is not None:
        raise ConflictError("this decision was superseded by another")
    run = runs.get(session, decision.run_id)
    _demand_newest(session, run)
    _demand_same_disposals(session, run, decision, now.date())
    row = DecisionConfirmation(decision_id=decision_id, author=by, at=now, note=note)
    session.add(row)
    session.flush()
    log.append(session, "decision:confirmed", decision_id, by=by, at=now)
    records.write(session, scribe, decision, by=by, now=now)
    return row


def get(session: Session, decision_id: str) -> Decision:
    row = session.get(Decision, decision_id)
    if row is None:
        raise NotFoundError(f"there is no decision {decision_id!r}")
    return row


def stands(session: Session, decision: Decision) -> bool:
    """Whether nobody else is needed any more."""
    confirmed = session.get(DecisionConfirmation, decision.id) is not None
    return confirmed or not decision.needs_second


def newest_of(session: Session, submission_id: str) -> Decision | None:
    """The newest decision on a submission, on whichever of its runs."""
    statement = (
        select(Decision)
        .join(Run, Run.id == Decision.run_id)
        .where(Run.submission_id == submission_id)
        .order_by(Decision.id.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def _demand_newest(session: Session, run: Run) -> None:
    newest = runs.newest_of(session, run.submission_id)
    if newest is not None and newest.id != run.id:
        raise ConflictError(f"the run {run.id} was superseded by {newest.id}: decide on that")


def _demand_successor(session: Session, run: Run, draft: Draft) -> None:
    before = newest_of(session, run.submission_id)
    expected = before.id if before else None
    if draft.supersedes != expected:
        raise ConflictError(
            f"the decision {expected} is on record: name it in `supersedes`"
            if expected
            else f"there is no decision {draft.supersedes!r} on this submission to supersede"
        )


def _demand_permitted(stands: Position, draft: Draft) -> bool:
    """Whether a second person is needed. Raises where the draft may not be decided."""
    if stands.open_findings:
        named = ", ".join(stands.open_findings[:5])
        count = len(stands.open_findings)
        raise ConflictError(f"{count} findings wait for a disposal: {named}")
    wants_conditions = draft.outcome is model.Outcome.ELIGIBLE_WITH_CONDITIONS
    if wants_conditions != bool(draft.conditions):
        problem = (
            "say under which conditions"
            if wants_conditions
            else f"the outcome {draft.outcome} has no conditions"
        )
        raise InvalidError(f"conditions: {problem}", [Fault(problem, pointer="/conditions")])
    choice = stands.permitted.choice(draft.outcome)
    if choice is None:
        why = dict(stands.permitted.refused)[draft.outcome]
        open_to = ", ".join(each.outcome.value for each in stands.permitted.choices)
        raise ConflictError(f"{draft.outcome} may not be chosen: {why}. Open are: {open_to}")
    return choice.second_person


def _demand_same_disposals(session: Session, run: Run, decision: Decision, today: date) -> None:
    now_said = {key: row.id for key, row in disposals.in_effect(session, run.id, today).items()}
    then_said = {said["key"]: said["id"] for said in decision.disposals}
    if now_said != then_said:
        raise ConflictError("a disposal changed or expired since: the author must decide again")


def _successor(session: Session, decision_id: str) -> Decision | None:
    statement = select(Decision).where(Decision.supersedes == decision_id)
    return session.scalars(statement).one_or_none()


def _said(key: str, row: Disposal) -> dict[str, object]:
    return {
        "id": row.id,
        "finding": row.finding_id,
        "key": key,
        "disposal": row.disposal,
        "reason": row.reason,
        "evidence": row.evidence,
        "expires_on": plain(row.expires_on),
        "author": row.author,
        "at": plain(row.at),
    }
