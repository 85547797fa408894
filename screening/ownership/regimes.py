"""The legal tests as parameters with validity dates, read from the policy. No legal advice.

Sources: OFAC guidance of 2014-08-13 and FAQ 398-402; EU Council Best Practices of 2024-07-03 and
CJEU C-84/24 (2026-03-12); UK SI 2019/855 reg. 7 and sch. 1; Regulation (EU) 2024/1624 art. 52-54;
15 CFR 744 (Affiliates Rule of 2025-09-29).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache

from screening.ownership.control import PROPERTY_ROLES, Limb, Right
from screening.ownership.intervals import Certainty, Threshold
from screening.ownership.tables import Axis
from screening.policy import OwnershipPolicy, RegimePolicy, bundled_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One authority's test of sanctions ownership, as it stood between two dates.

    `pooled`: all listed holders are added; otherwise each person or joint group stands alone.
    `presumed`: a holding that meets the test is a presumption that evidence can rebut.
    `as_person`: whether the undisclosed part of a company may be one person, or somebody's nominee.
    `weaker` lowers what an interest proves under this regime.
    """

    id: str
    title: str
    threshold: Threshold
    pooled: bool
    axes: tuple[Axis, ...]
    control: bool
    reference: str
    presumed: bool = False
    as_person: bool = False
    weaker: Mapping[Limb, Certainty] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""

    def valid_on(self, day: date) -> bool:
        return _within(day, self.valid_from, self.valid_until)

    def proves(self, right: Right) -> Certainty:
        """How far a right proves that its holder stands behind the company, under this regime."""
        if self.control:
            return self.weaker.get(right.limb, right.certainty)
        traced = right.interest in PROPERTY_ROLES or right.limb is Limb.OWNERSHIP
        return Certainty.POSSIBLE if traced else Certainty.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRule:
    """From which share on somebody is a beneficial owner, and on which axes."""

    id: str
    title: str
    threshold: Threshold
    axes: tuple[Axis, ...]
    reference: str
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A regime without a percentage: what the others confirm, it takes over."""

    id: str
    title: str
    reference: str
    valid_from: date | None = None
    valid_until: date | None = None

    def valid_on(self, day: date) -> bool:
        return _within(day, self.valid_from, self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Every legal test in force, now and at other times, as the policy has them."""

    regimes: tuple[Regime, ...]
    escalations: tuple[Escalation, ...]
    owner: OwnerRule
    unnamed: Fraction
    divested_days: int


def rules_of(policy: OwnershipPolicy) -> Rules:
    """The policy's tests. A policy that has none, as older records hold, means the bundled ones."""
    owner = policy.beneficial_owner
    if owner is None or not policy.regimes:
        return bundled_rules()
    return Rules(
        regimes=tuple(_regime(one) for one in policy.regimes if one.threshold_percent),
        escalations=tuple(
            Escalation(
                id=one.id,
                title=one.title,
                reference=one.reference,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
            )
            for one in policy.regimes
            if not one.threshold_percent
        ),
        owner=OwnerRule(
            id=owner.id,
            title=owner.title,
            threshold=Threshold(Fraction(owner.threshold_percent) / 100, strict=owner.strict),
            axes=tuple(map(Axis, owner.axes)),
            reference=owner.reference,
            valid_from=owner.valid_from,
        ),
        unnamed=Fraction(policy.unnamed_percent) / 100,
        divested_days=policy.divested_days,
    )


@cache
def bundled_rules() -> Rules:
    """The tests of the policy this version ships with."""
    return rules_of(bundled_policy().ownership)


def _regime(one: RegimePolicy) -> Regime:
    return Regime(
        id=one.id,
        title=one.title,
        threshold=Threshold(Fraction(one.threshold_percent) / 100, strict=one.strict),
        pooled=one.pooled,
        axes=tuple(map(Axis, one.axes)),
        control=one.control,
        reference=one.reference,
        presumed=one.presumed,
        as_person=one.as_person,
        weaker={Limb(limb): Certainty.POSSIBLE for limb in one.only_possible},
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        note=one.note,
    )


def in_force(day: date, regimes: Iterable[Regime] | None = None) -> tuple[Regime, ...]:
    """The regimes as they stand on a day; one that is suspended is not among them."""
    asked = bundled_rules().regimes if regimes is None else regimes
    return tuple(regime for regime in asked if regime.valid_on(day))


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
