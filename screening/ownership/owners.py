"""Beneficial owners: natural persons with enough of the whole, or with control over the company.

Source: Regulation (EU) 2024/1624 art. 52 (ownership), 53 (control), 54 (both in one chain) and 58
(trusts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from screening.model import Share
from screening.ownership.control import TRUST_ROLES, Limb
from screening.ownership.graph import Graph
from screening.ownership.integrated import Integrated, integrated
from screening.ownership.intervals import ZERO, Certainty, Threshold, strongest, together
from screening.ownership.regimes import OwnerRule, Regime, bundled_rules
from screening.ownership.sanctions import Mode, Network, least
from screening.ownership.tables import Axis

CONTROL = Regime(
    id="control",
    title="Control over a company",
    threshold=Threshold(Fraction(1, 2), strict=True),
    pooled=False,
    axes=(Axis.CAPITAL, Axis.VOTES),
    control=True,
    reference="Regulation (EU) 2024/1624 art. 53",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason why somebody is a beneficial owner, and how sure it is."""

    limb: Limb
    certainty: Certainty
    article: str
    axis: Axis | None = None
    share: Share | None = None
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A natural person who is, or may be, a beneficial owner. The strongest ground comes first."""

    party: str
    grounds: tuple[Ground, ...]

    @property
    def certainty(self) -> Certainty:
        return strongest(ground.certainty for ground in self.grounds)


def beneficial_owners(
    graph: Graph, rule: OwnerRule | None = None, company: str = "vendor"
) -> tuple[Owner, ...]:
    """Every natural person who is or may be a beneficial owner of the company, surest first.

    Named persons only: what unknown owners have is in `integrated` and in `completeness`.
    """
    rule = rule or bundled_rules().owner
    network = Network(graph)
    grounds: defaultdict[str, list[Ground]] = defaultdict(list)
    flows = [integrated(graph, company, axis) for axis in _axes(graph, rule, company)]
    for person, ground in (
        *_by_ownership(graph, flows, rule),
        *_by_control(network, company, rule),
        *_by_owning_a_controller(network, company, rule),
        *_by_trust(graph, flows, rule),
    ):
        grounds[person].append(ground)
    named = graph.persons - set(graph.unknown)
    owners = [
        Owner(party=person, grounds=tuple(sorted(found, key=lambda one: one.certainty.rank)))
        for person, found in grounds.items()
        if person in named
    ]
    return tuple(sorted(owners, key=lambda owner: (owner.certainty.rank, owner.party)))


def senior_managers(graph: Graph, company: str = "vendor") -> tuple[str, ...]:
    """Whom to name where no beneficial owner can be found (art. 63(4))."""
    powers = graph.rights.get(company, ())
    return tuple(sorted({one.holder for one in powers if one.interest == "seniorManagingOfficial"}))


def _axes(graph: Graph, rule: OwnerRule, company: str) -> list[Axis]:
    stated = {
        axis for name in (*graph.above(company), company) for axis in graph.tables.get(name, {})
    }
    return [axis for axis in rule.axes if axis in stated]


Found = Iterable[tuple[str, Ground]]


def _by_ownership(graph: Graph, flows: Iterable[Integrated], rule: OwnerRule) -> Found:
    for flow in flows:
        claimed = _claims(graph, flow)
        for holder, share in {**flow.shares, **claimed}.items():
            certainty = rule.threshold.asked_of(share)
            if certainty is not Certainty.NO:
                yield (
                    holder,
                    Ground(
                        limb=Limb.VOTES if flow.axis is Axis.VOTES else Limb.OWNERSHIP,
                        certainty=certainty,
                        article="52",
                        axis=flow.axis,
                        share=share,
                    ),
                )


def _claims(graph: Graph, flow: Integrated) -> Mapping[str, Share]:
    """Indirect stakes whose links nobody states: all that is known of them is their sum."""
    kinds = {"shareholding": Axis.CAPITAL, "votingRights": Axis.VOTES}
    return {
        one.stake.owner: one.share
        for one in graph.sums
        if one.stake.company == flow.company
        and one.share is not None
        and kinds.get(one.stake.interest) is flow.axis
        and flow.of(one.stake.owner).upper == ZERO
    }


def _reach(network: Network, seed: str, *, sure: bool) -> frozenset[str]:
    if seed not in network.capable:
        return frozenset()
    return frozenset(least(network, CONTROL, [seed], Mode(sure=sure, control=True)))


def _by_control(network: Network, company: str, rule: OwnerRule) -> Found:
    """Art. 53, and art. 54(a): whoever controls those who have a direct interest."""
    for person in sorted(network.capable & network.graph.persons):
        for sure in (True, False):
            certainty = Certainty.CONFIRMED if sure else Certainty.POSSIBLE
            steps = least(network, CONTROL, [person], Mode(sure=sure, control=True))
            if company in steps:
                limb = steps[company].limb
                yield person, Ground(limb=limb, certainty=certainty, article="53")
            elif ground := _direct_interest(
                network.graph, {person, *steps}, company, rule, sure=sure
            ):
                yield person, ground
            else:
                continue
            break


def _direct_interest(
    graph: Graph, inside: set[str], company: str, rule: OwnerRule, *, sure: bool
) -> Ground | None:
    for axis in rule.axes:
        table = graph.table(company, axis)
        held = [one for one in table if one.holder in inside]
        # Without an entity in between this is art. 52, and already told.
        if not held or all(one.holder in graph.persons for one in held):
            continue
        share = together(
            [one.share for one in held],
            [one.share for one in table if one not in held],
            complete=False,
        )
        if rule.threshold.surely(share) if sure else rule.threshold.perhaps(share):
            return Ground(
                limb=Limb.OWNERSHIP,
                certainty=Certainty.CONFIRMED if sure else Certainty.POSSIBLE,
                article="54(a)",
                axis=axis,
                share=share,
                through="+".join(sorted(one.holder for one in held)),
            )
    return None


def _by_owning_a_controller(network: Network, company: str, rule: OwnerRule) -> Found:
    """Art. 54(b): whoever has an ownership interest in an entity that controls the company."""
    graph = network.graph
    for entity in sorted(network.capable & graph.above(company) & set(graph.tables)):
        sure = company in _reach(network, entity, sure=True)
        if not sure and company not in _reach(network, entity, sure=False):
            continue
        for person, share in integrated(graph, entity).shares.items():
            certainty = rule.threshold.asked_of(share)
            if certainty is Certainty.NO:
                continue
            yield (
                person,
                Ground(
                    limb=Limb.OWNERSHIP,
                    certainty=certainty if sure else Certainty.POSSIBLE,
                    article="54(b)",
                    axis=Axis.CAPITAL,
                    share=share,
                    through=entity,
                ),
            )


def _by_trust(graph: Graph, flows: Iterable[Integrated], rule: OwnerRule) -> Found:
    """Art. 58: everybody with a role in a trust that has enough of the company."""
    for flow in flows:
        for source, share in flow.shares.items():
            certainty = rule.threshold.asked_of(share)
            trust = source.removeprefix("trust:")
            if trust == source or certainty is Certainty.NO:
                continue
            for power in graph.rights.get(trust, ()):
                if power.interest in TRUST_ROLES:
                    yield (
                        power.holder,
                        Ground(
                            limb=Limb.TRUST,
                            certainty=certainty,
                            article="58",
                            axis=flow.axis,
                            share=share,
                            through=trust,
                        ),
                    )
