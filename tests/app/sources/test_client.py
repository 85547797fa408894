"""Fetching: what publishers answer, and what is made of it."""

import httpx
import pytest
import respx

from app.errors import SourceUnavailableError
from app.sources.catalogue import addresses_of
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
