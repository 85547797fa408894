"""What is measured: this matcher, and beside it the peers that happen to be installed.

None of the peers but rapidfuzz is a dependency: nomenklatura is imported only where it is there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import count
from typing import Any

from rapidfuzz import fuzz

from screening.matching.compare import best_of, named, rank, shared_modes
from screening.matching.facts import facts
from screening.matching.names import UnreadableNameError
from screening.matching.pairs import Example
from screening.matching.weights import probability
from screening.model import PartyKind, Profile

_LOGIC_LINE = 0.7
_WRATIO_LINE = 0.86


@dataclass(frozen=True, slots=True)
class Scorer:
    """`scores` gives one number in [0, 1] a pair, NaN where it cannot compare the two.

    `line` is where its makers, or their default, draw the line.
    """

    name: str
    line: float
    scores: Callable[[Iterable[Example]], Iterator[float]]


def ours(line: float) -> Scorer:
    """The matcher of this package, as `compare` scores, under a review threshold."""
    return Scorer("this matcher", line, lambda examples: map(score, examples))


def score(example: Example) -> float:
    """What `compare` gives the pair; NaN where it raises UnreadableNameError."""
    left, right = example.profiles()
    pair = facts(left), facts(right)
    found = []
    for organisation in shared_modes(left, right):
        try:
            mine = named(left, organisation=organisation)
            theirs = named(right, organisation=organisation)
        except UnreadableNameError:
            continue
        found.append(best_of(mine, theirs, pair))
    return probability(max(found, key=rank).bits) if found else math.nan


def peers() -> tuple[Scorer, ...]:
    """The peers that are installed here: rapidfuzz's WRatio, nomenklatura's logic-v1 and -v2."""
    found = [Scorer("WRatio", _WRATIO_LINE, _wratio)]
    if find_spec("nomenklatura"):
        found += [_logic("logic-v1"), _logic("logic-v2")]
    return tuple(found)


def _wratio(examples: Iterable[Example]) -> Iterator[float]:
    for example in examples:
        yield fuzz.WRatio(example.left.lower(), example.right.lower()) / 100.0


def _logic(name: str) -> Scorer:
    def scores(examples: Iterable[Example]) -> Iterator[float]:
        matching = import_module("nomenklatura.matching")
        algorithm, config = matching.get_algorithm(name), matching.ScoringConfig.defaults()
        numbers = count()
        for example in examples:
            # It keeps what it worked out by the entity's id: no two may share one.
            left, right = (_entity(f"e{next(numbers)}", each) for each in example.profiles())
            yield float(algorithm.compare(left, right, config).score)

    return Scorer(name, _LOGIC_LINE, scores)


_SCHEMAS = {
    PartyKind.PERSON: "Person",
    PartyKind.ORGANISATION: "Organization",
    PartyKind.VESSEL: "Vessel",
    PartyKind.AIRCRAFT: "Airplane",
    PartyKind.UNKNOWN: "LegalEntity",
}
_NUMBERS = {
    "lei": "leiCode",
    "imo": "imoNumber",
    "mmsi": "mmsi",
    "swift_bic": "swiftBic",
    "registration": "registrationNumber",
    "tax_id": "taxNumber",
    "passport": "passportNumber",
}


def _entity(key: str, profile: Profile) -> Any:  # noqa: ANN401 - the type belongs to a package not needed
    """The record as the peers take it: an entity in the terms of followthemoney."""
    schema = _SCHEMAS[profile.kind]
    person = schema == "Person"
    properties = {
        "name": [name.text for name in profile.names],
        ("birthDate" if person else "incorporationDate"): [
            _date(birth.earliest.isoformat(), birth.latest.isoformat()) for birth in profile.births
        ],
        ("nationality" if person else "country"): [c.code.lower() for c in profile.countries],
        "gender": [profile.gender.value] if person and profile.gender.value != "unknown" else [],
    }
    for number in profile.identifiers:
        properties.setdefault(_NUMBERS.get(number.scheme, "idNumber"), []).append(number.value)
    known = import_module("followthemoney").model.get(schema).properties
    given = {name: values for name, values in properties.items() if values and name in known}
    entities = import_module("followthemoney").EntityProxy
    return entities.from_dict({"id": key, "schema": schema, "properties": given})


def _date(first: str, last: str) -> str:
    """As much of a date as both ends share: a day, a month, a year, or nothing."""
    if first == last:
        return first
    if first[:7] == last[:7]:
        return first[:7]
    return first[:4] if first[:4] == last[:4] else ""
