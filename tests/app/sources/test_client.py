"""Fetching: what publishers answer, and what is made of it."""

import gzip
from datetime import UTC, datetime

import httpx
import pytest
import respx

from app.errors import SourceUnavailableError
from app.sources.catalogue import CATALOGUE, addresses_of, scheduled
from app.sources.client import WAITS_S, Client

UN = addresses_of("un-sc", {})[0]
FILE_HOST = "https://unsolprodfiles.blob.core.windows.net/publiclegacyxmlfiles/EN/consolidated.xml"


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def client(waited: list[float]) -> Client:
    return Client(1000, sleep=waited.append)


@respx.mock
def test_a_new_version_comes_with_its_validators(client) -> None:
    respx.get(UN.url).respond(200, content=b"<xml/>", headers={"ETag": '"1"'})
    fetched = client.fetch(UN)
    assert (fetched.data, fetched.etag) == (b"<xml/>", '"1"')


@respx.mock
def test_nothing_new_is_asked_for_with_the_validators(client) -> None:
    route = respx.get(UN.url).respond(304)
    fetched = client.fetch(UN, etag='"1"', last_modified="Mon, 02 Nov 2026 09:00:00 GMT")
    assert fetched.data is None
    assert route.calls.last.request.headers["If-None-Match"] == '"1"'
    assert route.calls.last.request.headers["If-Modified-Since"].startswith("Mon")


@respx.mock
def test_a_failing_server_is_tried_again_with_growing_patience(client, waited) -> None:
    route = respx.get(UN.url).respond(500)
    with pytest.raises(SourceUnavailableError, match="4 times: the server answered 500"):
        client.fetch(UN)
    assert route.call_count == len(WAITS_S) + 1
    assert waited == list(WAITS_S)


@respx.mock
def test_a_failure_that_passes_is_forgotten(client) -> None:
    respx.get(UN.url).mock(side_effect=[httpx.ConnectTimeout("slow"), httpx.Response(200)])
    assert client.fetch(UN).data == b""


@respx.mock
def test_the_server_may_ask_for_patience_but_not_for_ever(client, waited) -> None:
    patience = httpx.Response(429, headers={"Retry-After": "30"})
    for_ever = httpx.Response(429, headers={"Retry-After": "86400"})
    respx.get(UN.url).mock(side_effect=[patience, for_ever, httpx.Response(200)])
    client.fetch(UN)
    assert waited == [30.0, 60.0]


@respx.mock
def test_a_refusal_is_not_tried_again(client, waited) -> None:
    respx.get(UN.url).respond(403)
    with pytest.raises(SourceUnavailableError, match="answered 403"):
        client.fetch(UN)
    assert not waited


@respx.mock
def test_too_much_is_cut_off_whatever_was_announced(client) -> None:
    respx.get(UN.url).respond(200, content=b"x" * 1001)
    with pytest.raises(SourceUnavailableError, match="more than 1,000 bytes"):
        client.fetch(UN)


@respx.mock
def test_a_redirect_within_the_publisher_is_followed(client) -> None:
    respx.get(UN.url).respond(302, headers={"Location": FILE_HOST})
    respx.get(FILE_HOST).respond(200, content=b"<xml/>")
    assert client.fetch(UN).data == b"<xml/>"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elsewhere.example/list.xml",
        "http://scsanctions.un.org/list.xml",
        "https://scsanctions.un.org:8443/list.xml",
        "https://169.254.169.254/latest/meta-data",
    ],
)
@respx.mock
def test_a_redirect_anywhere_else_is_refused(client, elsewhere: str) -> None:
    respx.get(UN.url).respond(302, headers={"Location": elsewhere})
    with pytest.raises(SourceUnavailableError, match="is not allowed"):
        client.fetch(UN)


@respx.mock
def test_redirects_without_end_are_refused(client) -> None:
    respx.get(UN.url).respond(302, headers={"Location": UN.url})
    with pytest.raises(SourceUnavailableError, match="redirects more than"):
        client.fetch(UN)


def test_an_address_of_ones_own_allows_its_host_alone() -> None:
    [address] = addresses_of("un-sc", {"un-sc": "https://mirror.example/un.xml"})
    assert address.hosts == {"mirror.example"}


@pytest.mark.parametrize("url", ["http://mirror.example/un.xml", "file:///etc/passwd", "x"])
def test_an_address_that_is_not_https_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="not an https address"):
        addresses_of("un-sc", {"un-sc": url})


def test_a_list_without_an_address_has_none() -> None:
    assert addresses_of("local", {}) == ()


@respx.mock
def test_a_web_page_is_not_a_list_whatever_its_status(client) -> None:
    page = {"Content-Type": "text/html; charset=utf-8"}
    respx.get(UN.url).respond(200, content=b"<html>Sign in</html>", headers=page)
    with pytest.raises(SourceUnavailableError, match="sent a web page"):
        client.fetch(UN)


@respx.mock
def test_a_body_that_breaks_off_is_asked_for_again(client) -> None:
    cut = httpx.Response(200, content=b"<xml", headers={"Content-Length": "6"})
    respx.get(UN.url).mock(side_effect=[cut, httpx.Response(200, content=b"<xml/>")])
    assert client.fetch(UN).data == b"<xml/>"


@respx.mock
def test_a_body_that_always_breaks_off_is_told_in_numbers(client) -> None:
    respx.get(UN.url).respond(200, content=b"<xml", headers={"Content-Length": "600"})
    with pytest.raises(SourceUnavailableError, match="broke off after 4 of 600 bytes"):
        client.fetch(UN)


@respx.mock
def test_a_packed_body_is_measured_packed_and_unpacked(client) -> None:
    packed = gzip.compress(b"x" * 900)
    respx.get(UN.url).respond(200, content=packed, headers={"Content-Encoding": "gzip"})
    assert client.fetch(UN).data == b"x" * 900
    respx.get(UN.url).respond(
        200, content=gzip.compress(b"x" * 1_000_000), headers={"Content-Encoding": "gzip"}
    )
    with pytest.raises(SourceUnavailableError, match="more than 1,000 bytes"):
        client.fetch(UN)


@respx.mock
def test_a_packed_body_that_is_damaged_is_a_failure_in_words(client) -> None:
    damaged = httpx.Response(200, headers={"Content-Encoding": "gzip"}, stream=_Bytes(b"no gzip"))
    respx.get(UN.url).mock(return_value=damaged)
    with pytest.raises(SourceUnavailableError, match="could not be fetched"):
        client.fetch(UN)


class _Bytes(httpx.SyncByteStream):
    """A body that is read when the client reads it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __iter__(self):
        yield self._data


@respx.mock
def test_the_server_may_name_the_moment_to_come_back(waited) -> None:
    client = Client(1000, sleep=waited.append, clock=lambda: datetime(2026, 11, 2, 9, tzinfo=UTC))
    busy = httpx.Response(503, headers={"Retry-After": "Mon, 02 Nov 2026 09:00:20 GMT"})
    garbled = httpx.Response(503, headers={"Retry-After": "soon"})
    respx.get(UN.url).mock(side_effect=[busy, garbled, httpx.Response(200)])
    client.fetch(UN)
    assert waited == [20.0, WAITS_S[1]]


@respx.mock
def test_the_service_says_what_it_is(client) -> None:
    route = respx.get(UN.url).respond(200)
    client.fetch(UN)
    assert route.calls.last.request.headers["User-Agent"] == "vetting-service"


def test_every_address_of_the_catalogue_may_be_asked() -> None:
    for address in CATALOGUE:
        assert httpx.URL(address.url).scheme == "https"
        assert httpx.URL(address.url).host in address.hosts
    names = [(address.list_id, address.name) for address in CATALOGUE]
    assert len(set(names)) == len(names)


def test_a_list_in_several_files_has_several_addresses() -> None:
    addresses = addresses_of("us-ofac-sdn", {})
    assert [each.name for each in addresses] == [
        "SDN.CSV",
        "ALT.CSV",
        "ADD.CSV",
        "SDN_COMMENTS.CSV",
    ]


def test_an_installation_may_name_several_addresses_of_its_own() -> None:
    own = {"local": "https://a.example/1.csv https://b.example/2.csv"}
    assert [each.hosts for each in addresses_of("local", own)] == [{"a.example"}, {"b.example"}]
    assert "local" in scheduled(own)


def test_what_must_be_asked_for_by_name_is_not_on_schedule() -> None:
    assert addresses_of("opensanctions", {})
    assert "opensanctions" not in scheduled({})
