"""Numbers that name their bearer: one form for comparing, and check digits where there are any."""

from __future__ import annotations

import re

from anyascii import anyascii
from stdnum import bic, imo, isin, lei

SCHEMES = frozenset(
    {
        "passport",
        "national_id",
        "tax_id",
        "registration",
        "lei",
        "imo",
        "mmsi",
        "ungm",
        "umoja_bp",
        "erp",
        "swift_bic",
        "isin",
        "driving_licence",
        "residence_permit",
        "duns",
        "other",
    }
)

_LABELS = {
    "lei": re.compile(r"^LEI"),
    "imo": re.compile(r"^IMO(?:NUMBER|NO)?"),
    "mmsi": re.compile(r"^MMSI"),
    "swift_bic": re.compile(r"^(?:SWIFTBIC|SWIFT|BIC)(?=.{8})"),
    "isin": re.compile(r"^ISIN"),
    "duns": re.compile(r"^DUNS"),
    "ungm": re.compile(r"^UNGM"),
}
_DIGITS = {"mmsi": 9, "duns": 9}
_COMPANY_WEIGHTS = (8, 6, 4, 2, 9, 7)

_LEI_LENGTH = 20  # ISO 17442; the check digits alone would pass shorter strings


def clean(scheme: str, value: str) -> str:
    """`value` for comparing: upper-case Latin letters and digits, without a leading scheme label.

    Leading zeros stay: they tell two passports apart. Raises ValueError for an unknown scheme.
    """
    _known(scheme)
    kept = "".join(c for c in anyascii(value).upper() if c.isalnum())
    label = _LABELS.get(scheme)
    return label.sub("", kept) if label else kept


def valid(scheme: str, value: str) -> bool | None:
    """Whether the number keeps its scheme's own rule; None where there is nothing to check.

    LEI by ISO 17442 (mod 97), ISIN by ISO 6166, BIC by the form of ISO 9362, IMO ship and company
    numbers by their check digits, MMSI and DUNS by length. Raises ValueError for an unknown scheme.
    """
    number = clean(scheme, value)
    if not number:
        return False
    match scheme:
        case "lei":
            return len(number) == _LEI_LENGTH and bool(lei.is_valid(number))
        case "imo":
            return bool(imo.is_valid(number)) or _is_company(number)
        case "isin":
            return bool(isin.is_valid(number))
        case "swift_bic":
            return bool(bic.is_valid(number))
        case "mmsi" | "duns":
            return number.isdecimal() and len(number) == _DIGITS[scheme]
        case _:
            return None


def _is_company(number: str) -> bool:
    """Companies and registered owners (IMO resolution MSC.160(78)) have weights of their own."""
    if not re.fullmatch(r"[0-9]{7}", number):
        return False
    total = sum(int(n) * weight for n, weight in zip(number, _COMPANY_WEIGHTS, strict=False))
    return (11 - total % 11) % 10 == int(number[-1])


def _known(scheme: str) -> None:
    if scheme not in SCHEMES:
        raise ValueError(f"unknown scheme {scheme!r}; known: {', '.join(sorted(SCHEMES))}")
