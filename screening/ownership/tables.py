"""Who holds how much of one company, axis by axis, with the part nobody is named for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from screening.model import Share
from screening.ownership.control import TRUST_ROLES
from screening.ownership.intervals import (
    ALL,
    ANYTHING,
    WHOLE,
    ZERO,
    overfull,
    percent,
    rest,
    total,
)
from screening.ownership.sources import Discrepancy, Merged
from screening.ownership.unknowns import ROLES, reason


class Axis(StrEnum):
    """What a share is a share of. Axes are never added together (BODS; OWN-B-04)."""

    CAPITAL = "capital"
    VOTES = "votes"
    PROFIT = "profit"
    SURPLUS = "surplus"


AXES: Mapping[str, Axis] = {
    "shareholding": Axis.CAPITAL,
    "unknownInterest": Axis.CAPITAL,
    "unpublishedInterest": Axis.CAPITAL,
    "votingRights": Axis.VOTES,
    "rightsToProfitOrIncome": Axis.PROFIT,
    "rightsToSurplusAssetsOnDissolution": Axis.SURPLUS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one holder has of one company on one axis.

    `share` is for threshold tests: of what is issued or outstanding, whichever the law means.
    `economic` is of what is outstanding. `reason` is why the holder is unknown, "" if it is known.
    """

    holder: str
    company: str
    axis: Axis
    share: Share
    economic: Share
    joint: str = ""
    reason: str = ""
    merged: Merged | None = None

    @property
    def stakes(self) -> tuple[str, ...]:
        return self.merged.stakes if self.merged else ()

    @property
    def undisclosed(self) -> bool:
        """Whether it is the part of a company that no statement speaks of."""
        return self.holder.startswith("undisclosed:")


Table = tuple[Holding, ...]


def build_tables(
    company: str, merged: Sequence[Merged], unknown: Mapping[str, str], *, complete: bool
) -> tuple[dict[Axis, Table], tuple[Discrepancy, ...]]:
    """The tables of one company from its stakes. `unknown`: parties nobody identifies, and why.

    Indirect stakes count only on an axis where no direct one is stated, and then prove no link.
    """
    by_axis: defaultdict[Axis, list[Merged]] = defaultdict(list)
    for one in merged:
        axis = AXES.get(one.stake.interest)
        if axis is not None and not one.stake.components:
            by_axis[axis].append(one)
    tables: dict[Axis, Table] = {}
    troubles: list[Discrepancy] = []
    for axis, stated in by_axis.items():
        direct = [one for one in stated if one.stake.direct != "indirect"]
        table, trouble = _table(company, axis, direct or stated, unknown, complete=complete)
        tables[axis] = table
        troubles += trouble
    if not set(tables) & {Axis.CAPITAL, Axis.PROFIT, Axis.SURPLUS}:
        tables[Axis.CAPITAL] = (_undisclosed(company, Axis.CAPITAL, ALL, "no_data"),)
    return tables, tuple(troubles)


def _table(
    company: str,
    axis: Axis,
    stated: Sequence[Merged],
    unknown: Mapping[str, str],
    *,
    complete: bool,
) -> tuple[Table, list[Discrepancy]]:
    own = [one.share or ANYTHING for one in stated if one.stake.owner == company]
    others = [one for one in stated if one.stake.owner != company]
    nameless = [one for one in others if one.share is None and not one.stake.owner]
    unsized = _of_one_source(nameless)
    holdings = [_holding(one, axis, unknown) for one in others if one not in nameless]
    shares = [*own, *(holding.economic for holding in holdings)]
    left = rest(shares)
    for one in unsized:
        share = left if len(unsized) == 1 else replace(left, lower=ZERO, lower_open=False)
        sized = replace(one, share=share)
        holdings.append(_holding(sized, axis, unknown))
    if not unsized and not complete and left.upper > 0:
        reason = "no_data" if not holdings else "undisclosed"
        holdings.append(_undisclosed(company, axis, left, reason))
    return _outstanding(holdings, own), _over(company, axis, stated, shares)


def _of_one_source(nameless: Sequence[Merged]) -> Sequence[Merged]:
    """Whom nobody names is the same unknown to every source; the best informed one tells of it."""
    by_source: defaultdict[str, list[Merged]] = defaultdict(list)
    for one in nameless:
        by_source[one.sources[0]].append(one)
    most = max((len(told) for told in by_source.values()), default=0)
    several = [told for told in by_source.values() if len(told) == most]
    return max(several, key=lambda told: told[0].stake.verification.rank, default=[])


def _holding(one: Merged, axis: Axis, unknown: Mapping[str, str]) -> Holding:
    stake = one.stake
    share = one.share or ANYTHING
    nameless = stake.bearer or not stake.owner
    holder = f"unknown:{stake.id}" if nameless else stake.nominator or stake.owner
    return Holding(
        holder=holder,
        company=stake.company,
        axis=axis,
        # The sum along a chain nobody describes does not say what each of its links is.
        share=ANYTHING if stake.direct == "indirect" else share,
        economic=share,
        joint=stake.joint,
        reason=reason(stake) if nameless else unknown.get(holder, ""),
        merged=one,
    )


def _undisclosed(company: str, axis: Axis, share: Share, reason: str) -> Holding:
    return Holding(
        holder=f"undisclosed:{company}",
        company=company,
        axis=axis,
        share=share,
        economic=share,
        reason=reason,
    )


def _outstanding(holdings: Sequence[Holding], own: Sequence[Share]) -> Table:
    """Shares a company holds in itself vote for nobody: the others' part of the rest is larger.

    Which of the two the law counts differs, so a test must come out the same on both to be sure.
    """
    if not own:
        return tuple(holdings)
    kept = rest(own)
    if kept.lower <= 0:
        return tuple(replace(one, share=ANYTHING, economic=ANYTHING) for one in holdings)
    grown = []
    for one in holdings:
        economic = Share(
            min(one.economic.lower / kept.upper, WHOLE),
            min(one.economic.upper / kept.lower, WHOLE),
            one.economic.lower_open,
            one.economic.upper_open,
        )
        share = replace(
            one.share,
            upper=min(one.share.upper / kept.lower, WHOLE),
        )
        grown.append(replace(one, share=share, economic=economic))
    return tuple(grown)


def _over(
    company: str, axis: Axis, stated: Sequence[Merged], shares: Sequence[Share]
) -> list[Discrepancy]:
    if not overfull(shares):
        return []
    held = total(shares).lower
    return [
        Discrepancy(
            kind="over_100",
            company=company,
            stakes=tuple(stake for one in stated for stake in one.stakes),
            sentence=f"the stakes in {company} ({axis}) add up to {percent(held)}, more than all "
            "of it; nothing is scaled down",
        )
    ]


def nomination_table(company: str, merged: Sequence[Merged]) -> Table:
    """A nominee arrangement belongs to whoever instructs the nominee, or to nobody known."""
    nominators = [one for one in merged if one.stake.interest == "nominator" and one.stake.owner]
    if not nominators:
        return (_undisclosed(company, Axis.CAPITAL, ALL, "nominator not named"),)
    share = ALL if len(nominators) == 1 else ANYTHING
    return tuple(
        Holding(
            holder=one.stake.owner,
            company=company,
            axis=Axis.CAPITAL,
            share=share,
            economic=share,
            joint=company if len(nominators) > 1 else "",
            merged=one,
        )
        for one in nominators
    )


def trust_table(company: str, merged: Sequence[Merged], unknown: Mapping[str, str]) -> Table:
    """Nobody owns a share of a trust: its roles are rights, and the whole is held for others."""
    roles = [one.stake.owner for one in merged if one.stake.interest in TRUST_ROLES]
    known = bool(roles) and all(owner and owner not in unknown for owner in roles)
    return (
        Holding(
            holder=f"trust:{company}",
            company=company,
            axis=Axis.CAPITAL,
            share=ALL,
            economic=ALL,
            reason=ROLES if known else "held in trust",
        ),
    )
