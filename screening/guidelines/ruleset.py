"""Rule sets: the one that ships, one read from text or a record, and the next version of one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources

from screening.errors import PolicyError
from screening.guidelines.reading import read_ruleset
from screening.guidelines.rules import (
    DeclarationType,
    EffectiveKind,
    EvidenceType,
    Instrument,
    Kind,
    Parameter,
    Rule,
    RuleSet,
    ServiceType,
    Setting,
    Stage,
    Standing,
    ValueType,
)
from screening.guidelines.soundness import refuse_unsound

__all__ = [
    "DeclarationType",
    "EffectiveKind",
    "EvidenceType",
    "Instrument",
    "Kind",
    "Parameter",
    "Rule",
    "RuleSet",
    "ServiceType",
    "Stage",
    "Standing",
    "ValueType",
    "bundled_ruleset",
    "confirm",
    "parse_ruleset",
    "ruleset_from_plain",
]

# Once all of these are confirmed the set is no longer provisional.
GROUPS_FOR_ONE = ("4.2", "4.4", "4.9", "6")
# The names of the TOML file, where each block stands for one thing, and those of the set.
_PLURALS = {
    "instrument": "instruments",
    "declaration": "declarations",
    "service": "services",
    "rule": "rules",
}


def parse_ruleset(text: str) -> RuleSet:
    """Read a rule set from TOML. Raises PolicyError naming the rule and the key at fault."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"the rule set is not valid TOML: {error}") from error
    for plural in _PLURALS.values():
        if plural in raw:
            raise PolicyError(f"rule set: unknown key {plural!r}; blocks are named in the singular")
    evidence = raw.get("evidence", {})
    for code, kind in evidence.items() if isinstance(evidence, dict) else ():
        if isinstance(kind, dict):
            kind["values"] = _value_types(kind.get("values", {}), f"rule set: evidence.{code}")
    return ruleset_from_plain({_PLURALS.get(key, key): value for key, value in raw.items()})


def bundled_ruleset() -> RuleSet:
    """The rule set this version ships with."""
    return _bundled()


@cache
def _bundled() -> RuleSet:
    file = resources.files("screening.guidelines").joinpath("sets", "apsc-2012-r1.toml")
    return parse_ruleset(file.read_text("utf-8"))


def ruleset_from_plain(raw: Mapping[str, object]) -> RuleSet:
    """The set whose `screening.plain.plain` form this is: the round trip is exact.

    Raises PolicyError for anything unknown, missing, doubled or of the wrong type.
    """
    ruleset = read_ruleset(raw)
    refuse_unsound(ruleset)
    return ruleset


def confirm(
    ruleset: RuleSet,
    rule_id: str,
    *,
    confirmed_by: str,
    confirmed_on: date,
    section: str = "",
    paragraph: str = "",
    text: str | None = None,
    parameters: Mapping[str, Setting | None] | None = None,
    kind: Kind | None = None,
) -> RuleSet:
    """The next version of the set, with one rule confirmed or corrected against the instrument.

    The set given stays as it is. `parameters` are new values by name. Raises KeyError for an
    unknown rule, PolicyError for an unknown parameter, a value that does not fit, or no author.
    """
    if not confirmed_by.strip():
        raise PolicyError(
            f"{rule_id}: confirming needs the id of the officer who holds the document"
        )
    rule = ruleset.rule(rule_id)
    confirmed = replace(
        rule,
        verification=Standing.CONFIRMED,
        confidence=None,
        confirmed_by=confirmed_by,
        confirmed_on=confirmed_on,
        section=section or rule.section,
        paragraph=paragraph or rule.paragraph,
        text=rule.text if text is None else text,
        parameters=_set(rule, parameters or {}),
        kind=kind or rule.kind,
        stage=_stage(rule, kind or rule.kind),
    )
    rules = tuple(confirmed if one.id == rule_id else one for one in ruleset.rules)
    version, status = _next(ruleset, rules)
    following = replace(ruleset, rules=rules, version=version, status=status)
    refuse_unsound(following)
    return following


def _value_types(raw: object, where: str) -> dict[str, dict[str, str]]:
    """`values.name = "type: meaning"` taken apart."""
    if not isinstance(raw, dict):
        raise PolicyError(f"{where}: 'values' must be a table")
    taken = {}
    for name, line in raw.items():
        kind, colon, meaning = str(line).partition(": ")
        if not isinstance(line, str) or not colon:
            raise PolicyError(f'{where}: values.{name} must be "type: meaning", not {line!r}')
        taken[name] = {"type": kind, "meaning": meaning}
    return taken


def _set(rule: Rule, values: Mapping[str, Setting | None]) -> dict[str, Parameter]:
    for name, value in values.items():
        if name not in rule.parameters:
            known = ", ".join(rule.parameters) or "none"
            raise PolicyError(f"{rule.id}: no parameter {name!r}; known: {known}")
        known_as = rule.parameters[name].default
        if known_as is None:
            known_as = rule.parameters[name].suggested
        if value is not None and known_as is not None and type(value) is not type(known_as):
            raise PolicyError(f"{rule.id}: {name} is like {known_as!r}, not {value!r}")
    return {
        name: replace(parameter, default=values[name], confidence=None)
        if name in values
        else parameter
        for name, parameter in rule.parameters.items()
    }


def _stage(rule: Rule, kind: Kind) -> Stage:
    """A rule that becomes a gate without having been one is due at selection."""
    if kind is rule.kind:
        return rule.stage
    if kind is Kind.PRECONDITION:
        return Stage.NEED
    if kind in (Kind.GATE, Kind.ESCALATION) or rule.stage is Stage.NEED:
        return Stage.SELECTION
    return rule.stage


def _next(ruleset: RuleSet, rules: tuple[Rule, ...]) -> tuple[str, str]:
    """Version and status after a change: 0.2.0 and so on; 1.0.0 once the groups are confirmed."""
    try:
        major, minor, _ = (int(part) for part in ruleset.version.split("."))
    except ValueError as error:
        raise PolicyError(f"the version {ruleset.version!r} is not three numbers") from error
    held = {rule.group for rule in rules if rule.group in GROUPS_FOR_ONE}
    complete = len(held) == len(GROUPS_FOR_ONE) and all(
        rule.verification is Standing.CONFIRMED for rule in rules if rule.group in GROUPS_FOR_ONE
    )
    if major == 0 and complete:
        return "1.0.0", "confirmed"
    return f"{major}.{minor + 1}.0", ruleset.status
