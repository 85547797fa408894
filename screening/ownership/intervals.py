"""Exact shares known only within limits, and the three-valued answer they give to a threshold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from screening.model import Share
from screening.ownership.exact import added

ZERO = Fraction(0)
WHOLE = Fraction(1)
NOTHING = Share(ZERO, ZERO)
ANYTHING = Share(ZERO, WHOLE)
ALL = Share(WHOLE, WHOLE)


class Certainty(StrEnum):
    """The answer of an ownership test, strongest first."""

    CONFIRMED = "confirmed"
    POSSIBLE = "possible"
    NO = "no"

    @property
    def rank(self) -> int:
        return tuple(Certainty).index(self)


def strongest(answers: Iterable[Certainty]) -> Certainty:
    """The strongest of the answers; `no` where there are none."""
    return min(answers, key=lambda answer: answer.rank, default=Certainty.NO)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share to be reached; `strict` means it must be passed."""

    value: Fraction
    strict: bool = False

    def asked_of(self, share: Share) -> Certainty:
        """Whether a share known only within limits reaches this: ownership handbook 5.4."""
        if self.surely(share):
            return Certainty.CONFIRMED
        return Certainty.POSSIBLE if self.perhaps(share) else Certainty.NO

    def surely(self, share: Share) -> bool:
        at = share.lower == self.value and (share.lower_open or not self.strict)
        return share.lower > self.value or at

    def perhaps(self, share: Share) -> bool:
        at = share.upper == self.value and not share.upper_open and not self.strict
        return share.upper > self.value or at

    @property
    def text(self) -> str:
        return f"{'more than' if self.strict else 'at least'} {percent(self.value)}"


def exactly(share: Fraction) -> Share:
    return Share(share, share)


def total(shares: Iterable[Share]) -> Share:
    """The shares added up, not cut at the whole: an end is open where any added end is."""
    parts = tuple(shares)
    return Share(
        added(share.lower for share in parts),
        added(share.upper for share in parts),
        any(share.lower_open for share in parts),
        any(share.upper_open for share in parts),
    )


def rest(shares: Iterable[Share]) -> Share:
    """What the shares leave of the whole; nothing where they already exceed it."""
    held = total(shares)
    lower, upper = WHOLE - held.upper, WHOLE - held.lower
    return Share(
        max(lower, ZERO),
        max(upper, ZERO),
        lower_open=held.upper_open and lower >= 0,
        upper_open=held.lower_open and upper > 0,
    )


def together(inside: Sequence[Share], outside: Sequence[Share], *, complete: bool) -> Share:
    """What some holders have in sum, given what the others have: the exact range.

    All shares of one company sum to at most the whole, and to exactly the whole where the table is
    complete. Shares that cannot fit into the whole (a data error) limit nothing.
    """
    held, others = total(inside), total(outside)
    if held.lower + others.lower > WHOLE:
        return held
    left = rest(outside)
    lower, lower_open = held.lower, held.lower_open
    if complete:
        lower, lower_open = _higher((lower, lower_open), (left.lower, left.lower_open))
    upper, upper_open = _lower((held.upper, held.upper_open), (left.upper, left.upper_open))
    return Share(lower, upper, lower_open, upper_open)


def both(one: Share, other: Share) -> Share | None:
    """What two statements of one share leave possible; None where they contradict each other."""
    lower, lower_open = _higher((one.lower, one.lower_open), (other.lower, other.lower_open))
    upper, upper_open = _lower((one.upper, one.upper_open), (other.upper, other.upper_open))
    if lower > upper or (lower == upper and (lower_open or upper_open)):
        return None
    return Share(lower, upper, lower_open, upper_open)


def either(one: Share, other: Share) -> Share:
    """The narrowest range that holds both."""
    lower, lower_open = min((one.lower, one.lower_open), (other.lower, other.lower_open))
    upper, closed = max((one.upper, not one.upper_open), (other.upper, not other.upper_open))
    return Share(lower, upper, lower_open, not closed)


def overfull(shares: Iterable[Share]) -> bool:
    """Whether the shares, at their least, add up to more than the whole."""
    held = total(shares)
    return held.lower > WHOLE or (held.lower == WHOLE and held.lower_open)


Bound = tuple[Fraction, bool]


def _higher(one: Bound, other: Bound) -> Bound:
    return max(one, other)


def _lower(one: Bound, other: Bound) -> Bound:
    value, closed = min((one[0], not one[1]), (other[0], not other[1]))
    return value, not closed


def percent(share: Fraction) -> str:
    """For people: "62.5 %", exact where decimals can say it, else "1/3 (33.3333 %)"."""
    hundred = share * 100
    rest_of = hundred.denominator
    for prime in (2, 5):
        while rest_of % prime == 0:
            rest_of //= prime
    if rest_of != 1:
        return f"{share.numerator}/{share.denominator} ({float(hundred):.4f} %)"
    digits = 0
    while (hundred * 10**digits).denominator != 1:
        digits += 1
    scaled = (hundred * 10**digits).numerator
    if not digits:
        return f"{scaled} %"
    return f"{scaled // 10**digits}.{scaled % 10**digits:0{digits}d} %"


def shown(share: Share | None) -> str:
    """A share for people: "30 %", "more than 25 % up to 50 %", "not stated"."""
    if share is None or (share.lower == 0 and share.upper >= 1 and not share.lower_open):
        return "not stated"
    if share.lower == share.upper:
        return percent(share.lower)
    low = f"{'more than ' if share.lower_open else ''}{percent(share.lower)}"
    return f"{low} {'to less than' if share.upper_open else 'up to'} {percent(share.upper)}"
