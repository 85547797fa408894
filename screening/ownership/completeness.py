"""How much of a company is owned by natural persons who are named, and why the rest is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from screening.ownership.graph import Graph
from screening.ownership.integrated import LOOP, Integrated, integrated
from screening.ownership.intervals import ZERO, percent
from screening.ownership.unknowns import MEANING, SENTENCES


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """The whole of a company, divided: persons, states, and the rest by why it is not known.

    `persons`, `states` and `missing` add up to one; shares are at their least, and what the ranges
    leave open is under "range".
    """

    company: str
    persons: Fraction
    states: Fraction
    missing: Mapping[str, Fraction]
    by_holder: Mapping[str, Fraction]

    @property
    def named(self) -> Fraction:
        return self.persons + self.states

    def sentence(self) -> str:
        """For people: what is known, and each reason why the rest is not."""
        known = f"{percent(self.persons)} is owned by identified natural persons"
        if self.states:
            known += f", {percent(self.states)} by states"
        gaps = [
            f"{percent(share)} {SENTENCES[kind]}"
            for kind, share in sorted(self.missing.items(), key=lambda one: (-one[1], one[0]))
        ]
        return "; ".join([known, *gaps])


def completeness(
    graph: Graph, company: str = "vendor", flow: Integrated | None = None
) -> Completeness:
    """How the company divides into known and unknown owners, along all chains, by capital."""
    flow = flow or integrated(graph, company)
    named = graph.persons - set(graph.unknown)
    persons = states = ZERO
    missing: defaultdict[str, Fraction] = defaultdict(lambda: ZERO)
    by_holder = {}
    for holder, share in flow.shares.items():
        if not share.lower:
            continue
        by_holder[holder] = share.lower
        if holder in named:
            persons += share.lower
        elif holder in graph.states:
            states += share.lower
        else:
            missing[_why(graph, holder)] += share.lower
    if flow.unplaced:
        missing["range"] += flow.unplaced
    return Completeness(
        company=company,
        persons=persons,
        states=states,
        missing=dict(sorted(missing.items())),
        by_holder=by_holder,
    )


def _why(graph: Graph, holder: str) -> str:
    if holder.startswith(LOOP):
        return "closed_loop"
    return MEANING.get(graph.unknown.get(holder, ""), "entity")
