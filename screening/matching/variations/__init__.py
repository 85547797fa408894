"""Makes named variations of a name, as they occur in real documents: to measure recall by class.

Every class is a function of (words, chance) that returns the changed words, or None where the name
offers no room for it. The same seed gives the same variations.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from screening.matching.variations.organisations import ORGANISATION
from screening.matching.variations.persons import PERSON

__all__ = ["ORGANISATION", "PERSON", "Variation", "vary"]


@dataclass(frozen=True, slots=True)
class Variation:
    """`varied` is `name` under the change named `kind`."""

    kind: str
    name: str
    varied: str


def vary(name: str, *, organisation: bool, seed: int = 0) -> tuple[Variation, ...]:
    """One variation of `name` for every class that can be applied to it."""
    changes = ORGANISATION if organisation else PERSON
    family, _, given = name.partition(",") if not organisation else ("", "", name)
    words = f"{given} {family}".replace(",", " ").split()
    found = []
    for kind, change in changes.items() if words else ():
        chance = random.Random(f"{seed}:{kind}:{name}")  # noqa: S311
        varied = change(list(words), chance)
        if varied and " ".join(varied).casefold() != " ".join(words).casefold():
            found.append(Variation(kind, " ".join(words), " ".join(varied)))
    return tuple(found)
