"""Who answers for the contract with a vendor: they investigate no complaint about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Decision, DecisionConfirmation, Run, Submission
from screening.human_rights.resolving import Resolver
from screening.matching import UnreadableNameError
from screening.model import Name, Party, PartyKind


def officers(session: Session, vendors: Iterable[str]) -> frozenset[str]:
    """Who handed in a submission of these vendors, decided on one, or confirmed a decision."""
    wanted = sorted(vendors)
    handed_in = select(Submission.submitted_by).where(Submission.vendor_id.in_(wanted))
    decided = (
        select(Decision.author, DecisionConfirmation.author)
        .join(Run, Run.id == Decision.run_id)
        .join(Submission, Submission.id == Run.submission_id)
        .outerjoin(DecisionConfirmation, DecisionConfirmation.decision_id == Decision.id)
        .where(Submission.vendor_id.in_(wanted))
    )
    people = {person for row in session.execute(decided) for person in row if person is not None}
    return frozenset(people | set(session.scalars(handed_in)))


def vendors_meant(session: Session, names: Iterable[str]) -> frozenset[str]:
    """The vendors here that any of these names may be, by the matcher: nobody can leave one out.

    A name that cannot be read means nobody.
    """
    known = select(Submission.vendor_id, Submission.vendor_name).distinct()
    resolver = Resolver([_party(*row) for row in session.execute(known)])
    return frozenset(vendor for name in names for vendor in _found(resolver, name))


def _party(vendor: str, name: str) -> Party:
    return Party(id=vendor, kind=PartyKind.ORGANISATION, names=(Name(name),))


def _found(resolver: Resolver, name: str) -> Iterator[str]:
    try:
        yield from (each.party for each in resolver.find(name) if each.party)
    except UnreadableNameError:
        return
