"""One account: what one source says of one event, with the names as it publishes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from screening.model import DateSpan, Incident, Verification
from screening.plain import digest

DISCLOSURE = "disclosure"
"""The source of what a vendor says of itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one source says of one event. Codes are those of `taxonomy`.

    `names` are the companies as published; who they are is for `resolving` to say. `reference` is
    the source's own number. `origin` names who said it first: accounts of one origin count once.
    `refused_on` is the last day remedy was refused. Scale, scope and irremediability are in [0, 1]
    (UNGP 14), None where nobody weighed them. `digest` is the SHA-256 of the bytes it was read
    from, `line` where in them.
    """

    id: str
    source: str
    names: tuple[str, ...]
    summary: str
    category: str
    reference: str = ""
    perpetrator: str = "company"
    occurred: DateSpan | None = None
    published: date | None = None
    country: str = ""
    place: str = ""
    victims: str = ""
    victim_count: int | None = None
    standard: str = "allegation"
    evidence_class: str = "unsourced"
    involvement: str = "caused"
    scale: Fraction | None = None
    scope: Fraction | None = None
    irremediability: Fraction | None = None
    remedy: str = "none"
    remedy_verification: Verification = Verification.SELF_ATTESTED
    refused_on: date | None = None
    response: str = ""
    responded_on: date | None = None
    origin: str = ""
    retracted: bool = False
    url: str = ""
    digest: str = ""
    line: int = 0

    @property
    def cluster(self) -> str:
        """Whose word it is in the end: accounts that share it are not independent."""
        return (self.origin or self.source).casefold().strip()

    @property
    def content(self) -> str:
        """A digest of all that is said, whoever holds the copy and wherever it stands."""
        own = ("id", "digest", "line")
        return digest([getattr(self, name) for name in Account.__slots__ if name not in own])


def disclosed(incident: Incident, name: str) -> Account:
    """What a submission says of an incident, as an account; `name` is the party's.

    Its word for the standard of proof is taken from the evidence class, for it has no other.
    """
    return Account(
        id=f"{DISCLOSURE}:{incident.id}",
        source=DISCLOSURE,
        names=(name,),
        summary=incident.summary,
        category=incident.category,
        occurred=incident.occurred,
        country=incident.country,
        standard=_STANDARD_OF.get(incident.evidence_class, "finding"),
        evidence_class=incident.evidence_class,
        involvement=incident.involvement,
        scale=incident.scale,
        scope=incident.scope,
        irremediability=incident.irremediability,
        remedy=incident.remedy,
        response=incident.response,
        origin=incident.source,
        digest=incident.document or digest(incident),
    )


_STANDARD_OF = {
    "final_judgment": "conviction",
    "un_reasonable_grounds": "reasonable_grounds",
    "regulator_determination": "finding",
    "charge_pending": "investigation",
    "credible_investigation": "allegation",
    "special_procedures": "allegation",
    "single_media": "allegation",
    "unsourced": "allegation",
}
