"""What the facts answer to one need: they hold, say the contrary, have lapsed, or leave it open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto

from screening.checks.evidence import WITHOUT_FORCE
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.needs import Need
from screening.guidelines.rules import Rule, Setting
from screening.model import Fact, RuleOutcome, Scalar, Verification
from screening.text.countries import country_name

_RANK = {verification: verification.rank for verification in Verification}
_SHOWN = ("category", "years", "level")
_TYPES: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "date": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How a need is asked: of whom, for which country, and what will do as proof.

    `undecided` are values that are neither accepted nor refused: a person must say.
    """

    person: str = ""
    country: str = ""
    minimum: Verification = Verification.SELF_ATTESTED
    in_process_accepted: bool = False
    one_suffices: bool = False
    undecided: tuple[str, ...] = ()
    also: Callable[[Fact], bool] = field(default=lambda _: True)


class _Says(Enum):
    """FORMERLY: it said the contrary, but has no force any more."""

    HOLDS = auto()
    CONTRARY = auto()
    FORMERLY = auto()
    OUT_OF_FORCE = auto()
    OPEN = auto()


@dataclass(frozen=True, slots=True)
class _Reading:
    fact: Fact
    says: _Says
    phrase: str


def judge(need: Need, rule: Rule, dossier: Dossier, asking: Asking) -> Verdict:
    """Put one need to the facts. Contrary or out of force: unmet. Missing or too weak: unproven."""
    kind = dossier.ruleset.evidence[need.code]
    where = f" for {country_name(asking.country)}" if asking.country else ""
    held = _held(need, dossier, asking)
    if not held:
        give = f"give {article(need.code)} {need.code} fact"
        return Verdict(
            RuleOutcome.UNPROVEN, f"No {lower(kind.label)}{where} among the facts; {give}"
        )
    readings = [_read(need, fact, rule, dossier, asking) for fact in held]
    return _weigh(readings, need, asking)


def contradiction(need: Need, rule: Rule, dossier: Dossier) -> Verdict | None:
    """What the facts say against a need, in force or not; None where nothing does."""
    asking = Asking(in_process_accepted=True)
    read = [_read(need, fact, rule, dossier, asking) for fact in _held(need, dossier, asking)]
    telling = (_Says.HOLDS, _Says.CONTRARY, _Says.FORMERLY)
    readings = [reading for reading in read if reading.says in telling]
    if all(reading.says is _Says.HOLDS for reading in readings):
        return None
    verdict = _weigh(readings, need, asking)
    return None if verdict.outcome is RuleOutcome.MET else verdict


def _held(need: Need, dossier: Dossier, asking: Asking) -> list[Fact]:
    return [
        fact
        for fact in dossier.facts(need.code, person=asking.person)
        if (not asking.country or fact.country == asking.country) and asking.also(fact)
    ]


def attested(fact: Fact) -> str:
    """How a fact was verified, in words."""
    return (
        "self-attested"
        if fact.verification is Verification.SELF_ATTESTED
        else fact.verification.value.replace("_", " ")
    )


def lower(label: str) -> str:
    """A label inside a sentence: "Home-State licence" becomes "home-State licence"."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"


def title(fact: Fact, dossier: Dossier) -> str:
    """A fact as people name it: its label, number and country."""
    kind = dossier.ruleset.evidence.get(fact.kind)
    parts = [kind.label if kind else fact.kind, fact.number]
    parts.append(f"({country_name(fact.country)})" if fact.country else "")
    return " ".join(part for part in parts if part)


def _weigh(readings: list[_Reading], need: Need, asking: Asking) -> Verdict:
    """Something bad outweighs everything; papers that disagree go to a person."""
    by: dict[_Says, list[_Reading]] = {says: [] for says in _Says}
    for reading in readings:
        by[reading.says].append(reading)
    holds, contrary = by[_Says.HOLDS], by[_Says.CONTRARY]
    if contrary and (need.adverse or not holds):
        return Verdict(RuleOutcome.UNMET, _phrases(contrary), _ids(contrary))
    against = by[_Says.FORMERLY] if need.adverse else contrary
    if against and holds and not (need.operator == ">=" or asking.one_suffices):
        both = [*against, *holds]
        return Verdict(RuleOutcome.UNPROVEN, f"The facts disagree: {_phrases(both)}", _ids(both))
    if holds:
        best = max(holds, key=lambda reading: _RANK[reading.fact.verification])
        return Verdict(RuleOutcome.MET, best.phrase, _ids([best]))
    if by[_Says.OPEN]:
        return Verdict(RuleOutcome.UNPROVEN, _phrases(by[_Says.OPEN]), _ids(by[_Says.OPEN]))
    return Verdict(RuleOutcome.UNMET, _phrases(readings), _ids(readings))


def _read(need: Need, fact: Fact, rule: Rule, dossier: Dossier, asking: Asking) -> _Reading:
    said = _what_it_says(need, fact, rule, dossier, asking.undecided)
    if problem := _without_force(fact, rule, dossier):
        if said is not None and said[0] is _Says.CONTRARY:
            return _reading(fact, _Says.FORMERLY, f"{said[1]}; {problem}", dossier)
        return _reading(fact, _Says.OUT_OF_FORCE, problem, dossier)
    if fact.values.get("status") == "in_process" and not asking.in_process_accepted:
        return _reading(fact, _Says.OPEN, "applied for, not yet issued", dossier)
    if said is not None:
        return _reading(fact, said[0], said[1], dossier)
    if rule.validity_days is not None and fact.valid_from is None:
        return _reading(fact, _Says.OPEN, "has no date", dossier)
    if _RANK[fact.verification] < _RANK[asking.minimum]:
        wanted = asking.minimum.value.replace("_", " ")
        phrase = f"only {attested(fact)}; {wanted} or better is needed"
        return _reading(fact, _Says.OPEN, phrase, dossier)
    return _Reading(fact, _Says.HOLDS, _in_force(fact, title(fact, dossier)))


def _reading(fact: Fact, says: _Says, phrase: str, dossier: Dossier) -> _Reading:
    return _Reading(fact, says, f"{title(fact, dossier)}: {phrase}")


def _what_it_says(
    need: Need, fact: Fact, rule: Rule, dossier: Dossier, undecided: tuple[str, ...]
) -> tuple[_Says, str] | None:
    """Where what the fact says falls short of the need, or None where it does not."""
    if not need.value:
        return None
    value = fact.values.get(need.value)
    wanted = dossier.ruleset.evidence[need.code].values[need.value].type
    if value is None or value == "":
        return _Says.OPEN, f"does not state {need.value}"
    if type(value) is not _TYPES[wanted]:
        return _Says.OPEN, f"states {need.value} as {value!r}, which is not of type {wanted}"
    if need.operator and _folded(value) in map(_folded, undecided):
        return _Says.OPEN, f"{need.value} {value}; whether that will do, a person decides"
    if need.operator and not _holds(need, value, rule):
        return _Says.CONTRARY, _said(need, value, rule)
    return None


def _in_force(fact: Fact, name: str) -> str:
    said = [f"{key} {fact.values[key]}" for key in _SHOWN if key in fact.values]
    until = [f"valid until {fact.valid_until}"] if fact.valid_until else []
    return ", ".join([name, *said, attested(fact), *until])


def _without_force(fact: Fact, rule: Rule, dossier: Dossier) -> str:
    """Why the fact has no force on the day, or ""."""
    status = str(fact.values.get("status", "")).casefold()
    if status in WITHOUT_FORCE:
        return status
    if fact.valid_until is not None and fact.valid_until < dossier.as_of:
        return f"expired on {fact.valid_until}"
    if fact.valid_from is not None and fact.valid_from > dossier.as_of:
        return f"not valid before {fact.valid_from}"
    if rule.validity_days is None or fact.valid_from is None:
        return ""
    if dossier.as_of - fact.valid_from > timedelta(days=rule.validity_days):
        return f"of {fact.valid_from}, older than the {rule.validity_days} days allowed"
    return ""


def _holds(need: Need, value: Scalar, rule: Rule) -> bool:
    """Whether the value is what the need asks. A threshold nobody has set asks nothing."""
    if need.operator == "=":
        return value is (need.operand == "true")
    limit = rule.setting(need.operand)
    if limit is None:
        return True
    if need.operator == "in":
        return _folded(value) in map(_folded, options(limit))
    if not isinstance(value, int) or not isinstance(limit, int):
        return False
    return value >= limit if need.operator == ">=" else value <= limit


def options(setting: Setting | None) -> tuple[str, ...]:
    """A setting as the list of texts it stands for."""
    if setting is None:
        return ()
    return setting if isinstance(setting, tuple) else (str(setting),)


def _folded(value: Scalar) -> str:
    return str(value).casefold().strip()


def _said(need: Need, value: Scalar, rule: Rule) -> str:
    said = f"{need.value} is {str(value).lower() if isinstance(value, bool) else value}"
    if need.operator == "=":
        return said
    limit = rule.setting(need.operand)
    words = {"in": "one of", ">=": "at least", "<=": "at most"}[need.operator]
    return f"{said}; {words} {', '.join(options(limit))} is needed"


def _phrases(readings: Iterable[_Reading]) -> str:
    return "; ".join(dict.fromkeys(reading.phrase for reading in readings))


def _ids(readings: Iterable[_Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.fact.id for reading in readings))
