"""Why an answer is what it is: arithmetic, paths, what is unknown, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from screening.model import Rebuttal, Stake
from screening.ownership.answers import Answer, Listed
from screening.ownership.flips import flip
from screening.ownership.graph import Graph
from screening.ownership.intervals import Certainty, percent, shown
from screening.ownership.sanctions import Network, Step
from screening.ownership.unknowns import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One stake in an explanation: how much, who states it, when it was read."""

    holder: str
    company: str
    interest: str
    share: str
    lower: Fraction | None = None
    upper: Fraction | None = None
    stakes: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    retrieved_on: tuple[str, ...] = ()
    confirmed_by_two: bool = False
    unknown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One step of an explanation: a company, why it counts, and the sum written out."""

    company: str
    limb: str
    sentence: str
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything a person needs to check one answer by hand."""

    regime: str
    title: str
    reference: str
    as_of: str
    answer: Certainty
    on_what_is_stated: Certainty
    limb: str
    sentence: str
    lines: tuple[Line, ...]
    paths: tuple[tuple[str, ...], ...]
    unknown: tuple[Contribution, ...]
    would_change: str
    presumed: bool
    rebuttals: tuple[Rebuttal, ...]
    cycle_dependent: bool
    caution: tuple[str, ...]
    note: str


def explain(
    graph: Graph, answer: Answer, listed: Iterable[Listed], names: Mapping[str, str]
) -> Explanation:
    """The explanation of one answer. `names` says what to call each party, else its id serves."""
    teller = _Teller(graph, names)
    seed = frozenset(one.party for one in listed if one.on(graph.day))
    starts = answer.listed or answer.unknown
    routes = graph.routes()
    return Explanation(
        regime=answer.regime,
        title=answer.title,
        reference=answer.reference,
        as_of=answer.as_of.isoformat(),
        answer=answer.certainty,
        on_what_is_stated=answer.on_what_is_stated,
        limb=str(answer.limb or ""),
        sentence=teller.headline(answer),
        lines=tuple(teller.line(step) for step in answer.steps),
        paths=tuple(path for start in starts for path in routes.between(start, answer.company)),
        unknown=tuple(teller.nameless(answer.company)),
        would_change=teller.change(answer, seed),
        presumed=answer.presumed,
        rebuttals=answer.rebuttals,
        cycle_dependent=answer.cycle_dependent,
        caution=answer.caution,
        note=answer.note,
    )


def called(holder: str, names: Mapping[str, str], graph: Graph) -> str:
    """What people read for a party, or for a part that is nobody's in particular."""
    kind, _, of = holder.partition(":")
    if holder in names:
        why = graph.unknown.get(holder, "")
        return f"{names[holder]} ({why})" if why else names[holder]
    reason = graph.unknown.get(holder, "")
    if kind == "undisclosed":
        return f"the undisclosed part of {names.get(of, of)}"
    if kind == "trust":
        return f"what {names.get(of, of)} holds in trust"
    if kind == "loop":
        return "the closed loop " + " + ".join(names.get(one, one) for one in of.split("+"))
    if kind == "unknown":
        return f"an unnamed holder ({in_words(reason)})"
    return holder


class _Teller:
    def __init__(self, graph: Graph, names: Mapping[str, str]) -> None:
        self.graph, self.names = graph, names
        self.stakes: Mapping[str, Stake] = {
            stake: one.stake for one in graph.merged for stake in one.stakes
        }

    def name(self, holder: str) -> str:
        return called(holder, self.names, self.graph)

    def headline(self, answer: Answer) -> str:
        company = self.name(answer.company)
        who = ", ".join(self.name(one) for one in answer.listed)
        if answer.certainty is Certainty.CONFIRMED and not answer.steps:
            return f"confirmed: {company} is listed itself"
        if answer.certainty is Certainty.CONFIRMED:
            how = f"through {str(answer.limb).replace('_', ' ')}"
            return f"confirmed: {company} is held by {who}, {how}{self.presumption(answer)}"
        if answer.certainty is Certainty.NO:
            return f"no: no listed party stands behind {company}"
        if answer.cycle_dependent:
            return f"possible: {company} is held by {who} only if a cycle may support itself"
        if answer.unknown:
            parts = " and ".join(self._part(one) for one in answer.unknown)
            beside = f" beside {who}" if who else ""
            return f"possible: {parts} would decide{beside}"
        return f"possible: what {who} holds of {company} is not stated closely enough"

    def presumption(self, answer: Answer) -> str:
        """What stands beside an answer that evidence can rebut."""
        if not answer.presumed:
            return ""
        against = "; ".join(
            f"{one.says} ({one.verification.value.replace('_', ' ')})" for one in answer.rebuttals
        )
        offered = f"; offered against it: {against}" if against else ""
        return f" (presumed: evidence may rebut it{offered})"

    def _part(self, holder: str) -> str:
        shares = [
            shown(one.share)
            for tables in self.graph.tables.values()
            for table in tables.values()
            for one in table
            if one.holder == holder
        ]
        size = f" ({shares[0]})" if shares else ""
        return f"{self.name(holder)}{size}"

    def line(self, step: Step) -> Line:
        parts = tuple(self._contribution(step, number) for number in range(len(step.holders)))
        return Line(
            company=step.company,
            limb=str(step.limb),
            sentence=self._sum(step) if step.holdings else self._power(step),
            contributions=parts,
        )

    def _sum(self, step: Step) -> str:
        parts = " + ".join(f"{self.name(one.holder)} {shown(one.share)}" for one in step.holdings)
        share, fraction = step.share, ""
        if share.lower == share.upper:
            fraction = f"{share.lower.numerator}/{share.lower.denominator} = "
        asked = step.threshold.text if step.threshold else "nothing"
        return (
            f"{self.name(step.company)} ({step.axis}): {parts} = {fraction}{shown(share)}; "
            f"{asked} is asked"
        )

    def _power(self, step: Step) -> str:
        powers = "; ".join(f"{self.name(one.holder)}: {one.interest}" for one in step.rights)
        return f"{self.name(step.company)}: {powers}"

    def _contribution(self, step: Step, number: int) -> Contribution:
        holder = step.holders[number]
        held = [one for one in step.holdings if one.holder == holder]
        powers = [one for one in step.rights if one.holder == holder]
        ids = tuple(s for one in held for s in one.stakes)
        ids += tuple(s for one in powers for s in one.stakes)
        merged = [one.merged for one in held if one.merged]
        told = [self.stakes[one] for one in ids if one in self.stakes]
        return Contribution(
            holder=holder,
            company=step.company,
            interest=powers[0].interest if powers else str(step.axis),
            share=shown(held[0].share) if held else "",
            lower=held[0].share.lower if held else None,
            upper=held[0].share.upper if held else None,
            stakes=ids,
            statements=tuple(dict.fromkeys(s for one in told for s in one.statements)),
            sources=tuple(dict.fromkeys(s for one in merged for s in one.sources)),
            retrieved_on=tuple(
                dict.fromkeys(str(one.retrieved_on) for one in told if one.retrieved_on)
            ),
            confirmed_by_two=any(one.confirmed for one in merged),
            unknown=self.graph.unknown.get(holder, ""),
        )

    def nameless(self, company: str) -> Iterable[Contribution]:
        """Every part of the company and of those above it that nobody is named for."""
        for name in sorted({company} | self.graph.above(company)):
            for axis, table in sorted(self.graph.tables.get(name, {}).items()):
                for one in table:
                    if one.reason:
                        yield Contribution(
                            holder=one.holder,
                            company=name,
                            interest=str(axis),
                            share=shown(one.share),
                            lower=one.share.lower,
                            upper=one.share.upper,
                            stakes=one.stakes,
                            unknown=one.reason,
                        )

    def change(self, answer: Answer, seed: frozenset[str]) -> str:
        """The smallest single change that would give another answer, as one sentence."""
        regime = answer.test
        if regime is None:
            return ""
        found = flip(Network(self.graph), regime, seed, answer)
        if found is None:
            return ""
        company = self.name(found.company)
        if answer.certainty is Certainty.CONFIRMED:
            return (
                f"no longer confirmed if the listed parties' {percent(found.now)} of {company} "
                f"fell {'to' if found.at else 'below'} {percent(found.at_which)}"
            )
        more = "more than " if found.strict else ""
        return (
            f"becomes confirmed if {self.name(found.holder)} is listed, or held for a listed "
            f"party, with {more}{percent(found.need)} of {company}"
        )
