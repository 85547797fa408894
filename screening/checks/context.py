"""What every check may look at: the submission, the lists in force, the comparisons made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from screening.matching import Index, UnreadableNameError, unreadable_names
from screening.model import Comparison, Party, Submission
from screening.policy import ListPolicy, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInForce:
    """One list as the run sees it. `checked_at` is when the publisher was last asked."""

    list_id: str
    title: str
    digest: str
    published: datetime | None
    checked_at: datetime
    index: Index


@dataclass(frozen=True, slots=True)
class Screened:
    """What one list said of one party: comparisons, best first, or why its name is unreadable."""

    comparisons: tuple[Comparison, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`screened`: list id -> party id -> what the list said. `unusable`: list id -> why not."""

    submission: Submission
    as_of: datetime
    policy: Policy
    lists: Mapping[str, ListInForce]
    unusable: Mapping[str, str]
    screened: Mapping[str, Mapping[str, Screened]]


def prepare(
    submission: Submission, lists: Mapping[str, ListInForce], policy: Policy, as_of: datetime
) -> Context:
    """Compare everybody in the submission with every usable list, each pair once."""
    unusable = {
        wanted.id: problem
        for wanted in policy.lists
        if (problem := why_unusable(wanted, lists.get(wanted.id), as_of))
    }
    wanted_ids = [wanted.id for wanted in policy.lists if wanted.id not in unusable]
    return Context(
        submission=submission,
        as_of=as_of,
        policy=policy,
        lists=lists,
        unusable=unusable,
        screened={
            list_id: _screen_everyone(submission, lists[list_id].index, policy)
            for list_id in wanted_ids
        },
    )


def why_unusable(wanted: ListPolicy, held: ListInForce | None, as_of: datetime) -> str:
    """Why this list may not be relied on, or "" if it may."""
    if held is None:
        return f"the list {wanted.id} has never been loaded"
    if not len(held.index):
        return f"the list {wanted.id} is empty"
    age = as_of - held.checked_at
    if age > timedelta(days=wanted.max_age_days):
        return (
            f"the list {wanted.id} is stale: last checked {held.checked_at:%Y-%m-%d}, "
            f"{age.days} days before this run; {wanted.max_age_days} are allowed"
        )
    return ""


def _screen_everyone(submission: Submission, index: Index, policy: Policy) -> dict[str, Screened]:
    return {party.id: _screened(party, index, policy) for party in submission.everyone()}


def _screened(party: Party, index: Index, policy: Policy) -> Screened:
    """All comparisons at or above the line, however many, and the nearest below it."""
    unreadable = "; ".join(f"{name!r}: {reason}" for name, reason in unreadable_names(party))
    try:
        found = index.search(party, limit=policy.near_misses_kept, all_from=policy.review_threshold)
    except UnreadableNameError as error:
        return Screened((), str(error))
    return Screened(tuple(found), unreadable)
