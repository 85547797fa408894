"""The tables of complaints and of inspections: beside the pipeline, pointing only at submissions.

All but the allowance are insert-only. Who complained is in one table of its own, encrypted.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, JsonList, one_of, sha256


class Inspection(Base):
    """An inspection of services under way, or a review of the contract, and how it came out."""

    __tablename__ = "inspection"
    __table_args__ = (
        one_of("kind", "daily_inspection", "monthly_review", "continuing_need_review"),
        CheckConstraint("document = '' OR length(document) = 64", name="document_is_sha256"),
        Index("ix_inspection_engagement", "submission_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(
        ForeignKey("submission.id"), comment="the submission that names the engagement"
    )
    kind: Mapped[str]
    held_on: Mapped[date]
    passed: Mapped[bool]
    by: Mapped[str]
    note: Mapped[str]
    document: Mapped[str] = mapped_column(comment="SHA-256 of what was written down, or empty")
    at: Mapped[datetime] = mapped_column(comment="when it was put on record")
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("inspection.id"), unique=True)


class Complaint(Base):
    """What anybody says against a vendor or its personnel, without a word on who says it."""

    __tablename__ = "complaint"
    __table_args__ = (sha256("secret_hash"),)

    id: Mapped[str] = mapped_column(primary_key=True, comment="the reference the complainant has")
    secret_hash: Mapped[str] = mapped_column(comment="SHA-256 of the 256-bit secret shown once")
    about: Mapped[JsonList] = mapped_column(comment="whom it is about, as the complainant put it")
    what_happened: Mapped[str]
    occurred: Mapped[Json | None] = mapped_column(comment="a span of days, as exactly as known")
    country: Mapped[str]
    place: Mapped[str]
    received_at: Mapped[datetime]


class ComplaintIdentity(Base):
    """Who complained: sealed, for the investigator alone."""

    __tablename__ = "complaint_identity"

    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    key_id: Mapped[str] = mapped_column(comment="the sealing key it was closed with")
    box: Mapped[str] = mapped_column(comment="AES-256-GCM: nonce and ciphertext, base64")


class ComplaintStep(Base):
    """One thing done with a complaint. How far it has come is read off its steps."""

    __tablename__ = "complaint_step"
    __table_args__ = (
        one_of(
            "step",
            "received",
            "acknowledged",
            "classified",
            "assigned",
            "upheld",
            "upheld_in_part",
            "not_upheld",
            "inadmissible",
            "answered",
            "appealed",
            "closed",
        ),
        CheckConstraint(
            "(step = 'assigned') = (investigator IS NOT NULL)", name="assigned_to_somebody"
        ),
        UniqueConstraint("complaint_id", "position"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    complaint_id: Mapped[str] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[int] = mapped_column(comment="from 0, without gaps")
    step: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(comment="who did it; never who the complainant is")
    note: Mapped[str]
    investigator: Mapped[str | None] = mapped_column(comment="whom it was assigned to")
    classification: Mapped[Json | None] = mapped_column(
        comment="what it amounts to, in the words of the register"
    )


class ComplaintAllowance(Base):
    """How many complaints came from one address in one day. Older days are thrown away."""

    __tablename__ = "complaint_allowance"

    day: Mapped[date] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(primary_key=True, comment="keyed hash, new every day")
    taken: Mapped[int]
