"""How fast the ownership sums are on a register's scale, in CPU time: `make bench`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pytest

from screening.model import Name, Party, PartyKind, Share, Stake
from screening.ownership.graph import graph_of
from screening.ownership.integrated import integrated
from screening.ownership.large import WHOLE, LargeGraph

NODES, LINKS = 1_000_000, 2_000_000
GROUP = 80
T = TypeVar("T")
Arrays = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


def timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def layered() -> Arrays:
    """Companies owned by companies above them and by persons: what registers look like."""
    rng = np.random.default_rng(1)
    companies, each = NODES // 2, 2 * LINKS // NODES
    company = np.repeat(np.arange(companies), each)
    above = company + rng.integers(1, 5_000, LINKS)
    by_person = (rng.random(LINKS) < 0.6) | (above >= companies)
    owner = np.where(by_person, rng.integers(companies, NODES, LINKS), above)
    share = rng.integers(1, WHOLE // 4, LINKS)
    share[::each] = WHOLE // 2
    share[1::each] = rng.integers(1, 16_000_000, companies)
    return owner.astype(np.int64), company.astype(np.int64), share.astype(np.int64)


def tangled() -> Arrays:
    """Links between any two nodes: one giant group of companies that hold each other."""
    rng = np.random.default_rng(2)
    company = rng.integers(0, NODES, LINKS)
    counts = np.bincount(company, minlength=NODES)
    share = WHOLE // np.maximum(counts[company], 1)
    return rng.integers(0, NODES, LINKS), company, share.astype(np.int64)


@pytest.mark.parametrize("draw", [layered, tangled])
def test_a_register_of_a_million(draw: Callable[[], Arrays]) -> None:
    graph, loading = timed(lambda: LargeGraph(NODES, *draw()))
    listed = random.Random(3).sample(range(NODES), 2_000)  # noqa: S311 - the same every time
    held, fixpoint = timed(lambda: graph.fixpoint(listed))
    asked = random.Random(4).sample(range(NODES // 2), 50)  # noqa: S311
    spent = [timed(lambda one=one: graph.owners(one))[1] for one in asked]  # type: ignore[misc]
    print(  # noqa: T201
        f"\n{draw.__name__}: {NODES:,} nodes, {LINKS:,} stakes, drawn and loaded in {loading:.2f} s"
        f"\n  sanctions fixpoint, 2,000 listed: {fixpoint * 1000:.0f} ms, {int(held.sum()):,} held"
        f"\n  owners of one company: mean {sum(spent) * 20:.1f} ms, "
        f"worst {max(spent) * 1000:.1f} ms"
    )
    assert fixpoint < 2
    assert max(spent) < 0.1


def test_a_group_that_holds_itself_is_solved_exactly() -> None:
    graph = graph_of(*_group(), date(2026, 1, 1))
    found, spent = timed(lambda: integrated(graph, "C0"))
    print(f"\ngroup of {GROUP} companies holding each other: exact in {spent * 1000:.0f} ms")  # noqa: T201
    assert sum((share.lower for share in found.shares.values()), Fraction(0)) == 1
    assert spent < 1


def _group() -> tuple[list[Party], list[Stake]]:
    """Every company holds a little of every other, and a person the rest."""
    rng = random.Random(5)  # noqa: S311
    parties, stakes = [], []
    for one in range(GROUP):
        parties += [
            Party(id=f"{letter}{one}", kind=kind, names=(Name(f"{letter}{one}"),))
            for letter, kind in (("C", PartyKind.ORGANISATION), ("P", PartyKind.PERSON))
        ]
        parts = {other: Fraction(rng.randint(1, 100), 12_500) for other in range(GROUP)}
        del parts[one]
        stakes += [_stake(f"C{other}", f"C{one}", part) for other, part in parts.items()]
        stakes.append(_stake(f"P{one}", f"C{one}", 1 - sum(parts.values(), Fraction(0))))
    return parties, stakes


def _stake(owner: str, company: str, part: Fraction) -> Stake:
    return Stake(id=f"{owner}>{company}", owner=owner, company=company, share=Share(part, part))
