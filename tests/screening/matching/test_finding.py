import random
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from screening.matching import Index, unreadable_names
from screening.matching.likeness import likeness
from screening.matching.names import UnreadableNameError, analyse
from screening.matching.scoring import likenesses, name_bits, score_names
from screening.matching.space import Space
from screening.matching.space_compiling import compile_space
from screening.matching.variations import vary
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
    arrays = compile_space(forms, list(range(len(forms))), [False] * len(forms))
    return Space(arrays, organisation=organisation)


def many_names(seed):
    rng = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    made = [" ".join(rng.sample(WORDS, rng.randint(1, 5))) for _ in range(80)]
    initials = [f"{name[0]}. {name.split()[-1]}" for name in made[:10]]
    return [*NAMES, *made, *initials]


def shares_a_part(comparison):
    """More than an initial: nobody is looked up by one letter alone."""
    return any(feature.name in {"name part", "acronym"} for feature in comparison.features)


@pytest.mark.parametrize("organisation", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_no_name_weighs_more_than_is_estimated(seed, organisation):
    forms = readable(many_names(seed), organisation=organisation)
    space = space_of(forms, organisation=organisation)
    rows, lowest = list(range(len(forms))), [-1000.0] * len(forms)
    for asked in forms[seed::23]:
        estimated = {row: most for most, row in space.estimated(asked, rows, lowest)}
        for row, form in enumerate(forms):
            bits, alignment = score_names(asked, form, likenesses([asked], [form]), weights())
            if all(pair.way < 2 for pair in alignment.pairs) and bits == name_bits(alignment):
                assert bits <= estimated[row] + 0.002, (asked.text, form.text)


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


def test_words_are_as_alike_read_from_an_index_as_from_their_names():
    forms = readable(NAMES, organisation=False)
    space = space_of(forms, organisation=False)
    tokens = [space.part(number) for number in range(len(space.words))]
    read = space.words.readings(np.arange(len(tokens)))
    assert (space.words.alike(read, np.arange(len(tokens))) == likeness(tokens, tokens)).all()


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
