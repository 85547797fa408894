"""Graphs for tests, written as "X->A 50" lines."""

from datetime import date
from fractions import Fraction

from screening.model import Name, Party, PartyKind, Share, Stake
from screening.ownership.answers import Listed, answer
from screening.ownership.graph import Graph, graph_of
from screening.ownership.intervals import ANYTHING
from screening.ownership.regimes import in_force

DAY = date(2026, 11, 21)
_KINDS = {
    "votes": "votingRights",
    "board": "appointmentOfBoard",
    "option": "conditionalRightsGrantedByContract",
}


def share(text):
    """One of "50", "17.9", "(25,50]", "[40,60]" or "?" as a share."""
    if text == "?":
        return ANYTHING
    if text[0] not in "([":
        exact = Fraction(text) / 100
        return Share(exact, exact)
    low, high = text[1:-1].split(",")
    return Share(Fraction(low) / 100, Fraction(high) / 100, text[0] == "(", text[-1] == ")")


def stake(line, number, **more):
    """One of "X->A 50", "X->A 50 votes", "?->A 30" or "X->A board" as a stake."""
    ends, *words = line.split()
    owner, company = ends.split("->")
    size = share(words.pop(0)) if words and words[0][0] in "([?0123456789" else None
    kind = words[0] if words else "shareholding"
    unspecified = "unknown" if owner == "?" else ""
    given = {"interest": _KINDS.get(kind, kind), "share": size, "unspecified": unspecified}
    owner = "" if owner == "?" else owner
    return Stake(id=f"s{number}", company=company, owner=owner, **given | more)


def person(id_, **more):
    return Party(id=id_, kind=PartyKind.PERSON, names=(Name(f"Person {id_}"),), **more)


def company(id_, **more):
    return Party(id=id_, kind=PartyKind.ORGANISATION, names=(Name(f"Company {id_}"),), **more)


def graph(*lines, companies="ABCDEFV", complete=(), parties=(), day=DAY) -> Graph:
    """Letters in `companies` are companies, every other owner is a person."""
    stakes = [line if isinstance(line, Stake) else stake(line, n) for n, line in enumerate(lines)]
    stated = {party.id for party in parties}
    names = {one for s in stakes for one in (s.owner, s.company, s.nominator)} - {""} - stated
    made = [company(n) if n == "vendor" or n[0] in companies else person(n) for n in sorted(names)]
    return graph_of([*made, *parties], stakes, day, complete=complete)


def regime(id_):
    return next(one for one in in_force(DAY) if one.id == id_)


def ask(id_, drawn, listed, target):
    return answer(drawn, regime(id_), [Listed(party=one) for one in listed], target)
