"""A Latin name written in another alphabet, letter by letter as it is usually done there.

Only for scripts that write every vowel: nothing but a person can tell how a Latin spelling would
be written in Arabic or Hebrew, where vowels are left out, or in Chinese characters.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping

from screening.matching.variations.words import Change, Words

_LATIN = (
    "a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
    "v", "y", "z", "sh", "ch", "zh", "kh", "ts", "ya", "yu",
)  # fmt: skip


def _letters(written: str, **more: str) -> Mapping[str, str]:
    return dict(zip(_LATIN, written.split(), strict=True)) | more


_CYRILLIC = _letters(
    "а б д е ф г х и дж к л м н о п р с т у в й з ш ч ж х ц я ю",
    shch="щ", c="к", ck="к", q="к", w="в", x="кс",
)  # fmt: skip
_GREEK = _letters(
    "α μπ ντ ε φ γκ χ ι τζ κ λ μ ν ο π ρ σ τ ου β ι ζ σ τσ ζ χ τσ για γιου",
    th="θ", c="κ", ck="κ", q="κ", w="ου", x="ξ",
)  # fmt: skip
_GEORGIAN = _letters(
    "ა ბ დ ე ფ გ ჰ ი ჯ კ ლ მ ნ ო პ რ ს ტ უ ვ ი ზ შ ჩ ჟ ხ ც ია იუ",
    gh="ღ", c="კ", ck="კ", q="ყ", w="ვ", x="ქს",
)  # fmt: skip
_ARMENIAN = _letters(
    "ա բ դ ե ֆ գ հ ի ջ կ լ մ ն ո պ ր ս տ ու վ յ զ շ չ ժ խ ց յա յու",
    gh="ղ", c="կ", ck="կ", q="ք", w="վ", x="քս",
)  # fmt: skip
_LONGEST = 4


def _written(word: str, alphabet: Mapping[str, str]) -> str | None:
    """The word in another alphabet; None where a letter has no place in it."""
    marked = unicodedata.normalize("NFD", word.casefold())
    rest = "".join(c for c in marked if not unicodedata.combining(c))
    found = []
    while rest:
        length = next((n for n in range(_LONGEST, 0, -1) if rest[:n] in alphabet), 0)
        if not length and rest[0].isalpha():
            return None
        found.append(alphabet[rest[:length]] if length else rest[0])
        rest = rest[max(length, 1) :]
    whole = "".join(found)
    return whole[:1].upper() + whole[1:] if _has_capitals(whole) else whole


def _has_capitals(word: str) -> bool:
    # Georgian capitals exist in Unicode but nobody writes a name with one.
    return not any("GEORGIAN" in unicodedata.name(c, "") for c in word)


def _in(alphabet: Mapping[str, str]) -> Change:
    def rewritten(words: Words, _: random.Random) -> Words | None:
        found = [_written(word, alphabet) for word in words]
        return [word for word in found if word] if all(found) else None

    return rewritten


ALPHABETS: dict[str, Change] = {
    "in Cyrillic": _in(_CYRILLIC),
    "in Greek": _in(_GREEK),
    "in Georgian": _in(_GEORGIAN),
    "in Armenian": _in(_ARMENIAN),
}
