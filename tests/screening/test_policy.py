"""The policy: what is bundled reads, and a mistyped key is an error with its place."""

from dataclasses import fields

import pytest

from screening.errors import PolicyError
from screening.plain import digest
from screening.policy import SourcePolicy, WeightsPolicy, bundled_policy, parse_policy

GOOD = """
version = "t"
review_threshold = 0.75
near_miss_floor = 0.5
near_misses_kept = 3
licence_grace_days = 60
[[lists]]
id = "un-sc"
check = "sanctions"
mandatory = true
max_age_days = 7
"""


def test_the_bundled_policy_asks_a_list_for_both_list_checks():
    policy = bundled_policy()
    assert policy.lists_for("sanctions")
    assert policy.lists_for("ineligibility")


SOURCES = """
[weights]
version = "1"
sha256 = "ab"
[[sources]]
id = "register"
mandatory = true
max_age_days = 30
"""


def test_a_policy_may_name_weights_and_sources():
    policy = parse_policy(GOOD + SOURCES)
    assert policy.weights == WeightsPolicy(version="1", sha256="ab")
    assert policy.sources == (SourcePolicy(id="register", mandatory=True, max_age_days=30),)


def test_a_policy_that_names_neither_keeps_the_digest_it_always_had():
    policy = parse_policy(GOOD)
    named = ("weights", "sources")
    before = {f.name: getattr(policy, f.name) for f in fields(policy) if f.name not in named}
    assert policy.digest == digest(before) != parse_policy(GOOD + SOURCES).digest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('sha256 = "ab"', "", "weights: 'sha256' is missing"),
        ("mandatory = true\nmax_age_days = 30", "mandatory = true", "'max_age_days' is missing"),
        ("[[sources]]", "[sources]", "blocks"),
    ],
)
def test_bad_weights_and_sources_are_refused_with_their_place(old, new, words):
    with pytest.raises(PolicyError, match=words):
        parse_policy(GOOD + SOURCES.replace(old, new))


def test_the_digest_follows_the_content():
    other = GOOD.replace("0.75", "0.76")
    assert parse_policy(GOOD).digest == parse_policy(GOOD).digest != parse_policy(other).digest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("near_misses_kept", "near_mises_kept", "unknown key 'near_mises_kept'"),
        ('version = "t"\n', "", "'version' is missing"),
        ("mandatory = true", "mandatory = 1", "'mandatory' must be bool"),
        ("max_age_days = 7", "max_age_days = true", "'max_age_days' must be int"),
        ("near_miss_floor = 0.5", "near_miss_floor = 0.9", "near_miss_floor"),
        ("[[lists]]", "[[list]]", "names no lists"),
        ('version = "t"', "version =", "not valid TOML"),
    ],
)
def test_a_bad_policy_is_refused_with_its_place(old, new, words):
    with pytest.raises(PolicyError, match=words.replace("[", r"\[")):
        parse_policy(GOOD.replace(old, new))
