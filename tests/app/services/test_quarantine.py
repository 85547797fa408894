"""Quarantine: what was refused is kept and told, and let out only by a person who may."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.errors import ConflictError, InvalidError, ListRefusedError, NotFoundError
from app.models import Event, ListQuarantine
from app.services import lists, quarantine
from app.services.release import release
from tests.app.conftest import NOW
from tests.app.samples import load, un_list

MANY = b"ref,kind,name\n" + b"".join(
    f"L-{number},organisation,Brackwater Sentinel {word}\n".encode()
    for number, word in enumerate(("Holdings", "Marine", "Escort", "Training"))
)
FEW = b"\n".join(MANY.splitlines()[:2]) + b"\n"
PAGE = b"<!doctype html><html>gateway error</html>"


@pytest.fixture
def shrunk(service) -> ListQuarantine:
    """A list of four in force, and one of one in quarantine."""
    load(service, "local", MANY, name="local.csv")
    with pytest.raises(ListRefusedError, match="3 fewer than the list in force"):
        load(service, "local", FEW, name="local.csv")
    return waiting(service, "local")


def waiting(service, list_id: str) -> ListQuarantine | None:
    with service.database.reading() as session:
        return quarantine.waiting(session).get(list_id)


def let_out(service, quarantine_id: str, reason: str = "Three closed down: register seen."):
    return release(
        service.database,
        service.store,
        "local",
        quarantine_id,
        reason=reason,
        by="administrator-1",
        now=NOW + timedelta(hours=1),
        references=service.references,
    )


def held(service, list_id: str):
    with service.database.reading() as session:
        return lists.in_force(session).get(list_id)


def test_a_list_that_shrank_is_kept_apart_and_the_old_one_stays(service, shrunk) -> None:
    assert held(service, "local").entry_count == 4
    assert (shrunk.entry_count, shrunk.releasable) == (1, True)
    assert service.store.quarantine.get(shrunk.files[0]["sha256"]) == FEW
    assert not service.store.path(shrunk.files[0]["sha256"]).exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (PAGE, "web page"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer"),
        (b"ref,kind,name\nL-1,planet,Pluto\n", "planet"),
    ],
    ids=["a web page", "a pointer", "broken"],
)
def test_what_cannot_be_read_is_kept_and_nobody_may_let_it_out(service, data, reason) -> None:
    with pytest.raises(ListRefusedError):
        load(service, "local", data, name="local.csv")
    row = waiting(service, "local")
    assert reason in row.reason
    assert (row.entry_count, row.releasable) == (None, False)
    assert service.store.quarantine.get(row.files[0]["sha256"]) == data
    with pytest.raises(ConflictError, match="cannot be released"):
        let_out(service, row.id)


def test_the_same_bad_files_again_are_told_of_once(service, shrunk) -> None:
    with pytest.raises(ListRefusedError):
        load(service, "local", FEW, name="local.csv")
    with service.database.reading() as session:
        assert len(quarantine.of_list(session, "local")) == 1


def test_a_person_may_let_out_what_only_shrank(service, shrunk) -> None:
    assert let_out(service, shrunk.id).changed
    assert held(service, "local").entry_count == 1
    assert waiting(service, "local") is None
    with service.database.reading() as session:
        [(_, done)] = quarantine.of_list(session, "local")
        acts = [event.action for event in session.scalars(select(Event).order_by(Event.index))]
    assert (done.by, done.reason) == ("administrator-1", "Three closed down: register seen.")
    assert acts[-3:] == ["list:refused", "list:loaded", "list:released"]


def test_without_a_reason_nothing_is_let_out(service, shrunk) -> None:
    with pytest.raises(InvalidError, match="say why"):
        let_out(service, shrunk.id, reason="  ")
    assert held(service, "local").entry_count == 4


def test_what_was_let_out_is_not_let_out_again(service, shrunk) -> None:
    let_out(service, shrunk.id)
    with pytest.raises(ConflictError, match="released by administrator-1 already"):
        let_out(service, shrunk.id)


def test_a_newer_file_overtakes_what_is_in_quarantine(service, shrunk) -> None:
    load(service, "local", MANY + b"L-9,organisation,Brackwater Sentinel Nine\n", name="l.csv")
    assert waiting(service, "local") is None
    with pytest.raises(ConflictError, match="newer files have come in since"):
        let_out(service, shrunk.id)


def test_an_older_list_is_never_let_out(service) -> None:
    load(service, "un-sc", un_list())
    with pytest.raises(ListRefusedError, match="older"):
        load(service, "un-sc", un_list(published="2020-01-01T00:00:00Z"))
    assert not waiting(service, "un-sc").releasable


def test_quarantine_of_another_list_is_not_found(service, shrunk) -> None:
    with pytest.raises(NotFoundError):
        release(service.database, service.store, "un-sc", shrunk.id, reason="r", by="b", now=NOW)


def test_it_is_told_over_rest_and_let_out_by_an_administrator(api, key_of, service, shrunk) -> None:
    notes = api.get("/readyz").json()["notes"]
    assert re.search(rf"local was refused and is in quarantine as {shrunk.id}", notes[0])
    shown = api.get("/v1/lists/local", headers=key_of("officer")).json()
    assert (shown["quarantine"], shown["last_check"]["result"]) == (shrunk.id, "refused")
    path = f"/v1/lists/local/quarantine/{shrunk.id}/release"
    answer = api.post(path, json={"reason": "Seen."}, headers=key_of("administrator"))
    assert (answer.status_code, answer.json()["entry_count"]) == (201, 1)
    [row] = api.get("/v1/lists/local/quarantine", headers=key_of("auditor")).json()
    assert (row["released"]["by"], row["files"][0]["bytes"]) == ("administrator", len(FEW))
