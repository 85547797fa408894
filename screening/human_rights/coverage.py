"""What was looked at, and how much that is worth: absence from a source is never innocence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from screening.human_rights.source import Export, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One source as a run finds it: `dated` is the day of its content, None if never loaded.

    `max_age_days` 0 means that no age is too great (a closed data set). `problem` says why the last
    attempt to read it failed.
    """

    source: Source
    mandatory: bool = False
    max_age_days: int = 0
    dated: date | None = None
    digest: str = ""
    size: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Sources reached and not, each with its own statement, and what is missing for a conclusion.

    `gaps` holds one sentence for each mandatory source that was not reached; none may be cleared
    while there is one.
    """

    as_of: date
    reached: tuple[Asked, ...]
    missed: tuple[tuple[Asked, str], ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        return tuple(why for asked, why in self.missed if asked.mandatory)

    def statement(self, found: int) -> str:
        """What was found, in how many sources, and what that does not mean."""
        what = "nothing" if not found else f"{found} account{'' if found == 1 else 's'}"
        return f"Found {what} in {self._reach()}"

    def reach(self) -> str:
        """How many sources are reached, and which are not."""
        return f"Reached: {self._reach()}"

    def _reach(self) -> str:
        total = len(self.reached) + len(self.missed)
        told = f"{len(self.reached)} of {total} sources as at {self.as_of}."
        never = ", ".join(asked.source.title for asked, _ in self.missed if asked.dated is None)
        missed = [why for asked, why in self.missed if asked.dated is not None]
        told_missed = [*missed, *([f"never loaded: {never}"] if never else [])]
        gone = f" Not reached: {'; '.join(told_missed)}." if told_missed else ""
        return f"{told}{gone} Absence from a source is a matter of its coverage, not of innocence."

    def lines(self) -> tuple[dict[str, object], ...]:
        """Plain data: every source with its date, size, digest, ceiling and coverage statement."""
        reached = [_line(asked, "") for asked in self.reached]
        missed = [_line(asked, why) for asked, why in self.missed]
        return tuple(sorted([*reached, *missed], key=lambda line: str(line["source"])))


def cover(sources: Iterable[Asked], as_of: date) -> Coverage:
    """Which sources may be relied on as of a day, and why not the others."""
    ordered = sorted(sources, key=lambda asked: asked.source.id)
    missed = tuple((asked, why) for asked in ordered if (why := why_missed(asked, as_of)))
    return Coverage(
        as_of=as_of,
        reached=tuple(asked for asked in ordered if not why_missed(asked, as_of)),
        missed=missed,
    )


def why_missed(asked: Asked, as_of: date) -> str:
    """Why this source may not be relied on; "" if it may."""
    title = asked.source.title
    if asked.dated is None:
        return f"{title} has never been loaded"
    if not asked.size:
        return f"{title} holds nothing"
    if asked.dated > as_of:
        return f"{title} is of {asked.dated}, after the day asked about"
    age = as_of - asked.dated
    if asked.max_age_days and age > timedelta(days=asked.max_age_days):
        return f"{title} is {age.days} days old; {asked.max_age_days} are allowed"
    return f"{title} could not be read anew: {asked.problem}" if asked.problem else ""


def asked_of(export: Export, *, mandatory: bool = False, max_age_days: int = 0) -> Asked:
    """A source just read, as a run finds it."""
    return Asked(
        source=export.source,
        mandatory=mandatory,
        max_age_days=max_age_days,
        dated=export.dated,
        digest=export.digest,
        size=export.size,
    )


def _line(asked: Asked, problem: str) -> dict[str, object]:
    return {
        "source": asked.source.id,
        "title": asked.source.title,
        "used": not problem,
        "problem": problem,
        "mandatory": asked.mandatory,
        "dated": asked.dated.isoformat() if asked.dated else "",
        "digest": asked.digest,
        "size": asked.size,
        "ceiling": asked.source.ceiling,
        "coverage": asked.source.coverage,
    }
