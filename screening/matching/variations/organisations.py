"""Variations that only an organisation's name knows: legal forms, trade words, acronyms."""

from __future__ import annotations

import random

from screening.matching.names import UnreadableNameError, analyse
from screening.matching.tokens import Role, number
from screening.matching.variations.alphabets import ALPHABETS
from screening.matching.variations.letters import LETTERS
from screening.matching.variations.parts import PARTS
from screening.matching.variations.words import Change, Words, bare
from screening.matching.vocabulary import vocabulary
from screening.text.romanise import plain

_FORMS = ("LLC", "Ltd", "Limited", "GmbH", "Inc", "S.A.", "OOO", "FZE", "Co., Ltd.", "PLC", "JSC")
_PLACES = ("International", "Middle East", "Africa", "UK", "Branch", "Dubai", "Group", "Holding")
_TRADES = ("Security", "Group", "International", "Services", "Holding", "Trading", "Company")
_FORMER = ("Orbel Quarrington Ltd", "Tamrin Overseas", "Vasquith & Sons")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LEAST_ACRONYM = 3


def without_form(words: Words, _: random.Random) -> Words | None:
    known, spelt = vocabulary(), [plain(word) for word in words]
    kept: Words = []
    place = 0
    while place < len(words):
        form, length = known.form_at(spelt, place)
        if not form:
            kept.append(words[place])
        place += max(length, 1)
    return kept if kept and len(kept) < len(words) else None


def other_form(words: Words, chance: random.Random) -> Words | None:
    kept = without_form(list(words), chance) or words
    return [*kept, chance.choice(_FORMS)]


def trade_word_added(words: Words, chance: random.Random) -> Words | None:
    """One more of the words that say little."""
    there = {bare(word) for word in words}
    return [*words, chance.choice([word for word in _TRADES if word.casefold() not in there])]


def trade_word_missing(words: Words, chance: random.Random) -> Words | None:
    """One of the words that say little left out, where something telling stays."""
    little = {word.casefold() for word in _TRADES}
    places = [place for place, word in enumerate(words) if bare(word) in little]
    if not places or len(words) < 3:  # noqa: PLR2004
        return None
    place = chance.choice(places)
    return words[:place] + words[place + 1 :]


def abbreviated(words: Words, chance: random.Random) -> Words | None:
    """Every word that has a usual abbreviation by one of them."""
    short = _shortenings()
    if not any(plain(word) in short for word in words):
        return None
    return [
        chance.choice(short[plain(word)]).title() if plain(word) in short else word
        for word in words
    ]


def _shortenings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for short, long in vocabulary().concepts.items():
        if len(short) < len(long) and short.isascii() and _shortens(short, long):
            found.setdefault(long, []).append(short)
    return found


def _shortens(short: str, long: str) -> bool:
    """Whether letters were only left out; the first stands."""
    rest = iter(long[1:])
    return short[0] == long[0] and all(letter in rest for letter in short[1:])


def acronym(words: Words, _: random.Random) -> Words | None:
    """The first letters of all that is no legal form."""
    try:
        form = analyse(" ".join(words), organisation=True)
    except UnreadableNameError:
        return None
    first = "".join(token.plain[0] for token in form.parts if token.role == Role.NAME)
    return [first.upper()] if len(first) >= _LEAST_ACRONYM else None


def acronym_with_form(words: Words, chance: random.Random) -> Words | None:
    """The first letters, and a legal form behind them."""
    short = acronym(words, chance)
    return [*short, chance.choice(_FORMS)] if short else None


def number_rewritten(words: Words, _: random.Random) -> Words | None:
    """A number in the other figures: XI for 11, 4 for IV."""
    for place, word in enumerate(words):
        figure = number(plain(word)) if word.isdigit() or word.isupper() else ""
        if figure and int(figure) < len(_ROMAN):
            other = _ROMAN[int(figure)] if word.isdigit() else figure
            return [*words[:place], other, *words[place + 1 :]] if other else None
    return None


def other_number(words: Words) -> Words | None:
    """The next number in place of this one: the name of another organisation."""
    for place, word in enumerate(words):
        if word.isdigit():
            return [*words[:place], str(int(word) + 1), *words[place + 1 :]]
        figure = number(plain(word)) if word.isupper() else ""
        if figure and int(figure) + 1 < len(_ROMAN):
            return [*words[:place], _ROMAN[int(figure) + 1], *words[place + 1 :]]
    return None


def ampersand(words: Words, _: random.Random) -> Words | None:
    """A sign for "and", or the word for the sign."""
    swapped = {"and": "&", "&": "and"}
    if not any(bare(word) in swapped for word in words):
        return None
    return [swapped.get(bare(word), word) for word in words]


def placed(words: Words, chance: random.Random) -> Words | None:
    return [*words, chance.choice(_PLACES)]


def place_missing(words: Words, _: random.Random) -> Words | None:
    """A country or branch word left out, where something telling stays."""
    known = vocabulary().places
    places = [place for place, word in enumerate(words) if plain(word) in known]
    if not places or len(words) < 3:  # noqa: PLR2004
        return None
    return words[: places[-1]] + words[places[-1] + 1 :]


def formerly(words: Words, chance: random.Random) -> Words | None:
    """The name with a former one noted behind it."""
    return [*words, f"(formerly {chance.choice(_FORMER)})"]


ORGANISATION: dict[str, Change] = {
    "without form": without_form,
    "other form": other_form,
    "trade word added": trade_word_added,
    "trade word missing": trade_word_missing,
    "abbreviated": abbreviated,
    "acronym": acronym,
    "acronym with form": acronym_with_form,
    "number rewritten": number_rewritten,
    "ampersand": ampersand,
    "place added": placed,
    "place missing": place_missing,
    "former name noted": formerly,
    **LETTERS,
    **PARTS,
    **ALPHABETS,
}
