"""How much of the vendor is owned by natural persons who are named, and why is the rest not?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from screening.checks.context import Context
from screening.model import Answer, CheckResult, Finding, Severity
from screening.ownership.completeness import Completeness, completeness
from screening.ownership.graph import Graph, build
from screening.ownership.intervals import percent
from screening.ownership.regimes import rules_of
from screening.plain import digest

QUESTION = "How much of the vendor is owned by identified natural persons, and why is the rest not?"
# FATF R.24 asks for two sources where a stake is large enough to make an owner.
_MATERIAL = Fraction(1, 4)


def owners_known(context: Context) -> CheckResult:
    """Clear when persons and states who are named own more than the policy lets be unnamed."""
    submission = context.submission
    if not submission.stakes:
        return _result(reason="the submission states no ownership: give stakes or BODS statements")
    graph = build(submission, context.as_of.date())
    found = completeness(graph)
    unnamed = 1 - found.named
    enough = unnamed < rules_of(context.policy.ownership).unnamed
    return _result(
        reason="" if enough else f"{percent(unnamed)} has no named owner: {found.sentence()}",
        findings=tuple(_bearer(graph)),
        coverage=_coverage(graph, found),
    )


def _result(
    *, reason: str, findings: tuple[Finding, ...] = (), coverage: dict[str, object] | None = None
) -> CheckResult:
    return CheckResult(
        check="completeness",
        question=QUESTION,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if reason else Answer.CLEAR,
        reason=reason,
        findings=findings,
        coverage=(coverage,) if coverage else (),
    )


def _bearer(graph: Graph) -> Iterator[Finding]:
    """Bearer shares anywhere above the vendor: nobody can say whose they are (FATF R.24)."""
    near = graph.above() | {"vendor"}
    for one in graph.merged:
        company = one.stake.company
        if not one.stake.bearer or company not in near:
            continue
        yield Finding(
            key=digest(["completeness", "bearer", company, sorted(one.stakes)])[:16],
            check="completeness",
            party=company,
            severity=Severity.REFERS,
            sentence=(
                "bearer shares: whoever has the paper owns them, so their owner is unknown until "
                "they are converted or lie with a custodian (FATF R.24)"
            ),
            paths=graph.paths(company) or (("vendor",),),
            evidence={"stakes": list(one.stakes)},
        )


def _coverage(graph: Graph, found: Completeness) -> dict[str, object]:
    read = [one.stake.retrieved_on for one in graph.merged if one.stake.retrieved_on]
    return {
        "as_of": graph.day.isoformat(),
        "persons": found.persons,
        "states": found.states,
        "unnamed": 1 - found.named,
        "missing": dict(found.missing),
        "stated_once": [
            f"{one.stake.owner} in {one.stake.company}"
            for one in graph.merged
            if one.stake.owner and one.share and one.share.lower >= _MATERIAL and not one.confirmed
        ],
        "oldest_source": min(read).isoformat() if read else "",
    }
