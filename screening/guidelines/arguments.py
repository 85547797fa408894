"""Reading a rule's arguments: the typed values a predicate is called with."""

from __future__ import annotations

from screening.guidelines.needs import Need, parse_need
from screening.guidelines.rules import Kind, Rule
from screening.model import PartyRole, Verification

_MUST_BE_VOUCHED = (Kind.GATE, Kind.ESCALATION, Kind.PRECONDITION)
_PERSONNEL = (PartyRole.GUARD, PartyRole.KEY_PERSONNEL)


def texts(rule: Rule, name: str) -> tuple[str, ...]:
    """The argument as texts; () where it is not given."""
    value = rule.arguments.get(name, ())
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def text(rule: Rule, name: str) -> str:
    return str(rule.arguments.get(name, ""))


def needs(rule: Rule, name: str = "needs") -> tuple[Need, ...]:
    return tuple(parse_need(line) for line in texts(rule, name))


def minimum(rule: Rule) -> Verification:
    """The weakest verification that will do: the vendor's word alone carries no gate.

    Unless the rule says so, where the 2012 scheme rests on the vendor's own certificate by design.
    """
    if wanted := text(rule, "minimum"):
        return Verification(wanted)
    if rule.arguments.get("self_attested") is True or rule.kind not in _MUST_BE_VOUCHED:
        return Verification.SELF_ATTESTED
    return Verification.DOCUMENT_CHECKED


def roles(rule: Rule) -> tuple[PartyRole, ...]:
    return tuple(PartyRole(role) for role in texts(rule, "roles")) or _PERSONNEL
