"""Voting power where nobody has a majority: how often one holder decides. A red flag, never a test.

Source: Banzhaf 1965. The EU's example is one holder of 40 % beside many of 10 %.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from screening.ownership.graph import Graph
from screening.ownership.intervals import ZERO
from screening.ownership.tables import Axis

_HALF = Fraction(1, 2)
_MOST_VOTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class VotingPower:
    """`holder` turns a losing vote into a winning one in `decisive` of the others' coalitions."""

    holder: str
    decisive: Fraction


def voting_power(graph: Graph, company: str = "vendor") -> VotingPower | None:
    """The most powerful of the stated holders, if none has a majority and all shares are exact.

    What nobody states is taken not to vote. None where the question does not arise.
    """
    held: defaultdict[str, Fraction] = defaultdict(lambda: ZERO)
    for one in graph.table(company, Axis.VOTES):
        if one.undisclosed:
            continue
        if one.economic.lower != one.economic.upper:
            return None
        held[one.holder] += one.economic.lower
    voting = {holder: share for holder, share in held.items() if share}
    if not 1 < len(voting) <= _MOST_VOTERS or max(voting.values()) > _HALF:
        return None
    largest = min(voting, key=lambda holder: (-voting[holder], holder))
    return VotingPower(holder=largest, decisive=_decisive(voting, largest))


def _decisive(voting: dict[str, Fraction], holder: str) -> Fraction:
    """In what part of the others' coalitions this holder lifts them over half of all votes."""
    needed = sum(voting.values(), ZERO) / 2
    coalitions: dict[Fraction, int] = {ZERO: 1}
    for other, share in voting.items():
        if other != holder:
            grown = defaultdict(int, coalitions)
            for votes, count in coalitions.items():
                grown[votes + share] += count
            coalitions = grown
    won = sum(
        count for votes, count in coalitions.items() if votes <= needed < votes + voting[holder]
    )
    return Fraction(won, 2 ** (len(voting) - 1))
