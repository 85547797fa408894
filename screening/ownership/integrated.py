"""Beneficial (economic) ownership: shares multiplied along every chain and added over all of them.

Source: Brioschi, Buzzacchi and Colombo 1989; Baldone, Brioschi and Paleari 1997; Vitali,
Glattfelder and Battiston 2011. U = P (I - C)^-1, solved exactly, one group of companies that hold
each other after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from screening.model import Share
from screening.ownership.cycles import groups
from screening.ownership.exact import inflow
from screening.ownership.graph import Graph
from screening.ownership.intervals import NOTHING, WHOLE, ZERO, overfull
from screening.ownership.tables import Axis, Holding

Size = Callable[[Holding], Fraction]
LARGEST_EXACT = 100
"""So many companies that own each other are solved exactly; more are approached from below."""
_LARGEST_CORRECTED = 20
_UNIT, _LEFT_OVER, _MOST_WORK = 2**96, 2**46, 1_000_000
LOOP = "loop:"
"""The owner of a closed loop: nobody outside holds any of it. The name goes on with its members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Integrated:
    """What everybody ultimately has of one company, on one axis.

    `shares` has an interval for every person, state and unknown; the lower ends with `unplaced` add
    up to exactly the whole. `through` is how much of each company in between counts.
    """

    company: str
    axis: Axis
    shares: Mapping[str, Share]
    unplaced: Fraction
    through: Mapping[str, Fraction]
    loops: tuple[tuple[str, ...], ...] = ()

    def of(self, holder: str) -> Share:
        return self.shares.get(holder, NOTHING)


def integrated(graph: Graph, company: str = "vendor", axis: Axis = Axis.CAPITAL) -> Integrated:
    """Everybody's share of the company along all chains, at least and at most.

    The lower ends use every stake at its least. An upper end is what the others' lower ends leave,
    or what every stake at its most gives, whichever is less. Nobody who has no path is there.
    """
    flow = _Flow(graph, axis, company, _least)
    unplaced = WHOLE - sum(flow.sources.values(), ZERO)
    most = _most(graph, axis, company) if unplaced else flow.sources
    reach = _loosely_above(graph, axis, company)
    opened = _opened(graph, axis, reach)
    names = sorted((reach - set(graph.tables)) | set(flow.sources))
    shares = {}
    for name in names:
        lower = flow.sources.get(name, ZERO)
        upper = min(lower + unplaced, most.get(name, WHOLE) if most is not None else WHOLE)
        open_above = bool(unplaced) and bool(opened - {name}) and upper == lower + unplaced
        shares[name] = Share(
            lower,
            max(upper, lower),
            lower_open=name in opened and upper > lower,
            upper_open=open_above and upper > lower,
        )
    return Integrated(
        company=company,
        axis=axis,
        shares=shares,
        unplaced=unplaced,
        through=flow.weights,
        loops=tuple(flow.loops),
    )


def _least(holding: Holding) -> Fraction:
    return holding.economic.lower


def _greatest(holding: Holding) -> Fraction:
    return holding.economic.upper


class _Flow:
    """One whole, poured into the company and followed upwards until it rests with sources."""

    def __init__(self, graph: Graph, axis: Axis, company: str, size: Size) -> None:
        self.sources: defaultdict[str, Fraction] = defaultdict(lambda: ZERO)
        self.weights: dict[str, Fraction] = {}
        self.loops: list[tuple[str, ...]] = []
        self.exact = True
        self._tables = {
            name: _links(graph, axis, name, size)
            for name in (*graph.above(company), company)
            if name in graph.tables
        }
        self._follow(company)

    def _follow(self, company: str) -> None:
        owners = {
            name: [holder for holder in table if holder in self._tables]
            for name, table in self._tables.items()
        }
        poured: defaultdict[str, Fraction] = defaultdict(lambda: ZERO)
        poured[company] = WHOLE
        # Each group comes after the owners it leads to, so downstream groups come last.
        for group in reversed(groups([company], lambda name: owners.get(name, ()))):
            self._through(group, poured)

    def _through(self, group: tuple[str, ...], poured: defaultdict[str, Fraction]) -> None:
        if len(group) > LARGEST_EXACT:
            self._approached(group, poured)
            return
        place = {name: number for number, name in enumerate(group)}
        links: list[dict[int, Fraction]] = [{} for _ in group]
        for name in group:
            for holder, part in self._tables[name].items():
                if holder in place:
                    links[place[holder]][place[name]] = part
        weights = inflow(links, [poured[name] for name in group])
        if weights is None:
            self.loops.append(group)
            self.sources[LOOP + "+".join(group)] += sum((poured[n] for n in group), ZERO)
            return
        for name, weight in zip(group, weights, strict=True):
            self.weights[name] = weight
            for holder, part in self._tables[name].items():
                if holder not in self._tables:
                    self.sources[holder] += weight * part
                elif holder not in place:
                    poured[holder] += weight * part

    def _approached(self, group: tuple[str, ...], poured: defaultdict[str, Fraction]) -> None:
        """Too many to solve exactly: followed round and round, rounded down, the rest left over.

        Every share is then at its least, and what is left over may be anybody's.
        """
        inside = set(group)
        parts = {
            name: [(holder, int(part * _UNIT)) for holder, part in self._tables[name].items()]
            for name in group
        }
        if all(sum(p for h, p in held if h in inside) == _UNIT for held in parts.values()):
            self.loops.append(group)
            self.sources[LOOP + "+".join(group)] += sum((poured[n] for n in group), ZERO)
            return
        self.exact = False
        found: defaultdict[str, int] = defaultdict(int)
        through: defaultdict[str, int] = defaultdict(int)
        moving = {name: int(poured[name] * _UNIT) for name in group if poured[name]}
        work = 0
        while sum(moving.values()) > _LEFT_OVER and work < _MOST_WORK:
            further: defaultdict[str, int] = defaultdict(int)
            for name, amount in moving.items():
                through[name] += amount
                work += len(parts[name])
                for holder, part in parts[name]:
                    (further if holder in inside else found)[holder] += amount * part // _UNIT
            moving = further
        for name, amount in through.items():
            self.weights[name] = Fraction(amount, _UNIT)
        for holder, amount in found.items():
            (poured if holder in self._tables else self.sources)[holder] += Fraction(amount, _UNIT)


def _links(graph: Graph, axis: Axis, company: str, size: Size) -> dict[str, Fraction]:
    """Who holds how much of one company; nothing certain where the stakes exceed the whole."""
    table = graph.table(company, axis)
    if overfull(one.economic for one in table) and size is _least:
        return {}
    parts: defaultdict[str, Fraction] = defaultdict(lambda: ZERO)
    for one in table:
        if size(one):
            parts[one.holder] += size(one)
    return dict(parts)


def _most(graph: Graph, axis: Axis, company: str) -> Mapping[str, Fraction] | None:
    """Everybody's share with each stake at its most; None where cycles make that meaningless."""
    names = [name for name in (*graph.above(company), company) if name in graph.tables]
    tables = {name: _links(graph, axis, name, _greatest) for name in names}
    found = groups([company], lambda name: [h for h in tables.get(name, ()) if h in tables])
    for group in found:
        inside = [sum(tables[n].get(m, ZERO) for m in group) for n in group]
        cyclic = len(group) > 1 or inside[0] > 0
        if len(group) > LARGEST_EXACT:
            return None
        if cyclic and (max(inside) > 1 or min(inside) == 1):
            return None
    return _Flow(graph, axis, company, _greatest).sources


def _loosely_above(graph: Graph, axis: Axis, company: str) -> set[str]:
    """Everyone from whom a path of stakes leads here that may be more than nothing."""
    seen, todo = {company}, [company]
    while todo:
        for one in graph.table(todo.pop(), axis):
            if one.economic.upper > 0 and one.holder not in seen:
                seen.add(one.holder)
                todo.append(one.holder)
    return seen


def _opened(graph: Graph, axis: Axis, reached: set[str]) -> set[str]:
    """Everyone with a path that counts for more than its stakes at their least."""
    todo = [
        one.holder
        for name in reached & set(graph.tables)
        for one in graph.table(name, axis)
        if one.economic.lower_open
    ]
    seen = set(todo)
    while todo:
        for one in graph.table(todo.pop(), axis):
            if one.economic.upper > 0 and one.holder not in seen:
                seen.add(one.holder)
                todo.append(one.holder)
    return seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutual:
    """What one company has in another: `walks` counts every walk, `corrected` each stake once."""

    walks: Fraction
    corrected: Fraction


def mutual(graph: Graph, holder: str, company: str, axis: Axis = Axis.CAPITAL) -> Mutual | None:
    """What `holder` has in `company`, both companies, with and without the over-count of cycles.

    N = (I - A)^-1; corrected is N[i,j] / N[i,i], and 1 - 1/N[i,i] for a company in itself (Baldone,
    Brioschi and Paleari 1997). None in a closed loop, where no number exists, and in a group too
    large for an exact one.
    """
    towards, around = _weights(graph, axis, company), _weights(graph, axis, holder)
    if towards is None or around is None:
        return None
    itself = around.get(holder, WHOLE)
    walks = towards.get(holder, ZERO)
    if holder == company:
        return Mutual(walks=itself - 1, corrected=1 - 1 / itself)
    return Mutual(walks=walks, corrected=walks / itself)


def companies(graph: Graph, flow: Integrated) -> dict[str, Mutual]:
    """What every company above has in the flow's company, the over-count of cycles told apart.

    Each company of a cycle costs a solution of its own, so those of a large one are left out.
    """
    owners = {name: [one.holder for one in graph.table(name, flow.axis)] for name in flow.through}
    cyclic = {
        name: len(group)
        for group in groups(flow.through, lambda one: owners.get(one, ()))
        for name in group
        if len(group) > 1
    }
    found = {}
    for holder, walks in flow.through.items():
        if holder == flow.company:
            continue
        if holder not in cyclic:
            found[holder] = Mutual(walks=walks, corrected=walks)
        elif cyclic[holder] <= _LARGEST_CORRECTED and (
            told := mutual(graph, holder, flow.company, flow.axis)
        ):
            found[holder] = told
    return found


def _weights(graph: Graph, axis: Axis, company: str) -> Mapping[str, Fraction] | None:
    flow = _Flow(graph, axis, company, _least)
    return flow.weights if flow.exact and not flow.loops else None


def loops(found: Sequence[Integrated]) -> tuple[tuple[str, ...], ...]:
    """The closed loops without an owner outside, each once."""
    return tuple(dict.fromkeys(group for one in found for group in one.loops))
