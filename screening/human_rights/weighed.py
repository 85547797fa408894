"""One occurrence weighed: its factors, each with its reason and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from screening.human_rights.merging import Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One factor: its value, why, and the digests of the bytes and weights it rests on."""

    name: str
    value: Decimal
    sentence: str
    accounts: tuple[str, ...]
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gravity:
    """What the gates ask of an event whose severity is grave; 0 where no account says so.

    `credibility` and `attribution` are over the accounts that call it grave; `attributed` is the
    credibility of those that also attribute it closely enough, `single` the best one among them.
    """

    credibility: Decimal
    attribution: Decimal
    attributed: Decimal
    single: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One occurrence with its factors; `x` is their product."""

    occurrence: Occurrence
    factors: tuple[Factor, ...]
    x: Decimal
    grave: bool
    gravity: Gravity
    remedied: bool

    def factor(self, name: str) -> Factor:
        """The factor S, A, C, R or m. Raises KeyError for another name."""
        for factor in self.factors:
            if factor.name == name:
                return factor
        raise KeyError(name)
