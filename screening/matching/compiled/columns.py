"""Names as records: all that finding and weighing need of them, numbers and bytes alone.

A word is all that comparing needs of a part; words that many names share stand here once.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

# Each record fits one line of a processor's cache. Rarities are eighths of a bit, exact as floats.
WORD: Final = np.dtype(
    [
        ("plain", "i4"), ("plain_end", "i4"),  # its spelling, in `text`
        ("readings", "i4"), ("readings_end", "i4"),  # its readings, in `reading`
        ("family", "i4"),  # of given names, patronymics apart; 0 for none
        ("group", "i4"),  # the same, patronymics with them
        ("common", "f4"),  # how rare a given name is in all its forms, in bits
        ("bits", "f4"),  # how rare the word is
        ("firsts", "u8"),  # what it may begin with: a bit for each letter or figure
        ("role", "u1"), ("abjad", "u1"), ("native", "u1"),
        ("known", "u1"),  # one of the vocabulary's words
        ("place", "u1"),  # a country, a town, a direction
        ("syllables", "u1"),  # how many signs write it, in scripts that write a syllable each
    ],
    align=True,
)  # fmt: skip
READING: Final = np.dtype(
    [
        ("sound", "i4"), ("sound_end", "i4"),  # what it sounds like, in `text`
        ("skeleton", "i4"), ("skeleton_end", "i4"),  # its consonants, in `text`
        ("heard", "u8"), ("bones", "u8"),  # which letters they have, as bits
    ],
    align=True,
)  # fmt: skip
NAME: Final = np.dtype(
    [
        ("words", "i4"), ("words_end", "i4"),  # numbers of its words, in `words`
        ("whole", "i4"), ("whole_end", "i4"), ("bones", "i4"), ("bones_end", "i4"),  # in `text`
        # Checksums of its legal forms and of its generations, and its letters and figures in its
        # own script as code points, in `codes`.
        ("form", "i4"), ("form_end", "i4"), ("suffix", "i4"), ("suffix_end", "i4"),
        ("written", "i4"), ("written_end", "i4"),
        ("figures", "u4"), ("initials", "u4"),  # checksums
        ("initials_count", "u1"), ("native", "u1"),
        ("mass", "f4"),  # all the rarity it has to offer
    ],
    align=True,
)  # fmt: skip


class Columns(NamedTuple):
    """Names read one way, as persons' or as organisations'."""

    organisation: bool
    word: Column
    reading: Column
    name: Column
    text: Column
    words: Column
    codes: Column


KINDS: Final = {
    "word": WORD, "reading": READING, "name": NAME, "text": np.dtype("u1"),
    "words": np.dtype("i4"), "codes": np.dtype("u4"),
}  # fmt: skip


def columns_of(arrays: dict[str, Column], *, organisation: bool) -> Columns:
    """The columns among these arrays, records given as bytes or as such."""
    laid = {name: frozen(arrays[name], kind) for name, kind in KINDS.items()}
    return Columns(organisation, **laid)


def frozen(array: Column, kind: Any = None) -> Column:
    """The array as machine code expects every column: in one piece, and never written to."""
    found = np.ascontiguousarray(array)
    found = found.view() if kind is None or found.dtype == kind else found.view(kind)
    found.flags.writeable = False
    return found


def sealed(array: Column) -> Column:
    """The array itself, never to be written to again: for one that nobody else holds."""
    array.flags.writeable = False
    return array


MOST_PARTS: Final = 32
_MOST_NOTED: Final = 1024
NOTED: Final = np.int64(MOST_PARTS)
"""Where in `pairs` and `values` stands what is not yet decided."""

SAID: Final = 6
TOLD: Final = 9

WORK: Final = np.dtype(
    [
        ("like", "f8", (MOST_PARTS, MOST_PARTS)),  # of the parts of both names
        ("used", "u1", (2, MOST_PARTS)),  # parts that have their counterpart, left and right
        # First place and number of parts on the left, the same on the right, and the way.
        ("pairs", "i8", (MOST_PARTS + _MOST_NOTED, 5)),
        # Likeness, rarity and weight of each pair.
        ("values", "f8", (MOST_PARTS + _MOST_NOTED, 3)),
        # Rarities of what has no counterpart, rarest first, of the left and of the right.
        ("over", "f8", (2, MOST_PARTS)),
        # How many pairs, how alike sounds and consonants are, what was put right; 0 where initials
        # alone are shared, 2 where every part has its like, 1 otherwise; 2 where that or a slip
        # explains all, 1 where nothing is left over, 0 otherwise; what share of the fuller name is
        # paired; and what parts without a counterpart weigh, and legal forms or generations.
        ("told", "f8", (TOLD,)),
        ("buffer", "u1", (256,)),
        ("masks", "u8", (256,)),
        ("rest", "u8", (64,)),
    ],
    align=True,
)
"""Room for weighing one pair of names after the other; nothing in it outlives a pair."""

Work = Any
"""One such record."""


def work() -> Column:
    """Fresh room, for one thread: a single record."""
    return np.zeros(1, WORK)
