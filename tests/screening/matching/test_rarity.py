import pytest

from screening.matching.names import analyse
from screening.matching.rarity import MOST_BITS, bits
from screening.matching.tokens import organisation_token, person_token


def rarity(word, *, organisation=False):
    return (organisation_token(word) if organisation else person_token(word)).bits


def test_a_rare_name_says_more_than_a_common_one():
    assert rarity("Mohammed") < rarity("Grundvik") <= MOST_BITS


def test_a_trade_word_says_less_than_a_name_of_its_own():
    assert rarity("Security", organisation=True) < rarity("Quillmark", organisation=True)


def test_spellings_of_one_name_are_about_as_common():
    assert abs(rarity("Mohammed") - rarity("Muhammad")) <= 2.0


def test_what_nobody_bears_is_as_rare_as_can_be_told():
    assert bits(("xqzwvk",), ("xqzvk",), abjad=False, organisation=False) == MOST_BITS


@pytest.mark.parametrize("word", ["Mohammed", "Grundvik", "Ali", "Wei"])
def test_rarity_is_in_eighths_of_a_bit(word):
    assert rarity(word) * 8 == int(rarity(word) * 8) > 0


@pytest.mark.parametrize("name", ["Kim Min Su", "김민수", "Li Wei"])
def test_a_name_of_common_syllables_is_no_rare_name(name):
    assert (
        analyse(name, organisation=False).mass
        < analyse("Oskar Grundvik", organisation=False).mass / 2 + 3
    )


def test_a_syllable_is_as_rare_as_among_names_of_syllables():
    assert rarity("Kim") < rarity("Min") < 7.0
