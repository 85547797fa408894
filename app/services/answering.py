"""What people add to the human-rights record: links, notices, the vendor's replies, its remedy.

Nothing is ever changed: what was said too much is withdrawn by a row that names it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import ConflictError, Fault, NotFoundError, invalid
from app.ids import new_id
from app.models import (
    Finding,
    IncidentAccount,
    IncidentLink,
    Notice,
    RemedyEvidence,
    Reply,
    Run,
    Submission,
)
from app.services import submissions
from screening.human_rights.account import DISCLOSURE
from screening.model import Verification

_DISCLOSED = f"{DISCLOSURE}:"
Row = TypeVar("Row", IncidentLink, Notice, Reply, RemedyEvidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A person's word on two accounts: a `link` or a `separation`, and why.

    `vendor_id` says whose own disclosure is meant, where one of the accounts is one.
    """

    kind: str
    left: str
    right: str
    reason: str
    vendor_id: str = ""


def say(session: Session, said: Said, *, by: str, now: datetime) -> IncidentLink:
    """Put a link or a separation on record.

    Raises InvalidError that names every fault, and ConflictError where just that is in force.
    """
    faults = list(_vendor_faults(session, said.vendor_id)) if said.vendor_id else []
    for field in ("left", "right"):
        faults += _account_faults(session, getattr(said, field), said.vendor_id, f"/{field}")
    if said.left == said.right:
        faults.append(Fault("is the same account as the left one", pointer="/right"))
    if faults:
        raise invalid(faults)
    log.lock(session)
    left, right = sorted((said.left, said.right))
    if _in_force(session, said.kind, left, right, said.vendor_id):
        raise ConflictError(f"there is such a {said.kind} already")
    own = said.vendor_id if _disclosed(left) or _disclosed(right) else ""
    row = IncidentLink(
        id=new_id(said.kind, now),
        kind=said.kind,
        left=left,
        right=right,
        vendor_id=own,
        reason=said.reason,
        by=by,
        at=now,
        withdraws=None,
    )
    return _put(session, row, f"incident:{said.kind}", row.id, by=by, now=now)


def withdraw(
    session: Session, kind: str, link_id: str, *, reason: str, by: str, now: datetime
) -> tuple[IncidentLink, IncidentLink]:
    """Take a link or a separation back; both stay on record, and are given.

    Raises NotFoundError for one there is not, and ConflictError for one taken back before.
    """
    log.lock(session)
    row = session.get(IncidentLink, link_id)
    if row is None or row.kind != kind or row.withdraws is not None:
        raise NotFoundError(f"there is no {kind} {link_id!r}")
    before = select(IncidentLink.id).where(IncidentLink.withdraws == link_id)
    if session.scalar(before) is not None:
        raise ConflictError(f"the {kind} {link_id} was withdrawn already")
    back = IncidentLink(
        id=new_id("withdrawal", now),
        kind=kind,
        left=row.left,
        right=row.right,
        vendor_id=row.vendor_id,
        reason=reason,
        by=by,
        at=now,
        withdraws=row.id,
    )
    return row, _put(session, back, "incident:withdrawn", row.id, by=by, now=now)


def all_links(session: Session, kind: str) -> list[tuple[IncidentLink, IncidentLink | None]]:
    """Every link or separation, newest first, each with the row that took it back."""
    rows = list(
        session.scalars(
            select(IncidentLink).where(IncidentLink.kind == kind).order_by(IncidentLink.id.desc())
        )
    )
    back = {row.withdraws: row for row in rows if row.withdraws}
    return [(row, back.get(row.id)) for row in rows if row.withdraws is None]


def notify(
    session: Session, account: str, vendor_id: str, *, answer_by: date, by: str, now: datetime
) -> Notice:
    """Put on record that a vendor was told of an account today, and by when it may answer."""
    faults = _about(session, account, vendor_id)
    if answer_by < now.date():
        faults.append(Fault(f"{answer_by} is in the past", pointer="/answer_by"))
    if faults:
        raise invalid(faults)
    row = Notice(
        id=new_id("notice", now),
        account=account,
        vendor_id=vendor_id,
        sent_on=now.date(),
        answer_by=answer_by,
        by=by,
        at=now,
    )
    return _put(session, row, "incident:notified", row.id, by=by, now=now)


def receive(
    session: Session, row: Reply, *, by: str, now: datetime, seen_by: str | None = None
) -> Reply:
    """Put the vendor's answer on record, never to be edited; a later one stands beside it.

    With `seen_by`, only from the system that submitted the vendor, and only to what it was told of:
    raises NotFoundError otherwise.
    """
    _refuse_stranger(session, row.account, row.vendor_id, seen_by)
    faults = _about(session, row.account, row.vendor_id)
    if row.received_on > now.date():
        faults.append(Fault(f"{row.received_on} lies in the future", pointer="/received_on"))
    if faults:
        raise invalid(faults)
    row.id, row.by, row.at = new_id("reply", now), by, now
    return _put(session, row, "incident:answered", row.id, by=by, now=now)


def show_remedy(
    session: Session, row: RemedyEvidence, *, by: str, now: datetime, seen_by: str | None = None
) -> RemedyEvidence:
    """Put on record what shows that remedy was given; who checked it says how it was verified.

    A vendor's own system can only attest: raises InvalidError where it claims more.
    """
    _refuse_stranger(session, row.account, row.vendor_id, seen_by)
    faults = _about(session, row.account, row.vendor_id)
    if row.given_on > now.date():
        faults.append(Fault(f"{row.given_on} lies in the future", pointer="/given_on"))
    if seen_by is not None and row.verification != Verification.SELF_ATTESTED:
        problem = "a vendor attests to its remedy itself; who checks it says more"
        faults.append(Fault(problem, pointer="/verification"))
    if faults:
        raise invalid(faults)
    row.id, row.by, row.at = new_id("remedy", now), by, now
    return _put(session, row, "incident:remedied", row.id, by=by, now=now)


def since(session: Session, run: Run) -> list[str]:
    """What people added after a run that touches its vendor or what it found, a sentence each."""
    vendor = session.get_one(Submission, run.submission_id).vendor_id
    replies = session.scalars(select(Reply).where(Reply.vendor_id == vendor, Reply.at > run.as_of))
    told = [f"the vendor answered to {row.account} on {row.at:%Y-%m-%d}" for row in replies]
    remedies = session.scalars(
        select(RemedyEvidence).where(
            RemedyEvidence.vendor_id == vendor, RemedyEvidence.at > run.as_of
        )
    )
    told += [f"remedy was shown for {row.account} on {row.at:%Y-%m-%d}" for row in remedies]
    found = _accounts_found(session, run)
    links = session.scalars(
        select(IncidentLink).where(
            IncidentLink.at > run.as_of,
            or_(
                IncidentLink.vendor_id == vendor,
                IncidentLink.left.in_(found),
                IncidentLink.right.in_(found),
            ),
        )
    )
    told += [f"{_words(row)} {row.left} and {row.right} on {row.at:%Y-%m-%d}" for row in links]
    return told


def _words(row: IncidentLink) -> str:
    did = {"link": "linked", "separation": "separated"}[row.kind]
    return f"a person no longer {did}" if row.withdraws else f"a person {did}"


def _accounts_found(session: Session, run: Run) -> list[str]:
    bodies = session.scalars(
        select(Finding.body).where(Finding.run_id == run.id, Finding.check == "human_rights")
    )
    return [account["id"] for body in bodies for account in body["evidence"].get("accounts", ())]


def _disclosed(account: str) -> bool:
    return account.startswith(_DISCLOSED)


def _about(session: Session, account: str, vendor_id: str) -> list[Fault]:
    """Raises NotFoundError for an unknown account; else what is wrong with the vendor named."""
    faults = list(_vendor_faults(session, vendor_id))
    if not faults and any(_account_faults(session, account, vendor_id, "")):
        raise NotFoundError(f"there is no account {account!r}")
    return faults


def _vendor_faults(session: Session, vendor_id: str) -> Iterable[Fault]:
    try:
        submissions.newest_of(session, vendor_id)
    except NotFoundError as error:
        yield Fault(error.detail, pointer="/vendor")


def _account_faults(
    session: Session, account: str, vendor_id: str, pointer: str
) -> Iterable[Fault]:
    if _disclosed(account):
        if not vendor_id:
            problem = "is a vendor's own disclosure: name the vendor as well"
            yield Fault(problem, pointer=pointer)
        elif account not in _disclosures(session, vendor_id):
            yield Fault(f"the vendor discloses no {account!r}", pointer=pointer)
        return
    known = select(IncidentAccount.account).where(IncidentAccount.account == account).limit(1)
    if session.scalar(known) is None:
        yield Fault(f"there is no account {account!r}", pointer=pointer)


def _disclosures(session: Session, vendor_id: str) -> set[str]:
    try:
        newest = submissions.newest_of(session, vendor_id)
    except NotFoundError:
        return set()
    return {f"{_DISCLOSED}{each.id}" for each in submissions.revived(newest).incidents}


def _refuse_stranger(session: Session, account: str, vendor_id: str, seen_by: str | None) -> None:
    """A system answers for its own vendor, and to what that vendor was told of."""
    if seen_by is None:
        return
    told = select(Notice.id).where(Notice.vendor_id == vendor_id, Notice.account == account)
    newest = select(Submission.submitted_by).where(Submission.vendor_id == vendor_id)
    by = session.scalar(newest.order_by(Submission.id.desc()).limit(1))
    if by != seen_by or session.scalar(told.limit(1)) is None:
        raise NotFoundError(f"there is no account {account!r}")


def _in_force(session: Session, kind: str, left: str, right: str, vendor_id: str) -> bool:
    withdrawn = select(IncidentLink.withdraws).where(IncidentLink.withdraws.is_not(None))
    own = vendor_id if _disclosed(left) or _disclosed(right) else ""
    same = select(IncidentLink.id).where(
        IncidentLink.kind == kind,
        IncidentLink.left == left,
        IncidentLink.right == right,
        IncidentLink.vendor_id == own,
        IncidentLink.withdraws.is_(None),
        IncidentLink.id.not_in(withdrawn),
    )
    return session.scalar(same.limit(1)) is not None


def _put(session: Session, row: Row, action: str, subject: str, *, by: str, now: datetime) -> Row:
    session.add(row)
    session.flush()
    log.append(session, action, subject, by=by, at=now, data={"row": row.id})
    return row
