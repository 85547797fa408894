"""How many complaints are taken in a day, from one address and from all: no address is kept.

An address is counted under a keyed hash that changes every day; the day before is thrown away.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import TooManyError
from app.models import ComplaintAllowance
from app.sealing import Seal

# The part of an IPv6 address that is one household's or one office's.
_IPV6_NETWORK = 64


@dataclass(frozen=True, slots=True)
class Allowance:
    """Complaints a day; whoever is refused can come back the day after (UTC)."""

    per_address: int
    per_day: int

    def take(self, session: Session, seal: Seal, address: str, now: datetime) -> None:
        """Count one complaint. Raises TooManyError. The caller holds the lock of the log."""
        today = now.date()
        session.execute(delete(ComplaintAllowance).where(ComplaintAllowance.day < today))
        token = seal.token(_network(address), label=f"complaints {today}")
        row = session.get(ComplaintAllowance, (today, token))
        total = session.scalar(select(func.coalesce(func.sum(ComplaintAllowance.taken), 0)))
        if row is not None and row.taken >= self.per_address:
            raise TooManyError(
                f"{self.per_address} complaints a day are taken from one address: "
                "send the others tomorrow (UTC), or put them into one"
            )
        if (total or 0) >= self.per_day:
            raise TooManyError("no more complaints can be taken today: send it tomorrow (UTC)")
        if row is None:
            session.add(ComplaintAllowance(day=today, address=token, taken=1))
        else:
            row.taken += 1


def _network(address: str) -> str:
    """What counts as one address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4 or known.ipv4_mapped:  # noqa: PLR2004  # the version of the protocol
        return str(known.ipv4_mapped if known.version == 6 else known)  # noqa: PLR2004
    return str(ipaddress.ip_network((known, _IPV6_NETWORK), strict=False))
