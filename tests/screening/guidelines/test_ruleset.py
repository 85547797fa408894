"""The bundled set is complete, strict in what it reads, and grows by new versions only."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from screening.errors import PolicyError
from screening.guidelines.rules import (
    Confidence,
    EffectiveKind,
    Kind,
    Stage,
    Standing,
)
from screening.guidelines.ruleset import (
    bundled_ruleset,
    confirm,
    parse_ruleset,
    ruleset_from_plain,
)
from screening.plain import plain

RULES = bundled_ruleset()
TODAY = date(2026, 3, 1)

# Counted in the instruments' tables by hand, not from the file.
COUNTS = {
    "GL-NEED": 10, "GL-SEL": 13, "GL-EVA": 10, "GL-SCR": 15, "GL-TRN": 11, "GL-UOF": 6,
    "GL-WPN": 10, "GL-VEH": 6, "GL-OVR": 7, "GL-REC": 6, "GL-ANA": 15, "GL-ANB": 13,
    "POL": 11, "APR": 12, "S000": 14, "S002": 120, "WG": 15, "HRD": 6, "MD": 21, "IC": 28,
    "VE": 16,
}  # fmt: skip
SPOTS = (
    *("GL-NEED-10", "GL-SCR-15", "GL-ANB-13", "S000-P4c", "S000-M1", "S002-18b-vii"),
    *("S002-25-36", "S002-51b", "S002-58i", "MD-GP-06a", "MD-GP-17-23", "MD-GP-57-65"),
    *("IC-28007-01", "IC-STR-17", "VE-16"),
)
SMALL = """
id = "small"
title = "A small set"
version = "0.1.0"
status = "provisional"
sources.BOOK = "a book"
[evidence.licence_copy]
label = "Licence"
about = "vendor"
values.class = "string: class of the licence"
values.armed = "boolean: armed"
values.years = "integer: years"
[evidence.medical]
label = "Medical"
about = "person"
[declaration.honest]
label = "Honest"
[service.static]
label = "Static"
family = "static"
permitted = true
[[instrument]]
id = "book"
title = "The book"
[[rule]]
id = "R-1"
group = "4.2"
instrument = "book"
text = "A licence."
kind = "gate"
stage = "selection"
chapter = "licensing"
verification = "confirmed"
evidence = ["licence_copy"]
sources = ["BOOK"]
predicate = "evidence"
arguments.needs = ["licence_copy"]
parameters.classes = { meaning = "classes", default = ["a"] }
"""


@pytest.mark.parametrize(("prefix", "count"), COUNTS.items())
def test_every_part_is_there_in_full(prefix, count):
    assert sum(rule.id.startswith(f"{prefix}-") for rule in RULES.rules) == count


def test_there_is_nothing_else():
    assert len(RULES.rules) == sum(COUNTS.values()) == 365


@pytest.mark.parametrize("rule_id", SPOTS)
def test_ids_are_those_of_the_instruments(rule_id):
    assert RULES.rule(rule_id).id == rule_id


def test_an_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        RULES.rule("GL-SEL-99")


def test_numbers_within_a_part_leave_no_hole():
    numbers = Counter(
        (found[1], int(found[2]))
        for rule in RULES.rules
        if (found := re.fullmatch(r"(GL-[A-Z]+|POL|APR|WG|HRD|VE|IC-STR)-(\d\d)", rule.id))
    )
    assert all((part, number) in numbers for part, last in numbers for number in range(1, last + 1))


@pytest.mark.parametrize(
    ("rule_id", "kind", "verification", "confidence"),
    [
        ("GL-SEL-01", "gate", "secondary", "high"),
        ("GL-SEL-03", "gate", "unverified", "high"),
        ("GL-SEL-12", "gate", "confirmed", None),
        ("GL-SEL-13", "escalation", "unverified", "low"),
        ("GL-SCR-03", "gate", "unverified", "low"),
        ("GL-SCR-09", "gate", "unverified", "medium"),
        ("GL-TRN-03", "gate", "secondary", None),
        ("GL-UOF-03", "gate", "confirmed", None),
        ("GL-EVA-08", "scored", "unverified", "low"),
        ("GL-OVR-01", "ongoing", "confirmed", None),
        ("POL-03", "precondition", "confirmed", None),
        ("APR-06", "precondition", "unverified", "medium"),
        ("S002-9a", "advisory", "confirmed", None),
        ("VE-10", "exception", "confirmed", None),
        ("VE-13", "process", "confirmed", None),
    ],
)
def test_kind_and_standing_are_the_rows(rule_id, kind, verification, confidence):
    rule = RULES.rule(rule_id)
    assert (rule.kind, rule.verification, rule.confidence) == (kind, verification, confidence)


@pytest.mark.parametrize("rule", [r for r in RULES.rules if r.id.startswith(("S000", "S002"))])
def test_the_founding_documents_bar_nobody(rule):
    assert rule.kind not in (Kind.GATE, Kind.ESCALATION, Kind.SCORED)


@pytest.mark.parametrize(
    ("rule_id", "name", "default"),
    [
        ("GL-SEL-03", "min_years_armed_service", 5),
        ("GL-SEL-05", "accept_in_process_licence", False),
        ("GL-SCR-02", "min_age", 21),
        ("GL-SCR-03", "max_age", None),
        ("GL-SCR-09", "lookback_years", None),
        ("IC-VET-01", "min_age", 18),
        ("VE-07", "level_1_from_usd", 40_000),
        ("VE-07", "level_2_from_usd", 500_000),
    ],
)
def test_only_firm_thresholds_are_set(rule_id, name, default):
    assert RULES.rule(rule_id).setting(name) == default


def test_a_number_nobody_confirmed_is_suggested_and_not_used():
    parameter = RULES.rule("GL-SCR-09").parameters["lookback_years"]
    assert (parameter.default, parameter.suggested) == (None, 5)


def test_it_is_provisional():
    assert (RULES.version, RULES.status) == ("0.1.0", "provisional")


def test_places_are_not_guessed():
    unread = [rule for rule in RULES.rules if rule.verification is Standing.UNVERIFIED]
    assert not [rule.id for rule in unread if rule.section or rule.paragraph]


def test_every_service_of_the_guidelines_is_permitted_and_no_other():
    permitted = {service.family for service in RULES.services.values() if service.permitted}
    assert permitted == {"static", "mobile"}


def test_every_kind_of_evidence_serves_a_rule():
    used = {code for rule in RULES.rules for code in rule.evidence}
    assert not [code for code in RULES.evidence if code not in used]


CAPS = [
    (Kind.GATE, Standing.CONFIRMED, None, EffectiveKind.GATE),
    (Kind.GATE, Standing.SECONDARY, None, EffectiveKind.GATE),
    (Kind.GATE, Standing.UNVERIFIED, Confidence.HIGH, EffectiveKind.PROVISIONAL),
    (Kind.GATE, Standing.UNVERIFIED, Confidence.MEDIUM, EffectiveKind.CHECKLIST),
    (Kind.GATE, Standing.UNVERIFIED, Confidence.LOW, EffectiveKind.INFORMATION),
    (Kind.GATE, Standing.UNVERIFIED, None, EffectiveKind.INFORMATION),
    (Kind.PRECONDITION, Standing.UNVERIFIED, Confidence.HIGH, EffectiveKind.PROVISIONAL),
    (Kind.SCORED, Standing.UNVERIFIED, Confidence.MEDIUM, EffectiveKind.SCORED),
    (Kind.SCORED, Standing.UNVERIFIED, Confidence.LOW, EffectiveKind.INFORMATION),
    (Kind.ONGOING, Standing.UNVERIFIED, Confidence.HIGH, EffectiveKind.ONGOING),
    (Kind.ADVISORY, Standing.CONFIRMED, None, EffectiveKind.ADVISORY),
    (Kind.ESCALATION, Standing.UNVERIFIED, Confidence.LOW, EffectiveKind.ESCALATION),
]


@pytest.mark.parametrize(("kind", "verification", "confidence", "expected"), CAPS)
def test_the_standing_caps_the_kind(kind, verification, confidence, expected):
    rule = replace(
        RULES.rule("GL-SEL-04"), kind=kind, verification=verification, confidence=confidence
    )
    assert rule.effective_kind is expected


def test_the_plain_form_round_trips():
    assert ruleset_from_plain(json.loads(json.dumps(plain(RULES)))) == RULES


def test_the_digest_changes_with_a_word():
    rules = (replace(RULES.rules[0], text="Another text."), *RULES.rules[1:])
    assert replace(RULES, rules=rules).digest != RULES.digest


def test_a_small_set_reads():
    assert parse_ruleset(SMALL).rule("R-1").setting("classes") == ("a",)


FAULTS = {
    "unknown key 'colour'": ('kind = "gate"', 'kind = "gate"\ncolour = "red"'),
    "rules R-1: 'kind' must be one of": ('kind = "gate"', 'kind = "fence"'),
    "'predicate': unknown 'guess'": ('predicate = "evidence"', 'predicate = "guess"'),
    "'evidence': unknown 'passport'": ('evidence = ["licence_copy"]', 'evidence = ["passport"]'),
    "'arguments.needs': unknown evidence": ('needs = ["licence_copy"]', 'needs = ["passport"]'),
    "has no value 'colour'": ('needs = ["licence_copy"]', 'needs = ["licence_copy.colour"]'),
    "'>=' takes a integer": (
        'needs = ["licence_copy"]',
        'needs = ["licence_copy.class >= classes"]',
    ),
    "unknown parameter 'ages'": (
        'needs = ["licence_copy"]',
        'needs = ["licence_copy.years >= ages"]',
    ),
    '"=" takes true or false': ('needs = ["licence_copy"]', 'needs = ["licence_copy.armed = yes"]'),
    "is not a need": ('needs = ["licence_copy"]', 'needs = ["licence_copy > 5"]'),
    "is about a person": ('needs = ["licence_copy"]', 'needs = ["medical"]'),
    "takes no such argument": ("arguments.needs", 'arguments.colour = "red"\narguments.needs'),
    "'sources': unknown 'FILM'": ('sources = ["BOOK"]', 'sources = ["FILM"]'),
    "'related': unknown 'R-2'": ('sources = ["BOOK"]', 'sources = ["BOOK"]\nrelated = ["R-2"]'),
    "'actor': unknown 'me'": ('sources = ["BOOK"]', 'sources = ["BOOK"]\nactor = ["me"]'),
    "'instrument': unknown 'film'": ('instrument = "book"', 'instrument = "film"'),
    "'stage': a gate is due": ('stage = "selection"\n', ""),
    "'text' is missing": ('text = "A licence."\n', ""),
    "is not filled in while": (
        'verification = "confirmed"',
        'verification = "unverified"\nparagraph = "3"',
    ),
    "'about' must be one of": ('about = "person"', 'about = "dog"'),
    'must be "type: meaning"': ('values.armed = "boolean: armed"', 'values.armed = "boolean"'),
    "not valid TOML": ('id = "small"', "id = small"),
    "'permitted' must be true or false": ("permitted = true", 'permitted = "yes"'),
    "'validity_days' must be a whole": (
        'sources = ["BOOK"]',
        'sources = ["BOOK"]\nvalidity_days = -1',
    ),
    "is not one of b": ('default = ["a"]', 'default = ["a"], options = ["b"]'),
}


@pytest.mark.parametrize(("message", "change"), FAULTS.items())
def test_a_fault_is_refused_and_named(message, change):
    assert change[0] in SMALL
    with pytest.raises(PolicyError, match=re.escape(message)):
        parse_ruleset(SMALL.replace(*change, 1))


def test_an_id_given_twice_is_refused():
    rule = SMALL[SMALL.index("[[rule]]") :]
    with pytest.raises(PolicyError, match="rule R-1 occurs twice"):
        parse_ruleset(SMALL + rule)


@pytest.mark.parametrize("raw", [{}, {"id": 3}, {**plain(RULES), "rules": "none"}])
def test_plain_data_of_another_shape_is_refused(raw):
    with pytest.raises(PolicyError):
        ruleset_from_plain(raw)


def _confirmed(ruleset, rule_id, **changes):
    return confirm(ruleset, rule_id, confirmed_by="officer-1", confirmed_on=TODAY, **changes)


def test_confirming_gives_a_new_version_and_leaves_the_old_one_alone():
    before = RULES.digest
    following = _confirmed(RULES, "GL-SEL-03", section="F", paragraph="17")
    rule = following.rule("GL-SEL-03")
    assert following.version == "0.2.0"
    assert (rule.effective_kind, rule.section, rule.paragraph) == ("gate", "F", "17")
    assert (rule.confirmed_by, rule.confirmed_on) == ("officer-1", TODAY)
    assert plain(RULES.rule("GL-SEL-03"))["verification"] == "unverified"
    assert following.digest != before


def test_a_confirmed_set_round_trips():
    following = _confirmed(RULES, "GL-SEL-03", parameters={"min_years_armed_service": 7})
    assert ruleset_from_plain(json.loads(json.dumps(plain(following)))) == following


def test_a_parameter_can_be_set():
    following = _confirmed(RULES, "GL-SCR-09", parameters={"lookback_years": 5})
    assert following.rule("GL-SCR-09").setting("lookback_years") == 5


@pytest.mark.parametrize(
    ("rule_id", "parameters"),
    [
        ("GL-SCR-09", {"years": 5}),
        ("GL-SCR-09", {"lookback_years": "five"}),
        ("GL-SEL-03", {"clock_starts_at": "some day"}),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(rule_id, parameters):
    with pytest.raises(PolicyError):
        _confirmed(RULES, rule_id, parameters=parameters)


def test_confirming_needs_an_author():
    with pytest.raises(PolicyError, match="needs the id of the officer"):
        confirm(RULES, "GL-SEL-03", confirmed_by=" ", confirmed_on=TODAY)


def test_an_escalation_can_be_made_a_gate():
    following = _confirmed(RULES, "GL-SEL-13", kind=Kind.GATE)
    assert following.rule("GL-SEL-13").effective_kind is EffectiveKind.GATE


def test_a_recorded_rule_made_a_gate_is_due_at_selection():
    following = _confirmed(RULES, "GL-VEH-02", kind=Kind.GATE)
    assert following.rule("GL-VEH-02").stage is Stage.SELECTION


def test_the_set_is_version_one_once_the_groups_are_confirmed():
    ruleset = RULES
    groups = ("4.2", "4.4", "4.9", "6")
    for rule in [rule for rule in RULES.rules if rule.group in groups]:
        assert ruleset.version.startswith("0.")
        ruleset = _confirmed(ruleset, rule.id)
    assert (ruleset.version, ruleset.status) == ("1.0.0", "confirmed")
    assert _confirmed(ruleset, "GL-UOF-04").version == "1.1.0"
