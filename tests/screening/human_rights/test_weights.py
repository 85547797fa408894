"""The weights' file: every key known, every number in range, equal numbers an equal digest."""

from importlib import resources

import pytest

from screening.errors import PolicyError
from screening.human_rights.weights import bundled_weights, parse_weights

TEXT = resources.files("screening.human_rights").joinpath("weights.toml").read_text("utf-8")


def test_the_weights_that_ship_are_read():
    assert bundled_weights() == parse_weights(TEXT)
    assert bundled_weights().digest == parse_weights(TEXT).digest


def test_another_number_gives_another_digest():
    assert (
        parse_weights(TEXT.replace("high = 0.5", "high = 0.6")).digest != bundled_weights().digest
    )


def test_numbers_are_exact():
    assert bundled_weights().severity.worst * 10 == 7


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("high = 0.5", "high = 0.5\nhuge = 1", "weights.bands: unknown key 'huge'"),
        ('version = "1"', 'version = "1"\nmood = 2', "unknown key 'mood'"),
        ("high = 0.5", "", "'high' is missing"),
        ("high = 0.5", "high = 1.5", "between 0 and 1"),
        ("high = 0.5", "high = nan", "must be a number"),
        ("high = 0.5", "high = true", "must be a number"),
        ("high = 0.5", 'high = "0.5"', "must be a number"),
        ("high = 0.5", "high = 0.1", '"medium" is above "high"'),
        ("worst = 0.7", "worst = 0.8", "do not add up to 1"),
        ("half_life_years = 5", "half_life_years = 0", "must be above 0"),
        ("caused = 1.0", "", "weights.involvement: 'caused' is missing"),
        ("caused = 1.0", "caused = 1.0\nguessed = 1", "unknown key 'guessed'"),
        ("combined_allegations = false", "combined_allegations = 0", "must be true or false"),
        ('"acknowledged"  ', '"promised"  ', "self_attested_as"),
        ("[bands]", "[bands", "not valid TOML"),
    ],
)
def test_a_fault_is_named(old, new, said):
    assert old in TEXT
    with pytest.raises(PolicyError, match=said.replace("(", r"\(")):
        parse_weights(TEXT.replace(old, new, 1))
