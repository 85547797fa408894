"""Which parties of the submission may be listed, by which entries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from screening.checks.context import Context
from screening.lists import in_force_on
from screening.model import Comparison, Effect, Entry
from screening.ownership.answers import Listed


@dataclass(frozen=True, slots=True)
class Likely:
    """A party that may be an entry of a list, with every such entry, likeliest first."""

    party: str
    found: tuple[Comparison, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(one.right for one in self.found if isinstance(one.right, Entry))

    @property
    def listed(self) -> Listed:
        days = [entry.listed_on for entry in self.entries if entry.listed_on is not None]
        return Listed(
            party=self.party,
            entries=tuple(f"{entry.list_id} {entry.ref}" for entry in self.entries),
            since=min(days, default=None),
        )


def likely_listed(context: Context) -> dict[str, Likely]:
    """Everybody with a barring or referring entry at or above the review threshold."""
    day = context.as_of.date()
    found: defaultdict[str, list[Comparison]] = defaultdict(list)
    for answers in context.screened.values():
        for party, screened in answers.items():
            for comparison in screened.comparisons:
                entry = comparison.right
                if (
                    isinstance(entry, Entry)
                    and comparison.score >= context.policy.review_threshold
                    and entry.effect is not Effect.INFORMS
                    and in_force_on(entry, day)
                ):
                    found[party].append(comparison)
    return {
        party: Likely(party, tuple(sorted(ones, key=lambda one: (-one.score, _ref(one)))))
        for party, ones in sorted(found.items())
    }


def _ref(comparison: Comparison) -> str:
    entry = comparison.right
    return f"{entry.list_id}/{entry.ref}" if isinstance(entry, Entry) else ""
