"""The golden cases of the ownership handbook: who is held under which regime."""

import pytest

from screening.ownership.intervals import Certainty
from tests.screening.ownership.drawing import ask, graph, stake

OFAC_401 = {
    "OWN-G-01": (["X->A 50", "A->B 50"], "B", True),
    "OWN-G-02": (["X->A 50", "X->B 50", "A->C 25", "B->C 25"], "C", True),
    "OWN-G-03": (["X->A 50", "X->B 10", "A->B 40"], "B", True),
    "OWN-G-04": (["X->A 50", "X->B 25", "A->C 25", "B->C 25"], "C", False),
    "OWN-G-05": (["X->A 25", "X->B 25", "A->C 50", "B->C 50"], "C", False),
}
JOINT = [stake("X->A (25,50]", 0, joint="j"), stake("Y->A (25,50]", 1, joint="j")]
NOMINEE = [stake("N->A 60", 0, nominator="X")]
BEARER = [stake("X->A 60", 0, bearer=True)]
# case: stakes, listed, target, complete, US, EU, UK; the shares not written out are nobody listed's
THREE_VALUED = {
    "OWN-G-10": (["X->A 50", "Q->A 50"], "X", "A", "", "confirmed", "confirmed", "no"),
    "OWN-G-11": (
        ["X->A 14.2", "Y->A 17.9", "Z->A 17.9"],
        "XYZ",
        "A",
        "",
        "confirmed",
        "confirmed",
        "no",
    ),
    "OWN-G-12": (["X->A (25,50]"], "X", "A", "", "possible", "possible", "no"),
    "OWN-G-13": (
        ["X->A (25,50]", "Y->A (25,50]"],
        "XY",
        "A",
        "",
        "confirmed",
        "confirmed",
        "no",
    ),
    "OWN-G-14": (JOINT, "XY", "A", "", "confirmed", "confirmed", "confirmed"),
    "OWN-G-15": (["X->A (50,75]"], "X", "A", "", "confirmed", "confirmed", "confirmed"),
    "OWN-G-16": (
        ["X->A 30", "?->A [0,40]", "Q->A 30"],
        "X",
        "A",
        "",
        "possible",
        "possible",
        "no",
    ),
    "OWN-G-17": (
        ["X->A [40,60]", "Q->A 45"],
        "X",
        "A",
        "A",
        "confirmed",
        "confirmed",
        "confirmed",
    ),
    "OWN-G-18": (["X->A [0,100]", "Q->A (50,75]"], "X", "A", "", "no", "no", "no"),
    "OWN-G-19": (
        ["P->A 60", "P->B 60", "A->C 30", "B->C 30"],
        "P",
        "C",
        "",
        "confirmed",
        "confirmed",
        "confirmed",
    ),
    "OWN-G-20": (
        ["P->A 60", "Q->B 60", "A->C 30", "B->C 30"],
        "PQ",
        "C",
        "",
        "confirmed",
        "confirmed",
        "no",
    ),
    "OWN-G-21": (
        ["X->A 60", "A->B 60", "B->C 60"],
        "X",
        "C",
        "",
        "confirmed",
        "confirmed",
        "confirmed",
    ),
    "OWN-G-22": (["X->A 30", "X->A 60 votes"], "X", "A", "", "no", "confirmed", "confirmed"),
    "OWN-G-23": (["X->A board"], "X", "A", "", "no", "confirmed", "confirmed"),
    "OWN-G-24": (NOMINEE, "X", "A", "", "confirmed", "confirmed", "confirmed"),
    "OWN-G-25": (BEARER, "X", "A", "", "possible", "possible", "possible"),
    "OWN-G-35": (
        ["X->A 20", "B->A 40", "A->B 60"],
        "X",
        "B",
        "",
        "possible",
        "possible",
        "possible",
    ),
}


@pytest.mark.parametrize("name", OFAC_401)
def test_ofac_faq_401(name):
    stakes, target, blocked = OFAC_401[name]
    found = ask("us", graph(*stakes), "X", target)
    assert (found.certainty is Certainty.CONFIRMED) == blocked
    assert found.on_what_is_stated is (Certainty.CONFIRMED if blocked else Certainty.NO)


@pytest.mark.parametrize(("place", "name"), list(enumerate(("us", "eu", "uk"))))
@pytest.mark.parametrize("case", THREE_VALUED)
def test_three_valued_table(case, place, name):
    stakes, listed, target, complete, *expected = THREE_VALUED[case]
    found = ask(name, graph(*stakes, complete=complete), listed, target)
    assert found.on_what_is_stated == expected[place]
    assert found.certainty.rank <= found.on_what_is_stated.rank


@pytest.mark.parametrize("case", [case for case in THREE_VALUED if case != "OWN-G-35"])
def test_a_uk_answer_never_rests_on_what_nobody_states(case):
    stakes, listed, target, complete, *expected = THREE_VALUED[case]
    found = ask("uk", graph(*stakes, complete=complete), listed, target)
    assert found.certainty == expected[2]


@pytest.mark.parametrize("case", ["OWN-G-22", "OWN-G-23"])
def test_control_is_a_caution_for_the_us_and_a_limb_for_the_eu(case):
    stakes, listed, target, complete, *_ = THREE_VALUED[case]
    drawn = graph(*stakes, complete=complete)
    assert "controlled by listed parties" in ask("us", drawn, listed, target).caution[0]
    assert ask("eu", drawn, listed, target).limb in ("votes", "board")


def test_half_of_a_company_is_presumed_owned_in_the_eu():
    found = ask("eu", graph("X->A 50", "Q->A 50"), "X", "A")
    assert found.presumed
    assert found.rebuttals == ()


def test_control_is_not_a_presumption():
    assert not ask("eu", graph("X->A board"), "X", "A").presumed


def test_a_cycle_that_supports_itself_says_so():
    found = ask("us", graph("X->A 20", "Q->A 40", "B->A 40", "A->B 60", "Q->B 40"), "X", "B")
    assert (found.certainty, found.cycle_dependent) == (Certainty.POSSIBLE, True)
