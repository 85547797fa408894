"""Making names comparable: one plain form, its words, its script, and whether it can be read."""

from __future__ import annotations

import re
import unicodedata

from screening.text.romanise import romanised
from screening.text.scripts import NONE, script_of_letter

LONGEST = 1_000
"""No publisher's name comes near this many characters; more is a mistake or an attack."""

_APOSTROPHES = str.maketrans("", "", "'`´‘’ʻʼʽʾʿˈ‛′")
_WORD = re.compile(r"\w+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SYLLABIC = {"Han", "Hangul", "Kana"}


def normalise(text: str) -> str:
    """`text` as lower-case ASCII words with single spaces between them; "" if nothing is left.

    Compatibility forms (NFKC), case, diacritics, and invisible and control characters are gone,
    other scripts are romanised. Apostrophes vanish ("Sa'd" is "sad"), other punctuation parts
    words. Normalising twice changes nothing.
    """
    if not text.isascii():
        text = _visible(unicodedata.normalize("NFKC", text)).casefold()
        text = unicodedata.normalize("NFC", text.translate(_APOSTROPHES))
        text = _WORD.sub(lambda found: romanised(found.group()), text)
    words = _NOT_WORD.split(_visible(text).translate(_APOSTROPHES).lower())
    return " ".join(word for word in words if word)


def tokens(text: str) -> tuple[str, ...]:
    """The words of the normalised name, in the order they stand."""
    return tuple(normalise(text).split())


def script(text: str) -> str:
    """The letters' script: "Latin", "Cyrillic", "Arabic", "Han" …; "Mixed"; "" without letters."""
    if text.isascii():
        return "Latin" if any(map(str.isalpha, text)) else ""
    letters = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Lm")
    found = {script_of_letter(letter) for letter in letters} - {NONE}
    if len(found) > 1:
        return "Mixed"
    return found.pop().capitalize() if found else ""


def readable(text: str) -> str:
    """Why this name cannot be compared, as one plain sentence; "" if it can."""
    if len(text) > LONGEST:
        return f"The name is longer than {LONGEST:,} characters."
    if text.isascii() and text.isprintable() and sum(map(str.isalpha, text)) > 1:
        return ""  # as most names are, and none of what follows
    if not text.strip():
        return "The name is empty."
    if not _visible(text).strip():
        return "The name holds nothing but invisible or control characters."
    if any(c == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(c) == "Cs" for c in text):
        return "The name holds damaged characters."
    if all(unicodedata.category(c) in {"Lm", "Mn", "Mc"} or not c.isalpha() for c in text):
        return "The name holds no letters."
    if not normalise(text):
        return "The name is in letters that cannot be written in Latin ones."
    if len([c for c in text if c.isalnum()]) == 1 and script(text) not in _SYLLABIC:
        return "The name is a single letter."
    return ""


def squeeze(text: str) -> str:
    """`text` as written, but without line breaks, doubled blanks and blanks at its ends."""
    return " ".join(text.split())


def _visible(text: str) -> str:
    """Without invisible and control characters; line breaks and tabs become blanks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or not unicodedata.category(c).startswith("C")
    )
