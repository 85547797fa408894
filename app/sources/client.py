"""Fetching a list: conditional, within limits, from allowed hosts only, tried again patiently."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from app.errors import SourceUnavailableError
from app.sources.catalogue import Address

TIMEOUT = httpx.Timeout(30.0, connect=10.0)
WAITS_S = (1.0, 4.0, 15.0)
MOST_REDIRECTS = 5
LONGEST_WAIT_S = 60.0

_AGAIN = frozenset({429, 500, 502, 503, 504})
# Some publishers turn away whoever does not say what it is.
_HEADERS = {"User-Agent": "vetting-service", "Accept-Encoding": "gzip, deflate"}
_PAGES = ("text/html", "application/xhtml+xml")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What the publisher sent: `data` is None where it said that nothing changed."""

    data: bytes | None
    etag: str | None
    last_modified: str | None


class TryAgainError(Exception):
    """A failure that may pass. `wait_s` is what the server asked for, if it did."""

    def __init__(self, problem: str, wait_s: float | None = None) -> None:
        super().__init__(problem)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Client:
    """Asks publishers. `most_bytes` caps what is read, whatever the server announces."""

    most_bytes: int
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], datetime] = field(default=_utc_now)

    def fetch(
        self, address: Address, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """The list at `address`, unless it is still what `etag` or `last_modified` names.

        Raises SourceUnavailableError, in plain words, when it cannot be had.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = _HEADERS | {name: value for name, value in headers.items() if value}
        problem = ""
        for wait in (*WAITS_S, None):
            try:
                return self._once(address, asked)
            except (TryAgainError, httpx.RequestError) as error:
                problem = str(error) or type(error).__name__
                wanted = error.wait_s if isinstance(error, TryAgainError) else None
            if wait is not None:
                self.sleep(min(max(wait, wanted or 0.0), LONGEST_WAIT_S))
        raise SourceUnavailableError(
            f"{address.url} could not be fetched, {len(WAITS_S) + 1} times: {problem}"
        )

    def _once(self, address: Address, headers: dict[str, str]) -> Fetched:
        url = httpx.URL(address.url)
        with httpx.Client(timeout=TIMEOUT, headers=headers, follow_redirects=False) as client:
            for _ in range(MOST_REDIRECTS + 1):
                _allow(url, address)
                with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return self._read(response)
                    url = response.url.join(response.headers["Location"])
        raise SourceUnavailableError(f"{address.url} redirects more than {MOST_REDIRECTS} times")

    def _read(self, response: httpx.Response) -> Fetched:
        status = response.status_code
        if status in _AGAIN:
            wait = _retry_after(response, self.clock())
            raise TryAgainError(f"the server answered {status}", wait)
        if status not in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            raise SourceUnavailableError(f"{response.url} answered {status}")
        unchanged = status == HTTPStatus.NOT_MODIFIED
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if not unchanged and kind in _PAGES:
            raise SourceUnavailableError(f"{response.url} sent a web page ({kind}), not the list")
        return Fetched(
            data=None if unchanged else self._capped(response),
            etag=response.headers.get("ETag"),
            last_modified=response.headers.get("Last-Modified"),
        )

    def _capped(self, response: httpx.Response) -> bytes:
        """The body, within the limit on the wire and unpacked, and no shorter than announced."""
        whole = bytearray()
        for chunk in response.iter_bytes():
            whole += chunk
            if max(len(whole), response.num_bytes_downloaded) > self.most_bytes:
                raise SourceUnavailableError(
                    f"{response.url} sends more than {self.most_bytes:,} bytes"
                )
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and response.num_bytes_downloaded < int(announced):
            raise TryAgainError(
                f"the answer broke off after {response.num_bytes_downloaded:,} "
                f"of {int(announced):,} bytes"
            )
        return bytes(whole)


def _allow(url: httpx.URL, address: Address) -> None:
    """Every hop is held against the catalogue: a redirect must not lead anywhere else."""
    if url.scheme != "https" or url.host not in address.hosts or url.port not in (None, 443):
        hosts = ", ".join(sorted(address.hosts))
        raise SourceUnavailableError(
            f"{address.list_id}: {url.scheme}://{url.host} is not allowed; only https on {hosts}"
        )


def _retry_after(response: httpx.Response, now: datetime) -> float | None:
    """Seconds the server asks to wait: given as such, or as a date (RFC 9110, section 10.2.3)."""
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (until.astimezone(UTC) - now).total_seconds() if until.tzinfo else None
