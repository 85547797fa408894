"""A fictional vendor that meets every rule, and ways to take something away from it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from screening.guidelines.arguments import needs
from screening.guidelines.assess import assess
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.predicates import parts, put
from screening.guidelines.ruleset import bundled_ruleset
from screening.guidelines.soundness import CHECK_IDS
from screening.model import (
    Address,
    Answer,
    CheckResult,
    Country,
    CountryRole,
    DateSpan,
    Declaration,
    Engagement,
    Fact,
    Finding,
    Name,
    Party,
    PartyKind,
    PartyRole,
    RuleResult,
    Severity,
    Submission,
    Verification,
)

RULES = bundled_ruleset()
AS_OF = datetime(2026, 3, 1, tzinfo=UTC)
TODAY = AS_OF.date()

VENDOR = Party(
    id="vendor",
    kind=PartyKind.ORGANISATION,
    names=(Name("Marula Shield Protection Ltd"),),
    roles=(PartyRole.VENDOR,),
    countries=(Country("KE", CountryRole.INCORPORATION),),
    addresses=(Address("1 Acacia Road, Nairobi", country="KE"),),
)
ENGAGEMENT = Engagement(
    organisation="Fictional Mission",
    host_country="SO",
    services=("static_premises", "mobile_personnel"),
    armed=True,
    starts_on=date(2026, 6, 1),
    contract_value_usd=600_000,
    tender_submitted_on=date(2026, 2, 1),
)
_STRINGS = {
    "category": "certified",
    "status": "active",
    "revision": "07",
    "services": "static_premises, mobile_personnel",
    "step": "tender_issue",
}
_NUMBERS = {"looser_clauses": 0, "hours": 1, "open": 0, "penalties": 0}
_DATES = {"armed_since": "2015-01-01", "started_on": "2015-01-01", "incorporated_on": "2012-01-01"}
_COUNTRIES = {"home_state_licence": "KE", "host_state_licence": "SO", "firearms_licence": "SO"}
_COUNTRIES["usg_dss_approval"] = "SO"


def guard(number: int, born: str = "1990-05-01") -> Party:
    day = date.fromisoformat(born)
    return Party(
        id=f"guard-{number}",
        kind=PartyKind.PERSON,
        names=(Name(f"Guard Number {number}"),),
        roles=(PartyRole.GUARD,),
        births=(DateSpan(day, day),),
    )


def _falsehoods() -> frozenset[tuple[str, str]]:
    """The values some rule wants to be false."""
    return frozenset(
        (need.code, need.value)
        for rule in RULES.rules
        for part in parts(rule)
        for need in (*needs(part), *needs(part, "any_of"))
        if need.adverse
    )


_FALSE = _falsehoods()


def fact(kind: str, *, called: str = "", subject: str = "vendor", **changes) -> Fact:
    values = {}
    for name, value in RULES.evidence[kind].values.items():
        match value.type:
            case "boolean":
                values[name] = (kind, name) not in _FALSE
            case "integer":
                values[name] = _NUMBERS.get(name, 5)
            case "date":
                values[name] = _DATES.get(name, "2026-01-15")
            case _:
                values[name] = _STRINGS.get(name, "given")
    return Fact(
        **{
            "id": called or f"{kind}@{subject}",
            "kind": kind,
            "subject": subject,
            "country": _COUNTRIES.get(kind, ""),
            "valid_from": date(2026, 1, 10),
            "verification": Verification.AUTHORITY_CONFIRMED,
            **changes,
            "values": {**values, **changes.get("values", {})},
        }
    )


def _facts(people: Iterable[Party]) -> tuple[Fact, ...]:
    facts = []
    for kind, type_ in RULES.evidence.items():
        if type_.about == "person":
            facts += [fact(kind, subject=person.id) for person in people]
        elif kind == "client_reference":
            facts += [fact(kind, called=f"reference-{n}") for n in range(3)]
        elif kind == "ineligibility_check":
            steps = ("tender_issue", "technical_evaluation", "award_recommendation")
            facts += [fact(kind, called=step, values={"step": step}) for step in steps]
        else:
            facts.append(fact(kind, subject=type_.about))
    return tuple(facts)


def declaration(code: str, **changes) -> Declaration:
    signed = {"signed_by": "Amara Example, Director", "signed_on": date(2026, 1, 20)}
    return Declaration(**{"code": code, "made": True, **signed, **changes})


_PEOPLE = (guard(1), guard(2))
COMPLETE = Submission(
    vendor=VENDOR,
    engagement=ENGAGEMENT,
    parties=_PEOPLE,
    facts=_facts(_PEOPLE),
    declarations=tuple(declaration(code) for code in RULES.declarations),
)


def clear(*, without: str = "") -> tuple[CheckResult, ...]:
    return tuple(
        CheckResult(check=name, question=f"{name}?", answer=Answer.CLEAR)
        for name in CHECK_IDS
        if name != without
    )


def finding(check: str, severity: Severity = Severity.BARS, **changes) -> Finding:
    return Finding(
        **{
            "key": f"{check}-1",
            "check": check,
            "party": "vendor",
            "severity": severity,
            "sentence": f"Something was found by {check}",
            **changes,
        }
    )


def found(*findings: Finding) -> tuple[CheckResult, ...]:
    """Every check clear but those that found something."""
    hit = {one.check for one in findings}
    return tuple(
        replace(
            result,
            answer=Answer.FINDINGS,
            findings=tuple(one for one in findings if one.check == result.check),
        )
        if result.check in hit
        else result
        for result in clear()
    )


def without(kind: str, submission: Submission = COMPLETE) -> Submission:
    """The submission with no fact of this kind."""
    return replace(submission, facts=tuple(f for f in submission.facts if f.kind != kind))


def swapped(kind: str, submission: Submission = COMPLETE, **changes) -> Submission:
    """The submission with every fact of this kind changed."""
    return replace(
        submission,
        facts=tuple(
            replace(f, **{**changes, "values": {**f.values, **changes.get("values", {})}})
            if f.kind == kind
            else f
            for f in submission.facts
        ),
    )


def declining(code: str, *, gone: bool = False) -> Submission:
    """The submission with this declaration declined, or left out."""
    others = tuple(d for d in COMPLETE.declarations if d.code != code)
    return replace(
        COMPLETE, declarations=others if gone else (*others, declaration(code, made=False))
    )


def verdict(
    rule_id: str, submission: Submission = COMPLETE, results=None, disposals=None
) -> Verdict:
    dossier = Dossier(
        submission=submission,
        ruleset=RULES,
        results={result.check: result for result in (clear() if results is None else results)},
        disposals=disposals or {},
        as_of=TODAY,
    )
    return put(RULES.rule(rule_id), dossier)


def assessed(submission: Submission = COMPLETE, results=None, disposals=None, ruleset=RULES):
    return assess(
        submission, clear() if results is None else results, ruleset, AS_OF, disposals or {}
    )


def result_of(assessment, rule_id: str) -> RuleResult:
    return next(result for result in assessment.results if result.rule == rule_id)
