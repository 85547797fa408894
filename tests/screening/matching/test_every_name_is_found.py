import os
import random
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening import lists
from screening.matching import Index, unreadable_names
from screening.model import Name, Party
from screening.policy import bundled_policy
from screening.text.names import readable
from tests.screening.matching.fictional import LISTED, REVIEW
from tests.screening.matching.variations import VARIATIONS, slipped, too_short_to_slip

INDEX = Index.build(LISTED)
NAMES = [(entry, name) for entry in LISTED for name in entry.names]


def lost(index, entry, name, vary, rng):
    """The varied name, if searching for it does not bring its own entry over the line."""
    varied = vary(name.text, rng)
    if readable(varied) or (vary is slipped and too_short_to_slip(name.text)):
        return None
    asked = Party(id="p", kind=entry.kind, names=(Name(varied),))
    if unreadable_names(asked):
        # A letter of another script made it a word of two: said to be unreadable, never clear.
        return None
    found = index.search(asked, limit=1, all_from=REVIEW)
    own = [comparison.score for comparison in found if comparison.right.ref == entry.ref]
    return None if own and own[0] >= REVIEW else f"{entry.ref}: {name.text!r} as {varied!r}: {own}"


def test_the_line_is_the_policy_s():
    assert bundled_policy().review_threshold == REVIEW


@pytest.mark.parametrize("vary", VARIATIONS)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_a_varied_name_finds_its_entry(vary, named, rng):
    assert lost(INDEX, *named, vary, rng) is None


@lru_cache
def un_list():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
    packed = Path(folder) / "un" / "un_consolidated_20260227.xml.gz"
    entries = lists.parse("un-sc", {packed.name: packed.read_bytes()}).entries
    return entries, Index.build(entries)


@pytest.mark.real_data
@pytest.mark.parametrize("vary", VARIATIONS)
def test_every_name_on_the_un_list_finds_its_entry(vary):
    entries, index = un_list()
    rng = random.Random(20260227)  # noqa: S311 - a repeatable choice of slips, not a secret
    named = [(e, name) for e in entries for name in e.names if not readable(name.text)]
    assert len(named) > 4_000
    mine = named[VARIATIONS.index(vary) :: len(VARIATIONS)]  # each name in one of the ways
    assert [text for e, name in mine if (text := lost(index, e, name, vary, rng))] == []
