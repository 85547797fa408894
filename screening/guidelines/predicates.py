"""The predicates a rule may name, with their arguments: rules are data, these are the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from screening.guidelines import company, holdings, people, questions, registration
from screening.guidelines.arguments import text
from screening.guidelines.dossier import Dossier, Verdict, together
from screening.guidelines.record import against
from screening.guidelines.rules import Rule
from screening.model import RuleOutcome


@dataclass(frozen=True, slots=True)
class Predicate:
    """`required` and `optional` are the names of arguments; of `one_of` at least one is given."""

    run: Callable[[Rule, Dossier], Verdict]
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        return self.required + self.optional + self.one_of


def put(rule: Rule, dossier: Dossier) -> Verdict:
    """Put one rule to a submission, and what the human-rights record says against it.

    Rules for armed services do not apply to unarmed ones.
    """
    if rule.armed_only and not dossier.submission.engagement.armed:
        return Verdict(
            RuleOutcome.NOT_APPLICABLE, "Holds for armed services only; these are unarmed"
        )
    verdict = PREDICATES[rule.predicate].run(rule, dossier)
    if verdict.outcome is RuleOutcome.NOT_APPLICABLE:
        return verdict
    return together((verdict, *against(rule, dossier, parts(rule))))


def all_of(rule: Rule, dossier: Dossier) -> Verdict:
    """Every one of the `parts`, each a predicate with its arguments."""
    return together(PREDICATES[part.predicate].run(part, dossier) for part in parts(rule))


def parts(rule: Rule) -> tuple[Rule, ...]:
    """The rule once for each of its parts, or the rule itself where it has none."""
    listed = rule.arguments.get("parts", ())
    if not isinstance(listed, tuple) or not listed:
        return (rule,)
    return tuple(
        replace(
            rule,
            predicate=str(part["predicate"]),
            arguments={name: value for name, value in part.items() if name != "predicate"},
        )
        for part in listed
    )


def background(rule: Rule, _dossier: Dossier) -> Verdict:
    """Nothing in a vendor's dossier could answer it."""
    return Verdict(RuleOutcome.NOT_APPLICABLE, f"Nothing to check: {text(rule, 'why')}")


def state_addressed(_rule: Rule, _dossier: Dossier) -> Verdict:
    """Asked of Governments, not of a vendor."""
    return Verdict(
        RuleOutcome.NOT_APPLICABLE, "Addressed to States; nothing in a vendor's dossier answers it"
    )


PREDICATES: dict[str, Predicate] = {
    "evidence": Predicate(
        holdings.evidence,
        optional=("minimum", "self_attested", "undecided"),
        one_of=("needs", "any_of"),
    ),
    "recorded": Predicate(holdings.recorded, required=("needs",)),
    "uncontradicted": Predicate(holdings.uncontradicted, one_of=("needs", "declarations")),
    "licence": Predicate(holdings.licence, required=("needs", "country")),
    "steps_recorded": Predicate(holdings.steps_recorded, required=("needs", "steps")),
    "approval_live": Predicate(holdings.approval_live, required=("needs",)),
    "each_person": Predicate(people.each_person, required=("needs",), optional=("roles",)),
    "person_age": Predicate(people.person_age, optional=("roles",), one_of=("at_least", "at_most")),
    "check_clear": Predicate(questions.check_clear, required=("checks",), optional=("lists",)),
    "declared": Predicate(questions.declared, required=("declarations",)),
    "vendor_fields": Predicate(company.vendor_fields, required=("fields",)),
    "engagement_fields": Predicate(company.engagement_fields, required=("fields",)),
    "services_permitted": Predicate(company.services_permitted),
    "years_of_service": Predicate(company.years_of_service),
    "registration_level": Predicate(registration.registration_level),
    "all_of": Predicate(all_of, required=("parts",)),
    "background": Predicate(background, required=("why",)),
    "state_addressed": Predicate(state_addressed),
}
