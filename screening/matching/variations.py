"""Makes named variations of a name, as they occur in real documents: to measure recall by class.

Every variation is a function of (words, chance) and returns the changed words, or None where the
name offers no room for it. The same seed gives the same variations.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from screening.matching.names import UnreadableNameError, analyse
from screening.matching.tokens import Role
from screening.matching.vocabulary import vocabulary
from screening.text.romanise import plain

Words = list[str]
Change = Callable[[Words, random.Random], Words | None]

_VOWELS = frozenset("aeiouAEIOU")
_OCR = {"o": "0", "l": "1", "i": "l", "s": "5", "b": "8", "m": "rn", "e": "c", "u": "v", "n": "ri"}
_SLIPS = "abcdefghijklmnopqrstuvwxyz"
# Both spellings are current; either may stand for the other.
_RESPELT = (
    ("mohammed", "muhammad"), ("mohamed", "mohammad"), ("ahmed", "ahmad"), ("hussein", "husayn"),
    ("yevgeny", "evgeniy"), ("sergei", "sergey"), ("aleksandr", "alexander"), ("dmitry", "dmitriy"),
    ("ks", "x"), ("kh", "h"), ("sh", "sch"), ("zh", "j"), ("ts", "tz"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("yu", "iu"), ("ya", "ia"), ("iy", "y"), ("ei", "ey"), ("q", "k"), ("dh", "d"),
    ("th", "t"), ("gh", "g"), ("v", "w"), ("f", "ph"), ("j", "dj"), ("ck", "k"), ("aa", "a"),
    ("u", "o"), ("i", "e"), ("ai", "ay"), ("c", "k"),
)  # fmt: skip
_TITLES = ("Mr", "Dr", "Eng.", "Gen.", "Col.", "Prof.", "Sheikh", "Haji", "Mrs")
_EXTRA = ("Ali", "Ivanovich", "Jose", "Kumar", "Maria", "Ahmad", "Jr", "Khan", "Peter", "Lee")
_FORMS = ("LLC", "Ltd", "Limited", "GmbH", "Inc", "S.A.", "OOO", "FZE", "Co., Ltd.", "PLC", "JSC")
_PLACES = ("International", "Middle East", "Africa", "UK", "Branch", "Dubai", "Group", "Holding")
_LEAST_WORD = 4
_LEAST_VOWELS = 2
_SHORT_NAME = 8


@dataclass(frozen=True, slots=True)
class Variation:
    """`varied` is `name` under the change named `kind`."""

    kind: str
    name: str
    varied: str


def vary(name: str, *, organisation: bool, seed: int = 0) -> tuple[Variation, ...]:
    """One variation of `name` for every class that can be applied to it."""
    changes = ORGANISATION if organisation else PERSON
    family, _, given = name.partition(",") if not organisation else ("", "", name)
    words = f"{given} {family}".replace(",", " ").split()
    found = []
    for kind, change in changes.items():
        chance = random.Random(f"{seed}:{kind}:{name}")  # noqa: S311
        varied = change(list(words), chance)
        if varied and " ".join(varied).casefold() != " ".join(words).casefold():
            found.append(Variation(kind, " ".join(words), " ".join(varied)))
    return tuple(found)


def _long_words(words: Words, least: int = _LEAST_WORD) -> list[int]:
    return [i for i, word in enumerate(words) if len(word) >= least and word.isalpha()]


def _change_word(words: Words, chance: random.Random, change: Callable[[str], str]) -> Words | None:
    places = _long_words(words)
    if not places:
        return None
    place = chance.choice(places)
    words[place] = change(words[place])
    return words


def _initials(words: Words, chance: random.Random) -> Words | None:
    """All parts but the last by their first letter; the family name stays."""
    if len(words) < 2 or len(words[-1]) < _LEAST_WORD:  # noqa: PLR2004
        return None
    dot = chance.choice([".", ""])
    return [*(word[0] + dot for word in words[:-1]), words[-1]]


def _middle_initial(words: Words, _: random.Random) -> Words | None:
    if len(words) < 3:  # noqa: PLR2004
        return None
    return [words[0], *(word[0] + "." for word in words[1:-1]), words[-1]]


def _dropped_vowels(words: Words, chance: random.Random) -> Words | None:
    """Every vowel but a leading one, from one word or all."""

    def bare(word: str) -> str:
        return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)

    places = [i for i in _long_words(words) if sum(c in _VOWELS for c in words[i]) >= _LEAST_VOWELS]
    if not places:
        return None
    chosen = places if chance.random() < 0.5 else [chance.choice(places)]  # noqa: PLR2004
    return [bare(word) if i in chosen else word for i, word in enumerate(words)]


def _doubled(words: Words, chance: random.Random) -> Words | None:
    def double(word: str) -> str:
        at = chance.randrange(1, len(word))
        return word[:at] + word[at].lower() + word[at:]

    return _change_word(words, chance, double)


def _transposed(words: Words, chance: random.Random) -> Words | None:
    def transpose(word: str) -> str:
        at = chance.randrange(len(word) - 1)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    return _change_word(words, chance, transpose)


def _slip(words: Words, chance: random.Random) -> Words | None:
    def slip(word: str) -> str:
        at = chance.randrange(len(word))
        letter = chance.choice(_SLIPS)
        return chance.choice(
            [
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
            ]
        )

    return _change_word(words, chance, slip)


def _ocr(words: Words, chance: random.Random) -> Words | None:
    def scan(word: str) -> str:
        places = [i for i, c in enumerate(word) if c.lower() in _OCR]
        if not places:
            return word
        at = chance.choice(places)
        return word[:at] + _OCR[word[at].lower()] + word[at + 1 :]

    return _change_word(words, chance, scan)


def _truncated(words: Words, chance: random.Random) -> Words | None:
    whole = " ".join(words)
    if len(whole) < 2 * _SHORT_NAME:
        return None
    return whole[: chance.randrange(len(whole) * 2 // 3, len(whole) - 1)].split()


def _reordered(words: Words, chance: random.Random) -> Words | None:
    if len(words) < 2:  # noqa: PLR2004
        return None
    moved = [words[-1], *words[:-1]]
    if len(words) > 2 and chance.random() < 0.5:  # noqa: PLR2004
        chance.shuffle(moved)
    return moved


def _missing(words: Words, chance: random.Random) -> Words | None:
    if len(words) < 3:  # noqa: PLR2004
        return None
    del words[chance.randrange(len(words))]
    return words


def _extra(words: Words, chance: random.Random) -> Words | None:
    words.insert(chance.randrange(1, len(words) + 1), chance.choice(_EXTRA))
    return words


def _concatenated(words: Words, chance: random.Random) -> Words | None:
    if len(words) < 2:  # noqa: PLR2004
        return None
    at = chance.randrange(len(words) - 1)
    return [*words[:at], words[at] + words[at + 1].lower(), *words[at + 2 :]]


def _split(words: Words, chance: random.Random) -> Words | None:
    places = _long_words(words, _SHORT_NAME - 1)
    if not places:
        return None
    place = chance.choice(places)
    at = chance.randrange(3, len(words[place]) - 2)
    joint = chance.choice(
        [[words[place][:at], words[place][at:]], [words[place][:at] + "-" + words[place][at:]]]
    )
    return [*words[:place], *joint, *words[place + 1 :]]


def _respelt(words: Words, chance: random.Random) -> Words | None:
    whole = " ".join(words).lower()
    options = [(a, b) for pair in _RESPELT for a, b in (pair, pair[::-1]) if a in whole]
    if not options:
        return None
    for old, new in chance.sample(options, min(2, len(options))):
        whole = whole.replace(old, new, 1)
    return whole.title().split()


def _titled(words: Words, chance: random.Random) -> Words | None:
    return [chance.choice(_TITLES), *words]


def _marked(words: Words, chance: random.Random) -> Words | None:
    """Look-alike letters of another script, or an invisible character."""
    table = str.maketrans("aeopcAEOPC", "аеорсАЕОРС")
    place = chance.randrange(len(words))
    hidden = words[place][:1] + "\u200b" + words[place][1:]
    words[place] = chance.choice([words[place].translate(table), hidden])
    return words


def _nickname(words: Words, chance: random.Random) -> Words | None:
    groups = vocabulary().equivalents
    for place, word in enumerate(words):
        group = groups.get(plain(word))
        others = [
            other for other, number in groups.items() if number == group and other != plain(word)
        ]
        if group is not None and others:
            words[place] = chance.choice(others).title()
            return words
    return None


def _without_form(words: Words, _: random.Random) -> Words | None:
    known, bare = vocabulary(), [plain(word) for word in words]
    kept: Words = []
    place = 0
    while place < len(words):
        form, length = known.form_at(bare, place)
        if not form:
            kept.append(words[place])
        place += max(length, 1)
    return kept if kept and len(kept) < len(words) else None


def _other_form(words: Words, chance: random.Random) -> Words | None:
    kept = _without_form(list(words), chance) or words
    return [*kept, chance.choice(_FORMS)]


def _abbreviated(words: Words, chance: random.Random) -> Words | None:
    short = _shortenings()
    places = [i for i, word in enumerate(words) if plain(word) in short]
    if not places:
        return None
    for place in places:
        words[place] = chance.choice(short[plain(words[place])]).title()
    return words


def _shortenings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for short, long in vocabulary().concepts.items():
        if len(short) < len(long) and short.isascii() and long.startswith(short[:1]):
            found.setdefault(long, []).append(short)
    return found


def _acronym(words: Words, _: random.Random) -> Words | None:
    try:
        form = analyse(" ".join(words), organisation=True)
    except UnreadableNameError:
        return None
    letters = "".join(token.plain[0] for token in form.parts if token.role == Role.NAME)
    return [letters.upper()] if len(letters) >= 3 else None  # noqa: PLR2004


def _placed(words: Words, chance: random.Random) -> Words | None:
    return [*words, chance.choice(_PLACES)]


PERSON: dict[str, Change] = {
    "initials": _initials, "middle initial": _middle_initial, "dropped vowels": _dropped_vowels,
    "doubled letter": _doubled, "transposition": _transposed, "slip": _slip, "ocr": _ocr,
    "truncated": _truncated, "reordered": _reordered, "missing part": _missing,
    "extra part": _extra, "concatenated": _concatenated, "split": _split, "respelt": _respelt,
    "titled": _titled, "look-alike": _marked, "nickname": _nickname,
}  # fmt: skip
ORGANISATION: dict[str, Change] = {
    "dropped vowels": _dropped_vowels, "doubled letter": _doubled, "transposition": _transposed,
    "slip": _slip, "ocr": _ocr, "truncated": _truncated, "reordered": _reordered,
    "missing part": _missing, "concatenated": _concatenated, "split": _split,
    "look-alike": _marked, "without form": _without_form, "other form": _other_form,
    "abbreviated": _abbreviated, "acronym": _acronym, "place added": _placed,
}  # fmt: skip
