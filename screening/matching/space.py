"""All names of an index read one way (as persons' or as organisations'), and how to find them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.compiled.columns import Columns, columns_of, frozen
from screening.matching.compiled.finding import find
from screening.matching.compiled.nearness import Asked, Filed, Room, room
from screening.matching.keys import asking_names, asking_words, part_keys
from screening.matching.layout import laid_out, numbered
from screening.matching.names import NameForm
from screening.matching.store import Arrays
from screening.matching.tokens import Role, Token, organisation_token, person_token
from screening.matching.weighed import Weighed, fitted_tables, weighed, working
from screening.matching.weights import weights

_REMEMBERED = 100_000

Rows = NDArray[Any]
Named = tuple[NameForm, bool]


class Query(NamedTuple):
    """The names of a party, ready to be looked for."""

    forms: tuple[NameForm, ...]
    columns: Columns
    asked: Asked


class PlainPart(NamedTuple):
    """A part of a name; see `tokens.Token`."""

    text: str
    role: Role
    native: bool
    group: int


class PlainName(NamedTuple):
    """A name of an index, as far as sentences need it: `others` qualify the parts."""

    text: str
    organisation: bool
    parts: tuple[PlainPart, ...]
    others: tuple[tuple[Role, str], ...]

    def others_of(self, role: Role) -> frozenset[str]:
        """What `NameForm.others_of` gives for the name."""
        token = organisation_token if self.organisation else person_token
        return frozenset(token(text, kind).plain for kind, text in self.others if kind is role)


class Space:
    """A compiled space, opened. Safe to share between threads: each has room of its own."""

    def __init__(self, arrays: Arrays, *, organisation: bool) -> None:
        self._a = arrays
        self.organisation = organisation
        self._columns = columns_of(arrays, organisation=organisation)
        self._filed = Filed(*(frozen(arrays[name]) for name in Filed._fields))
        self._rooms = threading.local()
        self.written = lru_cache(maxsize=_REMEMBERED)(self._written)

    def __len__(self) -> int:
        return len(self._a["owner"])

    def weak(self, name: int) -> bool:
        return bool(self._a["weak"][name])

    def names_of(self, owner: int) -> range:
        """The numbers of one profile's names: they stand together."""
        starts = self._a["owned_at"]
        return range(int(starts[owner]), int(starts[owner + 1]))

    def found(
        self, query: Query, told: Sequence[int], floor: float
    ) -> tuple[Rows, Rows, Rows, Rows]:
        """The profiles of which a name weighs `floor` bits or more, and all of `told`.

        Their numbers, in order; what the pair of names that says most counts for, in bits; whether
        it shares more than initials; and whether every part of it has its like.
        """
        found: tuple[Rows, Rows, Rows, Rows] = find(
            query.columns, query.asked, np.array(told, np.int64), self._columns, self._filed,
            fitted_tables(weights(), self.organisation), self._room(), working(), floor,
        )  # fmt: skip
        return found

    def weighed(self, query: Query, own: Sequence[int], names: Sequence[int]) -> Weighed:
        """What the pairs of names weigh, and why."""
        return weighed(query.columns, own, self._columns, names, weights())

    def _room(self) -> Room:
        found: Any = getattr(self._rooms, "room", None)
        if found is None:
            found = self._rooms.room = room(len(self._columns.word), len(self))
        return found  # type: ignore[no-any-return]

    def _written(self, name: int) -> PlainName:
        """The name with this number, as far as sentences need it."""
        record = self._columns.name[name]
        first, last = int(record["words"]), int(record["words_end"])
        words = self._columns.word[self._columns.words[first:last]]
        parts = map(
            PlainPart, self._texts("part", first, last), map(Role, words["role"].tolist()),
            words["native"].tolist(), words["group"].tolist(),
        )  # fmt: skip
        start, end = self._a["other_at"][name : name + 2].tolist()
        roles = map(Role, self._a["other_role"][start:end].tolist())
        others = zip(roles, self._texts("other", start, end), strict=True)
        [text] = self._texts("name", name, name + 1)
        return PlainName(text, self.organisation, tuple(parts), tuple(others))

    def _texts(self, what: str, first: int, last: int) -> list[str]:
        starts = self._a[f"{what}_text_at"][first : last + 1].tolist()
        text = self._a[f"{what}_text"][starts[0] : starts[-1]].tobytes()
        return [
            text[start - starts[0] : end - starts[0]].decode() for start, end in pairwise(starts)
        ]


@lru_cache(maxsize=65536)
def query(named: tuple[Named, ...]) -> Query:
    """The names of a query laid out, and the keys by which its words and names are looked up."""
    forms = tuple(form for form, _ in named)
    tokens, words = numbered(forms)
    asked = Asked(
        *_keys(part_keys(token, asking=True) if _sought(token) else () for token in tokens),
        *_keys(map(asking_names, forms)),
        *_keys(map(asking_words, forms)),
        frozen(np.array([weak for _, weak in named], np.uint8)),
    )
    arrays = laid_out(tokens, forms, words)
    return Query(forms, columns_of(arrays, organisation=forms[0].organisation), asked)


def _sought(token: Token) -> bool:
    """Nobody is looked up by an initial alone."""
    return token.role is not Role.INITIAL


def _keys(rows: Iterable[Iterable[int]]) -> tuple[Rows, Rows]:
    each = [sorted(keys) for keys in rows]
    starts = [*accumulate(map(len, each), initial=0)]
    return (
        frozen(np.array([key for keys in each for key in keys], np.uint32)),
        frozen(np.array(starts, np.int64)),
    )
