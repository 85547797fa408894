"""What another policy would change: findings of the stored runs that would appear or vanish.

Every run's own submission is put again to its own lists and rules under either policy. Nothing is
written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.models import Run, Submission
from app.provenance import provenance
from app.revive import revive
from app.services import runs
from app.services.pinned import Pinned
from screening import model
from screening.engine import screen
from screening.matching import UnreadableNameError, compare
from screening.policy import Policy

Between = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding that only one of the policies gives. A score is None where nobody compared."""

    appears: bool
    party: str
    party_name: str
    check: str
    list_id: str
    entry: str
    sentence: str
    old_score: float | None
    new_score: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """What the new policy makes of one run. `answers` are (check, old answer, new answer)."""

    run: str
    vendor: str
    vendor_name: str
    stay: int
    changes: tuple[Change, ...]
    answers: tuple[Between, ...]
    recommended: tuple[str, str]
    same_matcher: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All runs taken together. `recommended` counts runs by (before, after, how many)."""

    runs: int
    runs_changed: int
    appear: int
    vanish: int
    stay: int
    recommended: tuple[tuple[str, str, int], ...]
    runs_of_another_matcher: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One policy's answers to one run. `again` is False for what the run itself found."""

    policy: Policy
    results: tuple[model.CheckResult, ...]
    recommended: str
    again: bool

    def findings(self) -> dict[str, model.Finding]:
        return {each.key: each for result in self.results for each in result.findings}

    def why_not(self, finding: model.Finding) -> str:
        """Why there is no such finding on this side."""
        if not finding.list_id:
            return "another answer"
        for each in (line for result in self.results for line in result.coverage):
            if each.get("list") == finding.list_id:
                if each.get("used"):
                    return f"below the line of {self.policy.review_threshold:.2f}"
                return str(each.get("problem") or "the list was not used")
        return f"the policy does not ask {finding.list_id}"

    def score(self, finding: model.Finding, party: model.Party) -> float | None:
        """What the pair of another side's finding scores on this one, where it is known."""
        near = (miss for result in self.results for miss in result.near_misses)
        for miss in near:
            named = (miss["party"], miss["list"], miss["entry"])
            if named == (finding.party, finding.list_id, finding.entry):
                return float(str(miss["score"]))
        used = self.why_not(finding).startswith("below")
        return _compared(finding, party) if self.again and used else None


def chosen(session: Session, run: str | None, limit: int | None) -> list[str]:
    """Ids of the stored runs to look at, newest first. Raises NotFoundError for an unknown one."""
    if run is not None:
        return [runs.get(session, run).id]
    found = list(session.scalars(select(Run.id).order_by(Run.id.desc()).limit(limit)))
    if not found:
        raise NotFoundError("no run is stored yet: there is nothing to compare the policies on")
    return found


def impact(
    session: Session, pinned: Pinned, run_id: str, old: Policy | None, new: Policy | None
) -> Impact:
    """What changes from `old` to `new` for one run; None is what the run found at its time."""
    run = runs.get(session, run_id)
    vendor = session.get_one(Submission, run.submission_id)
    submission = runs.submission_of(session, run)
    before, after = (_side(session, pinned, run, submission, policy) for policy in (old, new))
    return Impact(
        run=run.id,
        vendor=vendor.vendor_id,
        vendor_name=vendor.vendor_name,
        stay=len(before.findings().keys() & after.findings().keys()),
        changes=tuple(_changes(submission, before, after)),
        answers=tuple(_answers(before, after)),
        recommended=(before.recommended, after.recommended),
        same_matcher=run.engine.get("matcher") == provenance()["matcher"],
    )


def totals(found: Sequence[Impact]) -> Totals:
    changes = [change for each in found for change in each.changes]
    between = Counter(each.recommended for each in found if len(set(each.recommended)) > 1)
    return Totals(
        runs=len(found),
        runs_changed=sum(bool(each.changes or each.answers) for each in found),
        appear=sum(change.appears for change in changes),
        vanish=sum(not change.appears for change in changes),
        stay=sum(each.stay for each in found),
        recommended=tuple((*pair, count) for pair, count in sorted(between.items())),
        runs_of_another_matcher=sum(not each.same_matcher for each in found),
    )


def _side(
    session: Session, pinned: Pinned, run: Run, submission: model.Submission, policy: Policy | None
) -> Side:
    if policy is None:
        return Side(
            policy=revive(Policy, run.policy),
            results=runs.results(session, run.id),
            recommended=runs.assessment(session, run.id).recommended.value,
            again=False,
        )
    found = screen(submission, pinned.reference(session, run), policy)
    recommended = found.assessment.recommended.value
    return Side(policy=policy, results=found.results, recommended=recommended, again=True)


def _changes(submission: model.Submission, before: Side, after: Side) -> Iterator[Change]:
    gone, come = before.findings(), after.findings()
    for key, finding in (gone | come).items():
        if key in gone and key in come:
            continue
        party = submission.party(finding.party)
        here, there = (before, after) if key in gone else (after, before)
        other = there.score(finding, party)
        old, new = (finding.score, other) if here is before else (other, finding.score)
        yield Change(
            appears=here is after,
            party=party.id,
            party_name=party.name,
            check=finding.check,
            list_id=finding.list_id,
            entry=finding.entry,
            sentence=finding.sentence,
            old_score=old,
            new_score=new,
            why=there.why_not(finding),
        )


def _answers(before: Side, after: Side) -> Iterator[Between]:
    then = {result.check: result.answer.value for result in before.results}
    for result in after.results:
        if then.get(result.check, "") != result.answer.value:
            yield result.check, then.get(result.check, ""), result.answer.value


def _compared(finding: model.Finding, party: model.Party) -> float | None:
    entry = finding.evidence.get("entry")
    if not isinstance(entry, Mapping):
        return None
    try:
        return compare(party, revive(model.Entry, entry)).score
    except UnreadableNameError:
        # Found by its number alone.
        return None
