"""What the human-rights record amounts to for one vendor now, and on one axis with all else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.models import Decision, DecisionConfirmation, Run, Submission
from app.services import disposals, runs, submissions
from app.services.loading import Told, untold
from app.services.references import References
from screening import model
from screening.human_rights.account import Account
from screening.human_rights.conduct import Conduct, Review, review
from screening.human_rights.resolving import Resolver
from screening.human_rights.timeline import Mark, Timeline, timeline
from screening.human_rights.weighed import Weighed
from screening.model import CheckResult, Disposal, Finding, Severity

_ASKS_LISTS = ("sanctions", "ineligibility")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """The record held against a vendor's newest submission, as of now."""

    vendor_id: str
    submission: model.Submission
    conduct: Conduct
    review: Review


def of_vendor(session: Session, references: References, vendor_id: str, now: datetime) -> Reviewed:
    """The record of a vendor as a run would find it now. Raises NotFoundError for an unknown one.

    What bars the vendor by gate G3 is what people confirmed of the newest run's findings.
    """
    row = submissions.newest_of(session, vendor_id)
    submission = submissions.revived(row)
    record = references.conduct(session, vendor_id)
    found = review(
        record,
        submission,
        now.date(),
        threshold=references.policy.review_threshold,
        ineligible=_confirmed_bars(session, row, now),
    )
    return Reviewed(vendor_id=vendor_id, submission=submission, conduct=record, review=found)


def touched(
    session: Session,
    references: References,
    accounts: Sequence[Account],
    told: Told = untold,
) -> dict[str, str]:
    """The vendors some of these accounts may speak of, by id, with their names."""
    newest = select(func.max(Submission.id)).group_by(Submission.vendor_id)
    rows = list(
        session.scalars(
            select(Submission).where(Submission.id.in_(newest)).order_by(Submission.vendor_id)
        )
    )
    found: dict[str, str] = {}
    successions = references.everybody(session).successions
    for number, row in enumerate(rows if accounts else ()):
        told("vendors", number, len(rows))
        resolver = Resolver(
            submissions.revived(row).everyone(),
            successions,
            threshold=references.policy.review_threshold,
        )
        if resolver.resolve(accounts).attributions:
            found[row.vendor_id] = row.vendor_name
    return found


def occurrence(reviewed: Reviewed, key: str) -> Weighed:
    """The occurrence that holds the account `key`, weighed. Raises NotFoundError for none."""
    for weighed in reviewed.review.score.weighed:
        if any(account.id == key for account in weighed.occurrence.accounts):
            return weighed
    raise NotFoundError(f"no occurrence with the account {key!r} is known of this vendor")


def axis(session: Session, references: References, vendor_id: str, now: datetime) -> Timeline:
    """Incidents, listings, licences, certifications, ownership and decisions on one axis."""
    reviewed = of_vendor(session, references, vendor_id, now)
    newest = runs.newest_of(session, submissions.newest_of(session, vendor_id).id)
    stated = {fact.id for fact in reviewed.submission.facts}
    membership = reviewed.review.membership
    return timeline(
        reviewed.submission,
        now.date(),
        review=reviewed.review,
        listings=[
            finding
            for result in (runs.results(session, newest.id) if newest else ())
            if result.check in _ASKS_LISTS
            for finding in result.findings
        ],
        # A membership that a fact states is on the axis as that fact.
        memberships=[membership] if membership and membership.id not in stated else [],
        decisions=list(_decisions(session, vendor_id)),
    )


def _confirmed_bars(session: Session, row: Submission, now: datetime) -> list[str]:
    run = runs.newest_of(session, row.id)
    if run is None:
        return []
    said = disposals.in_effect(session, run.id, now.date())
    return [
        finding.sentence
        for finding in _findings(runs.results(session, run.id))
        if finding.severity is Severity.BARS
        and finding.check in _ASKS_LISTS
        and finding.key in said
        and said[finding.key].disposal == Disposal.TRUE_MATCH
    ]


def _findings(results: tuple[CheckResult, ...]) -> Iterator[Finding]:
    return (finding for result in results for finding in result.findings)


def _decisions(session: Session, vendor_id: str) -> Iterator[Mark]:
    """Each decision on the vendor, on the day it was made; whether it stands is said."""
    rows = session.execute(
        select(Decision, DecisionConfirmation)
        .join(Run, Run.id == Decision.run_id)
        .join(Submission, Submission.id == Run.submission_id)
        .outerjoin(DecisionConfirmation, DecisionConfirmation.decision_id == Decision.id)
        .where(Submission.vendor_id == vendor_id)
        .order_by(Decision.id)
    )
    for made, second in rows:
        waits = " (waits for a second person)" if made.needs_second and second is None else ""
        yield Mark(
            lane="decision",
            starts_on=made.at.date(),
            label=f"{made.outcome.replace('_', ' ')}{waits}",
            reference=made.id,
        )
