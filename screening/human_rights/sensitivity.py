"""Would the band flip if a weight were a fifth more or less?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from screening.human_rights.merging import Occurrence
from screening.human_rights.scoring import Score, band_of, h_of
from screening.human_rights.source import Source
from screening.human_rights.weights import Decay, Table, Weights

BY = (Fraction(4, 5), Fraction(6, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """The score with one weight changed: `by` is what it was multiplied with."""

    weight: str
    by: str
    h: Decimal
    band: str
    flips: bool


def sensitivity(
    scored: Score,
    occurrences: Sequence[Occurrence],
    weights: Weights,
    as_of: date,
    *,
    links: Mapping[str, str] | None = None,
    sources: Mapping[str, Source] | None = None,
) -> tuple[Variation, ...]:
    """Every weight of the formula changed by a fifth, down and up, one at a time.

    The gates and the bands stay as they are: they are thresholds, not weights. Weights that are
    shares stay at most 1.
    """
    found = []
    for name, by, changed in _variants(weights):
        h = h_of(occurrences, changed, as_of, links=links, sources=sources)
        band = band_of(h, changed)
        found.append(
            Variation(
                weight=name,
                by="0.8" if by < 1 else "1.2",
                h=h,
                band=band,
                flips=band != scored.band,
            )
        )
    return tuple(found)


def verdict(scored: Score, variations: Sequence[Variation]) -> str:
    """Whether the band holds, in one sentence."""
    flips = [variation for variation in variations if variation.flips]
    if not flips:
        return f"The band {scored.band} holds with every weight a fifth more or less."
    told = ", ".join(f"{v.weight} x {v.by} gives {v.band} ({v.h})" for v in flips)
    return f"The band {scored.band} is not stable: {told}."


def _variants(weights: Weights) -> Iterator[tuple[str, Fraction, Weights]]:
    for by in BY:
        for name, changes in _changes(weights, by):
            yield name, by, replace(weights, **changes)


def _changes(weights: Weights, by: Fraction) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each weight's name, and the field of the weights with that one number changed."""
    severity, cap = weights.severity, weights.credibility
    for part in ("worst", "mean", "grave_floor", "unweighed"):
        changed = replace(severity, **{part: _capped(getattr(severity, part) * by)})
        yield f"severity.{part}", {"severity": changed}
    for table in ("involvement", "link", "evidence", "remedy"):
        held: Table = getattr(weights, table)
        for code, value in held.items():
            yield f"{table}.{code}", {table: {**held, code: _capped(value * by)}}
    for kind in ("ordinary", "grave"):
        decay: Decay = getattr(weights, kind)
        longer = replace(decay, half_life_years=decay.half_life_years * by)
        yield f"recency.{kind}.half_life_years", {kind: longer}
        yield f"recency.{kind}.floor", {kind: replace(decay, floor=_capped(decay.floor * by))}
    most = _capped(cap.most_unadjudicated * by)
    yield "credibility.most_unadjudicated", {"credibility": replace(cap, most_unadjudicated=most)}


def _capped(value: Fraction) -> Fraction:
    return min(value, Fraction(1))
