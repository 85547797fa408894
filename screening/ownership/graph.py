"""The ownership graph of one submission as of a day: who holds what of whom, along which paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from screening.model import Party, PartyKind, Stake, Submission
from screening.ownership.control import (
    NOMINEE_ROLES,
    TRUST_ROLES,
    Right,
    right,
)
from screening.ownership.intervals import WHOLE, exactly, rest, total
from screening.ownership.paths import Routes, reached
from screening.ownership.sources import Discrepancy, Merged, merge
from screening.ownership.tables import (
    AXES,
    Axis,
    Holding,
    Table,
    build_tables,
    nomination_table,
    trust_table,
)

_OPTION = "conditionalRightsGrantedByContract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """Tables and rights by company; everybody else (persons, states, unknowns) is a source.

    `unknown` says of each party or pseudo-party nobody identifies why it is unknown. `sums` are the
    indirect stakes that sum up a chain: they check it and are never added to it.
    """

    day: date
    tables: Mapping[str, Mapping[Axis, Table]]
    rights: Mapping[str, tuple[Right, ...]] = field(default_factory=dict)
    complete: frozenset[str] = frozenset()
    unknown: Mapping[str, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    merged: tuple[Merged, ...] = ()
    sums: tuple[Merged, ...] = ()
    options: tuple[Merged, ...] = ()
    self_held: frozenset[str] = frozenset()
    discrepancies: tuple[Discrepancy, ...] = ()

    def table(self, company: str, axis: Axis = Axis.CAPITAL) -> Table:
        """Who holds the company on an axis; where there is no capital, rights to profit stand in.

        Votes follow the capital where nobody states them (UK SI 2019/855 sch. 1 para. 4).
        """
        tables = self.tables.get(company, {})
        for stand_in in (axis, *_STAND_INS[axis]):
            if stand_in in tables:
                return tables[stand_in]
        return ()

    def holders(self, company: str) -> frozenset[str]:
        """Everyone with a stake in or a right over the company, on any axis."""
        held = {h.holder for table in self.tables.get(company, {}).values() for h in table}
        summed = {one.stake.owner for one in self.sums if one.stake.company == company}
        power = {power.holder for power in self.rights.get(company, ())}
        return frozenset(held | summed - {""} | power)

    def held_by(self) -> dict[str, tuple[str, ...]]:
        """For everyone, the companies they have a stake in or a right over."""
        down: defaultdict[str, list[str]] = defaultdict(list)
        for company in self.tables:
            for holder in sorted(self.holders(company)):
                down[holder].append(company)
        return {holder: tuple(companies) for holder, companies in down.items()}

    def above(self, company: str = "vendor") -> frozenset[str]:
        """Everyone from whom a path leads to the company, itself left out."""
        return reached(company, self.holders) - {company}

    def routes(self) -> Routes:
        """The paths through the whole graph, for whoever asks for many."""
        return Routes({one: sorted(self.holders(one)) for one in self.tables}, self.held_by())

    def paths(self, start: str, target: str = "vendor") -> tuple[tuple[str, ...], ...]:
        """The paths of stakes and rights from `start` to `target`, shortest first, up to 50."""
        return self.routes().between(start, target)

    def diluted(self) -> Graph:
        """The same graph as if every option and convertible had been exercised."""
        tables = {company: dict(found) for company, found in self.tables.items()}
        for company in {one.stake.company for one in self.options}:
            here = [one for one in self.options if one.stake.company == company and one.share]
            tables[company][Axis.CAPITAL] = _exercised(self.table(company), here, company)
        return replace(self, tables=tables, options=())


_STAND_INS: Mapping[Axis, tuple[Axis, ...]] = {
    Axis.CAPITAL: (Axis.PROFIT, Axis.SURPLUS),
    Axis.VOTES: (Axis.CAPITAL, Axis.PROFIT, Axis.SURPLUS),
    Axis.PROFIT: (),
    Axis.SURPLUS: (),
}


def build(submission: Submission, day: date) -> Graph:
    """The stakes in force on `day`: not ended before it and not starting after it."""
    return graph_of(
        submission.everyone(),
        [stake for stake in submission.stakes if runs(stake, day)],
        day,
        complete=submission.complete,
    )


def runs(stake: Stake, day: date) -> bool:
    started = stake.starts_on is None or stake.starts_on <= day
    return started and (stake.ends_on is None or stake.ends_on >= day)


def graph_of(
    parties: Iterable[Party], stakes: Iterable[Stake], day: date, *, complete: Iterable[str] = ()
) -> Graph:
    """The graph of these parties and stakes; stakes may name companies that are no party."""
    parties, merged_all = tuple(parties), merge(stakes)
    merged, troubles = merged_all
    unknown = {p.id: _why_unknown(p) for p in parties if _nameless(p)}
    persons = frozenset(p.id for p in parties if p.kind is PartyKind.PERSON)
    states = frozenset(p.id for p in parties if p.form.startswith("state"))
    sources = persons | states | set(unknown) | {""}
    into: defaultdict[str, list[Merged]] = defaultdict(list)
    for party in parties:
        if party.id not in sources:
            into[party.id] = []
    for one in merged:
        into[one.stake.company].append(one)
        if one.stake.owner not in sources:
            into.setdefault(one.stake.owner, [])
    forms = {party.id: party.form for party in parties}
    tables: dict[str, Mapping[Axis, Table]] = {}
    found = list(troubles)
    whole = frozenset(complete)
    for company, held in into.items():
        tables[company], new = _of_company(
            company, held, unknown, form=forms.get(company, ""), complete=company in whole
        )
        found += new
    return Graph(
        day=day,
        tables=tables,
        rights={company: _rights(held) for company, held in into.items()},
        complete=whole | {c for c, held in into.items() if _is_nomination(held, forms.get(c, ""))},
        unknown=unknown | _pseudo(tables),
        persons=persons,
        states=states,
        merged=merged,
        sums=tuple(one for one in merged if _is_sum(one)),
        options=tuple(one for one in merged if one.stake.interest == _OPTION and one.share),
        self_held=frozenset(one.stake.company for one in merged if _own(one)),
        discrepancies=tuple(found),
    )


def _is_sum(one: Merged) -> bool:
    """A right held through others is a right; only shares are summed up along a chain."""
    stake = one.stake
    return stake.direct == "indirect" and bool(stake.owner) and stake.interest in AXES


def _own(one: Merged) -> bool:
    return one.stake.owner == one.stake.company


def _nameless(party: Party) -> bool:
    return party.form.startswith(("anonymous", "unknown"))


def _why_unknown(party: Party) -> str:
    bare = "anonymous" if party.form.startswith("anonymous") else "unknown"
    return party.unspecified or bare


def _is_nomination(held: Sequence[Merged], form: str) -> bool:
    kinds = {one.stake.interest for one in held}
    return form.endswith("/nomination") or bool(kinds and kinds <= NOMINEE_ROLES)


def _is_trust(held: Sequence[Merged], form: str) -> bool:
    return form.endswith("/trust") or any(one.stake.interest in TRUST_ROLES for one in held)


def _of_company(
    company: str,
    held: Sequence[Merged],
    unknown: Mapping[str, str],
    *,
    form: str,
    complete: bool,
) -> tuple[Mapping[Axis, Table], tuple[Discrepancy, ...]]:
    if _is_nomination(held, form):
        return {Axis.CAPITAL: nomination_table(company, held)}, ()
    tables, troubles = build_tables(company, held, unknown, complete=complete)
    owned = any(one.stake.interest == "shareholding" for one in held)
    if _is_trust(held, form) and not owned:
        return {Axis.CAPITAL: trust_table(company, held, unknown)}, troubles
    return tables, troubles


def _rights(held: Sequence[Merged]) -> tuple[Right, ...]:
    sized_options = [one for one in held if one.stake.interest == _OPTION and one.share]
    found = (right(one.stake) for one in held if one not in sized_options and not _own(one))
    return tuple(power for power in found if power is not None)


def _pseudo(tables: Mapping[str, Mapping[Axis, Table]]) -> dict[str, str]:
    return {
        holding.holder: holding.reason
        for by_axis in tables.values()
        for table in by_axis.values()
        for holding in table
        if holding.reason
    }


def _exercised(table: Table, options: Sequence[Merged], company: str) -> Table:
    new = [
        Holding(
            holder=one.stake.owner or f"unknown:{one.stake.id}",
            company=company,
            axis=Axis.CAPITAL,
            share=one.share or exactly(WHOLE),
            economic=one.share or exactly(WHOLE),
            merged=one,
        )
        for one in options
    ]
    kept = rest([one.share for one in new]).lower
    shrunk = [
        replace(
            one,
            share=replace(one.share, lower=one.share.lower * kept, upper=one.share.upper * kept),
            economic=total([one.economic]),
        )
        for one in table
    ]
    return (*shrunk, *new)
