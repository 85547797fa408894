"""What the routes of the human-rights record take and give: rows in, occurrences out."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from app.api.answers import Answer, Question
from app.shapes.dates import Day
from app.shapes.values import Line, NameText, Prose, Weight
from screening.model import Verification


class RowIn(Question):
    """One row of the incident register: what one source says of one event."""

    id: str = Field(min_length=1, max_length=200, examples=["rovuma-2024-17"])
    """Your own id; the same one again takes the place of what it said before."""
    source: str = Field(min_length=1, max_length=400, examples=["Rovuma Bay Tribune"])
    """Who says so: publisher, court, body."""
    names: list[NameText] = Field(min_length=1, max_length=50)
    """The companies as published; who they are is for the service to find out."""
    summary: str = Field(min_length=1, max_length=20_000)
    """What happened, in a few sentences and without the names of persons."""
    category: str = Field(min_length=1, max_length=40, examples=["excessive_force"])
    """What kind of harm, a code of the taxonomy."""
    standard: str = Field(min_length=1, max_length=40, examples=["allegation"])
    """Standard of proof: allegation, investigation, settlement, reasonable_grounds, finding, …"""
    evidence_class: str = Field(min_length=1, max_length=40, examples=["single_media"])
    """How strong the evidence is, a code of the taxonomy, no higher than the standard allows."""
    reference: Line = ""
    """The source's own number or symbol."""
    perpetrator: Line = "company"
    """Who did it, seen from the company named: company, personnel, subsidiary, client, …"""
    occurred: Line = Field(default="", examples=["2024-05"])
    """When: a day, month, year or range."""
    published: Day | None = None
    """The day the source published it."""
    country: Line = ""
    """Where: ISO code or English name."""
    place: Line = ""
    """Where, in words."""
    victims: Line = ""
    """Who suffered, in words and without names."""
    victim_count: int | None = Field(default=None, ge=0, le=10_000_000)
    """How many."""
    involvement: Line = "caused"
    """Caused, contributed or directly_linked (UNGP 13 and 19)."""
    scale: Weight = None
    """How grave, from 0 to 1 (UNGP 14); left out where nobody weighed it."""
    scope: Weight = None
    """How many were affected, from 0 to 1."""
    irremediability: Weight = None
    """How far it cannot be made good, from 0 to 1."""
    remedy: Line = "none"
    """None, acknowledged, inquiry, remedy_delivered or non_repetition_verified."""
    remedy_verification: Verification = Verification.SELF_ATTESTED
    """Who vouches for the remedy."""
    refused_on: Day | None = None
    """The last day remedy was refused."""
    response: Prose = ""
    """What the company says to it."""
    responded_on: Day | None = None
    """When it said so."""
    origin: Line = ""
    """Who said it first, where the source repeats another."""
    retracted: bool = False
    """True where the source took it back."""
    url: Line = ""
    """Where it can be read."""


class RowsIn(Question):
    """Rows for the record; with a single fault in them, none is taken."""

    rows: list[RowIn] = Field(min_length=1, max_length=1000)
    """The rows."""


class AddedOut(Answer):
    """What became of rows."""

    reading: str
    """Id of this reading."""
    source: str
    """The source they were added to."""
    sha256: str
    """Digest of the rows as they were read."""
    accounts: list[str]
    """Ids of the accounts."""


class AccountOut(Answer):
    """What one source says of one event."""

    id: str
    """Id of the account."""
    source: str
    """Who says so."""
    said_as: str
    """What it is worth as said: an allegation is never a finding."""
    names: list[str]
    """The companies as published."""
    summary: str
    """What happened."""
    category: str
    """What kind of harm."""
    standard: str
    """Standard of proof."""
    evidence_class: str
    """How strong the evidence is."""
    occurred: str
    """When, as written."""
    country: str
    """Where, as ISO code."""
    reference: str
    """The source's own number."""
    response: str
    """What the company said to it, as the source has it."""
    retracted: bool
    """Whether the source took it back."""
    digest: str
    """SHA-256 of the bytes it was read from."""
    line: int
    """Where in them."""
    url: str
    """Where it can be read."""
    occurrence: str
    """Key of the occurrence it belongs to; empty unless a vendor was asked about."""


class FactorOut(Answer):
    """One factor of the model, with its reason."""

    name: Literal["S", "A", "C", "R", "m"]
    """Severity, attribution, credibility, recency, mitigation."""
    value: str = Field(examples=["0.940000"])
    """Its value, as exact decimal text."""
    sentence: str
    """Why."""
    accounts: list[str]
    """The accounts it rests on."""
    digests: list[str]
    """SHA-256 of the bytes and weights it rests on."""


class VariationOut(Answer):
    """The score with one weight a fifth more or less."""

    weight: str
    """The weight that was changed."""
    by: str
    """What it was multiplied with."""
    h: str = Field(examples=["0.484440"])
    """The score then."""
    band: str
    """The band then."""


class HeardOut(Answer):
    """Where the right of reply stands."""

    state: Literal["not_notified", "awaiting", "overdue", "answered"]
    """How far it has come."""
    sentence: str
    """The same in words."""
    notices: list[dict[str, Any]]
    """When the vendor was told, and by when it may answer."""
    replies: list[dict[str, Any]]
    """What it answered."""


class OccurrenceOut(Answer):
    """One event, with every account of it, every factor, and what the company says."""

    key: str
    """Its key: the id of its first account."""
    vendor: str
    """The vendor it is weighed for."""
    sentence: str
    """What it is, in words."""
    grave: bool
    """Whether it is grave by analogy with the HRDDP."""
    gate: Literal["", "G1", "G2"]
    """The gate of the conduct model it opens."""
    x: str = Field(examples=["0.605642"])
    """What it adds to the score."""
    factors: list[FactorOut]
    """The factors, each with its reason."""
    accounts: list[AccountOut]
    """Every account of it."""
    links: list[str]
    """Why they are taken for one event."""
    attributions: list[str]
    """Whose conduct it is taken for, and why."""
    reply: HeardOut
    """The company's right of reply."""


class ConductOut(Answer):
    """What the record of a vendor amounts to now. It clears nobody."""

    vendor: str
    """Id of the vendor."""
    result: str
    """The strictest gate that fired, or `band`."""
    gates: list[str]
    """Every gate that fired, in words."""
    score: str = Field(examples=["0.605642"])
    """The score H."""
    band: Literal["low", "medium", "high"]
    """Its band, which decides only where no gate fired."""
    verdict: str
    """Whether the band holds with every weight a fifth more or less."""
    flips: list[VariationOut]
    """The changes of a weight that give another band."""
    occurrences: list[OccurrenceOut]
    """Every occurrence, the weightiest first."""
    suggested: list[str]
    """Accounts that may be of one event; a person says so or not."""
    criteria: list[dict[str, Any]]
    """The vetting criteria on conduct, each as record and facts answer it."""
    statement: str
    """What was looked at, and what finding nothing does not mean."""
    weights: dict[str, str]
    """Version and digest of the weights."""


class SourceOut(Answer):
    """One source of the record as a run would find it now."""

    source: str
    """Id of the source."""
    title: str
    """What it is."""
    used: bool
    """Whether it may be relied on."""
    problem: str
    """Why not."""
    mandatory: bool
    """Whether nothing is concluded without it."""
    dated: str
    """The day its content is of."""
    digest: str
    """SHA-256 of the bytes read last."""
    size: int
    """How many rows it holds."""
    ceiling: str
    """The highest evidence class anything in it may carry."""
    coverage: str
    """What it covers, and what it does not."""


class CoverageOut(Answer):
    """Which sources are reached, and what that is worth."""

    as_of: date
    """The day."""
    statement: str
    """The same in words."""
    gaps: list[str]
    """Mandatory sources that were not reached: while there is one, nothing is concluded."""
    sources: list[SourceOut]
    """Every source."""
