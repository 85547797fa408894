"""What a rule may look at, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from screening.guidelines.rules import RuleSet
from screening.model import CheckResult, Disposal, Fact, Party, PartyRole, RuleOutcome, Submission

ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a rule came out, in one sentence for people, with the facts and checks it rests on.

    `basis` holds fact ids, "declaration:CODE", "check:ID" and "party:ID".
    """

    outcome: RuleOutcome
    sentence: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)  # no slots: the facts are looked up by the thousand
class Dossier:
    """The submission, the checks' answers by their id, and what people made of the findings."""

    submission: Submission
    ruleset: RuleSet
    results: Mapping[str, CheckResult] = field(default_factory=dict)
    disposals: Mapping[str, Disposal] = field(default_factory=dict)
    as_of: date

    def facts(self, kind: str, *, person: str = "") -> tuple[Fact, ...]:
        """The facts of this kind about `person`, or else about the vendor or the engagement.

        ANYBODY asks for those about whomever.
        """
        if person:
            return self._index.get((kind, person), ())
        return tuple(
            fact
            for subject in ("vendor", "engagement")
            for fact in self._index.get((kind, subject), ())
        )

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Facts by kind and subject, each also under ANYBODY."""
        index: dict[tuple[str, str], tuple[Fact, ...]] = {}
        for fact in self.submission.facts:
            for subject in (fact.subject, ANYBODY):
                index[fact.kind, subject] = (*index.get((fact.kind, subject), ()), fact)
        return index

    def people(self, roles: Iterable[PartyRole]) -> tuple[Party, ...]:
        wanted = frozenset(roles)
        return tuple(party for party in self.submission.parties if wanted & set(party.roles))


# Worst first: what several answers together come to.
WORST_FIRST = (
    RuleOutcome.UNMET,
    RuleOutcome.UNPROVEN,
    RuleOutcome.MET,
    RuleOutcome.NOT_APPLICABLE,
)


_RANK = {outcome: rank for rank, outcome in enumerate(WORST_FIRST)}


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Several answers as one: the worst outcome, with the sentences and the basis that make it so.

    Answers that are not applicable count only where there is no other.
    """
    answers = tuple(verdicts)
    if len(answers) == 1:
        return answers[0]
    outcome = min((v.outcome for v in answers), key=_RANK.__getitem__)
    telling = [v for v in answers if v.outcome is outcome]
    if outcome is RuleOutcome.UNMET:
        telling += [v for v in answers if v.outcome is RuleOutcome.UNPROVEN]
    return Verdict(
        outcome,
        "; ".join(dict.fromkeys(v.sentence for v in telling)),
        tuple(dict.fromkeys(ref for v in telling for ref in v.basis)),
    )
