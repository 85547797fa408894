"""What was looked at: dates, staleness, and that absence proves nothing."""

from datetime import timedelta

import pytest

from screening.human_rights.coverage import Asked, cover
from screening.human_rights.sources import SOURCES
from tests.screening.human_rights.said import TODAY

FRESH = Asked(source=SOURCES[0], mandatory=True, max_age_days=30, dated=TODAY, size=7, digest="d")


def changed(**changes):
    return Asked(**{name: getattr(FRESH, name) for name in Asked.__slots__} | changes)


def test_a_fresh_source_is_reached():
    coverage = cover([FRESH], TODAY)
    assert coverage.gaps == ()
    assert coverage.statement(0).startswith("Found nothing in 1 of 1 sources as at 2026-11-21.")


def test_the_statement_says_what_absence_does_not_mean():
    assert "not of innocence" in cover([FRESH], TODAY).statement(0)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"dated": None}, "never been loaded"),
        ({"size": 0}, "holds nothing"),
        ({"dated": TODAY - timedelta(days=31)}, "31 days old; 30 are allowed"),
        ({"dated": TODAY + timedelta(days=1)}, "after the day asked about"),
        ({"problem": "the server did not answer"}, "could not be read anew"),
    ],
)
def test_a_source_that_cannot_be_relied_on_is_a_gap(changes, said):
    [gap] = cover([changed(**changes)], TODAY).gaps
    assert said in gap


def test_a_source_that_is_not_mandatory_is_missed_but_leaves_no_gap():
    coverage = cover([changed(dated=None, mandatory=False)], TODAY)
    assert coverage.gaps == ()
    assert len(coverage.missed) == 1
    assert "Not reached" in coverage.statement(2)


def test_a_closed_data_set_does_not_age():
    assert cover([changed(max_age_days=0, dated=TODAY.replace(year=2012))], TODAY).gaps == ()


def test_every_source_has_a_line_with_its_digest_and_its_limits():
    [line] = cover([FRESH], TODAY).lines()
    assert (line["digest"], line["dated"], line["used"]) == ("d", "2026-11-21", True)
    assert "proves nothing" in str(line["coverage"])
