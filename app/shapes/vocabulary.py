"""The codes a submission may use, as the rule set knows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from app.shapes.dates import span
from app.shapes.values import unknown
from screening.guidelines.ruleset import bundled_ruleset
from screening.model import Scalar

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`facts` gives for each evidence type its values and what each of them is: string, date, …"""

    facts: Mapping[str, Mapping[str, str]]
    declarations: tuple[str, ...]
    services: tuple[str, ...]

    def wrong_values(self, kind: str, values: Mapping[str, Scalar]) -> Iterator[tuple[str, str]]:
        """The values of a fact that its evidence type does not know, or knows as something else."""
        known = self.facts[kind]
        for name, value in values.items():
            if name not in known:
                yield name, unknown(f"value of {kind}", name, tuple(known))
            elif problem := _TYPES[known[name]](value):
                yield name, problem


def _date_problem(value: Scalar) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return "must be a day written as YYYY-MM-DD"
    try:
        span(value)
    except ValueError as error:
        return str(error)
    return ""


_TYPES: dict[str, Callable[[Scalar], str]] = {
    "date": _date_problem,
    "string": lambda value: "" if isinstance(value, str) else "must be text",
    "boolean": lambda value: "" if isinstance(value, bool) else "must be true or false",
    "integer": lambda value: "" if type(value) is int else "must be a whole number",
}


@cache
def bundled_vocabulary() -> Vocabulary:
    """The codes of the rule set this version ships with."""
    rules = bundled_ruleset()
    return Vocabulary(
        {
            code: {name: value.type for name, value in kind.values.items()}
            for code, kind in rules.evidence.items()
        },
        tuple(rules.declarations),
        tuple(rules.services),
    )
