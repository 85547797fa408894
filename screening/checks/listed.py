"""Two questions asked of lists: is anybody sanctioned, and is anybody ineligible for an award?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.checks.context import Context, ListInForce
from screening.lists import in_force_on
from screening.model import (
    Answer,
    CheckResult,
    Comparison,
    Entry,
    Finding,
    Party,
    Severity,
)
from screening.ownership import graph
from screening.plain import digest, plain

SANCTIONS = "Is the vendor, its people or its group on a sanctions list?"
INELIGIBILITY = "Is the vendor, its people or its group ineligible for an award?"


def sanctions(context: Context) -> CheckResult:
    """Everybody in the submission against every sanctions list in force."""
    return _ask(context, "sanctions", SANCTIONS)


def ineligibility(context: Context) -> CheckResult:
    """Everybody in the submission against every list of parties that may get no award."""
    return _ask(context, "ineligibility", INELIGIBILITY)


def _ask(context: Context, check: str, question: str) -> CheckResult:
    wanted = context.policy.lists_for(check)
    findings: list[Finding] = []
    near: list[tuple[float, dict[str, object]]] = []
    gaps = [context.unusable[entry.id] for entry in wanted if entry.id in context.unusable]
    for held in (context.lists[entry.id] for entry in wanted if entry.id in context.screened):
        gaps.extend(_unread(context, held))
        for party, comparison in _comparisons(context, held):
            if comparison.score >= context.policy.review_threshold:
                findings.append(_finding(context, check, held, party, comparison))
            elif comparison.score >= context.policy.near_miss_floor:
                near.append((-comparison.score, _near_miss(held, party, comparison)))
    if not gaps and not any(entry.id in context.screened for entry in wanted):
        gaps.append(f"no list for {check} is in force")
    near.sort(key=lambda scored: (scored[0], str(scored[1])))
    return CheckResult(
        check=check,
        question=question,
        answer=Answer.FINDINGS if findings else Answer.NOT_CHECKED if gaps else Answer.CLEAR,
        reason="; ".join(gaps),
        findings=tuple(findings),
        coverage=tuple(_coverage(context, entry.id) for entry in wanted),
        near_misses=tuple(miss for _, miss in near[: context.policy.near_misses_kept]),
    )


def _unread(context: Context, held: ListInForce) -> Iterator[str]:
    for party in context.submission.everyone():
        problem = context.screened[held.list_id][party.id].unreadable
        if problem:
            yield f"party {party.id!r} could not be compared with {held.list_id}: {problem}"


def _comparisons(context: Context, held: ListInForce) -> Iterator[tuple[Party, Comparison]]:
    for party in context.submission.everyone():
        for comparison in context.screened[held.list_id][party.id].comparisons:
            yield party, comparison


def _entry(comparison: Comparison) -> Entry:
    entry = comparison.right
    if not isinstance(entry, Entry):
        msg = f"the index of a list holds a {type(entry).__name__}"
        raise TypeError(msg)
    return entry


def _finding(
    context: Context, check: str, held: ListInForce, party: Party, comparison: Comparison
) -> Finding:
    entry = _entry(comparison)
    expired = not in_force_on(entry, context.as_of.date())
    return Finding(
        key=digest([check, held.list_id, entry.ref, party.id])[:16],
        check=check,
        party=party.id,
        severity=Severity.INFORMS if expired else Severity(entry.effect.value),
        sentence=_sentence(held, party, entry, expired=expired),
        entry=entry.ref,
        list_id=held.list_id,
        score=comparison.score,
        features=comparison.features,
        paths=_paths(context, party),
        evidence={
            "entry": plain(entry),
            "snapshot": held.digest,
            "also_listed": list(held.also_listed.get(entry.ref, ())),
        },
    )


def _sentence(held: ListInForce, party: Party, entry: Entry, *, expired: bool) -> str:
    roles = ", ".join(role.value.replace("_", " ") for role in party.roles) or "party"
    ended = f"; the listing ended on {entry.ends_on}" if expired else ""
    return (
        f"{party.name} ({roles}) may be {entry.name}, listed as {entry.ref} by {held.title}{ended}"
    )


def _paths(context: Context, party: Party) -> tuple[tuple[str, ...], ...]:
    """How a finding on `party` reaches the vendor: along stakes, or by its role alone."""
    if party.id == "vendor":
        return (("vendor",),)
    owned = graph.build(context.submission, context.as_of.date()).paths(party.id)
    return owned or ((party.id, "vendor"),)


def _near_miss(held: ListInForce, party: Party, comparison: Comparison) -> dict[str, object]:
    entry = _entry(comparison)
    return {
        "party": party.id,
        "list": held.list_id,
        "entry": entry.ref,
        "name": entry.name,
        "score": comparison.score,
    }


def _coverage(context: Context, list_id: str) -> Mapping[str, object]:
    held = context.lists.get(list_id)
    if held is None:
        problem = context.unusable.get(list_id, "never loaded, and not mandatory")
        return {"list": list_id, "used": False, "problem": problem}
    return {
        "list": list_id,
        "title": held.title,
        "licence": held.licence,
        "used": list_id in context.screened,
        "problem": context.unusable.get(list_id, ""),
        "snapshot": held.digest,
        "published": plain(held.published),
        "checked_at": plain(held.checked_at),
        "changed_at": plain(held.changed_at),
        "entries": len(held.index),
        "unreadable_names": len(held.index.unreadable),
    }
