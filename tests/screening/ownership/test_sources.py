"""One stake from several sources: confirmed, contradicted, never added."""

from fractions import Fraction

from screening.model import Share
from screening.ownership.intervals import Certainty
from screening.ownership.sources import merge
from tests.screening.ownership.drawing import ask, graph, stake

REGISTER = "officialRegister: A register"


def told(line, number=1, **more):
    return stake(line, number, source=REGISTER, **more)


def test_two_sources_that_agree_confirm_a_stake_and_are_not_added():
    [one], troubles = merge([stake("X->A 30", 0), told("X->A 30")])
    assert (one.confirmed, one.share.lower, troubles) == (True, Fraction(3, 10), ())


def test_a_band_and_an_exact_share_inside_it_agree():
    [one], _ = merge([stake("X->A 40", 0), told("X->A (25,50]")])
    assert (one.confirmed, one.share) == (True, Share(Fraction(2, 5), Fraction(2, 5)))


def test_two_sources_that_disagree_are_both_kept_and_told():
    [one], [trouble] = merge([stake("X->A 30", 0), told("X->A 55")])
    assert (one.agreed, one.confirmed) == (False, False)
    assert one.share == Share(Fraction(3, 10), Fraction(11, 20))
    assert trouble.kind == "conflict"
    assert "30 %" in trouble.sentence
    assert "55 %" in trouble.sentence


def test_a_conflict_over_the_threshold_is_possible():
    drawn = graph(stake("X->A 30", 0), told("X->A 55"))
    assert ask("us", drawn, "X", "A").on_what_is_stated is Certainty.POSSIBLE


def test_one_source_alone_confirms_nothing():
    [one], _ = merge([stake("X->A 30", 0), stake("X->A 30", 1)])
    assert not one.confirmed


def test_a_repeated_record_is_counted_once_and_told():
    [one], [trouble] = merge([told("X->A (25,50]", 1), told("X->A (25,50]", 2)])
    assert one.share == Share(Fraction(1, 4), Fraction(1, 2), lower_open=True)
    assert trouble.kind == "repeated"


def test_different_shares_from_one_source_are_classes_and_added():
    [one], troubles = merge([stake("X->A 30", 0), stake("X->A 25", 1)])
    assert (one.share.lower, troubles) == (Fraction(11, 20), ())


def test_an_owner_only_the_register_knows_is_told():
    _, troubles = merge([stake("X->A 60", 0), told("X->A 60", 1), told("Y->A (25,50]", 2)])
    assert [(one.kind, one.owner) for one in troubles] == [("one_source", "Y")]


def test_unnamed_holders_are_never_the_same():
    merged, _ = merge([stake("?->A 20", 0), stake("?->A 20", 1)])
    assert len(merged) == 2
