"""Ids that sort in the order in which they were made."""

from __future__ import annotations

import itertools
import secrets
from datetime import datetime

_COUNTER = itertools.count()
_WRAP = 1 << 24


def new_id(kind: str, now: datetime) -> str:
    """`kind`, the moment in milliseconds, a counter for ids of one moment, and chance: run_0197…

    Ids of one process made at the same `now` keep their order; chance keeps processes apart.
    """
    moment = int(now.timestamp() * 1000)
    return f"{kind}_{moment:011x}{next(_COUNTER) % _WRAP:06x}{secrets.token_hex(5)}"
