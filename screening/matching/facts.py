"""What a profile says besides its names, in the short form that comparing needs."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Final
from zlib import crc32

from msgspec import Struct
from msgspec.json import Decoder, Encoder

from screening.matching.names import incorporated
from screening.model import CountryRole, DateSpan, Gender, PartyKind, Profile
from screening.text.romanise import plain

_BEARING = frozenset({CountryRole.NATIONALITY, CountryRole.BIRTH, CountryRole.INCORPORATION})
_WORDS = re.compile(r"[^\W_]+")
_LEAST_ADDRESS_WORD = 4

Span = tuple[str, str]


class Facts(Struct, frozen=True, array_like=True):
    """`countries` are those a subject belongs to; `elsewhere` also those it lives or trades in.

    Births are pairs of ISO dates, first and last possible day. Identifiers are (scheme, value,
    issuer).
    """

    kind: str
    births: tuple[Span, ...] = ()
    gender: str = ""
    countries: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    identifiers: frozenset[tuple[str, str, str]] = frozenset()
    address_words: frozenset[str] = frozenset()


def facts(profile: Profile) -> Facts:
    return Facts(
        kind=kind_of(profile).value,
        births=tuple(dict.fromkeys(_span(birth) for birth in profile.births)),
        gender="" if profile.gender == Gender.UNKNOWN else profile.gender.value,
        countries=frozenset(c.code for c in profile.countries if c.code and c.role in _BEARING),
        elsewhere=frozenset(c.code for c in profile.countries if c.code)
        | frozenset(address.country for address in profile.addresses if address.country),
        identifiers=frozenset(
            (identifier.scheme, value, identifier.country)
            for identifier in profile.identifiers
            if len(value := plain(identifier.value.replace(" ", ""))) >= _LEAST_IDENTIFIER
        ),
        address_words=frozenset(
            word
            for address in profile.addresses
            for found in _WORDS.findall(address.text)
            if len(word := plain(found)) >= _LEAST_ADDRESS_WORD
        ),
    )


_LEAST_IDENTIFIER = 5


def kind_of(profile: Profile) -> PartyKind:
    """Its kind; of unknown kind, what bears a legal form in one of its names is an organisation."""
    if profile.kind is PartyKind.UNKNOWN and any(incorporated(n.text) for n in profile.names):
        return PartyKind.ORGANISATION
    return profile.kind


def _span(birth: DateSpan) -> Span:
    return birth.earliest.isoformat(), birth.latest.isoformat()


def birth_days(found: Facts) -> list[str]:
    """The births that are known to the day."""
    return sorted({first for first, last in found.births if first == last})


def birth_days_like(found: Facts) -> set[str]:
    """The same, and each with its day and month swapped, which may be no day at all."""
    days = birth_days(found)
    return {*days, *(f"{day[:5]}{day[8:]}-{day[5:7]}" for day in days)}


def filing_key(value: str) -> int:
    """The key of a number, whatever its scheme, or of a day: the same elsewhere is evidence too."""
    return crc32(value.encode())


def is_person(kind: str) -> bool:
    return kind == PartyKind.PERSON.value


@lru_cache(maxsize=65536)
def day(text: str) -> date:
    return date.fromisoformat(text)


_ENCODER: Final = Encoder(order="deterministic")
_DECODER: Final = Decoder(Facts)


def dump(found: Facts) -> bytes:
    """The facts as one short line of JSON, the same for equal facts."""
    return _ENCODER.encode(found)


def read(line: bytes) -> Facts:
    """The facts that `dump` wrote."""
    return _DECODER.decode(line)
