import pytest

from screening.matching import Index, UnreadableNameError, compare, unreadable_names
from screening.model import Identifier
from tests.screening.matching.fictional import LISTED, party, person

INDEX = Index.build(LISTED)


@pytest.mark.parametrize("text", ["", " ", "X", "…", "😀", "\u200b\x00", "a" * 10_000, "12 34"])
def test_a_party_with_no_readable_name_is_refused(text):
    with pytest.raises(UnreadableNameError, match="could be compared"):
        INDEX.search(party(text))


def test_a_party_without_names_is_refused():
    with pytest.raises(UnreadableNameError, match="give at least one"):
        INDEX.search(party())


def test_an_entry_with_no_readable_name_cannot_be_compared():
    with pytest.raises(UnreadableNameError, match="single letter"):
        compare(party("Yusuf Brannigar"), person("r", "X"))


def test_the_refusal_shows_a_long_name_short():
    with pytest.raises(UnreadableNameError) as raised:
        INDEX.search(party("a" * 10_000))
    assert len(str(raised.value)) < 200


def test_the_readable_names_are_still_searched_and_the_rest_is_said():
    [best, *_] = INDEX.search(party("😀", "Daren Volkhovanov"))
    assert best.right.ref == "FIC.001"
    said = [feature for feature in best.features if feature.name == "unreadable name"]
    assert [(feature.left, feature.weight) for feature in said] == [("😀", 0.0)]


def test_unreadable_names_are_told_apart_from_a_clean_search():
    assert unreadable_names(party("😀", "Daren Volkhovanov"))[0][0] == "😀"
    assert unreadable_names(party("Daren Volkhovanov")) == ()


def test_an_index_says_which_of_its_names_nobody_can_find():
    broken = person("FIC.900", "X", "Yusuf Brannigar")
    [(entry, text, reason)] = Index.build([*LISTED, broken]).unreadable
    assert (entry, text) == (broken, "X")
    assert reason


def test_an_entry_without_readable_name_is_found_by_its_number():
    number = (Identifier("passport", "QX-4471902", "SD"),)
    index = Index.build([person("FIC.900", "X", identifiers=number)])
    [found] = index.search(party("Lena Vasquith", identifiers=number))
    assert found.right.ref == "FIC.900"


@pytest.mark.parametrize("text", ["Lena \x00Vasquith\u202e", "L\u0435na Vasquith", "ab " * 300])
def test_odd_names_are_searched_without_a_crash(text):
    assert isinstance(INDEX.search(party(text)), list)


def test_what_nobody_can_find_is_saved_with_the_index(tmp_path, monkeypatch):
    broken = person("FIC.900", "X", "Yusuf Brannigar")
    Index.build([*LISTED, broken]).save(tmp_path / "index")
    monkeypatch.setattr(Index, "build", None)
    [(entry, text, _)] = Index.load(tmp_path / "index").unreadable
    assert (entry, text) == (broken, "X")
