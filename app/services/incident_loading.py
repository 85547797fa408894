"""Sources of the human-rights record read whole: one fault in a file, and nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.db import Database
from app.errors import ConflictError, InvalidError, NotFoundError
from app.ids import new_id
from app.models import IncidentReading, Membership, Party, Succession
from app.services import incidents
from app.services.incident_changes import Compared, of_export, of_successions, once
from app.services.loading import Told, untold
from app.store import Store
from screening.human_rights.account import Account
from screening.human_rights.register import read_register
from screening.human_rights.rows import Problem, TableError
from screening.human_rights.source import Export, sha256
from screening.human_rights.sources import cmad, courts, icoca, oecd_ncp, ohchr, panels, pogo, psed
from screening.human_rights.successions import Succession as Step
from screening.human_rights.successions import read_successions
from screening.plain import plain

READERS: dict[str, Callable[..., Export]] = {
    "register": read_register,
    "pogo": pogo.read,
    "icoca": icoca.read,
    "oecd_ncp": oecd_ncp.read,
    "ohchr": ohchr.read,
    "courts": courts.read,
    "panels": panels.read,
    "psed": psed.read,
    "cmad": cmad.read,
}
MOST_GONE = 0.2
"""So much of a source may be gone from its next reading; more, and a person must say why."""
_LONGEST_PROBLEM = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file somebody brought: `dated` is the day its content is of."""

    source_id: str
    name: str
    data: bytes
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A file that is right throughout, compared with what is in force; nothing is kept yet."""

    file: File
    digest: str
    size: int
    compared: Compared
    warnings: tuple[str, ...]
    export: Export | None = None
    successions: tuple[Step, ...] = ()
    gone: tuple[Account, ...] = ()

    @property
    def other(self) -> tuple[Account, ...]:
        """The accounts that are not as they were: new ones, changed ones, and those now gone."""
        ids = {*self.compared.new, *self.compared.changed}
        held = self.export.accounts if self.export else ()
        return (*(account for account in held if account.id in ids), *self.gone)


def check(database: Database, file: File, told: Told = untold) -> Read:
    """Read a file and compare it, and keep nothing.

    Raises TableError with every fault, and ConflictError for one older than what is in force.
    """
    if file.source_id != incidents.SUCCESSIONS and file.source_id not in READERS:
        known = ", ".join(READERS)
        raise NotFoundError(f"there is no source {file.source_id!r}; there are: {known}")
    told("reading", 0, 0)
    if file.source_id == incidents.SUCCESSIONS:
        return _successions(database, file)
    export = READERS[file.source_id](file.data, dated=file.dated, name=file.name)
    if not export.size:
        raise TableError([Problem(1, "", "the file holds no row")], file.name)
    export = once(export, file.name)
    told("comparing", 0, export.size)
    with database.reading() as session:
        _refuse_older(session, file)
        _refuse_taken(session, file, export)
        compared = of_export(session, export)
        counted = incidents.readings(session).get(file.source_id, [])
        before = incidents.accounts_of(session, counted) if compared.gone else {}
        warnings = (*export.warnings, *_people_named(session, export.accounts))
    return Read(
        file=file,
        digest=export.digest,
        size=export.size,
        compared=compared,
        warnings=warnings,
        export=export,
        gone=tuple(before[key] for key in compared.gone if key in before),
    )


def load(
    database: Database,
    store: Store,
    file: File,
    *,
    by: str,
    at: datetime,
    fewer: str = "",
    told: Told = untold,
) -> Read:
    """Bring a file into force as its source, or leave everything as it is.

    Raises what `check` raises; ConflictError where too much would be gone and `fewer` gives no
    reason. That a file was refused for what is in it is put on record.
    """
    if file.dated > at.date():
        raise InvalidError(f"{file.dated} lies in the future: give the day the content is of")
    try:
        read = check(database, file, told)
        _refuse_shrunk(read, fewer)
    except (TableError, _ShrunkError) as error:
        _refused(database, store, file, str(error), by=by, at=at)
        raise
    store.put(file.data)
    with database.writing() as session:
        log.lock(session)
        _refuse_older(session, file)
        if read.export is not None:
            _refuse_taken(session, file, read.export)
        _insert(session, read, by=by, at=at, fewer=fewer, told=told)
    return read


class _ShrunkError(ConflictError):
    """Too much would be gone at once."""


def _refuse_shrunk(read: Read, fewer: str) -> None:
    gone, kept = len(read.compared.gone), len(read.compared.changed) + read.compared.unchanged
    if gone > MOST_GONE * (gone + kept) and not fewer.strip():
        raise _ShrunkError(
            f"{gone} of the {gone + kept} rows in force would be gone; at most {MOST_GONE:.0%} may "
            "go at once without a person saying why (--fewer REASON)"
        )


def _refuse_older(session: Session, file: File) -> None:
    held = incidents.dated(incidents.readings(session).get(file.source_id, ()))
    if held is not None and file.dated < held:
        raise ConflictError(f"the file is of {file.dated}, older than what is in force, of {held}")


def _refuse_taken(session: Session, file: File, export: Export) -> None:
    lines = {account.id: account.line for account in export.accounts}
    used = incidents.taken(session, file.source_id, lines)
    if used:
        raise TableError(
            [
                Problem(lines[account], "id", f'"{account}" is one of the source {source} already')
                for account, source in used.items()
            ],
            file.name,
        )


def _successions(database: Database, file: File) -> Read:
    found = read_successions(file.data, name=file.name)
    if not found:
        raise TableError([Problem(1, "", "the file holds no row")], file.name)
    with database.reading() as session:
        _refuse_older(session, file)
        compared = of_successions(session, found)
    return Read(
        file=file,
        digest=sha256(file.data),
        size=len(found),
        compared=compared,
        warnings=(),
        successions=found,
    )


def _people_named(session: Session, accounts: Iterable[Account]) -> list[str]:
    """A warning for each row that names a person of some submission: names have no place there."""
    people = select(Party.name).where(Party.kind == "person").distinct()
    names = [name.casefold() for name in session.scalars(people) if " " in name]
    warnings = []
    for account in accounts:
        text = f"{account.summary}\n{account.victims}".casefold()
        if any(name in text for name in names):
            said = "names a person who is a party to a submission; say who it was without the name"
            warnings.append(f"line {account.line}: the summary or the victims {said}")
    return warnings


def _insert(session: Session, read: Read, *, by: str, at: datetime, fewer: str, told: Told) -> None:
    same = _same(session, read)
    reading = _reading(read.file, read.digest, read.size, by=by, at=at)
    reading.same_as = same
    reading.warnings = [*read.warnings, *([f"fewer rows than before: {fewer}"] if fewer else [])]
    session.add(reading)
    session.flush()
    if same is None:
        told("storing", 0, read.size)
        _insert_rows(session, reading.id, read)
        told("storing", read.size, read.size)
    data = {"reading": reading.id, "sha256": reading.digest, "rows": reading.size}
    log.append(session, "incident:loaded", read.file.source_id, by=by, at=at, data=data)


def _insert_rows(session: Session, reading_id: str, read: Read) -> None:
    if read.export is not None:
        incidents.insert_accounts(session, reading_id, read.export.accounts)
    held = read.export.memberships if read.export else ()
    rows: list[dict[str, object]] = [
        {"reading_id": reading_id, "position": n, "name": each.name, "body": plain(each)}
        for n, each in enumerate(held)
    ]
    if rows:
        session.execute(insert(Membership), rows)
    steps: list[dict[str, object]] = [
        {
            "reading_id": reading_id,
            "position": n,
            "earlier": each.earlier,
            "later": each.later,
            "kind": each.kind,
            "since": each.since,
            "source": each.source,
        }
        for n, each in enumerate(read.successions)
    ]
    if steps:
        session.execute(insert(Succession), steps)


def _same(session: Session, read: Read) -> str | None:
    """The reading that holds these very rows, if they are in force just as they are."""
    compared = read.compared
    if compared.new or compared.changed or compared.gone:
        return None
    counted = incidents.readings(session).get(read.file.source_id, [])
    if len(counted) != 1 or counted[0].digest != read.digest:
        return None
    return incidents.holds(counted[0])


def _refused(
    database: Database, store: Store, file: File, problem: str, *, by: str, at: datetime
) -> None:
    held = store.put(file.data)
    with database.writing() as session:
        log.lock(session)
        reading = _reading(file, held, 0, by=by, at=at)
        reading.problem = problem[:_LONGEST_PROBLEM] or "not readable"
        session.add(reading)
        session.flush()
        data = {"reading": reading.id, "sha256": held}
        log.append(session, "incident:refused", file.source_id, by=by, at=at, data=data)


def _reading(file: File, held: str, size: int, *, by: str, at: datetime) -> IncidentReading:
    return IncidentReading(
        id=new_id("reading", at),
        source_id=file.source_id,
        scope="whole",
        digest=held,
        name=file.name,
        dated=file.dated,
        size=size,
        at=at,
        by=by,
        problem="",
        same_as=None,
        warnings=[],
    )
