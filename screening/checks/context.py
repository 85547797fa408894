"""What every check may look at: the submission, the lists in force, the comparisons made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from screening.human_rights.conduct import NOTHING, Conduct
from screening.lists.also_listed import Elsewhere
from screening.matching import Index, unreadable_names
from screening.model import Comparison, Submission
from screening.policy import ListPolicy, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class ListInForce:
    """One list as the run sees it, with its three dates.

    `checked_at` is when the publisher was last asked, `changed_at` when this version came in,
    `published` the publisher's own. `also_listed` names the other entries of a subject.
    """

    list_id: str
    title: str
    digest: str
    published: datetime | None
    checked_at: datetime
    index: Index
    changed_at: datetime | None = None
    licence: str = ""
    also_listed: Elsewhere = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Screened:
    """What one list said of one party: comparisons, best first, or why its name is unreadable."""

    comparisons: tuple[Comparison, ...]
    unreadable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`screened`: list id -> party id -> what the list said. `unusable`: list id -> why not.

    A list in neither was never loaded, and the policy does not demand it.
    """

    submission: Submission
    as_of: datetime
    policy: Policy
    lists: Mapping[str, ListInForce]
    unusable: Mapping[str, str]
    screened: Mapping[str, Mapping[str, Screened]]
    conduct: Conduct = NOTHING


def prepare(
    submission: Submission,
    lists: Mapping[str, ListInForce],
    policy: Policy,
    as_of: datetime,
    refused: Mapping[str, str] | None = None,
    *,
    conduct: Conduct = NOTHING,
) -> Context:
    """Compare everybody in the submission with every usable list, each pair once.

    `refused` says of lists whose every file was refused why the last one was.
    """
    unusable = {
        wanted.id: problem
        for wanted in policy.lists
        if (problem := why_unusable(wanted, lists.get(wanted.id), as_of, refused))
    }
    usable = [each.id for each in policy.lists if each.id in lists and each.id not in unusable]
    return Context(
        submission=submission,
        as_of=as_of,
        policy=policy,
        lists=lists,
        unusable=unusable,
        screened={
            list_id: _screen_everyone(submission, lists[list_id].index, policy)
            for list_id in usable
        },
        conduct=conduct,
    )


def why_unusable(
    wanted: ListPolicy,
    held: ListInForce | None,
    as_of: datetime,
    refused: Mapping[str, str] | None = None,
) -> str:
    """Why this list may not be relied on, or "" if it may, or need not be there at all."""
    if held is not None and not len(held.index):
        return f"the list {wanted.id} is empty"
    return why_not_fresh(wanted, held.checked_at if held else None, as_of, refused)


def why_not_fresh(
    wanted: ListPolicy,
    checked_at: datetime | None,
    as_of: datetime,
    refused: Mapping[str, str] | None = None,
) -> str:
    """The same without looking into the list; `checked_at` is None for one never in force.

    A list that is not mandatory may never have been loaded. Once somebody brought a file for it, it
    counts like any other: what is stale, empty or refused must not pass for clear.
    """
    if checked_at is None:
        if refused and wanted.id in refused:
            return f"no file of the list {wanted.id} could be used: {refused[wanted.id]}"
        return f"the list {wanted.id} has never been loaded" if wanted.mandatory else ""
    age = as_of - checked_at
    if age > timedelta(days=wanted.max_age_days):
        return (
            f"the list {wanted.id} is stale: last checked {checked_at:%Y-%m-%d}, "
            f"{age.days} days before this run; {wanted.max_age_days} are allowed"
        )
    return ""


def _screen_everyone(submission: Submission, index: Index, policy: Policy) -> dict[str, Screened]:
    """For each party all comparisons at or above the line, and the nearest below it."""
    everyone = submission.everyone()
    unreadable = {party.id: unreadable_names(party) for party in everyone}
    readable = [party for party in everyone if len(unreadable[party.id]) < len(party.names)]
    found = index.search_all(
        readable, limit=policy.near_misses_kept, all_from=policy.review_threshold
    )
    comparisons = dict(zip((party.id for party in readable), found, strict=True))
    return {
        party.id: Screened(
            tuple(comparisons.get(party.id, ())),
            _why_unread(unreadable[party.id]) if party.names else "it has no name",
        )
        for party in everyone
    }


def _why_unread(names: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name!r}: {reason}" for name, reason in names)
