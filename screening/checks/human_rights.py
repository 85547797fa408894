"""What harm the vendor is linked to: incidents on record, and what a search brought up."""

from __future__ import annotations

from collections.abc import Iterator

from screening.checks.context import Context
from screening.checks.evidence import Asked, ask, facts, finding, problem
from screening.human_rights import criteria
from screening.human_rights.conduct import Review, review
from screening.human_rights.gates import gate_of
from screening.human_rights.sentences import told
from screening.human_rights.weighed import Weighed
from screening.model import Answer, CheckResult, Finding, Severity
from screening.plain import digest, plain

QUESTION = "Is the vendor linked to human-rights abuse or other serious harm?"
SEARCH = Asked("adverse_information_search", "search for adverse information")
_RECORD = Asked("criminal_record_company", "criminal record of the company")


def human_rights(context: Context) -> CheckResult:
    """Clear only when somebody other than the vendor searched, and nothing is on record.

    A vendor that discloses nothing has not shown that there is nothing, and neither has a source
    that does not hold it: a mandatory source that was not reached leaves the question open.
    """
    day = context.as_of.date()
    known = review(
        context.conduct, context.submission, day, threshold=context.policy.review_threshold
    )
    searched = ask(context, "human_rights", QUESTION, [SEARCH])
    convictions = [fact for fact in facts(context, _RECORD) if problem(fact, day)]
    findings = (
        *(_incident(context, known, weighed) for weighed in known.score.weighed),
        *_membership(context, known),
        *searched.findings,
        *(finding(context, "human_rights", _RECORD, fact) for fact in convictions),
    )
    gaps = [searched.reason, *known.coverage.gaps, *known.unlooked]
    reason = "; ".join(gap for gap in gaps if gap)
    return CheckResult(
        check="human_rights",
        question=QUESTION,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if reason else Answer.CLEAR,
        reason=reason,
        findings=findings,
        coverage=(*searched.coverage, *known.coverage.lines(), _sum(context, known)),
        near_misses=tuple(
            {
                "account": aside.account,
                "name": aside.name,
                "known_as": aside.known_as,
                "score": aside.score,
                "why": "the name is rather that of another company",
            }
            for aside in known.resolved.set_aside
        ),
    )


def _incident(context: Context, known: Review, weighed: Weighed) -> Finding:
    accounts = weighed.occurrence.accounts
    party = context.submission.party(known.party_of(accounts[0].id))
    gate = gate_of(weighed, context.conduct.weights)
    ids = {account.id for account in accounts}
    return Finding(
        key=digest(["human_rights", sorted(account.content for account in accounts)])[:16],
        check="human_rights",
        party=party.id,
        severity=Severity.REFERS if gate or weighed.grave else Severity.INFORMS,
        sentence=told(weighed, party.name, gate),
        paths=((party.id,) if party.id == "vendor" else (party.id, "vendor"),),
        evidence={
            "occurrence": weighed.occurrence.key,
            "grave": weighed.grave,
            "gate": gate,
            "severity": plain(weighed.factor("S").value),
            "attribution": plain(weighed.factor("A").value),
            "credibility": plain(weighed.factor("C").value),
            "recency": plain(weighed.factor("R").value),
            "mitigation": plain(weighed.factor("m").value),
            "x": plain(weighed.x),
            "factors": plain(weighed.factors),
            "accounts": plain(accounts),
            "links": [link.sentence for link in weighed.occurrence.links],
            "attributions": [
                attribution.sentence
                for attribution in known.resolved.attributions
                if attribution.account in ids
            ],
            "reply": plain([each for each in known.heard if each.occurrence in ids]),
        },
    )


def _membership(context: Context, known: Review) -> Iterator[Finding]:
    """Gate G4, as far as a directory of members was read: what no fact of the vendor's outweighs.

    Without a directory the rules on membership ask the facts alone. A fact that the directory does
    not bear out goes to a person.
    """
    if not (context.conduct.memberships and context.submission.engagement.armed):
        return
    for gate in known.gating.fired:
        if gate.code == "G4" and not gate.waived:
            yield _on_membership(known, gate.sentence.rstrip("."), Severity.REFERS)
            return
    if known.membership is not None and known.membership not in context.conduct.memberships:
        sentence = (
            "A fact says that the vendor belongs to the Code's association, and the directory that "
            "was read does not name it"
        )
        yield _on_membership(known, sentence, Severity.INFORMS)


def _on_membership(known: Review, sentence: str, severity: Severity) -> Finding:
    return Finding(
        key=digest(["human_rights", "G4", sentence])[:16],
        check="human_rights",
        party="vendor",
        severity=severity,
        sentence=sentence,
        paths=(("vendor",),),
        evidence={"gate": "G4", "grave": False, "membership": plain(known.membership)},
    )


def _sum(context: Context, known: Review) -> dict[str, object]:
    """What it all comes to, beside the findings: it is shown, and clears nobody."""
    return {
        "score": plain(known.score.h),
        "band": known.score.band,
        "verdict": known.verdict,
        "gating": known.gating.result,
        "gates": [gate.sentence for gate in known.gating.fired],
        "statement": known.coverage.statement(known.sourced),
        "suggested_merges": [link.sentence for link in known.suggested],
        "criteria": criteria.told(criteria.answer(known, context.submission, context.as_of.date())),
        "weights": known.score.weights,
    }
