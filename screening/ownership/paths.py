"""The ways along which somebody stands behind a company, shortest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

_MOST_PATHS = 50
_MOST_STEPS = 2_000
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Routes:
    """Who stands directly above and below whom: worked out once, asked for many paths."""

    up: Mapping[str, Sequence[str]]
    down: Mapping[str, Sequence[str]]

    def between(self, start: str, target: str) -> tuple[Path, ...]:
        """The paths of stakes and rights from `start` to `target`, shortest first, up to 50."""
        below = reached(start, lambda one: self.down.get(one, ()))
        if target not in below or start == target:
            return ()
        found: list[Path] = []
        trail: list[Path] = [(target,)]
        steps = 0
        # Breadth first: the shortest paths are out before a dense group can use up the steps.
        while trail and steps < _MOST_STEPS and len(found) < _MOST_PATHS:
            longer: list[Path] = []
            for path in trail:
                if steps >= _MOST_STEPS or len(found) >= _MOST_PATHS:
                    break
                steps += 1
                for holder in self.up.get(path[0], ()):
                    if holder in below and holder not in path:
                        (found if holder == start else longer).append((holder, *path))
            trail = longer
        found = found or [self._shortest(start, target, below)]
        return tuple(sorted(found, key=lambda path: (len(path), path))[:_MOST_PATHS])

    def _shortest(self, start: str, target: str, below: frozenset[str]) -> Path:
        paths: dict[str, Path] = {target: (target,)}
        todo = [target]
        for one in todo:
            for holder in self.up.get(one, ()):
                if holder in below and holder not in paths:
                    paths[holder] = (holder, *paths[one])
                    todo.append(holder)
        return paths[start]


def reached(start: str, beyond: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """Everybody who can be come to from `start`, itself included."""
    seen, todo = {start}, [start]
    while todo:
        for nearer in beyond(todo.pop()):
            if nearer not in seen:
                seen.add(nearer)
                todo.append(nearer)
    return frozenset(seen)
