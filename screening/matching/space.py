"""All names of an index read one way (as persons' or as organisations'), and how to find them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.alignment import Weighed
from screening.matching.compiled.bounds import Bounds, Said
from screening.matching.compiled.columns import Columns, columns_of, frozen, sealed
from screening.matching.compiled.finding import find
from screening.matching.compiled.keys import query_keys
from screening.matching.compiled.nearness import Asked, Filed, Room, room
from screening.matching.layout import columns
from screening.matching.names import NameForm, Written
from screening.matching.space_compiling import APART, BETWEEN
from screening.matching.store import Arrays, Packed
from screening.matching.weighed import best_pairs, fitted_tables, working
from screening.matching.weights import weights

_REMEMBERED = 100_000

Rows = NDArray[Any]
Named = tuple[NameForm, bool]


class Query(NamedTuple):
    """The names of a party, ready to be looked for."""

    written: tuple[Written, ...]
    columns: Columns
    asked: Asked


class Space:
    """A compiled space, opened. Safe to share between threads: each has room of its own."""

    def __init__(self, arrays: Arrays, said: Said, *, organisation: bool) -> None:
        """`said` is what the profiles say besides their names."""
        self._a = arrays
        self._said = said
        self.organisation = organisation
        self._columns = columns_of(arrays, organisation=organisation)
        self._filed = Filed(*(frozen(arrays[name]) for name in Filed._fields))
        self._written_as = Packed(arrays["said"], arrays["said_at"])
        self._rooms = threading.local()
        self.written = lru_cache(maxsize=_REMEMBERED)(self._written)

    def __len__(self) -> int:
        return len(self._a["owner"])

    def found(
        self,
        query: Query,
        told: Iterable[int],
        numbered: Iterable[int],
        bounds: Bounds,
        floor: float,
    ) -> Rows:
        """The profiles that may weigh `floor` bits or more, likeliest first: records of `FOUND`."""
        found: Rows = find(
            query.columns, query.asked, _sorted(told), _sorted(numbered), bounds, self._columns,
            self._filed, self._said, fitted_tables(weights(), self.organisation), self._room(),
            working(), floor,
        )  # fmt: skip
        return found

    def weighed(self, query: Query, pairs: Sequence[tuple[int, int]]) -> list[Weighed]:
        """What these pairs of names, the query's and the index's, weigh, and why."""
        own = np.array([one for one, _ in pairs], np.int64)
        names = np.array([two for _, two in pairs], np.int64)
        return best_pairs(
            query.columns, query.asked.weak, self._columns, self._filed.weak,
            sealed(own), sealed(names), sealed(names + 1), weights(),
        )  # fmt: skip

    def _room(self) -> Room:
        found: Any = getattr(self._rooms, "room", None)
        if found is None:
            found = self._rooms.room = room(len(self._columns.word), len(self))
        return found  # type: ignore[no-any-return]

    def _written(self, name: int) -> Written:
        """The name with this number, as far as sentences need it; as `space_compiling` put it."""
        parts, qualifiers, text = self._written_as[name].decode().split(APART, 2)
        words = tuple(parts.split(BETWEEN)) if parts else ()
        return Written(text, self.organisation, words, frozenset(qualifiers.split()))


def _sorted(numbers: Iterable[int]) -> Rows:
    return np.array(sorted(numbers), np.int64)


@lru_cache(maxsize=65536)
def query(named: tuple[Named, ...]) -> Query:
    """The names of a query laid out, and the keys by which its words and names are looked up."""
    forms = tuple(form for form, _ in named)
    laid = columns(forms)
    weak = np.array([low for _, low in named], np.uint8)
    asked = Asked(*[sealed(column) for column in (*query_keys(laid), weak)])
    return Query(tuple(form.written for form in forms), laid, asked)
