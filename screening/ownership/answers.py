"""What each regime answers about one company: confirmed, possible or no, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from screening.model import Rebuttal
from screening.ownership.control import Limb
from screening.ownership.graph import Graph
from screening.ownership.intervals import Certainty, strongest
from screening.ownership.regimes import Escalation, Regime, Rules, bundled_rules, in_force
from screening.ownership.sanctions import Mode, Network, Step, greatest, leading_to, least
from screening.ownership.unknowns import ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A party that is on a list, from and until when, and under which references."""

    party: str
    entries: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One regime's answer. Where it is `possible`, somebody has to find out more.

    `on_what_is_stated` takes the parts nobody speaks of to be held by nobody listed. `presumed` may
    be rebutted: `rebuttals` are the evidence offered, which a person weighs. `cycle_dependent`: the
    least and the greatest fixpoint differ. `caution` is what the regime does not count but a person
    should see.
    """

    regime: str
    title: str
    reference: str
    company: str
    as_of: date
    certainty: Certainty
    on_what_is_stated: Certainty
    limb: Limb | None = None
    presumed: bool = False
    rebuttals: tuple[Rebuttal, ...] = ()
    cycle_dependent: bool = False
    steps: tuple[Step, ...] = ()
    listed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    caution: tuple[str, ...] = ()
    note: str = ""
    test: Regime | None = None


def answer_all(
    graph: Graph,
    listed: Iterable[Listed],
    company: str = "vendor",
    rules: Rules | None = None,
) -> tuple[Answer, ...]:
    """Every regime in force on the graph's day; last those that escalate whatever they find."""
    rules = rules or bundled_rules()
    network = Network(graph)
    seed = frozenset(one.party for one in listed if one.on(graph.day))
    answers = tuple(
        _answer(network, regime, seed, company) for regime in in_force(graph.day, rules.regimes)
    )
    escalated = [one for one in rules.escalations if one.valid_on(graph.day)]
    return (*answers, *(_escalated(one, answers, network, seed, company) for one in escalated))


def rebutted(answers: Iterable[Answer], rebuttals: Sequence[Rebuttal]) -> tuple[Answer, ...]:
    """The answers, those that rest on a presumption with the evidence offered against it."""
    return tuple(
        replace(one, rebuttals=tuple(each for each in rebuttals if _speaks_of(each, one)))
        if one.presumed
        else one
        for one in answers
    )


def _speaks_of(rebuttal: Rebuttal, answer: Answer) -> bool:
    return rebuttal.company in {answer.company, *(step.company for step in answer.steps)}


def answer(graph: Graph, regime: Regime, listed: Iterable[Listed], company: str) -> Answer:
    """What one regime answers, whatever its validity dates say."""
    seed = frozenset(one.party for one in listed if one.on(graph.day))
    return _answer(Network(graph), regime, seed, company)


def _answer(network: Network, regime: Regime, seed: frozenset[str], company: str) -> Answer:
    base = Answer(
        regime=regime.id,
        title=regime.title,
        reference=regime.reference,
        company=company,
        as_of=network.graph.day,
        certainty=Certainty.NO,
        on_what_is_stated=Certainty.NO,
        note=regime.note,
        test=regime,
    )
    if company in seed:
        sure = Certainty.CONFIRMED
        return replace(base, certainty=sure, on_what_is_stated=sure, listed=(company,))
    found = _sure(network, regime, seed, company, base)
    if found is None:
        found = _possible(network, regime, seed, company, base)
    cautions = _cautions(network, regime, seed, company, found)
    return replace(found, caution=cautions)


def _seeds(
    network: Network, regime: Regime, seed: frozenset[str], unknown: Sequence[str]
) -> list[frozenset[str]]:
    """Whom one run takes together: everybody where the regime pools, else one at a time."""
    if regime.pooled:
        return [seed | frozenset(unknown)]
    if regime.as_person:
        return [frozenset({one}) | frozenset(unknown) for one in sorted(seed)] or [
            frozenset(unknown)
        ]
    alone = (*sorted(seed), *unknown)
    return [frozenset({one}) for one in alone if one in network.capable]


def _sure(
    network: Network, regime: Regime, seed: frozenset[str], company: str, base: Answer
) -> Answer | None:
    for control in (False, True) if regime.control else (False,):
        for one in _seeds(network, replace(regime, as_person=False), seed, ()):
            steps = least(network, regime, one, Mode(sure=True, control=control))
            if company in steps:
                path = leading_to(steps, company)
                return replace(
                    base,
                    certainty=Certainty.CONFIRMED,
                    on_what_is_stated=Certainty.CONFIRMED,
                    limb=_limb(path),
                    presumed=regime.presumed and not control,
                    steps=path,
                    listed=_inside(path, seed),
                )
    return None


def _limb(steps: tuple[Step, ...]) -> Limb:
    """The limb at the company itself; control anywhere below ownership makes it control."""
    return next((s.limb for s in reversed(steps) if s.limb is not Limb.OWNERSHIP), Limb.OWNERSHIP)


def _inside(steps: tuple[Step, ...], seed: Iterable[str]) -> tuple[str, ...]:
    held = {holder for step in steps for holder in step.holders}
    return tuple(sorted(held & set(seed)))


def _possible(
    network: Network, regime: Regime, seed: frozenset[str], company: str, base: Answer
) -> Answer:
    graph = network.graph
    above = graph.above(company)
    nameless = sorted(one for one, why in graph.unknown.items() if one in above and why != ROLES)
    named = [one for one in nameless if not one.startswith("undisclosed:")]
    mode = Mode(sure=False, control=regime.control)
    # Listed parties alone come first: they explain more than somebody unknown does.
    alone = _seeds(network, regime, seed, ())
    beside = _seeds(network, regime, seed, named)
    stated = _first(network, regime, (*alone, *beside), company, mode)
    shortfall = regime.pooled or regime.as_person
    wide = nameless if shortfall else named
    steps = stated or _first(network, regime, _seeds(network, regime, seed, wide), company, mode)
    cyclic = _cycles(network, regime, seed, company, mode)
    on_stated = Certainty.POSSIBLE if stated or cyclic else Certainty.NO
    if steps:
        path = leading_to(steps, company)
        return replace(
            base,
            certainty=Certainty.POSSIBLE,
            on_what_is_stated=on_stated,
            limb=_limb(path),
            steps=path,
            listed=_inside(path, seed),
            unknown=_inside(path, nameless),
            cycle_dependent=cyclic,
        )
    if cyclic:
        return replace(
            base,
            certainty=Certainty.POSSIBLE,
            on_what_is_stated=Certainty.POSSIBLE,
            cycle_dependent=True,
            listed=tuple(sorted(seed & above)),
        )
    return base


def _first(
    network: Network,
    regime: Regime,
    seeds: Iterable[frozenset[str]],
    company: str,
    mode: Mode,
) -> dict[str, Step] | None:
    for one in seeds:
        steps = least(network, regime, one, mode)
        if company in steps:
            return steps
    return None


def _cycles(
    network: Network, regime: Regime, seed: frozenset[str], company: str, mode: Mode
) -> bool:
    """Whether the listed parties would be behind the company if a cycle may support itself."""
    around = network.cyclic & (network.graph.above(company) | {company})
    if not around:
        return False
    near = sorted(seed & network.graph.above(company))
    seeds = [seed] if regime.pooled else [frozenset({one}) for one in near]
    return any(
        company in greatest(network, regime, one, mode)
        and company not in least(network, regime, one, mode)
        for one in seeds
        if network.below(one) & around
    )


def _cautions(
    network: Network, regime: Regime, seed: frozenset[str], company: str, found: Answer
) -> tuple[str, ...]:
    """What the regime does not count: control where only ownership counts, options, seats."""
    texts = []
    if not regime.control and found.certainty is not Certainty.CONFIRMED:
        wide = replace(regime, control=True)
        for sure in (True, False):
            steps = least(network, wide, seed, Mode(sure=sure, control=True))
            step = steps.get(company)
            if step and step.limb is not Limb.OWNERSHIP:
                how = "" if sure else "possibly "
                texts.append(f"{how}controlled by listed parties ({step.limb}); not counted here")
                break
    texts += [
        f"{power.holder} (listed) is {power.interest} of {company}"
        for power in network.graph.rights.get(company, ())
        if power.holder in seed and power.limb is Limb.OFFICER
    ]
    if network.graph.options:
        network = Network(network.graph.diluted())
        exercised = _sure(network, regime, seed, company, found)
        if exercised and found.certainty is not Certainty.CONFIRMED:
            texts.append("confirmed once options and convertibles are exercised")
    return tuple(texts)


def _escalated(
    rule: Escalation,
    answers: Sequence[Answer],
    network: Network,
    seed: frozenset[str],
    company: str,
) -> Answer:
    """No percentage is fixed: what any regime confirms escalates, any listed stake may matter."""
    above = network.graph.above(company)
    listed = tuple(sorted(seed & (above | {company})))
    best = strongest(one.certainty for one in answers)
    stated = strongest(one.on_what_is_stated for one in answers)
    leading = min(answers, key=lambda one: one.certainty.rank, default=None)
    if listed and best is Certainty.NO:
        best = Certainty.POSSIBLE
    if listed and stated is Certainty.NO:
        stated = Certainty.POSSIBLE
    because = [f"{one.title}: {one.certainty}" for one in answers if one.certainty is best]
    return Answer(
        regime=rule.id,
        title=rule.title,
        reference=rule.reference,
        company=company,
        as_of=network.graph.day,
        certainty=best,
        on_what_is_stated=stated,
        limb=leading.limb if leading else None,
        presumed=best is Certainty.CONFIRMED
        and all(one.presumed for one in answers if one.certainty is best)
        and company not in seed,
        steps=leading.steps if leading else (),
        listed=listed,
        unknown=leading.unknown if leading else (),
        caution=tuple(because) if best is not Certainty.NO else (),
    )
