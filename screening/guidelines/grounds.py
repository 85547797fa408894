"""Why a vendor stands where it stands: every ground with the outcome it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening.guidelines.arguments import texts
from screening.guidelines.predicates import parts
from screening.guidelines.rules import EffectiveKind, Kind, Rule, RuleSet, Stage
from screening.guidelines.soundness import CHECK_IDS
from screening.model import (
    Answer,
    CheckResult,
    Disposal,
    Finding,
    Outcome,
    RuleOutcome,
    RuleResult,
    Severity,
)

# Without an answer from each of these, nothing can be recommended (conduct model, gate G5).
MANDATORY_CHECKS = ("sanctions", "ineligibility", "ownership", "human_rights")


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason and the outcome it asks for. `grave`: grave harm, which only people may weigh."""

    outcome: Outcome
    reason: str
    grave: bool = False


# The strictest ground decides (conduct model, section 5).
PRECEDENCE: tuple[tuple[Outcome, bool], ...] = (
    (Outcome.REFERRED, True),  # grave harm
    (Outcome.NOT_ELIGIBLE, False),
    (Outcome.REFERRED, False),
    (Outcome.INSUFFICIENT_INFORMATION, False),
    (Outcome.ELIGIBLE_WITH_CONDITIONS, False),
    (Outcome.ELIGIBLE, False),
)

# What a rule due at selection asks for. What is not here asks for nothing.
AT_SELECTION: Mapping[tuple[EffectiveKind, RuleOutcome], Outcome] = {
    (EffectiveKind.GATE, RuleOutcome.UNMET): Outcome.NOT_ELIGIBLE,
    (EffectiveKind.GATE, RuleOutcome.UNPROVEN): Outcome.INSUFFICIENT_INFORMATION,
    (EffectiveKind.ESCALATION, RuleOutcome.UNMET): Outcome.REFERRED,
    (EffectiveKind.ESCALATION, RuleOutcome.UNPROVEN): Outcome.INSUFFICIENT_INFORMATION,
    (EffectiveKind.PROVISIONAL, RuleOutcome.UNMET): Outcome.REFERRED,
    (EffectiveKind.PROVISIONAL, RuleOutcome.UNPROVEN): Outcome.ELIGIBLE_WITH_CONDITIONS,
    (EffectiveKind.CHECKLIST, RuleOutcome.UNMET): Outcome.ELIGIBLE_WITH_CONDITIONS,
    (EffectiveKind.CHECKLIST, RuleOutcome.UNPROVEN): Outcome.ELIGIBLE_WITH_CONDITIONS,
}
# What is due later can only become a condition: it bars a person or a step, not the vendor.
LATER: frozenset[tuple[Stage, RuleOutcome]] = frozenset(
    {
        (Stage.AWARD, RuleOutcome.UNMET),
        (Stage.DEPLOYMENT, RuleOutcome.UNMET),
        (Stage.DEPLOYMENT, RuleOutcome.UNPROVEN),
        (Stage.CONTRACT, RuleOutcome.UNMET),
    }
)
_CAN_BE_CONDITIONS = (
    EffectiveKind.GATE,
    EffectiveKind.ESCALATION,
    EffectiveKind.PROVISIONAL,
    EffectiveKind.CHECKLIST,
    EffectiveKind.ONGOING,
)
_DUE = {
    Stage.AWARD: "Before award",
    Stage.DEPLOYMENT: "Before anyone deploys",
    Stage.CONTRACT: "During the contract",
}


def grounds(
    results: Sequence[CheckResult],
    rule_results: Sequence[RuleResult],
    ruleset: RuleSet,
    disposals: Mapping[str, Disposal],
) -> tuple[Ground, ...]:
    """Every ground, strictest first; none at all means that nothing stands in the way."""
    found = [
        *_of_findings(results, ruleset, disposals),
        *_of_checks(results, ruleset),
        *_of_rules(rule_results, ruleset),
    ]
    return tuple(sorted(found, key=lambda ground: PRECEDENCE.index((ground.outcome, ground.grave))))


def is_grave(finding: Finding) -> bool:
    """Grave, attributed and credible harm (gate G1 of the conduct model): for people only."""
    if finding.check != "human_rights":
        return False
    return finding.severity is Severity.BARS or finding.evidence.get("gate") == "G1"


def gap(result: CheckResult) -> str:
    """Why a check is not, or not fully, answered; "" where it is."""
    if result.answer is Answer.CLEAR:
        return ""
    if result.answer is Answer.NOT_CHECKED:
        return result.reason or "no reason is given"
    return result.reason


def missing_checks(results: Iterable[CheckResult]) -> dict[str, str]:
    """The checks that were not, or not fully, made, each with the reason."""
    made: dict[str, list[CheckResult]] = {}
    for result in results:
        made.setdefault(result.check, []).append(result)
    missing = {name: "it was not made" for name in CHECK_IDS if name not in made}
    for name, answers in made.items():
        if reasons := [reason for answer in answers if (reason := gap(answer))]:
            missing[name] = "; ".join(reasons)
    return missing


def _of_findings(
    results: Sequence[CheckResult], ruleset: RuleSet, disposals: Mapping[str, Disposal]
) -> Iterator[Ground]:
    for result in results:
        for finding in result.findings:
            disposal = disposals.get(finding.key)
            outcome = _asked_for(finding, disposal)
            if outcome is not None:
                reason = f"{finding.sentence}; {_made_of(disposal)}"
                rules = _rules_on(finding.check, ruleset)
                yield Ground(outcome, f"{rules}: {reason}", is_grave(finding))


def _asked_for(finding: Finding, disposal: Disposal | None) -> Outcome | None:
    """What a finding asks for: people first; only a confirmed bar excludes."""
    if disposal is Disposal.FALSE_MATCH:
        return None
    if is_grave(finding):
        return Outcome.REFERRED
    if finding.severity is Severity.INFORMS:
        waits = finding.check == "human_rights" and disposal is not Disposal.TRUE_MATCH
        return Outcome.REFERRED if waits else None
    if finding.severity is Severity.BARS and disposal is Disposal.TRUE_MATCH:
        return Outcome.NOT_ELIGIBLE
    return Outcome.REFERRED


def _made_of(disposal: Disposal | None) -> str:
    words = {
        None: "awaits a person",
        Disposal.TRUE_MATCH: "confirmed by a person",
        Disposal.UNRESOLVED: "could not be resolved",
    }
    return words[disposal]


def _rules_on(check: str, ruleset: RuleSet) -> str:
    """The deciding rules that rest on a check, or the check's own name."""
    ids = [
        rule.id
        for rule in ruleset.rules
        if rule.kind in (Kind.GATE, Kind.ESCALATION)
        and any(check in texts(part, "checks") for part in parts(rule))
    ]
    return ", ".join(ids) or f"Check {check.replace('_', ' ')}"


def _of_checks(results: Sequence[CheckResult], ruleset: RuleSet) -> Iterator[Ground]:
    for check, reason in missing_checks(results).items():
        mandatory = check in MANDATORY_CHECKS
        yield Ground(
            Outcome.INSUFFICIENT_INFORMATION if mandatory else Outcome.ELIGIBLE_WITH_CONDITIONS,
            f"{_rules_on(check, ruleset)}: not fully checked ({check.replace('_', ' ')}): {reason}",
        )


def _of_rules(rule_results: Sequence[RuleResult], ruleset: RuleSet) -> Iterator[Ground]:
    """One ground a rule; checklist and later rules that are only unproven share one line each."""
    shared: dict[str, list[str]] = {}
    for result in rule_results:
        rule = ruleset.rule(result.rule)
        outcome = _asked_by(rule, result.outcome)
        if outcome is None or _told_by_check(result):
            continue
        if result.outcome is RuleOutcome.UNPROVEN and (heading := _heading(rule)):
            shared.setdefault(heading, []).append(rule.id)
            continue
        when = f" ({_DUE[rule.stage].lower()})" if rule.stage in _DUE else ""
        yield Ground(outcome, f"{rule.id}{when}: {result.sentence}")
    for heading, ids in shared.items():
        yield Ground(Outcome.ELIGIBLE_WITH_CONDITIONS, f"{heading}: {', '.join(ids)}")


def _asked_by(rule: Rule, outcome: RuleOutcome) -> Outcome | None:
    if rule.stage is Stage.SELECTION:
        return AT_SELECTION.get((rule.effective_kind, outcome))
    if rule.effective_kind in _CAN_BE_CONDITIONS and (rule.stage, outcome) in LATER:
        return Outcome.ELIGIBLE_WITH_CONDITIONS
    return None


def _told_by_check(result: RuleResult) -> bool:
    """It rests on mandatory checks alone, whose own grounds are as strict and name this rule."""
    mandatory = {f"check:{name}" for name in MANDATORY_CHECKS}
    return bool(result.basis) and mandatory.issuperset(result.basis)


def _heading(rule: Rule) -> str:
    if rule.stage is Stage.DEPLOYMENT:
        return f"{_DUE[rule.stage]}, still to be shown"
    if rule.effective_kind is EffectiveKind.CHECKLIST:
        return "Checklist, still to be shown"
    return ""
