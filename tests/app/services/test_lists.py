"""Lists: what comes into force, what does not, and what is known of it."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
import respx
from sqlalchemy import func, select

from app.errors import ListRefusedError, SourceUnavailableError
from app.models import ListCheck, ListEntry, ListSnapshot
from app.services import lists
from app.services.refresh import refresh
from app.sources.catalogue import addresses_of
from app.sources.client import Client
from tests.app.conftest import NOW
from tests.app.samples import ONE_MORE, load, un_list

[UN] = addresses_of("un-sc", {})
LATER = "2026-10-31T00:00:00Z"


@pytest.fixture
def asking(service):
    return replace(service, client=Client(1_000_000, sleep=lambda _: None))


def ask(service, days: int = 1):
    return refresh(
        service.database,
        service.store,
        service.client,
        "un-sc",
        overrides={},
        by="test",
        now=NOW + timedelta(days=days),
    )


def held(service):
    with service.database.reading() as session:
        return lists.in_force(session).get("un-sc")


def newest_check(service) -> ListCheck:
    with service.database.reading() as session:
        return lists.newest_checks(session)["un-sc"]


def test_a_file_comes_into_force_with_its_entries_and_bytes(service) -> None:
    loaded = load(service, "un-sc", un_list())
    with service.database.reading() as session:
        entries = list(lists.entries(session, loaded.snapshot_id))
    assert [entry.ref for entry in entries] == ["XXi.001", "XXe.001"]
    assert service.store.get(loaded.digest) == un_list()
    assert held(service).published.isoformat() == "2026-10-30T00:00:00+00:00"


def test_the_same_file_again_is_a_check_and_no_second_snapshot(service) -> None:
    load(service, "un-sc", un_list())
    assert not load(service, "un-sc", un_list()).changed
    with service.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ListSnapshot)) == 1
        assert session.scalar(select(func.count()).select_from(ListCheck)) == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<CONSOLIDATED_LIST><oops>", "line 1"),
        (b"<!doctype html><html>gateway error</html>", "web page"),
        (b"", "empty"),
        (un_list(published="2020-01-01T00:00:00Z"), "older than the list in force"),
    ],
    ids=["broken", "a web page", "empty", "older"],
)
def test_a_bad_file_leaves_the_list_in_force(service, data: bytes, reason: str) -> None:
    before = load(service, "un-sc", un_list())
    with pytest.raises(ListRefusedError, match=reason):
        load(service, "un-sc", data)
    assert held(service).snapshot_id == before.snapshot_id
    assert newest_check(service).result == "refused"
    assert reason in newest_check(service).reason


def test_a_refused_first_file_brings_nothing_into_force(service) -> None:
    with pytest.raises(ListRefusedError):
        load(service, "un-sc", b"<CONSOLIDATED_LIST>")
    with service.database.reading() as session:
        assert lists.in_force(session) == {}
        assert session.scalar(select(func.count()).select_from(ListEntry)) == 0


def test_a_new_version_names_the_one_before_and_differs_as_it_should(service) -> None:
    first = load(service, "un-sc", un_list())
    second = load(service, "un-sc", un_list(published=LATER, more=ONE_MORE))
    with service.database.reading() as session:
        assert session.get(ListSnapshot, second.snapshot_id).supersedes == first.snapshot_id
        delta = lists.difference(session, "un-sc", None, None)
    assert [entry.ref for entry in delta.added] == ["XXi.002"]
    assert not delta.removed
    assert not delta.changed


@respx.mock
def test_asking_the_publisher_brings_a_new_version(asking) -> None:
    load(asking, "un-sc", un_list())
    newer = un_list(published=LATER, more=ONE_MORE)
    respx.get(UN.url).respond(200, content=newer, headers={"ETag": '"2"'})
    # The sample is far below the number of entries the real list has.
    with pytest.raises(ListRefusedError, match="at least"):
        ask(asking)


@respx.mock
def test_nothing_new_moves_the_date_of_the_check_alone(asking) -> None:
    loaded = load(asking, "un-sc", un_list())
    respx.get(UN.url).respond(304)
    assert not ask(asking).changed
    assert held(asking).snapshot_id == loaded.snapshot_id
    assert held(asking).checked_at == NOW + timedelta(days=1)
    assert held(asking).changed_at == NOW


@respx.mock
def test_a_failure_is_on_record_and_does_not_count_as_a_check(asking) -> None:
    load(asking, "un-sc", un_list())
    respx.get(UN.url).mock(side_effect=httpx.ConnectError("no route"))
    with pytest.raises(SourceUnavailableError):
        ask(asking)
    assert newest_check(asking).result == "failed"
    assert held(asking).checked_at == NOW
