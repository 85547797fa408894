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


OWNERSHIP = """
[ownership]
[ownership.beneficial_owner]
id = "low"
title = "Beneficial owner at high risk"
reference = "a test"
threshold_percent = "15"
[[ownership.regimes]]
id = "us"
title = "US"
reference = "a test"
threshold_percent = "50"
valid_until = 2025-12-31
[[ownership.regimes]]
id = "us"
title = "US"
reference = "a test"
threshold_percent = "33.3"
valid_from = 2026-01-01
"""


def test_a_policy_silent_on_ownership_carries_the_bundled_tests():
    assert parse_policy(GOOD).ownership == bundled_policy().ownership
    assert {one.id for one in bundled_policy().ownership.regimes} == {
        "us",
        "eu",
        "uk",
        "us_bis",
        "un",
    }


def test_the_digest_follows_the_legal_tests():
    changed = parse_policy(GOOD + OWNERSHIP.replace('"15"', '"16"'))
    assert parse_policy(GOOD + OWNERSHIP).digest != changed.digest


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"15"', '"0"', "ownership.beneficial_owner: 'threshold_percent' must be a percentage"),
        ('"33.3"', '"1/0"', r"ownership.regimes\[1\]: 'threshold_percent'"),
        ("2026-01-01", "2025-12-31", "'us' is in force twice"),
        ("valid_from = 2026-01-01", 'axes = ["shares"]', "'shares' is none of capital"),
        ("valid_from = 2026-01-01", 'only_possible = ["luck"]', "'luck' is none of ownership"),
        ("valid_from = 2026-01-01", "axes = [1]", "'axes' must be"),
        ("valid_from = 2026-01-01", 'valid_from = "2026"', "'valid_from' must be"),
        ("[ownership.beneficial_owner]", "[ownership.owner]", "beneficial_owner"),
        ("[[ownership.regimes]]", "[[ownership.regime]]", "names no regimes"),
        ("[ownership]\n", "[ownership]\nunknown = 1\n", "unknown key 'unknown'"),
    ],
)
def test_a_bad_legal_test_is_refused_with_its_place(old, new, words):
    with pytest.raises(PolicyError, match=words):
        parse_policy(GOOD + OWNERSHIP.replace(old, new))


def test_an_ownership_block_that_is_none_is_refused():
    with pytest.raises(PolicyError, match="ownership"):
        parse_policy(GOOD.replace("[[lists]]", "ownership = 1\n[[lists]]"))
