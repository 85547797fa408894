"""One subject, listed five times: what stands elsewhere, ready to be shown beside each entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from screening.lists.crossref import cross_references
from screening.model import Snapshot

Elsewhere = Mapping[str, tuple[Mapping[str, object], ...]]
"""By reference of an entry, the other entries of its subject, as plain data."""


def also_listed(snapshots: Iterable[Snapshot]) -> dict[str, Elsewhere]:
    """By list and reference, the other entries of the same subject.

    Takes one snapshot of each list, in any order. Nothing here clears or bars: it is for a reader.
    """
    held = tuple(snapshots)
    entries = {(each.list_id, entry.ref): entry for each in held for entry in each.entries}
    found: dict[str, dict[str, tuple[Mapping[str, object], ...]]] = {}
    for (list_id, ref), others in cross_references(held).items():
        found.setdefault(list_id, {})[ref] = tuple(
            {
                "list": other.list_id,
                "ref": other.ref,
                "name": entries[other.list_id, other.ref].name,
                "effect": entries[other.list_id, other.ref].effect.value,
                "because": other.because,
            }
            for other in others
        )
    return dict(found)
