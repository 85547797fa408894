"""Runs: every check put to a submission, and what the rule set makes of the answers."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api.answers import Answer, Paged, Question, fails
from app.api.strict import StrictRoute
from app.auth import Anybody, Runner
from app.deps import Now, Reading, Served
from app.models import GuidelineSet, Run, Submission
from app.services import decisions, guidelines, runs
from screening.guidelines.assess import Section, ordered
from screening.model import Outcome, RuleOutcome
from screening.plain import plain

router = APIRouter(prefix="/v1/runs", tags=["runs"], route_class=StrictRoute)


class RunIn(Question):
    """Which submission to look at."""

    submission: str = Field(
        min_length=1, max_length=80, examples=["submission_0197c2f3a1e0000010f3a9c2d4e5"]
    )
    """Id of the submission."""


class ListUsed(Answer):
    """One list as the run saw it."""

    id: str
    """Id of the list."""
    sha256: str
    """SHA-256 of the publisher's bytes."""
    published: datetime | None
    """The publisher's own date."""
    checked_at: datetime
    """When the publisher was last asked."""
    changed_at: datetime
    """When this version came in."""
    entries: int
    """Number of entries."""


class RunOut(Answer):
    """A run, without its answers."""

    id: str
    """Id of the run."""
    submission_id: str
    """The submission it looked at."""
    submission_digest: str
    """SHA-256 of that submission."""
    as_of: datetime
    """The clock of the run."""
    occasion: str
    """Why it was made: requested, arrival or change."""
    requested_by: str
    """Who asked for it."""
    policy_digest: str
    """SHA-256 of the policy in force."""
    guideline_set_id: str
    """The version of the rule set in force."""
    lists: list[ListUsed]
    """The lists in force."""
    conduct: dict[str, Any] | None
    """The human-rights record as the run saw it: digest, weights, every source with its date."""
    ongoing: bool
    """Whether it looked at services under way: inspections on record joined the facts."""
    engine: dict[str, str]
    """Versions and digests of the code that ran."""


class CheckResultOut(Answer):
    """How one question was answered."""

    check: str
    """Id of the check."""
    question: str
    """The question it asks."""
    answer: Literal["clear", "findings", "not_checked"]
    """Nothing but evidence gives `clear`."""
    reason: str
    """Why it was not checked, in full or in part."""
    findings: list[dict[str, Any]]
    """What a person must look at; `GET /v1/findings?run=` has their ids."""
    coverage: list[dict[str, Any]]
    """What was looked at, in which version."""
    near_misses: list[dict[str, Any]]
    """What came closest below the line."""


class RunWhole(RunOut):
    """A run with its answers."""

    results: list[CheckResultOut]
    """Every question once, in reporting order."""


class RuleLine(Answer):
    """How one rule came out, with what it asks for and where that is written."""

    rule: str
    """Id of the rule; `GET /v1/guidelines/{rule}` tells it in full."""
    outcome: RuleOutcome
    """Met, unmet, unproven or not applicable."""
    effective_kind: str
    """What the rule can do as far as its wording is confirmed."""
    sentence: str
    """Why, in one sentence."""
    basis: list[str]
    """The facts and checks it rests on."""
    text: str
    """What the rule asks for."""
    reference: str
    """Where that is written."""
    standing: str
    """How sure the wording is."""


class RuleSection(Answer):
    """Rules that are read together, worst first."""

    title: str
    """What they are."""
    counts: dict[str, int]
    """How many came out how, those not shown included."""
    rules: list[RuleLine]
    """The rules; those of good practice only with `?rules=all`."""


class ChoiceOut(Answer):
    """An outcome that may be decided."""

    outcome: Outcome
    """The outcome."""
    second_person: bool
    """Whether a second person must confirm it."""
    why: str
    """How it relates to what is recommended."""


class AssessmentOut(Answer):
    """What the rule set makes of a run, with the disposals that hold now. People decide."""

    run_id: str
    """The run."""
    ruleset_version: str
    """Version of the rule set."""
    recommended: Outcome
    """What the rule set recommends."""
    reasons: list[str]
    """Why, most decisive first."""
    use_approved: RuleOutcome
    """Whether the UN itself decided to use armed guards: not a property of the vendor."""
    use_reasons: list[str]
    """Why."""
    sections: list[RuleSection]
    """The rules: what decides first."""
    permitted: list[ChoiceOut]
    """The outcomes that may be decided."""
    refused: dict[str, str]
    """The outcomes that may not, and why."""
    open_findings: list[str]
    """Findings that wait for a disposal; until then nothing can be decided."""


@router.post("", status_code=HTTPStatus.CREATED, responses=fails(HTTPStatus.NOT_FOUND, body=True))
def make_run(given: RunIn, caller: Runner, service: Served, now: Now, response: Response) -> RunOut:
    """Put every check to a submission, against the lists, rules and policy in force."""
    run_id = runs.run(
        service.database,
        service.references,
        given.submission,
        occasion="requested",
        by=caller.person,
        now=now,
        seen_by=caller.sees,
    )
    response.headers["Location"] = f"/v1/runs/{run_id}"
    with service.database.reading() as session:
        return RunOut.model_validate(runs.get(session, run_id))


@router.get("", responses=fails())
def list_runs(
    caller: Anybody,
    session: Reading,
    page: Paged,
    submission: Annotated[str | None, Query(description="Only those of it.")] = None,
) -> list[RunOut]:
    """Runs, newest first; a system sees those of its own submissions."""
    statement = select(Run).join(Submission, Submission.id == Run.submission_id)
    if caller.sees is not None:
        statement = statement.where(Submission.submitted_by == caller.sees)
    if submission is not None:
        statement = statement.where(Run.submission_id == submission)
    return [RunOut.model_validate(row) for row in page.of(session, statement, Run.id)]


@router.get("/{run_id}", responses=fails(HTTPStatus.NOT_FOUND))
def get_run(run_id: str, caller: Anybody, session: Reading) -> RunWhole:
    """One run with every answer."""
    row = runs.get(session, run_id, seen_by=caller.sees)
    said = RunOut.model_validate(row).model_dump()
    return RunWhole(**said, results=plain(runs.results(session, run_id)))


@router.get("/{run_id}/assessment", responses=fails(HTTPStatus.NOT_FOUND))
def get_assessment(
    run_id: str,
    caller: Anybody,
    session: Reading,
    now: Now,
    rules: Annotated[
        Literal["deciding", "all"], Query(description="Only what decides, or every rule.")
    ] = "deciding",
) -> AssessmentOut:
    """What the rule set makes of a run, and what may be decided."""
    row = runs.get(session, run_id, seen_by=caller.sees)
    return assessment_of(session, row, now, everything=rules == "all")


def assessment_of(session: Session, run: Run, now: datetime, *, everything: bool) -> AssessmentOut:
    """The assessment as it stands now, as an answer."""
    stands = decisions.position(session, run, now.date())
    assessed = stands.assessment
    ruleset = guidelines.revived(session.get_one(GuidelineSet, run.guideline_set_id))
    return AssessmentOut(
        run_id=run.id,
        ruleset_version=assessed.ruleset_version,
        recommended=assessed.recommended,
        reasons=list(assessed.reasons),
        use_approved=assessed.use_approved,
        use_reasons=list(assessed.use_reasons),
        sections=[
            _section(section) for section in ordered(assessed, ruleset, everything=everything)
        ],
        permitted=[ChoiceOut.model_validate(choice) for choice in stands.permitted.choices],
        refused={outcome.value: why for outcome, why in stands.permitted.refused},
        open_findings=list(stands.open_findings),
    )


def _section(section: Section) -> RuleSection:
    return RuleSection(
        title=section.title,
        counts={outcome.value: count for outcome, count in section.counts},
        rules=[
            RuleLine(
                rule=line.rule.id,
                outcome=line.result.outcome,
                effective_kind=line.result.effective_kind,
                sentence=line.result.sentence,
                basis=list(line.result.basis),
                text=line.rule.text,
                reference=line.reference,
                standing=line.standing,
            )
            for line in section.lines
        ],
    )
