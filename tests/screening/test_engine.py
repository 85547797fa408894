"""One run: every question once, and the same inputs give the same bytes."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from screening.checks import CHECKS
from screening.engine import Reference, screen
from screening.guidelines.ruleset import bundled_ruleset
from screening.model import Answer, Outcome
from screening.plain import canonical
from tests.screening.checks.world import LISTED, LISTS, NOW, OWNER, POLICY, SUBMISSION, renamed

REFERENCE = Reference(as_of=NOW, lists=LISTS, ruleset=bundled_ruleset())


def test_every_question_is_answered_once():
    results = screen(SUBMISSION, REFERENCE, POLICY).results
    assert len({result.check for result in results}) == len(CHECKS) == len(results)


def test_every_question_not_checked_says_why():
    for result in screen(SUBMISSION, REFERENCE, POLICY).results:
        assert result.answer is not Answer.NOT_CHECKED or result.reason


def test_the_same_inputs_give_the_same_bytes():
    first, again = (canonical(screen(SUBMISSION, REFERENCE, POLICY)) for _ in range(2))
    assert first == again


def test_without_lists_nothing_can_be_recommended_as_eligible():
    nothing = replace(REFERENCE, lists={})
    recommended = screen(SUBMISSION, nothing, POLICY).assessment.recommended
    assert recommended is Outcome.INSUFFICIENT_INFORMATION


def test_a_listed_owner_refers_the_vendor():
    given_ = replace(SUBMISSION, parties=(renamed(OWNER, LISTED),))
    assessment = screen(given_, REFERENCE, POLICY).assessment
    assert assessment.recommended is Outcome.REFERRED
    assert any("ONi.001" in reason for reason in assessment.reasons)


@given(name=st.text(max_size=60))
def test_no_name_breaks_a_run(name):
    given_ = replace(SUBMISSION, parties=(renamed(OWNER, name),))
    assert screen(given_, REFERENCE, POLICY).results
