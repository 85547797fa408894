"""Compiled lists: made once, opened by every process, taken up while requests go on."""

import threading
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app.deps import clock
from app.main import create_app
from app.services import runs
from app.services.references import References
from screening.matching import Index
from tests.app.conftest import NOW
from tests.app.samples import LISTED, ONE_MORE, load, load_lists, submission, un_list, with_owner

NEWER = un_list(published="2026-10-31T00:00:00Z", more=ONE_MORE)
NEWLY_LISTED = "Philomena Grundvik"


@pytest.fixture
def never_built(monkeypatch) -> None:
    """From now on, building an index is a failure."""

    def build(_entries: object) -> Index:
        pytest.fail("the index was built, not opened")

    monkeypatch.setattr(Index, "build", build)


def names(service, references: References) -> list[str]:
    with service.database.reading() as session:
        index = references.basis(session, NOW).reference.lists["un-sc"].index
    return [entry.name for entry in index]


def another(service) -> References:
    """What another process of the installation begins with."""
    return References(service.references.policy, service.store)


def test_another_process_opens_what_the_loading_one_built(service, request) -> None:
    load_lists(service)
    request.getfixturevalue("never_built")
    assert "OSKAR ZVANIMIR TRELLECK" in names(service, another(service))


@pytest.mark.parametrize("damage", ["lost", "cut", "foreign"])
def test_an_index_that_is_lost_or_damaged_is_built_again(service, damage: str) -> None:
    load_lists(service)
    before = names(service, another(service))
    for file in [*service.store.indexes.glob("*.index"), *service.store.indexes.glob("*.also")]:
        if damage == "lost":
            file.unlink()
        else:
            data = file.read_bytes()
            file.unlink()
            file.write_bytes(data[: len(data) // 2] if damage == "cut" else b"not an index")
    assert names(service, another(service)) == before
    assert len(list(service.store.indexes.glob("*.index"))) == 2


def test_a_second_process_sees_a_new_list_at_once(service, api, settings, key_of) -> None:
    load_lists(service)
    other = create_app(settings)
    other.dependency_overrides[clock] = lambda: NOW
    with TestClient(other) as second:
        assert clear(second, key_of)
        load(service, "un-sc", NEWER)
        assert not clear(second, key_of)


def clear(client: TestClient, key_of) -> bool:
    """Whether nobody of the submission is found on the sanctions list."""
    headers = key_of("officer")
    made = client.post("/v1/submissions", json=with_owner(NEWLY_LISTED), headers=headers).json()
    run = client.post("/v1/runs", json={"submission": made["id"]}, headers=headers)
    assert run.status_code == 201, run.text
    whole = client.get(f"/v1/runs/{run.json()['id']}", headers=headers).json()
    [answer] = [each for each in whole["results"] if each["check"] == "sanctions"]
    return answer["answer"] == "clear"


def test_a_run_in_progress_finishes_on_the_list_it_began_with(
    service, api, key_of, monkeypatch
) -> None:
    load_lists(service)
    screen = runs.screen

    def slow(*given):
        load(service, "un-sc", NEWER)
        return screen(*given)

    monkeypatch.setattr(runs, "screen", slow)
    assert clear(api, key_of)


def test_no_request_fails_while_a_list_is_loaded(service, api, key_of) -> None:
    load_lists(service)
    headers = key_of("officer")
    made = api.post("/v1/submissions", json=submission(), headers=headers).json()["id"]
    answers: list[int] = []

    def ask() -> None:
        for _ in range(4):
            run = api.post("/v1/runs", json={"submission": made}, headers=headers)
            answers.extend([run.status_code, api.get("/readyz").status_code])

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for day in (1, 2, 3):
        published = (NOW + timedelta(days=day)).isoformat()
        load(service, "un-sc", un_list(published=published, more=ONE_MORE))
    for thread in threads:
        thread.join()
    assert set(answers) == {201, 200}
    assert len(answers) == 24


def test_one_subject_listed_twice_is_shown_as_one(service, api, key_of) -> None:
    load_lists(service)
    twice = "".join(f"L-{n},person,{LISTED},lei:ZZZZ00FICTIONAL00162\n" for n in (7, 8))
    load(service, "local", b"ref,kind,name,identifiers\n" + twice.encode(), name="l.csv")
    headers = key_of("officer")
    made = api.post("/v1/submissions", json=with_owner(LISTED), headers=headers).json()
    run = api.post("/v1/runs", json={"submission": made["id"]}, headers=headers).json()
    whole = api.get(f"/v1/runs/{run['id']}", headers=headers).json()
    [answer] = [each for each in whole["results"] if each["check"] == "ineligibility"]
    [finding] = [each for each in answer["findings"] if each["entry"] == "L-7"]
    [other] = finding["evidence"]["also_listed"]
    assert (other["list"], other["ref"], other["name"]) == ("local", "L-8", LISTED)
    assert other["because"] == "same LEI ZZZZ00FICTIONAL00162"
