"""A fictional vendor with a subsidiary, a predecessor's name, facts, stakes and a record."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from screening.human_rights.conduct import Conduct
from screening.human_rights.coverage import Asked
from screening.human_rights.source import Membership
from screening.human_rights.sources import icoca, panels
from screening.human_rights.successions import Succession
from screening.model import (
    Engagement,
    Fact,
    Name,
    Party,
    PartyKind,
    PartyRole,
    Share,
    Stake,
    Submission,
    Verification,
)
from tests.screening.human_rights.said import TODAY, account, wages

VENDOR = Party(
    id="vendor",
    kind=PartyKind.ORGANISATION,
    names=(Name("Kestrel Meadow Guarding"),),
    roles=(PartyRole.VENDOR,),
)
SUBSIDIARY = Party(
    id="sub",
    kind=PartyKind.ORGANISATION,
    names=(Name("Zephyr Shield Watch"),),
    roles=(PartyRole.SUBSIDIARY,),
)
OWNER = Party(
    id="owner",
    kind=PartyKind.PERSON,
    names=(Name("Adaeze Philippa Nwankwo"),),
    roles=(PartyRole.OWNER,),
)


def fact(kind, **more):
    given = {
        "id": f"fact-{kind}",
        "kind": kind,
        "verification": Verification.DOCUMENT_CHECKED,
        "valid_from": date(2025, 1, 1),
        "valid_until": date(2027, 12, 31),
    }
    return Fact(**{**given, **more})


SUBMISSION = Submission(
    vendor=VENDOR,
    engagement=Engagement(
        organisation="UN", host_country="KE", services=("static_premises",), armed=True
    ),
    parties=(SUBSIDIARY, OWNER),
    stakes=(
        Stake(
            id="s1",
            owner="owner",
            company="vendor",
            share=Share(Fraction(1), Fraction(1)),
            starts_on=date(2019, 5, 1),
        ),
    ),
    facts=(
        fact("home_state_licence", number="PSRA-7", country="KE"),
        fact("adverse_information_search", values={"adverse": False}),
    ),
)
RECORD = Conduct(
    accounts=(
        account(),
        wages(names=("Zephyr Shield",)),
        wages(id="c", names=("Corbel Ardent Guards",)),
        wages(id="d", names=("Osprey Harbour Patrol",), summary="Guards were not paid at the port"),
    ),
    successions=(
        Succession(
            earlier="Osprey Harbour Patrol",
            later="Kestrel Meadow Guarding",
            kind="acquired",
            since="2018",
        ),
    ),
    memberships=(
        Membership(
            id="m1",
            name="Kestrel Meadow Guarding Ltd",
            category="certified",
            standard="ISO 18788",
            joined_on=date(2020, 2, 1),
            certified_until=date(2027, 2, 1),
        ),
    ),
    sources=(
        Asked(source=panels.SOURCE, mandatory=True, dated=TODAY, size=40),
        Asked(source=icoca.SOURCE, mandatory=True, max_age_days=60, dated=TODAY, size=100),
    ),
)
