"""What a vendor must have on file by the value of the contract (VE-07): Basic, Level 1, Level 2."""

from __future__ import annotations

from collections.abc import Iterator

from screening.guidelines.arguments import minimum
from screening.guidelines.company import read_date
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.people import full_years
from screening.guidelines.rules import Rule
from screening.model import Fact, RuleOutcome


def registration_level(rule: Rule, dossier: Dossier) -> Verdict:
    """The papers of the level are there; a company too young for it cannot have the contract."""
    value = dossier.submission.engagement.contract_value_usd
    if value is None:
        return Verdict(RuleOutcome.UNPROVEN, "The engagement gives no contract value")
    level = sum(value >= _number(rule, name) for name in ("level_1_from_usd", "level_2_from_usd"))
    name = ("Basic", "Level 1", "Level 2")[level]
    age = _years_in_business(rule, dossier)
    wanted = _number(rule, "min_years_in_business")
    if level and age is not None and age < wanted:
        return Verdict(
            RuleOutcome.UNMET,
            f"USD {value:,} asks for {name}; {age} full years in business, {wanted} are asked",
            ("party:vendor",),
        )
    missing = [gap for needed, gap in _gaps(rule, dossier) if needed <= level]
    basis = _basis(rule, dossier)
    if missing:
        return Verdict(
            RuleOutcome.UNPROVEN,
            f"USD {value:,} asks for {name}; missing: {', '.join(missing)}",
            basis,
        )
    return Verdict(RuleOutcome.MET, f"USD {value:,} asks for {name}; all of it is on file", basis)


def _gaps(rule: Rule, dossier: Dossier) -> Iterator[tuple[int, str]]:
    """What is missing, each with the lowest level that asks for it."""
    declarations = dossier.submission.declarations
    references = _vouched(rule, dossier, "client_reference")
    letters = [fact for fact in references if fact.values.get("letter") is True]
    count, years = _number(rule, "references"), _number(rule, "statement_years")
    if not any(d.code == "supplier_code_accepted" and d.made for d in declarations):
        yield 0, "the declaration supplier_code_accepted"
    if _years_in_business(rule, dossier) is None:
        yield 1, "years in business (incorporation_certificate.incorporated_on)"
    if not _vouched(rule, dossier, "incorporation_certificate"):
        yield 1, "an incorporation_certificate"
    if not dossier.submission.stakes and not _vouched(rule, dossier, "ownership_declaration"):
        yield 1, "ownership data"
    if len(references) < count:
        yield 1, f"{count} client_reference facts ({len(references)} given)"
    if len(letters) < count:
        yield 2, f"{count} reference letters ({len(letters)} given)"
    if _statement_years(rule, dossier) < years:
        yield 2, f"financial_statements, audited, of {years} years"


def _years_in_business(rule: Rule, dossier: Dossier) -> int | None:
    days = [
        day
        for fact in _vouched(rule, dossier, "incorporation_certificate")
        if (day := read_date(fact, "incorporated_on"))
    ]
    return full_years(min(days), dossier.as_of) if days else None


def _statement_years(rule: Rule, dossier: Dossier) -> int:
    """Years of audited accounts: those one set covers, or one a set."""
    audited = [
        fact.values.get("years", 1)
        for fact in _vouched(rule, dossier, "financial_statements")
        if fact.values.get("audited") is True
    ]
    return sum(years for years in audited if isinstance(years, int))


def _vouched(rule: Rule, dossier: Dossier, kind: str) -> list[Fact]:
    """Facts that somebody other than the vendor has seen, in force on the day."""
    return [
        fact
        for fact in dossier.facts(kind)
        if fact.verification.rank >= minimum(rule).rank
        and (fact.valid_until is None or fact.valid_until >= dossier.as_of)
        and (fact.valid_from is None or fact.valid_from <= dossier.as_of)
    ]


def _basis(rule: Rule, dossier: Dossier) -> tuple[str, ...]:
    return tuple(fact.id for kind in rule.evidence for fact in _vouched(rule, dossier, kind))


def _number(rule: Rule, name: str) -> int:
    value = rule.setting(name)
    return value if isinstance(value, int) else 0
