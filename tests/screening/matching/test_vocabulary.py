# ruff: noqa: RUF001 - other scripts are the matter here
import pytest

from screening.matching.vocabulary import read, vocabulary

KNOWN = vocabulary()


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("ltd", "limited"),
        ("gmbh", "limited"),
        ("ооо", "limited"),
        ("private military company", "pmc"),
        ("чвк", "pmc"),
        ("pmc", "pmc"),
        ("株式会社", "stock"),
        ("kestrel", ""),
    ],
)
def test_a_legal_form_is_known_in_many_languages(phrase, form):
    words = [read(word) for word in phrase.split()]
    found, length = KNOWN.form_at(words, 0)
    assert (found, length) == (form, len(words) if form else 0)


def test_the_longest_form_is_taken():
    assert KNOWN.form_at(["kestrel", "private", "limited", "company"], 1)[1] >= 2


@pytest.mark.parametrize(
    ("word", "english"), [("intl", "international"), ("kestrel", "kestrel"), ("svcs", "services")]
)
def test_an_abbreviation_stands_for_its_word(word, english):
    assert KNOWN.concept(word) == KNOWN.concept(english)


def test_forms_of_one_given_name_are_of_one_group():
    groups = KNOWN.equivalents
    assert groups["alexander"] == groups["sasha"] != groups["yusuf"]


def test_titles_particles_and_places_are_told_from_names():
    assert ("sheikh" in KNOWN.titles, "bin" in KNOWN.particles, "jr" in KNOWN.suffixes) == (1, 1, 1)
    assert {"kenya", "dubai"} <= KNOWN.places
    assert "brannigar" not in KNOWN.titles | KNOWN.particles | KNOWN.places
