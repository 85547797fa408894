"""Values as plain data, for records, digests and JSON answers: the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction


def plain(value: object) -> object:
    """`value` as dicts, lists, strings, numbers, bools and None. Fractions become "n/d" strings.

    Raises TypeError for a type that has no agreed form.
    """
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case datetime():
            return value.isoformat()
        case date():
            return value.isoformat()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case Decimal():
            return format(value, "f")
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        case _:
            msg = f"no plain form for {type(value).__name__}"
            raise TypeError(msg)


def canonical(value: object) -> bytes:
    """`value` as UTF-8 JSON with sorted keys and no spaces: equal values give equal bytes."""
    return json.dumps(
        plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
