"""The shape of a whole submission: its parts, the rules between them, and the model made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Self, TypeVar

from pydantic import ConfigDict, Field, StrictBool, StrictInt, ValidationInfo, model_validator

from app.shapes.dates import Day
from app.shapes.evidence import DeclarationIn, FactIn, IncidentIn
from app.shapes.example import EXAMPLE
from app.shapes.ownership import OwnershipIn, more_than_all
from app.shapes.parties import PartyIn, VendorIn
from app.shapes.storable import Path, unstorable
from app.shapes.values import CountryCode, Line, Problem, Prose, Shape, refuse, unknown
from app.shapes.vocabulary import Vocabulary, bundled_vocabulary
from screening.errors import ListFormatError
from screening.model import Engagement, Party, Submission
from screening.ownership.registers import beside

ENGAGEMENT = "engagement"
VENDOR = "vendor"

T = TypeVar("T")


class EngagementIn(Shape):
    """What the UN organisation wants a company for."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE["engagement"]]})

    organisation: str = Field(min_length=1, max_length=200, examples=["UN Mission in Exampleland"])
    """The requesting organisation."""
    host_country: CountryCode
    """Where the services are delivered."""
    services: tuple[Line, ...] = Field(min_length=1, max_length=20, examples=[["static_premises"]])
    """Service categories of the rule set; `GET /v1/guidelines` lists them."""
    armed: StrictBool
    """True if any of the services is armed."""
    starts_on: Day | None = None
    """First day of the services."""
    ends_on: Day | None = None
    """Last day of the services."""
    contract_value_usd: StrictInt | None = Field(default=None, ge=0, examples=[1_200_000])
    """Value of the contract in whole US dollars."""
    tender_submitted_on: Day | None = None
    """Day the proposal was submitted: years of experience count back from it."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(f"ends_on ({self.ends_on}) is before starts_on ({self.starts_on})")
        return self

    def to_model(self) -> Engagement:
        return Engagement(**{name: getattr(self, name) for name in type(self).model_fields})


class SubmissionIn(Shape):
    """Everything one vendor puts forward for one engagement."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    note: Prose = ""
    """Anything a reader should know; it is kept and changes no result."""
    vendor: VendorIn
    """The company to be vetted."""
    engagement: EngagementIn
    """What it is wanted for."""
    parties: tuple[PartyIn, ...] = Field(default=(), max_length=2000)
    """Owners, directors, officers, key personnel, guards, group companies, subcontractors."""
    ownership: OwnershipIn = OwnershipIn()
    """Who owns and controls the vendor."""
    facts: tuple[FactIn, ...] = Field(default=(), max_length=10_000)
    """The evidence, and the preconditions on the UN side as facts about "engagement"."""
    declarations: tuple[DeclarationIn, ...] = Field(default=(), max_length=200)
    """What the vendor declares."""
    incidents: tuple[IncidentIn, ...] = Field(default=(), max_length=1000)
    """Incidents the vendor discloses."""

    @model_validator(mode="before")
    @classmethod
    def _can_be_kept(cls, body: object) -> object:
        refuse(list(unstorable(body)))
        return body

    @model_validator(mode="after")
    def _hangs_together(self, info: ValidationInfo) -> Self:
        vocabulary = (info.context or {}).get("vocabulary") or bundled_vocabulary()
        refuse(
            [
                *self._repeated(),
                *self._dangling(),
                *more_than_all(self.ownership.stakes),
                *self._unknown_codes(vocabulary),
            ]
        )
        refuse(list(self._unfitting()))
        return self

    def _unfitting(self) -> Iterator[Problem]:
        """What registers say that has nothing to do with this submission."""
        try:
            self.to_model()
        except ListFormatError as error:
            yield ("ownership", "sources"), str(error)

    def _repeated(self) -> Iterator[Problem]:
        yield from _twice("parties", [party.id for party in self.parties])
        yield from _twice("facts", [fact.id for fact in self.facts])
        yield from _twice("incidents", [incident.id for incident in self.incidents])
        yield from _twice("declarations", [made.code for made in self.declarations], "code")
        stakes = [stake.id for stake in self.ownership.stakes]
        yield from ((("ownership", *path), text) for path, text in _twice("stakes", stakes))

    def _dangling(self) -> Iterator[Problem]:
        known = {VENDOR, *(party.id for party in self.everybody_else())}
        ends: list[tuple[Path, str]] = []
        for number, stake in enumerate(self.ownership.stakes):
            ends.append((("ownership", "stakes", number, "company"), stake.company))
            ends.append((("ownership", "stakes", number, "owner"), stake.owner or VENDOR))
            ends.append((("ownership", "stakes", number, "nominator"), stake.nominator or VENDOR))
        ends += [
            (("ownership", "complete", n), company)
            for n, company in enumerate(self.ownership.complete)
        ]
        ends += [
            (("ownership", "rebuttals", n, "company"), each.company)
            for n, each in enumerate(self.ownership.rebuttals)
        ]
        ends += [(("incidents", n, "party"), each.party) for n, each in enumerate(self.incidents)]
        ends += [
            (("facts", number, "subject"), fact.subject)
            for number, fact in enumerate(self.facts)
            if fact.subject != ENGAGEMENT
        ]
        for path, party_id in ends:
            if party_id not in known:
                yield path, f"no party has the id {party_id!r}"
        yield from self.ownership.loose_components()

    def _unknown_codes(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        for number, service in enumerate(self.engagement.services):
            if service not in vocabulary.services:
                text = unknown("service", service, vocabulary.services)
                yield (ENGAGEMENT, "services", number), text
        for number, fact in enumerate(self.facts):
            if fact.kind not in vocabulary.facts:
                text = unknown("kind of fact", fact.kind, tuple(vocabulary.facts))
                yield ("facts", number, "kind"), text
                continue
            for name, text in vocabulary.wrong_values(fact.kind, fact.values):
                yield ("facts", number, "values", name), text
        for number, made in enumerate(self.declarations):
            if made.code not in vocabulary.declarations:
                text = unknown("declaration", made.code, vocabulary.declarations)
                yield ("declarations", number, "code"), text

    def everybody_else(self) -> tuple[Party, ...]:
        """Every party but the vendor; one both listed and in the statements is one party."""
        stated = {party.id: party for party in self.ownership.to_model()[0]}
        listed = [
            _joined(mine, stated.pop(mine.id)) if mine.id in stated else mine
            for mine in (party.to_model() for party in self.parties)
        ]
        return (*listed, *stated.values())

    def to_model(self) -> Submission:
        """The submission as the checks read it; the same body gives the same model."""
        stated = Submission(
            vendor=self.vendor.to_model(),
            engagement=self.engagement.to_model(),
            parties=self.everybody_else(),
            stakes=self.ownership.to_model()[1],
            complete=self.ownership.complete,
            rebuttals=tuple(each.to_model() for each in self.ownership.rebuttals),
            facts=tuple(fact.to_model() for fact in self.facts),
            declarations=tuple(made.to_model() for made in self.declarations),
            incidents=tuple(incident.to_model() for incident in self.incidents),
        )
        return beside(stated, [source.to_model() for source in self.ownership.sources])


def _twice(part: str, ids: list[str], field: str = "id") -> Iterator[Problem]:
    counts = Counter(ids)
    seen: set[str] = set()
    for number, each in enumerate(ids):
        if counts[each] > 1 and each in seen:
            yield (part, number, field), f"{each!r} is used twice"
        seen.add(each)


def _joined(listed: Party, stated: Party) -> Party:
    """One party known from two places: all that either says of it."""
    return replace(
        listed,
        names=_union(listed.names, stated.names),
        roles=_union(listed.roles, stated.roles),
        births=_union(listed.births, stated.births),
        countries=_union(listed.countries, stated.countries),
        identifiers=_union(listed.identifiers, stated.identifiers),
        addresses=_union(listed.addresses, stated.addresses),
        form=listed.form or stated.form,
        unspecified=stated.unspecified,
    )


def _union(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
