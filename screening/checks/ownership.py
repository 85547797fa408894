"""Who stands behind the vendor: is any of it owned by a listed party, and is every owner named?"""

from __future__ import annotations

from fractions import Fraction

from screening.checks.context import Context
from screening.lists import in_force_on
from screening.model import Answer, CheckResult, Entry, Finding, PartyKind, Severity
from screening.ownership import graph
from screening.plain import digest

QUESTION = "Who owns the vendor, and does a listed party own it in whole or in part?"
# FATF R.24 and AMLR art. 52 both start to ask for a name at a quarter.
_LARGEST_UNNAMED = Fraction(1, 4)


def ownership(context: Context) -> CheckResult:
    """Clear only when the owners are named, up to natural persons, and no listed party is there."""
    submission, day = context.submission, context.as_of.date()
    if not submission.stakes:
        return CheckResult(
            check="ownership",
            question=QUESTION,
            answer=Answer.NOT_CHECKED,
            reason="the submission states no ownership: give stakes or BODS statements",
        )
    owners = graph.build(submission, day)
    persons = frozenset(p.id for p in submission.everyone() if p.kind is PartyKind.PERSON)
    named = graph.named_share(owners, "vendor", persons)
    findings = _listed_owners(context, owners)
    gap = _gap(named)
    return CheckResult(
        check="ownership",
        question=QUESTION,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if gap else Answer.CLEAR,
        reason=gap,
        findings=findings,
        coverage=(
            {"named_share": named, "unnamed_share": 1 - named, "stakes": len(submission.stakes)},
        ),
    )


def percent(share: Fraction) -> str:
    """A fraction for people: "62.5 %", exact where two decimals can say it."""
    return f"{float(share * 100):.4g} %"


def _gap(named: Fraction) -> str:
    if 1 - named < _LARGEST_UNNAMED:
        return ""
    return (
        f"only {percent(named)} of the vendor is held by natural persons the submission names; "
        f"{percent(1 - named)} is not"
    )


def _listed_owners(context: Context, owners: graph.Graph) -> tuple[Finding, ...]:
    """One finding for each possibly listed party that has a path of stakes to the vendor."""
    findings = []
    companies = [p.id for p in context.submission.everyone() if p.kind is PartyKind.ORGANISATION]
    for party_id, entry in sorted(_possibly_listed(context).items()):
        paths = owners.paths(party_id)
        if not paths:
            continue
        total = graph.owned_by(owners, [party_id], companies).get("vendor")
        findings.append(_finding(context, party_id, entry, paths, total))
    return tuple(findings)


def _possibly_listed(context: Context) -> dict[str, Entry]:
    """The best-scored barring or referring entry of each party at or above the review threshold."""
    best: dict[str, tuple[float, Entry]] = {}
    for answers in context.screened.values():
        for party_id, screened in answers.items():
            for comparison in screened.comparisons:
                entry = comparison.right
                if (
                    isinstance(entry, Entry)
                    and comparison.score >= context.policy.review_threshold
                    and in_force_on(entry, context.as_of.date())
                    and comparison.score > best.get(party_id, (0.0, entry))[0]
                ):
                    best[party_id] = (comparison.score, entry)
    return {party_id: entry for party_id, (_, entry) in best.items()}


def _finding(
    context: Context,
    party_id: str,
    entry: Entry,
    paths: tuple[tuple[str, ...], ...],
    total: Fraction | None,
) -> Finding:
    party = context.submission.party(party_id)
    route = "; ".join(" -> ".join(_name(context, step) for step in path) for path in paths)
    half = (
        f"and so holds {percent(total)} or more, directly or by majority stakes (50 % test met)"
        if total is not None
        else "below the 50 % test, or of unstated size"
    )
    return Finding(
        key=digest(["ownership", entry.list_id, entry.ref, party_id])[:16],
        check="ownership",
        party=party_id,
        severity=Severity(entry.effect.value) if total is not None else Severity.REFERS,
        sentence=f"{party.name}, possibly listed as {entry.ref}, owns along {route}, {half}",
        entry=entry.ref,
        list_id=entry.list_id,
        paths=paths,
        evidence={"held": total, "stakes": [s.id for s in context.submission.stakes]},
    )


def _name(context: Context, party_id: str) -> str:
    return context.submission.party(party_id).name
