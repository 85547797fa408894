"""One stake told by several sources: counted once, confirmed or contradicted, never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from screening.model import Share, Stake
from screening.ownership.intervals import ANYTHING, WHOLE, both, either, shown, total

# What registers ask to be stated (UK PSC: more than a quarter; AMLR art. 52: a quarter).
_ALWAYS_STATED = Fraction(1, 4)

VIA = " (via "
"""Stands between who states something and the publisher through whom it was read."""
SELF = "selfDeclaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """Something about the stakes of one company that cannot all be true.

    `kind`: "conflict" (two sources, two shares), "one_source" (only one of two sources names the
    owner), "repeated" (one source states one stake twice), "over_100", "sum_of_links" (the declared
    sum over a chain is not what its links come to), "closed_loop", "parent" (whom GLEIF names as
    parent, or as natural persons, is not whom the stakes name).
    """

    kind: str
    company: str
    owner: str = ""
    stakes: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One owner's stake of one kind in one company, as all sources together state it.

    `share` holds every reading. `sources` are those that state it and agree; `stakes` their ids.
    """

    stake: Stake
    share: Share | None
    stakes: tuple[str, ...]
    statements: tuple[str, ...]
    sources: tuple[str, ...]
    agreed: bool = True

    @property
    def confirmed(self) -> bool:
        """Whether two independent sources state it and agree."""
        return self.agreed and len({_origin(one) for one in self.sources}) > 1


def _origin(source: str) -> str:
    """Who first said it: the same word from two publishers is one source, the vendor's is ""."""
    first = source.partition(VIA)[0]
    return "" if first == SELF else first


def merge(stakes: Iterable[Stake]) -> tuple[tuple[Merged, ...], tuple[Discrepancy, ...]]:
    """The stakes with repetitions united, in the order they first appear, and what disagrees.

    Within one source, equal stakes of one owner are one stake stated twice; different ones (share
    classes) are added. Across sources nothing is added: what both allow holds where they agree, and
    everything either allows where they do not.
    """
    groups: defaultdict[tuple[object, ...], list[Stake]] = defaultdict(list)
    for stake in stakes:
        groups[_what(stake)].append(stake)
    merged: list[Merged] = []
    found: list[Discrepancy] = []
    for group in groups.values():
        one, troubles = _united(group)
        merged.append(one)
        found += troubles
    return tuple(merged), (*found, *_known_to_one(merged))


def _what(stake: Stake) -> tuple[object, ...]:
    """What makes two statements speak of one stake. Stakes nobody is named for stay apart."""
    nobody = "" if stake.owner and not stake.bearer else stake.id
    indirect = stake.direct == "indirect"
    return (
        stake.company,
        stake.owner,
        stake.interest,
        indirect,
        stake.joint,
        stake.nominator,
        nobody,
        stake.details if stake.interest == "otherInfluenceOrControl" else "",
    )


def _united(group: Sequence[Stake]) -> tuple[Merged, list[Discrepancy]]:
    if len(group) == 1:
        return _alone(group[0]), []
    by_source: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in group:
        by_source[stake.source].append(stake)
    troubles: list[Discrepancy] = []
    readings: list[Share | None] = []
    for told in by_source.values():
        reading, repeated = _by_one(told)
        readings.append(reading)
        troubles += repeated
    share, agreed = _reconciled([reading for reading in readings if reading is not None])
    if not agreed:
        troubles.append(_conflict(group, list(by_source), readings))
    first = group[0]
    best = max(group, key=lambda stake: stake.verification.rank)
    return (
        Merged(
            stake=replace(first, share=share, verification=best.verification),
            share=share,
            stakes=tuple(stake.id for stake in group),
            statements=tuple(dict.fromkeys(s for stake in group for s in stake.statements)),
            sources=tuple(by_source),
            agreed=agreed,
        ),
        troubles,
    )


def _alone(stake: Stake) -> Merged:
    return Merged(
        stake=stake,
        share=stake.share,
        stakes=(stake.id,),
        statements=stake.statements,
        sources=(stake.source,),
    )


def _by_one(told: Sequence[Stake]) -> tuple[Share | None, list[Discrepancy]]:
    """What one source says in all; the same share said twice is one stake, and said to be so."""
    shares = [stake.share for stake in told if stake.share is not None]
    different = list(dict.fromkeys(shares))
    if not different:
        return None, []
    added = total(different)
    united = replace(
        added,
        lower=min(added.lower, WHOLE),
        upper=min(added.upper, WHOLE),
        upper_open=added.upper_open and added.upper <= WHOLE,
    )
    if len(different) == len(shares):
        return united, []
    first = told[0]
    sentence = (
        f"{first.source or 'the submission'} states the stake of {first.owner or 'an owner'} in "
        f"{first.company} more than once with the same share; it is counted once"
    )
    ids = tuple(stake.id for stake in told)
    return united, [
        Discrepancy(
            kind="repeated",
            company=first.company,
            owner=first.owner,
            stakes=ids,
            sentence=sentence,
        )
    ]


def _reconciled(readings: Sequence[Share]) -> tuple[Share | None, bool]:
    if not readings:
        return None, True
    agreed: Share | None = readings[0]
    widest = readings[0]
    for reading in readings[1:]:
        agreed = both(agreed, reading) if agreed else None
        widest = either(widest, reading)
    return (agreed, True) if agreed else (widest, False)


def _conflict(
    group: Sequence[Stake], sources: Sequence[str], readings: Sequence[Share | None]
) -> Discrepancy:
    first = group[0]
    said = "; ".join(
        f"{source or 'the submission'}: {shown(reading)}"
        for source, reading in zip(sources, readings, strict=True)
    )
    return Discrepancy(
        kind="conflict",
        company=first.company,
        owner=first.owner,
        stakes=tuple(stake.id for stake in group),
        sentence=f"sources disagree on what {first.owner or 'an unnamed owner'} holds of "
        f"{first.company} ({first.interest}): {said}",
    )


def _known_to_one(merged: Sequence[Merged]) -> list[Discrepancy]:
    """Owners of a quarter or more whom one source names and another, asked the same, does not."""
    asked: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in merged:
        if one.stake.owner:
            asked[one.stake.company, one.stake.interest] |= set(one.sources)
    found = []
    for one in merged:
        stake, share = one.stake, one.share or ANYTHING
        silent = asked[stake.company, stake.interest] - set(one.sources) if stake.owner else set()
        above = share.lower > _ALWAYS_STATED or (share.lower == _ALWAYS_STATED and share.lower_open)
        if silent and above:
            quiet = ", ".join(sorted(source or "the submission" for source in silent))
            found.append(
                Discrepancy(
                    kind="one_source",
                    company=stake.company,
                    owner=stake.owner,
                    stakes=one.stakes,
                    sentence=f"{one.sources[0] or 'the submission'} names {stake.owner} as holder "
                    f"of {shown(share)} of {stake.company} ({stake.interest}); {quiet} does not",
                )
            )
    return found
