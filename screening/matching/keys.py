"""The keys by which parts and names of an index are found: equal for whatever may be alike.

A part is filed under its consonants, and under its sound and its consonants with any one letter
left out (two words one slip apart share such a key: Bocek, Hunter and Schuster, 2007). A name is
filed under its neighbouring parts glued together and under its first letters.
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from screening.matching.names import NameForm, letters
from screening.matching.tokens import Role, Token

_LONG_BONES = 5
_SHORT_BONES = 2
_LONGEST = 14
_MOST_LETTERS = 60
_LEAST_GLUED = 3
_ACRONYM = range(3, 9)


def part_keys(token: Token, *, asking: bool = False) -> set[int]:
    """Keys of a part; parts that may be alike share at least one.

    Two consonants are shared by too many words to ask for, unless one side is without vowels:
    such parts are filed once more under a key of their own.
    """
    if token.role in {Role.NUMBER, Role.INITIAL}:
        return {_key("n", token.sounds[0])}
    found = set()
    for sound, bones in zip(token.sounds, token.skeletons, strict=True):
        if not asking or token.abjad or len(bones) > _SHORT_BONES:
            found.add(_key("k", bones))
        if token.abjad or asking:
            found.add(_key("b", bones))
        found.update(_key("s", short) for short in _shortened(sound))
        if len(bones) >= _LONG_BONES:
            found.update(_key("d", short) for short in _shortened(bones))
    if not token.abjad and (asking or token.plain != token.sounds[0]):
        found.update(_key("s", short) for short in _shortened(token.plain))
    if token.group:
        found.add(_key("g", str(token.group)))
    if not asking and len(token.plain) in _ACRONYM:
        found.add(_key("e", token.plain))
    return found


def _shortened(word: str) -> list[str]:
    """The word and the word without any one of its first letters."""
    cut = word[:_LONGEST]
    return [cut, *(cut[:at] + cut[at + 1 :] for at in range(len(cut)))]


def name_keys(form: NameForm) -> set[int]:
    """Keys of a name as a whole."""
    found = set()
    named = [token for token in form.parts if token.role in {Role.NAME, Role.PATRONYMIC}]
    for first, second in pairwise(named):
        bones = first.skeletons[0] + second.skeletons[0].removeprefix("a")
        if len(bones) >= _LEAST_GLUED:
            found.add(_key("j", bones))
    if form.organisation:
        found.update(_key("a", word) for word in _acronyms(form))
    return found | slip_keys(form)


def slip_keys(form: NameForm) -> set[int]:
    """Keys that a short name shares with every name one slip away; longer ones share a part."""
    written = letters(form.text)
    return (
        {_key("w", short) for short in _shortened(written)}
        if len(written) <= _MOST_LETTERS
        else set()
    )


def asking_names(form: NameForm) -> set[int]:
    """The keys of names that write one of its parts as two, spell it out, or are a slip away."""
    found = slip_keys(form)
    for token in form.parts:
        if token.role is Role.NAME:
            found.add(_key("j", token.skeletons[0]))
            if form.organisation and len(token.plain) in _ACRONYM:
                found.add(_key("a", token.plain))
    return found


def asking_words(form: NameForm) -> set[int]:
    """The keys of words that are two of its parts in one, or its first letters."""
    found = {_key("e", word) for word in _acronyms(form)} if form.organisation else set()
    for first, second in pairwise(form.parts):
        if Role.NAME in {first.role, second.role}:
            bones = first.skeletons[0] + second.skeletons[0].removeprefix("a")
            if len(bones) >= _LEAST_GLUED:
                found.add(_key("k", bones))
    return found


def _acronyms(form: NameForm) -> set[str]:
    firsts = "".join(t.plain[:1] for t in form.parts if t.role in {Role.NAME, Role.INITIAL})
    found = {firsts[:end] for end in range(3, len(firsts) + 1)} | {firsts[1:], firsts[2:]}
    return {word for word in found if len(word) in _ACRONYM}


def identifier_key(value: str) -> int:
    """The key of a number, whatever its scheme: the same under another is evidence too."""
    return _key("i", value)


def _key(kind: str, text: str) -> int:
    return crc32(f"{kind}:{text}".encode())
