"""Rows of the incident register that come one by one, read as strictly as a file of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import Fault, invalid
from app.models import IncidentReading
from app.services import incidents
from app.store import Store
from screening.human_rights.account import Account
from screening.human_rights.register import read_register
from screening.human_rights.rows import Problem, TableError
from screening.human_rights.sources.own import ENTERED


def enter(
    session: Session, store: Store, rows: Sequence[Mapping[str, object]], *, by: str, now: datetime
) -> tuple[IncidentReading, tuple[Account, ...]]:
    """Add rows to what was entered; an id that was entered before is replaced.

    Raises InvalidError that names every fault by row and column; then nothing is kept.
    """
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
    data = "\n".join(lines).encode()
    try:
        export = read_register(data, dated=now.date())
    except TableError as error:
        raise invalid([_fault(problem) for problem in error.problems]) from None
    used = incidents.taken(session, ENTERED.id, [account.id for account in export.accounts])
    faults = [
        Fault(f"{account.id!r} is one of the source {used[account.id]} already", _at(number, "id"))
        for number, account in enumerate(export.accounts)
        if account.id in used
    ]
    if faults:
        raise invalid(faults)
    reading = incidents.add_accounts(
        session, ENTERED.id, export.accounts, by=by, at=now, sha256=store.put(data)
    )
    return reading, export.accounts


def _fault(problem: Problem) -> Fault:
    return Fault(problem.sentence, _at(problem.line - 1, problem.column))


def _at(row: int, column: str) -> str:
    return f"/rows/{row}/{column}" if column else f"/rows/{row}"
