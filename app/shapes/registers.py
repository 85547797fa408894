"""The shape of what registers say beside a submission: BODS, UK PSC records, GLEIF files."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from app.shapes.bods import Statement
from app.shapes.dates import Day
from app.shapes.values import Line, Shape
from screening.errors import ListFormatError
from screening.ownership import bods, registers
from screening.ownership.registers import Extract

_MOST_TEXT = 4_000_000


def _statements(value: object) -> object:
    """Statements written as text, one on each line, as the array they stand for."""
    if not isinstance(value, str):
        return value
    try:
        return bods.loads("statements", value.encode())
    except ListFormatError as error:
        raise ValueError(str(error)) from error


class _OrText:
    """Says in the contract that the array may also be written as text."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "description": "JSON Lines"}]}


Statements = Annotated[
    tuple[Statement, ...], Field(max_length=20_000), BeforeValidator(_statements), _OrText()
]


class SourceIn(Shape):
    """What one register says: its records, or the text of its file."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "register": "uk-psc",
                    "retrieved_on": "2026-08-14",
                    "records": [
                        {
                            "company_number": "01180204",
                            "data": {
                                "kind": "individual-person-with-significant-control",
                                "name": "Amara Example",
                                "date_of_birth": {"year": 1970, "month": 5},
                                "natures_of_control": ["ownership-of-shares-75-to-100-percent"],
                            },
                        }
                    ],
                }
            ]
        }
    )

    register_: Literal["bods", "uk-psc", "gleif"] = Field(alias="register")
    """BODS 0.4 of another publisher, UK people with significant control, or GLEIF."""
    records: Annotated[
        tuple[dict[str, Any], ...],
        Field(max_length=20_000),
        WithJsonSchema({"type": "array", "items": {"type": "object"}, "maxItems": 20_000}),
    ] = ()
    """The statements or records, for `bods` and `uk-psc`. Give these or `text`."""
    text: str = Field(default="", max_length=_MOST_TEXT)
    """The file as it is published: JSON, JSON Lines, or XML of GLEIF."""
    name: Line = Field(default="", examples=["rr-concatenated-file.xml"])
    """What to call it in messages: the name of its file."""
    retrieved_on: Day | None = None
    """The day on which it was read."""
    vendor_record: str = Field(default="", max_length=200, examples=["rec-3f0c"])
    """For `bods`: the vendor's recordId; left out, the declaration's subject."""

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if bool(self.records) == bool(self.text):
            raise ValueError("give either `records` or `text`")
        if self.records and self.register_ == registers.GLEIF:
            raise ValueError("GLEIF publishes XML: give it as `text`")
        try:
            registers.refuse_unreadable(self.to_model())
        except ListFormatError as error:
            raise ValueError(str(error)) from error
        return self

    def to_model(self) -> Extract:
        data = self.text or "\n".join(json.dumps(one) for one in self.records)
        return Extract(
            register=self.register_,
            name=self.name or self.register_,
            data=data.encode(),
            retrieved_on=self.retrieved_on,
            vendor_record=self.vendor_record,
        )
