"""Compiles the matcher before anybody waits for it: `python -m screening.matching.warm`.

The first question a fresh installation asks would otherwise wait for the compiler, about half a
minute; afterwards the machine code lies on disk and loads in less than a second.
"""

from __future__ import annotations

from functools import lru_cache

from screening.matching.index import Index
from screening.model import Entry, Name, Party, PartyKind


@lru_cache(maxsize=1)
def warm() -> None:
    """Ask one question of an index of one entry: all that is compiled is called once."""
    entry = Entry(kind=PartyKind.PERSON, names=(Name("Alba Tarqessian"),), ref="-", list_id="-")
    party = Party(id="-", kind=PartyKind.PERSON, names=(Name("Alba Tarkessian"),))
    Index.build([entry]).search(party)


if __name__ == "__main__":
    warm()
