"""The tree over the log: RFC 6962 hashing, and proofs that one leaf is in it.

Only the roots of the full subtrees (the frontier) are kept: appending and proving the newest leaf
take no more than that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

EMPTY_ROOT = hashlib.sha256().digest()


@dataclass(frozen=True, slots=True)
class Tree:
    """`size` leaves; `frontier` the roots of the full subtrees they form, largest first."""

    size: int = 0
    frontier: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Tree:
        """The tree with one more leaf hash."""
        frontier, full = [*self.frontier, leaf], self.size
        while full & 1:
            right, left = frontier.pop(), frontier.pop()
            frontier.append(node_hash(left, right))
            full >>= 1
        return Tree(self.size + 1, tuple(frontier))

    @property
    def root(self) -> bytes:
        """RFC 6962 section 2.1: the hash of the empty string for a tree without leaves."""
        if not self.frontier:
            return EMPTY_ROOT
        root = self.frontier[-1]
        for left in reversed(self.frontier[:-1]):
            root = node_hash(left, root)
        return root

    def proof_of_next(self) -> tuple[bytes, ...]:
        """The inclusion proof, leaf to root, of the leaf that is appended next."""
        return tuple(reversed(self.frontier))


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_proof(leaf: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root that `proof` leads to (RFC 9162 section 2.1.3.2).

    Raises ValueError where index, size and the length of the proof cannot belong together, or a
    hash is not 32 bytes long. A tree of size 0 holds no leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    if any(len(part) != hashlib.sha256().digest_size for part in (leaf, *proof)):
        raise ValueError("a hash is not 32 bytes long")
    place, last, root = index, size - 1, leaf
    for part in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if place & 1 or place == last:
            root = node_hash(part, root)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            root = node_hash(root, part)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return root
