"""What routes on lists answer and take."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.answers import Answer, Question


class ListCheckOut(Answer):
    """One time a list was asked for, or a file was given."""

    at: datetime
    """When."""
    result: Literal["changed", "unchanged", "refused", "failed"]
    """How it ended."""
    reason: str
    """Why it was refused or failed."""
    source: str
    """The address asked, or the name of the file."""


class QuarantinedFile(Answer):
    """A refused file."""

    name: str
    """What it is called."""
    sha256: str
    """SHA-256 of its bytes."""
    bytes: int
    """How large it is."""


class ReleaseOut(Answer):
    """Who brought files out of quarantine."""

    by: str
    """Who."""
    at: datetime
    """When."""
    reason: str
    """Why."""
    snapshot_id: str
    """What they became."""


class SnapshotOut(Answer):
    """One version of a list."""

    id: str
    """Id of the snapshot."""
    digest: str
    """SHA-256 of the publisher's bytes."""
    parser: str
    """What read them."""
    published: datetime | None
    """The publisher's own date."""
    loaded_at: datetime
    """When it came in."""
    loaded_by: str
    """Who brought it."""
    entry_count: int
    """Number of entries."""
    warnings: list[str]
    """What the reader should know."""
    supersedes: str | None
    """The version before."""


class QuarantineOut(Answer):
    """Files that were refused, kept for a person to look at."""

    id: str
    """Id in quarantine."""
    at: datetime
    """When they came in."""
    reason: str
    """Why they were refused."""
    files: list[QuarantinedFile]
    """The files as they came."""
    entry_count: int | None
    """Number of entries; none if they could not be read."""
    releasable: bool
    """Whether a person may bring them into force all the same."""
    released: ReleaseOut | None = None
    """By whom, if that was done."""


class ReleaseIn(Question):
    """Why files in quarantine may come into force all the same."""

    reason: str = Field(
        min_length=1,
        max_length=2000,
        examples=["The committee delisted 400 entries on this day; its press release says so."],
    )
    """What was looked at, and why it is in order."""


class HeldOut(Answer):
    """The version of a list in force, with its three dates."""

    snapshot_id: str
    """Id of the snapshot."""
    digest: str
    """SHA-256 of the publisher's bytes."""
    entry_count: int
    """Number of entries."""
    checked_at: datetime
    """When the publisher was last asked with success."""
    changed_at: datetime
    """When this version came in."""
    published: datetime | None
    """The publisher's own date."""


class UseOut(Answer):
    """What the policy asks of a list."""

    check: str
    """The check that asks it."""
    mandatory: bool
    """Whether no run can be complete without it."""
    max_age_days: int
    """Days that may pass since the publisher was asked."""
    problem: str
    """Why it may not be relied on now; empty if it may."""


class ListOut(Answer):
    """A list: what it means, what is in force, and its three dates."""

    id: str
    """Id of the list."""
    title: str
    """What it is called."""
    publisher: str
    """Who publishes it."""
    licence: str
    """Under which terms."""
    effect: Literal["bars", "refers", "informs"]
    """What being on it means for an award."""
    held: HeldOut | None
    """The version in force; none if it was never loaded."""
    last_check: ListCheckOut | None
    """The last time it was asked for, however it ended."""
    use: UseOut | None = None
    """What the policy asks of it; none if the policy does not name it."""
    quarantine: str | None = None
    """Id of the newest refused files that nobody has dealt with yet."""


class LoadedOut(Answer):
    """What became of a file."""

    list_id: str
    """Id of the list."""
    snapshot_id: str
    """The version in force now."""
    digest: str
    """Its SHA-256."""
    entry_count: int
    """Number of its entries."""
    changed: bool
    """False when the version in force already held the same."""
    warnings: list[str]
    """What the reader should know."""


class EntryOut(Answer):
    """A listed subject, in brief."""

    ref: str
    """The publisher's reference."""
    name: str
    """Its first name."""


class ChangeOut(EntryOut):
    """A listed subject that stands in both versions."""

    fields: list[str]
    """In which fields it differs."""


class DifferenceOut(Answer):
    """What changed from one version to another."""

    added: list[EntryOut]
    """Subjects that are new."""
    removed: list[EntryOut]
    """Subjects that are gone."""
    changed: list[ChangeOut]
    """Subjects that differ."""
