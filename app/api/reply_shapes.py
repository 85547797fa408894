"""What people add to the record over REST: links between accounts, the vendor's right of reply."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from app.api.answers import Answer, Question
from app.shapes.dates import Day
from app.shapes.values import Digest, Line, Prose
from screening.model import Verification

Position = Literal["accepts", "accepts_in_part", "disputes", "no_comment"]
Remedy = Literal["acknowledged", "inquiry", "remedy_delivered", "non_repetition_verified"]


class LinkIn(Question):
    """Two accounts, and why they are or are not of one event."""

    left: str = Field(min_length=1, max_length=400, examples=["rovuma-2024-17"])
    """Id of an account."""
    right: str = Field(min_length=1, max_length=400, examples=["panel-2025-12"])
    """Id of the other."""
    reason: str = Field(min_length=1, max_length=2000, examples=["Same boat, same night."])
    """Why."""
    vendor: str = Field(default="", max_length=200, examples=["ungm-900405"])
    """Whose disclosure is meant, where one of the accounts is a vendor's own."""


class LinkOut(Answer):
    """A person's word on two accounts."""

    id: str
    """Id of the link or separation."""
    left: str
    """Id of an account."""
    right: str
    """Id of the other."""
    vendor_id: str
    """Whose own disclosure is meant; empty where neither account is one."""
    reason: str
    """Why."""
    by: str
    """Who said so."""
    at: datetime
    """When."""
    withdrawn_by: str | None = None
    """Who took it back."""
    withdrawn_at: datetime | None = None
    """When."""
    withdrawn_because: str | None = None
    """Why."""


class NoticeIn(Question):
    """A vendor that was told today."""

    vendor: str = Field(min_length=1, max_length=200, examples=["ungm-900405"])
    """Id of the vendor."""
    answer_by: Day
    """The last day on which it may answer."""


class NoticeOut(Answer):
    """A notice on record."""

    id: str
    """Id of the notice."""
    account: str
    """The account it is about."""
    vendor_id: str
    """The vendor that was told."""
    sent_on: date
    """When."""
    answer_by: date
    """By when it may answer."""


class ReplyIn(Question):
    """The vendor's answer to an account."""

    vendor: str = Field(min_length=1, max_length=200, examples=["ungm-900405"])
    """Id of the vendor that answers."""
    position: Position
    """Whether it accepts what is said."""
    text: Prose = ""
    """What it says."""
    signed_by: Line = ""
    """Who signed for it."""
    received_on: Day | None = None
    """When it came; today where left out."""
    document: Digest = ""
    """SHA-256 of the answer's file."""


class ReplyOut(Answer):
    """An answer on record; it is never edited."""

    id: str
    """Id of the answer."""
    account: str
    """The account it is about."""
    vendor_id: str
    """The vendor that answers."""
    position: Position
    """Whether it accepts what is said."""
    text: str
    """What it says."""
    signed_by: str
    """Who signed for it."""
    received_on: date
    """When it came."""
    document: str
    """SHA-256 of the answer's file."""


class RemedyIn(Question):
    """What shows that remedy was given."""

    vendor: str = Field(min_length=1, max_length=200, examples=["ungm-900405"])
    """Id of the vendor that gave it."""
    remedy: Remedy
    """How far it went."""
    verification: Verification = Verification.SELF_ATTESTED
    """How far it was checked; a vendor's own system can only attest."""
    given_on: Day
    """When it was given."""
    document: Digest = ""
    """SHA-256 of what shows it."""
    note: Prose = ""
    """What was looked at."""


class RemedyOut(Answer):
    """Remedy on record."""

    id: str
    """Id of the row."""
    account: str
    """The account it is about."""
    vendor_id: str
    """The vendor that gave it."""
    remedy: Remedy
    """How far it went."""
    verification: Verification
    """How far it was checked."""
    given_on: date
    """When it was given."""
    document: str
    """SHA-256 of what shows it."""
    note: str
    """What was looked at."""
