import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.sounds import skeleton, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("volkhovanov", "wolkhowanow"),
        ("yevgeny", "evgeny"),
        ("dmitry", "dmitrij"),
        ("shcherbakov", "schtscherbakow"),
        ("petrovich", "petrowitsch"),
        ("yousouf", "yusuf"),
        ("jafar", "djafar"),
        ("tarqess", "tarkes"),
    ],
)
def test_competing_spellings_sound_the_same(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize(
    ("one", "other"), [("daren", "karen"), ("ali", "eli"), ("petrov", "petrova"), ("shin", "zin")]
)
def test_other_names_sound_otherwise(one, other):
    assert sound(one) != sound(other)


def test_a_skeleton_keeps_consonants_and_the_mark_of_a_leading_vowel():
    assert skeleton(sound("volkhovanov")) == "vlhvnv"
    assert skeleton(sound("ahmad")) == skeleton(sound("ahmed")) == "ahmd"


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_no_word_is_silent(word):
    assert sound(word)
