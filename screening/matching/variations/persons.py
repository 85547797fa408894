"""Variations that only a person's name knows: initials, patronymics, particles, titles."""

from __future__ import annotations

import random
import re

from screening.matching.tokens import Role, person_token
from screening.matching.variations.alphabets import ALPHABETS
from screening.matching.variations.letters import LETTERS
from screening.matching.variations.parts import PARTS
from screening.matching.variations.words import Change, Words, bare
from screening.matching.vocabulary import vocabulary
from screening.text.romanise import plain

_TITLES = ("Mr", "Dr", "Eng.", "Gen.", "Col.", "Prof.", "Sheikh", "Haji", "Mrs")
_SUFFIXES = ("Jr", "Jr.", "Sr", "II", "III")
_EXTRA = ("Ali", "Ivanovich", "Jose", "Kumar", "Maria", "Ahmad", "Jr", "Khan", "Peter", "Lee")
_PATRONYMICS = ("Ivanovich", "Petrovich", "Sergeyevich", "Aleksandrovich")
_FATHERS = ("Ahmad", "Yusuf", "Salim", "Karim")
_SON_OF = frozenset({"bin", "ben", "ibn", "bint", "binti", "ould", "oglu", "ogly"})
_ARTICLE = re.compile(r"^(al|el|ul)(-?)(?=[A-Za-z]{3})", re.IGNORECASE)
_LEAST_WORD = 4


def initials(words: Words, chance: random.Random) -> Words | None:
    """All parts but the last by their first letter; the family name stays."""
    if len(words) < 2 or len(words[-1]) < _LEAST_WORD:  # noqa: PLR2004
        return None
    dot = chance.choice([".", ""])
    return [*(word[0] + dot for word in words[:-1]), words[-1]]


def initials_after(words: Words, chance: random.Random) -> Words | None:
    """The family name first, then the others' letters, written together or apart."""
    short = initials(words, chance)
    if short is None:
        return None
    *others, family = short
    return [family, *others] if chance.random() < 0.5 else [family, "".join(others)]  # noqa: PLR2004


def middle_initial(words: Words, _: random.Random) -> Words | None:
    if len(words) < 3:  # noqa: PLR2004
        return None
    return [words[0], *(word[0] + "." for word in words[1:-1]), words[-1]]


def comma(words: Words, _: random.Random) -> Words | None:
    """The family name first, with a comma behind it and in capitals."""
    if len(words) < 2:  # noqa: PLR2004
        return None
    return [words[-1].upper() + ",", *words[:-1]]


def extra(words: Words, chance: random.Random) -> Words | None:
    place = chance.randrange(1, len(words) + 1)
    return [*words[:place], chance.choice(_EXTRA), *words[place:]]


def patronymic(words: Words, chance: random.Random) -> Words | None:
    """The patronymic left out, or one put in between a given and a family name that have none."""
    places = [i for i, word in enumerate(words) if _is_patronymic(word)]
    if places and len(words) > 2:  # noqa: PLR2004
        return words[: places[0]] + words[places[0] + 1 :]
    if places or len(words) != 2:  # noqa: PLR2004
        return None
    return [words[0], chance.choice(_PATRONYMICS), words[1]]


def _is_patronymic(word: str) -> bool:
    return person_token(bare(word)).role is Role.PATRONYMIC


def nasab(words: Words, chance: random.Random) -> Words | None:
    """A "son of" left out with or without the father, or one put in behind the given name."""
    places = [i for i, word in enumerate(words) if bare(word) in _SON_OF and i + 1 < len(words)]
    if not places:
        return [words[0], "bin", chance.choice(_FATHERS), *words[1:]] if len(words) > 1 else None
    place = places[0]
    gone = chance.choice([1, 2]) if len(words) > 3 else 1  # noqa: PLR2004
    return words[:place] + words[place + gone :]


def particle(words: Words, chance: random.Random) -> Words | None:
    """An article joined, parted or left out; "van", "de" and their like left out."""
    places = [i for i, word in enumerate(words) if _ARTICLE.match(word) or _is_particle(word)]
    if not places or len(words) < 2:  # noqa: PLR2004
        return None
    place = chance.choice(places)
    before, after = words[:place], words[place + 1 :]
    joined = _ARTICLE.match(words[place])
    if joined:
        article, rest = joined.group(1), words[place][joined.end() :]
        forms = [[article, rest], [f"{article}-{rest}"], [article + rest.lower()], [rest]]
        chosen = chance.choice([form for form in forms if form != [words[place]]])
        return [*before, *chosen, *after]
    if not after:
        return None
    return [*before, *chance.choice([after, [f"{words[place]}{after[0].lower()}", *after[1:]]])]


def _is_particle(word: str) -> bool:
    return len(word) > 1 and plain(word) in vocabulary().particles


def titled(words: Words, chance: random.Random) -> Words | None:
    return [chance.choice(_TITLES), *words]


def suffixed(words: Words, chance: random.Random) -> Words | None:
    """A generation noted on one side alone."""
    return [*words, chance.choice(_SUFFIXES)]


def nickname(words: Words, chance: random.Random) -> Words | None:
    """A given name by another of its forms."""
    groups = vocabulary().equivalents
    for place, word in enumerate(words):
        group = groups.get(plain(word))
        others = [
            other for other, number in groups.items() if number == group and other != plain(word)
        ]
        if group is not None and others:
            return [*words[:place], chance.choice(others).title(), *words[place + 1 :]]
    return None


PERSON: dict[str, Change] = {
    "initials": initials,
    "initials after": initials_after,
    "middle initial": middle_initial,
    "comma": comma,
    "extra part": extra,
    "patronymic": patronymic,
    "nasab": nasab,
    "particle": particle,
    "titled": titled,
    "generation": suffixed,
    "nickname": nickname,
    **LETTERS,
    **PARTS,
    **ALPHABETS,
}
