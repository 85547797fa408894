"""Complaints from anybody: received without a key, followed and appealed with a secret.

How far one has come is the library's to say (`human_rights.complaints`). Who complained is sealed
before it reaches the database, and leaves the seal for the investigator alone.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hmac import compare_digest

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError, NotFoundError, VettingError
from app.ids import new_id
from app.models import Complaint, ComplaintIdentity, ComplaintStep
from app.sealing import Seal, Sealed
from app.services.allowance import Allowance
from screening.human_rights import complaints as library
from screening.model import DateSpan
from screening.plain import plain

COMPLAINANT = "complainant"
ACKNOWLEDGE_WITHIN = library.ACKNOWLEDGE_WITHIN
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who complained, as far as they said so. It is never printed by accident."""

    name: str
    contact: str
    more: str

    def __repr__(self) -> str:
        return "Identity(sealed)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A complaint as it came in."""

    about: tuple[str, ...]
    what_happened: str
    occurred: DateSpan | None = None
    country: str = ""
    place: str = ""
    identity: Identity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What the complainant is told of it."""

    reference: str
    state: str
    received_at: datetime
    acknowledged_at: datetime | None
    outcome: str | None
    answer: str | None
    appeal_until: date | None


def receive(
    session: Session,
    given: Given,
    *,
    address: str,
    seal: Seal,
    allowance: Allowance,
    now: datetime,
) -> tuple[Complaint, str]:
    """Keep a complaint; gives it and the secret that follows it, shown this once.

    No vendor is looked up: the answer is the same for all of them. Raises TooManyError.
    """
    log.lock(session)
    allowance.take(session, seal, address, now)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    row = Complaint(
        id=new_id("complaint", now),
        secret_hash=_hash(secret),
        about=list(given.about),
        what_happened=given.what_happened,
        occurred=plain(given.occurred),
        country=given.country,
        place=given.place,
        received_at=now,
    )
    session.add(row)
    session.flush()
    if given.identity is not None:
        session.add(_sealed(row.id, given.identity, seal))
    add_step(session, row.id, ComplaintStep(step="received", note=""), by=COMPLAINANT, now=now)
    return row, secret


def of_complainant(session: Session, reference: str, secret: str) -> Complaint:
    """The complaint with this secret. Raises NotFoundError, whichever of the two is wrong."""
    row = session.get(Complaint, reference)
    # The comparison is made for an unknown reference too: the time taken must not tell.
    matches = compare_digest(_hash(secret), row.secret_hash if row else _hash(""))
    if row is None or not matches:
        raise NotFoundError("there is no complaint with this reference and this secret")
    return row


def progress(session: Session, row: Complaint, now: datetime) -> Progress:
    """How far a complaint has come, for the complainant: nobody who works on it is named."""
    steps = steps_of(session, row.id)
    acknowledged = next((each.at for each in steps if each.step == "acknowledged"), None)
    answered = next((each for each in reversed(steps) if each.step == "answered"), None)
    # A decision on appeal is not told before its own answer.
    told = steps[: answered.position] if answered else []
    decided = library.outcome(map(as_step, told))
    open_to_appeal = steps[-1].step == "answered" if steps else False
    until = answered.at.date() + library.APPEAL_WITHIN if answered and open_to_appeal else None
    return Progress(
        reference=row.id,
        state=_told(library.standing(map(as_step, steps), now.date())),
        received_at=row.received_at,
        acknowledged_at=acknowledged,
        outcome=decided.step if decided else None,
        answer=answered.note if answered else None,
        appeal_until=until if until and until >= now.date() else None,
    )


def _told(state: str) -> str:
    """Before the answer the complainant is told that it is decided, and not yet how."""
    return "decided" if state in library.OUTCOMES else state


def appeal(session: Session, row: Complaint, reason: str, *, now: datetime) -> None:
    """The complainant does not accept the answer. Raises ConflictError before one, or too late."""
    log.lock(session)
    step = library.Step(step="appealed", on=now.date(), by=COMPLAINANT)
    done = map(as_step, steps_of(session, row.id))
    if problem := library.refusal(done, step, contract_officer=""):
        raise ConflictError(problem)
    add_step(session, row.id, ComplaintStep(step="appealed", note=reason), by=COMPLAINANT, now=now)


def get(session: Session, complaint_id: str) -> Complaint:
    row = session.get(Complaint, complaint_id)
    if row is None:
        raise NotFoundError(f"there is no complaint {complaint_id!r}")
    return row


def everything(session: Session) -> list[Complaint]:
    """Every complaint, newest first."""
    return list(session.scalars(select(Complaint).order_by(Complaint.id.desc())))


def steps_of(session: Session, complaint_id: str) -> list[ComplaintStep]:
    """Everything done with a complaint, first to last."""
    statement = select(ComplaintStep).where(ComplaintStep.complaint_id == complaint_id)
    return list(session.scalars(statement.order_by(ComplaintStep.position)))


def add_step(
    session: Session, complaint_id: str, row: ComplaintStep, *, by: str, now: datetime
) -> ComplaintStep:
    """Put a step on record, and in the log, with who did it and when."""
    row.id, row.complaint_id = new_id("complaintstep", now), complaint_id
    row.position = len(steps_of(session, complaint_id))
    row.by, row.at = by, now
    session.add(row)
    session.flush()
    data = {"step": row.id, **({"investigator": row.investigator} if row.investigator else {})}
    log.append(session, f"complaint:{row.step}", complaint_id, by=by, at=now, data=data)
    return row


def as_step(row: ComplaintStep) -> library.Step:
    """The step as the library knows it."""
    return library.Step(step=row.step, on=row.at.date(), by=row.by, note=row.note)


def investigator(steps: Sequence[ComplaintStep]) -> str | None:
    """With whom a complaint is: nobody before it is assigned, once it is appealed, or closed."""
    for step in reversed(steps):
        if step.step in ("appealed", "closed"):
            return None
        if step.step == "assigned":
            return step.investigator
    return None


def is_named(session: Session, complaint_id: str) -> bool:
    """Whether the complainant said who they are."""
    return session.get(ComplaintIdentity, complaint_id) is not None


def unsealed(session: Session, seal: Seal, complaint_id: str) -> Identity:
    """Who complained. For `complaint_steps.open_identity`, which asks who may and logs it.

    Raises NotFoundError where nobody gave a name, VettingError without the key it was shut with.
    """
    row = session.get(ComplaintIdentity, complaint_id)
    if row is None:
        raise NotFoundError("whoever made this complaint did not say who they are")
    try:
        opened = seal.open(Sealed(row.key_id, row.box), label=complaint_id)
    except ValueError as error:
        raise VettingError(f"the seal cannot be opened: {error}") from None
    return Identity(**json.loads(opened))


def _sealed(complaint_id: str, identity: Identity, seal: Seal) -> ComplaintIdentity:
    sealed = seal.shut(json.dumps(asdict(identity), ensure_ascii=False), label=complaint_id)
    return ComplaintIdentity(complaint_id=complaint_id, key_id=sealed.key_id, box=sealed.box)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
