"""The human-rights record as it is held: readings of its sources, and what of them is in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError
from app.ids import new_id
from app.models import IncidentAccount, IncidentReading, Membership, Succession
from app.revive import revive
from screening.human_rights.account import Account
from screening.human_rights.source import Membership as HeldMembership
from screening.human_rights.source import Source
from screening.human_rights.sources import SOURCES
from screening.human_rights.sources.own import COMPLAINTS, ENTERED
from screening.human_rights.successions import Succession as Step
from screening.plain import digest, plain

KNOWN: dict[str, Source] = {source.id: source for source in (*SOURCES, COMPLAINTS, ENTERED)}
"""Every source that accounts or memberships can come from."""
SUCCESSIONS = "successions"
"""The file of successions is read and kept like a source, but says nothing of any event."""
_AT_ONCE = 2_000


def add_accounts(
    session: Session,
    source_id: str,
    accounts: Iterable[Account],
    *,
    by: str,
    at: datetime,
    sha256: str = "",
) -> IncidentReading:
    """Add accounts to what a source has said so far, in the caller's transaction.

    `sha256` is of the bytes they were read from; without it, their own digest stands for it. An
    account whose id the source used before takes the place of that one. Raises ConflictError for an
    id that another source uses, or that is given twice.
    """
    given = tuple(accounts)
    log.lock(session)
    refuse_taken(session, source_id, [account.id for account in given])
    reading = IncidentReading(
        id=new_id("reading", at),
        source_id=source_id,
        scope="addition",
        digest=sha256 or digest(given),
        name="",
        dated=at.date(),
        size=len(given),
        at=at,
        by=by,
        problem="",
        same_as=None,
        warnings=[],
    )
    session.add(reading)
    session.flush()
    traced = [replace(each, digest=each.digest or reading.digest) for each in given]
    insert_accounts(session, reading.id, traced)
    data = {"reading": reading.id, "sha256": reading.digest, "accounts": reading.size}
    log.append(session, "incident:added", source_id, by=by, at=at, data=data)
    return reading


def insert_accounts(session: Session, reading_id: str, accounts: Sequence[Account]) -> None:
    """The rows of a reading."""
    rows = [
        {
            "reading_id": reading_id,
            "account": account.id,
            "position": position,
            "content": account.content,
            "body": plain(account),
        }
        for position, account in enumerate(accounts)
    ]
    for start in range(0, len(rows), _AT_ONCE):
        session.execute(insert(IncidentAccount), rows[start : start + _AT_ONCE])


def taken(session: Session, source_id: str, ids: Iterable[str]) -> dict[str, str]:
    """Which of these ids accounts of other sources bear, each with that source."""
    wanted = frozenset(ids)
    rows = session.execute(
        select(IncidentAccount.account, IncidentReading.source_id)
        .join(IncidentReading, IncidentReading.id == IncidentAccount.reading_id)
        .where(IncidentReading.source_id != source_id)
        .distinct()
    )
    return {account: source for account, source in rows if account in wanted}


def refuse_taken(session: Session, source_id: str, ids: Sequence[str]) -> None:
    """Raises ConflictError for an id that is given twice or is another source's."""
    twice = [account for account, count in Counter(ids).items() if count > 1]
    if twice:
        raise ConflictError(f"the account {twice[0]!r} is given twice")
    for account, source in taken(session, source_id, ids).items():
        raise ConflictError(f"the account {account!r} is one of the source {source}: give another")


def readings(session: Session) -> dict[str, list[IncidentReading]]:
    """By source, the good readings that count: the newest whole one, and what was added since."""
    found: dict[str, list[IncidentReading]] = {}
    good = select(IncidentReading).where(IncidentReading.problem == "").order_by(IncidentReading.id)
    for reading in session.scalars(good):
        kept = found.setdefault(reading.source_id, [])
        if reading.scope == "whole":
            kept.clear()
        kept.append(reading)
    return found


def newest_reading(session: Session, source_id: str) -> IncidentReading | None:
    """The last time a source was read, well or not."""
    return session.scalars(
        select(IncidentReading)
        .where(IncidentReading.source_id == source_id)
        .order_by(IncidentReading.id.desc())
        .limit(1)
    ).one_or_none()


def accounts_of(session: Session, counted: Iterable[IncidentReading]) -> dict[str, Account]:
    """The accounts of these readings by id; of several with one id, the newest reading's."""
    found: dict[str, Account] = {}
    for reading in counted:
        rows = session.scalars(
            select(IncidentAccount.body)
            .where(IncidentAccount.reading_id == holds(reading))
            .order_by(IncidentAccount.position)
        )
        for body in rows:
            account = revive(Account, body)
            found[account.id] = account
    return found


def memberships_of(session: Session, counted: Iterable[IncidentReading]) -> list[HeldMembership]:
    """The memberships of these readings, in the order of the directory."""
    return [
        revive(HeldMembership, body)
        for reading in counted
        for body in session.scalars(
            select(Membership.body)
            .where(Membership.reading_id == holds(reading))
            .order_by(Membership.position)
        )
    ]


def successions_of(session: Session, counted: Iterable[IncidentReading]) -> list[Step]:
    """The successions of these readings, in the order of the file."""
    return [
        Step(
            earlier=row.earlier,
            later=row.later,
            kind=row.kind,
            since=row.since,
            source=row.source,
        )
        for reading in counted
        for row in session.scalars(
            select(Succession)
            .where(Succession.reading_id == holds(reading))
            .order_by(Succession.position)
        )
    ]


def accounts_in_force(session: Session) -> dict[str, Account]:
    """Every account that counts now, whatever its source, by id."""
    counted = readings(session)
    found: dict[str, Account] = {}
    for source_id in sorted(counted):
        found |= accounts_of(session, counted[source_id])
    return found


def holds(reading: IncidentReading) -> str:
    """The reading whose rows this one means: another one where its bytes were the same."""
    return reading.same_as or reading.id


def dated(counted: Sequence[IncidentReading]) -> date | None:
    """The day the newest content of a source is of."""
    return max((reading.dated for reading in counted if reading.dated), default=None)
