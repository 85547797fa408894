"""One axis for a vendor: incidents, listings, licences, certifications, ownership and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from screening.human_rights.conduct import Review
from screening.human_rights.source import Membership
from screening.human_rights.taxonomy import CATEGORIES
from screening.model import Fact, Finding, Submission

LANES = ("incident", "listing", "licence", "certification", "ownership", "decision")
_LICENCES = ("licence", "registration", "permit")
_CERTIFICATES = ("icoca_membership", "management_system_certificate", "conformance_statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing on the axis. `ends_on` None is a moment, or open where `open_ended`.

    `weight` from 0 to 1 says how heavily it is drawn; `reference` leads back to the record.
    """

    lane: str
    starts_on: date
    label: str
    ends_on: date | None = None
    open_ended: bool = False
    weight: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All marks in the order of days; `undated` says what has no day and so is not on the axis."""

    vendor: str
    as_of: date
    marks: tuple[Mark, ...]
    undated: tuple[str, ...] = ()


def timeline(
    submission: Submission,
    as_of: date,
    *,
    review: Review | None = None,
    listings: Iterable[Finding] = (),
    memberships: Iterable[Membership] = (),
    decisions: Iterable[Mark] = (),
) -> Timeline:
    """Everything dated that is known of a vendor, on one axis.

    `listings` are findings of the checks that ask lists; `decisions` come from whoever keeps them.
    The order of what is given never matters.
    """
    undated: list[str] = []
    marks = [
        *(_incidents(review, undated) if review else ()),
        *_listings(listings, undated),
        *_facts(submission.facts, undated),
        *_memberships(memberships, undated),
        *_stakes(submission, undated),
        *decisions,
    ]
    order = {lane: place for place, lane in enumerate(LANES)}
    ordered = sorted(
        set(marks),
        key=lambda m: (m.starts_on, order.get(m.lane, len(order)), m.label, m.reference),
    )
    return Timeline(
        vendor=submission.vendor.name,
        as_of=as_of,
        marks=tuple(ordered),
        undated=tuple(sorted(undated)),
    )


def _incidents(review: Review, undated: list[str]) -> Iterator[Mark]:
    for weighed in review.score.weighed:
        accounts = weighed.occurrence.accounts
        category = CATEGORIES.get(accounts[0].category)
        label = f"{category.label if category else accounts[0].category}: {accounts[0].summary}"
        spans = [account.occurred for account in accounts if account.occurred]
        published = [account.published for account in accounts if account.published]
        if spans:
            narrow = min(spans, key=lambda span: (span.latest - span.earliest, span.earliest))
            first, last = narrow.earliest, narrow.latest
        elif published:
            first = last = min(published)
            label = f"{label} (day of publication)"
        else:
            undated.append(f"incident {weighed.occurrence.key}: {label}")
            continue
        yield Mark(
            lane="incident",
            starts_on=first,
            ends_on=last if last != first else None,
            label=label,
            weight=f"{weighed.x}",
            reference=weighed.occurrence.key,
        )


def _listings(findings: Iterable[Finding], undated: list[str]) -> Iterator[Mark]:
    for finding in findings:
        entry = finding.evidence.get("entry")
        if not isinstance(entry, Mapping):
            continue
        first, last = _day(entry.get("listed_on")), _day(entry.get("ends_on"))
        if first is None:
            undated.append(f"listing {finding.list_id} {finding.entry}: {finding.sentence}")
            continue
        yield Mark(
            lane="listing",
            starts_on=first,
            ends_on=last,
            open_ended=last is None,
            label=finding.sentence,
            reference=finding.key,
        )


def _facts(facts: Iterable[Fact], undated: list[str]) -> Iterator[Mark]:
    for fact in facts:
        # A guard's own papers are looked at one by one; here they would hide the company's.
        lane = _lane(fact.kind) if fact.subject in ("vendor", "engagement") else ""
        if not lane:
            continue
        number = f" {fact.number}" if fact.number else ""
        label = (
            f"{fact.kind.replace('_', ' ')}{number}{f' ({fact.country})' if fact.country else ''}"
        )
        first = fact.valid_from or fact.valid_until
        if first is None:
            undated.append(f"fact {fact.id}: {label}")
            continue
        yield Mark(
            lane=lane,
            starts_on=first,
            ends_on=fact.valid_until if fact.valid_until != first else None,
            open_ended=fact.valid_until is None,
            label=label,
            reference=fact.id,
        )


def _lane(kind: str) -> str:
    if kind in _CERTIFICATES:
        return "certification"
    return "licence" if any(word in kind for word in _LICENCES) else ""


def _memberships(memberships: Iterable[Membership], undated: list[str]) -> Iterator[Mark]:
    for membership in memberships:
        held = f", {membership.standard}" if membership.standard else ""
        label = f"ICoCA {membership.category} ({membership.status}){held}"
        first = membership.joined_on or membership.certified_until
        if first is None:
            undated.append(f"membership {membership.id}: {label}")
            continue
        last = membership.certified_until
        yield Mark(
            lane="certification",
            starts_on=first,
            ends_on=last if last != first else None,
            open_ended=last is None,
            label=label,
            reference=membership.id,
        )


def _stakes(submission: Submission, undated: list[str]) -> Iterator[Mark]:
    """Each stake from the day it began to the day it ended: what lies between are the changes."""
    names = {party.id: party.name for party in submission.everyone()}
    for stake in submission.stakes:
        owner = names.get(stake.owner, stake.owner) or "an owner who is not named"
        company = names.get(stake.company, stake.company)
        share = f" {float(stake.share.lower * 100):g} %" if stake.share else ""
        label = f"{owner}: {stake.interest}{share} in {company}"
        first = stake.starts_on or stake.ends_on
        if first is None:
            undated.append(f"stake {stake.id}: {label}")
            continue
        yield Mark(
            lane="ownership",
            starts_on=first,
            ends_on=stake.ends_on if stake.ends_on != first else None,
            open_ended=stake.ends_on is None,
            label=label,
            reference=stake.id,
        )


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
