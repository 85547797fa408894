"""The tree: RFC 6962's reference roots, and proofs that hold for one leaf only."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.audit.merkle import EMPTY_ROOT, Tree, leaf_hash, node_hash, root_from_proof

# The reference leaves of RFC 6962 implementations, and the root over all eight.
LEAVES = [
    bytes.fromhex(leaf) for leaf in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
] + [bytes.fromhex("606162636465666768696a6b6c6d6e6f")]
ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def tree_of(leaves: list[bytes]) -> Tree:
    tree = Tree()
    for leaf in leaves:
        tree = tree.append(leaf_hash(leaf))
    return tree


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 6962 section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


def test_the_reference_root_comes_out() -> None:
    assert tree_of(LEAVES).root.hex() == ROOT


def test_the_empty_tree_has_the_empty_hash() -> None:
    assert Tree().root == EMPTY_ROOT


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_appending_agrees_with_the_definition(leaves: list[bytes]) -> None:
    assert tree_of(leaves).root == root_by_definition(leaves)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70))
def test_the_newest_leaf_is_proven_by_the_frontier(leaves: list[bytes]) -> None:
    before, last = tree_of(leaves[:-1]), leaf_hash(leaves[-1])
    proof = before.proof_of_next()
    assert root_from_proof(last, before.size, before.size + 1, proof) == tree_of(leaves).root


@pytest.mark.parametrize(
    ("index", "size"), [(8, 8), (-1, 8), (0, 0)], ids=["beyond", "negative", "empty tree"]
)
def test_a_leaf_that_cannot_be_there_is_refused(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="there is no leaf"):
        root_from_proof(leaf_hash(b""), index, size, ())


@pytest.mark.parametrize("proof", [(), (b"\x00" * 32,) * 9, (b"\x00" * 31,) * 3])
def test_a_proof_of_the_wrong_length_is_refused(proof: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match=r"too short|too long|32 bytes"):
        root_from_proof(leaf_hash(b""), 7, 8, proof)
