"""The gates before the score, and which of those that fire decides.

Every gate is asked and every one that fires is listed; the strictest result wins. A gate is not
weighed against anything: no score, mitigation or other factor opens it. Source: the conduct model,
section 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from screening.human_rights.coverage import Coverage
from screening.human_rights.decimals import rounded
from screening.human_rights.scoring import Score
from screening.human_rights.source import Membership
from screening.human_rights.weighed import Weighed
from screening.human_rights.weights import Weights

REFERRAL = "ineligible_referral"
BLOCKED = "blocked"
INSUFFICIENT = "insufficient_information"
ENHANCED = "enhanced_review"
BAND = "band"
PRECEDENCE = (REFERRAL, BLOCKED, INSUFFICIENT, ENHANCED, BAND)
"""Strictest first."""
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An explicit override of G4 by two people, with their reasons."""

    authors: tuple[str, ...]
    reason: str
    on: date

    @property
    def counts(self) -> bool:
        return len({author.strip() for author in self.authors} - {""}) >= _TWO and bool(
            self.reason.strip()
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the gates ask beside the incidents.

    `ineligible` says what makes the vendor ineligible (UN ineligibility, Security Council listing,
    false declaration of eligibility), one sentence each. `membership` is the vendor's with ICoCA.
    """

    armed: bool
    ineligible: tuple[str, ...] = ()
    membership: Membership | None = None
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate that fired: what follows from it, on which occurrence, and why."""

    code: str
    result: str
    sentence: str
    occurrence: str = ""
    waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gating:
    """All gates that fired, strictest first; the result that wins; the band of the score.

    The band is shown whatever wins, and decides only where `result` is `band`.
    """

    result: str
    fired: tuple[Gate, ...]
    band: str


def evaluate(scored: Score, standing: Standing, coverage: Coverage, weights: Weights) -> Gating:
    """Ask every gate; the strictest that fires and is not waived wins."""
    fired = sorted(
        _fired(scored, standing, coverage, weights),
        key=lambda gate: (PRECEDENCE.index(gate.result), gate.code, gate.occurrence),
    )
    results = [gate.result for gate in fired if not gate.waived]
    return Gating(
        result=min(results, key=PRECEDENCE.index, default=BAND),
        fired=tuple(fired),
        band=scored.band,
    )


def gate_of(weighed: Weighed, weights: Weights) -> str:
    """G1 or G2 for one occurrence, "" for neither.

    G1: grave, attributed and credible, and (unless combined allegations may) one source of that
    weight by itself. G2: grave, and credible enough for reasonable grounds.
    """
    gates, gravity = weights.gates, weighed.gravity
    credible = rounded(gates.credible)
    single = gates.combined_allegations or gravity.single >= credible
    if weighed.grave and gravity.attributed >= credible and single:
        lifted = gates.remedy_lifts and weighed.remedied
        return "G2" if lifted else "G1"
    return "G2" if weighed.grave and gravity.credibility >= rounded(gates.review) else ""


def _fired(
    scored: Score, standing: Standing, coverage: Coverage, weights: Weights
) -> Iterator[Gate]:
    yield from _grave(scored.weighed, weights)
    for why in standing.ineligible:
        yield Gate(code="G3", result=BLOCKED, sentence=f"{why}: no award is possible.")
    yield from _membership(standing, scored.as_of, weights)
    for why in coverage.gaps:
        sentence = f"{why}: a mandatory source is missing, so nothing can be concluded."
        yield Gate(code="G5", result=INSUFFICIENT, sentence=sentence)


def _grave(weighed: Sequence[Weighed], weights: Weights) -> Iterator[Gate]:
    for each in weighed:
        code = gate_of(each, weights)
        if code == "G1":
            yield Gate(
                code="G1",
                result=REFERRAL,
                sentence=(
                    "Grave by analogy with the HRDDP, attributed "
                    f"({each.gravity.attribution}) and credible ({each.gravity.attributed}): for "
                    "referral by two people only; no score and no remedy opens this gate."
                ),
                occurrence=each.occurrence.key,
            )
        elif code == "G2":
            yield Gate(
                code="G2",
                result=ENHANCED,
                sentence=(
                    "Grave by analogy with the HRDDP, on what amounts to reasonable grounds "
                    f"({each.gravity.credibility}): never cleared without enhanced review."
                ),
                occurrence=each.occurrence.key,
            )


def _membership(standing: Standing, day: date, weights: Weights) -> Iterator[Gate]:
    """G4: armed services without membership of the Code, or with a membership that lapsed."""
    why = _not_a_member(standing.membership, day, weights) if standing.armed else ""
    if not why:
        return
    waiver = standing.waiver
    waived = waiver is not None and waiver.counts and waiver.on <= day
    told = (
        f" Waived by {' and '.join(waiver.authors)}: {waiver.reason}" if waived and waiver else ""
    )
    yield Gate(
        code="G4",
        result=BLOCKED,
        sentence=f"Armed services, and {why}: blocked pending a waiver by two people.{told}",
        waived=waived,
    )


def _not_a_member(membership: Membership | None, day: date, weights: Weights) -> str:
    if membership is None:
        return "the vendor is not known to be a member of the Code's association"
    if membership.category not in weights.gates.memberships:
        return f'membership of the category "{membership.category}" does not count'
    if membership.lapsed(day):
        until = f" (certificate until {membership.certified_until})"
        ended = until if membership.certified_until else ""
        return f"the membership ({membership.category}, {membership.status}) has lapsed{ended}"
    return ""
