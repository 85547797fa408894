"""What harm the vendor is linked to: incidents on record, and what a search brought up."""

from __future__ import annotations

from screening.checks.context import Context
from screening.checks.evidence import Asked, ask, facts, finding, problem
from screening.human_rights.severity import Factors, factors
from screening.human_rights.taxonomy import CATEGORIES
from screening.model import Answer, CheckResult, Finding, Incident, Severity
from screening.plain import digest, plain

QUESTION = "Is the vendor linked to human-rights abuse or other serious harm?"
SEARCH = Asked("adverse_information_search", "search for adverse information")
_RECORD = Asked("criminal_record_company", "criminal record of the company")


def human_rights(context: Context) -> CheckResult:
    """Clear only when somebody other than the vendor searched, and nothing is on record.

    A vendor that discloses nothing has not shown that there is nothing.
    """
    searched = ask(context, "human_rights", QUESTION, [SEARCH])
    day = context.as_of.date()
    convictions = [f for f in facts(context, _RECORD) if problem(f, day)]
    findings = (
        *(_incident(context, incident) for incident in context.submission.incidents),
        *searched.findings,
        *(finding(context, "human_rights", _RECORD, fact) for fact in convictions),
    )
    gap = searched.reason
    return CheckResult(
        check="human_rights",
        question=QUESTION,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if gap else Answer.CLEAR,
        reason=gap,
        findings=findings,
        coverage=searched.coverage,
    )


def _incident(context: Context, incident: Incident) -> Finding:
    party = context.submission.party(incident.party)
    weighed = factors(incident, party)
    return Finding(
        key=digest(["human_rights", plain(incident)])[:16],
        check="human_rights",
        party=party.id,
        severity=Severity.REFERS if weighed.gate or weighed.grave else Severity.INFORMS,
        sentence=_sentence(incident, party.name, weighed),
        paths=((party.id,) if party.id == "vendor" else (party.id, "vendor"),),
        evidence={
            "incident": plain(incident),
            "grave": weighed.grave,
            "gate": weighed.gate,
            "severity": weighed.severity,
            "attribution": weighed.attribution,
            "credibility": weighed.credibility,
        },
    )


def _sentence(incident: Incident, name: str, weighed: Factors) -> str:
    category = CATEGORIES.get(incident.category)
    label = category.label if category else incident.category
    when = f", {incident.occurred.text or incident.occurred.earliest}" if incident.occurred else ""
    grave = "grave by analogy with the HRDDP" if weighed.grave else "not of the grave class"
    return (
        f"{label} ({grave}), {name}{when}: {incident.summary}. "
        f"Evidence: {incident.evidence_class.replace('_', ' ')}"
        + (f" ({incident.source})" if incident.source else "")
        + (f". Gate {weighed.gate} of the conduct model applies" if weighed.gate else "")
    )
