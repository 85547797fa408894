from itertools import pairwise

import pytest

from screening.matching.compiled.keys import asking_keys, name_keys, word_keys
from screening.matching.layout import columns
from screening.matching.names import analyse


def laid(*names, organisation=False):
    return columns(tuple(analyse(name, organisation=organisation) for name in names))


def each(keys, starts):
    return [set(keys[start:end].tolist()) for start, end in pairwise(starts.tolist())]


def of_words(name, *, asking, organisation=False):
    return each(*word_keys(laid(name, organisation=organisation), asking=asking))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Brannigar", "Branigar"), ("Volkhovanov", "Волхованов"), ("Tarqessian", "Tarqesisan")],
)
def test_words_a_slip_or_a_script_apart_share_a_key(one, other):
    [filed], [asked] = of_words(one, asking=False), of_words(other, asking=True)
    assert filed & asked


def test_unlike_words_share_none():
    [filed], [asked] = of_words("Brannigar", asking=False), of_words("Quillmark", asking=True)
    assert not filed & asked


def test_nobody_is_looked_up_by_an_initial():
    initial, _ = of_words("B Brannigar", asking=True)
    assert not initial


def test_parts_written_apart_are_found_glued_and_the_other_way_round():
    apart, glued = laid("Ali Reza Tamrin"), laid("Alireza Tamrin")
    names, _ = each(*name_keys(apart)), each(*name_keys(glued))
    asked, asked_at, words, words_at = asking_keys(glued)
    assert names[0] & each(asked, asked_at)[0]
    _, _, words, words_at = asking_keys(apart)
    assert each(words, words_at)[0] & of_words("Alireza", asking=False)[0]


def test_an_organisation_is_found_by_its_first_letters():
    long, short = laid("Quillmark Ordnance Cooperative", organisation=True), "QOC"
    asked, asked_at, _, _ = asking_keys(laid(short, organisation=True))
    assert each(*name_keys(long))[0] & each(asked, asked_at)[0]
    _, _, words, words_at = asking_keys(long)
    assert each(words, words_at)[0] & of_words(short, asking=False, organisation=True)[0]


def test_a_name_one_slip_away_shares_a_key_as_written():
    asked, starts, _, _ = asking_keys(laid("Abu Tarmin"))
    assert each(*name_keys(laid("Abu Tamrin")))[0] & each(asked, starts)[0]
