"""Names laid out as columns: what a query and an index hand to the compiled code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from screening.matching.compiled.columns import NAME, READING, WORD, Columns, sealed
from screening.matching.compiled.strings import LONGEST
from screening.matching.names import NameForm, letters
from screening.matching.rarity import MOST_BITS
from screening.matching.tokens import Role, Token, group_bits
from screening.matching.vocabulary import vocabulary

Arrays = dict[str, NDArray[Any]]
Word = tuple[object, ...]

_APART = 10_000
_MOST_LETTERS = 2048
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_BIT: dict[str, int] = {character: 1 << place for place, character in enumerate(_LETTERS)}


@lru_cache(maxsize=65536)
def columns(forms: tuple[NameForm, ...]) -> Columns:
    """The names as columns; all are read one way, as persons' or as organisations'."""
    tokens, named = numbered(forms)
    laid = {name: sealed(array) for name, array in laid_out(tokens, forms, named).items()}
    return Columns(forms[0].organisation, **laid)


def numbered(forms: Iterable[NameForm]) -> tuple[list[Token], list[list[int]]]:
    """The words of these names, each once, and for every name the numbers of its words."""
    words: dict[Word, int] = {}
    tokens: list[Token] = []
    named = []
    for form in forms:
        numbers = []
        for token in form.parts:
            number = words.setdefault(word_of(token), len(tokens))
            if number == len(tokens):
                tokens.append(token)
            numbers.append(number)
        named.append(numbers)
    return tokens, named


def word_of(token: Token) -> Word:
    """All of a part but how it is written."""
    return (
        token.plain, token.sounds, token.skeletons, token.role, token.abjad, token.native,
        token.group, token.bits, token.syllables,
    )  # fmt: skip


class Text:
    """Byte strings end to end."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._end = 0

    def put(self, text: str, most: int) -> tuple[int, int]:
        """Where the string stands, cut to `most` bytes: its first place and the one after it."""
        cut = text.encode()[:most]
        self._held.append(cut)
        start, self._end = self._end, self._end + len(cut)
        return start, self._end

    def bytes(self) -> NDArray[np.uint8]:
        return np.frombuffer(b"".join(self._held), np.uint8)


def laid_out(
    tokens: Sequence[Token], forms: Sequence[NameForm], named: Sequence[Sequence[int]]
) -> Arrays:
    """The arrays of `Columns`: a line for each word, reading and name.

    `named` are the numbers of each name's words among the tokens.
    """
    text = Text()
    readings: list[Word] = []
    words = [_word(token, text, readings) for token in tokens]
    codes: list[int] = []
    flat: list[int] = []
    names = [_name(*pair, text, flat, codes) for pair in zip(forms, named, strict=True)]
    return {
        "word": np.array(words, WORD),
        "reading": np.array(readings, READING),
        "name": np.array(names, NAME),
        "text": text.bytes(),
        "words": np.array(flat, np.int32),
        "codes": np.array(codes, np.uint32),
    }


def _word(token: Token, text: Text, readings: list[Word]) -> Word:
    first, group = len(readings), token.group
    places = vocabulary().places
    for heard, bones in zip(token.sounds, token.skeletons, strict=True):
        put = (*text.put(heard, LONGEST), *text.put(bones, LONGEST))
        readings.append((*put, _letters(heard), _letters(bones)))
    return (
        *text.put(token.plain, LONGEST), first, len(readings),
        # A given name is no form of the patronymic made from it.
        group + _APART * (token.role is Role.PATRONYMIC and group > 0), group,
        group_bits(group) if group else MOST_BITS, token.bits, firsts_of(token), token.role,
        token.abjad, token.native, vocabulary().known(token.plain),
        token.plain in places or token.sounds[0] in places, token.syllables,
    )  # fmt: skip


def _name(
    form: NameForm, numbers: Sequence[int], text: Text, flat: list[int], codes: list[int]
) -> Word:
    initials = [token.plain for token in form.parts if token.role is Role.INITIAL]
    return (
        *_added(flat, numbers),
        *text.put(form.sound, _MOST_LETTERS), *text.put(form.bones, _MOST_LETTERS),
        *_added(codes, [crc32(t.plain.encode()) for t in form.others if t.role is Role.FORM]),
        *_added(codes, [crc32(t.plain.encode()) for t in form.others if t.role is Role.SUFFIX]),
        *_added(codes, [ord(letter) for letter in letters(form.text)]),
        crc32(_figures(form)), crc32(" ".join(initials).encode()), len(initials), form.native,
        form.mass,
    )  # fmt: skip


def _added(to: list[int], values: Sequence[int]) -> tuple[int, int]:
    """Put the values at the end: where they stand."""
    start = len(to)
    to.extend(values)
    return start, len(to)


def _letters(text: str) -> int:
    """Which letters and figures a word has, as bits."""
    found = 0
    for letter in text[:LONGEST]:
        found |= _BIT.get(letter, 0)
    return found


def firsts_of(token: Token) -> int:
    """What the part may begin with, as bits: what an initial may stand for."""
    found = _BIT.get(token.plain[:1], 0)
    for sound in token.sounds[:1] if token.role is Role.INITIAL else token.sounds:
        found |= _BIT.get(sound[:1], 0)
    return found


def _figures(form: NameForm) -> bytes:
    """The figures of a name; one spelt out ("third") may be misspelt like any word."""
    figures = [token.sounds[0] for token in form.parts if token.role is Role.NUMBER]
    if figures:
        spelt = {vocabulary().ordinals.get(word) for word in form.text.casefold().split()}
        figures = [figure for figure in figures if figure not in spelt]
    return " ".join(figures).encode()
