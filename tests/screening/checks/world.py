"""A small fictional vendor, a small fictional list, and a context made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from screening.checks.context import Context, ListInForce, prepare
from screening.matching import Index
from screening.model import (
    Country,
    CountryRole,
    DateSpan,
    Effect,
    Engagement,
    Entry,
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
from screening.policy import ListPolicy, Policy

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LISTED = "Radoslav Ignatievich Tverdokhlebov"

POLICY = Policy(
    version="test",
    review_threshold=0.7,
    near_miss_floor=0.2,
    near_misses_kept=3,
    licence_grace_days=60,
    lists=(
        ListPolicy(id="one", check="sanctions", mandatory=True, max_age_days=7),
        ListPolicy(id="two", check="ineligibility", mandatory=True, max_age_days=7),
    ),
)


def entry(ref: str, name: str, **more: object) -> Entry:
    given: dict[str, object] = {"kind": PartyKind.PERSON, "names": (Name(name),), "list_id": "one"}
    return Entry(ref=ref, **{**given, **more})


def in_force(list_id: str, *entries: Entry, checked_at: datetime = NOW) -> ListInForce:
    return ListInForce(
        list_id=list_id,
        title=f"List {list_id}",
        digest=list_id * 8,
        published=NOW,
        checked_at=checked_at,
        index=Index.build(entries),
    )


LISTS = {
    "one": in_force("one", entry("ONi.001", LISTED)),
    "two": in_force(
        "two",
        entry("TWe.001", "Corbel Ardent Holdings", kind=PartyKind.ORGANISATION, list_id="two"),
    ),
}

VENDOR = Party(
    id="vendor",
    kind=PartyKind.ORGANISATION,
    names=(Name("Kestrel Meadow Guarding"),),
    roles=(PartyRole.VENDOR,),
    countries=(Country("UG", CountryRole.INCORPORATION),),
)
OWNER = Party(
    id="owner",
    kind=PartyKind.PERSON,
    names=(Name("Adaeze Philippa Nwankwo"),),
    roles=(PartyRole.OWNER,),
)
GUARD = Party(
    id="guard",
    kind=PartyKind.PERSON,
    names=(Name("Tesfaye Lindgren Abate"),),
    roles=(PartyRole.GUARD,),
    births=(DateSpan(date(1990, 5, 4), date(1990, 5, 4)),),
)


def stake(owner: str, company: str, percent: int) -> Stake:
    share = Share(Fraction(percent, 100), Fraction(percent, 100))
    return Stake(id=f"{owner}-{company}", owner=owner, company=company, share=share)


def fact(kind: str, **more: object) -> Fact:
    given: dict[str, object] = {
        "id": f"fact-{kind}",
        "kind": kind,
        "verification": Verification.DOCUMENT_CHECKED,
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2027, 12, 31),
    }
    return Fact(**{**given, **more})


SUBMISSION = Submission(
    vendor=VENDOR,
    engagement=Engagement(
        organisation="UN", host_country="KE", services=("static_premises",), armed=True
    ),
    parties=(OWNER,),
    stakes=(stake("owner", "vendor", 100),),
)


def context(
    submission: Submission = SUBMISSION,
    lists: dict[str, ListInForce] | None = None,
    as_of: datetime = NOW,
) -> Context:
    return prepare(submission, LISTS if lists is None else lists, POLICY, as_of)


def renamed(party: Party, name: str) -> Party:
    return replace(party, names=(Name(name),))


BARS = Effect.BARS
