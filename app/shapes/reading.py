"""Reading a submission from bytes, as strictly as the REST API reads a body."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from app.errors import Fault, InvalidError, invalid, pointer
from app.shapes.submission import SubmissionIn

Shape = TypeVar("Shape", bound=BaseModel)


def read_submission(data: bytes) -> SubmissionIn:
    """The submission in a JSON file. Raises InvalidError that names every field at fault."""
    return checked(read_json(data))


def checked(body: object) -> SubmissionIn:
    """The submission in plain data. Raises InvalidError that names every field at fault."""
    return checked_as(SubmissionIn, body)


def checked_as(shape: type[Shape], body: object) -> Shape:
    """Plain data in the shape asked for. Raises InvalidError that names every field at fault."""
    try:
        return shape.model_validate(body)
    except ValidationError as error:
        raise invalid([_fault(each) for each in error.errors()]) from None


def read_json(data: bytes) -> object:
    """Plain data from JSON that has one meaning: no field given twice, no NaN."""
    try:
        return json.loads(data, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except RecursionError:
        problem = "nested too deeply"
    except UnicodeDecodeError:
        problem = "not UTF-8"
    except json.JSONDecodeError as error:
        problem = f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
    except ValueError as error:
        problem = str(error)
    raise InvalidError(problem, [Fault(problem, pointer="")])


_WORDS = {"missing": "is missing", "extra_forbidden": "is not known here"}


def _fault(each: ErrorDetails) -> Fault:
    said = _WORDS.get(each["type"]) or each["msg"].removeprefix("Value error, ")
    return Fault(said, pointer(each["loc"]))


def _no_key_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    read = dict(pairs)
    if len(read) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twice!r} is given twice")
    return read


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")
