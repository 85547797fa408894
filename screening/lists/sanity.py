"""Whether a snapshot that parsed may come into force, and whether an entry of it still is."""

from __future__ import annotations

from datetime import date

from screening.lists.source import ListSource
from screening.model import Entry, Snapshot


def judge(
    snapshot: Snapshot, in_force: Snapshot | None, source: ListSource, *, sample: bool = False
) -> str:
    """Why this snapshot must not come into force, as one sentence; "" if it may.

    `sample` waives the least number of entries, for the small fictional lists of a demonstration;
    every other rule holds for them too.
    """
    count = len(snapshot.entries)
    if problem := ruled_out(snapshot, in_force, source):
        return problem
    if count < source.minimum and not sample:
        return (
            f"The file holds {count:,} entries; {source.title} has at least {source.minimum:,}. "
            "It was probably cut off."
        )
    if count > source.maximum:
        return f"The file holds {count:,} entries; {source.title} has at most {source.maximum:,}."
    return _shrunk(snapshot, in_force, source) if in_force is not None else ""


def ruled_out(snapshot: Snapshot, in_force: Snapshot | None, source: ListSource) -> str:
    """Why nobody may bring this snapshot into force, not even after looking; "" if a person may."""
    if snapshot.list_id != source.id:
        return f"The file is of the list {snapshot.list_id}, not of {source.id}."
    if not snapshot.entries:
        return f"The file holds no entry; {source.title} is never empty."
    if in_force is None or not snapshot.published or not in_force.published:
        return ""
    if snapshot.published < in_force.published:
        return (
            f"The file is of {snapshot.published:%Y-%m-%d}, older than the list in force, "
            f"of {in_force.published:%Y-%m-%d}."
        )
    return ""


def in_force_on(entry: Entry, day: date) -> bool:
    """Whether the entry still counts on this day; its last day counts whole."""
    return entry.ends_on is None or entry.ends_on >= day


def _shrunk(snapshot: Snapshot, in_force: Snapshot, source: ListSource) -> str:
    before, count = len(in_force.entries), len(snapshot.entries)
    if before - count > source.max_shrink * before:
        return (
            f"The file holds {count:,} entries, {before - count:,} fewer than the list in force; "
            f"at most {source.max_shrink:.0%} may go at once without a person looking."
        )
    return ""
