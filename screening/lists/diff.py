"""What changed between two snapshots of one list, by reference and by content alone."""

from __future__ import annotations

from dataclasses import dataclass, fields

from screening.model import Entry, Snapshot
from screening.plain import canonical


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that stands in both snapshots, and the fields in which it differs."""

    before: Entry
    after: Entry
    fields: tuple[str, ...]

    @property
    def ref(self) -> str:
        return self.after.ref


@dataclass(frozen=True, slots=True)
class Delta:
    """Each part in the order of the references."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def diff(old: Snapshot, new: Snapshot) -> Delta:
    """Added, removed and changed entries. No order counts, of entries or within a field.

    Version numbers and dates of change are content like any other: a publisher who edits an entry
    without raising them is found out, and one who raises them without an edit is shown to have.
    """
    before = {entry.ref.strip(): entry for entry in old.entries}
    after = {entry.ref.strip(): entry for entry in new.entries}
    both = sorted(before.keys() & after.keys())
    changes = (Change(before[ref], after[ref], _changed(before[ref], after[ref])) for ref in both)
    return Delta(
        added=tuple(after[ref] for ref in sorted(after.keys() - before.keys())),
        removed=tuple(before[ref] for ref in sorted(before.keys() - after.keys())),
        changed=tuple(change for change in changes if change.fields),
    )


def _changed(before: Entry, after: Entry) -> tuple[str, ...]:
    if before == after:
        return ()
    return tuple(
        field.name
        for field in fields(Entry)
        if field.name != "ref"
        and _unordered(getattr(before, field.name)) != _unordered(getattr(after, field.name))
    )


def _unordered(value: object) -> object:
    return sorted(map(canonical, value)) if isinstance(value, tuple) else value
