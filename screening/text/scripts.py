"""Unicode hygiene and script detection: what a string looks like before anybody compares it.

`clean` removes what is invisible and undoes look-alikes; `script_of` says in which script a word
is written. Look-alikes follow the idea of Unicode TS 39 (skeletons), restricted to the letters
of Cyrillic, Greek and Armenian that pass for Latin ones, and back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LATIN, CYRILLIC, GREEK, ARABIC, HEBREW = "latin", "cyrillic", "greek", "arabic", "hebrew"
HAN, HANGUL, KANA, MIXED, NONE, OTHER = "han", "hangul", "kana", "mixed", "none", "other"

# Ends of the blocks that matter, in order; a code point belongs to the first block it is below.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0250, LATIN), (0x0370, OTHER), (0x0400, GREEK), (0x0530, CYRILLIC), (0x0590, "armenian"),
    (0x0600, HEBREW), (0x0700, ARABIC), (0x0750, OTHER), (0x0780, ARABIC), (0x08A0, OTHER),
    (0x0900, ARABIC), (0x0980, "devanagari"), (0x0E00, OTHER), (0x0E80, "thai"), (0x10A0, OTHER),
    (0x1100, "georgian"), (0x1200, HANGUL), (0x1C80, OTHER), (0x1C90, CYRILLIC),
    (0x1CC0, "georgian"), (0x1E00, OTHER), (0x1F00, LATIN), (0x2000, GREEK), (0x2C60, OTHER),
    (0x2C80, LATIN), (0x2DE0, OTHER), (0x2E00, CYRILLIC), (0x3040, HAN), (0x3100, KANA),
    (0x3130, HAN), (0x3190, HANGUL), (0x31F0, HAN), (0x3200, KANA), (0xA000, HAN),
    (0xA640, OTHER), (0xA6A0, CYRILLIC), (0xA720, OTHER), (0xA800, LATIN), (0xAC00, OTHER),
    (0xD7B0, HANGUL), (0xF900, OTHER), (0xFB00, HAN), (0xFB07, LATIN), (0xFB1D, OTHER),
    (0xFB50, HEBREW), (0xFE00, ARABIC), (0xFE70, OTHER), (0xFF00, ARABIC), (0x20000, OTHER),
    (0x32000, HAN),
)  # fmt: skip

_TO_LATIN = str.maketrans(
    "аАеЕоОрРсСуУхХіІјЈѕЅһҺвВМмНнКкТтԁԛԝӏαΑβΒεΕΖηΗιΙκΚΜΝνοΟρΡτΤυΥχΧօսհոց",
    "aAeEoOpPcCyYxXiIjJsShHbBMmHhKkTtdqwlaAbBeEZnHiIkKMNvoOpPtTuYxXouhng",
)
_TO_CYRILLIC = str.maketrans("aAeEoOpPcCyYxXiIjJsShHBMKT", "аАеЕоОрРсСуУхХіІјЈѕЅһҺВМКТ")
_TO_GREEK = str.maketrans("aAoOvpPtTuYxXiIkKEZHMNB", "αΑοΟνρΡτΤυΥχΧιΙκΚΕΖΗΜΝΒ")
# Marked Latin letters that pass for Cyrillic ones.
_BARE = {"ë": "ё", "Ë": "Ё", "ï": "ї", "Ï": "Ї"}
_REWRITES = {LATIN: _TO_LATIN, CYRILLIC: _TO_CYRILLIC, GREEK: _TO_GREEK}

# Marks that carry no letter: Arabic harakat and tatweel, Hebrew points and cantillation.
_MARKS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
# Letters that look like these in a scan; only ever applied between letters.
_OCR = str.maketrans("01358", "olesb")
_OCR_WORD = re.compile(r"[^\W\d_]+[01358][^\W\d_]+")
_LEAST_LETTERS = 3


# Unicode's own word for a script, where these blocks call it otherwise.
_NAMED = {"cjk": HAN, "bopomofo": HAN, "hiragana": KANA, "katakana": KANA}


@lru_cache(maxsize=8192)
def script_of_letter(letter: str) -> str:
    """The script one letter belongs to; digits and signs belong to `none`.

    Outside the blocks that matter most it is the first word of the letter's Unicode name: a letter
    such as the schwa of Azerbaijani is Latin though its block is one of phonetic signs.
    """
    if not letter.isalpha():
        return NONE
    point = ord(letter)
    found = next((script for end, script in _BLOCKS if point < end), OTHER)
    if found != OTHER or unicodedata.category(letter) == "Lm":
        return found
    first = unicodedata.name(letter, OTHER).split(" ")[0].lower()
    return _NAMED.get(first, first)


def script_of(word: str) -> str:
    """The script of a word, `mixed` if there are several, `none` if it has no letter."""
    if word.isascii():
        return LATIN if word.isalpha() or any(map(str.isalpha, word)) else NONE
    scripts = {script_of_letter(letter) for letter in word} - {NONE}
    if scripts == {HAN, KANA}:
        return KANA
    if len(scripts) > 1:
        return MIXED
    return next(iter(scripts), NONE)


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """`text` in compatibility form, without control, invisible or combining-only characters.

    A word that mixes Latin with letters that merely look Latin (or the other way round) is put
    back into the script of its remaining letters; a digit between letters is read as the letter
    it resembles.
    """
    if text.isascii() and text.isprintable() and not _OCR_WORD.search(text):
        return text
    text = unicodedata.normalize("NFKC", text)
    text = "".join(_visible(character) for character in text)
    text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    return _WORD.sub(_settle, text)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cf", "Co", "Cs", "Cn"} or 0xFE00 <= ord(character) <= 0xFE0F:  # noqa: PLR2004
        return ""
    return " " if category in {"Cc", "Zs", "Zl", "Zp"} else character


def _settle(found: re.Match[str]) -> str:
    word = found.group()
    if not word.isascii() and script_of(word) == MIXED:
        word = _one_script(word)
    letters = sum(map(str.isalpha, word))
    if letters >= _LEAST_LETTERS and _OCR_WORD.search(word):
        word = word.translate(_OCR)
    return word


def _one_script(word: str) -> str:
    """The word in the script most of its telling letters are in, if look-alikes explain the rest.

    A word in which every letter of one script passes for the other is settled by the letters
    that do not.
    """
    word = "".join(_BARE.get(letter, letter) for letter in word)
    attempts = [word.translate(table) for table in _REWRITES.values()]
    settled = [attempt for attempt in attempts if script_of(attempt) != MIXED]
    if not settled:
        return word
    return min(settled, key=lambda attempt: sum(map(str.__ne__, attempt, word)))
