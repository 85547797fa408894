"""Stakes as a graph: the OFAC examples, paths, and how much is held by named people."""

from datetime import date
from fractions import Fraction

import pytest

from screening.model import (
    Engagement,
    Name,
    Party,
    PartyKind,
    Share,
    Stake,
    Submission,
)
from screening.ownership.graph import build, named_share, owned_by

DAY = date(2026, 11, 21)


def submission(*stakes: Stake) -> Submission:
    return Submission(
        vendor=Party(id="vendor", kind=PartyKind.ORGANISATION, names=(Name("Kestrel Guarding"),)),
        engagement=Engagement(organisation="UN", host_country="KE", services=(), armed=True),
        stakes=stakes,
    )


def stake(owner: str, company: str, percent: int, **more: object) -> Stake:
    share = Share(Fraction(percent, 100), Fraction(percent, 100))
    return Stake(id=f"{owner}-{company}", owner=owner, company=company, share=share, **more)


FAQ_401 = {
    "through one": ([("X", "A", 50), ("A", "B", 50)], "B", True),
    "through two halves": (
        [("X", "A", 50), ("X", "B", 50), ("A", "C", 25), ("B", "C", 25)],
        "C",
        True,
    ),
    "direct and through": ([("X", "A", 50), ("X", "B", 10), ("A", "B", 40)], "B", True),
    "one link short": (
        [("X", "A", 50), ("X", "B", 25), ("A", "C", 25), ("B", "C", 25)],
        "C",
        False,
    ),
    "both links short": (
        [("X", "A", 25), ("X", "B", 25), ("A", "C", 50), ("B", "C", 50)],
        "C",
        False,
    ),
}


@pytest.mark.parametrize(("edges", "target", "caught"), FAQ_401.values(), ids=FAQ_401)
def test_the_50_percent_rule_follows_the_published_examples(edges, target, caught):
    graph = build(submission(*(stake(*edge) for edge in edges)), DAY)
    assert (target in owned_by(graph, ["X"], ["A", "B", "C"])) is caught


def test_sums_are_exact_at_the_threshold():
    parts = (Fraction(142, 1000), Fraction(179, 1000), Fraction(179, 1000))
    stakes = [
        Stake(id=str(n), owner=f"X{n}", company="A", share=Share(part, part))
        for n, part in enumerate(parts)
    ]
    graph = build(submission(*stakes), DAY)
    assert owned_by(graph, ["X0", "X1", "X2"], ["A"]) == {"A": Fraction(1, 2)}


def test_two_companies_that_own_each_other_end_the_search():
    graph = build(submission(stake("A", "vendor", 50), stake("vendor", "A", 50)), DAY)
    assert graph.paths("A") == (("A", "vendor"),)
    assert named_share(graph, "vendor", frozenset()) == 0


def test_a_chain_is_multiplied_for_the_named_share():
    graph = build(submission(stake("P", "A", 60), stake("A", "vendor", 50)), DAY)
    assert named_share(graph, "vendor", frozenset({"P"})) == Fraction(3, 10)


def test_every_path_is_found_shortest_first():
    graph = build(
        submission(stake("P", "vendor", 10), stake("P", "A", 60), stake("A", "vendor", 50)), DAY
    )
    assert graph.paths("P") == (("P", "vendor"), ("P", "A", "vendor"))


@pytest.mark.parametrize(
    "period", [{"ends_on": date(2026, 11, 20)}, {"starts_on": date(2026, 11, 22)}]
)
def test_a_stake_that_does_not_run_on_the_day_is_left_out(period):
    graph = build(submission(stake("P", "vendor", 60, **period)), DAY)
    assert graph.holders("vendor") == {}
