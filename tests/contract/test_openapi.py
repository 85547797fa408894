"""The contract: exported, fresh, with an example on every schema and every error declared."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from app.main import openapi_document

EXPORTED = Path(__file__).resolve().parents[2] / "openapi" / "v1.json"
DOCUMENT = json.loads(openapi_document())
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def test_the_exported_contract_is_fresh() -> None:
    assert EXPORTED.read_text("utf-8") == openapi_document(), (
        "openapi/v1.json is stale: run `vetting openapi`, and tell callers in openapi/CHANGELOG.md"
    )


def test_it_is_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")


def test_every_schema_has_an_example() -> None:
    assert [name for name, schema in SCHEMAS.items() if not schema.get("examples")] == []


def test_every_example_fits_its_schema() -> None:
    for name, schema in SCHEMAS.items():
        validator = Draft202012Validator({**schema, "components": {"schemas": SCHEMAS}})
        for example in schema["examples"]:
            problems = [error.message for error in validator.iter_errors(example)]
            assert not problems, f"{name}: {problems[:3]}"


def test_every_error_is_a_problem() -> None:
    for name, operation in OPERATIONS.items():
        for status, answer in operation["responses"].items():
            if status.startswith(("4", "5")) and "readyz" not in name:
                content = answer["content"]["application/problem+json"]
                assert content["schema"] == PROBLEM, f"{name} {status}"


def test_every_route_but_health_asks_for_a_key() -> None:
    without = {name for name, operation in OPERATIONS.items() if not operation.get("security")}
    assert without == {"GET /healthz", "GET /readyz", "POST /v1/complaints"}


def test_every_field_and_route_says_what_it_is() -> None:
    assert [name for name, operation in OPERATIONS.items() if not operation["description"]] == []


def test_bodies_refuse_unknown_fields() -> None:
    for name, operation in OPERATIONS.items():
        body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        reference = body.get("schema", {}).get("$ref")
        if reference:
            schema = SCHEMAS[reference.rsplit("/", 1)[1]]
            assert schema["additionalProperties"] is False, name
