"""Beneficial owners: ownership along chains, control, and both in one chain."""

from fractions import Fraction

from screening.ownership.intervals import Certainty, Threshold
from screening.ownership.owners import beneficial_owners, senior_managers
from screening.ownership.regimes import OwnerRule
from screening.ownership.tables import Axis
from tests.screening.ownership.drawing import graph, stake

UK_PSC = OwnerRule(
    id="uk_psc",
    title="UK person with significant control",
    threshold=Threshold(Fraction(1, 4), strict=True),
    axes=(Axis.CAPITAL, Axis.VOTES),
    reference="Companies Act 2006 sch. 1A",
)


def owners(drawn, **more):
    return {one.party: one for one in beneficial_owners(drawn, **more)}


def test_exactly_a_quarter_is_an_owner_in_the_eu_and_not_in_the_uk_register():
    drawn = graph("X->vendor 25", "Y->vendor 75")
    assert owners(drawn)["X"].certainty is Certainty.CONFIRMED
    assert "X" not in owners(drawn, rule=UK_PSC)


def test_chains_are_multiplied_and_added_before_the_threshold_is_asked():
    lines = ["X->A 40", "X->B 40", "A->vendor 40", "B->vendor 40", "Q->A 60", "Q->B 60"]
    found = owners(graph(*lines, "Q->vendor 20"))["X"].grounds[0]
    assert (found.article, found.share.lower) == ("52", Fraction(8, 25))


def test_a_chain_below_the_threshold_is_no_owner_by_shares_but_by_control():
    found = owners(graph("X->A 60", "A->B 60", "B->vendor 60"))["X"]
    assert found.certainty is Certainty.CONFIRMED
    assert {one.article for one in found.grounds} == {"53", "54(b)"}


def test_a_share_nobody_states_is_no_hundred_per_cent():
    found = owners(graph("X->A ?", "A->vendor 100"))["X"]
    assert found.certainty is Certainty.POSSIBLE


def test_companies_that_own_each_other_are_no_owners():
    assert owners(graph("A->vendor 100", "vendor->A 100")) == {}


def test_control_over_an_entity_with_a_direct_interest_counts():
    found = owners(graph("X->A 60", "A->vendor 30", "Q->A 40", "Q->vendor 70"))["X"]
    assert {one.article for one in found.grounds} == {"54(a)"}
    assert found.grounds[0].through == "A"


def test_an_interest_in_an_entity_that_controls_counts():
    found = owners(graph("X->A 30", "A->vendor 60", "Q->A 70", "Q->vendor 40"))["X"]
    assert {one.article for one in found.grounds} == {"54(b)"}


def test_votes_are_asked_apart_from_shares():
    drawn = graph("X->vendor 10", "X->vendor 30 votes", "Q->vendor 90", "Q->vendor 70 votes")
    assert [one.axis for one in owners(drawn)["X"].grounds] == ["votes"]


def test_every_role_of_a_trust_with_enough_of_the_company_counts():
    drawn = graph("X->T protector", "Y->T settlor", "T->vendor 60", "Q->vendor 40", companies="T")
    found = owners(drawn)
    assert found["X"].certainty is found["Y"].certainty is Certainty.CONFIRMED
    assert "58" in {one.article for one in found["X"].grounds}


def test_an_indirect_stake_without_links_counts_as_it_is_told():
    drawn = graph(stake("X->vendor 30", 0, direct="indirect"), "A->vendor 100")
    assert owners(drawn)["X"].grounds[0].share.lower == Fraction(3, 10)


def test_senior_managers_are_known_where_no_owner_is():
    drawn = graph("M->vendor seniorManagingOfficial", "?->vendor 100")
    assert senior_managers(drawn) == ("M",)
