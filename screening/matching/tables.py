"""The names of an index as arrays, and the most that each of them can be worth against a party."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from screening.matching.alignment import (
    EXTRA,
    FEWEST,
    INITIAL,
    LEAST_ALIKE,
    SHORTEST_WHOLE,
    STEEPNESS,
)
from screening.matching.evidence import identifier_key
from screening.matching.names import Ready, ReadyName

Ints = npt.NDArray[np.int32]
Indexes = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]

_ROUNDING = 1e-6
_FAR = 254  # distances are kept in bytes; nothing this far apart is alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Names in the order of their entries. Every array is flat; `…_start` says where a row begins.

    `places` lists, word by word of `vocabulary`, where it stands among all words of all names;
    `wholes` are the names as one string, shortest first, and `whole_name` says whose they are.
    """

    name_start: Ints
    word_name: Ints
    word_weight: Floats
    total: Floats
    core: Floats
    weak: npt.NDArray[np.bool_]
    place_start: Ints
    places: Ints
    whole_name: Ints
    identified: Ints
    born_entry: Ints
    born_earliest: Ints
    born_latest: Ints
    vocabulary: tuple[str, ...]
    wholes: tuple[str, ...]
    identifiers: tuple[str, ...]

    def names_of(self, entry: int) -> slice:
        return slice(int(self.name_start[entry]), int(self.name_start[entry + 1]))


def build_tables(entries: Sequence[Ready]) -> Tables:
    """The tables over `entries`; those without a readable name have no row of names."""
    names = [name for entry in entries for name in entry.names]
    words = [word for name in names for word in name.words]
    vocabulary = sorted(set(words))
    number = {word: place for place, word in enumerate(vocabulary)}
    ids = np.array([number[word] for word in words], np.int32)
    wholes = sorted(
        (len(whole), place, whole) for place, name in enumerate(names) for whole in name.wholes
    )
    keys = sorted(
        (key, place)
        for place, entry in enumerate(entries)
        for identifier in entry.profile.identifiers
        if (key := identifier_key(identifier))
    )
    births = [(place, b) for place, entry in enumerate(entries) for b in entry.profile.births]
    return Tables(
        name_start=_starts(len(entry.names) for entry in entries),
        word_name=np.repeat(np.arange(len(names)), [len(n.words) for n in names]).astype(np.int32),
        word_weight=np.array(list(chain.from_iterable(n.weights for n in names)), np.float64),
        total=np.array([name.total for name in names], np.float64),
        core=np.array([name.core for name in names], np.float64),
        weak=np.array([name.weak for name in names], np.bool_),
        place_start=_starts(np.bincount(ids, minlength=len(vocabulary)).tolist()),
        places=np.argsort(ids, kind="stable").astype(np.int32),
        whole_name=np.array([place for _, place, _ in wholes], np.int32),
        identified=np.array([place for _, place in keys], np.int32),
        born_entry=np.array([place for place, _ in births], np.int32),
        born_earliest=np.array([span.earliest.toordinal() for _, span in births], np.int32),
        born_latest=np.array([span.latest.toordinal() for _, span in births], np.int32),
        vocabulary=tuple(vocabulary),
        wholes=tuple(whole for *_, whole in wholes),
        identifiers=tuple(key for key, _ in keys),
    )


Likenesses = dict[str, tuple[Indexes, Floats]]
"""For each word, which words of the vocabulary are at all like it, and how much."""


class Bounds:
    """Upper bounds for what `alignment.align` can say of any name in the tables."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._words = list(tables.vocabulary)
        self._lengths = _lengths(tables.vocabulary)
        self._firsts = _firsts(tables.vocabulary)
        self._whole_lengths = _lengths(tables.wholes)

    def likenesses(self, names: Iterable[ReadyName]) -> Likenesses:
        """How alike every word of `names` is to the vocabulary.

        Asked once for many names: reading the vocabulary costs more than comparing a word with it.
        """
        words = sorted({word for name in names for word in name.words})
        rows, columns, similarity = self._alike(words)
        cuts = np.searchsorted(rows, np.arange(1, len(words)))
        parts = zip(np.split(columns, cuts), np.split(similarity, cuts), strict=True)
        return dict(zip(words, parts, strict=True)) if words else {}

    def of(self, names: Sequence[ReadyName], likenesses: Likenesses) -> Floats:
        """One row for each of `names`, one column for each name of the index."""
        words = sorted({word for name in names for word in name.words})
        counts = np.array([[name.words.count(word) for word in words] for name in names], float)
        weights = {w: x for name in names for w, x in zip(name.words, name.weights, strict=True)}
        known = [likenesses[word] for word in words]
        gains = counts @ self._best_gains(known, np.array([weights[word] for word in words]))
        bounds = gains / self._demands(names)
        for row, name in zip(bounds, names, strict=True):
            for whole in name.wholes:
                self._raise_to_whole(row, whole)
        return bounds + _ROUNDING

    def _best_gains(self, known: Sequence[tuple[Indexes, Floats]], weights: Floats) -> Floats:
        """The most that each of the party's words can gain in each name of the index."""
        tables = self._tables
        rows = np.repeat(np.arange(len(known)), [len(alike) for alike, _ in known])
        alike = np.concatenate([alike for alike, _ in known])
        similarity = np.concatenate([similarity for _, similarity in known])
        starts, ends = tables.place_start[alike], tables.place_start[alike + 1]
        places = tables.places[_ranges(starts, ends)]
        row = np.repeat(rows, ends - starts)
        gains = np.minimum(weights[row], tables.word_weight[places])
        gains *= np.repeat(similarity, ends - starts)
        best = np.zeros((len(known), len(tables.total)))
        np.maximum.at(best, (row, tables.word_name[places]), gains)
        return best

    def _alike(self, words: Sequence[str]) -> tuple[Indexes, Indexes, Floats]:
        """Which of the party's words is at all like which of the vocabulary, and how much."""
        lengths = _lengths(words)[:, None]
        firsts = _firsts(words)[:, None]
        longest = np.maximum(lengths, self._lengths)
        initial = (firsts == self._firsts) & (np.minimum(lengths, self._lengths) == 1)
        allowed = np.maximum(np.float32(1 - LEAST_ALIKE) * longest + np.float32(_ROUNDING), 1)
        slips = cdist(words, self._words, scorer=OSA.distance, score_cutoff=_FAR, dtype=np.uint8)
        rows, columns = np.nonzero((slips <= allowed) | initial)
        alike = (1 - slips[rows, columns] / longest[rows, columns]).clip(0) ** STEEPNESS
        return rows, columns, np.maximum(alike, INITIAL * initial[rows, columns])

    def _demands(self, names: Sequence[ReadyName]) -> Floats:
        """`alignment.demand` of each of `names` with every name of the index."""
        tables = self._tables
        totals, cores = (
            np.array([getattr(n, of) for n in names])[:, None] for of in ("total", "core")
        )
        shorter, longer = np.minimum(totals, tables.total), np.maximum(totals, tables.total)
        weak = np.array([name.weak for name in names])[:, None] | tables.weak
        extra = np.where(weak, 1.0, EXTRA)
        fewest = np.minimum(FEWEST, np.maximum(cores, tables.core))
        demanded: Floats = np.maximum(shorter + extra * (longer - shorter), fewest)
        return demanded

    def _raise_to_whole(self, bounds: Floats, whole: str) -> None:
        length = len(whole)
        first, last = np.searchsorted(self._whole_lengths, (length - 1, length + 2)).tolist()
        if length + 1 < SHORTEST_WHOLE or first == last:
            return
        near = self._tables.wholes[first:last]
        slips = cdist([whole], near, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)[0]
        close = np.flatnonzero(slips <= 1)
        worth = 1 - slips[close] / np.maximum(self._whole_lengths[first:last][close], length)
        np.maximum.at(bounds, self._tables.whole_name[first:last][close], worth)


def _lengths(words: Sequence[str]) -> npt.NDArray[np.int16]:
    return np.array([len(word) for word in words], np.int16)


def _firsts(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """First letters: normalised text is ASCII."""
    return np.array([ord(word[0]) for word in words], np.uint8)


def _starts(lengths: Iterable[int]) -> Ints:
    return np.array([0, *accumulate(lengths)], np.int32)


def _ranges(starts: Ints, ends: Ints) -> npt.NDArray[np.int64]:
    """All the numbers of all the ranges, one after the other."""
    lengths = ends - starts
    offsets = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
    return np.arange(int(lengths.sum())) + offsets
