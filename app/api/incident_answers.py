"""The human-rights record put into answers."""

from __future__ import annotations

from app.api.incident_shapes import (
    AccountOut,
    ConductOut,
    FactorOut,
    HeardOut,
    OccurrenceOut,
    VariationOut,
)
from app.api.reply_shapes import LinkOut
from app.models import IncidentLink
from app.services.reviewing import Reviewed
from screening.human_rights import criteria
from screening.human_rights.account import Account
from screening.human_rights.gates import gate_of
from screening.human_rights.sentences import told
from screening.human_rights.taxonomy import STANDARDS
from screening.human_rights.weighed import Weighed
from screening.plain import plain

_NOT_FINDINGS = ("allegation", "investigation")


def account_of(account: Account, occurrence: str) -> AccountOut:
    """One account. What is no finding says so."""
    standard = STANDARDS.get(account.standard)
    label = standard.label if standard else account.standard
    no_finding = f"{label}, not a finding" if account.standard in _NOT_FINDINGS else label
    return AccountOut(
        id=account.id,
        source=account.source,
        said_as=no_finding,
        names=list(account.names),
        summary=account.summary,
        category=account.category,
        standard=account.standard,
        evidence_class=account.evidence_class,
        occurred=_when(account),
        country=account.country,
        reference=account.reference,
        response=account.response,
        retracted=account.retracted,
        digest=account.digest,
        line=account.line,
        url=account.url,
        occurrence=occurrence,
    )


def link_of(row: IncidentLink, back: IncidentLink | None) -> LinkOut:
    """A link or separation, with who took it back."""
    said = LinkOut.model_validate(row)
    if back is None:
        return said
    withdrawn = {
        "withdrawn_by": back.by,
        "withdrawn_at": back.at,
        "withdrawn_because": back.reason,
    }
    return said.model_copy(update=withdrawn)


def occurrence_of(reviewed: Reviewed, weighed: Weighed) -> OccurrenceOut:
    """One occurrence as it is weighed for a vendor."""
    found, occurrence = reviewed.review, weighed.occurrence
    first = occurrence.accounts[0]
    name = reviewed.submission.party(found.party_of(first.id)).name
    gate = gate_of(weighed, reviewed.conduct.weights)
    ids = {account.id for account in occurrence.accounts}
    [heard] = [each for each in found.heard if each.occurrence == occurrence.key]
    return OccurrenceOut.model_validate(
        {
            "key": occurrence.key,
            "vendor": reviewed.vendor_id,
            "sentence": told(weighed, name, gate),
            "grave": weighed.grave,
            "gate": gate,
            "x": plain(weighed.x),
            "factors": [FactorOut.model_validate(plain(factor)) for factor in weighed.factors],
            "accounts": [account_of(account, occurrence.key) for account in occurrence.accounts],
            "links": [link.sentence for link in occurrence.links],
            "attributions": [
                each.sentence for each in found.resolved.attributions if each.account in ids
            ],
            "reply": HeardOut.model_validate(plain(heard)),
        }
    )


def conduct_of(reviewed: Reviewed) -> ConductOut:
    """The whole record of a vendor."""
    found, weights = reviewed.review, reviewed.conduct.weights
    answers = criteria.answer(found, reviewed.submission, found.score.as_of)
    return ConductOut.model_validate(
        {
            "vendor": reviewed.vendor_id,
            "result": found.gating.result,
            "gates": [f"{gate.code}: {gate.sentence}" for gate in found.gating.fired],
            "score": plain(found.score.h),
            "band": found.score.band,
            "verdict": found.verdict,
            "flips": [
                VariationOut.model_validate(plain(each)) for each in found.variations if each.flips
            ],
            "occurrences": [occurrence_of(reviewed, each) for each in found.score.weighed],
            "suggested": [link.sentence for link in found.suggested],
            "criteria": criteria.told(answers),
            "statement": found.coverage.statement(found.sourced),
            "weights": {"version": weights.version, "sha256": weights.digest},
        }
    )


def _when(account: Account) -> str:
    span = account.occurred
    return (span.text or span.earliest.isoformat()) if span else ""
