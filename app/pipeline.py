"""Where a submission is, read off its records and never stored; and what happens to it next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.models import Assessment, Decision, Record, Run, Submission
from app.services import (
    answering,
    decisions,
    disposals,
    guidelines,
    incidents,
    inspections,
    lists,
    runs,
    submissions,
)
from app.wiring import Service
from screening.model import Outcome
from screening.policy import Policy

BY_THE_SERVICE = "service"


class State(StrEnum):
    """How far a submission has come."""

    RECEIVED = "received"
    AWAITING_DISPOSAL = "awaiting_disposal"
    AWAITING_DECISION = "awaiting_decision"
    AWAITING_SECOND_PERSON = "awaiting_second_person"
    DECIDED = "decided"


class ErpStanding(StrEnum):
    """What an ERP system may do with the vendor."""

    ALLOWED = "ALLOWED"
    WARNING = "WARNING"
    NOT_ALLOWED = "NOT_ALLOWED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a vendor's newest submission has come, and what that allows.

    `changes` says what changed since the run: a decision resting on it should be looked at again.
    """

    vendor_id: str
    vendor_name: str
    submission_id: str
    state: State
    erp: ErpStanding
    recommended: Outcome | None = None
    outcome: Outcome | None = None
    conditions: tuple[str, ...] = ()
    run_id: str | None = None
    decision_id: str | None = None
    record_digest: str | None = None
    log_index: int | None = None
    open_findings: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


_ERP = {
    Outcome.ELIGIBLE: ErpStanding.ALLOWED,
    Outcome.ELIGIBLE_WITH_CONDITIONS: ErpStanding.WARNING,
    Outcome.INSUFFICIENT_INFORMATION: ErpStanding.WARNING,
    Outcome.REFERRED: ErpStanding.NOT_ALLOWED,
    Outcome.NOT_ELIGIBLE: ErpStanding.NOT_ALLOWED,
}


def standing(session: Session, submission: Submission, policy: Policy, now: datetime) -> Standing:
    """Where this submission stands now."""
    run = runs.newest_of(session, submission.id)
    made = decisions.newest_of(session, submission.id)
    recommended = (
        Outcome(session.get_one(Assessment, run.id).recommended) if run is not None else None
    )
    waiting = _open_findings(session, run, now) if run is not None else ()
    state = _state(session, run, made, waiting)
    decided = made if state is State.DECIDED else None
    record = session.get(Record, decided.id) if decided else None
    changes = what_changed(session, run, policy, now) if run is not None else ()
    return Standing(
        vendor_id=submission.vendor_id,
        vendor_name=submission.vendor_name,
        submission_id=submission.id,
        state=state,
        erp=_erp(session, submission, decided, recommended, changes=changes),
        recommended=recommended,
        outcome=Outcome(decided.outcome) if decided else None,
        conditions=tuple(decided.conditions) if decided else (),
        run_id=run.id if run else None,
        decision_id=made.id if made and state is not State.AWAITING_DECISION else None,
        record_digest=record.digest if record else None,
        log_index=record.log_index if record else None,
        open_findings=waiting,
        changes=changes,
    )


def standing_of_vendor(session: Session, vendor_id: str, policy: Policy, now: datetime) -> Standing:
    """Where a vendor stands: by its newest submission."""
    return standing(session, submissions.newest_of(session, vendor_id), policy, now)


def what_changed(session: Session, run: Run, policy: Policy, now: datetime) -> tuple[str, ...]:
    """What a run made now would see that this one did not, each as one sentence."""
    said = []
    used = {each["id"]: each["sha256"] for each in run.lists}
    for list_id, held in lists.in_force(session).items():
        wanted = any(wanted.id == list_id for wanted in policy.lists)
        if wanted and used.get(list_id) != held.digest:
            said.append(f"the list {list_id} changed on {held.changed_at:%Y-%m-%d %H:%M} UTC")
    said += _record_changed(session, run)
    if run.policy_digest != policy.digest:
        said.append(f"the policy changed to version {policy.version}")
    in_force = guidelines.in_force(session)
    if in_force.id != run.guideline_set_id:
        said.append(f"the guideline set changed to version {in_force.ruleset.version}")
    said.extend(inspections.worsened(session, run, now.date()))
    return tuple(said)


def _record_changed(session: Session, run: Run) -> list[str]:
    """Sources read anew since the run, and what people added that touches what it found."""
    used = {each["id"]: each["sha256"] for each in (run.conduct or {}).get("sources", ())}
    said = [
        f"the source {source_id} of the human-rights record changed on {good[-1].at:%Y-%m-%d %H:%M}"
        " UTC"
        for source_id, good in sorted(incidents.readings(session).items())
        if source_id in incidents.KNOWN and used.get(source_id) != good[-1].digest
    ]
    steps = incidents.newest_reading(session, incidents.SUCCESSIONS)
    if steps is not None and steps.at > run.as_of and steps.same_as is None and not steps.problem:
        said.append(f"the successions of companies changed on {steps.at:%Y-%m-%d %H:%M} UTC")
    return [*said, *answering.since(session, run)]


def advance(service: Service, now: datetime) -> list[str]:
    """Run every submission that has no run yet; gives the ids of the runs."""
    with service.database.reading() as session:
        unrun = ~exists().where(Run.submission_id == Submission.id)
        waiting = list(session.scalars(select(Submission.id).where(unrun).order_by(Submission.id)))
    return [
        runs.run(
            service.database,
            service.references,
            submission_id,
            occasion=runs.ARRIVAL,
            by=BY_THE_SERVICE,
            now=now,
        )
        for submission_id in waiting
    ]


def _open_findings(session: Session, run: Run, now: datetime) -> tuple[str, ...]:
    said = disposals.in_effect(session, run.id, now.date())
    found = runs.findings(session, run.id)
    return tuple(finding.id for finding in found if finding.key not in said)


def _state(
    session: Session, run: Run | None, made: Decision | None, waiting: tuple[str, ...]
) -> State:
    if run is None:
        return State.RECEIVED
    if made is not None and made.run_id == run.id:
        stands = decisions.stands(session, made)
        return State.DECIDED if stands else State.AWAITING_SECOND_PERSON
    return State.AWAITING_DISPOSAL if waiting else State.AWAITING_DECISION


def _erp(
    session: Session,
    submission: Submission,
    decided: Decision | None,
    recommended: Outcome | None,
    *,
    changes: tuple[str, ...],
) -> ErpStanding:
    """Only a decision that stands, and rests on what is in force, gives ALLOWED.

    Until then the last decision on the vendor still bars it: handing in again opens no door.
    """
    if decided is not None:
        erp = _ERP[Outcome(decided.outcome)]
        return ErpStanding.WARNING if changes and erp is ErpStanding.ALLOWED else erp
    before = _last_outcome(session, submission.vendor_id)
    known = [_ERP[outcome] for outcome in (recommended, before) if outcome is not None]
    barred = ErpStanding.NOT_ALLOWED in known
    return ErpStanding.NOT_ALLOWED if barred else ErpStanding.WARNING


def _last_outcome(session: Session, vendor_id: str) -> Outcome | None:
    """The outcome of the newest decision on the vendor that stands, on whichever submission."""
    statement = (
        select(Decision.outcome)
        .join(Record, Record.decision_id == Decision.id)
        .join(Run, Run.id == Decision.run_id)
        .join(Submission, Submission.id == Run.submission_id)
        .where(Submission.vendor_id == vendor_id)
        .order_by(Record.log_index.desc())
        .limit(1)
    )
    outcome = session.scalars(statement).one_or_none()
    return Outcome(outcome) if outcome else None
