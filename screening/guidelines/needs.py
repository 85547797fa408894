"""What a rule asks of the facts, in one line: `medical_certificate.fit = true`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from screening.errors import PolicyError
from screening.guidelines.rules import EvidenceType

_LINE = re.compile(
    r"(?P<code>[a-z][a-z0-9_]*)"
    r"(?:\.(?P<value>[a-z][a-z0-9_]*)(?: (?P<operator>=|in|>=|<=) (?P<operand>[a-z][a-z0-9_]*))?)?"
)
# Which type of value an operator can be put to.
_TYPES = {"": (), "=": ("boolean",), "in": ("string",), ">=": ("integer",), "<=": ("integer",)}


@dataclass(frozen=True, slots=True)
class Need:
    """Evidence of one kind, and what it has to say.

    `operator` "" asks only that the evidence is there and, with a `value`, that it states it;
    "=" compares with true or false; the others with the rule's parameter `operand`.
    """

    code: str
    value: str = ""
    operator: str = ""
    operand: str = ""

    @property
    def adverse(self) -> bool:
        """It asks that something bad is not so: one fact that says it is outweighs the others."""
        return self.operator == "=" and self.operand == "false"


@lru_cache(maxsize=2048)
def parse_need(line: str) -> Need:
    """Read one line. Raises PolicyError for one that does not have the form."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise PolicyError(
            f'{line!r} is not a need; write "code", "code.value", "code.value = true" '
            "(or false), "
            '"code.value in PARAMETER", "code.value >= PARAMETER" or "code.value <= PARAMETER"'
        )
    need = Need(**{name: text or "" for name, text in found.groupdict().items()})
    if need.operator == "=" and need.operand not in ("true", "false"):
        raise PolicyError(f'{line!r}: "=" takes true or false, not {need.operand!r}')
    return need


def fault(need: Need, kind: EvidenceType | None, parameters: tuple[str, ...]) -> str:
    """What is wrong with this need in a set where its code means `kind`, or ""."""
    if kind is None:
        return f"unknown evidence {need.code!r}"
    if need.value and need.value not in kind.values:
        return f"evidence {need.code!r} has no value {need.value!r}"
    types = _TYPES[need.operator]
    given = kind.values[need.value].type if need.value else ""
    if types and given not in types:
        return f"{need.code}.{need.value} is a {given}; {need.operator!r} takes a {types[0]}"
    if need.operator in ("in", ">=", "<=") and need.operand not in parameters:
        return f"unknown parameter {need.operand!r}"
    return ""
