"""What an incident weighs, and what all of them come to: x = S · A · C · R · (1 - m), H from all x.

Where accounts of one event differ, the version that weighs most decides, with only the credibility
of the accounts that bear it out; so a merged event never weighs more than its accounts apart.
Source: the conduct model, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce

from screening.human_rights.decimals import rounded
from screening.human_rights.merging import Occurrence
from screening.human_rights.reading import Reading, credibility, read_account, upheld_denial
from screening.human_rights.sentences import explain
from screening.human_rights.source import Source
from screening.human_rights.weighed import Factor, Gravity, Weighed
from screening.human_rights.weights import Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All occurrences weighed, heaviest first, `h` over them and the band. It clears nobody."""

    weighed: tuple[Weighed, ...]
    h: Decimal
    band: str
    weights: str
    as_of: date


def score(
    occurrences: Iterable[Occurrence],
    weights: Weights,
    as_of: date,
    *,
    links: Mapping[str, str] | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Score:
    """Weigh every occurrence as of a day.

    `links` says, by account id, how far the company named stands from the vendor (the vendor itself
    where it says nothing); `sources` holds the ceilings, by the id that accounts name.
    """
    mark = weights.digest
    weighed = [
        weigh(occurrence, weights, as_of, links=links or {}, sources=sources or {}, mark=mark)
        for occurrence in occurrences
    ]
    h = combine(each.x for each in weighed)
    return Score(
        weighed=tuple(sorted(weighed, key=lambda each: (-each.x, each.occurrence.key))),
        h=h,
        band=band_of(h, weights),
        weights=mark,
        as_of=as_of,
    )


def combine(values: Iterable[Decimal]) -> Decimal:
    """H = 1 - Π(1 - x): exact until its one rounding, so that no order of the events matters."""
    left = reduce(lambda held, x: held * (1 - Fraction(x)), values, Fraction(1))
    return rounded(1 - left)


def band_of(h: Decimal, weights: Weights) -> str:
    """`high`, `medium` or `low`; each bound belongs to the band above it."""
    if h >= rounded(weights.bands.high):
        return "high"
    return "medium" if h >= rounded(weights.bands.medium) else "low"


def h_of(
    occurrences: Iterable[Occurrence],
    weights: Weights,
    as_of: date,
    *,
    links: Mapping[str, str] | None = None,
    sources: Mapping[str, Source] | None = None,
) -> Decimal:
    """The H that `score` gives, without the words: for trying many weights."""
    return combine(
        rounded(_version(occurrence, weights, as_of, links or {}, sources or {}).value)
        for occurrence in occurrences
    )


def weigh(
    occurrence: Occurrence,
    weights: Weights,
    as_of: date,
    *,
    links: Mapping[str, str],
    sources: Mapping[str, Source],
    mark: str,
) -> Weighed:
    """One occurrence: the weightiest version that its accounts bear out. `mark` is the weights'."""
    version = _version(occurrence, weights, as_of, links, sources)
    chosen, remedy = version.chosen, version.remedy
    told = explain(chosen, version.bearing, version.denied, remedy, weights)
    read_from = {each.id: each.digest or each.content for each in occurrence.accounts}
    values = {
        "S": (chosen.severity, [chosen]),
        "A": (chosen.attribution, [chosen]),
        "C": (version.sure, [*version.bearing, *version.denied]),
        "R": (chosen.recency, [chosen]),
        "m": (rounded(_mitigation(chosen, remedy, weights)), [remedy]),
    }
    return Weighed(
        occurrence=occurrence,
        factors=tuple(
            Factor(
                name=name,
                value=value,
                sentence=told[name],
                accounts=tuple(sorted({reading.account.id for reading in rests_on})),
                digests=(*sorted({read_from[each.account.id] for each in rests_on}), mark),
            )
            for name, (value, rests_on) in values.items()
        ),
        x=rounded(version.value),
        grave=any(reading.grave for reading in version.asserting),
        gravity=_gravity(version.asserting, weights, denied=bool(version.denied)),
        remedied=remedy.remedy >= weights.remedy["remedy_delivered"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """What weighs most: whose reading, with whose word, how sure, and what it all comes to."""

    value: Fraction
    chosen: Reading
    bearing: Sequence[Reading]
    sure: Decimal
    remedy: Reading
    asserting: Sequence[Reading]
    denied: Sequence[Reading]


def _version(
    occurrence: Occurrence,
    weights: Weights,
    as_of: date,
    links: Mapping[str, str],
    sources: Mapping[str, Source],
) -> _Version:
    """Every reading with the credibility of those that weigh at least as much; the best of them."""
    readings = [
        read_account(account, weights, as_of, links=links, sources=sources)
        for account in occurrence.accounts
    ]
    denied = upheld_denial(readings)
    asserting = [reading for reading in readings if not reading.denies] or readings
    remedy = max(asserting, key=lambda reading: (reading.remedy, reading.account.id))
    worth = {each.account.id: _worth(each, remedy, weights) for each in asserting}
    versions = []
    for chosen in sorted(asserting, key=lambda each: (-worth[each.account.id], each.account.id)):
        least = worth[chosen.account.id]
        bearing = [each for each in asserting if worth[each.account.id] >= least]
        sure = credibility(bearing, weights, denied=bool(denied))
        versions.append(
            _Version(
                value=least * Fraction(sure),
                chosen=chosen,
                bearing=bearing,
                sure=sure,
                remedy=remedy,
                asserting=asserting,
                denied=denied,
            )
        )
    return max(versions, key=lambda version: version.value)


def _mitigation(reading: Reading, remedy: Reading, weights: Weights) -> Fraction:
    """What was done about the event counts for each version of it, less if that is grave."""
    if reading.grave:
        return min(remedy.remedy, weights.mitigation.most_grave)
    return remedy.remedy


def _worth(reading: Reading, remedy: Reading, weights: Weights) -> Fraction:
    """All but the credibility, for that is the accounts' together."""
    left = 1 - _mitigation(reading, remedy, weights)
    values = (reading.severity, reading.attribution, reading.recency)
    return reduce(lambda held, value: held * Fraction(value), values, Fraction(left))


def _gravity(readings: Sequence[Reading], weights: Weights, *, denied: bool) -> Gravity:
    grave = [reading for reading in readings if reading.grave]
    least = rounded(weights.gates.attributed)
    close = [reading for reading in grave if reading.attribution >= least]
    return Gravity(
        credibility=credibility(grave, weights, denied=denied),
        attribution=max((reading.attribution for reading in grave), default=rounded(Fraction(0))),
        attributed=credibility(close, weights, denied=denied),
        single=max(
            (credibility([reading], weights, denied=denied) for reading in close),
            default=rounded(Fraction(0)),
        ),
    )
