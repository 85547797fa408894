import random

import pytest

from screening.matching import Index, compare, unreadable_names
from screening.model import Identifier
from screening.text.names import script
from tests.screening.matching.fictional import (
    LISTED,
    REVIEW,
    company,
    country,
    day,
    party,
    person,
    year,
)

INDEX = Index.build(LISTED)
WORDS = sorted(
    {
        w
        for e in LISTED
        for n in e.names
        for w in n.text.split()
        if script(w) == "Latin" and w != "The"
    }
)


def exhaustive(entries, asked, least):
    named = [entry for entry in entries if len(unreadable_names(entry)) < len(entry.names)]
    every = [compare(asked, entry) for entry in named]
    kept = [comparison for comparison in every if comparison.score >= least]
    return sorted(kept, key=lambda found: (-found.score, found.right.ref))


def invented(rng, number):
    names = [" ".join(rng.sample(WORDS, rng.randint(1, 4))) for _ in range(rng.randint(1, 3))]
    return person(f"INV.{number:03}", *names, weak=names[2:], births=(year(1950 + number % 9),))


@pytest.mark.parametrize("seed", range(40))
def test_search_gives_all_that_comparing_with_every_entry_would(seed):
    rng = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    entries = [*LISTED, *(invented(rng, number) for number in range(60))]
    asked = party(*(name.text for name in invented(rng, 0).names), births=(day(1953, 2, 3),))
    index = Index.build(entries)
    found = index.search(asked, limit=len(entries))
    wanted = exhaustive(entries, asked, REVIEW)
    assert found[: len(wanted)] == wanted
    assert all(comparison == compare(asked, comparison.right) for comparison in found)
    assert index.search(asked, limit=3) == found[:3]


def test_the_best_comes_first():
    scores = [
        found.score for found in INDEX.search(party("Mohammed Ali Tarqessian", "Yusuf Brannigar"))
    ]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_equals_come_in_the_order_of_their_references():
    twins = [person(ref, "Yusuf Brannigar") for ref in ("B", "C", "A")]
    found = Index.build(twins).search(party("Yusuf Brannigar"), limit=2)
    assert [comparison.right.ref for comparison in found] == ["A", "B"]


def test_no_more_than_the_limit_is_returned():
    assert len(INDEX.search(party("Yusuf Karim Brannigar"), limit=1)) == 1
    assert INDEX.search(party("Yusuf Karim Brannigar"), limit=0) == []


def test_every_finding_is_returned_where_all_are_wanted():
    many = [person(f"N{number:02}", "Yusuf Brannigar") for number in range(30)]
    index = Index.build([*many, person("Z", "Yusuf Vasquith")])
    found = index.search(party("Yusuf Brannigar"), limit=3, all_from=REVIEW)
    assert [comparison.right.ref for comparison in found] == [entry.ref for entry in many]


def test_a_clean_party_finds_nothing_over_the_line():
    clean = party("Greta Lindqvarn", births=(day(1990, 1, 2),), countries=(country("SE"),))
    assert all(found.score < 0.5 for found in INDEX.search(clean))


def test_a_shared_number_is_found_whatever_the_name():
    [best, *_] = INDEX.search(company("Odd", identifiers=LISTED[10].identifiers))
    assert best.right.ref == "FIC.104"


def test_an_unknown_scheme_of_number_is_no_crash():
    assert INDEX.search(party("Yusuf Brannigar", identifiers=(Identifier("moon", "12345"),)))


def test_an_empty_index_finds_nothing():
    empty = Index.build([])
    assert (len(empty), list(empty), empty.search(party("Yusuf"))) == (0, [], [])


def test_an_index_holds_its_entries_in_order():
    assert len(INDEX) == len(LISTED)
    assert tuple(INDEX) == LISTED


def test_parties_can_be_indexed_and_asked_for_an_entry():
    parties = Index.build([party("Yusuf Karim Branigar"), company("Falconet Ltd")])
    [best, *_] = parties.search(LISTED[1])
    assert best.right.id == "p1"
    assert best.score >= REVIEW
