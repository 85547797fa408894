"""Same pair, same score, same explanation: on every machine, in any order, in any process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screening.matching import Index, compare
from tests.screening.matching import golden
from tests.screening.matching.fictional import REVIEW

PAIRS = golden.pairs()
ROOT = Path(__file__).parents[3]
AGAIN = "if a score is meant to change: python -m tests.screening.matching.golden"


def test_there_are_two_hundred_pairs_of_both_sorts():
    found = sum(pair["score"] >= REVIEW for pair in PAIRS)
    assert len(PAIRS) == len({pair["id"] for pair in PAIRS}) == 200
    assert 50 <= found <= 150


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_a_pair_scores_and_explains_itself_as_ever(pair):
    now = golden.explained(compare(golden.party(pair["left"]), golden.entry(pair)))
    assert now == {"score": pair["score"], "features": pair["features"]}, AGAIN


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["id"])
def test_either_side_may_be_the_listed_one(pair):
    swapped = pair | {"left": pair["right"], "right": pair["left"]}
    again = golden.explained(compare(golden.party(swapped["left"]), golden.entry(swapped)))
    assert again["score"] == pair["score"]
    assert weights(again["features"]) == weights(pair["features"])


def weights(features):
    return sorted((name, weight) for name, _, _, _, weight, _ in features)


@pytest.mark.parametrize("seed", ["0", "7"])
def test_another_process_in_another_order_writes_the_same_file(seed):
    done = subprocess.run(
        [sys.executable, "-m", "tests.screening.matching.golden", "--print"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert done.stdout == golden.FILE.read_bytes(), AGAIN


@pytest.fixture(scope="module")
def index():
    return Index.build(golden.entry(pair) for pair in PAIRS)


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if pair["score"] >= REVIEW], ids=lambda pair: pair["id"]
)
def test_a_search_gives_what_comparing_gives(index, pair):
    found = index.search(golden.party(pair["left"]), limit=1, all_from=REVIEW)
    [mine] = [comparison for comparison in found if comparison.right.ref == pair["id"]]
    expected = {"score": pair["score"], "features": pair["features"]}
    assert json.loads(json.dumps(golden.explained(mine))) == expected
