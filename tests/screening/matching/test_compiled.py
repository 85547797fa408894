"""What is compiled: the distances are those of rapidfuzz, and no stale machine code is taken."""

import ast
from pathlib import Path

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from screening.matching.compiled import jit
from screening.matching.compiled.strings import LONGEST, mark, mark_long, one_slip, ratio, slips

HERE = Path(jit.__file__).parent
LETTERS = "abcKs1"


@numba.njit
def slips_between(one, two):
    masks = np.zeros(256, np.uint64)
    mark(masks, one, 0, len(one))
    return slips(masks, len(one), two, 0, len(two))


@numba.njit
def likeness_of(one, two):
    rows = len(one) // LONGEST + 1
    masks = np.zeros((rows, 256), np.uint64)
    mark_long(masks, one, 0, len(one))
    return ratio(masks, len(one), two, 0, len(two), np.zeros(rows, np.uint64))


@numba.njit
def slip_apart(one, two):
    return one_slip(one, 0, len(one), two, 0, len(two))


def column(text):
    return np.frombuffer(text.encode(), np.uint8)


@given(st.text(LETTERS, max_size=LONGEST), st.text(LETTERS, max_size=LONGEST))
def test_slips_are_counted_as_rapidfuzz_counts_them(one, two):
    assert slips_between(column(one), column(two)) == OSA.distance(one, two)


@given(st.text(LETTERS, max_size=300), st.text(LETTERS, max_size=300))
def test_long_names_are_as_alike_as_rapidfuzz_says(one, two):
    expected = fuzz.ratio(one, two) / 100
    assert likeness_of(column(one), column(two)) == pytest.approx(expected, abs=0.00051)


@given(st.text(LETTERS, max_size=9), st.text(LETTERS, max_size=9))
def test_one_slip_is_a_distance_of_one_at_most(one, two):
    assert slip_apart(column(one), column(two)) == (OSA.distance(one, two) <= 1)


def test_machine_code_is_named_after_every_module_it_was_made_from():
    read = {module for source in HERE.glob("*.py") for module in imported(source)}
    outside = {module for module in read if ".matching.compiled" not in module}
    assert {f"{module.removeprefix('screening.matching.')}.py" for module in outside} <= {*jit.READ}


def imported(source):
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("screening."):
            yield node.module
