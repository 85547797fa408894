"""Who may do what: anonymous first, wrong role second."""

from datetime import timedelta

import pytest

from app.services import keys
from tests.app.conftest import NOW, ROLES

# Every route with the roles that may use it; ids that do not exist, so that nothing happens.
EVERYBODY = set(ROLES)
STAFF = EVERYBODY - {"integration"}
ROUTES = {
    "POST /v1/submissions": {"officer", "integration", "administrator"},
    "GET /v1/submissions": EVERYBODY,
    "GET /v1/submissions/x": EVERYBODY,
    "POST /v1/runs": {"officer", "focal_point", "integration", "administrator"},
    "GET /v1/runs": EVERYBODY,
    "GET /v1/runs/x": EVERYBODY,
    "GET /v1/runs/x/assessment": EVERYBODY,
    "GET /v1/runs/x/ownership": EVERYBODY,
    "GET /v1/findings": STAFF,
    "GET /v1/findings/x": STAFF,
    "POST /v1/disposals": {"focal_point"},
    "GET /v1/disposals": STAFF,
    "POST /v1/decisions": {"officer", "focal_point"},
    "POST /v1/decisions/x/confirmation": {"approver"},
    "GET /v1/decisions": STAFF,
    "GET /v1/decisions/x": STAFF,
    "GET /v1/vendors/x/standing": EVERYBODY,
    "GET /v1/vendors/x/conduct": STAFF,
    "GET /v1/vendors/x/timeline": STAFF,
    "GET /v1/vendors/x/timeline.svg": STAFF,
    "POST /v1/incidents": {"focal_point"},
    "GET /v1/incidents": STAFF,
    "GET /v1/incidents/coverage": STAFF,
    "POST /v1/incidents/links": {"focal_point"},
    "GET /v1/incidents/links": STAFF,
    "DELETE /v1/incidents/links/x": {"focal_point"},
    "POST /v1/incidents/separations": {"focal_point"},
    "GET /v1/incidents/separations": STAFF,
    "DELETE /v1/incidents/separations/x": {"focal_point"},
    "POST /v1/incidents/x/notices": {"focal_point"},
    "POST /v1/incidents/x/replies": {"focal_point", "integration"},
    "POST /v1/incidents/x/remedy": {"focal_point", "integration"},
    "GET /v1/incidents/x": STAFF,
    "GET /v1/complaints": {"focal_point", "auditor"},
    "GET /v1/complaints/x": {"focal_point", "auditor"},
    "POST /v1/complaints/x/steps": {"focal_point"},
    "GET /v1/complaints/x/identity": {"focal_point"},
    "POST /v1/engagements/x/inspections": {"officer", "focal_point"},
    "GET /v1/engagements/x/inspections": STAFF,
    "GET /v1/engagements/x/duties": STAFF,
    "GET /v1/lists": EVERYBODY,
    "GET /v1/lists/un-sc": EVERYBODY,
    "GET /v1/lists/un-sc/snapshots": STAFF,
    "POST /v1/lists/x/snapshots": {"administrator"},
    "POST /v1/lists/x/refresh": {"administrator"},
    "GET /v1/lists/un-sc/diff": STAFF,
    "GET /v1/lists/un-sc/export": STAFF,
    "GET /v1/lists/un-sc/quarantine": STAFF,
    "POST /v1/lists/un-sc/quarantine/x/release": {"administrator"},
    "GET /v1/guidelines": EVERYBODY,
    "GET /v1/guidelines/x": EVERYBODY,
    "POST /v1/guidelines/x/confirmation": {"focal_point", "approver"},
    "GET /v1/records/x": STAFF,
    "GET /v1/records/keys": EVERYBODY,
    "POST /v1/records/verify": EVERYBODY,
}
OPEN = {"GET /healthz", "GET /readyz"}
# For anybody: what is behind the last two opens with the complaint's own secret.
PUBLIC = {
    "POST /v1/complaints",
    "GET /v1/complaints/x/standing",
    "POST /v1/complaints/x/appeal",
}


def ask(api, route: str, headers: dict[str, str]):
    method, path = route.split(" ")
    body = {"json": {}} if method == "POST" else {}
    return api.request(method, path, headers=headers, **body)


def test_every_route_is_in_the_table(api) -> None:
    declared = {
        f"{method.upper()} {path}"
        for path, operations in api.app.openapi()["paths"].items()
        for method in operations
    }
    patterns = {_as_pattern(route) for route in ROUTES} | OPEN | PUBLIC
    assert {_as_pattern(route) for route in declared} == patterns


def _as_pattern(route: str) -> str:
    parts = route.replace("/un-sc", "/x").split("/")
    return "/".join("x" if part.startswith("{") else part for part in parts)


def test_without_a_key_nothing_is_told(api) -> None:
    for route in ROUTES:
        answer = ask(api, route, {})
        assert answer.status_code == 401, route
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["code"] == "not_authenticated"


def test_a_public_route_asks_nobody_for_a_key(api) -> None:
    answers = {route: ask(api, route, {}).status_code for route in sorted(PUBLIC)}
    assert answers == {
        "POST /v1/complaints": 422,
        "GET /v1/complaints/x/standing": 404,
        "POST /v1/complaints/x/appeal": 422,
    }


def test_only_the_roles_named_get_through(api, key_of) -> None:
    refused = {
        route: {role for role in ROLES if ask(api, route, key_of(role)).status_code == 403}
        for route in ROUTES
    }
    assert refused == {route: EVERYBODY - allowed for route, allowed in ROUTES.items()}


@pytest.mark.parametrize("presented", ["", "x", "vetting_00000000_x", "vetting__", "Bearer"])
def test_a_key_nobody_issued_is_refused(api, presented: str) -> None:
    answer = api.get("/v1/lists", headers={"Authorization": f"Bearer {presented}"})
    assert answer.status_code == 401


def test_the_right_prefix_with_another_secret_is_refused(api, key_of) -> None:
    good = key_of("officer")["Authorization"]
    answer = api.get("/v1/lists", headers={"Authorization": good[:-4] + "AAAA"})
    assert answer.status_code == 401


def test_an_expired_key_is_refused(api, service, now) -> None:
    with service.database.writing() as session:
        _, secret = keys.issue(
            session,
            person="p",
            name="n",
            role="officer",
            by="test",
            now=NOW,
            expires_at=NOW + timedelta(days=1),
        )
    headers = {"Authorization": f"Bearer {secret}"}
    assert api.get("/v1/lists", headers=headers).status_code == 200
    now[0] = NOW + timedelta(days=1)
    assert api.get("/v1/lists", headers=headers).status_code == 401


def test_a_revoked_key_is_refused(api, service) -> None:
    with service.database.writing() as session:
        row, secret = keys.issue(session, person="p", name="n", role="officer", by="test", now=NOW)
        keys.revoke(session, row.prefix, by="test", now=NOW)
    headers = {"Authorization": f"Bearer {secret}"}
    assert api.get("/v1/lists", headers=headers).status_code == 401


def test_the_secret_is_not_in_the_database(service) -> None:
    with service.database.writing() as session:
        row, secret = keys.issue(session, person="p", name="n", role="officer", by="test", now=NOW)
    assert secret.rsplit("_", 1)[1] not in str(vars(row))
