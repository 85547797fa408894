"""What is known of a source before anything in it is read, and what one reading of it gave."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from screening.human_rights.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of accounts or memberships.

    `ceiling` is the highest evidence class that anything in it may carry; `coverage` says what it
    covers and what it does not, for absence from it proves nothing.
    """

    id: str
    title: str
    owner: str
    url: str
    form: str
    licence: str
    cadence: str
    ceiling: str
    coverage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A company's standing with a body that certifies, as its directory printed it on a day."""

    id: str
    name: str
    category: str
    status: str = "active"
    country: str = ""
    standard: str = ""
    certifier: str = ""
    certified_until: date | None = None
    joined_on: date | None = None
    scope: str = ""
    digest: str = ""
    line: int = 0

    def lapsed(self, day: date) -> bool:
        """No longer in force on `day`: ended, suspended, or with a certificate out of date."""
        if self.status != "active":
            return True
        return self.certified_until is not None and self.certified_until < day


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One reading of one source: `dated` is the day its content is of, `size` how many rows."""

    source: Source
    digest: str
    dated: date
    size: int
    accounts: tuple[Account, ...] = ()
    memberships: tuple[Membership, ...] = ()
    warnings: tuple[str, ...] = ()


def sha256(data: bytes) -> str:
    """The digest by which everything read from `data` is traced back to it."""
    return hashlib.sha256(data).hexdigest()
