"""The human-rights record: accounts of incidents, links between them, the vendor's right of reply.

It holds allegations: nothing is told without a role, and each account says what it is worth.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from app.api.answers import Some, fails
from app.api.incident_answers import account_of, link_of, occurrence_of
from app.api.incident_shapes import (
    AccountOut,
    AddedOut,
    CoverageOut,
    OccurrenceOut,
    RowsIn,
    SourceOut,
)
from app.api.reply_shapes import (
    LinkIn,
    LinkOut,
    NoticeIn,
    NoticeOut,
    RemedyIn,
    RemedyOut,
    ReplyIn,
    ReplyOut,
)
from app.api.strict import StrictRoute
from app.auth import Answering, FocalPoint, Reader
from app.deps import Now, Reading, Served, Writing
from app.models import RemedyEvidence, Reply
from app.services import answering, conduct, entering, reviewing
from app.services.answering import Said
from screening.human_rights.coverage import cover

router = APIRouter(prefix="/v1/incidents", tags=["incidents"], route_class=StrictRoute)

Reason = Annotated[str, Query(min_length=1, max_length=2000, description="Why it is taken back.")]
ItsVendor = Annotated[
    str, Query(min_length=1, max_length=200, description="The vendor whose record it is.")
]


@router.post("", status_code=HTTPStatus.CREATED, responses=fails(HTTPStatus.CONFLICT, body=True))
def add_incidents(
    given: RowsIn, caller: FocalPoint, session: Writing, service: Served, now: Now
) -> AddedOut:
    """Enter rows of the incident register; with a single fault in them, none is taken."""
    rows = [row.model_dump(mode="json", exclude_unset=True) for row in given.rows]
    reading, accounts = entering.enter(session, service.store, rows, by=caller.person, now=now)
    return AddedOut(
        reading=reading.id,
        source=reading.source_id,
        sha256=reading.digest,
        accounts=[account.id for account in accounts],
    )


@router.get("", responses=fails(HTTPStatus.NOT_FOUND))
def list_incidents(
    _caller: Reader,
    session: Reading,
    service: Served,
    now: Now,
    some: Some,
    vendor: Annotated[str | None, Query(description="Only what may concern this vendor.")] = None,
) -> list[AccountOut]:
    """Accounts of incidents that are in force, by id."""
    if vendor is None:
        held = [(each, "") for each in service.references.everybody(session).accounts]
    else:
        reviewed = reviewing.of_vendor(session, service.references, vendor, now)
        held = [
            (account, weighed.occurrence.key)
            for weighed in reviewed.review.score.weighed
            for account in weighed.occurrence.accounts
        ]
    return [account_of(account, key) for account, key in some.of(held, lambda each: each[0].id)]


@router.get("/coverage", responses=fails())
def get_coverage(_caller: Reader, session: Reading, service: Served, now: Now) -> CoverageOut:
    """Which sources are reached now; absence from one is never innocence."""
    covered = cover(conduct.sources(session, service.references.policy), now.date())
    return CoverageOut(
        as_of=covered.as_of,
        statement=covered.reach(),
        gaps=list(covered.gaps),
        sources=[SourceOut.model_validate(line) for line in covered.lines()],
    )


@router.post(
    "/links", status_code=HTTPStatus.CREATED, responses=fails(HTTPStatus.CONFLICT, body=True)
)
def add_link(given: LinkIn, caller: FocalPoint, session: Writing, now: Now) -> LinkOut:
    """Say that two accounts are of one event."""
    said = answering.say(session, _said("link", given), by=caller.person, now=now)
    return link_of(said, None)


@router.get("/links", responses=fails())
def list_links(_caller: Reader, session: Reading) -> list[LinkOut]:
    """Every link a person made, newest first, those taken back too."""
    return _all(session, "link")


@router.delete("/links/{link_id}", responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def withdraw_link(
    link_id: str, caller: FocalPoint, session: Writing, now: Now, reason: Reason
) -> LinkOut:
    """Take a link back. Both stay on record."""
    taken_back = answering.withdraw(
        session, "link", link_id, reason=reason, by=caller.person, now=now
    )
    return link_of(*taken_back)


@router.post(
    "/separations", status_code=HTTPStatus.CREATED, responses=fails(HTTPStatus.CONFLICT, body=True)
)
def add_separation(given: LinkIn, caller: FocalPoint, session: Writing, now: Now) -> LinkOut:
    """Say that two accounts are of different events; this beats every link."""
    said = answering.say(session, _said("separation", given), by=caller.person, now=now)
    return link_of(said, None)


@router.get("/separations", responses=fails())
def list_separations(_caller: Reader, session: Reading) -> list[LinkOut]:
    """Every separation a person made, newest first, those taken back too."""
    return _all(session, "separation")


@router.delete("/separations/{link_id}", responses=fails(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def withdraw_separation(
    link_id: str, caller: FocalPoint, session: Writing, now: Now, reason: Reason
) -> LinkOut:
    """Take a separation back. Both stay on record."""
    taken_back = answering.withdraw(
        session, "separation", link_id, reason=reason, by=caller.person, now=now
    )
    return link_of(*taken_back)


@router.post(
    "/{account:path}/notices",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, body=True),
)
def add_notice(
    account: str, given: NoticeIn, caller: FocalPoint, session: Writing, now: Now
) -> NoticeOut:
    """Put on record that a vendor was told of an account today, and by when it may answer."""
    row = answering.notify(
        session, account, given.vendor, answer_by=given.answer_by, by=caller.person, now=now
    )
    return NoticeOut.model_validate(row)


@router.post(
    "/{account:path}/replies",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, body=True),
)
def add_reply(
    account: str, given: ReplyIn, caller: Answering, session: Writing, now: Now
) -> ReplyOut:
    """Record the vendor's answer. It changes no factor: it is shown beside the account."""
    row = Reply(
        account=account,
        vendor_id=given.vendor,
        received_on=given.received_on or now.date(),
        position=given.position,
        text=given.text,
        signed_by=given.signed_by,
        document=given.document,
    )
    said = answering.receive(session, row, by=caller.person, now=now, seen_by=caller.sees)
    return ReplyOut.model_validate(said)


@router.post(
    "/{account:path}/remedy",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, body=True),
)
def add_remedy(
    account: str, given: RemedyIn, caller: Answering, session: Writing, now: Now
) -> RemedyOut:
    """Record what shows remedy; how far it counts depends on who vouches for it."""
    row = RemedyEvidence(
        account=account,
        vendor_id=given.vendor,
        remedy=given.remedy,
        verification=given.verification.value,
        given_on=given.given_on,
        document=given.document,
        note=given.note,
    )
    shown = answering.show_remedy(session, row, by=caller.person, now=now, seen_by=caller.sees)
    return RemedyOut.model_validate(shown)


@router.get("/{key:path}", responses=fails(HTTPStatus.NOT_FOUND))
def get_incident(
    key: str, _caller: Reader, session: Reading, service: Served, now: Now, vendor: ItsVendor
) -> OccurrenceOut:
    """One occurrence with every account, factor and reply; `key` is any of its accounts' ids."""
    reviewed = reviewing.of_vendor(session, service.references, vendor, now)
    return occurrence_of(reviewed, reviewing.occurrence(reviewed, key))


def _said(kind: str, given: LinkIn) -> Said:
    return Said(
        kind=kind,
        left=given.left,
        right=given.right,
        reason=given.reason,
        vendor_id=given.vendor,
    )


def _all(session: Session, kind: str) -> list[LinkOut]:
    return [link_of(row, back) for row, back in answering.all_links(session, kind)]
