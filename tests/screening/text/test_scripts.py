# ruff: noqa: RUF001 - other scripts are the matter here
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.scripts import clean, script_of


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("Daren", "latin"),
        ("Məmmədov", "latin"),
        ("Дарен", "cyrillic"),
        ("Ταρκεσιάν", "greek"),
        ("سامر", "arabic"),
        ("עוזי", "hebrew"),
        ("沈虛國", "han"),
        ("리용권수", "hangul"),
        ("たろう", "kana"),
        ("山たろう", "kana"),
        ("გიორგი", "georgian"),
        ("Արամ", "armenian"),
        ("สมชาย", "thai"),
        ("ተክለ", "ethiopic"),
        ("313", "none"),
        ("Daren沈", "mixed"),
    ],
)
def test_the_script_of_a_word_is_told(word, script):
    assert script_of(word) == script


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("Dаrеn", "Daren"),
        ("Дaрен", "Дарен"),
        ("Da\u200bren", "Daren"),
        ("Ｄａｒｅｎ", "Daren"),
        ("V0lkhovanov", "Volkhovanov"),
        ("سَامِر", "سامر"),
        ("Brigade 313", "Brigade 313"),
        ("Daren沈", "Daren沈"),
    ],
)
def test_what_cannot_be_seen_or_passes_for_another_letter_is_put_right(written, cleaned):
    assert clean(written) == cleaned


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)
