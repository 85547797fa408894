"""The human-rights record as one value: put together from the tables, and pinned by its digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFoundError
from app.models import (
    IncidentLink,
    IncidentReading,
    Json,
    Notice,
    RemedyEvidence,
    Reply,
)
from app.revive import revive
from app.services import incidents
from app.store import Store
from screening.human_rights import replies as library
from screening.human_rights.conduct import NOTHING, Conduct
from screening.human_rights.coverage import Asked
from screening.human_rights.merging import Link, Separation
from screening.human_rights.source import Source
from screening.human_rights.sources import icoca
from screening.human_rights.sources.own import COMPLAINTS, ENTERED
from screening.human_rights.weights import Weights
from screening.model import Verification
from screening.plain import canonical
from screening.policy import Policy, SourcePolicy

State = tuple[int, int]
"""What names a state of the record: rows are only ever added, so their number does."""


def state(session: Session) -> State:
    """Which state the shared part of the record is in now."""
    readings = session.scalar(select(func.count()).select_from(IncidentReading))
    links = session.scalar(select(func.count()).select_from(IncidentLink))
    return readings or 0, links or 0


def shared(session: Session, policy: Policy, weights: Weights) -> Conduct:
    """All that is on record whoever asks: accounts, memberships, successions, links, sources."""
    counted = incidents.readings(session)
    links, separations = _links(session)
    accounts = incidents.accounts_in_force(session)
    directory = counted.get(icoca.SOURCE.id, ())
    return Conduct(
        accounts=tuple(accounts[account] for account in sorted(accounts)),
        memberships=tuple(incidents.memberships_of(session, directory)),
        successions=tuple(
            incidents.successions_of(session, counted.get(incidents.SUCCESSIONS, ()))
        ),
        links=links,
        separations=separations,
        sources=tuple(sources(session, policy)),
        weights=weights,
    )


def of_vendor(session: Session, everybody: Conduct, vendor_id: str) -> Conduct:
    """The record with what only concerns this vendor: its own links, notices, replies, remedy."""
    links, separations = _links(session, vendor_id)
    return replace(
        everybody,
        links=(*everybody.links, *links),
        separations=(*everybody.separations, *separations),
        notices=tuple(_notices(session, vendor_id)),
        replies=tuple(_replies(session, vendor_id)),
        remedies=tuple(_remedies(session, vendor_id)),
    )


def pin(store: Store, conduct: Conduct) -> Json:
    """Keep the record's canonical bytes; gives what a run says of them."""
    return {
        "sha256": store.put(canonical(conduct)),
        "weights": {"version": conduct.weights.version, "sha256": conduct.weights.digest},
        "accounts": len(conduct.accounts),
        "memberships": len(conduct.memberships),
        "successions": len(conduct.successions),
        "sources": [_named(asked) for asked in conduct.sources],
    }


def pinned(store: Store, named: Mapping[str, object] | None) -> Conduct:
    """The record as a run saw it. Raises NotFoundError where its bytes are not held here."""
    if not named:
        return NOTHING
    sha256 = str(named["sha256"])
    try:
        return revive(Conduct, json.loads(store.get(sha256)))
    except FileNotFoundError:
        problem = f"the human-rights record with SHA-256 {sha256} is not held here"
        raise NotFoundError(problem) from None


def sources(session: Session, policy: Policy) -> Iterable[Asked]:
    """Every source the policy names or somebody loaded, as a run finds it now."""
    wanted = {each.id: each for each in policy.sources}
    counted = incidents.readings(session)
    ids = {*wanted, *(each for each in counted if each in incidents.KNOWN)}
    for source_id in sorted(ids):
        yield _asked(session, incidents.KNOWN[source_id], wanted.get(source_id), counted)


def _asked(
    session: Session,
    source: Source,
    wanted: SourcePolicy | None,
    counted: Mapping[str, list[IncidentReading]],
) -> Asked:
    good = counted.get(source.id, [])
    last = incidents.newest_reading(session, source.id)
    # What the service keeps itself is as of today, whenever something was last added.
    own = source in (COMPLAINTS, ENTERED)
    return Asked(
        source=source,
        mandatory=wanted.mandatory if wanted else False,
        max_age_days=wanted.max_age_days if wanted and not own else 0,
        dated=incidents.dated(good),
        digest=good[-1].digest if good else "",
        size=sum(reading.size for reading in good),
        problem=last.problem if last else "",
    )


def _named(asked: Asked) -> Json:
    return {
        "id": asked.source.id,
        "title": asked.source.title,
        "mandatory": asked.mandatory,
        "max_age_days": asked.max_age_days,
        "dated": asked.dated.isoformat() if asked.dated else None,
        "sha256": asked.digest,
        "rows": asked.size,
        "problem": asked.problem,
    }


def _links(
    session: Session, vendor_id: str = ""
) -> tuple[tuple[Link, ...], tuple[Separation, ...]]:
    """People's links and separations that were not taken back: for everybody, or of one vendor."""
    links, separations = [], []
    for row in links_in_force(session, vendor_id):
        if row.kind == "link":
            links.append(Link(row.left, row.right, "person", row.by, row.reason))
        else:
            separations.append(Separation(row.left, row.right, row.by, row.reason))
    return tuple(sorted(set(links))), tuple(sorted(set(separations)))


def links_in_force(session: Session, vendor_id: str = "") -> list[IncidentLink]:
    """The rows that were not withdrawn and withdraw nothing, oldest first."""
    withdrawn = select(IncidentLink.withdraws).where(IncidentLink.withdraws.is_not(None))
    statement = select(IncidentLink).where(
        IncidentLink.vendor_id == vendor_id,
        IncidentLink.withdraws.is_(None),
        IncidentLink.id.not_in(withdrawn),
    )
    return list(session.scalars(statement.order_by(IncidentLink.id)))


def _notices(session: Session, vendor_id: str) -> Iterable[library.Notice]:
    rows = session.scalars(select(Notice).where(Notice.vendor_id == vendor_id).order_by(Notice.id))
    return (
        library.Notice(about=row.account, sent_on=row.sent_on, answer_by=row.answer_by)
        for row in rows
    )


def _replies(session: Session, vendor_id: str) -> Iterable[library.Reply]:
    rows = session.scalars(select(Reply).where(Reply.vendor_id == vendor_id).order_by(Reply.id))
    return (
        library.Reply(
            about=row.account,
            received_on=row.received_on,
            position=row.position,
            text=row.text,
            signed_by=row.signed_by,
            document=row.document,
        )
        for row in rows
    )


def _remedies(session: Session, vendor_id: str) -> Iterable[library.RemedyEvidence]:
    rows = session.scalars(
        select(RemedyEvidence)
        .where(RemedyEvidence.vendor_id == vendor_id)
        .order_by(RemedyEvidence.id)
    )
    return (
        library.RemedyEvidence(
            about=row.account,
            remedy=row.remedy,
            verification=Verification(row.verification),
            given_on=row.given_on,
            document=row.document,
            note=row.note,
        )
        for row in rows
    )
