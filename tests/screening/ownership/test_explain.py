"""Explanations: the sum written out, the paths, what is unknown, what would change the answer."""

from datetime import date

from screening.ownership.answers import Listed, answer
from screening.ownership.explain import explain
from tests.screening.ownership.drawing import graph, regime, stake

NAMES = {"X": "Xenia Exampleson", "A": "Alder Holdings", "V": "Vale Security", "Y": "Yarrow"}


def told(id_, drawn, listed, target):
    seed = [Listed(party=one) for one in listed]
    return explain(drawn, answer(drawn, regime(id_), seed, target), seed, NAMES)


def test_the_sum_is_written_in_fractions_and_per_cent():
    found = told("us", graph("X->V 30", "Y->V 25", "Q->V 45"), "XY", "V")
    assert found.lines[-1].sentence == (
        "Vale Security (capital): Xenia Exampleson 30 % + Yarrow 25 % = 11/20 = 55 %; "
        "at least 50 % is asked"
    )


def test_every_step_of_a_chain_is_told_with_its_path():
    found = told("us", graph("X->A 60", "A->V 60"), "X", "V")
    assert [line.company for line in found.lines] == ["A", "V"]
    assert found.paths == (("X", "A", "V"),)


def test_statements_sources_and_days_stand_beside_the_stake():
    one = stake("X->V 60", 0, statements=("st-1",), source="a", retrieved_on=date(2026, 1, 2))
    two = stake("X->V 60", 1, statements=("st-2",), source="b")
    [part] = told("us", graph(one, two), "X", "V").lines[0].contributions
    assert (part.statements, part.sources) == (("st-1",), ("a", "b"))
    assert (part.retrieved_on, part.confirmed_by_two) == (("2026-01-02",), True)


def test_the_unknown_part_would_decide():
    found = told("us", graph("X->V 30", "Q->V 40"), "X", "V")
    assert found.sentence == (
        "possible: the undisclosed part of Vale Security (30 %) would decide "
        "beside Xenia Exampleson"
    )
    assert [(one.holder, one.share) for one in found.unknown] == [("undisclosed:V", "30 %")]


def test_the_smallest_change_that_confirms_is_named():
    found = told("us", graph("X->V 30", "Q->V 40"), "X", "V")
    assert "becomes confirmed if the undisclosed part of Vale Security is listed" in (
        found.would_change
    )
    assert "20 % of Vale Security" in found.would_change


def test_the_smallest_change_may_lie_above_the_vendor():
    found = told("us", graph("X->A 45", "A->V 60", "Q->V 40"), "X", "V")
    assert "with 5 % of Alder Holdings" in found.would_change


def test_the_smallest_change_that_clears_is_named():
    found = told("us", graph("X->A 55", "A->V 80"), "X", "V")
    assert found.would_change == (
        "no longer confirmed if the listed parties' 55 % of Alder Holdings fell below 50 %"
    )


def test_nothing_unknown_leaves_nothing_to_change():
    assert told("us", graph("X->V 30", "Q->V 70"), "X", "V").would_change == ""


def test_a_presumption_has_a_place_for_its_rebuttal():
    found = told("eu", graph("X->V 60", "Q->V 40"), "X", "V")
    assert (found.presumed, found.rebuttals, found.limb) == (True, (), "ownership")
    assert "presumed: evidence may rebut it" in found.sentence


def test_a_cycle_that_decides_is_said():
    lines = ["X->A 20", "Q->A 40", "V->A 40", "A->V 60", "Q->V 40"]
    found = told("us", graph(*lines), "X", "V")
    assert found.cycle_dependent
    assert "only if a cycle may support itself" in found.sentence


def test_a_right_is_told_by_its_name():
    found = told("uk", graph("X->V board", "Q->V 100"), "X", "V")
    assert found.lines[0].sentence == "Vale Security: Xenia Exampleson: appointmentOfBoard"


def test_a_third_is_exact():
    lines = ["X->V (33,34]", "Y->V 20", "Q->V 40"]
    text = told("us", graph(*lines), "XY", "V").lines[0].sentence
    assert "more than 53 % up to 54 %" in text
