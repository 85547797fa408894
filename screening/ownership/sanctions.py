"""Sanctions ownership: a threshold fixpoint on direct stakes. Shares are never multiplied here.

Source: OFAC FAQ 398-402; the company-control recursion of Ceri and Gottlob; ownership handbook 5.1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from screening.model import Share
from screening.ownership.control import MAJORITY, Limb, Right
from screening.ownership.cycles import groups
from screening.ownership.graph import Graph
from screening.ownership.intervals import NOTHING, Certainty, Threshold, together
from screening.ownership.regimes import Regime
from screening.ownership.tables import Axis, Holding

FAMILY = "family:"
"""A joint group named so is a family tie: an informal arrangement, never a certain one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Why one company is held: by which limb, through which holders, with which share in sum."""

    company: str
    limb: Limb
    axis: Axis | None = None
    share: Share = NOTHING
    threshold: Threshold | None = None
    holdings: tuple[Holding, ...] = ()
    rights: tuple[Right, ...] = ()

    @property
    def holders(self) -> tuple[str, ...]:
        by_share = [one.holder for one in self.holdings]
        return tuple(dict.fromkeys([*by_share, *(one.holder for one in self.rights)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """Which question a run asks: what is sure or what is possible, with or without control."""

    sure: bool
    control: bool


class Network:
    """A graph made ready for many runs: who is below whom, and who holds jointly."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.down = graph.held_by()
        self.groups: defaultdict[str, set[str]] = defaultdict(set)
        self.jointly: defaultdict[str, set[str]] = defaultdict(set)
        for company, tables in graph.tables.items():
            for table in tables.values():
                for holding in table:
                    if holding.joint:
                        self.groups[holding.holder].add(holding.joint)
                        self.jointly[holding.joint].add(company)
        in_tables = {
            (company, stake)
            for company, tables in graph.tables.items()
            for table in tables.values()
            for holding in table
            for stake in holding.stakes
        }
        self.capable = _capable(graph)
        self.cyclic = frozenset(
            name
            for group in groups(self.down, lambda one: self.down.get(one, ()))
            for name in group
            if len(group) > 1
        )
        self.claims: defaultdict[str, list[Right]] = defaultdict(list)
        for one in graph.sums:
            stake = one.stake
            if not stake.components and (stake.company, stake.id) not in in_tables:
                self.claims[stake.company].append(
                    Right(
                        company=stake.company,
                        holder=stake.owner,
                        limb=Limb.OWNERSHIP,
                        certainty=Certainty.POSSIBLE,
                        stakes=one.stakes,
                        interest=stake.interest,
                    )
                )
                self.capable.add(stake.owner)

    def below(self, seed: Iterable[str]) -> set[str]:
        """Every company that a path leads to from the seed."""
        seen: set[str] = set()
        todo = list(seed)
        while todo:
            for company in self.touched([todo.pop()]):
                if company not in seen:
                    seen.add(company)
                    todo.append(company)
        return seen

    def touched(self, holders: Iterable[str]) -> set[str]:
        """The companies whose answer may change when these holders join or leave."""
        found: set[str] = set()
        for holder in holders:
            found.update(self.down.get(holder, ()))
            for group in self.groups.get(holder, ()):
                found |= self.jointly[group]
        return found


def _capable(graph: Graph) -> set[str]:
    """Who alone may stand behind some company: by half of it, by a right, or jointly."""
    powers = {power.holder for powers in graph.rights.values() for power in powers}
    return powers | {
        one.holder
        for tables in graph.tables.values()
        for table in tables.values()
        for one in table
        if one.joint or one.share.upper >= MAJORITY.value
    }


def least(
    network: Network,
    regime: Regime,
    seed: Iterable[str],
    mode: Mode,
    without: frozenset[str] = frozenset(),
) -> dict[str, Step]:
    """The companies that the seed stands behind by force of the stakes: the least fixpoint.

    In the order they are added, each with the step that added it; the seed itself is left out, and
    so are the companies `without`, as if nobody stood behind them.
    """
    inside = set(seed)
    steps: dict[str, Step] = {}
    touched = network.touched(inside) - inside - without
    while touched:
        # One round at a time, so that a step rests only on companies of earlier rounds.
        new = {
            company: step
            for company in sorted(touched)
            if (step := step_into(network, regime, company, inside, mode))
        }
        steps |= new
        inside |= set(new)
        touched = network.touched(new) - inside - without
    return steps


def greatest(network: Network, regime: Regime, seed: Iterable[str], mode: Mode) -> set[str]:
    """The companies the seed could stand behind if cycles may support themselves."""
    start = set(seed)
    inside = start | network.below(start)
    doubted = inside - start
    while doubted:
        gone = {
            company for company in doubted if not step_into(network, regime, company, inside, mode)
        }
        inside -= gone
        doubted = (network.touched(gone) & inside) - start
    return inside - start


def step_into(
    network: Network, regime: Regime, company: str, inside: set[str], mode: Mode
) -> Step | None:
    """Why the holders inside, taken together, stand behind the company; None if they do not."""
    agreed = _groups(network, inside, mode)
    joint = frozenset[str]() if regime.pooled else agreed
    tests = [(axis, regime.threshold, joint) for axis in regime.axes]
    if mode.control and Axis.VOTES not in regime.axes:
        tests.append((Axis.VOTES, MAJORITY, agreed))
    for axis, threshold, allied in tests:
        held = _held(network.graph, company, axis, inside, allied)
        if held and (threshold.surely(held.share) if mode.sure else threshold.perhaps(held.share)):
            return replace(held, threshold=threshold)
    return _by_right(network, regime, company, inside, mode)


def _groups(network: Network, inside: set[str], mode: Mode) -> frozenset[str]:
    """The joint arrangements with a member inside: what any member holds, each holds."""
    return frozenset(
        group
        for holder in inside & network.groups.keys()
        for group in network.groups[holder]
        if not (mode.sure and group.startswith(FAMILY))
    )


def _held(
    graph: Graph, company: str, axis: Axis, inside: set[str], groups: frozenset[str]
) -> Step | None:
    """What the holders inside, and those in a joint arrangement with one of them, have in sum."""
    held: list[Holding] = []
    others: list[Share] = []
    for one in graph.table(company, axis):
        if one.holder in inside or one.joint in groups:
            held.append(one)
        else:
            others.append(one.share)
    if not held:
        return None
    # What a company holds in itself makes the rest of the table sum to less than the whole.
    complete = company in graph.complete and company not in graph.self_held
    jointly = any(one.holder not in inside for one in held)
    alone = Limb.VOTES if axis is Axis.VOTES else Limb.OWNERSHIP
    return Step(
        company=company,
        limb=Limb.JOINT if jointly else alone,
        axis=axis,
        share=together([one.share for one in held], others, complete=complete),
        holdings=tuple(held),
    )


def _by_right(
    network: Network, regime: Regime, company: str, inside: set[str], mode: Mode
) -> Step | None:
    wanted = (Certainty.CONFIRMED,) if mode.sure else (Certainty.CONFIRMED, Certainty.POSSIBLE)
    powers = (*network.graph.rights.get(company, ()), *network.claims.get(company, ()))
    for power in sorted(powers, key=lambda one: (regime.proves(one).rank, one.holder)):
        traced = mode.control or not regime.control
        if power.holder in inside and traced and regime.proves(power) in wanted:
            return Step(company=company, limb=power.limb, rights=(power,))
    return None


Derivation = Mapping[str, Step]


def leading_to(steps: Derivation, target: str) -> tuple[Step, ...]:
    """The steps that the answer for the target rests on, those furthest from it first."""
    needed: list[str] = []
    todo = [target]
    while todo:
        company = todo.pop()
        if company in steps and company not in needed:
            needed.append(company)
            todo.extend(steps[company].holders)
    order = {company: place for place, company in enumerate(steps)}
    return tuple(steps[company] for company in sorted(needed, key=lambda one: order[one]))
