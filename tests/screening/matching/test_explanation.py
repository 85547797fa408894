from itertools import product

import pytest

from screening.matching import compare
from screening.matching.scorer import score
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
        assert feature.sentence[0].isupper() or feature.sentence[0] == '"'
        assert feature.sentence.endswith((".", ")"))
        assert 0 <= feature.similarity <= 1


def test_it_says_which_words_agree_and_which_are_left_over():
    features = compare(party("Y Branigar"), person("r", "Yusuf Karim Brannigar")).features
    assert [feature.sentence for feature in features[1:]] == [
        'The initial in "y" and "yusuf" agrees.',
        '"branigar" is spelt nearly like "brannigar".',
        '"karim" has no counterpart in the other name.',
    ]


def test_it_says_when_names_are_compared_across_scripts():
    first = compare(party("Daren Volkhovanov"), person("r", "Дарен Волхованов")).features[0]
    assert "across scripts (Cyrillic and Latin)" in first.sentence


def test_a_score_never_leaves_its_range():
    assert (score(-10_000.0), score(10_000.0)) == (0.0, 1.0)
