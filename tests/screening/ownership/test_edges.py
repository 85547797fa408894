"""Edge cases of the ownership handbook, section 6.4."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from screening.ownership.answers import Listed, answer, answer_all
from screening.ownership.control import Limb
from screening.ownership.graph import graph_of, runs
from screening.ownership.integrated import integrated
from screening.ownership.intervals import Certainty
from screening.ownership.tables import Axis
from tests.screening.ownership.drawing import DAY, ask, company, graph, person, regime, stake

CONFIRMED, POSSIBLE, NO = Certainty.CONFIRMED, Certainty.POSSIBLE, Certainty.NO


def test_a_company_of_which_nothing_is_stated_is_wholly_undisclosed():
    drawn = graph_of([company("vendor")], [], DAY)
    assert integrated(drawn).of("undisclosed:vendor").lower == 1
    assert ask("us", drawn, "X", "vendor").on_what_is_stated is NO


def test_what_nobody_states_may_be_held_by_a_listed_party():
    found = ask("us", graph("X->A 30", "Q->A 40"), "X", "A")
    assert (found.certainty, found.on_what_is_stated) == (POSSIBLE, NO)
    assert found.unknown == ("undisclosed:A",)


def test_a_whole_table_leaves_nothing_open():
    assert ask("us", graph("X->A 30", "Q->A 70"), "X", "A").certainty is NO


def test_two_companies_that_own_each_other_depend_on_the_cycle():
    drawn = graph("A->B 60", "B->A 60", "X->A 40", "Q->B 40")
    found = ask("us", drawn, "X", "B")
    assert (found.certainty, found.cycle_dependent) == (POSSIBLE, True)


def test_two_companies_that_own_each_other_with_a_majority_outside():
    drawn = graph("A->B 40", "B->A 40", "X->A 60", "Q->B 60")
    assert ask("us", drawn, "X", "A").certainty is CONFIRMED
    assert ask("us", drawn, "X", "B").certainty is NO


def test_a_self_loop_changes_the_answer_only_to_possible():
    drawn = graph("X->A 45", "Q->A 45", "A->A 10")
    assert ask("us", drawn, "X", "A").certainty is POSSIBLE
    assert ask("uk", drawn, "X", "A").certainty is NO


def test_a_self_loop_that_changes_nothing_leaves_the_answer():
    assert ask("us", graph("X->A 60", "A->A 10", "Q->A 30"), "X", "A").certainty is CONFIRMED


def test_stakes_above_the_whole_are_told_and_not_scaled():
    drawn = graph("X->A 60", "Y->A 60")
    assert [one.kind for one in drawn.discrepancies] == ["over_100"]
    assert ask("us", drawn, "X", "A").certainty is CONFIRMED


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (None, DAY, True),
        (None, DAY - timedelta(1), False),
        (DAY, None, True),
        (DAY + timedelta(1), None, False),
    ],
)
def test_only_stakes_in_force_on_the_day_count(starts, ends, counts):
    assert runs(stake("X->A 60", 0, starts_on=starts, ends_on=ends), DAY) is counts


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (DAY + timedelta(1), None, NO),
        (DAY, None, CONFIRMED),
        (None, DAY - timedelta(1), NO),
    ],
)
def test_only_listings_in_force_on_the_day_count(since, until, expected):
    listed = Listed(party="X", since=since, until=until)
    assert answer(graph("X->A 60", "Q->A 40"), regime("us"), [listed], "A").certainty is expected


def test_a_company_that_is_listed_itself_is_confirmed_without_a_step():
    found = ask("uk", graph("Q->A 100"), "A", "A")
    assert (found.certainty, found.steps) == (CONFIRMED, ())


def test_an_option_is_a_caution_and_not_a_share():
    drawn = graph("X->A 40", "Q->A 60", "X->A 50 option")
    found = ask("us", drawn, "X", "A")
    assert found.certainty is NO
    assert "options" in found.caution[0]


def test_a_state_ends_a_chain():
    state = company("S", form="state")
    drawn = graph("S->A 100", "A->vendor 60", parties=[state])
    assert integrated(drawn).of("S").lower == Fraction(3, 5)
    assert "undisclosed:S" not in drawn.unknown


@pytest.mark.parametrize(
    ("role", "us", "eu"),
    [("protector", NO, POSSIBLE), ("trustee", NO, POSSIBLE), ("settlor", POSSIBLE, POSSIBLE)],
)
def test_a_listed_role_in_a_trust(role, us, eu):
    drawn = graph(f"X->T {role}", "T->A 60", "Q->A 40", companies="AT")
    assert ask("eu", drawn, "X", "A").certainty is eu
    assert ask("us", drawn, "X", "A").certainty is us


def test_a_trust_with_an_unnamed_role_may_be_for_anybody():
    drawn = graph("X->T trustee", "?->T beneficiaryOfLegalArrangement", "T->A 60", companies="AT")
    assert ask("us", drawn, [], "A").on_what_is_stated is POSSIBLE


def test_a_nominee_arrangement_belongs_to_its_nominator():
    lines = ["X->N nominator", "Y->N nominee", "N->A 60", "Q->A 40"]
    drawn = graph(*lines, companies="AN")
    assert [ask(one, drawn, "X", "A").certainty for one in ("us", "eu", "uk")] == [CONFIRMED] * 3
    assert ask("uk", drawn, "Y", "A").certainty is NO


def test_a_nominee_for_nobody_named_holds_an_unknown_stake():
    drawn = graph("Y->N nominee", "N->A 60", "Q->A 40", companies="AN")
    assert integrated(drawn, "A").of("Y").upper == 0
    assert integrated(drawn, "A").of("undisclosed:N").lower == Fraction(3, 5)


def test_members_of_an_arrangement_each_hold_the_whole_in_the_uk():
    lines = ["J->A 60", "Q->A 40", stake("X->J 30", 8, joint="J"), stake("Y->J 70", 9, joint="J")]
    drawn = graph(*lines, companies="AJ")
    assert ask("uk", drawn, "X", "A").certainty is CONFIRMED
    assert ask("us", drawn, "X", "A").certainty is NO


def test_a_family_tie_is_only_possible():
    lines = [
        stake("X->A 30", 0, joint="family:f"),
        stake("Y->A 30", 1, joint="family:f"),
        "Q->A 40",
    ]
    found = ask("uk", graph(*lines), "X", "A")
    assert (found.certainty, found.limb) == (POSSIBLE, Limb.JOINT)


def test_an_agreement_with_other_shareholders_is_control_in_the_eu():
    lines = [stake("X->A 30", 0, joint="pact"), stake("Y->A 30", 1, joint="pact"), "Q->A 40"]
    found = ask("eu", graph(*lines), "X", "A")
    assert (found.certainty, found.limb, found.presumed) == (CONFIRMED, Limb.JOINT, False)


def test_a_sum_over_unstated_links_is_possible():
    lines = [stake("X->A 60", 0, direct="indirect"), "B->A 100", "Q->B 100"]
    found = ask("us", graph(*lines), "X", "A")
    assert (found.certainty, found.limb) == (POSSIBLE, Limb.OWNERSHIP)


def test_an_accounting_parent_is_control_in_the_eu_and_no_share():
    parent = stake(
        "P->A otherInfluenceOrControl", 0, details="accounting consolidation (direct parent)"
    )
    drawn = graph(parent, "Q->A 100")
    assert ask("eu", drawn, "P", "A").limb is Limb.CONSOLIDATION
    assert ask("uk", drawn, "P", "A").certainty is POSSIBLE
    assert integrated(drawn, "A").of("P").upper == 0


def test_a_golden_share_is_possible_control():
    share = stake("X->A controlViaCompanyRulesOrArticles", 0, details="Golden share")
    assert ask("eu", graph(share, "Q->A 100"), "X", "A").certainty is POSSIBLE


def test_a_minority_of_the_board_is_no_control():
    drawn = graph(stake("X->A 40 board", 0), "Q->A 100")
    assert ask("eu", drawn, "X", "A").certainty is NO


def test_profit_stands_in_where_there_is_no_capital():
    drawn = graph("X->A 60 rightsToProfitOrIncome", "Q->A 40 rightsToProfitOrIncome")
    assert ask("uk", drawn, "X", "A").certainty is CONFIRMED
    assert drawn.table("A", Axis.VOTES)[0].axis is Axis.PROFIT


def test_a_share_of_nothing_is_nothing():
    assert ask("us", graph("X->A 0", "Q->A 100"), "X", "A").certainty is NO


def test_a_chain_of_a_hundred_companies_is_held():
    lines = ["X->C0 60", *(f"C{n}->C{n + 1} 60" for n in range(99))]
    drawn = graph(*lines, companies="C")
    assert ask("uk", drawn, "X", "C99").certainty is CONFIRMED
    assert len(drawn.paths("X", "C99")[0]) == 101


def test_a_star_of_ten_thousand_owners_is_asked():
    people = [person(f"P{n}") for n in range(10_000)]
    stakes = [stake(f"P{n}->vendor 0.01", n) for n in range(10_000)]
    drawn = graph_of([company("vendor"), *people], stakes, DAY)
    seed = [Listed(party=f"P{n}") for n in range(5_000)]
    found = {one.regime: one.certainty for one in answer_all(drawn, seed)}
    assert found["us"] is CONFIRMED
    assert found["uk"] is NO


def test_the_un_answer_escalates_what_any_regime_confirms():
    drawn = graph("X->vendor 60", "Q->vendor 40")
    un = answer_all(drawn, [Listed(party="X")])[-1]
    assert (un.regime, un.certainty) == ("un", CONFIRMED)


def test_any_listed_stake_is_possible_for_the_un():
    drawn = graph("X->vendor 1", "Q->vendor 99")
    assert answer_all(drawn, [Listed(party="X")])[-1].certainty is POSSIBLE


def test_the_day_decides_which_rule_is_in_force():
    drawn = graph("X->vendor 50", "Q->vendor 50", day=date(2024, 1, 1))
    found = {one.regime: one.certainty for one in answer_all(drawn, [Listed(party="X")])}
    assert (found["us"], found["eu"]) == (CONFIRMED, NO)
    assert "us_bis" not in found


def test_an_owner_by_shares_and_by_option_has_both_and_no_sum_of_them():
    drawn = graph("X->A 30", "X->A 30 option", "Q->A 70")
    assert integrated(drawn, "A").of("X").lower == Fraction(3, 10)
    assert ask("us", drawn, "X", "A").certainty is NO


def test_a_company_listed_itself_and_held_by_a_listed_party_is_both():
    drawn = graph("X->A 60", "A->vendor 60", "Q->vendor 40")
    found = ask("us", drawn, ["A", "X"], "vendor")
    assert (found.certainty, found.listed) == (CONFIRMED, ("A",))


def test_six_decimals_decide():
    assert ask("uk", graph("X->A 50.000001", "Q->A 49.999999"), "X", "A").certainty is CONFIRMED
    assert ask("us", graph("X->A 49.999999", "Q->A 50.000001"), "X", "A").certainty is NO
