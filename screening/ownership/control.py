"""Power over a company that is not a share of it: who appoints, directs, or holds for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from screening.model import Stake
from screening.ownership.intervals import Certainty, Threshold

MAJORITY = Threshold(Fraction(1, 2), strict=True)


class Limb(StrEnum):
    """By which limb of a test somebody stands behind a company."""

    OWNERSHIP = "ownership"
    VOTES = "votes"
    BOARD = "board"
    ARTICLES = "articles"
    CONTRACT = "contract"
    DE_FACTO = "de_facto"
    CONSOLIDATION = "consolidation"
    TRUST = "trust"
    NOMINEE = "nominee"
    JOINT = "joint_arrangement"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """`holder` has power over `company`. `certainty` says how far the interest itself proves it."""

    company: str
    holder: str
    limb: Limb
    certainty: Certainty
    stakes: tuple[str, ...]
    interest: str


# How far each kind of interest proves control. "possible" goes to a person; "no" is shown only.
_RIGHTS: Mapping[str, tuple[Limb, Certainty]] = {
    "appointmentOfBoard": (Limb.BOARD, Certainty.CONFIRMED),
    "controlViaCompanyRulesOrArticles": (Limb.ARTICLES, Certainty.POSSIBLE),
    "controlByLegalFramework": (Limb.ARTICLES, Certainty.POSSIBLE),
    "rightsGrantedByContract": (Limb.CONTRACT, Certainty.POSSIBLE),
    "conditionalRightsGrantedByContract": (Limb.CONTRACT, Certainty.POSSIBLE),
    "enjoymentAndUseOfAssets": (Limb.CONTRACT, Certainty.POSSIBLE),
    "rightToProfitOrIncomeFromAssets": (Limb.CONTRACT, Certainty.POSSIBLE),
    "otherInfluenceOrControl": (Limb.DE_FACTO, Certainty.POSSIBLE),
    "settlor": (Limb.TRUST, Certainty.POSSIBLE),
    "trustee": (Limb.TRUST, Certainty.POSSIBLE),
    "protector": (Limb.TRUST, Certainty.POSSIBLE),
    "beneficiaryOfLegalArrangement": (Limb.TRUST, Certainty.POSSIBLE),
    "nominee": (Limb.NOMINEE, Certainty.NO),
    "nominator": (Limb.NOMINEE, Certainty.CONFIRMED),
    "seniorManagingOfficial": (Limb.OFFICER, Certainty.POSSIBLE),
    "boardChair": (Limb.OFFICER, Certainty.NO),
    "boardMember": (Limb.OFFICER, Certainty.NO),
}
TRUST_ROLES = frozenset({"settlor", "trustee", "protector", "beneficiaryOfLegalArrangement"})
NOMINEE_ROLES = frozenset({"nominee", "nominator"})
# A trust's property is traced to who put it in and who benefits; the others only administer it.
PROPERTY_ROLES = frozenset({"settlor", "beneficiaryOfLegalArrangement"})
# What the text beside an interest can add: a source's own name for it.
_DETAILS: tuple[tuple[str, Limb, Certainty], ...] = (
    ("accounting consolidation", Limb.CONSOLIDATION, Certainty.CONFIRMED),
    ("dominant influence", Limb.ARTICLES, Certainty.CONFIRMED),
    ("majority of the board", Limb.BOARD, Certainty.CONFIRMED),
    ("golden share", Limb.ARTICLES, Certainty.POSSIBLE),
)


def right(stake: Stake) -> Right | None:
    """The power this interest gives, or None for an interest that is only a share.

    A right to appoint with a stated part of the board counts from a majority of it.
    """
    known = _RIGHTS.get(stake.interest)
    if known is None or not stake.owner or stake.bearer:
        return None
    limb, certainty = known
    if stake.interest == "appointmentOfBoard" and stake.share is not None:
        certainty = MAJORITY.asked_of(stake.share)
    text = stake.details.casefold()
    for words, other, sure in _DETAILS:
        if words in text and stake.interest not in TRUST_ROLES | NOMINEE_ROLES:
            limb, certainty = other, sure
            break
    return Right(
        company=stake.company,
        holder=stake.nominator or stake.owner,
        limb=limb,
        certainty=certainty,
        stakes=(stake.id,),
        interest=stake.interest,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Divestment:
    """A stake given up near the day its owner was listed: a red flag (OFAC FAQ 402, EU 2024)."""

    stake: str
    owner: str
    company: str
    ended: date
    listed: date
    sentence: str


def divested(
    stakes: tuple[Stake, ...], listed_on: Mapping[str, date], day: date, *, within_days: int = 365
) -> tuple[Divestment, ...]:
    """Stakes of listed owners that ended by `day`, within so many days of the listing."""
    found = []
    for stake in stakes:
        listed, ended = listed_on.get(stake.owner), stake.ends_on
        if listed is None or ended is None or ended >= day:
            continue
        if abs(ended - listed) > timedelta(days=within_days):
            continue
        order = "before" if ended < listed else "after"
        days = abs((ended - listed).days)
        sentence = (
            f"{stake.owner} gave up a stake in {stake.company} on {ended}, {days} days {order} "
            f"being listed on {listed}: to whom, and on what terms?"
        )
        found.append(
            Divestment(
                stake=stake.id,
                owner=stake.owner,
                company=stake.company,
                ended=ended,
                listed=listed,
                sentence=sentence,
            )
        )
    return tuple(found)
