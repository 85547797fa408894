"""Everything about one vendor: sources added, sums over chains checked, plain data out."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.model import (
    DateSpan,
    Engagement,
    Identifier,
    Name,
    Party,
    PartyKind,
    Rebuttal,
    Submission,
)
from screening.ownership.answers import Listed
from screening.ownership.examine import examine, plain_view
from screening.ownership.identity import add_source, same_party
from tests.screening.ownership.drawing import DAY, company, person, stake

BORN = DateSpan(date(1971, 3, 4), date(1971, 3, 4))
MONTH = DateSpan(date(1971, 3, 1), date(1971, 3, 31))
INES = Party(id="ines", kind=PartyKind.PERSON, names=(Name("Ines Exampleson"),), births=(BORN,))
REGISTERED = replace(INES, id="psc:1", names=(Name("EXAMPLESON Ines"),), births=(MONTH,))


def submission(*stakes, parties=()):
    return Submission(
        vendor=company("vendor"),
        engagement=Engagement(organisation="o", host_country="UG", services=(), armed=False),
        parties=tuple(parties),
        stakes=tuple(stakes),
    )


def test_a_register_confirms_what_the_vendor_says():
    mine = submission(stake("ines->vendor 40", 0), parties=[INES])
    theirs = stake("psc:1->vendor (25,50]", 1, source="register")
    both = add_source(mine, [REGISTERED], [theirs])
    assert [party.id for party in both.parties] == ["ines"]
    [told] = plain_view(examine(both, [], DAY))["stakes"]
    assert (told["two_sources"], told["shown"]) == (True, "40 %")


def test_a_register_that_contradicts_is_a_discrepancy():
    mine = submission(stake("ines->vendor 80", 0), parties=[INES])
    theirs = stake("psc:1->vendor (25,50]", 1, source="register")
    found = examine(add_source(mine, [REGISTERED], [theirs]), [], DAY)
    assert [one.kind for one in found.discrepancies] == ["conflict"]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (REGISTERED, True),
        (replace(REGISTERED, births=()), False),
        (replace(REGISTERED, births=(DateSpan(date(1980, 1, 1), date(1980, 1, 1)),)), False),
        (replace(REGISTERED, names=(Name("Ines Other"),)), False),
        (replace(REGISTERED, kind=PartyKind.ORGANISATION), False),
    ],
)
def test_likeness_alone_never_makes_one_party_of_two(other, same):
    assert same_party(INES, other) is same


def test_a_number_in_common_makes_one_party_of_two():
    number = (Identifier("lei", "529900EXAMPLE0000000"),)
    one = replace(company("a"), identifiers=number)
    assert same_party(one, replace(company("b"), identifiers=number))
    other = (Identifier("lei", "529900EXAMPLE0000001"),)
    assert not same_party(one, replace(one, identifiers=other))


def test_a_sum_that_its_links_do_not_come_to_is_a_discrepancy():
    stakes = [
        stake("A->vendor 60", 0, direct="direct"),
        stake("P->A 50", 1, direct="direct"),
        stake("P->vendor 45", 2, direct="indirect", components=("s0", "s1")),
    ]
    parties = [company("A"), person("P")]
    [found] = examine(submission(*stakes, parties=parties), [], DAY).discrepancies
    assert found.kind == "sum_of_links"
    assert "45 %" in found.sentence
    assert "30 %" in found.sentence


def test_a_sum_that_its_links_come_to_is_no_discrepancy_and_is_not_added():
    stakes = [
        stake("A->vendor 60", 0, direct="direct"),
        stake("P->A 50", 1, direct="direct"),
        stake("P->vendor 30", 2, direct="indirect", components=("s0", "s1")),
    ]
    found = examine(submission(*stakes, parties=[company("A"), person("P")]), [], DAY)
    assert found.discrepancies == ()
    assert found.flow.of("P").lower * 100 == 30


def test_a_closed_loop_is_told():
    stakes = [stake("A->vendor 100", 0), stake("vendor->A 100", 1)]
    found = examine(submission(*stakes, parties=[company("A")]), [], DAY)
    assert [one.kind for one in found.discrepancies] == ["closed_loop"]
    assert found.owners == ()


def test_a_stake_given_up_near_the_listing_is_told():
    ended = stake("P->vendor 60", 0, ends_on=DAY - timedelta(days=30))
    listed = Listed(party="P", since=DAY - timedelta(days=20))
    [found] = examine(submission(ended, parties=[person("P")]), [listed], DAY).divestments
    assert "10 days before" in found.sentence


def test_a_stake_given_up_long_before_the_listing_is_not():
    ended = stake("P->vendor 60", 0, ends_on=DAY - timedelta(days=2000))
    listed = Listed(party="P", since=DAY - timedelta(days=20))
    assert examine(submission(ended, parties=[person("P")]), [listed], DAY).divestments == ()


def test_a_parent_by_lei_is_the_party_with_that_number():
    mine = replace(company("mother"), identifiers=(Identifier("lei", "LEI-M"),))
    theirs = stake("LEI-M->vendor otherInfluenceOrControl", 1, source="gleif")
    both = add_source(submission(stake("mother->vendor 60", 0), parties=[mine]), [], [theirs])
    assert [one.owner for one in both.stakes] == ["mother", "mother"]


def test_the_largest_of_many_holders_is_a_red_flag():
    lines = ["P->vendor 40", *(f"Q{n}->vendor 10" for n in range(6))]
    stakes = [stake(line, n) for n, line in enumerate(lines)]
    people = [person("P"), *(person(f"Q{n}") for n in range(6))]
    view = plain_view(examine(submission(*stakes, parties=people), [], DAY))
    assert view["voting_power"] == {"holder": "Person P", "decisive": "87.5 %"}


def test_a_majority_needs_no_voting_power():
    stakes = [stake("P->vendor 60", 0), stake("Q->vendor 40", 1)]
    found = examine(submission(*stakes, parties=[person("P"), person("Q")]), [], DAY)
    assert found.power is None


def test_the_view_is_plain_data_with_every_regime():
    made = submission(stake("P->vendor 60", 0), parties=[person("P")])
    view = plain_view(examine(made, [Listed(party="P", entries=("one ONi.1",))], DAY))
    assert json.loads(json.dumps(view)) == view
    answers = {one["regime"]: one["answer"] for one in view["regimes"]}
    assert answers == dict.fromkeys(("us", "eu", "uk", "us_bis", "un"), "confirmed")
    assert {one["id"]: one["listed"] for one in view["parties"]}["P"]


def against(company_id, *lines):
    """What the regimes say of a submission that offers evidence about a company."""
    given = submission(*(stake(line, n) for n, line in enumerate(lines)), parties=[person("P")])
    offered = Rebuttal(company=company_id, says="a trustee votes", document="d")
    found = examine(replace(given, rebuttals=(offered,)), [Listed(party="P")], DAY)
    return {one.regime: one for one in found.explanations}


def test_evidence_against_a_presumption_stands_beside_the_answer_it_does_not_change():
    said = against("vendor", "P->vendor 50")["eu"]
    assert (said.answer, said.presumed) == ("confirmed", True)
    assert [one.says for one in said.rebuttals] == ["a trustee votes"]
    assert "offered against it: a trustee votes (self attested)" in said.sentence


def test_evidence_on_a_company_in_between_speaks_of_the_vendor_too():
    assert against("A", "P->A 50", "A->vendor 60")["eu"].rebuttals
    assert not against("B", "P->A 50", "A->vendor 60")["eu"].rebuttals


def test_what_is_not_presumed_cannot_be_rebutted():
    said = against("vendor", "P->vendor 60")
    assert [one for one, told in said.items() if told.rebuttals] == ["eu"]
    assert not against("vendor", "P->vendor board")["eu"].rebuttals
