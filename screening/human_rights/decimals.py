"""Exact numbers, rounded once and always alike, so that a record replays to the last digit."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

PLACES = 6
"""Every factor and every score is rounded to this many places, half to even, and compared after."""
_CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)
_STEP = Decimal(1).scaleb(-PLACES)


def rounded(value: Fraction) -> Decimal:
    """`value` at the fixed step: exact arithmetic, one rounding."""
    return Decimal(round(value * 10**PLACES)).scaleb(-PLACES, _CONTEXT)


def halved(times: Fraction) -> Decimal:
    """One half to the power of `times`, at the fixed step: 1 for 0, and less for more."""
    exponent = _CONTEXT.divide(Decimal(-times.numerator), Decimal(times.denominator))
    return _CONTEXT.power(Decimal(2), exponent).quantize(_STEP, context=_CONTEXT)


def years_between(first: date, last: date) -> Fraction:
    """Years from `first` to `last`: whole anniversaries, then days over the days of that year.

    0 where `last` is not after `first`.
    """
    if last <= first:
        return Fraction(0)
    whole = last.year - first.year
    if _anniversary(first, whole) > last:
        whole -= 1
    begun, ends = _anniversary(first, whole), _anniversary(first, whole + 1)
    return whole + Fraction((last - begun).days, (ends - begun).days)


def _anniversary(day: date, years: int) -> date:
    """29 February falls on 1 March in years that lack it."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
