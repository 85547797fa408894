"""The shapes of what speaks for a vendor and against it: facts, declarations, incidents."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, model_validator

from app.shapes.dates import DateIn, Day
from app.shapes.values import (
    Digest,
    Id,
    Line,
    OptionalCountry,
    Prose,
    Shape,
    Value,
    Weight,
    one_of,
)
from screening.human_rights.taxonomy import CATEGORIES, EVIDENCE_CLASSES, INVOLVEMENT, REMEDIES
from screening.model import Declaration, Fact, Incident, Verification

ValueName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class FactIn(Shape):
    """One piece of evidence: licence, certificate, policy, record, register or UN-side decision."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "licence-home",
                    "kind": "home_state_licence",
                    "issuer": "Private Security Regulatory Authority",
                    "number": "PSRA-2024-118",
                    "country": "KE",
                    "valid_from": "2024-02-01",
                    "valid_until": "2027-01-31",
                    "verification": "authority_confirmed",
                    "values": {"covers_armed": True},
                }
            ]
        }
    )

    id: Id
    """Your own id for this fact, unique within the submission."""
    kind: Line = Field(examples=["home_state_licence"])
    """An evidence type of the rule set; `GET /v1/guidelines` lists them."""
    subject: Id = Field(default="vendor", examples=["vendor", "engagement", "guard-1"])
    """Whom it is about: "vendor", a party's id, or "engagement" for a UN-side precondition."""
    issuer: Line = ""
    """Who issued it."""
    number: Line = ""
    """Its number."""
    country: OptionalCountry = ""
    """The country it holds for or was issued in."""
    valid_from: Day | None = None
    """Good from, or dated."""
    valid_until: Day | None = None
    """Good until, that day included."""
    verification: Verification = Verification.SELF_ATTESTED
    """How it was verified, weakest first: self-attested, document seen, issuer asked, audited."""
    document: Digest = ""
    """SHA-256 of the document, in hex."""
    values: dict[ValueName, Value] = Field(
        default_factory=dict, max_length=100, examples=[{"category": "certified"}]
    )
    """What this kind of evidence says: a category, a number of years, a result."""
    note: Prose = ""
    """Anything a reader should know."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError(
                f"valid_until ({self.valid_until}) is before valid_from ({self.valid_from})"
            )
        return self

    def to_model(self) -> Fact:
        return Fact(**{name: getattr(self, name) for name in type(self).model_fields})


class DeclarationIn(Shape):
    """A statement the vendor signs, or declines to sign."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "supplier_code_accepted",
                    "made": True,
                    "signed_by": "Amara Example, Director",
                    "signed_on": "2026-01-12",
                }
            ]
        }
    )

    code: Line = Field(examples=["supplier_code_accepted"])
    """A declaration of the rule set; `GET /v1/guidelines` lists them."""
    made: StrictBool
    """True if the vendor declares it; false if it declined or answered no."""
    signed_by: Line = ""
    """Name and function of the person who signed."""
    signed_on: Day | None = None
    """Date of the signature."""
    document: Digest = ""
    """SHA-256 of the signed form, in hex."""
    note: Prose = ""
    """Anything a reader should know."""

    def to_model(self) -> Declaration:
        return Declaration(**{name: getattr(self, name) for name in type(self).model_fields})


Category = Annotated[str, AfterValidator(one_of("kind of harm", tuple(CATEGORIES)))]
EvidenceClass = Annotated[str, AfterValidator(one_of("evidence class", tuple(EVIDENCE_CLASSES)))]
Involvement = Annotated[str, AfterValidator(one_of("kind of involvement", tuple(INVOLVEMENT)))]
Remedy = Annotated[str, AfterValidator(one_of("state of remedy", REMEDIES))]


class IncidentIn(Shape):
    """One event that the vendor discloses: what happened, who says so, what was done about it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "incident-1",
                    "summary": "A guard fired at a vehicle that did not stop; nobody was hurt.",
                    "category": "excessive_force",
                    "occurred": "2023-08",
                    "country": "KE",
                    "evidence_class": "regulator_determination",
                    "involvement": "caused",
                    "scale": "0.3",
                    "scope": "0.1",
                    "irremediability": "0.1",
                    "remedy": "remedy_delivered",
                }
            ]
        }
    )

    id: Id
    """Your own id for this incident, unique within the submission."""
    summary: str = Field(min_length=1, max_length=20_000, examples=["A guard fired at a vehicle."])
    """What happened, in a few sentences."""
    category: Category = Field(examples=["excessive_force"])
    """The kind of harm."""
    party: Id = Field(default="vendor", examples=["vendor"])
    """Whose conduct it was: "vendor" or a party's id."""
    occurred: DateIn | None = None
    """When it happened, as exactly as it is known."""
    country: OptionalCountry = ""
    """Where it happened."""
    evidence_class: EvidenceClass = Field(default="unsourced", examples=["final_judgment"])
    """The strongest source that says so."""
    involvement: Involvement = Field(default="caused", examples=["contributed"])
    """How the party is involved (UNGP 13)."""
    scale: Weight = None
    """How grave, from 0 to 1 (UNGP 14)."""
    scope: Weight = None
    """How many were or may be affected, from 0 to 1."""
    irremediability: Weight = None
    """How far it cannot be made good, from 0 to 1."""
    remedy: Remedy = Field(default="none", examples=["inquiry"])
    """What has been done about it."""
    source: Line = ""
    """Who says so: judgment, report or article, with its reference."""
    response: Prose = ""
    """What the vendor says to it."""
    document: Digest = ""
    """SHA-256 of the source document, in hex."""

    def to_model(self) -> Incident:
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return Incident(
            **{**fields, "occurred": self.occurred.to_model() if self.occurred else None}
        )
