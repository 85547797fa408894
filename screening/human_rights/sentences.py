"""Every factor in words: what it is, why, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from screening.human_rights.reading import Reading
from screening.human_rights.severity import is_grave_class
from screening.human_rights.taxonomy import (
    CATEGORIES,
    EVIDENCE_CLASSES,
    INVOLVEMENT,
    LINKS,
    STANDARDS,
)
from screening.human_rights.weighed import Weighed
from screening.human_rights.weights import Weights
from screening.model import DateSpan


def explain(
    chosen: Reading,
    bearing: Sequence[Reading],
    denied: Sequence[Reading],
    remedy: Reading,
    weights: Weights,
) -> dict[str, str]:
    """A sentence for each of S, A, C, R and m, as the officer sees it."""
    return {
        "S": _severity(chosen),
        "A": _attribution(chosen),
        "C": _credibility(bearing, denied, weights),
        "R": _recency(chosen, weights),
        "m": _mitigation(chosen, remedy, weights),
    }


def told(weighed: Weighed, name: str, gate: str) -> str:
    """One occurrence in a sentence or two: the words a reviewer sees above the numbers."""
    account = weighed.occurrence.accounts[0]
    category = CATEGORIES.get(account.category)
    label = category.label if category else account.category
    grave = "grave by analogy with the HRDDP" if weighed.grave else "not of the grave class"
    when = f", {_when(account.occurred)}" if account.occurred else ""
    sources = sorted({each.source for each in weighed.occurrence.accounts})
    standards = sorted({each.standard.replace("_", " ") for each in weighed.occurrence.accounts})
    opens = f". Gate {gate} of the conduct model applies" if gate else ""
    return (
        f"{label} ({grave}), {name}{when}: {account.summary.rstrip('.')}. "
        f"Said by {', '.join(sources)} ({', '.join(standards)}){opens}"
    )


def _when(span: DateSpan) -> str:
    return span.text or span.earliest.isoformat()


def _severity(chosen: Reading) -> str:
    account = chosen.account
    category = CATEGORIES.get(account.category)
    label = category.label if category else f'the unknown kind "{account.category}"'
    named = {
        "scale": account.scale,
        "scope": account.scope,
        "irremediability": account.irremediability,
    }
    said = ", ".join(
        f"{name} {'not weighed' if value is None else _share(value)}"
        for name, value in named.items()
    )
    grave = (
        "; grave by analogy with the HRDDP, which sets a floor"
        if is_grave_class(account.category)
        else "; so severe that it is treated as grave"
        if chosen.grave
        else ""
    )
    return f"{label}: {said}{grave}."


def _attribution(chosen: Reading) -> str:
    involvement = INVOLVEMENT.get(chosen.account.involvement, "is involved in an unknown way")
    link = LINKS.get(chosen.link, "a company at an unknown distance")
    return f"The company {involvement}; it is {link}."


def _credibility(bearing: Sequence[Reading], denied: Sequence[Reading], weights: Weights) -> str:
    clusters: dict[str, Reading] = {}
    for reading in sorted(bearing, key=lambda r: (-r.credibility, r.account.id)):
        clusters.setdefault(reading.account.cluster, reading)
    told = "; ".join(_source(reading) for reading in clusters.values())
    count = len(clusters)
    whose = "one source" if count == 1 else f"{count} independent sources"
    repeated = len(bearing) - count
    more = f" {repeated} more repeat them and count for nothing." if repeated else ""
    against = (
        f" An acquittal ({denied[0].account.reference or denied[0].account.source}) caps it at "
        f"{_share(weights.credibility.most_denied)}."
        if denied
        else ""
    )
    return f"From {whose}: {told}.{more}{against}"


def _source(reading: Reading) -> str:
    account = reading.account
    standard = STANDARDS.get(account.standard)
    said = standard.label if standard else f'unknown standard "{account.standard}"'
    held = EVIDENCE_CLASSES.get(reading.evidence, "a class that is not known")
    reference = f" {account.reference}" if account.reference else ""
    taken_back = ", since retracted" if account.retracted else ""
    return f"{account.source}{reference} ({said}; counts as {held}{taken_back})"


def _recency(chosen: Reading, weights: Weights) -> str:
    if chosen.clock is None:
        return "No date is known, so nothing is taken off for age."
    decay = weights.grave if chosen.grave else weights.ordinary
    since = "the last refusal of remedy" if _refused(chosen) else "the event"
    return (
        f"{float(chosen.years):.2f} years since {since} ({chosen.clock}); halved every "
        f"{_share(decay.half_life_years)} years, never below {_share(decay.floor)}."
    )


def _refused(chosen: Reading) -> bool:
    account = chosen.account
    if account.refused_on is None or account.refused_on != chosen.clock:
        return False
    return account.occurred is None or account.occurred.latest < account.refused_on


def _mitigation(chosen: Reading, remedy: Reading, weights: Weights) -> str:
    account = remedy.account
    if not remedy.remedy:
        return "No remedy is on record."
    vouched = account.remedy_verification.value.replace("_", " ")
    capped = chosen.grave and remedy.remedy > weights.mitigation.most_grave
    limit = f"; capped at {_share(weights.mitigation.most_grave)} for grave harm" if capped else ""
    return f"Remedy: {account.remedy.replace('_', ' ')}, {vouched}{limit}."


def _share(value: Fraction) -> str:
    return f"{float(value):g}"
