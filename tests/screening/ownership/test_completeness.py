"""Completeness: what is owned by persons who are named, and why the rest is not."""

from fractions import Fraction

import pytest

from screening.ownership.completeness import completeness
from tests.screening.ownership.drawing import company, graph, person, stake


def missing(*lines, **more):
    return completeness(graph(*lines, **more)).missing


def test_named_persons_along_chains_are_counted():
    found = completeness(graph("X->A 60", "Q->A 40", "A->vendor 50", "Q->vendor 50"))
    assert (found.persons, found.missing) == (1, {})


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("noBeneficialOwners", "dispersed"),
        ("subjectUnableToConfirmOrIdentifyBeneficialOwner", "not_identified"),
        ("interestedPartyHasNotProvidedInformation", "not_provided"),
        ("subjectExemptFromDisclosure", "exempt"),
        ("interestedPartyExemptFromDisclosure", "exempt"),
        ("unknown", "unknown"),
        ("informationUnknownToPublisher", "unknown"),
    ],
)
def test_each_reason_is_told_apart(reason, why):
    held = stake("?->vendor 40", 1, unspecified=reason)
    assert missing("X->vendor 60", held) == {why: Fraction(2, 5)}


def test_bearer_shares_are_nobodys():
    assert missing(stake("X->vendor 60", 0, bearer=True)) == {
        "bearer_shares": Fraction(3, 5),
        "undisclosed": Fraction(2, 5),
    }


def test_an_anonymous_person_is_not_a_named_one():
    found = missing("X->vendor 100", parties=[person("X", form="anonymousPerson")])
    assert found == {"anonymous": 1}


def test_a_reason_without_a_share_takes_what_the_others_leave():
    listed = stake("?->vendor", 1, unspecified="subjectExemptFromDisclosure", share=None)
    assert missing("X->vendor 20", listed) == {"exempt": Fraction(4, 5)}


def test_no_data_is_not_the_same_as_a_part_left_over():
    assert missing("A->vendor 60", "X->vendor 10") == {
        "no_data": Fraction(3, 5),
        "undisclosed": Fraction(3, 10),
    }


def test_a_closed_loop_has_no_owner():
    assert missing("A->vendor 100", "vendor->A 100") == {"closed_loop": 1}


def test_what_ranges_leave_open_is_told_as_such():
    drawn = graph("X->vendor [40,60]", "Q->vendor 40", complete=["vendor"])
    found = completeness(drawn)
    assert (found.persons, found.missing) == (Fraction(4, 5), {"range": Fraction(1, 5)})


def test_a_state_is_neither_a_person_nor_missing():
    found = completeness(graph("S->vendor 100", parties=[company("S", form="state")]))
    assert (found.persons, found.states, found.missing) == (0, 1, {})


def test_everything_adds_up_to_the_whole_and_is_said():
    found = completeness(graph("X->A 60", "A->vendor (25,50]"))
    assert found.persons + found.states + sum(found.missing.values(), Fraction(0)) == 1
    assert "15 % is owned by identified natural persons" in found.sentence()
