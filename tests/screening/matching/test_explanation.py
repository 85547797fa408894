# ruff: noqa: RUF001 - other scripts are the matter here
from itertools import product

import pytest

from screening.matching import compare
from screening.matching.weights import probability as score
from screening.model import Gender
from tests.screening.matching.fictional import LISTED, country, party, person, year

PARTIES = (
    party("Daren Volkhovanov", births=(year(1950),), gender=Gender.FEMALE),
    party("The Heron", countries=(country("RU"),)),
    party("Y. Branigar Karim", "😀"),
    party("Samer Alwahmi"),
)


@pytest.mark.parametrize(("left", "right"), list(product(PARTIES, LISTED)))
def test_the_weights_add_up_to_the_score(left, right):
    comparison = compare(left, right)
    assert comparison.score == score(sum(feature.weight for feature in comparison.features))


@pytest.mark.parametrize(("left", "right"), list(product(PARTIES, LISTED)))
def test_every_feature_has_one_plain_sentence(left, right):
    for feature in compare(left, right).features:
        assert feature.sentence == " ".join(feature.sentence.split())
        assert feature.sentence
        assert 0 <= feature.similarity <= 1


def sentences(left, right):
    return {feature.sentence for feature in compare(left, right).features}


def test_it_says_which_parts_agree_and_which_are_left_over():
    said = sentences(party("Y Branigar"), person("r", "Yusuf Karim Brannigar"))
    assert "initial: ‘Y’ and ‘Yusuf’" in said
    assert "‘Karim’ has no counterpart" in said
    assert any(text.startswith("name part ‘Branigar’ and ‘Brannigar’") for text in said)


def test_it_says_when_names_are_compared_across_scripts():
    said = sentences(party("Daren Volkhovanov"), person("r", "Дарен Волхованов"))
    assert "name part ‘Volkhovanov’ and ‘Волхованов’ agree across scripts; rare" in said


def test_a_score_never_leaves_its_range():
    assert (score(-10_000.0), score(10_000.0)) == (0.0, 1.0)


def test_a_common_name_says_no_more_than_it_is_rare():
    comparison = compare(party("Ahmed Mohamed Ali"), person("r", "Ahmed Mohamed Ali"))
    [common] = [feature for feature in comparison.features if feature.name == "common name"]
    assert common.weight < 0
    assert sum(feature.weight for feature in comparison.features) <= 22
