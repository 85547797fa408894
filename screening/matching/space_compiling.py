"""Names read one way compiled into the arrays of a space: words, parts, names, and their keys.

A part is a word as one name writes it; a word is all that comparing needs of it, so that spellings
that differ in case alone are one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.keys import name_keys, part_keys
from screening.matching.likeness import readings_of
from screening.matching.names import NameForm
from screening.matching.store import Arrays, lists, pack
from screening.matching.tokens import Token

_Word = tuple[object, ...]


def compile_space(forms: Sequence[NameForm], owners: Sequence[int], weak: Sequence[bool]) -> Arrays:
    """The arrays of a space: words, parts and names by number, and every key's list of them."""
    parts: dict[tuple[str, _Word], int] = {}
    words: dict[_Word, int] = {}
    tokens: list[Token] = []

    def number(token: Token) -> int:
        word = _word(token)
        if word not in words:
            words[word] = len(tokens)
            tokens.append(token)
        return parts.setdefault((token.text, word), len(parts))

    named = [[number(token) for token in form.parts] for form in forms]
    others = [[number(token) for token in form.others] for form in forms]
    part_words = np.array([words[word] for _, word in parts], np.int32)
    arrays = _words(tokens)
    arrays["part_text"], arrays["part_at"] = pack([text.encode() for text, _ in parts])
    arrays["part_word"] = part_words
    arrays["name_parts"], arrays["name_at"] = lists(named)
    arrays["other_parts"], arrays["other_at"] = lists(others)
    arrays["name_words"] = part_words[arrays["name_parts"]]
    arrays["holders"], arrays["holders_at"] = _holders(arrays, len(tokens))
    arrays |= _names(forms)
    arrays["owner"] = np.array(owners, np.int32)
    arrays["weak"] = np.array(weak, np.uint8)
    live = np.unique(arrays["name_words"]).tolist()
    by_word = ((key, n) for n in live for key in part_keys(tokens[n]))
    by_name = ((key, n) for n, form in enumerate(forms) for key in name_keys(form))
    arrays["word_keys"], arrays["word_key_at"], arrays["word_key_rows"] = _filed(by_word)
    arrays["name_keys"], arrays["name_key_at"], arrays["name_key_rows"] = _filed(by_name)
    return arrays


def _word(token: Token) -> _Word:
    """All of a part but how it is written."""
    return (
        token.plain, token.sounds, token.skeletons, token.role, token.abjad, token.native,
        token.group, token.bits,
    )  # fmt: skip


def _words(tokens: Sequence[Token]) -> Arrays:
    arrays: Arrays = {}
    arrays["plain"], arrays["plain_at"] = pack([token.plain.encode() for token in tokens])
    sounds = [sound.encode() for token in tokens for sound in token.sounds]
    skeletons = [skeleton.encode() for token in tokens for skeleton in token.skeletons]
    arrays["sound"], arrays["sound_at"] = pack(sounds)
    arrays["skeleton"], arrays["skeleton_at"] = pack(skeletons)
    starts = np.zeros(len(tokens) + 1, np.int64)
    np.cumsum([len(token.sounds) for token in tokens], out=starts[1:])
    arrays["reading_at"] = starts
    read = readings_of(tokens)
    arrays["plain_length"], arrays["sound_length"] = read.plain_lengths, read.lengths
    arrays["skeleton_length"], arrays["family"] = read.skeleton_lengths, read.groups
    arrays["role"] = np.array([token.role for token in tokens], np.uint8)
    arrays["abjad"] = np.array([token.abjad for token in tokens], np.bool_)
    arrays["native"] = np.array([token.native for token in tokens], np.bool_)
    arrays["group"] = np.array([token.group for token in tokens], np.int64)
    arrays["bits"] = np.array([token.bits for token in tokens], np.float64)
    arrays["letters"] = np.array([letters_of(token) for token in tokens], np.uint32)
    arrays["firsts"] = np.array([firsts_of(token) for token in tokens], np.uint32)
    return arrays


def _names(forms: Sequence[NameForm]) -> Arrays:
    arrays: Arrays = {}
    arrays["text"], arrays["text_at"] = pack([form.text.encode() for form in forms])
    arrays["whole"], arrays["whole_at"] = pack([form.sound.encode() for form in forms])
    arrays["bones"], arrays["bones_at"] = pack([form.bones.encode() for form in forms])
    arrays["mass"] = np.array([form.mass for form in forms], np.float64)
    arrays["name_native"] = np.array([form.native for form in forms], np.bool_)
    arrays["initials"] = np.array([_initials(form) for form in forms], np.uint32)
    return arrays


def _initials(form: NameForm) -> int:
    found = 0
    for token in form.parts:
        found |= firsts_of(token)
    return found


def _holders(arrays: Arrays, words: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """For every word the names that hold it, each once, in their order."""
    counts = np.diff(arrays["name_at"])
    names = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
    pairs = np.unique(arrays["name_words"].astype(np.int64) * max(len(counts), 1) + names)
    held, names = np.divmod(pairs, max(len(counts), 1))
    starts = np.zeros(words + 1, np.int64)
    np.cumsum(np.bincount(held, minlength=words), out=starts[1:])
    return names.astype(np.int32), starts


def _filed(pairs: Iterable[tuple[int, int]]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Keys in order, where the rows of each begin, and the rows."""
    both = np.fromiter((value for pair in pairs for value in pair), np.int64).reshape(-1, 2)
    order = np.lexsort((both[:, 1], both[:, 0]))
    keys, starts = np.unique(both[order, 0], return_index=True)
    return (
        keys.astype(np.uint32),
        np.append(starts, len(both)).astype(np.int64),
        both[order, 1].astype(np.int32),
    )


def letter(character: str) -> int:
    """A letter as one bit of 26; 0 for what is none."""
    return 1 << (ord(character) - ord("a")) if "a" <= character <= "z" else 0


def letters_of(token: Token) -> int:
    """Which letters the part's sounds have, as bits; 0 where vowels are missing."""
    found = 0
    for sound in token.sounds if not token.abjad else ():
        for character in sound.lower():
            found |= letter(character)
    return found


def firsts_of(token: Token) -> int:
    """The letters the part may begin with, as bits: what an initial may stand for."""
    found = letter(token.plain[:1])
    for sound in token.sounds:
        found |= letter(sound[:1])
    return found
