"""Sanctions and ineligibility: clear, findings, and every way of not having been checked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from screening.checks.context import Context, ListInForce, prepare
from screening.checks.listed import ineligibility, sanctions
from screening.model import Answer, Effect, PartyKind, Severity
from screening.policy import ListPolicy, Policy
from tests.screening.checks.world import (
    LISTED,
    LISTS,
    NOW,
    OWNER,
    POLICY,
    SUBMISSION,
    context,
    entry,
    in_force,
    renamed,
    stake,
)

WITH_LISTED_OWNER = replace(SUBMISSION, parties=(renamed(OWNER, LISTED),))


def test_strangers_on_a_fresh_list_are_clear():
    result = sanctions(context())
    assert (result.answer, result.reason) == (Answer.CLEAR, "")


def test_the_coverage_names_the_snapshot_and_its_dates():
    [covered] = sanctions(context()).coverage
    assert covered["snapshot"] == "one" * 8
    assert covered["entries"] == 1
    assert covered["checked_at"] == NOW.isoformat()


def test_a_listed_owner_is_a_finding_with_the_reference_and_the_path():
    [finding] = sanctions(context(WITH_LISTED_OWNER)).findings
    assert (finding.entry, finding.party, finding.severity) == ("ONi.001", "owner", Severity.BARS)
    assert finding.paths == (("owner", "vendor"),)
    assert "ONi.001" in finding.sentence
    assert finding.features


def test_each_check_asks_its_own_lists_only():
    barred = replace(SUBMISSION.vendor, names=entry("x", "Corbel Ardent Holdings").names)
    asked = context(replace(SUBMISSION, vendor=barred))
    assert sanctions(asked).answer is Answer.CLEAR
    assert [f.entry for f in ineligibility(asked).findings] == ["TWe.001"]


@pytest.mark.parametrize(
    ("lists", "words"),
    [
        ({}, "never been loaded"),
        ({"one": in_force("one")}, "empty"),
        ({"one": in_force("one", entry("a", "b c"), checked_at=NOW - timedelta(days=9))}, "stale"),
    ],
    ids=["missing", "empty", "stale"],
)
def test_a_list_that_cannot_be_used_is_not_checked(lists, words):
    result = sanctions(context(lists=lists))
    assert result.answer is Answer.NOT_CHECKED
    assert words in result.reason


def test_a_name_that_cannot_be_read_is_not_checked():
    result = sanctions(context(replace(SUBMISSION, parties=(renamed(OWNER, "?"),))))
    assert result.answer is Answer.NOT_CHECKED
    assert "'owner'" in result.reason


def test_a_finding_does_not_hide_what_could_not_be_read():
    unread = replace(OWNER, id="other", names=renamed(OWNER, "?").names)
    both = replace(WITH_LISTED_OWNER, parties=(*WITH_LISTED_OWNER.parties, unread))
    result = sanctions(context(both))
    assert result.answer is Answer.FINDINGS
    assert "'other'" in result.reason


def test_an_ended_listing_informs_and_does_not_bar():
    ended = in_force("one", entry("ONi.001", LISTED, ends_on=date(2026, 11, 20)))
    [finding] = sanctions(context(WITH_LISTED_OWNER, {**LISTS, "one": ended})).findings
    assert finding.severity is Severity.INFORMS


def test_the_effect_of_the_entry_is_the_severity_of_the_finding():
    refers = in_force("one", entry("ONi.001", LISTED, effect=Effect.REFERS))
    [finding] = sanctions(context(WITH_LISTED_OWNER, {**LISTS, "one": refers})).findings
    assert finding.severity is Severity.REFERS


def test_what_came_closest_is_kept():
    near = replace(SUBMISSION, parties=(renamed(OWNER, "Radoslav Petrovich Sokolsky"),))
    result = sanctions(context(near))
    assert result.answer is Answer.CLEAR
    assert len(result.near_misses) <= 3


def test_a_key_is_the_same_in_every_run():
    first, again = (sanctions(context(WITH_LISTED_OWNER)).findings[0].key for _ in range(2))
    assert first == again


def test_the_path_follows_the_stakes_through_companies():
    shell = replace(
        SUBMISSION.vendor, id="shell", names=entry("x", "Amber Lattice Holding").names, roles=()
    )
    chained = replace(
        WITH_LISTED_OWNER,
        parties=(*WITH_LISTED_OWNER.parties, shell),
        stakes=(stake("owner", "shell", 60), stake("shell", "vendor", 55)),
    )
    [finding] = sanctions(context(chained)).findings
    assert finding.paths == (("owner", "shell", "vendor"),)
    assert shell.kind is PartyKind.ORGANISATION


def optional(list_id: str) -> Policy:
    """The sample policy, with one list that need not be there."""
    lists = (replace(each, mandatory=each.id != list_id) for each in POLICY.lists)
    extra = ListPolicy(id="three", check="sanctions", mandatory=False, max_age_days=7)
    return replace(POLICY, lists=(*lists, extra))


def asked(lists: dict[str, ListInForce], refused: dict[str, str] | None = None) -> Context:
    return prepare(SUBMISSION, lists, optional("three"), NOW, refused)


def test_an_optional_list_that_was_never_loaded_is_named_and_does_not_block():
    result = sanctions(asked(LISTS))
    assert (result.answer, result.reason) == (Answer.CLEAR, "")
    [_, unused] = result.coverage
    assert (unused["list"], unused["used"]) == ("three", False)
    assert "never loaded" in unused["problem"]


def test_an_optional_list_counts_like_any_other_once_it_is_loaded():
    stale = in_force("three", entry("a", "b c"), checked_at=NOW - timedelta(days=8))
    result = sanctions(asked({**LISTS, "three": stale}))
    assert result.answer is Answer.NOT_CHECKED
    assert "the list three is stale" in result.reason


def test_an_optional_list_of_which_every_file_was_refused_is_not_passed_over():
    result = sanctions(asked(LISTS, {"three": "a web page"}))
    assert result.answer is Answer.NOT_CHECKED
    assert result.reason == "no file of the list three could be used: a web page"


def test_no_list_at_all_is_never_clear():
    none_needed = replace(optional("three"), lists=optional("three").lists[-1:])
    result = sanctions(prepare(SUBMISSION, {}, none_needed, NOW))
    assert (result.answer, result.reason) == (
        Answer.NOT_CHECKED,
        "no list for sanctions is in force",
    )


def test_the_coverage_tells_three_dates_apart_and_the_licence():
    dated = replace(
        LISTS["one"], changed_at=NOW - timedelta(days=2), published=NOW - timedelta(days=3)
    )
    licensed = replace(dated, licence="public information")
    [covered] = sanctions(context(lists={**LISTS, "one": licensed})).coverage
    dates = [covered[name] for name in ("checked_at", "changed_at", "published")]
    assert dates == [(NOW - timedelta(days=days)).isoformat() for days in (0, 2, 3)]
    assert covered["licence"] == "public information"


def test_a_finding_names_the_other_entries_of_its_subject():
    other = {"list": "two", "ref": "TWi.009", "because": "same passport"}
    linked = replace(LISTS["one"], also_listed={"ONi.001": (other,)})
    [finding] = sanctions(context(WITH_LISTED_OWNER, {**LISTS, "one": linked})).findings
    assert finding.evidence["also_listed"] == [other]
