"""Very large ownership graphs as arrays: sanctions fixpoint and one company's owners.

Shares are whole numbers of a millionth of a per cent, so that sums at a threshold are exact. Shares
multiplied along chains are floats with a stated bound on what is left out; what comes near a
threshold is reported as undecided, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WHOLE = 100_000_000
"""One whole company: a hundred per cent in millionths of a per cent."""
_ROUNDING = 1e-9
_COARSEST, _FINEST = 1e-3, 1e-9
_MOST_WORK = 15_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Links:
    """Links grouped by one end: those of node n are `order[starts[n]:starts[n + 1]]`."""

    starts: Ints
    order: Ints

    def of(self, nodes: Ints) -> Ints:
        """The links of all these nodes."""
        first, last = self.starts[nodes], self.starts[nodes + 1]
        counts = last - first
        total = int(counts.sum())
        if not total:
            return np.empty(0, np.int64)
        jumps = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        links: Ints = self.order[jumps + np.arange(total)]
        return links


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeOwner:
    """Somebody who owns `least` of the company or more, up to `most`."""

    node: int
    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeOwners:
    """The owners found, largest first. Anybody not among them has at most `unplaced`."""

    owners: tuple[LargeOwner, ...]
    unplaced: float


class LargeGraph:
    """A graph of `size` nodes with a link (owner, company, share) at each place of three arrays."""

    def __init__(self, size: int, owner: Ints, company: Ints, share: Ints) -> None:
        """Raises ValueError for links of unequal number, unknown nodes, impossible shares."""
        if not len(owner) == len(company) == len(share):
            raise ValueError("owner, company and share must have one length")
        ends = np.concatenate((owner, company))
        if len(ends) and (ends.min() < 0 or ends.max() >= size):
            raise ValueError(f"a link names a node outside 0 to {size - 1}")
        if len(share) and (share.min() < 0 or share.max() > WHOLE):
            raise ValueError(f"a share lies outside 0 to {WHOLE}")
        kept = owner != company
        self.size = size
        self.owner, self.company, self.share = owner[kept], company[kept], share[kept]
        self._down = _grouped(self.owner, size)
        self._up = _grouped(self.company, size)

    def fixpoint(
        self, seed: Iterable[int], threshold: int = WHOLE // 2, *, strict: bool = False
    ) -> npt.NDArray[np.bool_]:
        """Who is held by the seed: the least fixpoint of "so much is held by those already in".

        True for every node of the seed and every company it leads to. Each link is looked at once.
        """
        needed = threshold + 1 if strict else threshold
        inside = np.zeros(self.size, bool)
        held = np.zeros(self.size, np.int64)
        new = np.unique(np.fromiter(seed, np.int64))
        inside[new] = True
        while len(new):
            links = self._down.of(new)
            companies = self.company[links]
            np.add.at(held, companies, self.share[links])
            reached = np.unique(companies)
            new = reached[(held[reached] >= needed) & ~inside[reached]]
            inside[new] = True
        return inside

    def owners(self, company: int, threshold: float = 0.25) -> LargeOwners:
        """Everyone nobody owns who has, or may have, the threshold or more of the company.

        The company's whole is followed upwards, larger parts first, until what is still on its way
        cannot change who reaches the threshold, or too much work is done; then it is told as
        `unplaced`. Companies on the way, and what they leave unstated, are not owners.
        """
        settled: dict[int, float] = {}
        moving = {company: 1.0}
        work, finest = 0, _COARSEST
        while moving and work < _MOST_WORK and finest > _FINEST:
            if _decided(settled, sum(moving.values()), threshold):
                break
            nodes = np.array([n for n, part in moving.items() if part >= finest], np.int64)
            if not len(nodes):
                finest /= 10
                continue
            work += self._up_one(nodes, moving, settled)
        left = sum(moving.values()) + _ROUNDING
        return LargeOwners(
            owners=tuple(
                LargeOwner(node=node, least=part, most=min(1.0, part + left))
                for node, part in sorted(settled.items(), key=lambda one: (-one[1], one[0]))
                if part + left >= threshold
            ),
            unplaced=left,
        )

    def _up_one(self, nodes: Ints, moving: dict[int, float], settled: dict[int, float]) -> int:
        """One step up: what reaches an owner whom nobody owns stays there. The work done."""
        amounts = np.array([moving.pop(int(node)) for node in nodes])
        starts = self._up.starts
        links = self._up.of(nodes)
        counts = starts[nodes + 1] - starts[nodes]
        parts = np.repeat(amounts, counts) * (self.share[links] / WHOLE)
        owners, place = np.unique(self.owner[links], return_inverse=True)
        sums = np.bincount(place, weights=parts, minlength=len(owners))
        owned = starts[owners + 1] > starts[owners]
        for node, part, on in zip(owners.tolist(), sums.tolist(), owned.tolist(), strict=True):
            where = moving if on else settled
            where[node] = where.get(node, 0.0) + part
        return len(links) + len(nodes)

    def above(self, company: int) -> Ints:
        """Everyone with a path down to the company, itself included: what to solve exactly."""
        seen = np.zeros(self.size, bool)
        seen[company] = True
        new = np.array([company], np.int64)
        while len(new):
            owners = np.unique(self.owner[self._up.of(new)])
            new = owners[~seen[owners]]
            seen[new] = True
        return np.flatnonzero(seen)


def _decided(settled: dict[int, float], left: float, threshold: float) -> bool:
    """Whether what is still on its way could lift nobody over the threshold any more."""
    if left + _ROUNDING >= threshold:
        return False
    nearly = threshold - left - _ROUNDING
    return not any(nearly <= part < threshold - _ROUNDING for part in settled.values())


def _grouped(ends: Ints, size: int) -> _Links:
    order = np.argsort(ends, kind="stable")
    counts = np.bincount(ends, minlength=size)
    return _Links(np.concatenate(([0], np.cumsum(counts))), order)


def from_names(
    links: Sequence[tuple[str, str, int]],
) -> tuple[LargeGraph, tuple[str, ...]]:
    """A graph from (owner, company, share) triples, and the name of each of its nodes."""
    names = tuple(sorted({end for owner, company, _ in links for end in (owner, company)}))
    place = {name: number for number, name in enumerate(names)}
    arrays = np.array(
        [(place[owner], place[company], share) for owner, company, share in links], np.int64
    ).reshape(-1, 3)
    return LargeGraph(len(names), arrays[:, 0], arrays[:, 1], arrays[:, 2]), names
