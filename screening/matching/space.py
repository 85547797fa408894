"""All names of an index read one way (as persons' or as organisations'), and how to find them.

Finding goes from parts to names: the words like each part of the query are looked up, the names
that hold them are ranked by how much rarity they share with the query, and what they would weigh
is estimated for all of them at once. Only what could reach the line is scored.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import cdist

from screening.matching.estimate import Estimate, Many, curves
from screening.matching.keys import (
    acronym_keys,
    bones_key,
    glued_keys,
    glued_sounds,
    own_acronyms,
    slip_keys,
)
from screening.matching.likeness import readings_of
from screening.matching.names import NameForm, form_of
from screening.matching.space_compiling import letter
from screening.matching.store import Arrays, gather
from screening.matching.tokens import Role, Token
from screening.matching.words import Strings, Words, filed, filed_each
from screening.text.sounds import skeleton, sound

# What two equal initials share; an initial and a name share half of it.
_INITIAL_BITS = 4.0
_LEAST_GLUED = 0.7
_TELLING_ACRONYM = 5
_VOWELS = frozenset("aeiou")
_LEAST_SHARE = 0.5
_ENOUGH = 1500
_SHORTEST_CUT = 2
_NOBODY = 255
_REMEMBERED = 400_000

Rows = NDArray[Any]
Floats = NDArray[np.float64]


class Space:
    """A compiled space, opened. Safe to share between threads: nothing it holds is changed."""

    def __init__(self, arrays: Arrays, *, organisation: bool) -> None:
        self._a = arrays
        self.organisation = organisation
        self.words = Words(arrays)
        self._wholes, self._bones = Strings(arrays, "whole"), Strings(arrays, "bones")
        self.part = lru_cache(maxsize=_REMEMBERED)(self._part)
        self._scratch = threading.local()

    def __len__(self) -> int:
        return len(self._a["owner"])

    def owner(self, name: int) -> int:
        return int(self._a["owner"][name])

    def weak(self, name: int) -> bool:
        return bool(self._a["weak"][name])

    def owners_of(self, names: Rows) -> Rows:
        return np.asarray(self._a["owner"][names])

    def weak_of(self, names: Rows) -> NDArray[np.bool_]:
        return np.asarray(self._a["weak"][names] != 0)

    def names_of(self, owner: int) -> range:
        """The numbers of one profile's names: they stand together."""
        owners = self._a["owner"]
        first = np.searchsorted(owners, owner, "left")
        return range(int(first), int(np.searchsorted(owners, owner, "right")))

    def form(self, name: int) -> NameForm:
        """The name with this number, in parts."""
        a = self._a
        text = a["text"][a["text_at"][name] : a["text_at"][name + 1]].tobytes().decode()
        parts = a["name_parts"][a["name_at"][name] : a["name_at"][name + 1]].tolist()
        others = a["other_parts"][a["other_at"][name] : a["other_at"][name + 1]].tolist()
        part = self.part
        return form_of(
            text, tuple(map(part, parts)), tuple(map(part, others)), organisation=self.organisation
        )

    def _part(self, number: int) -> Token:
        at = self._a["part_at"]
        text = self._a["part_text"][at[number] : at[number + 1]].tobytes().decode()
        return self.words.token(int(self._a["part_word"][number]), text)

    def found(
        self, form: NameForm, floor: float, told: Sequence[int], least: float
    ) -> tuple[Rows, Floats]:
        """The names that may weigh `floor` bits or more against this one, and what they may weigh.

        The names of the profiles `told` are asked for `least` bits only. Infinite is what only a
        closer look can tell.
        """
        closer = np.array(self._closer(form), np.int64)
        asked = [name for owner in told for name in self.names_of(owner)]
        names = self._sharing(form)
        if asked:
            names = np.union1d(names, np.array(asked, np.int64))
        most = np.zeros(len(names))
        if len(names):
            floors = np.full(len(names), floor)
            if asked:
                floors[np.isin(names, asked)] = least
            names, most = self._estimated(form, names, floors)
        if len(closer):
            others = ~np.isin(names, closer)
            names = np.concatenate([closer, names[others]])
            most = np.concatenate([np.full(len(closer), np.inf), most[others]])
        return names, most

    def estimated(
        self, form: NameForm, names: Sequence[int], floors: Sequence[float]
    ) -> list[tuple[float, int]]:
        """Those of the names that may weigh as much as their floor: (at most, name)."""
        if not names:
            return []
        kept, most = self._estimated(form, np.array(names, np.int64), np.array(floors))
        return list(zip(most.tolist(), kept.tolist(), strict=True))

    def _estimated(self, form: NameForm, names: Rows, floors: Floats) -> tuple[Rows, Floats]:
        """Those of the names that may weigh as much as their floor, and what they weigh at most."""
        most, telling = self._without_sound(form, names)
        by = curves(organisation=self.organisation)
        kept = np.flatnonzero(most + telling * by.most_by_sound >= floors)
        names, most, telling, floors = names[kept], most[kept], telling[kept], floors[kept]
        if len(names):
            by_sound = by.bones[self._alike(form.bones, self._bones, names)]
            by_sound += by.whole[self._alike(form.sound, self._wholes, names)]
            most = most + telling * by_sound
            kept = np.flatnonzero(most >= floors)
            names, most = names[kept], most[kept]
        return names, most

    def _alike(self, own: str, column: Strings, names: Rows) -> Rows:
        found = cdist([own], column.of(names), scorer=fuzz.ratio, dtype=np.float64)[0]
        return np.asarray(np.rint(found / 100.0 * 1000.0), np.intp)

    def _without_sound(self, form: NameForm, names: Rows) -> tuple[Floats, Floats]:
        a, words = self._a, self.words
        held, counts = gather(a["name_words"], a["name_at"], names)
        rows = np.repeat(np.arange(len(names)), counts)
        columns = np.arange(len(held)) - np.repeat(np.cumsum(counts) - counts, counts)
        shape = len(names), int(counts.max())

        def laid(column: Rows, fill: int) -> Rows:
            found: Rows = np.full(shape, fill, column.dtype)
            found[rows, columns] = column[held]
            return found

        many = Many(
            laid(words.bits, 0), laid(a["role"], _NOBODY), laid(a["native"], 0),
            laid(a["abjad"], 0), laid(a["firsts"], 0), counts, a["mass"][names],
            a["name_native"][names],
        )  # fmt: skip
        unique, place = self._unique("words", len(words), held)
        alike, cut = self._likeness(form, unique)
        like = np.zeros((*shape, len(form.parts)))
        like[rows, columns] = alike[place]
        begun = None
        if cut is not None:
            begun = np.zeros(like.shape)
            begun[rows, columns] = cut[place]
            begun = self._last(begun, form, counts)
        estimate = Estimate(form, many, like.transpose(0, 2, 1), begun)
        return estimate.without_sound(), estimate.telling()

    def _last(self, cut: Floats, form: NameForm, counts: Rows) -> Floats | None:
        """Only what stands last may have been cut off: the shorter part of the two."""
        if len(form.parts) < 2:  # noqa: PLR2004
            return None
        cut[counts < 2] = 0.0  # noqa: PLR2004
        theirs = np.arange(cut.shape[1]) == (counts - 1)[:, None]
        own = np.arange(cut.shape[2]) == len(form.parts) - 1
        # Negative where theirs is the shorter.
        kept = np.where(((cut > 0) & own) | ((cut < 0) & theirs[:, :, None]), np.abs(cut), 0.0)
        return kept.transpose(0, 2, 1) if kept.any() else None

    def _likeness(self, form: NameForm, rows: Rows) -> tuple[Floats, Floats | None]:
        """How alike each of the words is to each part, and whether one begins the other."""
        read = readings_of(form.parts)
        found = np.zeros((len(rows), len(form.parts)))
        place = np.flatnonzero(self.words.lettered(form.parts, rows))
        if len(place):
            found[place] = self.words.alike(read, rows[place]).T
        spelt = self.words.spellings(rows)
        begun = cdist(spelt, read.plain, scorer=Prefix.similarity, dtype=np.int32)
        mine, theirs = read.plain_lengths, self._a["plain_length"][rows][:, None]
        short, long = np.minimum(mine, theirs), np.maximum(mine, theirs)
        cut = (begun == short) & (short >= _SHORTEST_CUT) & (short < long)
        if not cut.any():
            return found, None
        return found, np.where(cut, short / long * np.sign(theirs - mine), 0.0)

    def _unique(self, what: str, size: int, numbers: Rows) -> tuple[Rows, Rows]:
        """The numbers, each once and in no order, and the place of each given one among them."""
        held = getattr(self._scratch, what, None)
        if held is None:
            held = np.empty(size, np.int32)
            setattr(self._scratch, what, held)
        places = np.arange(len(numbers), dtype=np.int32)
        held[numbers] = places
        unique = numbers[held[numbers] == places]
        held[unique] = places[: len(unique)]
        return unique, held[numbers]

    def _sharing(self, form: NameForm) -> Rows:
        """The names that share most with this one, if they share enough."""
        tables = [
            self._holding(near, token)
            for near, token in zip(self.words.near(form.parts), form.parts, strict=True)
            if token.role != Role.INITIAL
        ]
        if not tables:
            return np.zeros(0, np.int32)
        names, place = self._unique("names", len(self), np.concatenate([t[0] for t in tables]))
        shared, end = np.zeros(len(names)), 0
        for held, worth in tables:
            best = np.zeros(len(names))
            # Written least first, so that the most stays.
            best[place[end : end + len(held)]] = worth
            end += len(held)
            shared += best
        shared += self._initials(names, form)
        return self._most(form, names, shared)

    def _holding(self, near: tuple[Rows, Floats], token: Token) -> tuple[Rows, Floats]:
        rows, alike = near
        worth = alike * np.minimum(token.bits, self.words.bits[rows])
        order = np.argsort(worth, kind="stable")
        names, counts = gather(self._a["holders"], self._a["holders_at"], rows[order])
        return names, np.repeat(worth[order], counts)

    def _most(self, form: NameForm, names: Rows, shared: Floats) -> Rows:
        theirs = self._a["mass"][names]
        rank = shared / np.minimum(form.mass, theirs) + shared / np.maximum(form.mass, theirs)
        kept = np.flatnonzero(rank >= _LEAST_SHARE)
        if len(kept) > _ENOUGH:
            kept = kept[np.argpartition(-rank[kept], _ENOUGH)[:_ENOUGH]]
        return names[kept]

    def _initials(self, names: Rows, form: NameForm) -> Floats:
        added = np.zeros(len(names))
        for token in form.parts:
            if token.role == Role.INITIAL:
                bit = np.uint32(letter(token.plain[:1]))
                added += ((self._a["initials"][names] & bit) != 0) * _INITIAL_BITS
        return added

    def _closer(self, form: NameForm) -> list[int]:
        """Names that pair with this one otherwise than part by part.

        Short ones a slip away; those that write two parts as one, or one as two; acronyms.
        """
        words: list[int] = []
        glued = glued_sounds(form)
        keys = [bones_key(bones) for bones, _ in glued]
        for (_, place), found in zip(glued, filed_each(self._a, "word", keys), strict=True):
            pair = form.parts[place].plain + form.parts[place + 1].plain
            words += [word for word in found if _glued(pair, self.words.plain(word))]
        for word in own_acronyms(form):
            rows = filed(self._a, "word", [bones_key(skeleton(sound(word)))])
            words += self.words.spelt(word, rows).tolist()
        names = self._otherwise_written(form)
        if not words:
            return list(dict.fromkeys(names))
        held, _ = gather(self._a["holders"], self._a["holders_at"], np.array(words, np.int64))
        return list(dict.fromkeys([*names, *held.tolist()]))

    def _otherwise_written(self, form: NameForm) -> list[int]:
        """Names a slip away, names with two parts for one, and what short words may stand for."""
        slips, glued, short = sorted(slip_keys(form)), glued_keys(form), acronym_keys(form)
        keys = [*slips, *(key for key, _ in glued), *(key for key, _ in short)]
        found = filed_each(self._a, "name", keys)
        names = [name for some in found[: len(slips)] for name in some]
        pairs = [*glued, *short]
        for place, ((_, part), some) in enumerate(zip(pairs, found[len(slips) :], strict=True)):
            if place < len(glued):
                names += [name for name in some if self._writes_as_two(name, part.plain)]
            elif some:
                names += self._long_for(np.array(some, np.int64), part, form).tolist()
        return names

    def _long_for(self, names: Rows, short: Token, form: NameForm) -> Rows:
        """Names a short word may stand for: what it does not spell, other parts must answer to."""
        if len(short.plain) >= _TELLING_ACRONYM:
            return names
        counts = self._a["name_at"][names + 1] - self._a["name_at"][names]
        return np.asarray(names[counts - len(short.plain) < len(form.parts)])

    def _writes_as_two(self, name: int, plain: str) -> bool:
        at = self._a["name_at"]
        held = self._a["name_words"][at[name] : at[name + 1]].tolist()
        return any(
            _glued(self.words.plain(first) + self.words.plain(second), plain)
            for first, second in pairwise(held)
        )


def _glued(pair: str, whole: str) -> bool:
    """Whether two parts may be one: what has no vowels may be any word of its consonants."""
    return OSA.normalized_similarity(pair, whole) >= _LEAST_GLUED or not _VOWELS & set(whole)
