"""Names read one way compiled into the arrays of a space: words, parts, names, and their keys.

A part is a word as one name writes it; a word is all that comparing needs of it, so that spellings
that differ in case alone are one word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.compiled.columns import columns_of
from screening.matching.compiled.keys import name_keys, word_keys
from screening.matching.layout import firsts_of, laid_out, numbered
from screening.matching.names import NameForm
from screening.matching.store import Arrays, lists, pack

# Parts of a name are free of control characters.
APART, BETWEEN = "\0", "\x1f"


def compile_space(
    forms: Sequence[NameForm], owners: Sequence[int], weak: Sequence[bool], profiles: int
) -> Arrays:
    """The arrays of a space: words, parts and names by number, and every key's list of them.

    The names of a profile stand together, profiles in order; `profiles` is how many there are.
    """
    tokens, named = numbered(forms)
    arrays = laid_out(tokens, forms, named)
    arrays |= _said(forms)
    arrays["holders"], arrays["holders_at"] = _holders(named, len(tokens))
    arrays["name_firsts"] = np.array([_firsts(form) for form in forms], np.uint64)
    arrays["masses"] = arrays["name"]["mass"].copy()
    arrays["owner"] = np.array(owners, np.int32)
    arrays["owned_at"] = np.searchsorted(arrays["owner"], np.arange(profiles + 1))
    arrays["weak"] = np.array(weak, np.uint8)
    laid = columns_of(arrays, organisation=any(form.organisation for form in forms))
    for name, keys in (("word_key", word_keys(laid, asking=False)), ("name_key", name_keys(laid))):
        arrays[f"{name}s"], arrays[f"{name}_at"], arrays[f"{name}_rows"] = _filed(*keys)
    return arrays


def _said(forms: Sequence[NameForm]) -> Arrays:
    """The names as sentences show them: parts, legal forms or generations, and the whole."""
    rows = []
    for form in forms:
        written = form.written
        qualifiers = " ".join(sorted(written.qualifiers))
        rows.append(APART.join((BETWEEN.join(written.parts), qualifiers, written.text)).encode())
    said, starts = pack(rows)
    return {"said": said, "said_at": starts}


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


def _filed(
    keys: NDArray[Any], starts: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Keys in order, where the rows of each begin, and the rows.

    `starts` is where the keys of each row begin.
    """
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    both = np.unique((keys.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64))
    found, firsts = np.unique(both >> np.uint64(32), return_index=True)
    return (
        found.astype(np.uint32),
        np.append(firsts, len(both)).astype(np.int64),
        (both & np.uint64(0xFFFFFFFF)).astype(np.int32),
    )
