"""How bad, how close to the vendor, how sure: the factors of one incident and the gates they open.

Formula and numbers: the conduct model (UNGP 13, 14, 19 and 24; HRDDP grave violations by analogy).
All in exact fractions, so that a threshold is met or not, never nearly.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from screening.human_rights.taxonomy import CATEGORIES
from screening.human_rights.weights import Weights, bundled_weights
from screening.model import Incident, Party, PartyRole

# How far the party that did it stands from the vendor; the nearest of its roles counts.
_LINK_OF_ROLE = {
    PartyRole.VENDOR: "vendor",
    PartyRole.SUBSIDIARY: "subsidiary",
    PartyRole.PREDECESSOR: "predecessor",
    PartyRole.BENEFICIAL_OWNER: "predecessor",
    PartyRole.OWNER: "predecessor",
    PartyRole.DIRECTOR: "predecessor",
    PartyRole.OFFICER: "predecessor",
    PartyRole.KEY_PERSONNEL: "vendor",
    PartyRole.GUARD: "vendor",
    PartyRole.PARENT: "parent",
    PartyRole.AFFILIATE: "sister",
    PartyRole.SUBCONTRACTOR: "subcontractor",
}
_FURTHEST = "sister"


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
        gates = _bundled().gates
        if self.severity < gates.grave:
            return ""
        if self.attribution >= gates.attributed and self.credibility >= gates.credible:
            return "G1"
        return "G2" if self.credibility >= gates.review else ""


def factors(incident: Incident, party: Party) -> Factors:
    """The factors of `incident`, done by `party`. An unknown code counts as the worst."""
    weights = _bundled()
    return Factors(
        severity=severity_of(
            incident.category,
            (incident.scale, incident.scope, incident.irremediability),
            weights,
        ),
        attribution=weights.involvement.get(incident.involvement, Fraction(1))
        * weights.link[link_of(party)],
        credibility=weights.evidence.get(incident.evidence_class, Fraction(1)),
        grave=is_grave_class(incident.category),
    )


def is_grave_class(category: str) -> bool:
    """Whether the HRDDP, by analogy, calls this kind of harm grave. An unknown code is."""
    known = CATEGORIES.get(category)
    return known is None or known.grave


def severity_of(
    category: str, components: tuple[Fraction | None, ...], weights: Weights
) -> Fraction:
    """0.7 of the worst of scale, scope and irremediability and 0.3 of their mean, with the floor.

    Source: UNGP 14 and 24; the floor is for the classes of the HRDDP.
    """
    rule = weights.severity
    weighed = [rule.unweighed if value is None else value for value in components]
    mean = sum(weighed, Fraction(0)) / len(weighed)
    value = rule.worst * max(weighed) + rule.mean * mean
    return max(value, rule.grave_floor) if is_grave_class(category) else value


def link_of(party: Party) -> str:
    """How `party` is linked to the vendor, by the nearest of its roles."""
    if party.id == "vendor":
        return "vendor"
    links = [_LINK_OF_ROLE.get(role, _FURTHEST) for role in party.roles] or [_FURTHEST]
    return max(links, key=lambda link: _bundled().link[link])


@lru_cache(maxsize=1)
def _bundled() -> Weights:
    return bundled_weights()
