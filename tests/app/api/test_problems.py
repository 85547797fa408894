"""Every failure is a problem (RFC 9457), whoever noticed it first."""

import pytest

from app.api import lists


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "not_found"),
        ("DELETE", "/v1/submissions", 405, "method_not_allowed"),
        ("GET", "/v1/submissions/none", 404, "not_found"),
        ("GET", "/v1/runs/none", 404, "not_found"),
        ("GET", "/v1/findings/none", 404, "not_found"),
        ("GET", "/v1/decisions/none", 404, "not_found"),
        ("GET", "/v1/records/none", 404, "not_found"),
        ("GET", "/v1/lists/none", 404, "not_found"),
        ("GET", "/v1/guidelines/none", 404, "not_found"),
        ("GET", "/v1/vendors/none/standing", 404, "not_found"),
        ("GET", "/v1/submissions?limit=0", 422, "invalid"),
        ("GET", "/v1/submissions?limt=5", 422, "invalid"),
        ("GET", "/v1/submissions?limit=5&limit=6", 422, "invalid"),
        ("GET", "/healthz?x=1", 422, "invalid"),
    ],
)
def test_a_failure_is_a_problem(api, key_of, *, method, path, status, code) -> None:
    answer = api.request(method, path, headers=key_of("auditor"))
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["traceId"] == answer.headers["x-request-id"]
    assert said["type"] == f"urn:vetting:problem:{code.replace('_', '-')}"


def test_an_unknown_parameter_is_named_with_the_known_ones(api, key_of) -> None:
    answer = api.get("/v1/submissions?limt=5", headers=key_of("auditor"))
    [fault] = answer.json()["errors"]
    assert fault["parameter"] == "limt"
    assert "limit" in fault["detail"]


def test_a_bug_tells_nothing_but_the_trace(api, key_of, service, monkeypatch) -> None:
    def broken(*_args) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(lists, "_answer", broken)
    answer = api.get("/v1/lists", headers=key_of("auditor"))
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert answer.json()["traceId"]


def test_a_method_that_is_not_possible_says_which_are(api) -> None:
    assert api.put("/v1/submissions").headers["allow"]
