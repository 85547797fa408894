"""Days as they are written, and dates as exactly as they are known."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, ConfigDict, Field, StrictBool, WithJsonSchema, model_validator

from app.shapes.values import Shape
from screening.model import DateSpan

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FIRST_YEAR, _LAST_YEAR = 1800, 2200


def _day(value: object) -> object:
    if value is None or type(value) is date:
        return value
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        raise ValueError(f"{value!r} is not a day; write it as YYYY-MM-DD")
    return span(value.strip())[0]


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


def span(text: str) -> tuple[date, date]:
    """First and last day meant by YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError in plain words."""
    written = _PART.fullmatch(text)
    if written is None:
        raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in written.groups())
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"{text!r}: the year must be from {_FIRST_YEAR} to {_LAST_YEAR}")
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{text!r} is a date that does not exist") from None
    if day:
        return first, first
    after = date(year, month + 1, 1) if month and month < 12 else date(year + 1, 1, 1)  # noqa: PLR2004
    return first, date.fromordinal(after.toordinal() - 1)


def _birth_schema(schema: dict[str, Any]) -> None:
    """A date may be written as text: say so beside the long form."""
    long_form = dict(schema)
    schema.clear()
    schema.update(
        title="Date, as exactly as it is known",
        description="YYYY-MM-DD, YYYY-MM or YYYY, or a range of them.",
        anyOf=[{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, long_form],
        examples=["1970-05-01", "1970-05", "1970", {"from": "1968", "to": "1971", "circa": True}],
    )


class DateIn(Shape):
    model_config = ConfigDict(json_schema_extra=_birth_schema)

    from_: str = Field(alias="from", max_length=10, examples=["1968"])
    """Earliest: YYYY, YYYY-MM or YYYY-MM-DD."""
    to: str = Field(default="", max_length=10, examples=["1971"])
    """Latest, in the same form; left out, the end of `from`."""
    circa: StrictBool = False
    """True if the source itself says "approximately"."""

    @model_validator(mode="before")
    @classmethod
    def _written_as_text(cls, value: object) -> object:
        if isinstance(value, dict):
            return value
        if not isinstance(value, str):
            raise ValueError("must be a date written as text, or a range")  # noqa: TRY004
        span(value.strip())
        return {"from": value}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_model().latest < self.to_model().earliest:
            raise ValueError("`to` is before `from`")
        return self

    def to_model(self) -> DateSpan:
        earliest, end = span(self.from_)
        latest = span(self.to)[1] if self.to else end
        text = f"{self.from_} to {self.to}" if self.to else self.from_
        return DateSpan(earliest, latest, circa=self.circa, text=text)
