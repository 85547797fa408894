"""Finding a company by a name as published: first as it stands, then by what the press calls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from screening.matching import Index
from screening.model import Name, NameKind, Party, PartyKind
from screening.text.names import normalise

_SHORTEST = 5
_ENDINGS = frozenset(
    (
        *("ltd", "limited", "llc", "llp", "lp", "inc", "incorporated", "corp", "corporation"),
        *("co", "company", "plc", "gmbh", "ag", "sa", "sarl", "spa", "bv", "nv", "pty", "pte"),
        *("fze", "fzc", "fzco", "group", "holding", "holdings", "international", "intl"),
        *("global", "worldwide", "services", "service", "solutions", "security", "defence"),
        *("defense", "risk", "management", "consulting"),
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A bearer of a name, by key: the name it is known as, and how well that agrees."""

    key: str
    known_as: str
    score: float


class Lookup:
    """Names with the keys of their bearers, ready to be asked. Compares by the matcher alone."""

    def __init__(self, bearers: Iterable[tuple[str, tuple[Name, ...]]]) -> None:
        held = tuple(bearers)
        self._whole = _index((key, names) for key, names in held)
        self._short = _index((key, (*names, *_shorts(names))) for key, names in held)

    def find(self, name: str, threshold: float) -> tuple[Found, ...]:
        """Everybody the name may be, best first, at `threshold` or above.

        Only where the whole name finds nobody is it tried without the words that many companies end
        on. Raises UnreadableNameError for a name that cannot be compared.
        """
        found = _search(self._whole, (Name(name),), threshold)
        return found or _search(self._short, (Name(name), *_shorts((Name(name),))), threshold)


def _shorts(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names without their last common words, where enough is left to tell them from others."""
    found = []
    for name in names:
        words = normalise(name.text).split()
        kept = len(words)
        while kept and words[kept - 1] in _ENDINGS:
            kept -= 1
        if kept < len(words) and any(
            len(word) >= _SHORTEST and word not in _ENDINGS for word in words[:kept]
        ):
            found.append(Name(" ".join(words[:kept]), NameKind.TRADING))
    return tuple(found)


def _index(bearers: Iterable[tuple[str, tuple[Name, ...]]]) -> Index:
    return Index.build(
        Party(id=key, kind=PartyKind.ORGANISATION, names=names) for key, names in bearers
    )


def _search(index: Index, names: tuple[Name, ...], threshold: float) -> tuple[Found, ...]:
    asked = Party(id="asked", kind=PartyKind.ORGANISATION, names=names)
    return tuple(
        Found(comparison.right.id, comparison.right.name, comparison.score)
        for comparison in index.search(asked, limit=1, all_from=threshold)
        if comparison.score >= threshold and isinstance(comparison.right, Party)
    )
