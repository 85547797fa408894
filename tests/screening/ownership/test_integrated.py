"""Integrated ownership: the golden cases with their exact fractions, and loops."""

from fractions import Fraction

import pytest

from screening.model import Share
from screening.ownership import integrated as module
from screening.ownership.integrated import companies, integrated, mutual
from tests.screening.ownership.drawing import graph

CROSS = ("P->A 60", "B->A 40", "A->B 70", "Q->B 30")


@pytest.mark.parametrize(
    ("holder", "target", "share"),
    [
        ("P", "A", Fraction(5, 6)),
        ("P", "B", Fraction(7, 12)),
        ("Q", "A", Fraction(1, 6)),
        ("Q", "B", Fraction(5, 12)),
    ],
)
def test_cross_holding_has_exact_fractions(holder, target, share):
    assert integrated(graph(*CROSS), target).of(holder) == Share(share, share)


def test_walks_over_count_what_a_company_holds_in_a_cycle():
    found = mutual(graph(*CROSS), "A", "B")
    assert found.walks == Fraction(35, 36)
    assert found.corrected == Fraction(7, 10)


def test_near_closed_loop():
    drawn = graph("A->B 90", "B->A 90", "P->A 10", "Q->B 10")
    found = mutual(drawn, "A", "B")
    assert round(float(found.walks), 2) == 4.74
    assert found.corrected == Fraction(9, 10)
    outsiders = integrated(drawn, "A")
    assert (outsiders.of("P").lower, outsiders.of("Q").lower) == (Fraction(10, 19), Fraction(9, 19))


def test_closed_loop_has_no_owner_and_is_wholly_unknown():
    found = integrated(graph("A->B 100", "B->A 100"), "A")
    assert found.loops == (("A", "B"),)
    assert found.shares == {"loop:A+B": Share(Fraction(1), Fraction(1))}


def test_three_companies_in_a_closed_loop_behind_the_vendor():
    found = integrated(graph("A->B 100", "B->C 100", "C->A 100", "C->V 40", "P->V 60"), "V")
    assert found.loops == (("A", "B", "C"),)
    assert found.of("loop:A+B+C").lower == Fraction(2, 5)


def test_a_chain_multiplies():
    found = integrated(graph("X->A 60", "A->B 60", "B->C 60"), "C")
    assert found.of("X").lower == Fraction(216, 1000)


def test_a_share_held_in_itself_is_left_out():
    found = integrated(graph("X->A 45", "Y->A 45", "A->A 10"), "A")
    assert found.of("X").lower == found.of("Y").lower == Fraction(1, 2)


def test_a_hundred_links_are_followed():
    lines = ["X->A0 99"] + [f"A{n}->A{n + 1} 99" for n in range(99)]
    assert integrated(graph(*lines), "A99").of("X").lower == Fraction(99, 100) ** 100


def test_the_share_nobody_states_is_named():
    found = integrated(graph("X->A 60", "A->V 50"), "V")
    assert found.of("undisclosed:A").lower == Fraction(1, 5)
    assert found.of("undisclosed:V").lower == Fraction(1, 2)


def test_stakes_above_the_whole_are_not_scaled_down():
    found = integrated(graph("X->A 60", "Y->A 60"), "A")
    assert found.of("X") == Share(Fraction(0), Fraction(6, 10))


def test_a_band_is_carried_along_the_chain():
    found = integrated(graph("X->A (25,50]", "A->V (25,50]"), "V").of("X")
    assert (found.lower, found.upper, found.lower_open) == (Fraction(1, 16), Fraction(1, 4), True)


def test_sixty_per_cent_without_an_outside_share_in_three_cycles():
    drawn = graph("A->B 50", "B->C 50", "C->A 50", "P->A 50", "Q->B 50", "R->C 50")
    found = integrated(drawn, "C")
    assert sum((share.lower for share in found.shares.values()), Fraction(0)) == 1


def ring(size):
    """So many companies, each owned by the next two and by a person of its own."""
    lines = []
    for one in range(size):
        lines += [f"C{(one + 1) % size}->C{one} 30", f"C{(one + 2) % size}->C{one} 25"]
        lines.append(f"P{one}->C{one} 45")
    return graph(*lines, companies="C")


def test_a_group_too_large_to_solve_is_approached_from_below(monkeypatch):
    drawn = ring(40)
    exact = integrated(drawn, "C0")
    monkeypatch.setattr(module, "LARGEST_EXACT", 10)
    found = integrated(drawn, "C0")
    assert 0 < found.unplaced < Fraction(1, 10**9)
    for holder, share in exact.shares.items():
        assert found.of(holder).lower <= share.lower <= found.of(holder).upper


def test_a_group_of_a_thousand_ends():
    found = integrated(ring(1_000), "C0")
    assert found.of("P0").upper > Fraction(44, 100)
    assert sum((one.lower for one in found.shares.values()), found.unplaced) == 1


def test_a_large_closed_loop_has_no_owner(monkeypatch):
    monkeypatch.setattr(module, "LARGEST_EXACT", 2)
    drawn = graph("A->B 100", "B->C 100", "C->A 100")
    assert [len(one) for one in integrated(drawn, "A").loops] == [3]


def test_what_a_company_has_of_another_is_told_with_and_without_cycles():
    drawn = graph(*CROSS)
    told = companies(drawn, integrated(drawn, "B"))
    assert told["A"].corrected == Fraction(7, 10)
    assert told["A"].walks == Fraction(35, 36)


def test_a_company_in_no_cycle_has_what_reaches_it():
    drawn = graph("X->A 60", "A->B 50", "Q->B 50")
    assert companies(drawn, integrated(drawn, "B"))["A"].corrected == Fraction(1, 2)
