"""Lists over REST."""

import io
import json
import zipfile
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


def test_any_two_versions_can_be_compared(api, key_of, service) -> None:
    old = load(service, "un-sc", un_list()).snapshot_id
    new = load(service, "un-sc", un_list(published="2026-10-31T00:00:00Z", more=ONE_MORE))
    path = f"/v1/lists/un-sc/diff?old={new.snapshot_id}&new={old}"
    said = api.get(path, headers=key_of("auditor")).json()
    assert [entry["ref"] for entry in said["removed"]] == ["XXi.002"]


def test_a_list_is_exported_one_entry_a_line(api, key_of, service) -> None:
    load(service, "un-sc", un_list())
    answer = api.get("/v1/lists/un-sc/export", headers=key_of("auditor"))
    assert answer.headers["content-type"] == "application/x-ndjson"
    refs = [json.loads(line)["ref"] for line in answer.text.splitlines()]
    assert refs == ["XXi.001", "XXe.001"]


def test_a_version_of_another_list_is_not_exported(api, key_of, service) -> None:
    load_lists(service)
    other = load(service, "un-sc", un_list()).snapshot_id
    path = f"/v1/lists/local/export?snapshot={other}"
    assert api.get(path, headers=key_of("auditor")).status_code == 404


def test_several_files_are_sent_as_one_archive(api, key_of) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("local.csv", LOCAL_LIST)
    path = "/v1/lists/local/snapshots?name=local.zip"
    made = api.post(path, content=packed.getvalue(), headers=key_of("administrator"))
    assert (made.status_code, made.json()["entry_count"]) == (201, 1)


def test_three_dates_the_licence_and_the_use_are_shown(api, key_of, service, now) -> None:
    load_lists(service)
    now[0] = NOW + timedelta(days=8)
    said = api.get("/v1/lists/un-sc", headers=key_of("officer")).json()
    assert said["held"]["published"].startswith("2026-10-30")
    assert said["held"]["checked_at"] == said["held"]["changed_at"]
    assert (said["use"]["check"], said["use"]["mandatory"]) == ("sanctions", True)
    assert "stale" in said["use"]["problem"]
    assert said["licence"]


def test_an_optional_list_never_loaded_leaves_the_service_ready(api, service) -> None:
    load_lists(service)
    optional = [each for each in service.references.policy.lists if not each.mandatory]
    assert optional
    assert api.get("/readyz").json()["ready"]
