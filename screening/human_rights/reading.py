"""What one account makes of an event, factor by factor, before accounts are put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from screening.human_rights.account import Account
from screening.human_rights.decimals import halved, rounded, years_between
from screening.human_rights.severity import severity_of
from screening.human_rights.source import Source
from screening.human_rights.taxonomy import PERPETRATORS, STANDARDS
from screening.human_rights.weights import Weights
from screening.model import Verification

ADJUDICATED = "final_judgment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One account's factors. `remedy` is what was done, as far as it is vouched for.

    `evidence` is the class that counts: the lowest that the account, its standard of proof and its
    source allow. `clock` is the day recency runs from, None where no day is known.
    """

    account: Account
    severity: Decimal
    attribution: Decimal
    recency: Decimal
    remedy: Fraction
    grave: bool
    evidence: str
    credibility: Fraction
    link: str
    clock: date | None
    years: Fraction

    @property
    def denies(self) -> bool:
        """Whether it says that the event, or the company's part in it, was not proven."""
        return self.account.standard == "acquittal"


def read_account(
    account: Account,
    weights: Weights,
    as_of: date,
    *,
    links: Mapping[str, str],
    sources: Mapping[str, Source],
) -> Reading:
    """The factors of one account as of a day. An unknown code counts as the worst of its table."""
    components = (account.scale, account.scope, account.irremediability)
    severity = rounded(severity_of(account.category, components, weights))
    grave = severity >= rounded(weights.gates.grave)
    link = farther(
        links.get(account.id, "vendor"), PERPETRATORS.get(account.perpetrator, "vendor"), weights
    )
    evidence = evidence_class(account, weights, sources)
    clock = _clock(account)
    years = years_between(clock, as_of) if clock else Fraction(0)
    return Reading(
        account=account,
        severity=severity,
        attribution=rounded(
            weights.involvement.get(account.involvement, Fraction(1))
            * weights.link.get(link, Fraction(1))
        ),
        recency=_recency(years, weights, grave=grave),
        remedy=_remedy(account, weights),
        grave=grave,
        evidence=evidence,
        credibility=_ceiling(account, evidence, weights),
        link=link,
        clock=clock,
        years=years,
    )


def evidence_class(account: Account, weights: Weights, sources: Mapping[str, Source]) -> str:
    """The class that counts: the lowest of the account's own, its standard's and its source's."""
    classes = [account.evidence_class]
    if account.standard in STANDARDS:
        classes.append(STANDARDS[account.standard].most)
    if account.source in sources:
        classes.append(sources[account.source].ceiling)
    return min(classes, key=lambda code: weights.evidence.get(code, Fraction(1)))


def credibility(readings: Sequence[Reading], weights: Weights, *, denied: bool) -> Decimal:
    """1 - Π(1 - c) over independent clusters; at most 0.90 unless adjudicated, 0.1 if denied."""
    clusters: dict[str, Fraction] = {}
    for reading in readings:
        held = clusters.get(reading.account.cluster, Fraction(0))
        clusters[reading.account.cluster] = max(held, reading.credibility)
    doubt = reduce(lambda left, c: left * (1 - c), clusters.values(), Fraction(1))
    sure = 1 - doubt
    if not any(_adjudicated(reading) for reading in readings):
        sure = min(sure, weights.credibility.most_unadjudicated)
    if denied:
        sure = min(sure, weights.credibility.most_denied)
    return rounded(sure)


def upheld_denial(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The acquittals that hold: adjudicated, and not followed by a conviction of the same event.

    Where the order cannot be told from the dates, the conviction stands: doubt never clears.
    """
    acquitted = [r for r in readings if r.denies and _adjudicated(r)]
    convicted = [r for r in readings if not r.denies and _adjudicated(r)]
    return tuple(
        denial for denial in acquitted if all(_follows(denial, other) for other in convicted)
    )


def farther(one: str, other: str, weights: Weights) -> str:
    """The looser of two links; a link not in the table counts as the closest."""
    return min(one, other, key=lambda link: weights.link.get(link, Fraction(1)))


def _adjudicated(reading: Reading) -> bool:
    return reading.evidence == ADJUDICATED and not reading.account.retracted


def _follows(denial: Reading, conviction: Reading) -> bool:
    one, other = denial.account.published, conviction.account.published
    return one is not None and other is not None and one > other


def _ceiling(account: Account, evidence: str, weights: Weights) -> Fraction:
    if account.standard == "acquittal":
        return Fraction(0)
    ceiling = weights.evidence.get(evidence, Fraction(1))
    return min(ceiling, weights.credibility.most_denied) if account.retracted else ceiling


def _clock(account: Account) -> date | None:
    """The last day the event may have been, or the last refusal of remedy if that is later.

    Without either, the day of publication: the event is no younger than that.
    """
    days = [account.occurred.latest] if account.occurred else []
    days += [account.refused_on] if account.refused_on else []
    return max(days, default=account.published)


def _recency(years: Fraction, weights: Weights, *, grave: bool) -> Decimal:
    decay = weights.grave if grave else weights.ordinary
    return max(halved(years / decay.half_life_years), rounded(decay.floor))


def _remedy(account: Account, weights: Weights) -> Fraction:
    """What the remedy counts for: on the vendor's word alone no more than an acknowledgement."""
    claimed = weights.remedy.get(account.remedy, Fraction(0))
    if account.remedy_verification is not Verification.SELF_ATTESTED:
        return claimed
    return min(claimed, weights.remedy[weights.mitigation.self_attested_as])
