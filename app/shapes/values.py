"""The small parts of every shape: text, codes, days, spans of time and exact percentages."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.shapes.storable import Path
from screening.model import Scalar
from screening.text.countries import country_code, country_name
from screening.text.identifiers import valid


class Shape(BaseModel):
    """Base of all that comes in: unknown fields are refused, blanks around text are dropped."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, use_attribute_docstrings=True
    )


Problem = tuple[Path, str]


def refuse(problems: list[Problem]) -> None:
    """Raise one validation error that names the field of every problem, if there are any."""
    if problems:
        raise ValidationError.from_exception_data(
            "Submission",
            [
                InitErrorDetails(
                    type=PydanticCustomError("invalid", "{problem}", {"problem": text}),
                    loc=path,
                    input=None,
                )
                for path, text in problems
            ],
        )


def unknown(what: str, code: str, known: tuple[str, ...]) -> str:
    """The sentence for a code nobody knows, with the nearest known one."""
    written = {each.lower(): each for each in known}
    nearest = get_close_matches(code.lower(), written, n=1, cutoff=0.5)
    if nearest:
        return f"{code!r} is not a known {what}; did you mean {written[nearest[0]]!r}?"
    # A longer list than this helps nobody.
    hint = f"; known: {', '.join(known)}" if len(known) <= 20 else ""  # noqa: PLR2004
    return f"{code!r} is not a known {what}{hint}"


def one_of(what: str, known: tuple[str, ...]) -> Callable[[str], str]:
    """A validator that takes only the codes given."""

    def check(code: str) -> str:
        if code not in known:
            raise ValueError(unknown(what, code, known))
        return code

    return check


# --- Text and codes -------------------------------------------------------------------------

NameText = Annotated[str, Field(min_length=1, max_length=400, examples=["Kestrel Vale Ltd"])]
Line = Annotated[str, Field(max_length=400)]
Prose = Annotated[str, Field(max_length=20_000)]
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$", examples=["director-1"])]
Digest = Annotated[
    str,
    Field(
        pattern=r"^([0-9a-f]{64})?$",
        examples=["0d9b3ae9f0f5d7f4b0a6d4b9a5a2c1f2b0f4d8e6a7c9b1d3e5f7a9b1c3d5e7f9"],
    ),
]


def _country(code: str) -> str:
    if code and country_name(code) == code:
        nearest = country_code(code) or country_code(code.upper())
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-2 country code{hint}")
    return code


def _lei(value: str) -> str:
    if value and not valid("lei", value):
        raise ValueError(
            f"{value!r} is not an LEI: 20 letters and digits, of which the last two check the rest"
        )
    return value


CountryCode = Annotated[
    str, AfterValidator(_country), Field(min_length=2, max_length=60, examples=["KE"])
]
OptionalCountry = Annotated[str, AfterValidator(_country), Field(max_length=60, examples=["KE"])]
Lei = Annotated[str, AfterValidator(_lei), Field(max_length=40, examples=["5493001KJTIIGC8Y1R12"])]


def _scalar(value: object) -> object:
    if not isinstance(value, str | int):
        raise ValueError("must be text, a whole number, true or false")  # noqa: TRY004
    return value


Value = Annotated[
    Scalar,
    BeforeValidator(_scalar),
    WithJsonSchema({"type": ["string", "integer", "boolean"], "maxLength": 2000}),
]


# --- Percentages and weights, exactly -------------------------------------------------------

_DECIMAL = re.compile(r"[+-]?\d{1,6}(\.\d{1,30})?")
# Up to this many digits a JSON number and its nearest double stand for the same decimal.
_EXACT_DIGITS = 15


def exact(value: object) -> Fraction:
    """A decimal as it was written, never rounded. Raises ValueError in plain words."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("must be a number, or a number written as text")  # noqa: TRY004
    text = str(value).strip()
    if isinstance(value, float) and len(re.sub(r"\D", "", text).strip("0")) > _EXACT_DIGITS:
        raise ValueError('more digits than a JSON number can carry; write it as text, "33.3333"')
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f'{text[:40]!r} is not a plain decimal number such as "17.9"')
    return Fraction(text)


def _between(highest: int, what: str) -> Callable[[object], Fraction | None]:
    def check(value: object) -> Fraction | None:
        if value is None:
            return None
        number = exact(value)
        if not 0 <= number <= highest:
            raise ValueError(f"{value} is not {what} from 0 to {highest}")
        return number

    return check


def _written(number: Fraction | None) -> str | None:
    """A decimal as text, every digit of it: what `exact` reads, it writes."""
    if number is None:
        return None
    places = 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def _number_schema(examples: list[Any]) -> WithJsonSchema:
    return WithJsonSchema({"type": ["string", "number", "null"], "examples": examples})


percentage = _between(100, "a percentage")
weight = _between(1, "a weight")

_AS_TEXT = PlainSerializer(_written)
Percent = Annotated[
    Fraction | None, PlainValidator(percentage), _AS_TEXT, _number_schema(["17.9", 25])
]
Weight = Annotated[Fraction | None, PlainValidator(weight), _AS_TEXT, _number_schema(["0.6", 1])]
