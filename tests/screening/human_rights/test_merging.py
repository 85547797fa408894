"""Accounts joined by certain rules and by people, and taken apart again."""

from dataclasses import replace
from datetime import date

from screening.human_rights.merging import Link, Separation, merge, propose
from screening.model import DateSpan
from tests.screening.human_rights.said import TODAY, account, on

WHO = {key: frozenset({"vendor"}) for key in "abcdef"}


def keys(occurrences):
    return [[account.id for account in each.accounts] for each in occurrences]


def rules(*accounts, who=WHO):
    return [link.rule for link in propose(accounts, who)]


def other(**changes):
    return account(id="b", source="Lindqvist Labour Watch", summary="Two were shot", **changes)


def test_the_same_words_under_two_ids_are_a_copy():
    assert rules(account(), account(id="b", line=9), who={}) == ["copy"]


def test_two_sources_that_agree_on_place_and_day_are_joined():
    assert rules(account(), other()) == ["day"]
    assert keys(merge([account(), other()], propose([account(), other()], WHO))) == [["a", "b"]]


def test_places_are_compared_in_their_plain_form():
    assert rules(account(place="Maralál "), other(place="maralal")) == ["day"]


def test_another_place_on_the_same_day_is_only_suggested():
    assert rules(account(), other(place="Isiolo")) == ["near"]
    assert keys(merge([account(), other(place="Isiolo")], propose([account()], WHO))) == [
        ["a"],
        ["b"],
    ]


def test_who_repeats_another_is_joined_to_it_whichever_id_comes_first():
    for one, two in (("a", "b"), ("b", "a")):
        first = account(id=one, source="Maralal Courier", place="")
        again = account(
            id=two, source="Wire", summary="It is said", place="", origin="Maralal Courier"
        )
        assert rules(first, again) == ["origin"]


def test_another_kind_of_harm_is_another_event():
    assert rules(account(), other(category="wages")) == []


def test_another_country_is_another_event():
    assert rules(account(), other(country="UG")) == []


def test_another_company_is_another_event():
    apart = {"a": frozenset({"vendor"}), "b": frozenset({"owner"})}
    assert rules(account(), other(), who=apart) == []


def test_one_source_and_one_reference_is_one_event():
    left = account(reference="S/2024/1, para. 7", category="torture")
    right = account(id="b", reference="S/2024/1, para. 7", summary="Later version")
    assert rules(left, right) == ["reference"]


def test_two_papers_that_go_back_to_one_report_are_joined():
    first = account(origin="Report 7", place="")
    second = other(origin="report 7", place="")
    assert rules(first, second) == ["origin"]


def test_dates_that_may_be_the_same_are_suggested_to_a_person():
    year = DateSpan(date(2022, 1, 1), date(2022, 12, 31))
    assert rules(account(), other(occurred=year)) == ["near"]


def test_dates_that_are_too_wide_say_nothing():
    decade = DateSpan(date(2015, 1, 1), date(2024, 12, 31))
    assert rules(account(), other(occurred=decade)) == []


def test_a_suggestion_joins_nothing():
    assert keys(merge([account(), other()], [Link("a", "b", "near")])) == [["a"], ["b"]]


def test_a_person_may_join_what_a_rule_only_suggests():
    word = Link("a", "b", "near", by="focal-point-1", reason="same victims")
    [joined] = merge([account(), other()], [word])
    assert "same victims" in joined.links[0].sentence


def test_taking_the_link_away_undoes_the_merge():
    link = Link("a", "b", "day", by="focal-point-1")
    assert keys(merge([account(), other()], [link])) == [["a", "b"]]
    assert keys(merge([account(), other()], [])) == [["a"], ["b"]]


def test_a_separation_beats_a_rule():
    both = [account(), other()]
    parted = Separation("b", "a", by="focal-point-1")
    assert keys(merge(both, propose(both, WHO), [parted])) == [["a"], ["b"]]


def test_a_separation_is_not_got_round_by_a_third_account():
    third = account(id="c", source="Corbel Post")
    links = [Link("a", "c", "day"), Link("b", "c", "day")]
    parted = Separation("a", "b", by="focal-point-1")
    assert keys(merge([account(), other(), third], links, [parted])) == [["a", "c"], ["b"]]


def test_a_person_comes_before_a_rule():
    third = account(id="c", source="Corbel Post")
    links = [Link("a", "c", "day"), Link("b", "c", "near", by="focal-point-1")]
    parted = Separation("a", "b", by="focal-point-1")
    assert keys(merge([account(), other(), third], links, [parted])) == [["a"], ["b", "c"]]


def test_links_to_accounts_that_are_gone_join_nothing():
    assert keys(merge([account()], [Link("a", "gone", "day")])) == [["a"]]


def test_an_undated_account_is_never_joined_by_its_date():
    assert rules(account(occurred=None), other(occurred=None, published=TODAY)) == []


def test_the_key_stays_when_an_account_is_added():
    both = [account(), other()]
    third = replace(account(id="c"), source="Corbel Post", occurred=on(TODAY))
    before = merge(both, propose(both, WHO))[0].key
    assert merge([*both, third], propose([*both, third], WHO))[0].key == before
