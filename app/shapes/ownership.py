"""The shapes of ownership: a plain list of stakes or BODS 0.4, and what registers say beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, StrictBool, model_validator

from app.shapes.bods import Interest, Reason, broken_rules
from app.shapes.dates import Day
from app.shapes.registers import SourceIn, Statements
from app.shapes.values import Digest, Id, Line, Percent, Problem, Shape, percentage, refuse
from screening.errors import ListFormatError
from screening.model import Party, Rebuttal, Share, Stake, Verification
from screening.ownership import bods

_WHOLE = Fraction(100)


def _share_schema(schema: dict[str, Any]) -> None:
    """A share may be one number: say so beside the long form."""
    long_form = dict(schema)
    schema.clear()
    schema.update(
        title="Share of the whole, in percent",
        description="One exact percentage, or the range it lies in.",
        anyOf=[{"type": "string"}, {"type": "number"}, long_form],
        examples=["17.9", {"exclusiveMinimum": 25, "maximum": "50"}],
    )


class ShareIn(Shape):
    model_config = ConfigDict(json_schema_extra=_share_schema)

    exact: Percent = None
    """The percentage, if it is known exactly. Text such as "33.33" keeps every digit."""
    minimum: Percent = None
    """At least this many percent."""
    exclusiveMinimum: Percent = None  # noqa: N815  BODS spells it so
    """More than this many percent."""
    maximum: Percent = None
    """At most this many percent."""
    exclusiveMaximum: Percent = None  # noqa: N815
    """Less than this many percent."""

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, value: object) -> object:
        if not isinstance(value, dict):
            percentage(value)
            return {"exact": value}
        return value

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        bounds = (self.minimum, self.exclusiveMinimum, self.maximum, self.exclusiveMaximum)
        if self.exact is None and all(bound is None for bound in bounds):
            raise ValueError("holds no number: give the exact share or the range it lies in")
        if None not in bounds[:2] or None not in bounds[2:]:
            raise ValueError("a range has one lower and one upper end: open or closed, not both")
        share = self._range()
        empty = share.lower == share.upper and (share.lower_open or share.upper_open)
        if share.lower > share.upper or empty:
            raise ValueError("the range is empty: its lower end is not below its upper end")
        if self.exact is not None and not _within(self.exact / 100, share):
            raise ValueError("the exact share lies outside the range")
        return self

    def to_model(self) -> Share:
        if self.exact is not None:
            return Share(self.exact / 100, self.exact / 100)
        return self._range()

    def _range(self) -> Share:
        lower = self.minimum if self.minimum is not None else self.exclusiveMinimum
        upper = self.maximum if self.maximum is not None else self.exclusiveMaximum
        return Share(
            (lower or Fraction(0)) / 100,
            (_WHOLE if upper is None else upper) / 100,
            lower_open=self.exclusiveMinimum is not None,
            upper_open=self.exclusiveMaximum is not None,
        )


class StakeIn(Shape):
    """Who holds what in which company; the words are those of BODS 0.4."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"id": "stake-1", "company": "vendor", "owner": "holding", "share": "60"},
                {"id": "stake-2", "company": "vendor", "unspecified": "unknown", "share": "40"},
                {
                    "id": "stake-3",
                    "company": "holding",
                    "owner": "agent-1",
                    "nominator": "owner-1",
                    "share": {"exclusiveMinimum": 25, "maximum": 50},
                    "source": "register extract of 2026-08-14",
                    "retrieved_on": "2026-08-14",
                },
            ]
        }
    )

    id: Id
    """Your own id for this stake, unique within the submission."""
    company: Id
    """Id of the party that is owned or controlled; "vendor" is the vendor."""
    owner: Id | None = None
    """Id of the party that owns or controls."""
    unspecified: Reason | None = None
    """Why nobody is named as the owner: a BODS reason. Give this or `owner`, or `bearer`."""
    bearer: StrictBool = False
    """True for bearer shares: whoever has the paper owns them."""
    nominator: Id | None = None
    """Id of the party for whom the owner holds as nominee."""
    joint: Id | None = None
    """Your own id for an arrangement: stakes with it are held together. "family:..." is a tie."""
    components: tuple[Id, ...] = Field(default=(), max_length=100)
    """For an indirect interest: ids of the stakes of the chain that it sums up."""
    interest: Interest = "shareholding"
    """The kind of interest: one of the 23 codes of BODS 0.4."""
    share: ShareIn | None = None
    """The size of the interest in percent, if it has one."""
    direct: Literal["direct", "indirect", "unknown"] = "direct"
    """Whether the interest is held directly."""
    starts_on: Day | None = None
    """Held since."""
    ends_on: Day | None = None
    """Held until; leave it out for a stake that stands."""
    verification: Verification = Verification.SELF_ATTESTED
    """How this stake was verified."""
    source: Line = Field(default="", examples=["register extract of 2026-08-14"])
    """Who states it, if not the vendor; two sources that agree confirm each other."""
    retrieved_on: Day | None = None
    """The day on which that source was read."""
    details: Line = ""
    """The source's own name for the interest."""

    @model_validator(mode="after")
    def _has_an_owner(self) -> Self:
        nobody = self.owner is None and self.unspecified is None
        if (nobody and not self.bearer) or (self.owner and self.unspecified):
            raise ValueError("name the owner, or say in `unspecified` why nobody is named")
        if self.components and self.direct == "direct":
            raise ValueError("only an indirect interest has components")
        if self.nominator and not self.owner:
            raise ValueError("name the nominee as the owner")
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on")
        return self

    def to_model(self) -> Stake:
        return Stake(
            id=self.id,
            company=self.company,
            owner=self.owner or "",
            unspecified=self.unspecified or "",
            interest=self.interest,
            share=self.share.to_model() if self.share else None,
            direct=self.direct,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            verification=self.verification,
            source=self.source,
            retrieved_on=self.retrieved_on,
            joint=self.joint or "",
            nominator=self.nominator or "",
            bearer=self.bearer,
            components=self.components,
            details=self.details,
        )


class RebuttalIn(Shape):
    """Evidence against a presumption: a listed holder of half of a company does not control it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "company": "vendor",
                    "says": "Since May 2026 a court's administrator holds all votes of owner-1.",
                    "issuer": "District Court of Exampleland",
                    "verification": "document_checked",
                }
            ]
        }
    )

    company: Id
    """Id of the company of which control is presumed; "vendor" is the vendor."""
    says: str = Field(min_length=1, max_length=2000)
    """What it comes to, in a sentence."""
    document: Digest = ""
    """SHA-256 of the document, in hex."""
    issuer: Line = ""
    """Who issued it."""
    verification: Verification = Verification.SELF_ATTESTED
    """How it was verified."""

    def to_model(self) -> Rebuttal:
        return Rebuttal(**{name: getattr(self, name) for name in type(self).model_fields})


class OwnershipIn(Shape):
    """Ownership and control: `stakes` or `statements`, and what registers say beside them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"stakes": [{"id": "s1", "company": "vendor", "owner": "owner-1", "share": "100"}]}
            ]
        }
    )

    stakes: tuple[StakeIn, ...] = Field(default=(), max_length=5000)
    """A plain list of stakes between the parties of this submission."""
    complete: tuple[Id, ...] = Field(default=(), max_length=2000, examples=[["vendor"]])
    """Ids of the companies whose stakes, as given here, are declared to be all there are."""
    statements: Statements = ()
    """A Beneficial Ownership Data Standard 0.4 document: its statements in order, or JSON Lines."""
    sources: tuple[SourceIn, ...] = Field(default=(), max_length=50)
    """What registers say beside it: two that agree confirm a stake, a disagreement is a finding."""
    rebuttals: tuple[RebuttalIn, ...] = Field(default=(), max_length=50)
    """Evidence against what a regime presumes (EU, since March 2026); it is shown, not decided."""
    vendor_record: str = Field(default="", max_length=200, examples=["rec-3f0c"])
    """With `statements`: the vendor's recordId; left out, the declaration's subject."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.stakes and self.statements:
            raise ValueError("give stakes or BODS statements, not both: they would be added up")
        if self.vendor_record and not self.statements:
            raise ValueError("vendor_record says which BODS record is the vendor; no statements")
        broken = broken_rules(self.statements)
        refuse([(("statements", *path), text) for path, text in broken])
        self.to_model()
        return self

    def loose_components(self) -> Iterator[Problem]:
        """Components that are no stake of the list."""
        known = {stake.id for stake in self.stakes}
        for number, stake in enumerate(self.stakes):
            for part, component in enumerate(stake.components):
                if component not in known:
                    path = ("ownership", "stakes", number, "components", part)
                    yield path, f"no stake has the id {component!r}"

    def to_model(self) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
        """The parties that statements name, and the stakes. Raises ValueError for bad BODS."""
        if not self.statements:
            return (), tuple(stake.to_model() for stake in self.stakes)
        vendor = self.vendor_record or self.statements[0]["declarationSubject"]
        try:
            return bods.read(self.statements, vendor=vendor)
        except ListFormatError as error:
            raise ValueError(str(error)) from error


def _within(exact: Fraction, share: Share) -> bool:
    above = exact > share.lower or (exact == share.lower and not share.lower_open)
    return above and (exact < share.upper or (exact == share.upper and not share.upper_open))


def more_than_all(stakes: tuple[StakeIn, ...]) -> Iterator[Problem]:
    """Companies of which the vendor says that more than 100 % is held at once, directly.

    What other sources state is left to the ownership check, which reports it.
    """
    totals: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for number, stake in enumerate(stakes):
        shared = stake.joint or stake.nominator or stake.source
        if not stake.share or shared or stake.direct != "direct" or stake.ends_on:
            continue
        key = (stake.company, stake.interest)
        before = totals[key]
        totals[key] += stake.share.to_model().lower * 100
        if before <= _WHOLE < totals[key]:
            yield (
                ("ownership", "stakes", number, "share"),
                f"brings {stake.interest} in {stake.company!r} to {float(totals[key]):g} %",
            )
