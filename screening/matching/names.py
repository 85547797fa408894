"""From a name as written to its parts: split, cleaned, each with the part it plays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from screening.errors import ScreeningError
from screening.matching.organisation_words import bears_form, organisation_tokens
from screening.matching.tokens import (
    COMPARED,
    Role,
    Token,
    person_token,
)
from screening.matching.vocabulary import vocabulary
from screening.text.abjads import split_article
from screening.text.names import readable
from screening.text.romanise import plain
from screening.text.scripts import ARABIC, HAN, HANGUL, KANA, MIXED, clean, script_of

_MOST_PARTS = 32
_SHOWN = 60
_LONGER_THAN_ABDUL = 5
_LEAST_LETTERS = 2
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}[^\W\d_]?")
# "L-3" and "L 3" are one word of a company's name.
_LETTER_FIGURE = re.compile(r"\b([A-Za-z])[- ](\d{1,2})\b")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘`´ʼʻʿʾ′](?=\w)|[ʿʾʼʻ]")
_GLUED_ABD = re.compile(r"^abd(?:[aeiou]{0,2})(?:l(?=[^l])|([rsnztd])(?=\1))(?=[^a]|a[^h])(.{3,})$")
_GLUED_AL = re.compile(r"^[ae]l(?=[bcdfghjkmnqrstwyz][aeiou].{3})")
# The vowel signs of Indic scripts, Thai, Khmer and Burmese belong to the word they stand in.
_SIGNS = "\u0900-\u0903\u093a-\u094f\u0955-\u0963\u0980-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd"
_SIGNS += "\u102b-\u103e\u17b4-\u17d3"
_SPLIT = re.compile(rf"[^\w&{_SIGNS}]+|_+")
_NO_NAMES = frozenset({"the", "of", "and", "for", "unknown", "none", "nil", "na", "aka", "fka"})


class UnreadableNameError(ScreeningError):
    """A name nobody can compare, or a profile without one that can: not checked, never clear."""


class Written(NamedTuple):
    """A name as sentences show it: `qualifiers` are legal forms, or generations of a person."""

    text: str
    organisation: bool
    parts: tuple[str, ...]
    qualifiers: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class NameForm:
    """A name in parts. `parts` are compared; `others` (titles, forms, particles) qualify.

    `mass` is all the rarity it has to offer, in bits; `sound` and `bones` are the sounds and the
    consonants of the whole, its parts in the order of their consonants.
    """

    text: str
    organisation: bool
    parts: tuple[Token, ...]
    others: tuple[Token, ...]
    mass: float
    sound: str
    bones: str
    initials: str
    native: bool

    def others_of(self, role: Role) -> frozenset[str]:
        return frozenset(token.plain for token in self.others if token.role == role)

    @property
    def written(self) -> Written:
        qualifiers = self.others_of(Role.FORM if self.organisation else Role.SUFFIX)
        parts = tuple(token.text for token in self.parts)
        return Written(self.text, self.organisation, parts, qualifiers)


@lru_cache(maxsize=65536)
def analyse(text: str, *, organisation: bool) -> NameForm:
    """The parts of a name. Raises UnreadableNameError where there is nothing to compare."""
    if problem := readable(text):
        raise UnreadableNameError(problem)
    words = _words(clean(text), organisation=organisation)
    tokens = organisation_tokens(words) if organisation else _person(words)
    parts = tuple(token for token in tokens if token.role in COMPARED)[:_MOST_PARTS]
    others = tuple(token for token in tokens if token.role not in COMPARED)
    if not parts and others:
        parts, others = _promote(others, organisation=organisation)
    elif len(parts) == 1 and not organisation:
        also = next((token for token in others if _goes_by(token, tokens)), None)
        if also:
            parts = (*parts, person_token(also.text, Role.NAME))
            others = tuple(token for token in others if token is not also)
    _check(words, parts)
    return form_of(text, parts, others, organisation=organisation)


def form_of(
    text: str, parts: tuple[Token, ...], others: tuple[Token, ...], *, organisation: bool
) -> NameForm:
    """A name from its parts."""
    ordered = sorted(parts, key=lambda token: (token.skeletons[0], token.sounds[0]))
    return NameForm(
        text,
        organisation,
        parts,
        others,
        max(1.0, sum(token.bits for token in parts)),
        "".join(token.sounds[0] for token in ordered),
        "".join(token.skeletons[0] for token in ordered),
        "".join(token.plain[:1] for token in parts),
        any(token.native for token in parts),
    )


@lru_cache(maxsize=65536)
def incorporated(text: str) -> bool:
    """Whether a name bears a legal form, or two words of trade, as no person's name does."""
    return not readable(text) and bears_form(_words(clean(text), organisation=True))


@lru_cache(maxsize=262144)
def letters(text: str) -> str:
    """The letters and digits of a name as written, in its own script, without case."""
    return "".join(c for c in clean(text).casefold() if c.isalnum())


def shown(text: str) -> str:
    """`text` fit for a sentence: printable and short."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)


def _check(words: list[str], parts: tuple[Token, ...]) -> None:
    if any(script_of(word) == MIXED for word in words):
        raise UnreadableNameError("A word of the name mixes scripts.")
    if sum(len(token.plain) for token in parts) < _LEAST_LETTERS:
        raise UnreadableNameError("Nothing in the name tells one subject from another.")


def _words(text: str, *, organisation: bool) -> list[str]:
    text = _APOSTROPHES.sub("", text.replace("\u200c", ""))
    outside = _BRACKETS.sub(" ", text)
    if not organisation and sum(map(str.isalpha, outside)) >= 2 * _LEAST_LETTERS:
        text = outside
    if organisation:
        # What looks alike is settled by the letters it stands with.
        text = clean(_DOTTED.sub(lambda found: found.group().replace(".", "") + " ", text))
        text = _LETTER_FIGURE.sub(r"\1\2", text)
    return [word for word in _SPLIT.split(text) if word]


def _person(words: list[str]) -> list[Token]:
    tokens: list[Token] = []
    for word in words:
        script = script_of(word)
        if script == HANGUL:
            tokens.extend(person_token(syllable) for syllable in word)
        elif script == HAN:
            tokens.extend(_syllabic(word) if len(words) == 1 else [person_token(word)])
        elif script == ARABIC:
            tokens.extend(_arabic(word))
        else:
            tokens.extend(_person_word(word))
    return tokens


def _person_word(word: str) -> list[Token]:
    bare = plain(word)
    known = vocabulary()
    if not bare:
        return []
    if bare in known.suffixes and bare not in {"v", "i"}:
        return [person_token(word, Role.SUFFIX)]
    if bare in known.titles:
        return [person_token(word, Role.TITLE)]
    # "Ortega y Gasset", but "Y. Gasset".
    if bare in known.particles and not (len(bare) == 1 and word.isupper()):
        return [person_token(word, Role.PARTICLE)]
    if bare in _NO_NAMES:
        return [person_token(word, Role.STOPWORD)]
    if len(bare) == 1 or (len(word) == 1 and script_of(word) != KANA):
        return [person_token(word, Role.INITIAL)]
    if _INITIALS.match(word) and bare not in _SHORT_NAMES:
        return [person_token(letter, Role.INITIAL) for letter in word]
    glued = _GLUED_ABD.match(bare)
    if glued and word.isascii():
        return [person_token("abd", Role.PARTICLE), person_token(word[glued.start(2) :])]
    article = _GLUED_AL.match(bare)
    if article and word.isascii() and bare[:5] not in {"elmir", "eldar", "elvir", "elman"}:
        return [person_token(word[:2], Role.PARTICLE), person_token(word[2:])]
    return [person_token(word)]


# "Petrov SP": letters that cannot be spoken stand for names.
_INITIALS = re.compile("^[BCDFGHJKLMNPQRSTVWXYZ]{2,3}$")
_SHORT_NAMES = frozenset({"ng", "ly", "ny", "md", "mhd", "sr", "gy"})


def _arabic(word: str) -> list[Token]:
    if word in _ARABIC_PARTICLES:
        return [person_token(word, Role.PARTICLE)]
    if word.startswith("عبد") and len(word) > _LONGER_THAN_ABDUL and word not in _ABDALLAH:
        return [person_token("عبد", Role.PARTICLE), *_arabic(word[3:])]
    article, rest = split_article(word)
    if plain(rest) in vocabulary().titles or word in _ARABIC_TITLES:
        return [person_token(rest, Role.TITLE)]
    tokens = [person_token(article, Role.PARTICLE)] if article else []
    return [*tokens, person_token(rest)] if len(rest) > 1 else tokens


_ARABIC_PARTICLES = frozenset(
    {"بن", "ابن", "بنت", "ابو", "أبو", "أبي", "ابي", "عبد", "ولد", "ام", "أم", "ال", "آل", "و"}
)
_ARABIC_TITLES = frozenset(
    {"شیخ", "شيخ", "حاج", "حاجی", "حاجي", "ملا", "مولوی", "مولوي", "سید", "سيد"}
)
_ABDALLAH = frozenset({"عبدالله", "عبدالل"})


def _syllabic(word: str) -> list[Token]:
    """A Han name without spaces: the family name first, then the given name as one."""
    family = 2 if word[:2] in _LONG_FAMILIES and len(word) > 2 else 1  # noqa: PLR2004
    return [person_token(part) for part in (word[:family], word[family:]) if part]


_LONG_FAMILIES = frozenset(
    {
        "欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "皇甫", "尉迟", "尉遲", "司徒",
        "慕容", "令狐", "长孙", "長孫", "夏侯", "宇文",
    }
)  # fmt: skip


def _promote(
    others: tuple[Token, ...], *, organisation: bool
) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """A name made only of titles or forms is still a name; stop words alone are not."""
    if organisation:
        return (), others
    kept = tuple(person_token(t.text, Role.NAME) for t in others if t.role in _PROMOTED)
    if all(token.plain in _JOINING for token in kept):
        return (), others
    return kept, tuple(token for token in others if token.role not in _PROMOTED)


_JOINING = frozenset({"and", "und", "y", "e", "i"})


def _goes_by(token: Token, tokens: list[Token]) -> bool:
    """Whether a title, or a particle at the end, may be a family name: "Adel Hadji", "John Le"."""
    if token.role is Role.PARTICLE:
        return token is tokens[-1] and token.plain in _PARTICLE_FAMILIES
    return token.role is Role.TITLE and token.plain in _TITLE_FAMILIES


_PARTICLE_FAMILIES = frozenset({"le", "la", "do", "van", "san", "du", "y"})
_TITLE_FAMILIES = frozenset(
    {
        "hadji", "hadj", "haji", "haj", "sheikh", "shaikh", "cheikh", "king", "prince", "bishop",
        "judge", "justice", "marshal", "major",
    }
)  # fmt: skip
_PROMOTED = frozenset({Role.TITLE, Role.PARTICLE})
