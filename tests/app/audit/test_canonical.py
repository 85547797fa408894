"""Canonical bytes: one form per value, without floats."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app.audit.canonical import canonical, digest, exact


def test_floats_become_their_shortest_decimal() -> None:
    assert canonical({"b": 0.1, "a": 1.0}) == b'{"a":"1.0","b":"0.1"}'


def test_keys_sort_by_utf16_as_rfc_8785_wants() -> None:
    assert canonical({"€": 1, "\r": 2, "1": 3}) == '{"\\r":2,"1":3,"€":1}'.encode()


@given(st.lists(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text()))
def test_writing_exactly_twice_changes_nothing(value: object) -> None:
    assert exact(exact(value)) == exact(value)


@given(st.dictionaries(st.text(), st.integers(-(2**53) + 1, 2**53 - 1) | st.text()))
def test_reading_back_gives_the_same_digest(value: dict[str, object]) -> None:
    assert digest(json.loads(canonical(value))) == digest(value)


def test_a_number_no_reader_keeps_is_refused() -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        canonical(2**53)
