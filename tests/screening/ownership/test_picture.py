"""The picture: everyone drawn once, nothing over anything else, the same bytes every time."""

import random
import re

import pytest
from lxml import etree

from screening.ownership.boxes import draw
from screening.ownership.graph import graph_of
from screening.ownership.layers import lay_out
from screening.ownership.picture import svg
from screening.ownership.tree import tree
from tests.screening.ownership.drawing import DAY, company, graph

NAMES = {"X": "Xenia Exampleson", "A": "Alder & Sons <Holdings>", "vendor": "Vale Security"}
SMALL = ["X->A 60", "A->vendor 55", "?->vendor 20", "X->vendor board"]


def sized(count, seed=7):
    """A chain-like structure of so many parties, half of them companies."""
    rng = random.Random(seed)  # noqa: S311 - test data, the same every time
    companies, lines = ["vendor"], []
    for number in range(count - 1):
        held = companies[min(int(rng.expovariate(0.6)), len(companies) - 1) * -1 - 1]
        name = f"{'C' if number % 2 else 'P'}{number}"
        lines.append(f"{name}->{held} {rng.randint(1, 9)}")
        if number % 2:
            companies.append(name)
    return graph(*lines)


def boxes(text):
    return [
        tuple(float(one.get(key)) for key in ("x", "y", "width", "height"))
        for one in etree.fromstring(text.encode()).iter("{http://www.w3.org/2000/svg}rect")
        if one.get("fill") != "none" and one.get("width") != "100%"
    ]


@pytest.mark.parametrize("count", [5, 20, 50])
def test_no_two_boxes_lie_over_each_other(count):
    placed = boxes(svg(sized(count), {}, frozenset()))
    for number, (x, y, width, height) in enumerate(placed):
        for other in placed[number + 1 :]:
            apart = x + width <= other[0] or other[0] + other[2] <= x
            assert apart or y + height <= other[1] or other[1] + other[3] <= y


@pytest.mark.parametrize("count", [5, 20, 50])
def test_every_party_is_in_the_picture(count):
    drawn = sized(count)
    text = svg(drawn, {}, frozenset())
    for name in drawn.above() - set(drawn.unknown):
        assert re.search(rf"\b{name}\b", text)


def test_owners_stand_above_what_they_own():
    drawn = sized(50)
    rows = lay_out(list(draw(drawn, {}, frozenset()).links), "vendor").rows
    row = {name: number for number, line in enumerate(rows) for name in line}
    for owner, held in draw(drawn, {}, frozenset()).links:
        assert row[owner] > row[held]
    assert rows[0] == ("vendor",)


def test_listed_and_unknown_parties_say_so_in_words():
    text = svg(graph(*SMALL), NAMES, frozenset("X"))
    assert text.count(">MAY BE LISTED<") == 1
    assert text.count(">UNKNOWN<") == 1
    assert "25 % undisclosed" in text


def test_shares_and_rights_stand_on_the_lines():
    text = svg(graph(*SMALL), NAMES, frozenset())
    for label in (">60 %<", ">55 %<", ">20 %<", ">board<"):
        assert label in text


def test_names_are_escaped():
    assert "Alder &amp; Sons" in svg(graph(*SMALL), NAMES, frozenset())


def test_the_same_graph_gives_the_same_bytes():
    shuffled = graph(*reversed(SMALL))
    assert svg(graph(*SMALL), NAMES, frozenset("X")) == svg(
        shuffled, NAMES, frozenset("X")
    ).replace("unknown:s1", "unknown:s2")


def test_many_small_owners_share_one_box_and_a_listed_one_does_not():
    star = graph(*(f"P{n}->vendor 2" for n in range(49)))
    found = draw(star, {}, frozenset({"P7"}))
    assert sorted(found.boxes) == ["P7", "list:vendor", "vendor"]
    assert len(found.boxes["list:vendor"].lines) == 48


def test_a_cycle_is_drawn():
    text = svg(graph("A->B 60", "B->A 40", "X->A 60", "B->vendor 100"), NAMES, frozenset())
    assert "stroke-dasharray" in text


def test_a_vendor_of_which_nothing_is_known_is_a_picture_too():
    text = svg(graph_of([company("vendor")], [], DAY), {}, frozenset())
    assert "100 % undisclosed" in text


def test_the_tree_names_everyone_with_shares_and_marks():
    text = tree(graph(*SMALL), NAMES, frozenset("X"))
    assert text.splitlines()[0] == "Vale Security"
    assert "60 %  Xenia Exampleson [MAY BE LISTED]" in text
    assert "40 %  the undisclosed part of Alder & Sons <Holdings> [UNKNOWN]" in text


def test_the_tree_ends_at_a_cycle():
    text = tree(graph("A->vendor 100", "vendor->A 100"), NAMES, frozenset())
    assert "(shown above)" in text


def test_only_the_links_that_lead_back_go_upwards():
    lines = ["A->vendor 60", "B->A 60", "C->B 60", "A->C 10", "X->C 90"]
    rows = lay_out(list(draw(graph(*lines), {}, frozenset()).links), "vendor").rows
    row = {name: number for number, line in enumerate(rows) for name in line}
    assert [row[name] for name in ("vendor", "A", "B", "C", "X")] == [0, 1, 2, 3, 4]


def test_a_vendor_that_owns_its_owner_stands_lowest():
    lines = ["A->vendor 60", "vendor->A 10", "X->A 90", "A->Z 1", "Z->vendor 1"]
    rows = lay_out(list(draw(graph(*lines, companies="AZV"), {}, frozenset()).links), "vendor").rows
    assert rows[0] == ("vendor",)
