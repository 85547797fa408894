"""The words of a space: all that comparing needs of them, in columns, and which are alike.

Columns are mapped; strings are read when first asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import LEAST_LIKENESS
from screening.matching.keys import bones_key, part_keys
from screening.matching.likeness import Readings, Table, readings_of, table_of
from screening.matching.space_compiling import letters_of
from screening.matching.store import Arrays, gather
from screening.matching.tokens import Role, Token

Rows = NDArray[Any]
Alike = NDArray[np.float64]
Near = tuple[Rows, Alike]

_ENOUGH_NEIGHBOURS = 1500
# Of the letters of the shorter and of the longer word, how many must be shared: to be looked up,
# and to be compared once another part of the name has been found.
_TO_FIND, _TO_COMPARE = (0.6, 0.4), (0.4, 0.3)
_REMEMBERED = 60_000


class Strings:
    """A column of strings, each read when first asked for."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self._bytes, self._at = arrays[name], arrays[f"{name}_at"]
        self._held: NDArray[Any] = np.full(len(self._at) - 1, None, object)

    def of(self, rows: Rows) -> list[str]:
        """The strings of the rows, in their order."""
        found: list[Any] = self._held[rows].tolist()
        if None in found:
            for place, text in enumerate(found):
                if text is None:
                    found[place] = self.one(int(rows[place]))
        return found

    def one(self, row: int) -> str:
        text: str | None = self._held[row]
        if text is None:
            text = self._bytes[self._at[row] : self._at[row + 1]].tobytes().decode()
            self._held[row] = text
        return text


class Words:
    """Opened words. Safe to share between threads: what it keeps is only ever the same again."""

    def __init__(self, arrays: Arrays) -> None:
        self._a = arrays
        self.bits: Alike = arrays["bits"]
        self._plain = Strings(arrays, "plain")
        self._sounds = Strings(arrays, "sound")
        self._skeletons = Strings(arrays, "skeleton")
        self._near: dict[Token, Near] = {}

    def __len__(self) -> int:
        return len(self.bits)

    def token(self, word: int, text: str) -> Token:
        """The word as a name writes it."""
        a = self._a
        readings = np.arange(a["reading_at"][word], a["reading_at"][word + 1])
        return Token(
            text, self._plain.one(word), tuple(self._sounds.of(readings)),
            tuple(self._skeletons.of(readings)), Role(int(a["role"][word])), bool(a["abjad"][word]),
            bool(a["native"][word]), int(a["group"][word]), float(a["bits"][word]),
        )  # fmt: skip

    def plain(self, word: int) -> str:
        return self._plain.one(word)

    def spelt(self, plain: str, rows: Rows) -> Rows:
        """Those of the rows that are spelt like this."""
        same = [row for row in rows.tolist() if self._plain.one(row) == plain]
        return np.array(same, np.int64)

    def near(self, tokens: Sequence[Token]) -> list[Near]:
        """For each part the words like it, least alike first, and how alike they are."""
        if len(self._near) > _REMEMBERED:
            self._near.clear()
        fresh = [token for token in dict.fromkeys(tokens) if token not in self._near]
        if fresh:
            self._near |= zip(fresh, self._look_up(fresh), strict=True)
        return [self._near[token] for token in tokens]

    def _look_up(self, tokens: Sequence[Token]) -> list[Near]:
        rows = _joined([self._candidates(token) for token in tokens])
        if not len(rows):
            return [(rows, np.zeros(0))] * len(tokens)
        table = self.alike(readings_of(tokens), rows)
        return [_nearest(rows, alike) for alike in table]

    def alike(self, read: Readings, rows: Rows) -> Table:
        """How alike the parts read are to the words of the rows."""
        return table_of(read, self.readings(rows))

    def readings(self, rows: Rows) -> Readings:
        """The words of the rows as one side of a table of likeness."""
        a = self._a
        at = a["reading_at"][rows]
        counts = a["reading_at"][rows + 1] - at
        total = int(counts.sum())
        starts = None
        if total > len(rows):
            starts = np.cumsum(counts) - counts
            at = np.arange(total) + np.repeat(at - starts, counts)
        return Readings(
            self._plain.of(rows), a["plain_length"][rows], self._sounds.of(at),
            self._skeletons.of(at), a["sound_length"][at], a["skeleton_length"][at], starts,
            a["abjad"][rows], a["family"][rows], a["role"][rows],
        )  # fmt: skip

    def _candidates(self, token: Token) -> Rows:
        rows = filed(self._a, "word", sorted(part_keys(token, asking=True)))
        mine = letters_of(token)
        if mine:
            rows = rows[self._lettered(rows, np.array([[mine]], np.uint32), _TO_FIND)[0]]
        return self._fewer(rows, token) if len(rows) > _ENOUGH_NEIGHBOURS else rows

    def spellings(self, rows: Rows) -> list[str]:
        return self._plain.of(rows)

    def lettered(self, tokens: Sequence[Token], rows: Rows) -> NDArray[np.bool_]:
        """Which of the rows share enough letters with one of the parts to be like it."""
        mine = np.array([[letters_of(token)] for token in tokens], np.uint32)
        return np.asarray(self._lettered(rows, mine, _TO_COMPARE).any(axis=0))

    def _lettered(
        self, rows: Rows, mine: NDArray[np.uint32], least: tuple[float, float]
    ) -> NDArray[np.bool_]:
        theirs = self._a["letters"][rows]
        shared = np.bitwise_count(theirs & mine)
        counts, own = np.bitwise_count(theirs), np.bitwise_count(mine)
        enough = shared >= least[0] * np.minimum(counts, own)
        enough &= shared >= least[1] * np.maximum(counts, own)
        return np.asarray(enough | (theirs == 0) | (mine == 0))

    def _fewer(self, rows: Rows, token: Token) -> Rows:
        """Of very many, those with the token's own consonants and the most widely held others."""
        same = filed(self._a, "word", [bones_key(bones) for bones in token.skeletons])
        held = self._a["holders_at"][rows + 1] - self._a["holders_at"][rows]
        most = rows[np.argsort(-held, kind="stable")[:_ENOUGH_NEIGHBOURS]]
        return np.union1d(most, same[: 2 * _ENOUGH_NEIGHBOURS])


def filed(arrays: Arrays, table: str, keys: Sequence[int]) -> Rows:
    """The rows filed under any of the keys, each once, in order."""
    known = arrays[f"{table}_keys"]
    if not len(known) or not keys:
        return np.zeros(0, np.int32)
    wanted = np.array(keys, np.uint32)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    places = places[known[places] == wanted]
    rows, _ = gather(arrays[f"{table}_key_rows"], arrays[f"{table}_key_at"], places)
    return np.unique(rows)


def filed_each(arrays: Arrays, table: str, keys: Sequence[int]) -> list[list[int]]:
    """For each key the rows filed under it."""
    known = arrays[f"{table}_keys"]
    if not len(known) or not keys:
        return [[] for _ in keys]
    wanted = np.array(keys, np.uint32)
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    same = (known[places] == wanted).tolist()
    starts, rows = arrays[f"{table}_key_at"], arrays[f"{table}_key_rows"]
    return [
        rows[starts[place] : starts[place + 1]].tolist() if is_same else []
        for place, is_same in zip(places.tolist(), same, strict=True)
    ]


def _joined(found: list[Rows]) -> Rows:
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def _nearest(rows: Rows, alike: Alike) -> Near:
    near = np.flatnonzero(alike >= LEAST_LIKENESS)
    near = near[np.argsort(alike[near], kind="stable")]
    return rows[near], alike[near]
