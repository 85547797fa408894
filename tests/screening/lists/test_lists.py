import pytest

from screening import lists
from screening.policy import bundled_policy


def test_every_list_of_the_policy_has_a_source():
    named = {wanted.id for wanted in bundled_policy().lists}
    assert named <= {known.id for known in lists.LISTS}


def test_list_ids_are_unique():
    ids = [known.id for known in lists.LISTS]
    assert len(ids) == len(set(ids))


def test_an_unknown_list_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="un-sc, local"):
        lists.source("uk")
    with pytest.raises(KeyError, match="un-sc, local"):
        lists.parse("uk", {"a": b"1"})


def test_a_web_page_in_place_of_a_list_is_refused():
    with pytest.raises(lists.ListFormatError, match="web page"):
        lists.parse("un-sc", {"list.xml": b"<!doctype html><title>503</title>"})
