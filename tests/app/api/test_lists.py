"""Lists over REST."""

from datetime import timedelta

from tests.app.conftest import NOW
from tests.app.samples import LOCAL_LIST, ONE_MORE, load, load_lists, un_list


def test_an_administrator_brings_a_list_into_force(api, key_of) -> None:
    path = "/v1/lists/local/snapshots?name=local.csv"
    made = api.post(path, content=LOCAL_LIST, headers=key_of("administrator"))
    assert made.status_code == 201, made.text
    said = api.get("/v1/lists/local", headers=key_of("officer")).json()
    assert said["held"]["entry_count"] == 1
    assert said["last_check"]["result"] == "changed"


def test_a_bad_file_is_refused_with_the_place_and_shown(api, key_of) -> None:
    path = "/v1/lists/local/snapshots?name=local.csv"
    bad = b"ref,kind,name\nL-1,planet,Pluto\n"
    answer = api.post(path, content=bad, headers=key_of("administrator"))
    assert (answer.status_code, answer.json()["code"]) == (422, "list_refused")
    assert "planet" in answer.json()["detail"]
    said = api.get("/v1/lists/local", headers=key_of("officer")).json()
    assert (said["held"], said["last_check"]["result"]) == (None, "refused")


def test_no_file_is_refused(api, key_of) -> None:
    answer = api.post("/v1/lists/local/snapshots", headers=key_of("administrator"))
    assert answer.status_code == 422


def test_a_list_larger_than_a_submission_may_be_is_taken(api, key_of) -> None:
    path = "/v1/lists/local/snapshots?name=local.csv"
    answer = api.post(path, content=b"x" * 6_000_000, headers=key_of("administrator"))
    assert answer.json()["code"] == "list_refused"


def test_the_difference_of_two_versions_is_told(api, key_of, service) -> None:
    load(service, "un-sc", un_list())
    load(service, "un-sc", un_list(published="2026-10-31T00:00:00Z", more=ONE_MORE))
    said = api.get("/v1/lists/un-sc/diff", headers=key_of("auditor")).json()
    assert [entry["ref"] for entry in said["added"]] == ["XXi.002"]


def test_one_version_has_nothing_to_differ_from(api, key_of, service) -> None:
    load(service, "un-sc", un_list())
    assert api.get("/v1/lists/un-sc/diff", headers=key_of("auditor")).status_code == 404


def test_without_the_mandatory_lists_the_service_is_not_ready(api) -> None:
    answer = api.get("/readyz")
    assert answer.status_code == 503
    assert "the list un-sc has never been loaded" in answer.json()["problems"]


def test_with_fresh_lists_it_is_ready_until_they_are_stale(api, service, now) -> None:
    load_lists(service)
    assert api.get("/readyz").json() == {"ready": True, "problems": [], "notes": []}
    now[0] = NOW + timedelta(days=400)
    answer = api.get("/readyz")
    assert answer.status_code == 503
    assert "stale" in answer.json()["problems"][0]


def test_the_process_lives_whatever_is_missing(api) -> None:
    assert api.get("/healthz").json() == {"status": "ok"}
