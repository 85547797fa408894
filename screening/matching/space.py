"""All names of an index read one way (as persons' or as organisations'), and how to find them.

Finding goes from parts to names: the query's parts are looked up by key, their true likeness is
taken, and the names that hold such parts are ranked by how much rarity they share with the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.keys import (
    acronym_keys,
    bones_key,
    glued_keys,
    glued_sounds,
    name_keys,
    own_acronyms,
    part_keys,
    slip_keys,
)
from screening.matching.likeness import likeness
from screening.matching.names import NameForm, form_of
from screening.matching.store import Arrays, gather, lists, pack
from screening.matching.tokens import Role, Token

_LEAST_LIKENESS = 0.6
_ENOUGH_NEIGHBOURS = 600
_TELLING = 0.5
_CHEAP = 400
_LETTERS_SHARED, _LETTERS_OF_ALL = 0.6, 0.4
_MOST_ROWS = 60000
_INITIAL_BITS = 4.0
_REMEMBERED = 60000

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]


def compile_space(forms: Sequence[NameForm], owners: Sequence[int], weak: Sequence[bool]) -> Arrays:
    """The arrays of a space: names by number, parts by number, and every key's list of them."""
    numbers: dict[bytes, int] = {}
    parts: list[Token] = []

    def number(token: Token) -> int:
        found = numbers.setdefault(_dump(token), len(parts))
        if found == len(parts):
            parts.append(token)
        return found

    named = [[number(token) for token in form.parts] for form in forms]
    others = [[number(token) for token in form.others] for form in forms]
    holders: list[list[int]] = [[] for _ in parts]
    for name, row in enumerate(named):
        for part in dict.fromkeys(row):
            holders[part].append(name)
    arrays: Arrays = {}
    arrays["part_text"], arrays["part_at"] = pack(list(numbers))
    arrays["name_parts"], arrays["name_at"] = lists(named)
    arrays["other_parts"], arrays["other_at"] = lists(others)
    arrays["holders"], arrays["holders_at"] = lists(holders)
    arrays["text"], arrays["text_at"] = pack([form.text.encode() for form in forms])
    arrays["owner"] = np.array(owners, np.int32)
    arrays["weak"] = np.array(weak, np.uint8)
    arrays["mass"] = np.array([form.mass for form in forms], np.float32)
    arrays["initials"] = np.array([_initials(form) for form in forms], np.uint32)
    arrays["letters"] = np.array([_letters(token) for token in parts], np.uint32)
    live = {part for row in named for part in row}
    by_part = ((key, n) for n, token in enumerate(parts) if n in live for key in part_keys(token))
    by_name = ((key, n) for n, form in enumerate(forms) for key in name_keys(form))
    arrays["part_keys"], arrays["part_key_at"], arrays["part_key_rows"] = _filed(by_part)
    arrays["name_keys"], arrays["name_key_at"], arrays["name_key_rows"] = _filed(by_name)
    return arrays


def _filed(pairs: Iterable[tuple[int, int]]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Keys in order, where the rows of each begin, and the rows."""
    both = np.array(list(pairs), np.int64).reshape(-1, 2)
    order = np.lexsort((both[:, 1], both[:, 0]))
    keys, starts = np.unique(both[order, 0], return_index=True)
    return (
        keys.astype(np.uint32),
        np.append(starts, len(both)).astype(np.int64),
        both[order, 1].astype(np.int32),
    )


def _initials(form: NameForm) -> int:
    found = 0
    for token in form.parts:
        letters = {sound[:1] for sound in token.sounds} | {token.plain[:1]}
        for letter in letters:
            found |= _letter(letter)
    return found


def _letter(letter: str) -> int:
    return 1 << (ord(letter) - ord("a")) if "a" <= letter <= "z" else 0


def _letters(token: Token) -> int:
    """Which letters the part's sounds have, as bits; 0 where vowels are missing."""
    found = 0
    for sound in token.sounds if not token.abjad else ():
        for letter in sound.lower():
            found |= _letter(letter)
    return found


def _dump(token: Token) -> bytes:
    flags = f"{int(token.role)},{int(token.abjad)},{int(token.native)},{token.group},{token.bits}"
    sounds, skeletons = "|".join(token.sounds), "|".join(token.skeletons)
    return f"{token.text}\t{token.plain}\t{sounds}\t{skeletons}\t{flags}".encode()


def _load(line: bytes) -> Token:
    text, plain, sounds, skeletons, flags = line.decode().split("\t")
    role, abjad, native, group, bits = flags.split(",")
    return Token(
        text, plain, tuple(sounds.split("|")), tuple(skeletons.split("|")), Role(int(role)),
        abjad == "1", native == "1", int(group), float(bits),
    )  # fmt: skip


class Space:
    """A compiled space, opened. Safe to share between threads: nothing it holds is changed."""

    def __init__(self, arrays: Arrays, *, organisation: bool) -> None:
        self._a = arrays
        self.organisation = organisation
        self.part = lru_cache(maxsize=400_000)(self._part)
        self.neighbours = lru_cache(maxsize=_REMEMBERED)(self._neighbours)

    def __len__(self) -> int:
        return len(self._a["owner"])

    def owner(self, name: int) -> int:
        return int(self._a["owner"][name])

    def weak(self, name: int) -> bool:
        return bool(self._a["weak"][name])

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
        return _load(self._a["part_text"][at[number] : at[number + 1]].tobytes())

    def _under(self, table: str, keys: Sequence[int]) -> NDArray[Any]:
        """The rows filed under any of the keys, each once."""
        filed = self._a[f"{table}_keys"]
        if not len(filed) or not keys:
            return np.zeros(0, np.int32)
        wanted = np.array(keys, np.uint32)
        places = np.minimum(np.searchsorted(filed, wanted), len(filed) - 1)
        places = places[filed[places] == wanted]
        rows, _ = gather(self._a[f"{table}_key_rows"], self._a[f"{table}_key_at"], places)
        return np.unique(rows)

    def _neighbours(self, token: Token) -> tuple[Rows, Floats]:
        """The parts of the space like this one, least alike first, and what each would add."""
        rows = self._under("part", sorted(part_keys(token, asking=True)))
        rows = self._lettered(rows, _letters(token))
        if len(rows) > _ENOUGH_NEIGHBOURS:
            rows = self._fewer(rows, token)
        if not len(rows):
            return rows, np.zeros(0, np.float32)
        found = [self.part(row) for row in rows.tolist()]
        alike = likeness([token], found)[0]
        near = np.flatnonzero(alike >= _LEAST_LIKENESS)
        mine = token.bits
        worth = np.array([alike[i] * min(mine, found[i].bits) for i in near], np.float32)
        order = np.argsort(worth, kind="stable")
        return rows[near][order], worth[order]

    def _lettered(self, rows: NDArray[Any], mine: int) -> NDArray[Any]:
        """The rows that have half of the letters, before anything dearer is asked."""
        if not mine:
            return rows
        theirs = self._a["letters"][rows]
        shared = np.bitwise_count(theirs & np.uint32(mine))
        counts = np.bitwise_count(theirs)
        least = _LETTERS_SHARED * np.minimum(counts, mine.bit_count())
        most = _LETTERS_OF_ALL * np.maximum(counts, mine.bit_count())
        return np.asarray(rows[(shared >= least) & (shared >= most) | (theirs == 0)])

    def _fewer(self, rows: NDArray[Any], token: Token) -> NDArray[Any]:
        """Of very many, those with the token's own consonants and the most widely held others."""
        same = self._under("part", [bones_key(bones) for bones in token.skeletons])
        held = self._a["holders_at"][rows + 1] - self._a["holders_at"][rows]
        most = rows[np.argsort(-held, kind="stable")[:_ENOUGH_NEIGHBOURS]]
        return np.union1d(most, same[: 2 * _ENOUGH_NEIGHBOURS])

    def candidates(self, form: NameForm, most: int) -> list[tuple[float, int]]:
        """The names that share most with this one: (rank, name), best first."""
        sums, mine = self._sums(form)
        if not len(sums):
            return []
        names, shared = sums
        rank = self._rank(shared, mine, names)
        if len(names) > most:
            chosen = np.argpartition(-rank, most)[:most]
            names, rank = names[chosen], rank[chosen]
        order = np.lexsort((names, -rank))
        return list(zip(rank[order].tolist(), names[order].tolist(), strict=True))

    def one_slip_away(self, form: NameForm) -> list[int]:
        """The short names written like this one but for a letter, wherever their words part."""
        return [int(name) for name in self._under("name", sorted(slip_keys(form)))]

    def _rank(self, shared: Floats, mine: float, names: NDArray[Any]) -> Floats:
        theirs = self._a["mass"][names]
        rank = shared / np.minimum(mine, theirs) + shared / np.maximum(mine, theirs)
        return np.asarray(np.minimum(rank, 2.0) + 0.004 * shared, np.float32)

    def _sums(self, form: NameForm) -> tuple[Any, float]:
        """Names that share a telling part, with all that each shares with the query, in bits."""
        tables = self._by_part(form)
        mine = form.mass
        if not tables:
            return (), mine
        scanned, looked_up = _essential(tables)
        score = np.zeros(len(self), np.float32)
        place = np.empty(len(self), np.int32)
        touched = []
        for _, names, worth, _ in scanned:
            place[names] = np.arange(len(names), dtype=np.int32)
            last = np.flatnonzero(place[names] == np.arange(len(names)))
            score[names[last]] += worth[last]
            touched.append(names[last])
        names = touched[0] if len(touched) == 1 else np.unique(np.concatenate(touched))
        shared = score[names]
        if len(names) > _MANY:
            keep = np.argpartition(-shared, _MANY)[:_MANY]
            names, shared = names[keep], shared[keep]
        shared = shared + self._looked_up(names, looked_up) + self._initials(names, form)
        return (names, shared), mine

    def _by_part(self, form: NameForm) -> list[Any]:
        """For every part of the query: bits, names, worth, and the parts they come from."""
        extra = self._extra(form)
        found = []
        for place, token in enumerate(form.parts):
            if token.role == Role.INITIAL:
                continue
            rows, worth = self.neighbours(token)
            if place in extra:
                added, value = extra[place]
                keep = ~np.isin(added, rows)
                rows = np.concatenate([added[keep], rows])
                worth = np.concatenate([np.full(int(keep.sum()), value, np.float32), worth])
            names, lengths = gather(self._a["holders"], self._a["holders_at"], rows)
            whole = self._whole(form, token)
            if len(names) or len(whole):
                value = 0.9 * token.bits
                spread = np.concatenate(
                    [np.full(len(whole), value, np.float32), np.repeat(worth, lengths)]
                )
                names = np.concatenate([whole, names])
                found.append((token.bits, names, spread, (rows, worth)))
        return found

    def _extra(self, form: NameForm) -> dict[int, tuple[NDArray[Any], float]]:
        """Parts of the space that write two of the query's as one; acronyms of all of them."""
        found: dict[int, tuple[NDArray[Any], float]] = {}
        for bones, place in glued_sounds(form):
            rows = self._under("part", [bones_key(bones)])
            if len(rows):
                pair = form.parts[place : place + 2]
                worth = 0.9 * sum(t.bits for t in pair)
                found[place] = rows, min(worth, 16.0)
        for word in own_acronyms(form):
            rows = self._under("part", [bones_key(_bones(word))])
            rows = np.array([r for r in rows.tolist() if self.part(r).plain == word], np.int32)
            if len(rows):
                found[0] = rows, 4.0 * len(word)
        return found

    def _whole(self, form: NameForm, token: Token) -> NDArray[Any]:
        """Names that write this part as two, or whose first letters it spells."""
        keys = [key for key, part in [*glued_keys(form), *acronym_keys(form)] if part is token]
        return self._under("name", keys)

    def _looked_up(self, names: NDArray[Any], tables: list[Any]) -> Floats:
        """What the common parts add, for names that other parts have found."""
        added = np.zeros(len(names), np.float32)
        if not tables or not len(names):
            return added
        parts, lengths = gather(self._a["name_parts"], self._a["name_at"], names)
        starts = np.cumsum(lengths) - lengths
        for _, _, _, (rows, worth) in tables:
            if not len(rows):
                continue
            order = np.argsort(rows)
            ordered = rows[order]
            at = np.minimum(np.searchsorted(ordered, parts), len(ordered) - 1)
            values = np.where(ordered[at] == parts, worth[order][at], 0.0)
            added += np.maximum.reduceat(values, starts).astype(np.float32)
        return added

    def _initials(self, names: NDArray[Any], form: NameForm) -> Floats:
        added = np.zeros(len(names), np.float32)
        for token in form.parts:
            if token.role == Role.INITIAL:
                letter = _letter(token.plain[:1])
                added += np.where(
                    self._a["initials"][names] & np.uint32(letter), _INITIAL_BITS, 0.0
                ).astype(np.float32)
        return added


_MANY = 4000


def _bones(word: str) -> str:
    from screening.text.sounds import skeleton, sound  # noqa: PLC0415

    return skeleton(sound(word))


def _essential(tables: list[Any]) -> tuple[list[Any], list[Any]]:
    """Parts to scan in full, and common ones only to look up in what the others found.

    A name that shares none of the scanned parts shares too little to matter.
    """
    ordered = sorted(tables, key=lambda table: (len(table[1]), -table[0]))
    rest = sum(table[0] for table in ordered)
    goal = rest * _TELLING
    for place, table in enumerate(ordered):
        rest -= table[0]
        following = ordered[place + 1 : place + 2]
        if rest < goal and following and len(following[0][1]) > _CHEAP:
            return ordered[: place + 1], ordered[place + 1 :]
    return ordered, []
