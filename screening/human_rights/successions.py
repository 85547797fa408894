"""Which company became which, so that a new name keeps its record.

The file is CSV, UTF-8, with the columns earlier, later, kind (renamed, merged, acquired,
subsidiary, spun_off), since (a year or date, may be empty) and source (where it is said).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from screening.human_rights.lookup import Lookup
from screening.human_rights.rows import Cells, Problem, TableError, csv_rows
from screening.human_rights.taxonomy import LINKS
from screening.matching import UnreadableNameError
from screening.model import Name

COLUMNS = ("earlier", "later", "kind", "since", "source")
# What the earlier company is to the later one, and the later one to the earlier.
_BACKWARDS = {
    "renamed": "vendor",
    "merged": "predecessor",
    "acquired": "predecessor",
    "subsidiary": "subsidiary",
    "spun_off": "parent",
}
_FORWARDS = {
    "renamed": "vendor",
    "merged": "parent",
    "acquired": "parent",
    "subsidiary": "parent",
    "spun_off": "sister",
}
_CARRIED_ON = ("vendor", "subsidiary", "predecessor")
"""Links from which a further step is taken: an owner's other companies are not followed."""
KINDS = tuple(_BACKWARDS)
ORDER = tuple(LINKS)
"""Closest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of `earlier`: one of `KINDS`. `spun_off` means that it hived `later` off."""

    earlier: str
    later: str
    kind: str
    since: str = ""
    source: str = ""


def read_successions(data: bytes, *, name: str = "") -> tuple[Succession, ...]:
    """The successions in the order of the file.

    Raises TableError, which names every fault, for a file that is not right throughout.
    """
    problems: list[Problem] = []
    found = []
    for row in csv_rows(data, required=COLUMNS, name=name):
        cells = Cells(row, problems)
        cells.span("since")
        found.append(
            Succession(
                earlier=cells.text("earlier", required=True),
                later=cells.text("later", required=True),
                kind=cells.code("kind", KINDS),
                since=cells.text("since"),
                source=cells.text("source", required=True),
            )
        )
    if problems:
        raise TableError(problems, name)
    return tuple(found)


def widen(
    names: Sequence[Name], successions: Iterable[Succession], threshold: float
) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Names that successions add to these: each with the link it gives and the steps to it.

    Goes back through any number of renamings, mergers and acquisitions. Owners, later ones and
    those it was hived off from, are reached only from names the company bore itself: what the owner
    of a predecessor did elsewhere is nobody's conduct here.
    """
    steps = tuple(dict.fromkeys(successions))
    if not steps:
        return ()
    start = [(name.text, "vendor", ()) for name in names]
    found: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    waiting: list[tuple[str, str, tuple[str, ...]]] = list(start)
    ends = _Ends(steps, threshold)
    own = {name.text for name in names}
    while waiting:
        name, link, via = waiting.pop(0)
        for other, gives, step in ends.next_to(name, itself=link == "vendor"):
            reached = (other, farther(link, gives), (*via, step))
            known = found.get(other)
            if other in own or (known and ORDER.index(known[1]) <= ORDER.index(reached[1])):
                continue
            found[other] = reached
            if reached[1] in _CARRIED_ON:
                waiting.append(reached)
    return tuple(found.values())


class _Ends:
    """Both ends of every succession, to be found by a name that may be spelt otherwise."""

    def __init__(self, steps: Sequence[Succession], threshold: float) -> None:
        self._steps = steps
        self._threshold = threshold
        self._earlier = _lookup(step.earlier for step in steps)
        self._later = _lookup(step.later for step in steps)

    def next_to(self, name: str, *, itself: bool) -> Iterator[tuple[str, str, str]]:
        """The names one step away, each with its link and the step in words."""
        for n in self._at(self._later, name):
            step = self._steps[n]
            if itself or step.kind != "spun_off":
                yield step.earlier, _BACKWARDS[step.kind], _told(step)
        for n in self._at(self._earlier, name):
            step = self._steps[n]
            if itself or step.kind == "renamed":
                yield step.later, _FORWARDS[step.kind], _told(step)

    def _at(self, lookup: Lookup, name: str) -> list[int]:
        """The steps with this name at one end: the likest alone, for the file tells them apart."""
        try:
            found = lookup.find(name, self._threshold)
        except UnreadableNameError:
            return []
        return sorted(int(each.key) for each in found if each.score >= found[0].score)


def _lookup(names: Iterable[str]) -> Lookup:
    return Lookup((str(n), (Name(name),)) for n, name in enumerate(names))


def _told(step: Succession) -> str:
    since = f" in {step.since}" if step.since else ""
    words = {
        "renamed": f"{step.earlier} was renamed {step.later}{since}",
        "merged": f"{step.earlier} was merged into {step.later}{since}",
        "subsidiary": f"{step.earlier} is a subsidiary of {step.later}{since}",
        "acquired": f"{step.earlier} was acquired by {step.later}{since}",
        "spun_off": f"{step.later} was hived off {step.earlier}{since}",
    }
    return words[step.kind]


def farther(one: str, other: str) -> str:
    """The looser of two links."""
    return max(one, other, key=ORDER.index)
