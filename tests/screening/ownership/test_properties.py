"""Properties that hold on every graph, and agreement with a brute-force evaluator."""

import random
from fractions import Fraction
from functools import cache
from itertools import chain, combinations, permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.model import Share, Stake
from screening.ownership.graph import graph_of
from screening.ownership.integrated import integrated
from screening.ownership.intervals import Certainty
from screening.ownership.sanctions import Mode, Network, greatest, least
from tests.screening.ownership.drawing import DAY, ask, company, person, regime

COMPANIES, PEOPLE = ("A", "B", "C", "D"), ("X", "Y", "Z")
SURE = Mode(sure=True, control=False)
FEW = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def build(links, names=None):
    names = names or {}
    called = lambda one: names.get(one, one)  # noqa: E731 - a name for a name
    stakes = [
        Stake(id=f"s{n}", owner=called(o), company=called(c), share=share, direct="direct")
        for n, (o, c, share) in enumerate(links)
    ]
    people = [person(called(one)) for one in PEOPLE]
    return graph_of([*map(company, map(called, COMPANIES)), *people], stakes, DAY)


@st.composite
def drawings(draw):
    """Links whose shares leave something of every company to be stated by nobody."""
    links = []
    for held in COMPANIES:
        owners = draw(st.lists(st.sampled_from([*COMPANIES, *PEOPLE]), unique=True, max_size=4))
        left = 20
        for owner in owners:
            part = draw(st.integers(0, left))
            left -= part
            if part and owner != held:
                links.append((owner, held, Share(Fraction(part, 20), Fraction(part, 20))))
    return links


LISTED = st.sets(st.sampled_from(PEOPLE), min_size=1)


@FEW
@given(drawings())
def test_the_shares_of_every_company_sum_to_one(links):
    drawn = build(links)
    for name in COMPANIES:
        found = integrated(drawn, name)
        assert sum((one.lower for one in found.shares.values()), Fraction(0)) == 1
        assert all(one.lower == one.upper for one in found.shares.values())


@FEW
@given(drawings(), LISTED, st.sampled_from(COMPANIES))
def test_more_listed_parties_never_hold_less(links, listed, target):
    drawn = build(links)
    for name in ("us", "eu", "uk"):
        fewer = ask(name, drawn, sorted(listed)[:1], target)
        assert ask(name, drawn, listed, target).certainty.rank <= fewer.certainty.rank


@FEW
@given(drawings(), LISTED, st.sampled_from(COMPANIES), st.sampled_from(COMPANIES))
def test_a_larger_stake_of_a_listed_party_never_holds_less(links, listed, held, target):
    owner, drawn = min(listed), build(links)
    left = next((one.share.lower for one in drawn.table(held) if one.undisclosed), Fraction(0))
    mine = [share.lower for o, c, share in links if (o, c) == (owner, held)]
    more = sum(mine, left)
    others = [link for link in links if link[:2] != (owner, held)]
    grown = build([*others, (owner, held, Share(more, more))])
    for name in ("us", "eu", "uk"):
        before = ask(name, drawn, listed, target).on_what_is_stated
        assert ask(name, grown, listed, target).on_what_is_stated.rank <= before.rank


@FEW
@given(drawings(), LISTED, st.sampled_from(COMPANIES), st.randoms(use_true_random=False))
def test_order_and_names_change_nothing(links, listed, target, rng):
    names = dict(zip(COMPANIES, rng.sample(["K", "L", "M", "N"], 4), strict=True))
    shuffled = rng.sample(links, len(links))
    drawn, other = build(links), build(shuffled, names)
    for name in ("us", "uk"):
        before = ask(name, drawn, listed, target)
        after = ask(name, other, listed, names[target])
        assert (before.certainty, before.on_what_is_stated) == (
            after.certainty,
            after.on_what_is_stated,
        )
    for one in PEOPLE:
        assert integrated(drawn, target).of(one) == integrated(other, names[target]).of(one)


@FEW
@given(drawings(), LISTED, st.data())
def test_a_shell_in_between_changes_no_sanctions_answer(links, listed, data):
    if not links:
        return
    number = data.draw(st.integers(0, len(links) - 1))
    owner, held, share = links[number]
    whole = Share(Fraction(1), Fraction(1))
    longer = [*links[:number], *links[number + 1 :], (owner, "E", whole), ("E", held, share)]
    for name in ("us", "uk"):
        before, after = (
            ask(name, build(links), listed, held),
            ask(name, build(longer), listed, held),
        )
        assert before.certainty is after.certainty


@FEW
@given(drawings(), LISTED, st.sampled_from(COMPANIES), st.data())
def test_a_wider_interval_never_turns_confirmed_into_no(links, listed, target, data):
    wide = [
        (
            o,
            c,
            Share(
                max(s.lower - data.draw(step), Fraction(0)),
                min(s.upper + data.draw(step), Fraction(1)),
            ),
        )
        for step in [st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 5)])]
        for o, c, s in links
    ]
    for name in ("us", "eu", "uk"):
        before = ask(name, build(links), listed, target).certainty
        after = ask(name, build(wide), listed, target).certainty
        assert not (before is Certainty.CONFIRMED and after is Certainty.NO)


@FEW
@given(drawings(), LISTED, st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 4)]))
def test_what_is_confirmed_is_possible_too(links, listed, width):
    wide = [(o, c, Share(s.lower, min(s.upper + width, Fraction(1)))) for o, c, s in links]
    network = Network(build(wide))
    for name in ("us", "eu", "uk"):
        rule = regime(name)
        sure, maybe = (least(network, rule, listed, Mode(sure=one, control=True)) for one in (1, 0))
        assert set(sure) <= set(maybe)


@FEW
@given(drawings(), LISTED)
def test_the_least_fixpoint_lies_in_the_greatest(links, listed):
    network = Network(build(links))
    rule = regime("us")
    assert set(least(network, rule, listed, SURE)) <= greatest(network, rule, listed, SURE)


def random_links(rng):
    links = []
    for held in COMPANIES[: rng.randint(1, 4)]:
        left = 20
        for owner in rng.sample([*COMPANIES, *PEOPLE], rng.randint(0, 4)):
            part = rng.randint(0, left)
            left -= part
            if part and owner != held:
                links.append((owner, held, Share(Fraction(part, 20), Fraction(part, 20))))
    return links


def subsets(names):
    return chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))


def by_brute_force(links, listed, threshold, *, strict):
    """Every set of companies is tried: the smallest that is closed, and the largest supported.

    A company that no listed party reaches is held by none, however it supports itself.
    """
    below = set(listed)
    for _ in COMPANIES:
        below |= {c for o, c, _ in links if o in below}

    needed = int(threshold * 20) + strict
    parts = [(o, c, int(s.lower * 20)) for o, c, s in links]

    def met(held, inside):
        return sum(part for o, c, part in parts if c == held and o in inside) >= needed

    closed, supported = [], []
    for chosen in subsets(COMPANIES):
        inside = set(chosen) | set(listed)
        now = {one for one in COMPANIES if met(one, inside)}
        if now <= set(chosen):
            closed.append(set(chosen))
        if set(chosen) <= now & below:
            supported.append(set(chosen))
    return set.intersection(*closed), set.union(*supported)


def cramer(drawings, targets):
    """What persons have of a company of each graph, None where a loop is closed: U by Cramer.

    All graphs at once, and in whole twentieths, so that nothing is rounded.
    """
    size, places = len(COMPANIES), {one: n for n, one in enumerate((*COMPANIES, *PEOPLE))}
    held = np.zeros((len(drawings), size + len(PEOPLE), size), np.int64)
    for number, links in enumerate(drawings):
        for owner, company_, share in links:
            held[number, places[owner], places[company_]] += int(share.lower * 20)
    matrix = 20 * np.eye(size, dtype=np.int64) - held[:, :size]
    whole = determinants(matrix)
    weights = np.zeros((len(drawings), size), np.int64)
    unit = np.zeros((len(drawings), size), np.int64)
    unit[np.arange(len(drawings)), [places[one] for one in targets]] = 1
    for column in range(size):
        swapped = matrix.copy()
        swapped[:, :, column] = unit
        weights[:, column] = determinants(swapped)
    parts = np.einsum("npc,nc->np", held[:, size:], weights)
    return [
        {one: Fraction(int(part), int(all_)) for one, part in zip(PEOPLE, row, strict=True)}
        if all_
        else None
        for row, all_ in zip(parts, whole, strict=True)
    ]


def determinants(matrices):
    """By Leibniz: every way to take one number from each row and column."""
    size, found = matrices.shape[-1], 0
    for order in permutations(range(size)):
        turned = sum(order[i] > order[j] for i in range(size) for j in range(i, size))
        found = found + (-1) ** turned * np.prod(matrices[:, range(size), order], axis=1)
    return found


@cache
def a_thousand(seed):
    """Random links, the graph of them, some listed parties and a company to ask about."""
    rng = random.Random(seed)  # noqa: S311 - test data, the same every time
    return [
        (links, build(links), rng.sample(PEOPLE, rng.randint(1, 2)), rng.choice(COMPANIES))
        for links in (random_links(rng) for _ in range(1_000))
    ]


@pytest.mark.parametrize("seed", range(10))
def test_brute_force_finds_the_same_fixpoints_on_a_thousand_graphs(seed):
    us, uk = regime("us"), regime("uk")
    for links, drawn, listed, _ in a_thousand(seed):
        network = Network(drawn)
        for rule, seeds in ((us, [listed]), (uk, [[one] for one in listed])):
            for group in seeds:
                low, high = by_brute_force(links, group, Fraction(1, 2), strict=rule is uk)
                below = network.below(group)
                assert set(least(network, rule, group, SURE)) & set(COMPANIES) == low
                # What no listed party reaches cannot be held by one, however cyclic.
                assert greatest(network, rule, group, SURE) == high & below


@pytest.mark.parametrize("seed", range(10))
def test_brute_force_finds_the_same_shares_on_a_thousand_graphs(seed):
    graphs = a_thousand(seed)
    expected = cramer([one[0] for one in graphs], [one[3] for one in graphs])
    closed = 0
    for (_, drawn, _, target), shares in zip(graphs, expected, strict=True):
        found = integrated(drawn, target)
        if shares is None:
            closed += 1
            continue
        assert {one: found.of(one).lower for one in PEOPLE} == shares
    assert closed < 50


def realised(rng, links):
    """The intervals with a share chosen in each, or None where they do not fit into the whole."""
    chosen = [
        (o, c, Fraction(rng.randint(int(s.lower * 20), int(s.upper * 20)), 20)) for o, c, s in links
    ]
    sums = {c: sum((p for _, d, p in chosen if d == c), Fraction(0)) for _, c, _ in chosen}
    if any(one > 1 for one in sums.values()):
        return None
    return [(o, c, Share(part, part)) for o, c, part in chosen]


@pytest.mark.parametrize("seed", range(4))
def test_no_share_within_its_limits_contradicts_the_answer(seed):
    rng = random.Random(200 + seed)  # noqa: S311 - test data, the same every time
    for _ in range(150):
        wide = [
            (
                o,
                c,
                Share(
                    max(s.lower - Fraction(rng.randint(0, 4), 20), Fraction(0)),
                    min(s.upper + Fraction(rng.randint(0, 4), 20), Fraction(1)),
                ),
            )
            for o, c, s in random_links(rng)
        ]
        listed, target = rng.sample(PEOPLE, 2), rng.choice(COMPANIES)
        found = ask("us", build(wide), listed, target).on_what_is_stated
        shares = integrated(build(wide), target)
        inside = [one for one in (realised(rng, wide) for _ in range(12)) if one is not None]
        for links, by_hand in zip(inside, cramer(inside, [target] * len(inside)), strict=True):
            held = target in by_brute_force(links, listed, Fraction(1, 2), strict=False)[0]
            assert not (held and found is Certainty.NO)
            assert held or found is not Certainty.CONFIRMED
            for one, share in (by_hand or {}).items():
                assert shares.of(one).lower <= share <= shares.of(one).upper
