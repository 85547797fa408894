"""Lists: what comes into force, what does not, and what is known of it."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
import respx
from sqlalchemy import func, select

from app.errors import ListRefusedError, SourceUnavailableError
from app.models import ListCheck, ListEntry, ListSnapshot
from app.services import lists, runs, submissions
from app.services.refresh import refresh
from app.shapes import SubmissionIn
from app.sources.catalogue import addresses_of
from app.sources.client import Client
from screening import lists as sources
from screening.lists import local
from tests.app.conftest import NOW
from tests.app.samples import ONE_MORE, load, load_lists, submission, un_list

[UN] = addresses_of("un-sc", {})
LATER = "2026-10-31T00:00:00Z"


@pytest.fixture
def asking(service):
    return replace(service, client=Client(1_000_000, sleep=lambda _: None))


def ask(service, days: int = 1, list_id: str = "un-sc", overrides=None):
    return refresh(
        service.database,
        service.store,
        service.client,
        list_id,
        overrides=overrides or {},
        by="test",
        now=NOW + timedelta(days=days),
    )


def held(service, list_id: str = "un-sc"):
    with service.database.reading() as session:
        return lists.in_force(session).get(list_id)


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


# --- A list in several files ----------------------------------------------------------------------

FIRST, SECOND = "https://a.example/one.csv", "https://b.example/two.csv"
SEVERAL = {"local": f"{FIRST} {SECOND}"}


@pytest.fixture
def two_files(monkeypatch) -> list[list[str]]:
    """A local list that comes in two files, one after the other; gives the names it was read of."""
    read: list[list[str]] = []

    def parse(files):
        read.append(sorted(files))
        whole = files["one.csv"] + files["two.csv"].split(b"\n", 1)[1]
        return local.parse({"local.csv": whole})

    monkeypatch.setattr(sources, "LISTS", (replace(local.SOURCE, parse=parse),))
    return read


def row(ref: str) -> bytes:
    return f"ref,kind,name\n{ref},organisation,Brackwater Sentinel {ref}\n".encode()


@respx.mock
def test_all_files_of_a_list_come_in_together(asking, two_files) -> None:
    respx.get(FIRST).respond(200, content=row("A"), headers={"ETag": '"a1"'})
    respx.get(SECOND).respond(200, content=row("B"), headers={"ETag": '"b1"'})
    assert ask(asking, 1, "local", SEVERAL).entry_count == 2
    assert two_files == [["one.csv", "two.csv"]]
    assert newest(asking, "local").validators[SECOND] == {"etag": '"b1"'}


@respx.mock
def test_where_one_file_changed_the_others_are_fetched_whole_again(asking, two_files) -> None:
    first = respx.get(FIRST).mock(
        side_effect=[
            httpx.Response(200, content=row("A"), headers={"ETag": '"a1"'}),
            httpx.Response(304),
            httpx.Response(200, content=row("A"), headers={"ETag": '"a1"'}),
        ]
    )
    respx.get(SECOND).mock(
        side_effect=[
            httpx.Response(200, content=row("B"), headers={"ETag": '"b1"'}),
            httpx.Response(200, content=row("C"), headers={"ETag": '"b2"'}),
        ]
    )
    ask(asking, 1, "local", SEVERAL)
    assert ask(asking, 2, "local", SEVERAL).changed
    assert first.calls[1].request.headers["If-None-Match"] == '"a1"'
    assert "If-None-Match" not in first.calls[2].request.headers
    with asking.database.reading() as session:
        assert [each.ref for each in lists.snapshot_in_force(session, "local").entries] == [
            "A",
            "C",
        ]


@respx.mock
def test_where_no_file_changed_the_list_was_checked(asking, two_files) -> None:
    for url in (FIRST, SECOND):
        answers = [httpx.Response(200, content=row(url[8:9].upper())), httpx.Response(304)]
        respx.get(url).mock(side_effect=answers)
    ask(asking, 1, "local", SEVERAL)
    assert not ask(asking, 2, "local", SEVERAL).changed
    assert held(asking, "local").checked_at == NOW + timedelta(days=2)
    assert held(asking, "local").changed_at == NOW + timedelta(days=1)


@respx.mock
def test_a_list_of_which_a_file_is_missing_does_not_come_in(asking, two_files) -> None:
    respx.get(FIRST).respond(200, content=row("A"))
    respx.get(SECOND).respond(403)
    with pytest.raises(SourceUnavailableError, match="answered 403"):
        ask(asking, 1, "local", SEVERAL)
    assert held(asking, "local") is None
    assert newest(asking, "local").result == "failed"


def newest(service, list_id: str) -> ListCheck:
    with service.database.reading() as session:
        return lists.newest_checks(session)[list_id]


# --- Age ------------------------------------------------------------------------------------------


@respx.mock
def test_asking_keeps_a_list_fresh_and_failing_to_ask_does_not(api, asking, now) -> None:
    load_lists(asking)
    respx.get(UN.url).mock(side_effect=[httpx.Response(304), httpx.Response(403)])
    ask(asking, days=6)
    now[0] = NOW + timedelta(days=12)
    assert api.get("/readyz").json()["problems"] == []
    with pytest.raises(SourceUnavailableError):
        ask(asking, days=12)
    now[0] = NOW + timedelta(days=14)
    said = api.get("/readyz").json()
    assert "the list un-sc is stale" in said["problems"][0]
    assert "un-sc could not be fetched" in said["notes"][0]


def test_a_run_on_a_stale_list_is_not_clear_and_says_so(service) -> None:
    load_lists(service)
    with service.database.writing() as session:
        given = SubmissionIn.model_validate(submission())
        made = submissions.submit(session, given, by="officer", now=NOW).id
    late = NOW + timedelta(days=8)
    run_id = runs.run(
        service.database, service.references, made, occasion="requested", by="o", now=late
    )
    with service.database.reading() as session:
        [result] = [r for r in runs.results(session, run_id) if r.check == "sanctions"]
    assert result.answer == "not_checked"
    assert "8 days before this run; 7 are allowed" in result.reason
