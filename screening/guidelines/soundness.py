"""Is a rule set sound: does every rule name only what the set and the code know?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from screening.errors import PolicyError
from screening.guidelines.arguments import texts
from screening.guidelines.needs import fault, parse_need
from screening.guidelines.predicates import PREDICATES, parts
from screening.guidelines.rules import Kind, Parameter, Rule, RuleSet, Stage, Standing
from screening.model import PartyRole, Verification

CHECK_IDS = (
    "sanctions",
    "ineligibility",
    "ownership",
    "completeness",
    "human_rights",
    "licences",
    "personnel",
    "policies",
)
_ACTORS = ("V", "DO", "SMT", "CSA", "DSS", "PROC", "ORG", "State")
_SETTINGS = ("at_least", "at_most", "undecided")
# Whom the evidence may be about that a predicate asks for.
_ABOUT = {"each_person": ("person",), "recorded": ("vendor", "person", "engagement")}
_COMPANY = ("vendor", "engagement")
_WORDS: dict[str, tuple[str, ...]] = {
    "checks": CHECK_IDS,
    "country": ("home", "host"),
    "roles": tuple(PartyRole),
    "minimum": tuple(Verification),
    "fields": ("name", "incorporation", "headquarters", "organisation", "services"),
}


def refuse_unsound(ruleset: RuleSet) -> None:
    """Raises PolicyError for the first fault, naming the rule and the key."""
    _refuse_twice((rule.id for rule in ruleset.rules), "rule")
    _refuse_twice((one.id for one in ruleset.instruments), "instrument")
    ids = {rule.id for rule in ruleset.rules}
    instruments = {one.id for one in ruleset.instruments}
    for rule in ruleset.rules:
        for key, problem in _faults(rule, ruleset, ids, instruments):
            raise PolicyError(f"rule set: rules {rule.id}: {key!r}: {problem}")


def _refuse_twice(ids: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise PolicyError(f"rule set: {what} {one} occurs twice")
        seen.add(one)


def _faults(
    rule: Rule, ruleset: RuleSet, ids: set[str], instruments: set[str]
) -> Iterator[tuple[str, str]]:
    known = {
        "instrument": ((rule.instrument,), instruments),
        "actor": (rule.actor, _ACTORS),
        "evidence": (rule.evidence, ruleset.evidence),
        "sources": (rule.sources, ruleset.sources),
        "related": (rule.related, ids),
    }
    for key, (given, allowed) in known.items():
        for one in given:
            if one not in allowed:
                yield key, f"unknown {one!r}"
    yield from _stage(rule)
    if rule.verification is Standing.UNVERIFIED and (rule.section or rule.paragraph):
        yield "paragraph", "is not filled in while the wording is unverified"
    for name, parameter in rule.parameters.items():
        if problem := misfit(parameter):
            yield f"parameters.{name}", problem
    yield from _predicate(rule)
    for part in parts(rule) if rule.predicate in PREDICATES else ():
        yield from _arguments(part, ruleset)


def _stage(rule: Rule) -> Iterator[tuple[str, str]]:
    if rule.kind in (Kind.GATE, Kind.ESCALATION) and rule.stage in (Stage.NONE, Stage.NEED):
        yield "stage", f"a {rule.kind} is due at selection, award or deployment"
    if (rule.kind is Kind.PRECONDITION) is not (rule.stage is Stage.NEED):
        yield "stage", "need is the stage of preconditions, and theirs only"


def misfit(parameter: Parameter) -> str:
    """What is wrong with a parameter's default, or ""."""
    default = parameter.default
    if not parameter.options or default is None:
        return ""
    given = default if isinstance(default, tuple) else (str(default),)
    wrong = [one for one in given if one not in parameter.options]
    return f"{wrong[0]!r} is not one of {', '.join(parameter.options)}" if wrong else ""


def _predicate(rule: Rule) -> Iterator[tuple[str, str]]:
    listed = rule.arguments.get("parts", ())
    if rule.predicate != "all_of":
        yield from _shape(rule)
        return
    if not isinstance(listed, tuple) or not listed:
        yield "arguments.parts", "at least one part is needed"
        return
    for part in listed:
        if not isinstance(part, dict) or not isinstance(part.get("predicate"), str):
            yield "arguments.parts", f"each part names its predicate; {part!r} does not"
            return
    for part_rule in parts(rule):
        if part_rule.predicate == "all_of":
            yield "arguments.parts", "a part cannot have parts"
        yield from _shape(part_rule)


def _shape(rule: Rule) -> Iterator[tuple[str, str]]:
    predicate = PREDICATES.get(rule.predicate)
    if predicate is None:
        known = ", ".join(sorted(PREDICATES))
        yield "predicate", f"unknown {rule.predicate!r}; known: {known}"
        return
    for name in rule.arguments:
        if name not in predicate.known:
            yield f"arguments.{name}", f"{rule.predicate} takes no such argument"
    for name in predicate.required:
        if not rule.arguments.get(name):
            yield f"arguments.{name}", f"{rule.predicate} needs it"
    if predicate.one_of and not any(rule.arguments.get(name) for name in predicate.one_of):
        yield f"arguments.{predicate.one_of[0]}", f"one of {', '.join(predicate.one_of)} is needed"


def _arguments(rule: Rule, ruleset: RuleSet) -> Iterator[tuple[str, str]]:
    for name in ("needs", "any_of"):
        for line in texts(rule, name):
            if problem := _need_fault(line, rule, ruleset):
                yield f"arguments.{name}", problem
    for code in texts(rule, "declarations"):
        if code not in ruleset.declarations:
            yield "arguments.declarations", f"unknown {code!r}"
    for name in _SETTINGS:
        for parameter in texts(rule, name):
            if parameter not in rule.parameters:
                yield f"arguments.{name}", f"unknown parameter {parameter!r}"
    for name, words in _WORDS.items():
        for word in texts(rule, name):
            if word not in words:
                yield f"arguments.{name}", f"{word!r} is not one of {', '.join(words)}"
    if not isinstance(rule.arguments.get("self_attested", True), bool):
        yield "arguments.self_attested", "must be true or false"


def _need_fault(line: str, rule: Rule, ruleset: RuleSet) -> str:
    try:
        need = parse_need(line)
    except PolicyError as error:
        return str(error)
    kind = ruleset.evidence.get(need.code)
    if problem := fault(need, kind, tuple(rule.parameters)):
        return problem
    about = _ABOUT.get(rule.predicate, _COMPANY)
    if kind is not None and kind.about not in about:
        return f"{need.code!r} is about a {kind.about}; {rule.predicate} asks of {', '.join(about)}"
    return ""
