# ruff: noqa: RUF001 - other scripts are the matter here
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.names import normalise, readable, script, tokens


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Viktor   DROZDENKO ", "viktor drozdenko"),
        ("Élise Nuñez-Øström", "elise nunez ostrom"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "full width"),
        ("Sa’d al-‘Ali", "sad al ali"),
        ("S.M. Tariq", "s m tariq"),
        ("Ви\u200bктор\u00ad", "viktor"),
        ("Дрозденко", "drozdenko"),
        ("one\ttwo\nthree", "one two three"),
        ("bell\x07ow", "bellow"),
        ("…", ""),
    ],
)
def test_names_take_one_plain_form(written, plain):
    assert normalise(written) == plain


def test_greek_and_arabic_are_romanised():
    assert normalise("Ελλάς") == "ellas"
    assert normalise("سعيد").isascii()
    assert normalise("سعيد")


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_case_never_matters(text):
    assert normalise(text.casefold()) == normalise(text.casefold().casefold())


@given(st.text())
def test_nothing_but_lower_case_ascii_words_is_left(text):
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in tokens(text))


def test_tokens_keep_their_order():
    assert tokens("DROZDENKO, Viktor A.") == ("drozdenko", "viktor", "a")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Viktor", "Latin"),
        ("Виктор", "Cyrillic"),
        ("سعيد", "Arabic"),
        ("金铁", "Han"),
        ("한명진", "Hangul"),
        ("דוד", "Hebrew"),
        ("Ελλάς", "Greek"),
        ("ተክለ", "Ethiopic"),
        ("Jin 金", "Mixed"),
        ("3M", "Latin"),
        ("123", ""),
        ("", ""),
    ],
)
def test_the_script_is_told(written, name):
    assert script(written) == name


@pytest.mark.parametrize("written", ["Viktor", "Виктор", "金", "3M", "Li", "سعيد", "O'Neil & Sons"])
def test_a_name_that_can_be_compared_has_no_complaint(written):
    assert readable(written) == ""


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("\x00\x07", "control"),
        ("\u200b\u200d", "control"),
        ("X", "single letter"),
        ("12345", "no letters"),
        ("---", "no letters"),
        ("a" * 1001, "1,000"),
        ("Vik\ufffdtor", "damaged"),
    ],
)
def test_a_name_that_cannot_be_compared_says_why(written, word):
    assert word in readable(written)


@given(st.text(max_size=1000))
def test_a_readable_name_always_has_words(text):
    assert readable(text) or tokens(text)


def test_half_a_character_cannot_be_compared():
    assert "damaged" in readable("Vik" + chr(0xD800) + "tor")
