"""The pipeline's tables, in its order: every foreign key points upwards."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Json, JsonList, one_of, sha256

# --- 0: reference ---------------------------------------------------------------------------------


class ListSnapshot(Base):
    """One version of a list, as published."""

    __tablename__ = "list_snapshot"
    __table_args__ = (UniqueConstraint("list_id", "digest", "parser"), sha256("digest"))

    id: Mapped[str] = mapped_column(primary_key=True)
    list_id: Mapped[str]
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the publisher's bytes")
    parser: Mapped[str] = mapped_column(comment="parser and version that read it")
    published: Mapped[datetime | None] = mapped_column(comment="the publisher's own date")
    loaded_at: Mapped[datetime]
    loaded_by: Mapped[str]
    entry_count: Mapped[int]
    files: Mapped[JsonList] = mapped_column(comment="name, sha256 and bytes of each stored file")
    warnings: Mapped[JsonList]
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("list_snapshot.id"))


class ListCheck(Base):
    """One time the publisher was asked, or a file was given: the newest good one is in force."""

    __tablename__ = "list_check"
    __table_args__ = (
        one_of("result", "changed", "unchanged", "refused", "failed"),
        CheckConstraint(
            "(result IN ('changed', 'unchanged')) = (snapshot_id IS NOT NULL)",
            name="good_has_snapshot",
        ),
        CheckConstraint("snapshot_id IS NOT NULL OR reason <> ''", name="bad_has_reason"),
        Index("ix_list_check_newest", "list_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    list_id: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[str]
    source: Mapped[str] = mapped_column(comment="address asked, or name of the file given")
    result: Mapped[str]
    reason: Mapped[str] = mapped_column(comment="why refused or failed, in plain words")
    snapshot_id: Mapped[str | None] = mapped_column(ForeignKey("list_snapshot.id"))
    validators: Mapped[Json | None] = mapped_column(
        comment="address -> ETag and Last-Modified, verbatim"
    )


class ListQuarantine(Base):
    """Files that were refused, kept apart for a person to look at."""

    __tablename__ = "list_quarantine"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    check_id: Mapped[str] = mapped_column(ForeignKey("list_check.id"), unique=True)
    list_id: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(comment="why they were refused, in plain words")
    files: Mapped[JsonList] = mapped_column(comment="name, sha256 and bytes of each, as it came")
    entry_count: Mapped[int | None] = mapped_column(comment="none if they could not be read")
    releasable: Mapped[bool] = mapped_column(comment="read whole, and only unlikely in number")


class ListRelease(Base):
    """Somebody looked at files in quarantine, and had them brought into force all the same."""

    __tablename__ = "list_release"
    __table_args__ = (CheckConstraint("reason <> ''", name="has_reason"),)

    quarantine_id: Mapped[str] = mapped_column(ForeignKey("list_quarantine.id"), primary_key=True)
    by: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
    snapshot_id: Mapped[str] = mapped_column(ForeignKey("list_snapshot.id"))


class ListEntry(Base):
    """One listed subject in one snapshot."""

    __tablename__ = "list_entry"

    snapshot_id: Mapped[str] = mapped_column(ForeignKey("list_snapshot.id"), primary_key=True)
    ref: Mapped[str] = mapped_column(primary_key=True, comment="the publisher's own reference")
    position: Mapped[int] = mapped_column(comment="place in the file, from 0")
    kind: Mapped[str]
    name: Mapped[str]
    effect: Mapped[str]
    body: Mapped[Json] = mapped_column(comment="the whole entry as plain data")


class GuidelineSet(Base):
    """One version of the rule set. Confirming or correcting a rule makes a new one."""

    __tablename__ = "guideline_set"
    __table_args__ = (UniqueConstraint("digest"), sha256("digest"))

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str]
    digest: Mapped[str]
    body: Mapped[Json]
    rule: Mapped[str | None] = mapped_column(comment="the rule confirmed or corrected")
    confirmed_by: Mapped[str]
    at: Mapped[datetime]
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("guideline_set.id"), unique=True)


# --- 1: submission --------------------------------------------------------------------------------


class Submission(Base):
    """What a vendor put forward, exactly as it came in."""

    __tablename__ = "submission"
    __table_args__ = (sha256("digest"), Index("ix_submission_newest", "vendor_id", "id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    vendor_id: Mapped[str] = mapped_column(comment="derived from the strongest number given")
    vendor_name: Mapped[str]
    body: Mapped[Json]
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the body's RFC 8785 form")
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str]


class Party(Base):
    """A person or organisation named in a submission."""

    __tablename__ = "party"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    party: Mapped[str] = mapped_column(primary_key=True, comment="id within the submission")
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(index=True)
    roles: Mapped[JsonList]


class Fact(Base):
    """Something said of the vendor, with who vouches for it."""

    __tablename__ = "fact"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    fact: Mapped[str] = mapped_column(primary_key=True, comment="id within the submission")
    kind: Mapped[str]
    subject: Mapped[str] = mapped_column(comment="a party of the submission, or engagement")
    verification: Mapped[str]
    valid_until: Mapped[date | None]


class Document(Base):
    """A document a submission names, by digest; the file itself stays with its owner."""

    __tablename__ = "document"

    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    named_by: Mapped[JsonList] = mapped_column(comment="pointers to where it is named")


# --- 2, 3, 4: run, findings, assessment -----------------------------------------------------------


class Run(Base):
    """Every check put to one submission once, with the digests of all it looked at."""

    __tablename__ = "run"
    __table_args__ = (
        one_of("occasion", "requested", "arrival", "change"),
        sha256("submission_digest"),
        sha256("policy_digest"),
        Index("ix_run_newest", "submission_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(ForeignKey("submission.id"))
    submission_digest: Mapped[str]
    as_of: Mapped[datetime] = mapped_column(comment="the clock of the run")
    occasion: Mapped[str] = mapped_column(comment="why it was made")
    requested_by: Mapped[str]
    policy_digest: Mapped[str]
    policy: Mapped[Json]
    guideline_set_id: Mapped[str] = mapped_column(ForeignKey("guideline_set.id"))
    lists: Mapped[JsonList] = mapped_column(comment="id, digest, published, checked_at, snapshot")
    refused_lists: Mapped[Json | None] = mapped_column(
        comment="list -> why it never came into force, for lists whose every file was refused"
    )
    conduct: Mapped[Json | None] = mapped_column(
        comment="the human-rights record: digest, weights, sources; none before there was one"
    )
    engine: Mapped[Json] = mapped_column(comment="versions and digests of the code that ran")
    inspections: Mapped[JsonList | None] = mapped_column(
        comment="those on record of services under way: with any, the run is of kind ongoing"
    )

    @property
    def ongoing(self) -> bool:
        """Whether it looked at services under way."""
        return bool(self.inspections)


class CheckResult(Base):
    """How one question of a run was answered."""

    __tablename__ = "check_result"
    __table_args__ = (
        one_of("answer", "clear", "findings", "not_checked"),
        CheckConstraint("answer <> 'not_checked' OR reason <> ''", name="not_checked_has_reason"),
    )

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    check: Mapped[str] = mapped_column("check_name", primary_key=True)
    position: Mapped[int] = mapped_column(comment="reporting order, from 0")
    answer: Mapped[str]
    reason: Mapped[str]
    body: Mapped[Json] = mapped_column(comment="the whole result, its findings included")


class Finding(Base):
    """Something a person must look at and dispose of."""

    __tablename__ = "finding"
    __table_args__ = (
        one_of("severity", "bars", "refers", "informs"),
        UniqueConstraint("run_id", "key"),
        Index("ix_finding_same", "key", "digest"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"))
    key: Mapped[str] = mapped_column(comment="the same for the same evidence, in every run")
    check: Mapped[str] = mapped_column("check_name")
    party: Mapped[str]
    severity: Mapped[str]
    sentence: Mapped[str]
    body: Mapped[Json]
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the body: equal means word for word")


class Assessment(Base):
    """What the rule set made of a run, before anybody disposed of its findings."""

    __tablename__ = "assessment"

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    recommended: Mapped[str]
    body: Mapped[Json]


class RuleResult(Base):
    """How one rule came out."""

    __tablename__ = "rule_result"
    __table_args__ = (one_of("outcome", "met", "unmet", "unproven", "not_applicable"),)

    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    rule: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]


# --- 5, 6: disposal, decision ---------------------------------------------------------------------


class Disposal(Base):
    """What a person made of a finding. The newest one holds, until it expires."""

    __tablename__ = "disposal"
    __table_args__ = (
        one_of("disposal", "true_match", "false_match", "unresolved"),
        CheckConstraint("reason <> ''", name="has_reason"),
        Index("ix_disposal_newest", "finding_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"))
    disposal: Mapped[str]
    reason: Mapped[str]
    evidence: Mapped[JsonList] = mapped_column(comment="what the author looked at")
    expires_on: Mapped[date | None] = mapped_column(comment="last day on which it holds")
    author: Mapped[str]
    at: Mapped[datetime]
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("disposal.id"), unique=True)


class Decision(Base):
    """What a person decided on a run. It stands once a needed second person has confirmed it."""

    __tablename__ = "decision"
    __table_args__ = (
        one_of(
            "outcome",
            "eligible",
            "eligible_with_conditions",
            "not_eligible",
            "referred",
            "insufficient_information",
        ),
        Index("ix_decision_newest", "run_id", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"))
    outcome: Mapped[str]
    reasons: Mapped[JsonList]
    conditions: Mapped[JsonList]
    author: Mapped[str]
    at: Mapped[datetime]
    needs_second: Mapped[bool] = mapped_column(comment="a second person must confirm it")
    permitted: Mapped[Json] = mapped_column(comment="what could be chosen at the time, and why")
    assessment: Mapped[Json] = mapped_column(comment="as it stood with the disposals")
    disposals: Mapped[JsonList] = mapped_column(comment="the disposals it rests on")
    supersedes: Mapped[str | None] = mapped_column(ForeignKey("decision.id"), unique=True)


class DecisionConfirmation(Base):
    """The second person's yes."""

    __tablename__ = "decision_confirmation"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    author: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]


# --- 7: record ------------------------------------------------------------------------------------


class Event(Base):
    """The log: every act, in one gapless order. It holds ids and digests, no personal data."""

    __tablename__ = "event"

    index: Mapped[int] = mapped_column(
        "log_index", primary_key=True, autoincrement=False, comment="from 0, without gaps"
    )
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(comment="subject:act")
    subject: Mapped[str] = mapped_column(index=True)
    data: Mapped[Json]
    leaf_hash: Mapped[str] = mapped_column(comment="RFC 6962 leaf hash of the event's bytes")


class LogHead(Base):
    """One row: the tree over all events. Locking it is what puts them in order."""

    __tablename__ = "log_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    frontier: Mapped[JsonList] = mapped_column(comment="roots of the full subtrees, largest first")
    root: Mapped[str]


class Record(Base):
    """The signed file of a decision that stands."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("digest"), sha256("digest"))

    decision_id: Mapped[str] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the signed envelope")
    file: Mapped[str] = mapped_column(comment="the whole file: envelope, place in the log, proof")
    log_index: Mapped[int] = mapped_column(ForeignKey("event.log_index"), unique=True)
    at: Mapped[datetime]


# --- Beside the pipeline --------------------------------------------------------------------------


class ApiKey(Base):
    """A key of a person or system. The secret itself is never stored."""

    __tablename__ = "api_key"
    __table_args__ = (
        one_of(
            "role",
            "officer",
            "focal_point",
            "approver",
            "auditor",
            "integration",
            "administrator",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    prefix: Mapped[str] = mapped_column(String, unique=True, comment="names the key, not secret")
    hash: Mapped[str] = mapped_column(comment="SHA-256 of the 256-bit secret")
    person: Mapped[str] = mapped_column(comment="who holds it: two keys, still one person")
    name: Mapped[str]
    role: Mapped[str]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
