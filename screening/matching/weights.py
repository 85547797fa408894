"""The fitted match weights: what each feature adds, in bits (log2 of the likelihood ratio).

In the terms of Fellegi and Sunter (1969): a weight is the log of how much likelier the evidence is
when the two are the same subject than when they are not. The prior is even, so a sum of zero
bits is a score of one half.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from screening.matching.features import NAMES

_DECIMALS = 9


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """`person` and `organisation` follow `features.NAMES`; `evidence` is by name."""

    person: tuple[float, ...]
    organisation: tuple[float, ...]
    evidence: dict[str, float]
    digest: str

    def names(self, *, organisation: bool) -> tuple[float, ...]:
        return self.organisation if organisation else self.person


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights this version ships with; their digest is part of the policy."""
    return parse(_read("weights.json"))


def parse(text: str) -> Weights:
    """Read a table of weights. A feature it does not name weighs nothing."""
    raw = json.loads(text)
    found = hashlib.sha256(
        text.encode() + _read("reference.csv").encode() + _read("words.toml").encode()
    )
    return Weights(
        person=tuple(float(raw["person"].get(name, 0.0)) for name in NAMES),
        organisation=tuple(float(raw["organisation"].get(name, 0.0)) for name in NAMES),
        evidence={key: float(value) for key, value in raw["evidence"].items()},
        digest=found.hexdigest(),
    )


def probability(bits: float) -> float:
    """The chance that two subjects are one, given the sum of the weights; even odds at zero."""
    bounded = max(-40.0, min(40.0, bits))
    return round(1.0 / (1.0 + math.exp2(-bounded)), _DECIMALS)


def _read(name: str) -> str:
    return resources.files("screening.matching").joinpath(name).read_text("utf-8")


MATCHER: Final = f"parts-2-{weights().digest[:12]}"
"""Changes whenever a score may; part of what a record pins."""
