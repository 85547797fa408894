"""The factors of an incident and the gates they open, after the conduct model's worked checks."""

from fractions import Fraction

import pytest

from screening.human_rights.severity import factors
from screening.model import Incident, Name, Party, PartyKind, PartyRole

VENDOR = Party(id="vendor", kind=PartyKind.ORGANISATION, names=(Name("Kestrel Guarding"),))


def incident(**changes: object) -> Incident:
    given: dict[str, object] = {
        "id": "i1",
        "summary": "Guards fired on a queue",
        "category": "excessive_force",
        "evidence_class": "un_reasonable_grounds",
        "scale": Fraction(1),
        "scope": Fraction(1),
        "irremediability": Fraction(3, 5),
    }
    return Incident(**{**given, **changes})


def test_severity_weighs_the_worst_component_above_the_mean():
    assert factors(incident(), VENDOR).severity == Fraction(96, 100)


def test_severity_of_unpaid_wages():
    mild = incident(
        category="wages",
        scale=Fraction(2, 5),
        scope=Fraction(1, 5),
        irremediability=Fraction(1, 5),
    )
    assert factors(mild, VENDOR).severity == Fraction(36, 100)


def test_a_grave_category_never_falls_below_its_floor():
    slight = incident(
        category="torture", scale=Fraction(0), scope=Fraction(0), irremediability=Fraction(0)
    )
    assert factors(slight, VENDOR).severity == Fraction(9, 10)


def test_what_nobody_weighed_is_not_nothing():
    assert factors(incident(scale=None, scope=None, irremediability=None), VENDOR).severity > 0


@pytest.mark.parametrize(
    ("evidence", "gate"),
    [
        ("final_judgment", "G1"),
        ("un_reasonable_grounds", "G1"),
        ("regulator_determination", "G2"),
        ("charge_pending", "G2"),
        ("credible_investigation", ""),
    ],
)
def test_the_gate_of_a_grave_incident_depends_on_the_evidence(evidence, gate):
    assert factors(incident(category="torture", evidence_class=evidence), VENDOR).gate == gate


def test_a_far_party_opens_the_second_gate_only():
    far = Party(
        id="p1",
        kind=PartyKind.ORGANISATION,
        names=(Name("Lindqvist Logistics"),),
        roles=(PartyRole.SUBCONTRACTOR,),
    )
    assert factors(incident(category="torture"), far).gate == "G2"


def test_an_unknown_code_counts_as_the_worst():
    worst = factors(incident(category="?", evidence_class="?", involvement="?"), VENDOR)
    assert (worst.grave, worst.attribution, worst.credibility) == (True, 1, 1)
