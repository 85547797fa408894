"""What staff do with a complaint, each step refused in the library's words where it may not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError, Fault, InvalidError, NotFoundError, NotPermittedError
from app.models import ApiKey, Complaint, ComplaintStep
from app.revive import revive
from app.sealing import Seal
from app.services import complaints, contracts, incidents, submissions
from app.services.complaints import Identity, as_step
from screening.human_rights import complaints as library
from screening.human_rights.account import Account
from screening.model import DateSpan
from screening.plain import plain

INVESTIGATES = "focal_point"
INVESTIGATED = ("upheld", "upheld_in_part", "not_upheld")
CLASSIFYING = ("classified", "upheld", "upheld_in_part")
EXPLAINED = (*library.OUTCOMES, "answered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """What a complaint amounts to, in the words of the register and not the complainant's."""

    vendor: str
    names: tuple[str, ...]
    summary: str
    category: str
    perpetrator: str
    country: str = ""
    place: str = ""
    scale: Fraction | None = None
    scope: Fraction | None = None
    irremediability: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One step somebody wants to take."""

    step: str
    note: str = ""
    investigator: str | None = None
    classification: Classification | None = None


def take(
    session: Session, complaint_id: str, taken: Taken, *, by: str, now: datetime
) -> ComplaintStep:
    """Take one step. An upheld complaint becomes an account of the incident register with it.

    Raises InvalidError for a step that lacks its part, ConflictError for one that may not come now
    or not from this person.
    """
    log.lock(session)
    complaint = complaints.get(session, complaint_id)
    done = complaints.steps_of(session, complaint_id)
    _demand_parts(session, taken, now)
    also = [taken.classification] if taken.classification else []
    officers = contract_officers(session, complaint, done, *also)
    if problem := _refusal(done, taken, officers, by=by, now=now):
        raise ConflictError(problem)
    row = ComplaintStep(
        step=taken.step,
        note=taken.note,
        investigator=taken.investigator,
        classification=plain(taken.classification),
    )
    complaints.add_step(session, complaint_id, row, by=by, now=now)
    account = account_of(complaint, [*done, row])
    if account is not None and taken.step in library.OUTCOMES:
        incidents.add_accounts(session, library.SOURCE_ID, [account], by=by, at=now)
    return row


def classification(steps: Sequence[ComplaintStep]) -> Classification | None:
    """What the complaint is held to amount to: the last word on it."""
    said = [step.classification for step in steps if step.classification is not None]
    return revive(Classification, said[-1]) if said else None


def account_of(complaint: Complaint, steps: Sequence[ComplaintStep]) -> Account | None:
    """The account an upheld complaint is; retracted where an appeal undid it, None if never upheld.

    Nothing of the complainant is in it: the summary is the investigator's.
    """
    known = classification(steps)
    if known is None:
        return None
    said = _as_library(complaint, known)
    if account := library.upheld(said, map(as_step, steps)):
        return account
    for number in reversed(range(len(steps))):
        if before := library.upheld(said, map(as_step, steps[:number])):
            return replace(before, retracted=True)
    return None


def contract_officers(
    session: Session, complaint: Complaint, steps: Sequence[ComplaintStep], *also: Classification
) -> frozenset[str]:
    """Who answers for a contract with any vendor the complaint may be about.

    That is the one it was classified under, and whoever its names may mean: leaving the vendor out
    makes nobody fit to investigate.
    """
    last = classification(steps)
    known = [*([last] if last else []), *also]
    names = {*complaint.about, *(name for each in known for name in each.names)}
    vendors = {each.vendor for each in known if each.vendor}
    return contracts.officers(session, vendors | contracts.vendors_meant(session, sorted(names)))


def open_identity(
    session: Session, seal: Seal, complaint_id: str, *, by: str, now: datetime
) -> Identity:
    """Who complained, for the investigator alone; that it was opened is in the log.

    Raises NotPermittedError for everybody else, and for an investigator who has become an officer
    of the contract since; NotFoundError where nobody gave a name.
    """
    complaint = complaints.get(session, complaint_id)
    steps = complaints.steps_of(session, complaint_id)
    if complaints.investigator(steps) != by:
        raise NotPermittedError("this is sealed from all but the investigator it is assigned to")
    if by in contract_officers(session, complaint, steps):
        raise NotPermittedError("this is sealed from the officers of the contract")
    identity = complaints.unsealed(session, seal, complaint_id)
    log.append(session, "complaint:identity_opened", complaint_id, by=by, at=now)
    return identity


def _refusal(
    done: Sequence[ComplaintStep], taken: Taken, officers: frozenset[str], *, by: str, now: datetime
) -> str:
    steps = [as_step(row) for row in done]
    step = library.Step(step=taken.step, on=now.date(), by=by)
    if problem := _by_library(steps, step, officers):
        return problem
    if taken.step == "assigned":
        decides = library.Step(step="upheld", on=step.on, by=taken.investigator or "")
        why = _by_library([*steps, step], decides, officers)
        return f"{taken.investigator} may not investigate it: {why}" if why else ""
    mine = complaints.investigator(done)
    if taken.step in INVESTIGATED and by != mine:
        return f"only {mine}, to whom it is assigned, may decide it"
    return ""


def _by_library(steps: Sequence[library.Step], step: library.Step, officers: frozenset[str]) -> str:
    """The library's refusal, asked first for nobody: a step out of its order is told so."""
    refusals = (
        library.refusal(steps, step, contract_officer=officer)
        for officer in ("", *sorted(officers))
    )
    return next(filter(None, refusals), "")


def _demand_parts(session: Session, taken: Taken, now: datetime) -> None:
    faults = list(_missing(taken))
    known = taken.classification
    if known is not None and known.vendor:
        try:
            submissions.newest_of(session, known.vendor)
        except NotFoundError as error:
            faults.append(Fault(error.detail, pointer="/classification/vendor"))
    if taken.investigator and not _may_investigate(session, taken.investigator, now):
        problem = f"{taken.investigator!r} holds no good key of the role {INVESTIGATES}"
        faults.append(Fault(problem, pointer="/investigator"))
    if faults:
        named = "; ".join(f"{(fault.pointer or '')[1:]}: {fault.detail}" for fault in faults)
        raise InvalidError(named, faults)


def _missing(taken: Taken) -> Iterator[Fault]:
    """Parts the step needs and lacks, or has and cannot use."""
    step = taken.step
    if step in EXPLAINED and not taken.note:
        why = "the answer to the complainant" if step == "answered" else "why"
        yield Fault(f"say {why}", pointer="/note")
    if (step == "assigned") != bool(taken.investigator):
        needed = "say to whom" if step == "assigned" else f"{step} has no investigator"
        yield Fault(needed, pointer="/investigator")
    if step == "classified" and taken.classification is None:
        yield Fault("say what it amounts to", pointer="/classification")
    if step not in CLASSIFYING and taken.classification is not None:
        yield Fault(f"{step} has no classification", pointer="/classification")


def _may_investigate(session: Session, person: str, now: datetime) -> bool:
    statement = select(ApiKey.id).where(
        ApiKey.person == person,
        ApiKey.role == INVESTIGATES,
        ApiKey.revoked_at.is_(None),
        or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now),
    )
    return session.scalars(statement.limit(1)).one_or_none() is not None


def _as_library(complaint: Complaint, known: Classification) -> library.Complaint:
    occurred = revive(DateSpan, complaint.occurred) if complaint.occurred else None
    return library.Complaint(
        id=complaint.id,
        vendor=known.vendor,
        names=known.names,
        summary=known.summary,
        received_on=complaint.received_at.date(),
        category=known.category,
        occurred=occurred,
        country=known.country,
        place=known.place,
        perpetrator=known.perpetrator,
        scale=known.scale,
        scope=known.scope,
        irremediability=known.irremediability,
    )
