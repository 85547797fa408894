"""The right of reply: who was told, when, what they answered, and what speaks for their remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.merging import Occurrence
from screening.human_rights.taxonomy import REMEDIES
from screening.model import Verification

POSITIONS = {
    "accepts": "accepts what is said",
    "accepts_in_part": "accepts a part of what is said",
    "disputes": "disputes what is said",
    "no_comment": "has no comment",
}
STATES = ("not_notified", "awaiting", "overdue", "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The vendor was told of an account, and by when it may answer. `about` is the account's id."""

    about: str
    sent_on: date
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The vendor's answer; `position` is a code of `POSITIONS`, `document` a SHA-256 if any."""

    about: str
    received_on: date
    position: str
    text: str = ""
    signed_by: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyEvidence:
    """What shows that remedy was given, and who vouches for that. `about` is an account's id."""

    about: str
    remedy: str
    verification: Verification
    given_on: date
    document: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Where the right of reply stands for one occurrence, as of a day."""

    occurrence: str
    state: str
    sentence: str
    notices: tuple[Notice, ...]
    replies: tuple[Reply, ...]


def heard(
    occurrence: Occurrence, notices: Iterable[Notice], replies: Iterable[Reply], as_of: date
) -> Heard:
    """All notices and answers up to a day, whichever account of the event they are about.

    An answer changes no factor by itself: it is shown beside the incident, and people weigh it.
    """
    ids = {account.id for account in occurrence.accounts}
    told = sorted(
        (n for n in notices if n.about in ids and n.sent_on <= as_of), key=lambda n: n.sent_on
    )
    answers = sorted(
        (r for r in replies if r.about in ids and r.received_on <= as_of),
        key=lambda r: (r.received_on, r.about),
    )
    state = _state(told, answers, as_of)
    return Heard(
        occurrence=occurrence.key,
        state=state,
        sentence=_sentence(state, told, answers),
        notices=tuple(told),
        replies=tuple(answers),
    )


def remedied(
    accounts: Iterable[Account], evidence: Iterable[RemedyEvidence], as_of: date
) -> tuple[Account, ...]:
    """The accounts with the furthest remedy shown up to a day, the best vouched for among those.

    Evidence never takes back what an account itself grants.
    """
    shown: dict[str, RemedyEvidence] = {}
    for piece in sorted(evidence, key=_rank):
        if piece.given_on <= as_of and piece.remedy in REMEDIES:
            shown[piece.about] = piece
    return tuple(_with(account, shown) for account in accounts)


def _rank(piece: RemedyEvidence) -> tuple[bool, int, int]:
    """What somebody other than the vendor vouches for comes before what only it says."""
    vouched = piece.verification is not Verification.SELF_ATTESTED
    place = REMEDIES.index(piece.remedy) if piece.remedy in REMEDIES else -1
    return vouched, place, piece.verification.rank


def _with(account: Account, shown: Mapping[str, RemedyEvidence]) -> Account:
    piece = shown.get(account.id)
    if piece is None:
        return account
    own = RemedyEvidence(
        about=account.id,
        remedy=account.remedy,
        verification=account.remedy_verification,
        given_on=piece.given_on,
    )
    if _rank(own) >= _rank(piece) or not REMEDIES.index(piece.remedy):
        return account
    return replace(account, remedy=piece.remedy, remedy_verification=piece.verification)


def _state(told: list[Notice], answers: list[Reply], as_of: date) -> str:
    if answers:
        return "answered"
    if not told:
        return "not_notified"
    return "overdue" if told[-1].answer_by < as_of else "awaiting"


def _sentence(state: str, told: list[Notice], answers: list[Reply]) -> str:
    if answers:
        last = answers[-1]
        position = POSITIONS.get(last.position, last.position)
        return f"The company answered on {last.received_on}: it {position}."
    if not told:
        return "The company has not been told of this yet."
    if state == "overdue":
        return f"The company was told on {told[-1].sent_on} and did not answer in time."
    return f"The company was told on {told[-1].sent_on} and may answer by {told[-1].answer_by}."
