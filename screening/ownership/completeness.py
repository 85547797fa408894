"""How much of a company is owned by natural persons who are named, and why the rest is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from screening.ownership.graph import Graph
from screening.ownership.integrated import LOOP, Integrated, integrated
from screening.ownership.intervals import ZERO, percent
from screening.ownership.tables import ROLES

# BODS reasons and our own, as what they mean for the reader of a completeness check.
_MEANING: Mapping[str, str] = {
    "noBeneficialOwners": "dispersed",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "not_identified",
    "interestedPartyHasNotProvidedInformation": "not_provided",
    "subjectExemptFromDisclosure": "exempt",
    "interestedPartyExemptFromDisclosure": "exempt",
    "anonymous": "anonymous",
    "unknown": "unknown",
    "informationUnknownToPublisher": "unknown",
    "bearerShares": "bearer_shares",
    "held in trust": "trust",
    ROLES: "trust",
    "nominator not named": "nominee",
    "undisclosed": "undisclosed",
    "no_data": "no_data",
}
SENTENCES: Mapping[str, str] = {
    "dispersed": "is said to have no beneficial owner: dispersed, each below the limit",
    "not_identified": "has an owner whom the company cannot identify",
    "not_provided": "has an owner who has not answered",
    "exempt": "is exempt from disclosure, as a listed company or a protected person",
    "anonymous": "is held by somebody whose name is withheld",
    "unknown": "has an owner unknown to whoever stated it",
    "bearer_shares": "is in bearer shares: whoever has the paper owns it",
    "trust": "is held in trust: its roles are named or not, nobody owns a share",
    "nominee": "is held by a nominee for somebody not named",
    "undisclosed": "is not spoken of: the stakes stated leave it over",
    "no_data": "belongs to a company of which no stake is stated",
    "closed_loop": "is held by companies that own each other, with no owner outside",
    "range": "lies within the ranges in which stakes are stated",
    "entity": "ends with an organisation taken no further",
}


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
    return _MEANING.get(graph.unknown.get(holder, ""), "entity")
