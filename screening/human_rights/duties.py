"""Ongoing duties: which inspection or review is due when, given those that were recorded.

A pure function of the duty's parameters, the inspections and a day. The daily and monthly cycles
(GL-OVR-02, GL-OVR-03) are of high but unconfirmed standing in the Guidelines, the yearly review of
the need (GL-OVR-04) of medium: all are parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from screening.model import Fact, Verification

EVERY = ("day", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to be done once in every day, calendar month or contract year.

    `kind` is the evidence type that it gives, `passes` the value that says it went well. It is late
    once `grace_days` have gone by after the period's last day.
    """

    rule: str
    kind: str
    label: str
    every: str
    passes: str
    grace_days: int = 0


DUTIES = (
    Duty(
        rule="GL-OVR-02",
        kind="daily_inspection",
        label="Daily inspection",
        every="day",
        passes="passed",
    ),
    Duty(
        rule="GL-OVR-03",
        kind="monthly_review",
        label="Monthly performance review",
        every="month",
        passes="satisfactory",
        grace_days=5,
    ),
    Duty(
        rule="GL-OVR-04",
        kind="continuing_need_review",
        label="Review of the continuing need",
        every="year",
        passes="continue",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One inspection or review that was recorded: what kind, on what day, and how it came out."""

    id: str
    kind: str
    on: date
    passed: bool
    by: str = ""
    note: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """How one duty stands as of a day.

    `state` is `met` (this period's is done), `due` (it can still be done in time) or `overdue`.
    `missed` holds the last day of every period that went by without one, the open one aside.
    """

    duty: Duty
    state: str
    due_on: date
    last: Inspection | None
    missed: tuple[date, ...]
    failed: tuple[str, ...]

    @property
    def sentence(self) -> str:
        done = f"last done on {self.last.on}" if self.last else "never done"
        missed = (
            f"; missed {len(self.missed)} times, first by {self.missed[0]}" if self.missed else ""
        )
        failed = f"; {len(self.failed)} did not pass" if self.failed else ""
        when = "was due by" if self.state == "overdue" else "next due by"
        return f"{self.duty.label}: {done}; {when} {self.due_on}{missed}{failed}."


def stand(
    duties: Sequence[Duty],
    inspections: Iterable[Inspection],
    *,
    starts_on: date,
    as_of: date,
    ends_on: date | None = None,
) -> tuple[Due, ...]:
    """How every duty stands on a day, for services that began on `starts_on` and may have ended.

    Inspections before the start, after the end or after `as_of` count for nothing. The order of the
    inspections never matters.
    """
    held = sorted(
        (i for i in inspections if starts_on <= i.on <= min(as_of, ends_on or as_of)),
        key=lambda inspection: (inspection.on, inspection.id),
    )
    return tuple(_due(duty, held, starts_on, as_of, ends_on) for duty in duties)


def as_facts(dues: Iterable[Due]) -> tuple[Fact, ...]:
    """What the rules ask for: the last inspection of each duty, in force until the next is due.

    A duty with periods missed gives no passing fact: the value says false.
    """
    return tuple(
        Fact(
            id=f"{due.duty.kind}-{due.last.id}",
            kind=due.duty.kind,
            subject="engagement",
            issuer=due.last.by,
            valid_from=due.last.on,
            valid_until=max(due.due_on + timedelta(days=due.duty.grace_days), due.last.on),
            verification=Verification.DOCUMENT_CHECKED,
            document=due.last.document,
            values={due.duty.passes: due.last.passed and not due.missed},
            note=due.sentence,
        )
        for due in dues
        if due.last is not None
    )


def _due(
    duty: Duty, held: Sequence[Inspection], starts_on: date, as_of: date, ends_on: date | None
) -> Due:
    done = [inspection for inspection in held if inspection.kind == duty.kind]
    last_day = min(as_of, ends_on) if ends_on else as_of
    periods = list(_periods(duty.every, starts_on, last_day))
    missed = [
        last
        for first, last in periods
        if not any(first <= inspection.on <= last for inspection in done)
    ]
    grace = timedelta(days=duty.grace_days)
    late = [last for last in missed if last + grace < as_of or (ends_on and last > ends_on)]
    waiting = [last for last in missed if last not in late]
    due_on = late[-1] if late else waiting[0] if waiting else _next(duty.every, starts_on, last_day)
    return Due(
        duty=duty,
        state="overdue" if late else "due" if waiting else "met",
        due_on=due_on,
        last=done[-1] if done else None,
        missed=tuple(late),
        failed=tuple(inspection.id for inspection in done if not inspection.passed),
    )


def _periods(every: str, starts_on: date, last_day: date) -> Iterator[tuple[date, date]]:
    """First and last day of each period from the start up to the one that holds `last_day`."""
    first = starts_on
    while first <= last_day:
        last = _last_of(every, starts_on, first)
        yield first, last
        first = last + timedelta(days=1)


def _last_of(every: str, starts_on: date, first: date) -> date:
    one = timedelta(days=1)
    match every:
        case "day":
            return first
        case "month":
            return date(first.year + first.month // 12, first.month % 12 + 1, 1) - one
        case "year":
            return _years_on(starts_on, first.year - starts_on.year + 1) - one
        case _:
            msg = f"a duty is due every {', '.join(EVERY)}, not every {every!r}"
            raise ValueError(msg)


def _years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _next(every: str, starts_on: date, last_day: date) -> date:
    """The last day of the period after the one that holds `last_day`."""
    if last_day < starts_on:
        return _last_of(every, starts_on, starts_on)
    *_, (_, last) = _periods(every, starts_on, last_day)
    return _last_of(every, starts_on, last + timedelta(days=1))
