import pytest

from screening.matching.evaluate import evaluate, wratio
from screening.matching.examples import Example


def example(left, right, *, same):
    return Example(left, right, organisation=False, same=same, kind="official", subject=left)


PAIRS = (
    example("Daren Volkhovanov", "Дарен Волхованов", same=True),
    example("Yusuf Brannigar", "Brannigar, Yousuf", same=True),
    example("Daren Volkhovanov", "Lena Vasquith", same=False),
    example("Yusuf Brannigar", "Yusuf Tarqessian", same=False),
)


def test_pairs_told_apart_give_full_figures():
    found = evaluate(PAIRS)
    assert (found.pairs, found.precision, found.recall, found.auc) == (4, 1.0, 1.0, 1.0)


def test_a_peer_that_reads_one_script_ranks_worse():
    assert evaluate(PAIRS, wratio).auc < evaluate(PAIRS).auc


def test_pairs_of_one_answer_alone_cannot_be_judged():
    with pytest.raises(ValueError, match="both"):
        evaluate(PAIRS[:2])
