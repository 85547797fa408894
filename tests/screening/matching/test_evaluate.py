import math

import pytest

from screening.matching.evaluate import evaluate
from screening.matching.pairs import Example


def example(*, same, kind="official", organisation=False, script="latin"):
    return Example("A Volk", "B Volk", organisation, same, kind, "volk", script=script)


SAME, OTHER = example(same=True), example(same=False)
FOUR = (SAME, SAME, OTHER, OTHER)


def test_pairs_told_apart_give_full_figures():
    found = evaluate(FOUR, (0.9, 0.8, 0.2, 0.1), 0.5)
    assert (found.pairs, found.same, found.precision, found.recall, found.f1) == (4, 2, 1, 1, 1)
    assert (found.auc, found.recall_at_1, found.false_at_95) == (1.0, 1.0, 0.0)


def test_the_line_decides_what_counts_as_found():
    found = evaluate(FOUR, (0.9, 0.4, 0.6, 0.1), 0.5)
    assert (found.precision, found.recall) == (0.5, 0.5)


def test_the_best_line_is_where_the_f1_is_highest():
    found = evaluate(FOUR, (0.3, 0.2, 0.1, 0.1), 0.5)
    assert (found.f1, found.best_f1, found.best_line) == (0.0, 1.0, 0.2)


def test_ties_count_half():
    assert evaluate(FOUR, (0.5, 0.5, 0.5, 0.5), 0.5).auc == 0.5


def test_a_pair_below_a_false_one_is_lost_at_one_percent():
    assert evaluate(FOUR, (0.9, 0.3, 0.4, 0.1), 0.5).recall_at_1 == 0.5


def test_scores_that_say_what_is_so_are_calibrated():
    examples = (SAME,) * 8 + (OTHER,) * 2 + (SAME,) * 2 + (OTHER,) * 8
    calibrated = evaluate(examples, [0.8] * 10 + [0.2] * 10, 0.5)
    assert calibrated.calibration_error == pytest.approx(0.0)
    assert evaluate(examples, [1.0] * 10 + [0.0] * 10, 0.5).calibration_error == pytest.approx(0.2)


def test_both_answers_weigh_the_same_in_calibration():
    many = (SAME,) * 80 + (OTHER,) * 10 + (SAME,) * 20 + (OTHER,) * 40
    found = evaluate(many, [0.8] * 90 + [0.2] * 60, 0.5)
    assert found.calibration_error == pytest.approx(0.0)


def test_what_was_not_compared_counts_as_not_found():
    found = evaluate(FOUR, (0.9, math.nan, 0.2, 0.1), 0.5)
    assert (found.not_compared, found.recall) == (1, 0.5)


def test_groups_have_recall_of_their_own():
    slips = (example(same=True, kind="slip"), example(same=True, script="arabic"))
    groups = evaluate((*slips, OTHER), (0.9, 0.3, 0.5), 0.6).groups
    assert (groups["person: slip"].pairs, groups["person: slip"].recall_at_1) == (1, 1.0)
    assert (groups["script arabic"].recall, groups["across scripts"].recall_at_1) == (0.0, 0.0)


def test_a_small_group_is_held_against_false_pairs_of_its_kind():
    firm = example(same=True, kind="acronym", organisation=True)
    others = (example(same=False, organisation=True),) * 20 + (OTHER,) * 20
    groups = evaluate((firm, SAME, *others), [0.5, 0.5] + [0.4] * 20 + [0.6] * 20, 0.5).groups
    assert groups["organisation: acronym"].recall_at_1 == 1.0
    assert groups["person"].recall_at_1 == 0.0


def test_pairs_of_one_answer_alone_cannot_be_judged():
    with pytest.raises(ValueError, match="both"):
        evaluate((SAME, SAME), (0.5, 0.5), 0.5)
