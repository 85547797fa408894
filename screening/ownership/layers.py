"""Where each party stands in the picture: rows from the owners above down to the vendor.

Source: layered drawing after Sugiyama, Tagawa and Toda 1981, with rows of limited width after
Coffman and Graham. The same graph always gives the same layout.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from screening.ownership.cycles import groups

Link = tuple[str, str]
_SWEEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """`rows`, the vendor's first, hold parties and bends; `bends` are the bends of long links."""

    rows: tuple[tuple[str, ...], ...]
    bends: Mapping[Link, tuple[str, ...]]


def lay_out(links: Sequence[Link], target: str, *, widest: int = 8) -> Layout:
    """Rows for everyone above the target; `links` are (owner, company) pairs.

    Every owner stands above what it owns, except where owners own each other. No row holds more
    than `widest` parties.
    """
    ordered = sorted(set(links))
    row = _rows(ordered, target, widest)
    bends: dict[Link, tuple[str, ...]] = {}
    rows: list[list[str]] = [[] for _ in range(max(row.values()) + 1)]
    for name in sorted(row):
        rows[row[name]].append(name)
    beside: defaultdict[str, list[str]] = defaultdict(list)
    for link in ordered:
        low, high = sorted(link, key=lambda name: (row[name], name))
        chain = [f"|{link[0]}|{link[1]}|{level}" for level in range(row[low] + 1, row[high])]
        # A link is drawn from its owner, so its bends are told from there.
        bends[link] = tuple(reversed(chain) if low == link[1] else chain)
        for level, bend in enumerate(chain, start=row[low] + 1):
            rows[level].append(bend)
        stops = [low, *chain, high]
        for one, other in pairwise(stops):
            beside[one].append(other)
            beside[other].append(one)
    return Layout(rows=tuple(tuple(line) for line in _untangled(rows, beside)), bends=bends)


def _rows(links: Sequence[Link], target: str, widest: int) -> dict[str, int]:
    """The row of each party: above everything it owns, in the lowest row that has room."""
    down: defaultdict[str, list[str]] = defaultdict(list)
    up: defaultdict[str, list[str]] = defaultdict(list)
    for owner, company in links:
        down[owner].append(company)
        up[company].append(owner)
    row: dict[str, int] = {}
    filled: defaultdict[int, int] = defaultdict(int)
    found = groups([target], lambda name: up.get(name, ()))
    for group in reversed(_near_first(found, down)):
        for name in _from_below(group, target, up, down, row):
            level = max((row[one] for one in down.get(name, ()) if one in row), default=-1) + 1
            while filled[level] >= (1 if level == 0 else widest):
                level += 1
            row[name] = level
            filled[level] += 1
    return row


def _from_below(
    group: tuple[str, ...],
    target: str,
    up: Mapping[str, Sequence[str]],
    down: Mapping[str, Sequence[str]],
    placed: Mapping[str, int],
) -> list[str]:
    """A group whose members own each other, each after all it owns but for links that lead back."""
    if len(group) == 1:
        return [*group]
    lowest = [name for name in sorted(group) if any(one in placed for one in down.get(name, ()))]
    start = target if target in group else lowest[0] if lowest else min(group)
    inside, seen, done = set(group), set[str](), list[str]()
    # Depth first without recursion, from the lowest up; what is left last stands lowest.
    todo = [(start, False)]
    while todo:
        name, left = todo.pop()
        if left:
            done.append(name)
        elif name not in seen:
            seen.add(name)
            todo.append((name, True))
            todo += [(one, False) for one in sorted(up.get(name, ())) if one in inside]
    return done[::-1]


def _near_first(
    found: Iterable[tuple[str, ...]], down: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    """The groups, owners first; among those with no order between them, by name."""
    ordered = list(found)
    depth: dict[str, int] = {}
    for group in reversed(ordered):
        below = [depth[one] for name in group for one in down.get(name, ()) if one in depth]
        for name in group:
            depth[name] = max(below, default=-1) + 1
    return sorted(ordered, key=lambda group: (-depth[group[0]], group))


def _untangled(rows: list[list[str]], beside: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Each row ordered by where its neighbours stand, a few times up and down."""
    best, fewest = [list(line) for line in rows], _crossings(rows, beside)
    for sweep in range(_SWEEPS):
        upwards = sweep % 2 == 0
        steps = range(1, len(rows)) if upwards else range(len(rows) - 2, -1, -1)
        for number in steps:
            _ordered(rows, number, number - 1 if upwards else number + 1, beside)
        crossed = _crossings(rows, beside)
        if crossed < fewest:
            best, fewest = [list(line) for line in rows], crossed
    return best


def _ordered(
    rows: list[list[str]], number: int, fixed: int, beside: Mapping[str, Sequence[str]]
) -> None:
    place = {name: (at + 0.5) / len(rows[fixed]) for at, name in enumerate(rows[fixed])}
    size = len(rows[number])
    now = {name: (at + 0.5) / size for at, name in enumerate(rows[number])}

    def middle(name: str) -> tuple[float, float, str]:
        seen = [place[other] for other in beside.get(name, ()) if other in place]
        return (sum(seen) / len(seen) if seen else now[name], now[name], name)

    rows[number].sort(key=middle)


def _crossings(rows: Sequence[Sequence[str]], beside: Mapping[str, Sequence[str]]) -> int:
    count = 0
    for lower, upper in pairwise(rows):
        place = {name: at for at, name in enumerate(lower)}
        ends: list[int] = []
        for name in upper:
            here = sorted(place[other] for other in beside.get(name, ()) if other in place)
            count += sum(1 for one in here for other in ends if other > one)
            ends += here
    return count
