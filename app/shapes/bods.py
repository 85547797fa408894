"""The shape of BODS 0.4 statements for the contract; the rules are those of `screening.ownership`.

Source: Beneficial Ownership Data Standard 0.4 (Open Ownership, 2024).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from app.shapes.dates import span
from app.shapes.values import NameText, Percent, Problem, one_of
from screening.ownership.bods_records import record_problems
from screening.ownership.bods_schema import INTERESTS, REASONS
from screening.ownership.bods_statement import statement_problems

Interest = Annotated[
    str, AfterValidator(one_of("interest", INTERESTS)), Field(examples=["shareholding"])
]
Reason = Annotated[str, AfterValidator(one_of("reason", REASONS)), Field(examples=["unknown"])]


def _date(text: str) -> str:
    if text:
        span(text[:10])
    return text


RecordId = Annotated[str, Field(min_length=1, max_length=200, examples=["rec-3f0c"])]
BodsDate = Annotated[str, AfterValidator(_date), Field(max_length=40, examples=["1970-05"])]


class _Bods(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, use_attribute_docstrings=True)


class Unspecified(_Bods):
    """Somebody nobody names, and why."""

    reason: Reason
    """One of the seven reasons of BODS."""


class Code(_Bods):
    """A country or jurisdiction."""

    code: str = ""
    name: str = ""


class BodsName(_Bods):
    """A person's name."""

    fullName: NameText  # noqa: N815  BODS spells it so, here and below
    type: str = "legal"
    givenName: str = ""  # noqa: N815
    familyName: str = ""  # noqa: N815


class BodsIdentifier(_Bods):
    """A number that names its bearer."""

    id: str = ""
    scheme: str = ""
    schemeName: str = ""  # noqa: N815


class BodsShare(_Bods):
    """A percentage from 0 to 100, exactly or as a range."""

    exact: Percent = None
    minimum: Percent = None
    exclusiveMinimum: Percent = None  # noqa: N815
    maximum: Percent = None
    exclusiveMaximum: Percent = None  # noqa: N815


class BodsInterest(_Bods):
    """One interest of the interested party in the subject."""

    type: Interest = "unknownInterest"
    directOrIndirect: Literal["direct", "indirect", "unknown"] = "unknown"  # noqa: N815
    share: BodsShare | None = None
    startDate: BodsDate = ""  # noqa: N815
    endDate: BodsDate = ""  # noqa: N815


class BodsSource(_Bods):
    """Where the statement comes from."""

    type: tuple[str, ...] = ()


class BodsDetails(_Bods):
    """The payload; which fields matter depends on the type of the record."""

    name: str = Field(default="", max_length=400)
    alternateNames: tuple[NameText, ...] = ()  # noqa: N815
    names: tuple[BodsName, ...] = ()
    birthDate: BodsDate = ""  # noqa: N815
    nationalities: tuple[Code, ...] = ()
    jurisdiction: Code | None = None
    identifiers: tuple[BodsIdentifier, ...] = ()
    unspecifiedPersonDetails: Unspecified | None = None  # noqa: N815
    unspecifiedEntityDetails: Unspecified | None = None  # noqa: N815
    subject: RecordId | Unspecified | None = None
    interestedParty: RecordId | Unspecified | None = None  # noqa: N815
    interests: tuple[BodsInterest, ...] = ()
    componentRecords: tuple[str, ...] = ()  # noqa: N815


class StatementIn(_Bods):
    """One BODS 0.4 statement: an entity, a person or a relationship between two of them."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "statementId": "5c7c2a0e4c1e4e0ea2f0c7d2a91f3b11",
                    "declarationSubject": "rec-vendor",
                    "statementDate": "2026-01-15",
                    "recordId": "rec-vendor",
                    "recordType": "entity",
                    "recordDetails": {
                        "isComponent": False,
                        "entityType": {"type": "registeredEntity"},
                        "name": "Kestrel Vale Ltd",
                    },
                }
            ]
        }
    )

    statementId: str = Field(min_length=32, max_length=64)  # noqa: N815
    """32 to 64 characters, unique."""
    declarationSubject: RecordId  # noqa: N815
    """The recordId of the entity the declaration is about."""
    statementDate: BodsDate  # noqa: N815
    """The day on which it is stated."""
    recordId: RecordId  # noqa: N815
    """Names the record; several statements about one record share it."""
    recordType: Literal["entity", "person", "relationship"]  # noqa: N815
    """What is stated."""
    recordStatus: Literal["new", "updated", "closed"] = "new"  # noqa: N815
    """`closed` ends the record."""
    recordDetails: BodsDetails  # noqa: N815
    """What is stated of it."""
    source: BodsSource | None = None
    """Where it comes from."""


class _Described:
    """Describes a plain object in the contract as a statement, and leaves it as it came."""

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return handler(StatementIn.__pydantic_core_schema__)


Statement = Annotated[dict[str, Any], _Described()]


def broken_rules(statements: Sequence[Statement]) -> list[Problem]:
    """Every rule of the standard that the statements break, at its place among them."""
    found = statement_problems(statements) or record_problems(statements)[1]
    return [(tuple(_steps(each.path)), str(each)) for each in found]


def _steps(path: str) -> Iterator[str | int]:
    """The steps of a path written as $[3].recordDetails.interests[0]."""
    for name, number in re.findall(r"([^$.\[\]]+)|\[(\d+)\]", path):
        yield name or int(number)
