"""Integrated ownership: the golden cases with their exact fractions, and loops."""

from fractions import Fraction

import pytest

from screening.model import Share
from screening.ownership.integrated import integrated, mutual
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
