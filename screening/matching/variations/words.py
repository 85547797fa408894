"""What the classes of variation share: words, and where in them there is room for a change."""

from __future__ import annotations

import random
from collections.abc import Callable

Words = list[str]
Change = Callable[[Words, random.Random], Words | None]

_LEAST_WORD = 4


def long_words(words: Words, least: int = _LEAST_WORD) -> list[int]:
    """The places of the words of letters alone that are long enough to be changed."""
    return [place for place, word in enumerate(words) if len(word) >= least and word.isalpha()]


def change_word(words: Words, chance: random.Random, change: Callable[[str], str]) -> Words | None:
    """The words with one of the long ones changed; None where there is none."""
    places = long_words(words)
    if not places:
        return None
    place = chance.choice(places)
    return [*words[:place], change(words[place]), *words[place + 1 :]]


def bare(word: str) -> str:
    """A word without the stops and commas around it, in small letters."""
    return word.strip(".,;:()").casefold()
