"""Arabic, Persian, Urdu and Hebrew letters into Latin ones. Short vowels are not written there.

The long vowels and the consonants are; `sounds` compares the consonants with those of a vowelled
spelling and asks whether the written vowels occur in it.
"""

from __future__ import annotations

import re
import unicodedata

_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f",
    "ق": "q", "ڤ": "v", "ک": "k", "ك": "k", "گ": "g", "ڭ": "g", "ل": "l", "م": "m", "ن": "n",
    "ں": "n", "ه": "h", "ھ": "h", "ہ": "h", "ۀ": "h", "ة": "a", "ۃ": "a", "و": "w", "ؤ": "w",
    "ي": "y", "ی": "y", "ى": "a", "ئ": "y", "ے": "e", "ۓ": "e", "ې": "e", "ۍ": "y", "ء": "",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ټ": "t", "ډ": "d", "ړ": "r", "ږ": "zh", "ښ": "sh", "ڼ": "n",
    "ګ": "g", "ځ": "z", "څ": "ts", "ە": "e", "ێ": "e", "ۆ": "o", "ڵ": "l", "ڕ": "r",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "w", "ז": "z", "ח": "h", "ט": "t",
    "י": "y", "כ": "k", "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s",
    "ע": "", "פ": "p", "ף": "f", "צ": "ts", "ץ": "ts", "ק": "k", "ר": "r", "ש": "sh", "ת": "t",
}  # fmt: skip
_ARTICLE = re.compile(r"^(?:وال|ال)(?=..)")
_VOWEL_LETTERS = {"w": "u", "y": "i"}
_VOWELS = frozenset("aeiou")
# The sounds of `sounds` for what takes two letters in Latin, and for q.
_HEARD = {
    "sh": "S", "ch": "C", "zh": "Z", "kh": "h", "gh": "g", "th": "t", "dh": "d", "q": "k",
    "ts": "c", "w": "v", "y": "i",
}  # fmt: skip
# Letters read differently from country to country, by their first reading.
_SECOND_READINGS = {"th": "s", "dh": "z", "q": "g", "j": "g", "gh": "k", "z": "d"}
_MOST_READINGS = 4


def romanise_arabic(word: str) -> str:
    """Consonants and written vowels; و and ي are vowels unless they begin a syllable."""
    return "".join(_letters(word, _ARABIC, "عئء"))


def romanise_hebrew(word: str) -> str:
    """Consonants and written vowels, in a modern reading."""
    return "".join(_letters(word, _HEBREW, "ע"))


def readings(word: str, *, hebrew: bool = False) -> tuple[str, ...]:
    """How the word may sound, in the letters of `sounds.sound`: the commonest reading first."""
    letters = _letters(word, _HEBREW, "ע") if hebrew else _letters(word, _ARABIC, "عئء")
    found = [_heard(letters)]
    for place, letter in enumerate(letters):
        second = _SECOND_READINGS.get(letter)
        if second is not None:
            found.append(_heard([*letters[:place], second, *letters[place + 1 :]]))
    return tuple(dict.fromkeys(found))[:_MOST_READINGS]


def split_article(word: str) -> tuple[str, str]:
    """An Arabic word as (article, rest); the article is "" where the word has none."""
    found = _ARTICLE.match(word)
    return (found.group(), word[found.end() :]) if found else ("", word)


def _heard(letters: list[str]) -> str:
    text = "".join(_HEARD.get(letter, letter) for letter in letters)
    text = re.sub(r"(.)\1+", r"\1", text)
    return text[:-1] if len(text) > 2 and text[-1] == "h" else text  # noqa: PLR2004


def _letters(word: str, table: dict[str, str], silent: str) -> list[str]:
    """Settle w and y: consonants at the start and before a written vowel, else vowels."""
    written = [letter for c in word if (letter := table.get(c) or _figure(c))]
    read = []
    for place, letter in enumerate(written):
        following = written[place + 1 : place + 2]
        consonant = place == 0 or (bool(following) and following[0] in _VOWELS)
        read.append(letter if consonant else _VOWEL_LETTERS.get(letter, letter))
    if word[:1] in silent and read and read[0] not in _VOWELS:
        read.insert(0, "a")
    return read


def _figure(character: str) -> str:
    """A digit of any script in plain figures; "" for anything else."""
    return str(unicodedata.digit(character)) if character.isdigit() else ""
