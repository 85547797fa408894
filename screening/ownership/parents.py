"""Does whom GLEIF names as a parent, or says there is none, agree with who is stated to own?"""

from __future__ import annotations

from collections.abc import Iterator

from screening.ownership.control import MAJORITY
from screening.ownership.gleif import CONSOLIDATION, SOURCE
from screening.ownership.graph import Graph
from screening.ownership.intervals import shown
from screening.ownership.sources import Discrepancy, Merged


def parents_at_odds(graph: Graph) -> Iterator[Discrepancy]:
    """Parents from whom no stated stake leads down, and natural persons where a company owns most.

    A company of which others state no holder at all cannot disagree with anybody.
    """
    for one in graph.merged:
        if one.sources != (SOURCE,) or not _stated_holders(graph, one.stake.company):
            continue
        if one.stake.details.startswith(CONSOLIDATION):
            yield from _unknown_to_others(graph, one)
        elif one.stake.details == "NATURAL_PERSONS":
            yield from _company_between(graph, one)


def _stated_holders(graph: Graph, company: str) -> list[str]:
    return [one.holder for one in graph.table(company) if not one.reason]


def _unknown_to_others(graph: Graph, one: Merged) -> Iterator[Discrepancy]:
    parent, company = one.stake.owner, one.stake.company
    if parent in _owners_above(graph, company):
        return
    yield Discrepancy(
        kind="parent",
        company=company,
        owner=parent,
        stakes=one.stakes,
        sentence=f"GLEIF names {parent} as parent of {company} ({one.stake.details}); no stake "
        f"that anybody states leads from {parent} to {company}",
    )


def _company_between(graph: Graph, one: Merged) -> Iterator[Discrepancy]:
    company = one.stake.company
    for held in graph.table(company):
        if held.holder in graph.tables and MAJORITY.surely(held.share):
            yield Discrepancy(
                kind="parent",
                company=company,
                owner=held.holder,
                stakes=(*one.stakes, *held.stakes),
                sentence=f"GLEIF says that natural persons stand behind {company} with no parent "
                f"between; {held.holder} is stated to hold {shown(held.share)} of {company}",
            )


def _owners_above(graph: Graph, company: str) -> set[str]:
    """Everybody from whom stakes lead here, whatever parent GLEIF names."""
    seen, todo = {company}, [company]
    while todo:
        for tables in graph.tables.get(todo.pop(), {}).values():
            for holder in {one.holder for one in tables} - seen:
                seen.add(holder)
                todo.append(holder)
    return seen
