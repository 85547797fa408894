"""The same words in another order, fewer or more of them, written apart or together."""

from __future__ import annotations

import random

from screening.matching.variations.words import Change, Words, long_words

_LEAST_TO_SPLIT = 7
_RESPELT = (
    ("mohammed", "muhammad"), ("mohamed", "mohammad"), ("ahmed", "ahmad"), ("hussein", "husayn"),
    ("yevgeny", "evgeniy"), ("sergei", "sergey"), ("aleksandr", "alexander"), ("dmitry", "dmitriy"),
    ("ks", "x"), ("kh", "h"), ("sh", "sch"), ("zh", "j"), ("ts", "tz"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("yu", "iu"), ("ya", "ia"), ("iy", "y"), ("ei", "ey"), ("q", "k"), ("dh", "d"),
    ("th", "t"), ("gh", "g"), ("v", "w"), ("f", "ph"), ("j", "dj"), ("ck", "k"), ("aa", "a"),
    ("u", "o"), ("i", "e"), ("ai", "ay"), ("c", "k"),
)  # fmt: skip


def reordered(words: Words, chance: random.Random) -> Words | None:
    if len(words) < 2:  # noqa: PLR2004
        return None
    moved = [words[-1], *words[:-1]]
    if len(words) > 2 and chance.random() < 0.5:  # noqa: PLR2004
        chance.shuffle(moved)
    return moved


def missing(words: Words, chance: random.Random) -> Words | None:
    """One of three or more words left out."""
    if len(words) < 3:  # noqa: PLR2004
        return None
    place = chance.randrange(len(words))
    return words[:place] + words[place + 1 :]


def concatenated(words: Words, chance: random.Random) -> Words | None:
    if len(words) < 2:  # noqa: PLR2004
        return None
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]


def split(words: Words, chance: random.Random) -> Words | None:
    """A long word in two, with a blank or a hyphen between."""
    places = long_words(words, _LEAST_TO_SPLIT)
    if not places:
        return None
    place = chance.choice(places)
    at = chance.randrange(3, len(words[place]) - 2)
    first, rest = words[place][:at], words[place][at:]
    joint = chance.choice([[first, rest], [f"{first}-{rest}"]])
    return [*words[:place], *joint, *words[place + 1 :]]


def hyphenated(words: Words, chance: random.Random) -> Words | None:
    """A hyphen where there was a blank, or a blank or nothing where there was a hyphen."""
    places = [place for place, word in enumerate(words) if "-" in word.strip("-")]
    if places:
        place = chance.choice(places)
        apart = words[place].replace("-", chance.choice([" ", ""]))
        return [*words[:place], *apart.split(), *words[place + 1 :]]
    if len(words) < 2:  # noqa: PLR2004
        return None
    at = chance.randrange(len(words) - 1)
    return [*words[:at], f"{words[at]}-{words[at + 1]}", *words[at + 2 :]]


def respelt(words: Words, chance: random.Random) -> Words | None:
    """Another current romanisation: either spelling of a pair may stand for the other."""
    whole = " ".join(words).lower()
    options = [(a, b) for pair in _RESPELT for a, b in (pair, pair[::-1]) if a in whole]
    if not options:
        return None
    for old, new in chance.sample(options, min(2, len(options))):
        whole = whole.replace(old, new, 1)
    return whole.title().split()


PARTS: dict[str, Change] = {
    "reordered": reordered,
    "missing part": missing,
    "concatenated": concatenated,
    "split": split,
    "hyphen": hyphenated,
    "respelt": respelt,
}
