"""The bytes that are signed and hashed: RFC 8785 JSON in which no number depends on rounding."""

from __future__ import annotations

import hashlib

import rfc8785

from screening.plain import plain


def exact(value: object) -> object:
    """`value` as plain data with every float written out as its shortest exact decimal text.

    JSON readers do not agree on floats ("1.0" or "1"); text stays what it is. Applying it twice
    changes nothing.
    """
    return _exact(plain(value))


def canonical(value: object) -> bytes:
    """The one byte form of `value`. Raises rfc8785.CanonicalizationError beyond JSON."""
    return rfc8785.dumps(exact(value))  # type: ignore[arg-type]  # plain data by construction


def digest(value: object) -> str:
    """SHA-256 of the canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _exact(value: object) -> object:
    match value:
        case bool():
            return value
        case float():
            return repr(value)
        case dict():
            return {key: _exact(inner) for key, inner in value.items()}
        case list():
            return [_exact(inner) for inner in value]
        case _:
            return value
