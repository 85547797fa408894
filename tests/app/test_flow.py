"""A submission all the way through: run, finding, disposal, decision, second person, record."""

import pytest

from app.audit.verify import verify
from tests.app.samples import LISTED, load_lists, submission, with_owner


@pytest.fixture(autouse=True)
def lists_in_force(service):
    load_lists(service)


@pytest.fixture
def vet(api, key_of):
    """Hands in a submission and runs it; gives the run."""

    def act(body):
        made = api.post("/v1/submissions", json=body, headers=key_of("officer"))
        assert made.status_code == 201, made.text
        run = api.post(
            "/v1/runs", json={"submission": made.json()["id"]}, headers=key_of("officer")
        )
        assert run.status_code == 201, run.text
        return run.json()

    return act


def decide(api, headers, run, outcome, **more):
    body = {"run": run["id"], "outcome": outcome, "reasons": ["Looked at everything."], **more}
    return api.post("/v1/decisions", json=body, headers=headers)


def dispose_all(api, headers, run, disposal):
    for finding in api.get(f"/v1/findings?run={run['id']}&limit=200", headers=headers).json():
        body = {"finding": finding["id"], "disposal": disposal, "reason": "Looked at it."}
        made = api.post("/v1/disposals", json=body, headers=headers)
        assert made.status_code == 201, made.text


def standing(api, headers):
    return api.get("/v1/vendors/ungm-481220/standing", headers=headers).json()


def test_a_listed_owner_is_found_with_the_listing_reference(api, key_of, vet) -> None:
    run = vet(with_owner(LISTED))
    found = api.get(f"/v1/findings?run={run['id']}", headers=key_of("auditor")).json()
    assert any("XXi.001" in finding["sentence"] for finding in found)


def test_an_open_finding_keeps_everything_undecided(api, key_of, vet) -> None:
    run = vet(with_owner(LISTED))
    answer = decide(api, key_of("officer"), run, "referred")
    assert answer.status_code == 409
    assert "wait for a disposal" in answer.json()["detail"]


def test_a_decision_that_stands_has_a_record_that_verifies(api, key_of, vet, service) -> None:
    run = vet(with_owner(LISTED))
    dispose_all(api, key_of("focal_point"), run, "unresolved")
    decision = decide(api, key_of("officer"), run, "referred").json()
    record = api.get(f"/v1/records/{decision['id']}", headers=key_of("auditor")).content
    verification = verify(record, service.public_keys())
    assert decision["stands"]
    assert verification.ok, verification.problem


def test_a_second_person_makes_it_stand(api, key_of, vet) -> None:
    run = vet(with_owner(LISTED))
    dispose_all(api, key_of("focal_point"), run, "true_match")
    decision = decide(api, key_of("officer"), run, "not_eligible").json()
    assert (decision["needs_second"], decision["stands"]) == (True, False)
    assert standing(api, key_of("integration"))["state"] == "awaiting_second_person"
    path = f"/v1/decisions/{decision['id']}/confirmation"
    confirmed = api.post(path, json={"note": "Agreed."}, headers=key_of("approver"))
    assert confirmed.json()["stands"], confirmed.text
    assert standing(api, key_of("integration"))["erp"] == "NOT_ALLOWED"


def test_the_author_cannot_be_the_second_person_with_another_key(api, key_of, vet) -> None:
    run = vet(with_owner(LISTED))
    dispose_all(api, key_of("focal_point"), run, "true_match")
    decision = decide(api, key_of("officer", "imani"), run, "not_eligible").json()
    path = f"/v1/decisions/{decision['id']}/confirmation"
    answer = api.post(path, json={}, headers=key_of("approver", "imani"))
    assert answer.status_code == 409
    assert "somebody other than the author" in answer.json()["detail"]


def test_an_undecided_vendor_is_never_allowed(api, key_of, vet) -> None:
    vet(submission())
    assert standing(api, key_of("integration"))["erp"] != "ALLOWED"


def test_a_second_decision_must_name_the_first(api, key_of, vet) -> None:
    run = vet(with_owner(LISTED))
    dispose_all(api, key_of("focal_point"), run, "unresolved")
    first = decide(api, key_of("officer"), run, "referred").json()
    assert decide(api, key_of("officer"), run, "referred").status_code == 409
    second = decide(api, key_of("officer"), run, "referred", supersedes=first["id"])
    assert second.status_code == 201
    assert second.json()["supersedes"] == first["id"]
