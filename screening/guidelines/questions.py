"""Predicates on what was asked and answered: the checks' answers and the vendor's declarations."""

from __future__ import annotations

from datetime import date

from screening.guidelines.arguments import texts
from screening.guidelines.dossier import Dossier, Verdict, together
from screening.guidelines.rules import Kind, Rule
from screening.model import (
    Answer,
    CheckResult,
    Declaration,
    Disposal,
    Finding,
    RuleOutcome,
    Severity,
)


def check_clear(rule: Rule, dossier: Dossier) -> Verdict:
    """Each of the `checks` was made and nothing it found, on the `lists` if named, stands.

    What only informs is left aside, unless the rule is there to bring everything before people.
    """
    return together(_check(name, rule, dossier) for name in texts(rule, "checks"))


def _check(name: str, rule: Rule, dossier: Dossier) -> Verdict:
    basis = (f"check:{name}",)
    result = dossier.results.get(name)
    words = name.replace("_", " ")
    if result is None:
        return Verdict(RuleOutcome.UNPROVEN, f"The check on {words} was not made", basis)
    verdicts = [of_finding(f, rule, dossier, basis) for f in _telling(result, rule)]
    if result.answer is Answer.NOT_CHECKED or (result.answer is Answer.FINDINGS and result.reason):
        verdicts.append(
            Verdict(RuleOutcome.UNPROVEN, f"Not fully checked ({words}): {result.reason}", basis)
        )
    if not verdicts:
        return Verdict(RuleOutcome.MET, f"The check on {words} found nothing that stands", basis)
    return together(verdicts)


def _telling(result: CheckResult, rule: Rule) -> tuple[Finding, ...]:
    lists = texts(rule, "lists")
    return tuple(
        finding
        for finding in result.findings
        if (finding.severity is not Severity.INFORMS or rule.kind is Kind.ESCALATION)
        and (not lists or finding.list_id in lists)
    )


def of_finding(finding: Finding, rule: Rule, dossier: Dossier, basis: tuple[str, ...]) -> Verdict:
    """What one finding means for a rule, by what a person made of it."""
    disposal = dossier.disposals.get(finding.key)
    if disposal is None:
        return Verdict(RuleOutcome.UNPROVEN, f"{finding.sentence}; awaits a person", basis)
    if disposal is Disposal.UNRESOLVED:
        return Verdict(RuleOutcome.UNPROVEN, f"{finding.sentence}; could not be resolved", basis)
    if disposal is Disposal.FALSE_MATCH:
        return Verdict(RuleOutcome.MET, f"{finding.sentence}; found not to hold", basis)
    if finding.severity is Severity.INFORMS:
        return Verdict(RuleOutcome.MET, f"{finding.sentence}; confirmed, for information", basis)
    if finding.severity is Severity.REFERS and rule.kind is not Kind.ESCALATION:
        return Verdict(
            RuleOutcome.UNPROVEN, f"{finding.sentence}; confirmed, to be referred", basis
        )
    return Verdict(RuleOutcome.UNMET, f"{finding.sentence}; confirmed by a person", basis)


def declared(rule: Rule, dossier: Dossier) -> Verdict:
    """Each of the `declarations` is made and signed. A declaration is the vendor's own word."""
    codes = texts(rule, "declarations")
    standing = {code: _standing(code, dossier) for code in codes}
    outcome = min(
        (outcome for outcome, _ in standing.values()),
        key=(RuleOutcome.UNMET, RuleOutcome.UNPROVEN, RuleOutcome.MET).index,
    )
    words: dict[str, list[str]] = {}
    for code, (one, word) in standing.items():
        if one is outcome:
            words.setdefault(word, []).append(code)
    sentence = "; ".join(f"{word}: {', '.join(found)}" for word, found in words.items())
    held = {declaration.code for declaration in dossier.submission.declarations}
    basis = tuple(f"declaration:{code}" for code in codes if code in held)
    return Verdict(outcome, sentence, basis)


def _standing(code: str, dossier: Dossier) -> tuple[RuleOutcome, str]:
    made = [d for d in dossier.submission.declarations if d.code == code]
    if not made:
        return RuleOutcome.UNPROVEN, "Not declared"
    if not all(declaration.made for declaration in made):
        return RuleOutcome.UNMET, "Declined"
    if not any(_signed(declaration, dossier.as_of) for declaration in made):
        return RuleOutcome.UNPROVEN, "Declared but not signed, with name and date"
    return RuleOutcome.MET, "Declared and signed, self-attested"


def _signed(declaration: Declaration, day: date) -> bool:
    return bool(
        declaration.signed_by.strip()
        and declaration.signed_on is not None
        and declaration.signed_on <= day
    )
