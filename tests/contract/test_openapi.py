"""The contract: exported, fresh, with an example on every schema and every error declared."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from app.main import openapi_document

EXPORTED = Path(__file__).resolve().parents[2] / "openapi" / "v1.json"
PROBLEM = {"$ref": "#/components/schemas/Problem"}


@cache
def document() -> dict[str, Any]:
    return json.loads(openapi_document())


def schemas() -> dict[str, Any]:
    return document()["components"]["schemas"]


def operations() -> dict[str, Any]:
    return {
        f"{method.upper()} {path}": operation
        for path, operations in document()["paths"].items()
        for method, operation in operations.items()
    }


def test_the_exported_contract_is_fresh() -> None:
    assert EXPORTED.read_text("utf-8") == openapi_document(), (
        "openapi/v1.json is stale: run `vetting openapi`, and tell callers in openapi/CHANGELOG.md"
    )


def test_it_is_openapi_3_1() -> None:
    assert document()["openapi"].startswith("3.1")


def test_every_schema_has_an_example() -> None:
    assert [name for name, schema in schemas().items() if not schema.get("examples")] == []


def test_every_example_fits_its_schema() -> None:
    from jsonschema import Draft202012Validator  # noqa: PLC0415  # it takes seconds to import

    for name, schema in schemas().items():
        validator = Draft202012Validator({**schema, "components": {"schemas": schemas()}})
        for example in schema["examples"]:
            problems = [error.message for error in validator.iter_errors(example)]
            assert not problems, f"{name}: {problems[:3]}"


def test_every_error_is_a_problem() -> None:
    for name, operation in operations().items():
        for status, answer in operation["responses"].items():
            if status.startswith(("4", "5")) and "readyz" not in name:
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == PROBLEM, f"{name} {status}"


def test_every_route_but_health_asks_for_a_key() -> None:
    without = {name for name, operation in operations().items() if not operation.get("security")}
    assert without == {"GET /healthz", "GET /readyz", "POST /v1/complaints"}


def test_every_field_and_route_says_what_it_is() -> None:
    assert [name for name, operation in operations().items() if not operation["description"]] == []


def test_bodies_refuse_unknown_fields() -> None:
    for name, operation in operations().items():
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        reference = body.get("schema", {}).get("$ref")
        if reference:
            schema = schemas()[reference.rsplit("/", 1)[1]]
            assert schema["additionalProperties"] is False, name
