"""Slips of keyboard, scanner and form field: variations in the letters of a name."""

from __future__ import annotations

import random
import re

from screening.matching.variations.words import Change, Words, change_word, long_words

_VOWELS = frozenset("aeiouAEIOU")
_OCR = {"o": "0", "l": "1", "i": "l", "s": "5", "b": "8", "m": "rn", "e": "c", "u": "v", "n": "ri"}
_SLIPS = "abcdefghijklmnopqrstuvwxyz"
_TWICE = re.compile(r"([a-z])\1")
_LOOK_ALIKE = str.maketrans("aeopcAEOPC", "аеорсАЕОРС")
_INVISIBLE = ("\u200b", "\u00ad", "\u200d", "\u2060")
_LEAST_VOWELS = 2
_SHORT_NAME = 8


def dropped_vowels(words: Words, chance: random.Random) -> Words | None:
    """Every vowel but a leading one, from one word or all."""
    places = [i for i in long_words(words) if sum(c in _VOWELS for c in words[i]) >= _LEAST_VOWELS]
    if not places:
        return None
    chosen = places if chance.random() < 0.5 else [chance.choice(places)]  # noqa: PLR2004
    return [_without_vowels(word) if i in chosen else word for i, word in enumerate(words)]


def _without_vowels(word: str) -> str:
    return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)


def doubled(words: Words, chance: random.Random) -> Words | None:
    def double(word: str) -> str:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at].lower() + word[at:]

    return change_word(words, chance, double)


def undoubled(words: Words, chance: random.Random) -> Words | None:
    """A letter that stands twice written once."""
    places = [i for i in long_words(words) if _TWICE.search(words[i].lower())]
    if not places:
        return None
    place = chance.choice(places)
    found = _TWICE.search(words[place].lower())
    at = found.start() if found else 0
    return [*words[:place], words[place][:at] + words[place][at + 1 :], *words[place + 1 :]]


def transposed(words: Words, chance: random.Random) -> Words | None:
    def transpose(word: str) -> str:
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return change_word(words, chance, transpose)


def slip(words: Words, chance: random.Random) -> Words | None:
    """One letter replaced, left out or put in."""

    def slipped(word: str) -> str:
        at = chance.randrange(len(word))
        letter = chance.choice(_SLIPS)
        return chance.choice(
            [
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
            ]
        )

    return change_word(words, chance, slipped)


def ocr(words: Words, chance: random.Random) -> Words | None:
    """One letter as a scanner may read it."""

    def scan(word: str) -> str:
        places = [i for i, c in enumerate(word) if c.lower() in _OCR]
        if not places:
            return word
        at = chance.choice(places)
        return word[:at] + _OCR[word[at].lower()] + word[at + 1 :]

    return change_word(words, chance, scan)


def truncated(words: Words, chance: random.Random) -> Words | None:
    """The field ended before the name did."""
    whole = " ".join(words)
    if len(whole) < 2 * _SHORT_NAME:
        return None
    return whole[: chance.randrange(len(whole) * 2 // 3, len(whole) - 1)].split()


def look_alike(words: Words, chance: random.Random) -> Words | None:
    """Letters of one word replaced by Cyrillic ones that look the same."""
    place = chance.randrange(len(words))
    return [*words[:place], words[place].translate(_LOOK_ALIKE), *words[place + 1 :]]


def invisible(words: Words, chance: random.Random) -> Words | None:
    """A character that nobody sees within a word."""
    place = chance.randrange(len(words))
    at = chance.randrange(1, len(words[place])) if len(words[place]) > 1 else 1
    hidden = words[place][:at] + chance.choice(_INVISIBLE) + words[place][at:]
    return [*words[:place], hidden, *words[place + 1 :]]


LETTERS: dict[str, Change] = {
    "dropped vowels": dropped_vowels,
    "doubled letter": doubled,
    "undoubled letter": undoubled,
    "transposition": transposed,
    "slip": slip,
    "ocr": ocr,
    "truncated": truncated,
    "look-alike letters": look_alike,
    "invisible character": invisible,
}
