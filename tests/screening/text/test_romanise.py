import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.romanise import plain, sounding, syllables


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        ("Volkhovanov", "volkhovanov"),
        ("Šešelj-Ćuk", "seseljcuk"),
        ("Щербаков", "shcherbakov"),
        ("Юлія", "yuliya"),
        ("Ταρκεσιάν", "tarkesian"),
        ("Μπου", "bu"),
        ("سامر", "samr"),
        ("דוד", "dud"),
        ("კრეჩეტ", "krechet"),
        ("沈虛國", "shenxuguo"),
        ("٣١٣", "313"),
        ("كتيبة٣١٣", "ktiba313"),
    ],
)
def test_a_word_of_any_script_has_plain_letters(written, latin):
    assert plain(written) == latin


@pytest.mark.parametrize(("written", "heard"), [("Šešić", "sheshich"), ("Żuk", "zhuk")])
def test_a_marked_letter_can_be_spelt_out_by_its_sound(written, heard):
    assert sounding(written) == heard


def test_syllabic_writing_comes_apart():
    assert syllables("沈虛國") == ["shen", "xu", "guo"]


@given(st.text(max_size=30))
def test_nothing_but_small_letters_and_figures_is_left(text):
    assert all(c.isascii() and (c.isdigit() or c.islower()) for c in plain(text))
