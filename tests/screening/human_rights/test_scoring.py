"""Credibility, denial, recency and mitigation where accounts agree and differ."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from screening.human_rights.scoring import h_of, score
from screening.human_rights.sensitivity import sensitivity, verdict
from screening.human_rights.sources import pogo
from screening.model import Verification
from tests.screening.human_rights.said import (
    FOUR_YEARS_AGO,
    TODAY,
    WEIGHTS,
    account,
    apart,
    on,
    together,
    wages,
)


def weighed(*accounts, **more):
    [each] = score(together(*accounts), WEIGHTS, TODAY, **more).weighed
    return each


def value(name, *accounts, **more):
    return weighed(*accounts, **more).factor(name).value


def ngo(key, **changes):
    return account(
        id=key,
        source=f"source {key}",
        evidence_class="credible_investigation",
        standard="allegation",
        **changes,
    )


def test_independent_sources_make_each_other_more_credible():
    assert value("C", ngo("a"), ngo("b")) == Decimal("0.640000")


def test_sources_that_repeat_one_another_do_not():
    assert value("C", ngo("a", origin="Report 7"), ngo("b", origin="Report 7")) == Decimal("0.4")


def test_credibility_without_a_court_is_capped():
    many = [ngo(key) for key in "abcdefgh"]
    assert value("C", *many) == Decimal("0.900000")


def test_a_final_judgment_is_not_capped():
    assert value("C", account(evidence_class="final_judgment", standard="conviction")) == 1


@pytest.mark.parametrize(
    ("standard", "most"),
    [("allegation", "0.4"), ("investigation", "0.6"), ("settlement", "0.6"), ("finding", "1")],
)
def test_no_class_is_worth_more_than_the_standard_of_proof(standard, most):
    said = account(standard=standard, evidence_class="final_judgment")
    assert value("C", said) == Decimal(most)


def test_no_class_is_worth_more_than_the_source():
    said = account(source="pogo", standard="conviction", evidence_class="final_judgment")
    assert value("C", said, sources={"pogo": pogo.SOURCE}) == Decimal("0.8")


def test_a_retraction_takes_the_word_of_its_own_source_only():
    assert value("C", ngo("a", retracted=True)) == Decimal("0.1")
    assert value("C", ngo("a", retracted=True), ngo("b")) == Decimal("0.46")


def acquittal(**changes):
    given = {"id": "z", "source": "courts", "standard": "acquittal"}
    return account(**{**given, "evidence_class": "final_judgment", **changes})


def test_an_acquittal_caps_credibility_and_lifts_the_gate():
    each = weighed(account(), acquittal())
    assert each.factor("C").value == Decimal("0.1")
    assert each.gravity.attributed <= Decimal("0.1")
    assert "acquittal" in each.factor("C").sentence


def test_the_vendors_own_word_of_an_acquittal_caps_nothing():
    assert value("C", account(), acquittal(evidence_class="unsourced")) == Decimal("0.85")


def convicted(**changes):
    return account(id="y", standard="conviction", evidence_class="final_judgment", **changes)


def test_the_later_of_conviction_and_acquittal_stands():
    yesterday = TODAY - timedelta(days=1)
    assert value("C", convicted(published=yesterday), acquittal(published=TODAY)) == Decimal("0.1")
    assert value("C", convicted(published=TODAY), acquittal(published=yesterday)) == 1


def test_where_the_order_is_unknown_the_conviction_stands():
    assert value("C", convicted(), acquittal()) == 1


def test_a_refusal_of_remedy_starts_the_clock_anew():
    assert value("R", wages(refused_on=TODAY)) == 1
    assert "refusal" in weighed(wages(refused_on=TODAY)).factor("R").sentence


def test_without_any_date_nothing_is_taken_off():
    assert value("R", wages(occurred=None)) == 1


def test_remedy_on_the_vendors_word_alone_counts_as_acknowledged():
    assert value("m", wages(remedy_verification=Verification.SELF_ATTESTED)) == Decimal("0.1")


def test_remedy_for_grave_harm_is_capped():
    mended = account(
        remedy="non_repetition_verified", remedy_verification=Verification.INDEPENDENT_AUDIT
    )
    assert value("m", mended) == Decimal("0.3")


def test_the_graver_version_has_only_the_credibility_of_who_tells_it():
    mild = ngo("a", category="excessive_force", scale=Fraction(0), scope=Fraction(0))
    mild = ngo("a", category="wages", scale=Fraction(1, 10), scope=Fraction(0))
    grave = account(id="b", evidence_class="single_media", standard="allegation")
    each = weighed(mild, grave)
    apart_h = score(apart(mild, grave), WEIGHTS, TODAY).h
    assert each.x <= apart_h
    assert each.factor("C").accounts in (("a", "b"), ("b",))


@pytest.mark.parametrize(
    ("perpetrator", "link", "expected"),
    [
        ("company", "vendor", "1"),
        ("personnel", "vendor", "1"),
        ("subsidiary", "vendor", "0.9"),
        ("company", "predecessor", "0.85"),
        ("company", "parent", "0.7"),
        ("subcontractor", "vendor", "0.5"),
        ("predecessor", "parent", "0.7"),
    ],
)
def test_attribution_follows_who_did_it_and_whose_company_it_is(perpetrator, link, expected):
    said = account(perpetrator=perpetrator)
    assert value("A", said, links={"a": link}) == Decimal(expected)


def test_being_directly_linked_weighs_less_than_causing():
    assert value("A", account(involvement="directly_linked")) == Decimal("0.4")


def test_an_unknown_code_counts_as_the_worst():
    said = account(category="?", involvement="?", evidence_class="?", standard="?", scale=None)
    each = weighed(said)
    assert each.grave
    assert each.factor("A").value == 1
    assert each.factor("C").value == Decimal("0.9")


def test_heaviest_first():
    scored = score(apart(wages(), account()), WEIGHTS, TODAY)
    assert [each.occurrence.key for each in scored.weighed] == ["a", "b"]


def test_nothing_on_record_is_a_low_band_of_zero():
    scored = score((), WEIGHTS, TODAY)
    assert (str(scored.h), scored.band) == ("0.000000", "low")


def test_the_band_that_hangs_on_a_weight_is_said_to():
    near = apart(wages(remedy="none", scale=Fraction(4, 5)))
    scored = score(near, WEIGHTS, TODAY)
    varied = sensitivity(scored, near, WEIGHTS, TODAY)
    assert scored.band == "medium"
    assert any(each.flips for each in varied)
    assert "not stable" in verdict(scored, varied)


def test_the_score_without_words_is_the_same_score():
    several = apart(wages(), account(), convicted())
    assert h_of(several, WEIGHTS, TODAY) == score(several, WEIGHTS, TODAY).h


def test_a_firm_band_holds_under_every_weight():
    firm = apart(convicted(occurred=on(TODAY)))
    scored = score(firm, WEIGHTS, TODAY)
    varied = sensitivity(scored, firm, WEIGHTS, TODAY)
    assert len({(each.weight, each.by) for each in varied}) == len(varied) >= 60
    assert verdict(scored, varied).startswith("The band high holds")


def test_four_years_are_four_years():
    assert weighed(account(occurred=on(FOUR_YEARS_AGO))).factor("R").sentence.startswith("4.00")
