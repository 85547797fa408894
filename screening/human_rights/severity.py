"""How bad, how close to the vendor, how sure: the factors of one incident and the gates they open.

Formula and numbers: the conduct model (UNGP 13, 14, 19 and 24; HRDDP grave violations by analogy).
All in exact fractions, so that a threshold is met or not, never nearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from screening.human_rights.taxonomy import CATEGORIES, EVIDENCE_CLASSES, INVOLVEMENT
from screening.model import Incident, Party, PartyRole

_GRAVE_FLOOR = Fraction(9, 10)
_MAX_WEIGHT, _MEAN_WEIGHT = Fraction(7, 10), Fraction(3, 10)
_UNWEIGHED = Fraction(1, 2)  # nobody has weighed it: the middle, never nothing

# How far the party that did it stands from the vendor (conduct model, factor A).
_LINK = {
    PartyRole.VENDOR: Fraction(1),
    PartyRole.SUBSIDIARY: Fraction(90, 100),
    PartyRole.PREDECESSOR: Fraction(85, 100),
    PartyRole.BENEFICIAL_OWNER: Fraction(85, 100),
    PartyRole.OWNER: Fraction(85, 100),
    PartyRole.DIRECTOR: Fraction(85, 100),
    PartyRole.OFFICER: Fraction(85, 100),
    PartyRole.PARENT: Fraction(70, 100),
    PartyRole.AFFILIATE: Fraction(50, 100),
    PartyRole.SUBCONTRACTOR: Fraction(50, 100),
}
_FURTHEST = Fraction(50, 100)


@dataclass(frozen=True, slots=True)
class Factors:
    """Severity S, attribution A and credibility C of one incident, each in [0, 1]."""

    severity: Fraction
    attribution: Fraction
    credibility: Fraction
    grave: bool

    @property
    def gate(self) -> str:
        """G1: grave, attributed and credible, referral only. G2: grave and credible enough."""
        if self.severity < _GRAVE_FLOOR:
            return ""
        if self.attribution >= Fraction(7, 10) and self.credibility >= Fraction(85, 100):
            return "G1"
        return "G2" if self.credibility >= Fraction(6, 10) else ""


def factors(incident: Incident, party: Party) -> Factors:
    """The factors of `incident`, done by `party`. An unknown code counts as the worst."""
    category = CATEGORIES.get(incident.category)
    grave = category is None or category.grave
    return Factors(
        severity=_severity(incident, grave=grave),
        attribution=INVOLVEMENT.get(incident.involvement, Fraction(1)) * _link(party),
        credibility=EVIDENCE_CLASSES.get(incident.evidence_class, Fraction(1)),
        grave=grave,
    )


def _severity(incident: Incident, *, grave: bool) -> Fraction:
    weighed = [
        _UNWEIGHED if value is None else value
        for value in (incident.scale, incident.scope, incident.irremediability)
    ]
    value = _MAX_WEIGHT * max(weighed) + _MEAN_WEIGHT * sum(weighed, Fraction(0)) / 3
    return max(value, _GRAVE_FLOOR) if grave else value


def _link(party: Party) -> Fraction:
    if party.id == "vendor":
        return Fraction(1)
    return max((_LINK.get(role, _FURTHEST) for role in party.roles), default=_FURTHEST)
