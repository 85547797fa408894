"""References for lists that have none: made from what an entry is, not from where it stands."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from screening.lists.draft import Draft
from screening.plain import digest

_LENGTH = 12


def set_references(drafts: Iterable[Draft]) -> list[Draft]:
    """Give each draft its reference; rows that say the same twice become one, with a warning.

    Drafts come with `ref` holding what the reference is made of. Several of the same are told apart
    by a number, in the order of what they say: the order of the file counts for nothing.
    """
    groups: dict[str, dict[str, Draft]] = defaultdict(dict)
    kept = []
    for draft in drafts:
        content = digest(draft.entry())
        earlier = groups[draft.ref].setdefault(content, draft)
        if earlier is draft:
            kept.append(draft)
        else:
            earlier.warn(f"stands twice, in {earlier.place} and {draft.place}")
    for key, group in groups.items():
        made = hashlib.sha256(key.encode()).hexdigest()[:_LENGTH]
        for number, content in enumerate(sorted(group), start=1):
            group[content].ref = made if number == 1 else f"{made}-{number}"
    return kept
