"""The legal tests as parameters with validity dates. Nothing here is legal advice.

Sources: OFAC guidance of 2014-08-13 and FAQ 398-402; EU Council Best Practices of 2024-07-03 and
CJEU C-84/24 (2026-03-12); UK SI 2019/855 reg. 7 and sch. 1; Regulation (EU) 2024/1624 art. 52-54;
15 CFR 744 (Affiliates Rule of 2025-09-29).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from screening.ownership.control import PROPERTY_ROLES, Limb, Right
from screening.ownership.intervals import Certainty, Threshold
from screening.ownership.tables import Axis

HALF = Fraction(1, 2)
QUARTER = Fraction(1, 4)


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
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def proves(self, right: Right) -> Certainty:
        """How far a right proves that its holder stands behind the company, under this regime."""
        if self.control:
            return self.weaker.get(right.limb, right.certainty)
        traced = right.interest in PROPERTY_ROLES or right.limb is Limb.OWNERSHIP
        return Certainty.POSSIBLE if traced else Certainty.NO


_AT_LEAST_HALF = Threshold(HALF)
_OVER_HALF = Threshold(HALF, strict=True)
_BIS = {
    "id": "us_bis",
    "title": "US export controls (BIS Affiliates Rule)",
    "threshold": _AT_LEAST_HALF,
    "pooled": True,
    "axes": (Axis.CAPITAL,),
    "control": False,
    "reference": "15 CFR 744, Affiliates Rule",
}

REGIMES: tuple[Regime, ...] = (
    Regime(
        id="us",
        title="US (OFAC 50 Percent Rule)",
        threshold=_AT_LEAST_HALF,
        pooled=True,
        axes=(Axis.CAPITAL,),
        control=False,
        reference="OFAC guidance of 2014-08-13; FAQ 398-402",
        valid_from=date(2014, 8, 13),
    ),
    Regime(
        id="eu",
        title="EU (ownership or control)",
        threshold=_OVER_HALF,
        pooled=True,
        axes=(Axis.CAPITAL, Axis.PROFIT, Axis.SURPLUS),
        control=True,
        reference="EU Council Best Practices before 2024-07-03",
        valid_until=date(2024, 7, 2),
    ),
    Regime(
        id="eu",
        title="EU (ownership or control)",
        threshold=_AT_LEAST_HALF,
        pooled=True,
        axes=(Axis.CAPITAL, Axis.PROFIT, Axis.SURPLUS),
        control=True,
        reference="EU Council Best Practices of 2024-07-03",
        valid_from=date(2024, 7, 3),
        valid_until=date(2026, 3, 11),
    ),
    Regime(
        id="eu",
        title="EU (ownership or control)",
        threshold=_AT_LEAST_HALF,
        pooled=True,
        axes=(Axis.CAPITAL, Axis.PROFIT, Axis.SURPLUS),
        control=True,
        presumed=True,
        reference="EU Council Best Practices of 2024-07-03; CJEU C-84/24 of 2026-03-12",
        valid_from=date(2026, 3, 12),
    ),
    Regime(
        id="uk",
        title="UK (ownership or control)",
        threshold=_OVER_HALF,
        pooled=False,
        axes=(Axis.CAPITAL, Axis.VOTES),
        control=True,
        weaker={Limb.CONSOLIDATION: Certainty.POSSIBLE, Limb.ARTICLES: Certainty.POSSIBLE},
        reference="SI 2019/855 reg. 7 and sch. 1",
        valid_from=date(2019, 4, 11),
    ),
    Regime(
        **_BIS,  # type: ignore[arg-type]  # the same rule, twice in force
        valid_from=date(2025, 9, 29),
        valid_until=date(2025, 11, 9),
    ),
    Regime(
        **_BIS,  # type: ignore[arg-type]  # the same rule, twice in force
        valid_from=date(2026, 11, 10),
        note="due back on 2026-11-10 unless extended: check the Federal Register",
    ),
)

UN_TITLE = "UN (owned or controlled, directly or indirectly)"
UN_REFERENCE = "Security Council freezes; no percentage is fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerRule:
    """From which share on somebody is a beneficial owner, and on which axes."""

    id: str
    title: str
    threshold: Threshold
    axes: tuple[Axis, ...]
    reference: str
    valid_from: date | None = None


AMLR = OwnerRule(
    id="amlr",
    title="EU AMLR beneficial owner",
    threshold=Threshold(QUARTER),
    axes=(Axis.CAPITAL, Axis.VOTES, Axis.PROFIT, Axis.SURPLUS),
    reference="Regulation (EU) 2024/1624 art. 52-54",
    valid_from=date(2027, 7, 10),
)
UK_PSC = OwnerRule(
    id="uk_psc",
    title="UK person with significant control",
    threshold=Threshold(QUARTER, strict=True),
    axes=(Axis.CAPITAL, Axis.VOTES),
    reference="Companies Act 2006 sch. 1A",
    valid_from=date(2016, 4, 6),
)


def in_force(day: date, regimes: tuple[Regime, ...] = REGIMES) -> tuple[Regime, ...]:
    """The regimes as they stand on a day; one that is suspended is not among them."""
    return tuple(regime for regime in regimes if regime.valid_on(day))
