"""Who stands behind the vendor: does a listed party own or control it, and are its owners known?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.checks.context import Context
from screening.checks.likely import Likely, likely_listed
from screening.model import (
    Answer,
    CheckResult,
    Effect,
    Finding,
    PartyRole,
    Severity,
)
from screening.ownership.completeness import Completeness
from screening.ownership.examine import Ownership, examine
from screening.ownership.explain import Explanation
from screening.ownership.intervals import Certainty, percent
from screening.ownership.regimes import rules_of
from screening.ownership.sources import Discrepancy
from screening.plain import digest, plain

QUESTION = "Who owns and controls the vendor, and is a listed party among them?"
_SIGNING = {PartyRole.DIRECTOR, PartyRole.OFFICER, PartyRole.SIGNATORY}


def ownership(context: Context) -> CheckResult:
    """Clear only when the owners are named, up to natural persons, and no listed party is there.

    A party that may be listed is taken to be, until a person disposes of the finding.
    """
    submission, day = context.submission, context.as_of.date()
    if not submission.stakes:
        return CheckResult(
            check="ownership",
            question=QUESTION,
            answer=Answer.NOT_CHECKED,
            reason="the submission states no ownership: give stakes or BODS statements",
        )
    likely = likely_listed(context)
    rules = rules_of(context.policy.ownership)
    found = examine(submission, [one.listed for one in likely.values()], day, rules=rules)
    findings = (
        *_owners(context, found, likely),
        *_signing(context, found, likely),
        *_divested(found),
        *(_discrepancy(one, found) for one in found.discrepancies),
    )
    reason = "; ".join(_gaps(context, found))
    return CheckResult(
        check="ownership",
        question=QUESTION,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if reason else Answer.CLEAR,
        reason=reason,
        findings=findings,
        coverage=(_coverage(context, found),),
    )


def _owners(context: Context, found: Ownership, likely: Mapping[str, Likely]) -> Iterator[Finding]:
    """One finding for each likely listed party from whom a path of stakes or rights leads here."""
    for party, one in likely.items():
        paths = found.graph.paths(party)
        if not paths:
            continue
        mine = [told for told in found.explanations if _counts(told, party, found)]
        yield _finding(context, found, one, paths, mine)


def _counts(told: Explanation, party: str, found: Ownership) -> bool:
    answer = next(one for one in found.answers if one.regime == told.regime)
    return party in answer.listed and told.answer is not Certainty.NO


def _finding(
    context: Context,
    found: Ownership,
    likely: Likely,
    paths: tuple[tuple[str, ...], ...],
    mine: list[Explanation],
) -> Finding:
    entry, comparison = likely.entries[0], likely.found[0]
    # What evidence is offered against, only a person may call certain.
    sure = any(told.answer is Certainty.CONFIRMED and not told.rebuttals for told in mine)
    strongest = min(likely.entries, key=lambda one: tuple(Effect).index(one.effect))
    name = context.submission.party(likely.party).name
    return Finding(
        key=digest(["ownership", entry.list_id, entry.ref, likely.party])[:16],
        check="ownership",
        party=likely.party,
        severity=Severity(strongest.effect.value) if sure else Severity.REFERS,
        sentence=(
            f"{name}, possibly listed as {entry.ref}, stands behind the vendor along "
            f"{_routes(found, paths)}. {_verdicts(mine)}{_against(mine)}"
        ),
        entry=entry.ref,
        list_id=entry.list_id,
        score=comparison.score,
        paths=paths,
        evidence={
            "entries": [f"{one.list_id} {one.ref}" for one in likely.entries],
            "economic": plain(found.flow.of(likely.party)),
            "regimes": [
                {
                    "regime": told.regime,
                    "answer": told.answer.value,
                    "on_what_is_stated": told.on_what_is_stated.value,
                    "limb": told.limb,
                    "lines": [line.sentence for line in told.lines],
                    "would_change": told.would_change,
                    "presumed": told.presumed,
                    "rebuttals": plain(told.rebuttals),
                    "reference": told.reference,
                    "as_of": told.as_of,
                }
                for told in mine
            ],
        },
    )


def _routes(found: Ownership, paths: tuple[tuple[str, ...], ...]) -> str:
    shown = [" -> ".join(found.names.get(step, step) for step in path) for path in paths[:3]]
    more = f" and {len(paths) - 3} more ways" if len(paths) > len(shown) else ""
    return "; ".join(shown) + more


def _verdicts(mine: list[Explanation]) -> str:
    """The regimes' answers in one line, the sum behind the first confirmed one written out."""
    if not mine:
        return "No regime's ownership test is met on what is stated"
    answers = sorted({told.answer for told in mine}, key=lambda one: one.rank)
    said = "; ".join(
        f"{answer} for {', '.join(_brief(told.regime) for told in mine if told.answer is answer)}"
        for answer in answers
    )
    first = min(mine, key=lambda told: told.answer.rank)
    why = first.lines[-1].sentence if first.lines else first.sentence
    return f"If so, its ownership is {said} ({why})"


def _against(mine: list[Explanation]) -> str:
    """What the vendor offers against a presumption, once, and whose it is to weigh it."""
    offered = {one.says: told for told in mine for one in told.rebuttals}
    if not offered:
        return ""
    regimes = ", ".join(sorted({_brief(told.regime) for told in mine if told.rebuttals}))
    return f". Presumed under {regimes}; offered against it, to be weighed: {'; '.join(offered)}"


def _brief(regime: str) -> str:
    return regime.upper().replace("_", " ")


def _signing(context: Context, found: Ownership, likely: Mapping[str, Likely]) -> Iterator[Finding]:
    """Listed officers and signatories taint what they sign, whoever owns the company."""
    for party in context.submission.parties:
        roles = sorted(role.value for role in _SIGNING & set(party.roles))
        if not roles or party.id not in likely:
            continue
        entry = likely[party.id].entries[0]
        yield Finding(
            key=digest(["ownership", "signing", entry.list_id, entry.ref, party.id])[:16],
            check="ownership",
            party=party.id,
            severity=Severity.REFERS,
            sentence=(
                f"{party.name}, possibly listed as {entry.ref}, is {' and '.join(roles)} of the "
                "vendor: what a listed person signs or directs is at risk whoever owns the company "
                "(OFAC FAQ 400; EU, acting on behalf or at the direction)"
            ),
            entry=entry.ref,
            list_id=entry.list_id,
            score=likely[party.id].found[0].score,
            paths=found.graph.paths(party.id) or ((party.id, "vendor"),),
            evidence={"roles": roles},
        )


def _divested(found: Ownership) -> Iterator[Finding]:
    for one in found.divestments:
        below = found.graph.paths(one.company)
        onwards = below or (((one.company,),) if one.company == "vendor" else ())
        yield Finding(
            key=digest(["ownership", "divested", one.stake, one.owner, one.ended])[:16],
            check="ownership",
            party=one.owner,
            severity=Severity.REFERS,
            sentence=_named(one.sentence, found),
            paths=tuple((one.owner, *path) for path in onwards),
            evidence={"stake": one.stake, "ended": one.ended, "listed": one.listed},
        )


def _discrepancy(one: Discrepancy, found: Ownership) -> Finding:
    known = one.company in found.names
    return Finding(
        key=digest(["ownership", one.kind, one.company, one.owner, sorted(one.stakes)])[:16],
        check="ownership",
        party=one.company if known else "vendor",
        severity=Severity.INFORMS if one.kind == "repeated" else Severity.REFERS,
        sentence=_named(one.sentence, found),
        paths=found.graph.paths(one.company) or (("vendor",),),
        evidence={"kind": one.kind, "owner": one.owner, "stakes": list(one.stakes)},
    )


def _named(sentence: str, found: Ownership) -> str:
    """The sentence with names for party ids, word by word."""
    words = [word.strip(";,:.") for word in sentence.split(" ")]
    named = sentence.split(" ")
    for place, word in enumerate(words):
        if word in found.names:
            named[place] = named[place].replace(word, found.names[word])
    return " ".join(named)


def _gaps(context: Context, found: Ownership) -> Iterator[str]:
    """What could not be asked: owners nobody names, owners nobody screened, lists not in force."""
    complete = found.completeness
    if 1 - complete.named >= rules_of(context.policy.ownership).unnamed:
        yield _unnamed(complete)
    known = {party.id for party in context.submission.everyone()}
    strangers = sorted((found.graph.above() - known - set(found.graph.unknown)) - {"vendor"})
    if strangers:
        yield f"not screened, since the submission describes no such party: {', '.join(strangers)}"
    missing = [
        context.unusable[one.id] for one in context.policy.lists if one.id in context.unusable
    ]
    if missing:
        yield f"owners could not be compared with every list: {'; '.join(missing)}"


def _unnamed(complete: Completeness) -> str:
    return f"the owners are not known: {complete.sentence()}"


def _coverage(context: Context, found: Ownership) -> Mapping[str, object]:
    complete = found.completeness
    return {
        "as_of": context.as_of.date().isoformat(),
        "stakes": len(context.submission.stakes),
        "listed": plain(found.listed),
        "parties_above": len(found.graph.above()),
        "named_share": complete.named,
        "unnamed_share": 1 - complete.named,
        "completeness": complete.sentence(),
        "missing": {why: percent(share) for why, share in complete.missing.items()},
        "beneficial_owners": [
            {"party": owner.party, "answer": owner.certainty.value} for owner in found.owners
        ],
        "regimes": [
            {
                "regime": told.regime,
                "answer": told.answer.value,
                "on_what_is_stated": told.on_what_is_stated.value,
                "sentence": told.sentence,
                "would_change": told.would_change,
                "caution": list(told.caution),
            }
            for told in found.explanations
        ],
    }
