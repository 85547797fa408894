"""Groups of companies that hold each other: found in one pass, in the order owners come first."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def groups(
    start: Iterable[str], beyond: Callable[[str], Iterable[str]]
) -> tuple[tuple[str, ...], ...]:
    """The strongly connected components reachable from `start`, each after all it leads to.

    Tarjan 1972, without recursion: chains may be any length. `beyond` gives what a name leads to.
    """
    search = _Search(beyond)
    for name in start:
        if name not in search.place:
            search.visit(name)
    return tuple(search.found)


class _Search:
    def __init__(self, beyond: Callable[[str], Iterable[str]]) -> None:
        self.beyond = beyond
        self.place: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.stack: list[str] = []
        self.on_stack: set[str] = set()
        self.found: list[tuple[str, ...]] = []

    def visit(self, start: str) -> None:
        trail = [(start, self._open(start))]
        while trail:
            name, left = trail[-1]
            deeper = next((other for other in left if self._new(name, other)), None)
            if deeper is not None:
                trail.append((deeper, self._open(deeper)))
                continue
            trail.pop()
            if trail:
                parent = trail[-1][0]
                self.low[parent] = min(self.low[parent], self.low[name])
            if self.low[name] == self.place[name]:
                self._close(name)

    def _open(self, name: str) -> Iterable[str]:
        self.place[name] = self.low[name] = len(self.place)
        self.stack.append(name)
        self.on_stack.add(name)
        return iter(tuple(self.beyond(name)))

    def _new(self, name: str, other: str) -> bool:
        if other not in self.place:
            return True
        if other in self.on_stack:
            self.low[name] = min(self.low[name], self.place[other])
        return False

    def _close(self, name: str) -> None:
        group = []
        while True:
            member = self.stack.pop()
            self.on_stack.discard(member)
            group.append(member)
            if member == name:
                break
        self.found.append(tuple(sorted(group)))
