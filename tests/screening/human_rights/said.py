"""Accounts of fictional events, and the weights that ship."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from screening.human_rights.account import Account
from screening.human_rights.merging import Occurrence, merge
from screening.human_rights.weights import bundled_weights
from screening.model import DateSpan, Verification

WEIGHTS = bundled_weights()
TODAY = date(2026, 11, 21)
FOUR_YEARS_AGO = date(2022, 11, 21)
TWO_YEARS_AGO = date(2024, 11, 21)


def on(day: date) -> DateSpan:
    return DateSpan(day, day)


def account(**changes: object) -> Account:
    given: dict[str, object] = {
        "id": "a",
        "source": "panels",
        "names": ("Kestrel Meadow Guarding",),
        "summary": "Guards shot two detainees",
        "category": "unlawful_killing",
        "occurred": on(FOUR_YEARS_AGO),
        "country": "KE",
        "place": "Maralal",
        "standard": "reasonable_grounds",
        "evidence_class": "un_reasonable_grounds",
        "scale": Fraction(1),
        "scope": Fraction(1),
        "irremediability": Fraction(3, 5),
    }
    return Account(**{**given, **changes})


def wages(**changes: object) -> Account:
    given: dict[str, object] = {
        "id": "b",
        "source": "Lindqvist Labour Watch",
        "summary": "Guards were not paid for three months",
        "category": "wages",
        "occurred": on(TWO_YEARS_AGO),
        "standard": "allegation",
        "evidence_class": "credible_investigation",
        "scale": Fraction(2, 5),
        "scope": Fraction(1, 5),
        "irremediability": Fraction(1, 5),
        "remedy": "remedy_delivered",
        "remedy_verification": Verification.DOCUMENT_CHECKED,
    }
    return account(**{**given, **changes})


def apart(*accounts: Account) -> tuple[Occurrence, ...]:
    return merge(accounts)


def together(*accounts: Account) -> tuple[Occurrence, ...]:
    return (Occurrence(accounts=tuple(sorted(accounts, key=lambda each: each.id))),)
