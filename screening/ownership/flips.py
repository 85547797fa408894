"""The smallest single change that would give another answer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from screening.ownership.answers import Answer
from screening.ownership.intervals import ZERO, Certainty
from screening.ownership.regimes import Regime
from screening.ownership.sanctions import Mode, Network, least


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """What would have to change in one company's table.

    For an answer that is not confirmed: `holder`, unknown today, has to be listed and hold `need`.
    For one that is: the listed share, `now`, has to fall below `at_which` (or to it, if `at`).
    """

    company: str
    holder: str = ""
    need: Fraction = ZERO
    strict: bool = False
    now: Fraction = ZERO
    at_which: Fraction = ZERO
    at: bool = False


def flip(network: Network, regime: Regime, seed: frozenset[str], answer: Answer) -> Flip | None:
    """The smallest such change; None where no single one is enough."""
    if answer.certainty is Certainty.CONFIRMED:
        return _out_of(network, regime, seed, answer)
    return _into(network, regime, seed, answer.company)


def _into(network: Network, regime: Regime, seed: frozenset[str], company: str) -> Flip | None:
    """A nameless holder of one company who, if listed, would bring the whole down to the target."""
    graph, mode = network.graph, Mode(sure=True, control=regime.control)
    starts = [seed] if regime.pooled else [frozenset({one}) for one in sorted(seed)]
    found: list[tuple[Fraction, str, Flip]] = []
    for start in starts or [frozenset[str]()]:
        inside = set(start) | set(least(network, regime, start, mode))
        for name in sorted(({company} | graph.above(company)) & set(graph.tables)):
            if name in inside:
                continue
            carried = least(network, regime, {*inside, name}, mode)
            if name != company and company not in carried:
                continue
            needs = _needs(network, regime, inside, name)
            found.extend((one.need, name, one) for one in needs)
    return min(found, key=lambda one: one[:2])[2] if found else None


def _needs(network: Network, regime: Regime, inside: set[str], name: str) -> list[Flip]:
    threshold, needs = regime.threshold, []
    for axis in regime.axes:
        table = network.graph.table(name, axis)
        have = sum((one.share.lower for one in table if one.holder in inside), ZERO)
        need = threshold.value - have
        for one in table:
            enough = one.share.upper > need or (one.share.upper == need and not threshold.strict)
            if one.reason and enough and need > 0:
                needs.append(
                    Flip(company=name, holder=one.holder, need=need, strict=threshold.strict)
                )
    return needs


def _out_of(network: Network, regime: Regime, seed: frozenset[str], answer: Answer) -> Flip | None:
    """The step with the least to spare among those without which the answer would not stand."""
    spare: list[tuple[Fraction, Flip]] = []
    mode = Mode(sure=True, control=regime.control)
    starts = [seed] if regime.pooled else [frozenset({one}) for one in sorted(seed)]
    for step in answer.steps:
        if step.threshold is None or step.company in seed:
            continue
        without = frozenset({step.company})
        stands = any(
            answer.company in least(network, regime, start, mode, without) for start in starts
        )
        if not stands:
            limit = step.threshold
            flip = Flip(
                company=step.company,
                now=step.share.lower,
                at_which=limit.value,
                at=limit.strict,
            )
            spare.append((step.share.lower - limit.value, flip))
    return min(spare, key=lambda one: one[0])[1] if spare else None
