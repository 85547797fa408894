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
from screening.matching.layout import firsts_of, laid_out, numbered
from screening.matching.names import NameForm
from screening.matching.store import Arrays, lists, pack


def compile_space(
    forms: Sequence[NameForm], owners: Sequence[int], weak: Sequence[bool], profiles: int
) -> Arrays:
    """The arrays of a space: words, parts and names by number, and every key's list of them.

    The names of a profile stand together, profiles in order; `profiles` is how many there are.
    """
    tokens, named = numbered(forms)
    arrays = laid_out(tokens, forms, named)
    arrays |= _texts(forms)
    arrays["holders"], arrays["holders_at"] = _holders(named, len(tokens))
    arrays["name_firsts"] = np.array([_firsts(form) for form in forms], np.uint64)
    arrays["owner"] = np.array(owners, np.int32)
    arrays["owned_at"] = np.searchsorted(arrays["owner"], np.arange(profiles + 1))
    arrays["weak"] = np.array(weak, np.uint8)
    by_word = ((key, n) for n, token in enumerate(tokens) for key in part_keys(token))
    by_name = ((key, n) for n, form in enumerate(forms) for key in name_keys(form))
    for name, filed in (("word_key", _filed(by_word)), ("name_key", _filed(by_name))):
        arrays[f"{name}s"], arrays[f"{name}_at"], arrays[f"{name}_rows"] = filed
    return arrays


def _texts(forms: Sequence[NameForm]) -> Arrays:
    """The names as written, and in which parts: what an explanation shows."""
    others = [other for form in forms for other in form.others]
    arrays: Arrays = {}
    arrays["name_text"], arrays["name_text_at"] = pack([form.text.encode() for form in forms])
    arrays["part_text"], arrays["part_text_at"] = pack(
        [token.text.encode() for form in forms for token in form.parts]
    )
    arrays["other_text"], arrays["other_text_at"] = pack([other.text.encode() for other in others])
    arrays["other_role"] = np.array([other.role for other in others], np.uint8)
    arrays["other_at"] = np.cumsum([0, *(len(form.others) for form in forms)], dtype=np.int64)
    return arrays


def _firsts(form: NameForm) -> int:
    """What the parts of a name may begin with, as bits."""
    found = 0
    for token in form.parts:
        found |= firsts_of(token)
    return found


def _holders(named: Sequence[Sequence[int]], words: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """For every word the names that hold it, each once, in their order."""
    held: list[list[int]] = [[] for _ in range(words)]
    for name, numbers in enumerate(named):
        for number in set(numbers):
            held[number].append(name)
    return lists(held)


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
