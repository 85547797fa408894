"""The contract: OpenAPI 3.1 with an example on every schema and every error declared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.errors import MEDIA_TYPE

TITLE = "Vetting"
VERSION = "1.1.0"
DESCRIPTION = (
    "Due-diligence vetting of private military and security companies for United Nations "
    "organisations: submission, run, findings, assessment, disposal, decision, signed record."
)
_REF = "#/components/schemas/"
_TEXTS = {
    "date-time": "2026-11-02T09:30:00Z",
    "date": "2026-11-02",
}

Json = dict[str, Any]


def openapi_document() -> str:
    """The contract as it is kept in `openapi/v1.json`."""
    from app.main import bare_app  # noqa: PLC0415  # main imports this module

    return json.dumps(document(bare_app()), indent=2, ensure_ascii=False) + "\n"


def document(app: FastAPI) -> Json:
    """The contract as plain data."""
    said = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    schemas: Json = said["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for answer in _answers(said):
        _as_problem(answer)
    for schema in schemas.values():
        if "examples" not in schema:
            schema["examples"] = [example(schema, schemas)]
    return said


def example(schema: Mapping[str, Any], schemas: Json) -> object:
    """A value of `schema`: its own first example, else one made of its parts."""
    if schema.get("examples"):
        return schema["examples"][0]
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    if "$ref" in schema:
        return example(schemas[schema["$ref"].removeprefix(_REF)], schemas)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return example(schema[key][0], schemas)
    return _by_type(schema, schemas)


def _by_type(schema: Mapping[str, Any], schemas: Json) -> object:
    match schema.get("type"):
        case "object":
            parts = schema.get("properties", {})
            return {name: example(part, schemas) for name, part in parts.items()}
        case "array":
            return [example(schema["items"], schemas)] if "items" in schema else []
        case "string":
            return _TEXTS.get(schema.get("format", ""), "text")
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return None


def _answers(said: Json) -> Iterator[Json]:
    for path in said["paths"].values():
        for operation in path.values():
            yield from operation["responses"].values()


def _as_problem(answer: Json) -> None:
    """Errors go out as problem+json: say so."""
    content = answer.get("content", {}).get("application/json")
    if content and content.get("schema", {}).get("$ref") == f"{_REF}Problem":
        answer["content"] = {MEDIA_TYPE: content}
