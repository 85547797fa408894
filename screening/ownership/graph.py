"""The ownership graph of one submission as of a day: who holds what of whom, along which paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from screening.model import Share, Stake, Submission

WHOLE = Fraction(1)
# Axes on which a share of ownership can be added up; control by other means is not a share.
OWNERSHIP_INTERESTS = frozenset(
    {"shareholding", "votingRights", "rightsToSurplusAssetsOnDissolution"}
)
_UNKNOWN = Share(Fraction(0), WHOLE)


@dataclass(frozen=True, slots=True)
class Graph:
    """`into` lists, for each company, the stakes in it that run on the day."""

    into: Mapping[str, tuple[Stake, ...]]

    def holders(self, company: str, interest: str = "shareholding") -> dict[str, Share]:
        """Who holds how much of `company` on one axis; several stakes of one owner are added up."""
        held: dict[str, Share] = {}
        for stake in self.into.get(company, ()):
            if stake.interest == interest and stake.owner:
                share = stake.share or _UNKNOWN
                held[stake.owner] = (
                    _added(held[stake.owner], share) if stake.owner in held else share
                )
        return held

    def paths(
        self, start: str, target: str = "vendor", longest: int = 12
    ) -> tuple[tuple[str, ...], ...]:
        """Every path of stakes from `start` down to `target`, no party twice, shortest first."""
        found: list[tuple[str, ...]] = []
        trail: list[tuple[str, ...]] = [(target,)]
        while trail:
            path = trail.pop()
            owners = {stake.owner for stake in self.into.get(path[0], ()) if stake.owner}
            for owner in sorted(owners - set(path)):
                longer = (owner, *path)
                if owner == start:
                    found.append(longer)
                elif len(longer) < longest:
                    trail.append(longer)
        return tuple(sorted(found, key=lambda path: (len(path), path)))


def build(submission: Submission, day: date) -> Graph:
    """The stakes in force on `day`: not ended before it and not starting after it."""
    into: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in submission.stakes:
        if _runs(stake, day):
            into[stake.company].append(stake)
    return Graph({company: tuple(stakes) for company, stakes in into.items()})


def _runs(stake: Stake, day: date) -> bool:
    started = stake.starts_on is None or stake.starts_on <= day
    return started and (stake.ends_on is None or stake.ends_on >= day)


def _added(one: Share, other: Share) -> Share:
    return Share(
        min(one.lower + other.lower, WHOLE),
        min(one.upper + other.upper, WHOLE),
        lower_open=one.lower_open or other.lower_open,
        upper_open=one.upper_open or other.upper_open,
    )


def owned_by(graph: Graph, seed: Iterable[str], companies: Sequence[str]) -> dict[str, Fraction]:
    """Companies the seed owns at 50 % or more in aggregate, directly or through such companies.

    The value is the least share they are sure to hold together. Shares are not multiplied down a
    chain: an intermediary below the threshold passes nothing on (OFAC FAQ 401).
    """
    blocked = set(seed)
    owned: dict[str, Fraction] = {}
    changed = True
    while changed:
        changed = False
        for company in companies:
            if company in blocked:
                continue
            held = graph.holders(company)
            total = sum(
                (share.lower for owner, share in held.items() if owner in blocked), Fraction(0)
            )
            if total >= Fraction(1, 2):
                owned[company] = total
                blocked.add(company)
                changed = True
    return owned


def named_share(
    graph: Graph, company: str, persons: frozenset[str], seen: frozenset[str] = frozenset()
) -> Fraction:
    """The least part of `company` sure to be held, along all chains, by identified persons."""
    total = Fraction(0)
    for owner, share in graph.holders(company).items():
        if owner in persons:
            total += share.lower
        elif owner not in seen:
            total += share.lower * named_share(graph, owner, persons, seen | {company})
    return min(total, WHOLE)
