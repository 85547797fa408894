"""The shapes of ownership: a plain list of stakes, or BODS 0.4 statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from app.shapes.bods import Interest, Reason, StatementIn, plain_statements
from app.shapes.dates import Day
from app.shapes.values import Id, Percent, Problem, Shape, percentage
from screening.errors import ListFormatError
from screening.model import Party, Share, Stake, Verification
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
        if self.exact is not None and any(bound is not None for bound in bounds):
            raise ValueError("give either the exact share or a range, not both")
        if self.exact is None and all(bound is None for bound in bounds):
            raise ValueError("holds no number: give the exact share or the range it lies in")
        if None not in bounds[:2] or None not in bounds[2:]:
            raise ValueError("a range has one lower and one upper end: open or closed, not both")
        share = self.to_model()
        empty = share.lower == share.upper and (share.lower_open or share.upper_open)
        if share.lower > share.upper or empty:
            raise ValueError("the range is empty: its lower end is not below its upper end")
        return self

    def to_model(self) -> Share:
        if self.exact is not None:
            return Share(self.exact / 100, self.exact / 100)
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
    """Why nobody is named as the owner: a BODS reason. Give this or `owner`."""
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

    @model_validator(mode="after")
    def _has_an_owner(self) -> Self:
        if (self.owner is None) == (self.unspecified is None):
            raise ValueError("name the owner, or say in `unspecified` why nobody is named")
        if self.owner == self.company:
            raise ValueError("a company's stake in itself is not a stake; leave it out")
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
        )


class OwnershipIn(Shape):
    """Ownership and control, in one of two forms: `stakes` or `statements`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"stakes": [{"id": "s1", "company": "vendor", "owner": "owner-1", "share": "100"}]}
            ]
        }
    )

    stakes: tuple[StakeIn, ...] = Field(default=(), max_length=5000)
    """A plain list of stakes between the parties of this submission."""
    statements: tuple[StatementIn, ...] = Field(default=(), max_length=20_000)
    """A Beneficial Ownership Data Standard 0.4 document: its statements in order."""
    vendor_record: str = Field(default="", max_length=200, examples=["rec-3f0c"])
    """With `statements`: the vendor's recordId; left out, the declaration's subject."""

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.stakes and self.statements:
            raise ValueError("give stakes or BODS statements, not both: they would be added up")
        if self.vendor_record and not self.statements:
            raise ValueError("vendor_record says which BODS record is the vendor; no statements")
        if self.statements:
            self.to_model()
        return self

    def to_model(self) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
        """The parties that statements name, and the stakes. Raises ValueError for bad BODS."""
        if not self.statements:
            return (), tuple(stake.to_model() for stake in self.stakes)
        vendor = self.vendor_record or self.statements[0].declarationSubject
        if not vendor:
            raise ValueError("give vendor_record: the recordId of the vendor in the statements")
        try:
            return bods.read(plain_statements(self.statements), vendor=vendor)
        except ListFormatError as error:
            raise ValueError(str(error)) from error


def more_than_all(stakes: tuple[StakeIn, ...]) -> Iterator[Problem]:
    """Companies of which more than 100 % of one interest is said to be held at once, directly."""
    totals: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for number, stake in enumerate(stakes):
        if stake.share is None or stake.direct != "direct" or stake.ends_on is not None:
            continue
        key = (stake.company, stake.interest)
        before = totals[key]
        totals[key] += stake.share.to_model().lower * 100
        if before <= _WHOLE < totals[key]:
            yield (
                ("ownership", "stakes", number, "share"),
                f"brings {stake.interest} in {stake.company!r} to {float(totals[key]):g} %",
            )
