import pytest

from screening.text.abjads import readings, romanise_arabic, romanise_hebrew, split_article


@pytest.mark.parametrize(
    ("written", "latin"),
    [("يوسف", "yusf"), ("وليد", "wlid"), ("كريم", "krim"), ("علي", "ali"), ("چراغ", "chragh")],
)
def test_consonants_and_written_vowels_are_kept(written, latin):
    assert romanise_arabic(written) == latin


def test_hebrew_is_read_as_it_is_today():
    assert romanise_hebrew("צבי") == "tsbi"


def test_a_letter_read_in_two_ways_gives_both():
    assert readings("جمال") == ("jmal", "gmal")


def test_the_letters_of_sounds_are_those_of_vowelled_spellings():
    assert readings("شمس") == ("Sms",)
    assert readings("שמש", hebrew=True) == ("SmS",)


@pytest.mark.parametrize(
    ("word", "parts"),
    [("الوهمي", ("ال", "وهمي")), ("سامر", ("", "سامر")), ("ال", ("", "ال"))],
)
def test_an_article_comes_off_where_a_word_is_left(word, parts):
    assert split_article(word) == parts
