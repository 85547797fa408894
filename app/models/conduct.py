"""The tables of the human-rights record: what sources say, what people add to it, who answered.

Which accounts make one occurrence is worked out in each run and never stored; only what a person
says of it is. An undone link stays: the row that withdraws it names it.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, JsonList, one_of, sha256

VERIFICATIONS = (
    "self_attested",
    "document_checked",
    "authority_confirmed",
    "independent_audit",
)


class IncidentReading(Base):
    """One reading of one source of the record, good or not. The newest good whole one is in force.

    What was added after it counts beside it.
    """

    __tablename__ = "incident_reading"
    __table_args__ = (
        one_of("scope", "whole", "addition"),
        sha256("digest"),
        CheckConstraint("dated IS NOT NULL OR problem <> ''", name="good_has_day"),
        Index("ix_incident_reading_newest", "source_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[str]
    scope: Mapped[str] = mapped_column(comment="whole: all the source says; addition: some more")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the bytes read; kept under that name")
    name: Mapped[str] = mapped_column(comment="what the file was called")
    dated: Mapped[date | None] = mapped_column(comment="the day the content is of")
    size: Mapped[int] = mapped_column(comment="rows in the file")
    at: Mapped[datetime]
    by: Mapped[str]
    problem: Mapped[str] = mapped_column(comment="why nothing of it is used; empty if it is")
    same_as: Mapped[str | None] = mapped_column(
        ForeignKey("incident_reading.id"), comment="the reading that holds the rows of these bytes"
    )
    warnings: Mapped[JsonList]


class IncidentAccount(Base):
    """What one source says of one event, as one reading of it put it."""

    __tablename__ = "incident_account"
    __table_args__ = (sha256("content"),)

    reading_id: Mapped[str] = mapped_column(ForeignKey("incident_reading.id"), primary_key=True)
    account: Mapped[str] = mapped_column(primary_key=True, comment="id, the same in every reading")
    position: Mapped[int] = mapped_column(comment="place in the file, from 0")
    content: Mapped[str] = mapped_column(comment="digest of what is said, whoever holds the copy")
    body: Mapped[Json] = mapped_column(comment="the whole account as plain data")


class Membership(Base):
    """A company's standing with the Code's association, as one reading of the directory put it."""

    __tablename__ = "membership"

    reading_id: Mapped[str] = mapped_column(ForeignKey("incident_reading.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str]
    body: Mapped[Json] = mapped_column(comment="the whole membership as plain data")


class Succession(Base):
    """Which company became which, as one reading of the file put it."""

    __tablename__ = "succession"

    reading_id: Mapped[str] = mapped_column(ForeignKey("incident_reading.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    earlier: Mapped[str]
    later: Mapped[str]
    kind: Mapped[str]
    since: Mapped[str]
    source: Mapped[str] = mapped_column(comment="where it is said")


class IncidentLink(Base):
    """A person's word that two accounts are, or are not, of one event; or that it is taken back."""

    __tablename__ = "incident_link"
    __table_args__ = (
        one_of("kind", "link", "separation"),
        CheckConstraint("reason <> ''", name="has_reason"),
        CheckConstraint("left_account <> right_account", name="two_accounts"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    left: Mapped[str] = mapped_column("left_account")
    right: Mapped[str] = mapped_column("right_account")
    vendor_id: Mapped[str] = mapped_column(
        comment="whose own disclosure is meant; empty where neither account is one"
    )
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
    withdraws: Mapped[str | None] = mapped_column(
        ForeignKey("incident_link.id"), unique=True, comment="the row that this one takes back"
    )


class Notice(Base):
    """A vendor was told of an account, and by when it may answer."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_vendor", "vendor_id", "account"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    vendor_id: Mapped[str]
    sent_on: Mapped[date]
    answer_by: Mapped[date]
    by: Mapped[str]
    at: Mapped[datetime]


class Reply(Base):
    """The vendor's answer to an account, as it gave it."""

    __tablename__ = "reply"
    __table_args__ = (
        one_of("position", "accepts", "accepts_in_part", "disputes", "no_comment"),
        Index("ix_reply_vendor", "vendor_id", "account"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    vendor_id: Mapped[str]
    received_on: Mapped[date]
    position: Mapped[str]
    text: Mapped[str]
    signed_by: Mapped[str]
    document: Mapped[str] = mapped_column(comment="SHA-256 of the answer's file, if any")
    by: Mapped[str]
    at: Mapped[datetime]


class RemedyEvidence(Base):
    """What shows that remedy was given; who checked it says how far it is vouched for."""

    __tablename__ = "remedy_evidence"
    __table_args__ = (
        one_of("verification", *VERIFICATIONS),
        Index("ix_remedy_evidence_vendor", "vendor_id", "account"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str]
    vendor_id: Mapped[str]
    remedy: Mapped[str]
    verification: Mapped[str]
    given_on: Mapped[date]
    document: Mapped[str] = mapped_column(comment="SHA-256 of what shows it, if any")
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]
