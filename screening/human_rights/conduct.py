"""The whole human-rights record of one vendor: who, what, how heavy, how sure, how well looked for.

`Conduct` is what a run pins: accounts, links, sources, replies, weights. `review` works it out for
one submission; the same inputs always give the same review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from screening.human_rights.account import Account, disclosed
from screening.human_rights.coverage import Asked, Coverage, cover
from screening.human_rights.gates import Gating, Standing, Waiver, evaluate
from screening.human_rights.merging import Link, Occurrence, Separation, merge, propose
from screening.human_rights.replies import Heard, Notice, RemedyEvidence, Reply, heard, remedied
from screening.human_rights.resolving import Resolved, Resolver
from screening.human_rights.scoring import Score, score
from screening.human_rights.sensitivity import Variation, sensitivity, verdict
from screening.human_rights.severity import link_of
from screening.human_rights.source import Membership
from screening.human_rights.successions import Succession
from screening.human_rights.weights import Weights, bundled_weights
from screening.matching import UnreadableNameError, unreadable_names
from screening.model import PartyKind, Submission, Verification
from screening.plain import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct:
    """Everything on record when a run begins, about whomever. Plain values with a digest."""

    accounts: tuple[Account, ...] = ()
    memberships: tuple[Membership, ...] = ()
    successions: tuple[Succession, ...] = ()
    links: tuple[Link, ...] = ()
    separations: tuple[Separation, ...] = ()
    sources: tuple[Asked, ...] = ()
    notices: tuple[Notice, ...] = ()
    replies: tuple[Reply, ...] = ()
    remedies: tuple[RemedyEvidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    weights: Weights = field(default_factory=bundled_weights)

    @property
    def digest(self) -> str:
        return digest(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What the record amounts to for one submission, as of a day."""

    resolved: Resolved
    parties: tuple[tuple[str, str], ...]
    occurrences: tuple[Occurrence, ...]
    suggested: tuple[Link, ...]
    score: Score
    variations: tuple[Variation, ...]
    verdict: str
    membership: Membership | None
    gating: Gating
    coverage: Coverage
    heard: tuple[Heard, ...]
    unlooked: tuple[str, ...]

    @property
    def sourced(self) -> int:
        """How many accounts of the sources speak of the vendor or its parties."""
        return len(self.resolved.who())

    def party_of(self, account: str) -> str:
        """The id of the party an account was attributed to; the vendor where it is not known."""
        return dict(self.parties).get(account, "vendor")


def review(
    conduct: Conduct,
    submission: Submission,
    as_of: date,
    *,
    threshold: float = 0.75,
    ineligible: Sequence[str] = (),
) -> Review:
    """Resolve, merge, weigh and gate, as of a day.

    `threshold` is the policy's review threshold; `ineligible` says what bars the vendor by G3, as
    other checks found it. Never raises for what the record holds: an unreadable name is said so.
    """
    resolver = Resolver(submission.everyone(), conduct.successions, threshold=threshold)
    resolved = resolver.resolve(conduct.accounts)
    own = _disclosures(submission)
    who = resolved.who() | {account.id: frozenset({party}) for account, party, _ in own}
    who = _joined_by_people(who, conduct.links)
    links = resolved.links() | {account.id: link for account, _, link in own}
    accounts = remedied(
        [
            *(account for account in conduct.accounts if account.id in who),
            *(account for account, _, _ in own),
        ],
        conduct.remedies,
        as_of,
    )
    proposed = propose(accounts, who)
    occurrences = merge(accounts, (*proposed, *conduct.links), conduct.separations)
    sources = {asked.source.id: asked.source for asked in conduct.sources}
    scored = score(occurrences, conduct.weights, as_of, links=links, sources=sources)
    varied = sensitivity(scored, occurrences, conduct.weights, as_of, links=links, sources=sources)
    coverage = cover(conduct.sources, as_of)
    membership = membership_of(conduct, submission, resolver)
    standing = Standing(
        armed=submission.engagement.armed,
        ineligible=tuple(ineligible),
        membership=membership,
        waiver=max(conduct.waivers, key=lambda waiver: waiver.on, default=None),
    )
    return Review(
        resolved=resolved,
        parties=_closest(resolved, own),
        occurrences=occurrences,
        suggested=tuple(link for link in proposed if not link.certain),
        score=scored,
        variations=varied,
        verdict=verdict(scored, varied),
        membership=membership,
        gating=evaluate(scored, standing, coverage, conduct.weights),
        coverage=coverage,
        heard=tuple(heard(each, conduct.notices, conduct.replies, as_of) for each in occurrences),
        unlooked=_unlooked(submission),
    )


def membership_of(
    conduct: Conduct, submission: Submission, resolver: Resolver
) -> Membership | None:
    """The vendor's own membership, found by its names; of several the one that says least for it.

    Without any in the directories, what a fact of the submission says, if more than the vendor
    vouches for it.
    """
    mine = [each for each in conduct.memberships if _is_vendor(each.name, resolver)]
    return min(mine or _stated(submission), key=_standing, default=None)


def _is_vendor(name: str, resolver: Resolver) -> bool:
    try:
        found = resolver.find(name)
    except UnreadableNameError:
        return False
    return any(each.party == "vendor" and each.link == "vendor" for each in found)


def _stated(submission: Submission) -> list[Membership]:
    return [
        Membership(
            id=fact.id,
            name=submission.vendor.name,
            category=str(fact.values.get("category", "")),
            status=str(fact.values.get("status", "active")),
            certified_until=fact.valid_until,
            digest=fact.document,
        )
        for fact in submission.facts
        if fact.kind == "icoca_membership" and fact.verification is not Verification.SELF_ATTESTED
    ]


def _standing(membership: Membership) -> tuple[bool, str, str]:
    until = membership.certified_until.isoformat() if membership.certified_until else "9999"
    return membership.status == "active", until, membership.id


def _disclosures(submission: Submission) -> tuple[tuple[Account, str, str], ...]:
    """What the vendor says of itself and its parties: account, party, link."""
    return tuple(
        (disclosed(incident, party.name), party.id, link_of(party))
        for incident in submission.incidents
        for party in [submission.party(incident.party)]
    )


def _joined_by_people(
    who: Mapping[str, frozenset[str]], links: Iterable[Link]
) -> dict[str, frozenset[str]]:
    """Accounts that name nobody known, but that a person linked to one that does, come along."""
    joined, by_people = dict(who), [link for link in links if link.by != "rule"]
    for _ in by_people:
        for link in by_people:
            for one, other in ((link.left, link.right), (link.right, link.left)):
                if one in joined:
                    joined.setdefault(other, joined[one])
    return joined


def _closest(
    resolved: Resolved, own: Sequence[tuple[Account, str, str]]
) -> tuple[tuple[str, str], ...]:
    """Each account with the party it is attributed to along the closest link; of several, one."""
    links = resolved.links()
    found: dict[str, set[str]] = {account.id: {party} for account, party, _ in own}
    for attribution in resolved.attributions:
        if attribution.link == links[attribution.account]:
            found.setdefault(attribution.account, set()).add(attribution.party)
    return tuple(sorted((account, min(parties)) for account, parties in found.items()))


def _unlooked(submission: Submission) -> tuple[str, ...]:
    """Organisations none of whose names can be read: nothing could be found about them."""
    return tuple(
        f"party {party.id!r} could not be looked for in the incident record: no name can be read"
        for party in submission.everyone()
        if party.kind is not PartyKind.PERSON and len(unreadable_names(party)) == len(party.names)
    )


NOTHING = Conduct()
"""A record without a single account: what a service begins with."""
