"""Profiles, listed entries and vendors' parties as one line of JSON each, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

from msgspec.json import Decoder

from screening.model import Entry, Party, Profile
from screening.plain import canonical, plain

_KINDS: Final[dict[bytes, Decoder[Profile]]] = {
    b"entry": Decoder(Entry),
    b"party": Decoder(Party),
    b"profile": Decoder(Profile),
}


def dump(profile: Profile) -> bytes:
    """The profile with every field it has: {"entry": {...}}."""
    kind = type(profile).__name__.lower()
    values = {field.name: plain(getattr(profile, field.name)) for field in fields(profile)}
    return canonical(
        {
            kind: {
                key: value
                for key, value in values.items()
                if key == "names" or value not in ([], "", None)
            }
        }
    )


def load(line: bytes) -> Profile:
    """The profile that `dump` wrote."""
    kind, values = line[2:-1].split(b'":', 1)
    return _KINDS[kind].decode(values)
