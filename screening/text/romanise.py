"""Any script into Latin letters, the way names are romanised.

Cyrillic follows no single standard but the commonest passport spelling, since `sounds` folds the
competing ones together; abjads, which leave vowels out, have a module of their own. Everything
else is anyascii's business, syllable by syllable for Han and Hangul.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from screening.text.abjads import romanise_arabic, romanise_hebrew
from screening.text.scripts import ARABIC, CYRILLIC, GREEK, HAN, HANGUL, HEBREW, LATIN, script_of

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
    "ѓ": "gj", "ќ": "kj", "ѕ": "dz", "ә": "a", "ғ": "gh", "қ": "q", "ң": "n", "ө": "o", "ұ": "u",
    "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u", "ӏ": "", "’": "", "'": "",
}  # fmt: skip
_GREEK_PAIRS = (
    ("μπ", "b"), ("ντ", "nt"), ("γκ", "gk"), ("γγ", "ng"), ("τζ", "tz"), ("ου", "u"),
    ("αυ", "av"), ("ευ", "ev"), ("ει", "i"), ("οι", "i"), ("αι", "ai"), ("υι", "i"), ("η", "i"),
    ("υ", "y"), ("χ", "ch"), ("β", "v"), ("φ", "f"),
)  # fmt: skip
# Latin letters whose plain form loses their sound; the rest only lose their mark.
_LATIN_SOUNDS = str.maketrans(
    {
        "š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ž": "zh", "ż": "zh",
        "ź": "zh", "ř": "r", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "dj",
        "ð": "d", "þ": "th", "ı": "i", "ə": "a", "ğ": "g", "ё": "yo", "ñ": "n", "ŭ": "u",
        "ǧ": "j", "ḏ": "dh", "ḫ": "kh", "ẖ": "kh", "ġ": "gh", "ṯ": "th", "ŝ": "sh", "ĉ": "ch",
    }
)  # fmt: skip
_LETTERS_ONLY = re.compile(r"[^a-z0-9]+")
_SYLLABLE = re.compile(r"[A-Z][a-z]*|[a-z]+|[0-9]+")


def plain(word: str) -> str:
    """The word in bare lower-case ASCII letters and digits, as a keyboard without marks has it."""
    return _LETTERS_ONLY.sub("", romanised(word))


def sounding(word: str) -> str:
    """Like `plain`, but a marked letter is spelt out by its sound: š gives sh, ć gives ch."""
    return _LETTERS_ONLY.sub("", romanised(word, sounding=True))


def syllables(word: str) -> list[str]:
    """A Han or Hangul word as romanised syllables, lower case."""
    return [part.lower() for part in _SYLLABLE.findall(anyascii(word))]


@lru_cache(maxsize=65536)
def romanised(word: str, *, sounding: bool = False) -> str:
    """The word in lower-case ASCII, signs and all; `sounding` spells out what marks stand for."""
    lowered = word.casefold() if not word.isascii() else word.lower()
    if lowered.isascii():
        return lowered
    script = script_of(word)
    if script == CYRILLIC:
        return "".join(_CYRILLIC.get(c) or ("" if c in _CYRILLIC else anyascii(c)) for c in lowered)
    if script == ARABIC:
        return romanise_arabic(lowered)
    if script == HEBREW:
        return romanise_hebrew(lowered)
    if script == GREEK:
        return _greek(lowered)
    if script in {HAN, HANGUL}:
        return "".join(syllables(word))
    if script in _REWRITTEN:
        return anyascii(_REWRITTEN[script](lowered)).lower()
    if sounding and script == LATIN:
        return anyascii(lowered.translate(_LATIN_SOUNDS)).lower()
    return anyascii(lowered).lower()


def _indic(word: str) -> str:
    """The letters of India's scripts whose usual spelling in Latin is not the scholarly one.

    Their blocks are laid out alike: a letter is known by its place in the block.
    """
    return "".join(
        _INDIC.get(ord(c) % _BLOCK, c) if _INDIA[0] <= ord(c) < _INDIA[1] else c
        for c in _NASAL.sub("n", word)
    )


_INDIA = (0x0900, 0x0D80)
_BLOCK = 0x80
_INDIC = {0x1A: "ch", 0x1B: "chh", 0x36: "sh", 0x37: "sh", 0x0B: "ri", 0x01: "n"}
# The sign of a nasal is an m before a labial only.
_NASAL = re.compile("[\u0902\u0982](?![\u092a-\u092e\u09aa-\u09ae])")


def _thai(word: str) -> str:
    """Vowels written before their consonant are spoken after it; silent letters are left out."""
    return _THAI_BEFORE.sub(r"\2\1", _THAI_SILENT.sub("", word))


_THAI_BEFORE = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_THAI_SILENT = re.compile("[\u0e01-\u0e2e][\u0e38\u0e34]?\u0e4c")


def _armenian(word: str) -> str:
    return word.replace("\u0578\u0582", "u")


_REWRITTEN = {
    "armenian": _armenian,
    "thai": _thai,
    "devanagari": _indic,
    "bengali": _indic,
    "gurmukhi": _indic,
    "gujarati": _indic,
}


def _greek(word: str) -> str:
    bare = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    for written, heard in _GREEK_PAIRS:
        bare = bare.replace(written, heard)
    return anyascii(bare).lower()
