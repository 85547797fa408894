import random
from dataclasses import replace
from datetime import date

import pytest

from screening.errors import ListFormatError
from screening.matching import Index, index
from screening.model import Address, Effect, PartyKind, Profile
from tests.screening.matching.fictional import LISTED, company, party

FULL = replace(
    LISTED[0],
    ref="FIC.200",
    listed_on=date(2024, 2, 29),
    effect=Effect.REFERS,
    addresses=(Address("1 Nowhere Road", country="ZZ"),),
    notes=(("COMMENT", "two\nlines"), ("OTHER", "ünïcode")),
)
MIXED = (*LISTED, FULL, company("Falconet Ltd"), Profile(kind=PartyKind.VESSEL, names=()))


@pytest.fixture
def saved(tmp_path):
    path = tmp_path / "fictional.index"
    Index.build(MIXED).save(path)
    return path


def test_a_loaded_index_holds_the_same_entries(saved):
    assert tuple(Index.load(saved)) == MIXED


def test_a_loaded_index_gives_the_same_answers(saved):
    built, loaded = Index.build(MIXED), Index.load(saved)
    for name in (name.text for entry in LISTED for name in entry.names):
        assert loaded.search(party(name)) == built.search(party(name))


def test_equal_indexes_are_equal_bytes(saved, tmp_path):
    Index.load(saved).save(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == saved.read_bytes()


def test_an_empty_index_can_be_saved(tmp_path):
    Index.build([]).save(tmp_path / "empty")
    assert len(Index.load(tmp_path / "empty")) == 0


@pytest.mark.parametrize("seed", range(60))
def test_any_flipped_byte_is_refused(saved, seed):
    content = bytearray(saved.read_bytes())
    content[random.Random(seed).randrange(len(content))] ^= 1 << seed % 8  # noqa: S311
    saved.write_bytes(content)
    with pytest.raises(ListFormatError, match="build it again"):
        Index.load(saved)


@pytest.mark.parametrize("kept", [0, 1, 8, 20, 48, 81, 82, 500, -1])
def test_a_file_cut_short_is_refused(saved, kept):
    saved.write_bytes(saved.read_bytes()[:kept])
    with pytest.raises(ListFormatError):
        Index.load(saved)


def test_an_index_of_another_matcher_is_refused(saved, monkeypatch):
    monkeypatch.setattr(index, "MATCHER", "another")
    with pytest.raises(ListFormatError, match="made for parts-2"):
        Index.load(saved)


def test_saving_replaces_and_leaves_nothing_beside(saved):
    Index.build(LISTED).save(saved)
    assert len(Index.load(saved)) == len(LISTED)
    assert list(saved.parent.iterdir()) == [saved]
