"""What the rule set makes of a submission and of the checks' answers. It only recommends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from screening.guidelines.dossier import WORST_FIRST, Dossier
from screening.guidelines.grounds import grounds
from screening.guidelines.predicates import put
from screening.guidelines.rules import EffectiveKind, Kind, Rule, RuleSet, Standing
from screening.model import (
    Answer,
    Assessment,
    CheckResult,
    Disposal,
    Outcome,
    RuleOutcome,
    RuleResult,
    Submission,
)

_NO_DISPOSALS: Mapping[str, Disposal] = MappingProxyType({})
_NOTHING_OPEN = "Every gate due at selection is met and every check is answered; nothing is open"


def assess(
    submission: Submission,
    results: Sequence[CheckResult],
    ruleset: RuleSet,
    as_of: datetime,
    disposals: Mapping[str, Disposal] = _NO_DISPOSALS,
) -> Assessment:
    """Put every rule to the submission. A check that is absent counts as not made.

    `disposals` are by the findings' keys. The strictest ground is the recommendation
    (`grounds.PRECEDENCE`); what is asked of the UN itself never counts against the vendor.
    """
    dossier = Dossier(
        submission=submission,
        ruleset=ruleset,
        results=_by_check(results),
        disposals=disposals,
        as_of=as_of.date(),
    )
    rule_results = tuple(_result(rule, dossier) for rule in ruleset.rules)
    found = grounds(results, rule_results, ruleset, disposals)
    use_approved, use_reasons = _use(rule_results, ruleset, armed=submission.engagement.armed)
    return Assessment(
        ruleset=ruleset.id,
        ruleset_version=ruleset.version,
        ruleset_digest=ruleset.digest,
        recommended=found[0].outcome if found else Outcome.ELIGIBLE,
        reasons=tuple(dict.fromkeys(ground.reason for ground in found)) or (_NOTHING_OPEN,),
        results=rule_results,
        use_approved=use_approved,
        use_reasons=use_reasons,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One rule as shown: what it asks, where that is written, how sure that is, how it came out."""

    result: RuleResult
    rule: Rule
    reference: str
    standing: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rules shown together, worst first. `counts` covers all of them even if `lines` is empty."""

    title: str
    lines: tuple[Line, ...]
    counts: tuple[tuple[RuleOutcome, int], ...]


_DECIDING = frozenset(
    {
        EffectiveKind.GATE,
        EffectiveKind.ESCALATION,
        EffectiveKind.PRECONDITION,
        EffectiveKind.PROVISIONAL,
        EffectiveKind.CHECKLIST,
    }
)
_WEIGHED = frozenset({EffectiveKind.SCORED, EffectiveKind.ONGOING})


def ordered(
    assessment: Assessment, ruleset: RuleSet, *, everything: bool = False
) -> tuple[Section, ...]:
    """The results in the order people read them; good practice is only counted unless `everything`.

    `ruleset` is the one the assessment was made under. Raises KeyError for another.
    """
    lines = [_line(result, ruleset) for result in assessment.results]
    deciding = [line for line in lines if line.rule.effective_kind in _DECIDING]
    proven = [line for line in deciding if line.result.outcome is not RuleOutcome.UNPROVEN]
    gates = [line for line in proven if line.rule.kind is not Kind.PRECONDITION]
    preconditions = [line for line in proven if line.rule.kind is Kind.PRECONDITION]
    unproven = [line for line in deciding if line.result.outcome is RuleOutcome.UNPROVEN]
    weighed = [line for line in lines if line.rule.effective_kind in _WEIGHED]
    rest = [line for line in lines if line.rule.effective_kind not in _DECIDING | _WEIGHED]
    return (
        _section("Gates", gates),
        _section("Preconditions on the UN side", preconditions),
        _section("Unproven", unproven),
        _section("Scored and ongoing", weighed),
        _section("Good practice and record", rest, shown=everything),
    )


def reference(rule: Rule, ruleset: RuleSet) -> str:
    """Where the rule is written, as far as that is known."""
    title = next((one.title for one in ruleset.instruments if one.id == rule.instrument), "")
    section = f", section {rule.section}" if rule.section else ""
    paragraph = f", {rule.paragraph}" if rule.paragraph else ""
    return f"{title or rule.instrument}{section}{paragraph}"


def standing(rule: Rule) -> str:
    """How sure the wording is, in words: never left out where a rule is shown."""
    if rule.verification is Standing.CONFIRMED:
        return "confirmed"
    if rule.verification is Standing.SECONDARY:
        return "from a secondary source, to be confirmed"
    return f"unverified, confidence {rule.confidence or 'unknown'}"


def _by_check(results: Iterable[CheckResult]) -> dict[str, CheckResult]:
    """The answers by check. Where a check answered twice, a clear answer never hides another."""
    answers: dict[str, CheckResult] = {}
    for result in results:
        if result.check not in answers or answers[result.check].answer is Answer.CLEAR:
            answers[result.check] = result
    return answers


def _result(rule: Rule, dossier: Dossier) -> RuleResult:
    verdict = put(rule, dossier)
    return RuleResult(
        rule=rule.id,
        outcome=verdict.outcome,
        effective_kind=rule.effective_kind.value,
        sentence=verdict.sentence,
        basis=verdict.basis,
    )


def _use(
    rule_results: Sequence[RuleResult], ruleset: RuleSet, *, armed: bool
) -> tuple[RuleOutcome, tuple[str, ...]]:
    """The UN's own decision to use armed guards: need, preconditions, approval in force.

    Use needs a live approval whatever the standing of that rule's wording.
    """
    if not armed:
        return RuleOutcome.NOT_APPLICABLE, ("No armed use is asked for",)
    asked = [
        (ruleset.rule(result.rule), result)
        for result in rule_results
        if ruleset.rule(result.rule).kind is Kind.PRECONDITION
        and result.outcome is not RuleOutcome.NOT_APPLICABLE
    ]
    unmet = [
        f"{rule.id}: {result.sentence}"
        for rule, result in asked
        if result.outcome is RuleOutcome.UNMET and _can_refuse(rule)
    ]
    doubtful = [
        (rule, result)
        for rule, result in asked
        if rule.effective_kind is not EffectiveKind.INFORMATION
        and result.outcome is not RuleOutcome.MET
        and not (result.outcome is RuleOutcome.UNMET and _can_refuse(rule))
    ]
    if not unmet and not doubtful:
        return RuleOutcome.MET, ("Every precondition on the UN side is on record",)
    contrary = [
        f"{r.id}: {one.sentence}" for r, one in doubtful if one.outcome is RuleOutcome.UNMET
    ]
    absent = [r.id for r, one in doubtful if one.outcome is RuleOutcome.UNPROVEN]
    still = (f"Still to be shown by the UN side: {', '.join(absent)}",) if absent else ()
    outcome = RuleOutcome.UNMET if unmet else RuleOutcome.UNPROVEN
    return outcome, (*unmet, *contrary, *still)


def _can_refuse(rule: Rule) -> bool:
    return rule.effective_kind is EffectiveKind.PRECONDITION or rule.predicate == "approval_live"


def _line(result: RuleResult, ruleset: RuleSet) -> Line:
    rule = ruleset.rule(result.rule)
    return Line(result, rule, reference(rule, ruleset), standing(rule))


def _section(title: str, lines: Sequence[Line], *, shown: bool = True) -> Section:
    tally = Counter(line.result.outcome for line in lines)
    order = tuple(EffectiveKind)
    worst_first = sorted(
        lines,
        key=lambda line: (
            WORST_FIRST.index(line.result.outcome),
            order.index(line.rule.effective_kind),
        ),
    )
    return Section(
        title,
        tuple(worst_first) if shown else (),
        tuple((outcome, tally[outcome]) for outcome in WORST_FIRST if tally[outcome]),
    )
