"""What a person may decide, and when a second person is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from screening.guidelines.grounds import MANDATORY_CHECKS, is_grave, missing_checks
from screening.guidelines.rules import EffectiveKind
from screening.model import (
    Assessment,
    CheckResult,
    Disposal,
    Finding,
    Outcome,
    RuleOutcome,
    Severity,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome that may be chosen. Reasons are always due; `second_person` must be another."""

    outcome: Outcome
    second_person: bool
    why: str


@dataclass(frozen=True, slots=True)
class Permitted:
    """What may be chosen, and what may not with the sentence why."""

    choices: tuple[Choice, ...]
    refused: tuple[tuple[Outcome, str], ...]

    def choice(self, outcome: Outcome) -> Choice | None:
        """The choice of this outcome, or None where it may not be chosen."""
        return next((choice for choice in self.choices if choice.outcome is outcome), None)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What the limits look at."""

    assessment: Assessment
    results: Sequence[CheckResult]
    disposals: Mapping[str, Disposal]

    def findings(self, *disposals: Disposal) -> list[Finding]:
        return [
            finding
            for result in self.results
            for finding in result.findings
            if self.disposals.get(finding.key) in disposals
        ]


@dataclass(frozen=True, slots=True)
class _Limit:
    """Where `applies` gives a reason, only `outcomes` may be chosen. `second`: even for those."""

    applies: Callable[[_Standing], str]
    outcomes: tuple[Outcome, ...]
    second: bool = False


# Mildest first: to the right of the recommendation is stricter, to the left milder.
MILDEST_FIRST = (
    Outcome.ELIGIBLE,
    Outcome.ELIGIBLE_WITH_CONDITIONS,
    Outcome.INSUFFICIENT_INFORMATION,
    Outcome.REFERRED,
    Outcome.NOT_ELIGIBLE,
)
_NOT_CLEARING = (Outcome.INSUFFICIENT_INFORMATION, Outcome.REFERRED, Outcome.NOT_ELIGIBLE)
_UP_OR_OUT = (Outcome.REFERRED, Outcome.NOT_ELIGIBLE)
# Gates that two people may waive: membership of the Code and what hangs on it (conduct model, G4).
WAIVABLE = frozenset({"GL-SEL-01", "GL-SEL-02"})


def permitted(
    assessment: Assessment, results: Sequence[CheckResult], disposals: Mapping[str, Disposal]
) -> Permitted:
    """Which outcomes may be chosen now. While a finding has no disposal there is none.

    `assessment` is the one made with these `disposals`.
    """
    standing = _Standing(assessment, results, disposals)
    if undisposed := [
        finding for result in results for finding in result.findings if finding.key not in disposals
    ]:
        why = "Dispose of these findings first: " + ", ".join(f.key for f in undisposed)
        return Permitted((), tuple((outcome, why) for outcome in MILDEST_FIRST))
    judged = [(outcome, _judge(outcome, standing)) for outcome in MILDEST_FIRST]
    return Permitted(
        tuple(judgement for _, judgement in judged if isinstance(judgement, Choice)),
        tuple((outcome, why) for outcome, why in judged if isinstance(why, str)),
    )


def same_person_refused(author: str, second: str) -> str:
    """Why these two cannot stand for one decision, or "" if they can. Raises nothing."""
    if not author.strip():
        return "A decision needs an author"
    if not second.strip():
        return "This decision needs a second person"
    if author.strip().casefold() == second.strip().casefold():
        return f"The second person must be somebody other than the author, {author.strip()}"
    return ""


def _judge(outcome: Outcome, standing: _Standing) -> Choice | str:
    """The choice of `outcome`, or the sentence why it may not be chosen."""
    two = outcome is Outcome.NOT_ELIGIBLE
    for limit in _LIMITS:
        if reason := limit.applies(standing):
            if outcome not in limit.outcomes:
                return reason
            two = two or limit.second
    recommended = standing.assessment.recommended
    distance = MILDEST_FIRST.index(outcome) - MILDEST_FIRST.index(recommended)
    if distance == 0:
        return Choice(outcome, two, "As recommended")
    if outcome is Outcome.ELIGIBLE:
        return f"Only a vendor recommended as eligible can be found so; this one is {recommended}"
    if distance > 0:
        return Choice(outcome, two, f"Stricter than recommended ({recommended})")
    why = f"Milder than recommended ({recommended}){_waived(standing)}"
    return Choice(outcome, second_person=True, why=why)


def _grave(standing: _Standing) -> str:
    found = standing.findings(Disposal.TRUE_MATCH, Disposal.UNRESOLVED)
    return _because("Grave human-rights harm: only referral or refusal", filter(is_grave, found))


def _barred(standing: _Standing) -> str:
    """Grave harm beside it still goes up to people, who may refuse."""
    if _grave(standing):
        return ""
    found = standing.findings(Disposal.TRUE_MATCH)
    return _because("Confirmed on a list that bars an award", filter(_bars, found))


def _doubtful_bar(standing: _Standing) -> str:
    found = standing.findings(Disposal.UNRESOLVED)
    return _because("A listing that would bar an award is not resolved", filter(_bars, found))


def _unchecked(standing: _Standing) -> str:
    missing = missing_checks(standing.results)
    named = [f"{name} ({missing[name]})" for name in MANDATORY_CHECKS if name in missing]
    return f"Not fully checked: {'; '.join(named)}" if named else ""


def _gate_unmet(standing: _Standing) -> str:
    """A gate nobody may waive. One that two people may waive is left to them."""
    if standing.assessment.recommended is not Outcome.NOT_ELIGIBLE:
        return ""
    firm = [rule for rule in _unmet_gates(standing) if rule not in WAIVABLE]
    return f"A mandatory requirement is not met: {', '.join(firm)}" if firm else ""


# Every limit that applies binds.
_LIMITS = (
    _Limit(_grave, _UP_OR_OUT, second=True),
    _Limit(_barred, (Outcome.NOT_ELIGIBLE,)),
    _Limit(_doubtful_bar, _NOT_CLEARING),
    _Limit(_unchecked, _NOT_CLEARING),
    _Limit(_gate_unmet, _UP_OR_OUT),
)


def _because(reason: str, found: Sequence[Finding] | filter[Finding]) -> str:
    keys = ", ".join(finding.key for finding in found)
    return f"{reason} ({keys})" if keys else ""


def _bars(finding: Finding) -> bool:
    return finding.severity is Severity.BARS and not is_grave(finding)


def _unmet_gates(standing: _Standing) -> list[str]:
    return [
        result.rule
        for result in standing.assessment.results
        if result.effective_kind == EffectiveKind.GATE and result.outcome is RuleOutcome.UNMET
    ]


def _waived(standing: _Standing) -> str:
    unmet = [rule for rule in _unmet_gates(standing) if rule in WAIVABLE]
    return f"; waives {', '.join(unmet)}" if unmet else ""
