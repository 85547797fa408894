"""All the library says about who stands behind one vendor, as one value and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from screening.model import Share, Submission
from screening.ownership.answers import Answer, Listed, answer_all, rebutted
from screening.ownership.completeness import Completeness, completeness
from screening.ownership.control import Divestment, divested
from screening.ownership.explain import Explanation, called, explain
from screening.ownership.graph import Graph, build
from screening.ownership.integrated import Integrated, companies, integrated
from screening.ownership.intervals import ZERO, both, percent, shown, total
from screening.ownership.owners import Owner, beneficial_owners, senior_managers
from screening.ownership.parents import parents_at_odds
from screening.ownership.power import VotingPower, voting_power
from screening.ownership.regimes import OwnerRule, Rules, bundled_rules
from screening.ownership.sources import Discrepancy
from screening.ownership.unknowns import SENTENCES, reason
from screening.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Who stands behind the vendor on one day, and how far that is known."""

    graph: Graph
    names: Mapping[str, str]
    listed: tuple[Listed, ...]
    answers: tuple[Answer, ...]
    explanations: tuple[Explanation, ...]
    flow: Integrated
    owners: tuple[Owner, ...]
    senior: tuple[str, ...]
    completeness: Completeness
    discrepancies: tuple[Discrepancy, ...]
    divestments: tuple[Divestment, ...]
    rule: OwnerRule
    power: VotingPower | None


def examine(
    submission: Submission,
    listed: Iterable[Listed],
    day: date,
    *,
    rules: Rules | None = None,
) -> Ownership:
    """The ownership of the vendor as of a day, with these parties taken to be listed.

    `rules` are the legal tests to ask, left out the bundled ones.
    """
    rules = rules or bundled_rules()
    seed = tuple(listed)
    graph = build(submission, day)
    names = {party.id: party.name for party in submission.everyone()}
    answers = rebutted(answer_all(graph, seed, rules=rules), submission.rebuttals)
    flow = integrated(graph)
    since = {one.party: one.since for one in seed if one.since is not None}
    return Ownership(
        graph=graph,
        names=names,
        listed=seed,
        answers=answers,
        explanations=tuple(explain(graph, one, seed, names) for one in answers),
        flow=flow,
        owners=beneficial_owners(graph, rules.owner),
        senior=senior_managers(graph),
        completeness=completeness(graph, flow=flow),
        discrepancies=(
            *graph.discrepancies,
            *parents_at_odds(graph),
            *_loops(flow, graph, names),
            *_sums(graph),
        ),
        divestments=divested(submission.stakes, since, day, within_days=rules.divested_days),
        rule=rules.owner,
        power=voting_power(graph),
    )


def _loops(flow: Integrated, graph: Graph, names: Mapping[str, str]) -> list[Discrepancy]:
    return [
        Discrepancy(
            kind="closed_loop",
            company=group[0],
            sentence=f"{', '.join(called(one, names, graph) for one in group)} own each other "
            "whole; no owner outside is stated",
        )
        for group in flow.loops
    ]


def _sums(graph: Graph) -> list[Discrepancy]:
    """Declared sums over a chain that its links cannot come to (OWN-B-02)."""
    found = []
    for one in graph.sums:
        stake = one.stake
        if not stake.components or one.share is None or stake.interest != "shareholding":
            continue
        flow = integrated(graph, stake.company)
        computed = _chained(graph, flow, stake.owner, stake.company)
        if computed.upper > 0 and both(one.share, computed) is None:
            found.append(
                Discrepancy(
                    kind="sum_of_links",
                    company=stake.company,
                    owner=stake.owner,
                    stakes=one.stakes,
                    sentence=f"{stake.owner} is declared to hold {shown(one.share)} of "
                    f"{stake.company} in sum; its links come to {shown(computed)}",
                )
            )
    return found


def _chained(graph: Graph, flow: Integrated, owner: str, company: str) -> Share:
    """What the owner has through others: the direct stake is declared beside the sum."""
    whole = flow.of(owner)
    direct = [one.economic for one in graph.table(company) if one.holder == owner]
    if not direct:
        return whole
    held = total(direct)
    return replace(
        whole,
        lower=max(whole.lower - held.upper, ZERO),
        upper=max(whole.upper - held.lower, ZERO),
    )


def plain_view(found: Ownership) -> dict[str, object]:
    """The whole as JSON-ready data: the same ownership always gives the same bytes."""
    graph, names = found.graph, found.names
    routes = graph.routes()
    return {
        "as_of": graph.day.isoformat(),
        "parties": [
            {
                "id": name,
                "name": called(name, names, graph),
                "kind": _kind(graph, name),
                "listed": any(one.party == name for one in found.listed),
                "unknown": graph.unknown.get(name, ""),
                "paths": [list(path) for path in routes.between(name, "vendor")],
            }
            for name in sorted(graph.above() | {"vendor"})
        ],
        "stakes": _stakes(graph),
        "regimes": [plain(one) for one in found.explanations],
        "beneficial_owners": {
            "rule": found.rule.id,
            "title": found.rule.title,
            "threshold": found.rule.threshold.text,
            "reference": found.rule.reference,
            "applies_from": plain(found.rule.valid_from),
            "owners": [
                {
                    "party": owner.party,
                    "name": names.get(owner.party, owner.party),
                    "answer": owner.certainty.value,
                    "grounds": [
                        {"ground": plain(one), "shown": shown(one.share) if one.share else ""}
                        for one in owner.grounds
                    ],
                }
                for owner in found.owners
            ],
            "senior_managers": list(found.senior),
        },
        "economic": [
            {
                "holder": holder,
                "name": called(holder, names, graph),
                "lower": plain(share.lower),
                "upper": plain(share.upper),
                "shown": shown(share),
                "unknown": graph.unknown.get(holder, ""),
            }
            for holder, share in sorted(found.flow.shares.items())
        ],
        "companies": [
            {
                "company": holder,
                "name": called(holder, names, graph),
                "corrected": plain(one.corrected),
                "walks": plain(one.walks),
                "shown": percent(one.corrected),
            }
            for holder, one in sorted(companies(graph, found.flow).items())
        ],
        "completeness": {
            "sentence": found.completeness.sentence(),
            "persons": plain(found.completeness.persons),
            "states": plain(found.completeness.states),
            "missing": [
                {
                    "why": why,
                    "share": plain(share),
                    "shown": percent(share),
                    "means": SENTENCES[why],
                }
                for why, share in found.completeness.missing.items()
            ],
        },
        "voting_power": {
            "holder": called(found.power.holder, names, graph),
            "decisive": percent(found.power.decisive),
        }
        if found.power
        else None,
        "discrepancies": [plain(one) for one in found.discrepancies],
        "divestments": [plain(one) for one in found.divestments],
    }


def _kind(graph: Graph, name: str) -> str:
    if name in graph.persons:
        return "person"
    if name in graph.states:
        return "state"
    return "organisation" if name in graph.tables else "unknown"


def _stakes(graph: Graph) -> list[dict[str, object]]:
    return [
        {
            "owner": one.stake.owner,
            "company": one.stake.company,
            "interest": one.stake.interest,
            "unknown": "" if one.stake.owner and not one.stake.bearer else reason(one.stake),
            "details": one.stake.details,
            "shown": shown(one.share),
            "share": plain(one.share),
            "stakes": list(one.stakes),
            "statements": list(one.statements),
            "sources": [source or "the submission" for source in one.sources],
            "two_sources": one.confirmed,
            "agreed": one.agreed,
        }
        for one in graph.merged
    ]
