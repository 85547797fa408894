"""Large graphs as arrays give what the exact library gives."""

import random

import numpy as np
import pytest

from screening.ownership.graph import graph_of
from screening.ownership.integrated import integrated
from screening.ownership.large import WHOLE, LargeGraph, from_names
from screening.ownership.sanctions import Mode, Network, least
from tests.screening.ownership.drawing import DAY, company, person, regime, stake

SURE = Mode(sure=True, control=False)


def pair(seed):
    """One random graph in both forms."""
    rng = random.Random(seed)  # noqa: S311 - test data, the same every time
    companies, people = [f"C{n}" for n in range(30)], [f"P{n}" for n in range(10)]
    links = []
    for held in companies:
        left = 100
        for owner in rng.sample([*companies, *people], 3):
            part = rng.randint(0, left)
            left -= part
            if part and owner != held:
                links.append((owner, held, part))
    stakes = [stake(f"{o}->{c} {p}", n, direct="direct") for n, (o, c, p) in enumerate(links)]
    drawn = graph_of([*map(company, companies), *map(person, people)], stakes, DAY)
    return drawn, *from_names([(o, c, p * WHOLE // 100) for o, c, p in links]), rng


@pytest.mark.parametrize("seed", range(20))
def test_the_same_companies_are_held(seed):
    drawn, large, names, rng = pair(seed)
    listed = rng.sample([one for one in names if one[0] == "P"], 3)
    inside = large.fixpoint([names.index(one) for one in listed])
    held = {names[node] for node in np.flatnonzero(inside)} - set(listed)
    assert held == set(least(Network(drawn), regime("us"), listed, SURE))


@pytest.mark.parametrize("seed", range(20))
def test_the_same_owners_are_found(seed):
    drawn, large, names, _ = pair(seed)
    exact = integrated(drawn, "C0")
    found = large.owners(names.index("C0")) if "C0" in names else None
    if found is None:
        return
    by_name = {names[one.node]: one for one in found.owners}
    for one in drawn.persons:
        share = float(exact.of(one).lower)
        if one in by_name:
            assert by_name[one].least <= share + 1e-9
            assert share <= by_name[one].most + 1e-9
        else:
            assert share < 0.25 or found.unplaced >= 0.25


def test_half_counts_and_just_less_does_not():
    links = [("X", "A", WHOLE // 2), ("X", "B", WHOLE // 2 - 1)]
    large, names = from_names(links)
    inside = large.fixpoint([names.index("X")])
    assert [bool(inside[names.index(one)]) for one in "AB"] == [True, False]
    strict = large.fixpoint([names.index("X")], strict=True)
    assert not strict[names.index("A")]


def test_a_chain_of_ten_thousand_companies_ends():
    size = 10_000
    owner, held = np.arange(size - 1), np.arange(1, size)
    large = LargeGraph(size, owner, held, np.full(size - 1, WHOLE))
    assert large.fixpoint([0]).all()


def test_a_closed_loop_ends_with_everything_unplaced():
    large, names = from_names([("A", "B", WHOLE), ("B", "A", WHOLE)])
    found = large.owners(names.index("A"))
    assert found.owners == ()
    assert found.unplaced >= 1


def test_everyone_above_is_found():
    large, names = from_names([("X", "A", 1), ("A", "B", 1), ("C", "D", 1)])
    assert [names[node] for node in large.above(names.index("B"))] == ["A", "B", "X"]


@pytest.mark.parametrize(
    ("owner", "held", "share"), [([0], [5], [1]), ([0], [1], [WHOLE + 1]), ([0, 1], [1], [1])]
)
def test_impossible_links_are_refused(owner, held, share):
    arrays = [np.array(one, np.int64) for one in (owner, held, share)]
    with pytest.raises(ValueError, match=r"outside|one length"):
        LargeGraph(3, *arrays)
