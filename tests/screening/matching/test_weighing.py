# ruff: noqa: RUF001 - other scripts are the matter here
from itertools import product

import pytest

from screening.matching.features import NAMES, vector
from screening.matching.names import analyse
from screening.matching.weighed import score_names
from screening.matching.weights import weights

PEOPLE = (
    "Yusuf Karim Brannigar",
    "Brannigar, Y. K.",
    "Daren Pavlovich Volkhovanov",
    "Дарен Волхованов",
    "Daren Volkho",
    "Tarqessian",
    "Abdulrahman Tamrin",
    "Abd al-Rahman Tamrin",
)
FIRMS = (
    "Quillmark Ordnance Cooperative",
    "QOC Ltd",
    "Falconet Security Group LLC",
    "ООО Фальконет Секьюрити Групп",
    "Falconetsecurity East Africa",
    "Falconet West Africa 12",
    "Kestrel",
)


@pytest.mark.parametrize(
    ("left", "right", "organisation"),
    [(*pair, False) for pair in product(PEOPLE, PEOPLE)]
    + [(*pair, True) for pair in product(FIRMS, FIRMS)],
)
def test_the_compiled_weighing_gives_what_the_features_add_up_to(left, right, organisation):
    one, two = (analyse(text, organisation=organisation) for text in (left, right))
    bits, alignment = score_names(one, two, weights())
    by = weights().names(organisation=organisation)
    added = sum(
        value * weight for value, weight in zip(vector(one, two, alignment), by, strict=True)
    )
    assert len(by) == len(NAMES)
    assert bits - alignment.adjusted == pytest.approx(added, abs=0.0011)
