"""How every list stands: what is in force, how fresh it is, what is asked of it, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models import ListCheck, ListQuarantine
from app.services import lists, quarantine
from app.services.lists import Held
from screening.checks.context import why_not_fresh
from screening.lists import LISTS
from screening.policy import ListPolicy, Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One list. `problem` says why no run may rely on it now; it is "" where one may."""

    list_id: str
    wanted: ListPolicy | None
    held: Held | None
    check: ListCheck | None
    quarantined: ListQuarantine | None
    problem: str


def stand(session: Session, policy: Policy, now: datetime) -> list[Stand]:
    """Every list that is known, wanted or held: those the policy names first, in its order."""
    held = lists.in_force(session)
    checks = lists.newest_checks(session)
    waiting = quarantine.waiting(session)
    refused = lists.never_usable(session)
    wanted = {each.id: each for each in policy.lists}
    ids = dict.fromkeys([*wanted, *(source.id for source in LISTS), *checks])
    return [
        Stand(
            list_id=list_id,
            wanted=wanted.get(list_id),
            held=held.get(list_id),
            check=checks.get(list_id),
            quarantined=waiting.get(list_id),
            problem=why_not_fresh(
                wanted[list_id], held[list_id].checked_at if list_id in held else None, now, refused
            )
            if list_id in wanted
            else "",
        )
        for list_id in ids
    ]
