import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from screening.matching import Index, unreadable_names
from screening.matching.compiled.bounds import Said
from screening.matching.compiled.columns import frozen
from screening.matching.evidence_bounds import bounds_for
from screening.matching.facts import facts
from screening.matching.names import UnreadableNameError, analyse
from screening.matching.space import Space, query
from screening.matching.space_compiling import compile_space
from screening.matching.variations import vary
from screening.matching.weighed import score_names
from screening.matching.weights import weights
from screening.model import PartyKind
from tests.screening.matching.fictional import LISTED, REVIEW, company, day, party, person
from tests.screening.matching.test_index import WORDS, exhaustive

NAMES = [name.text for entry in LISTED for name in entry.names]


def readable(texts, *, organisation):
    found = []
    for text in texts:
        try:
            found.append(analyse(text, organisation=organisation))
        except UnreadableNameError:
            continue
    return found


def varied(name, *, organisation):
    return [variation.varied for variation in vary(name, organisation=organisation, seed=4)]


def space_of(forms, *, organisation):
    arrays = compile_space(forms, list(range(len(forms))), [False] * len(forms), len(forms))
    unsaid = Said(*(np.zeros(len(forms), kind) for kind in (np.int16, np.int16, np.uint64)))
    return Space(arrays, Said(*map(frozen, unsaid)), organisation=organisation)


def many_names(seed):
    rng = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    made = [" ".join(rng.sample(WORDS, rng.randint(1, 5))) for _ in range(80)]
    initials = [f"{name[0]}. {name.split()[-1]}" for name in made[:10]]
    return [*NAMES, *made, *initials]


def shares_a_part(comparison):
    """More than an initial: nobody is looked up by one letter alone."""
    return any(
        feature.name in {"name part", "acronym"} and len(feature.left) > 1
        for feature in comparison.features
    )


@pytest.mark.parametrize("organisation", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_names_found_weigh_what_comparing_them_says(seed, organisation):
    forms = readable(many_names(seed), organisation=organisation)
    space = space_of(forms, organisation=organisation)
    for asked in forms[seed::23]:
        every, bounds = range(len(forms)), bounds_for(facts(party("X")), weights())
        named = query(((asked, False),))
        found = space.found(named, every, (), bounds, -1000.0)
        compared = [score_names(asked, form, weights())[0] for form in forms]
        assert dict(zip(found["number"], found["worth"], strict=True)) == dict(enumerate(compared))


@pytest.mark.parametrize("seed", range(6))
def test_a_varied_name_finds_all_that_comparing_would(seed):
    rng = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    made = [
        person(f"M{number:03}", " ".join(rng.sample(WORDS, rng.randint(1, 4))))
        for number in range(150)
    ]
    entries = [*(entry for entry in LISTED if entry.kind == PartyKind.PERSON), *made]
    index = Index.build(entries)
    for name in varied(rng.choice(made).name, organisation=False):
        asked = party(name, births=(day(1965, 11, 2),))
        if unreadable_names(asked):
            continue
        wanted = [one for one in exhaustive(entries, asked, REVIEW) if shares_a_part(one)]
        found = [one for one in index.search(asked, 1, all_from=REVIEW) if shares_a_part(one)]
        assert found[: len(wanted)] == wanted


@pytest.mark.parametrize("organisation", [False, True])
def test_a_name_read_from_an_index_is_the_name_that_was_put_in(organisation):
    forms = readable([*NAMES, "Dr Falconet Jr", "Falconet LLC"], organisation=organisation)
    space = space_of(forms, organisation=organisation)
    for number, form in enumerate(forms):
        assert space.written(number) == form.written


def test_an_index_answers_many_threads_as_it_answers_one(tmp_path):
    Index.build(LISTED).save(tmp_path / "index")
    names = [party(name) for text in NAMES for name in varied(text, organisation=False)]
    asked = [one for one in names if not unreadable_names(one)]
    alone = Index.load(tmp_path / "index")
    wanted = [alone.search(one) for one in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(Index.load(tmp_path / "index").search, asked)) == wanted


def test_many_parties_at_once_are_answered_as_one_by_one():
    index = Index.build(LISTED)
    asked = [party("Yusuf Branigar"), company("Kestrel Vangard"), party("Greta Lindqvarn")]
    assert index.search_all(asked) == [index.search(one) for one in asked]
    assert index.search_all(asked, 1, all_from=REVIEW) == [
        index.search(one, 1, all_from=REVIEW) for one in asked
    ]
