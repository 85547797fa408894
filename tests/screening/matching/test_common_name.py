"""A name that thousands share: none of those who bear it is left out for their number."""

from screening.matching import Index
from tests.screening.matching.fictional import REVIEW, party, person

BEARERS = 3_100


def test_everybody_of_one_name_is_found_however_many_they_are():
    index = Index.build([person(f"C{number:04}", "Yusuf Brannigar") for number in range(BEARERS)])
    assert len(index.search(party("BRANNIGAR, Yusuf"), 1, all_from=REVIEW)) == BEARERS
