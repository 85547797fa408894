"""Predicates on people: everybody who will serve, each by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from screening.guidelines.arguments import minimum, needs, roles, text
from screening.guidelines.dossier import Dossier, Verdict, together
from screening.guidelines.facts import Asking, judge
from screening.guidelines.needs import Need
from screening.guidelines.rules import Rule
from screening.model import DateSpan, Party, PartyRole, RuleOutcome

_NAMED = 3  # people named in a sentence before the rest are only counted
_IDENTITY = "identity_document"
_PLURALS = {PartyRole.GUARD: "guards", PartyRole.KEY_PERSONNEL: "key personnel"}


def each_person(rule: Rule, dossier: Dossier) -> Verdict:
    """Everybody with one of the `roles` has all the evidence that `needs` lists."""

    def person(party: Party) -> Verdict:
        asking = Asking(person=party.id, minimum=minimum(rule))
        return together(judge(need, rule, dossier, asking) for need in needs(rule))

    return _everybody(rule, dossier, person)


def person_age(rule: Rule, dossier: Dossier) -> Verdict:
    """Everybody is of an age, on the first day of the engagement or, where none is set, today."""
    lowest, highest = rule.setting(text(rule, "at_least")), rule.setting(text(rule, "at_most"))
    if lowest is None and highest is None:
        return Verdict(RuleOutcome.NOT_APPLICABLE, "No age limit is set")
    day = dossier.submission.engagement.starts_on or dossier.as_of

    def person(party: Party) -> Verdict:
        verdicts = [_of_age(party, day, lowest, highest)]
        if _IDENTITY in rule.evidence:
            asking = Asking(person=party.id, minimum=minimum(rule))
            verdicts.append(judge(Need(_IDENTITY), rule, dossier, asking))
        return together(verdicts)

    return _everybody(rule, dossier, person)


def _of_age(party: Party, day: date, lowest: object, highest: object) -> Verdict:
    """Three-valued: surely of age, possibly (the birth date is not exact), or surely not."""
    basis = (f"party:{party.id}",)
    if not party.births:
        return Verdict(RuleOutcome.UNPROVEN, "no birth date is given", basis)
    ages = [_ages(birth, day) for birth in party.births]
    youngest, oldest = min(a for a, _ in ages), max(b for _, b in ages)
    exact = all(birth.exact for birth in party.births) and youngest == oldest
    limits = " and ".join(
        f"{word} {limit}"
        for word, limit in (("at least", lowest), ("at most", highest))
        if limit is not None
    )
    shown = str(youngest) if exact else f"{youngest} to {oldest}, not known exactly"
    sentence = f"age on {day}: {shown}; {limits} is asked"
    surely = _within(youngest, lowest, highest) and _within(oldest, lowest, highest)
    possibly = any(_within(age, lowest, highest) for age in range(youngest, oldest + 1))
    approximate = any(birth.circa for birth in party.births)
    if surely and not approximate:
        return Verdict(RuleOutcome.MET, sentence, basis)
    if possibly or approximate:
        return Verdict(RuleOutcome.UNPROVEN, sentence, basis)
    return Verdict(RuleOutcome.UNMET, sentence, basis)


def _within(age: int, lowest: object, highest: object) -> bool:
    return not (isinstance(lowest, int) and age < lowest) and not (
        isinstance(highest, int) and age > highest
    )


def _ages(birth: DateSpan, day: date) -> tuple[int, int]:
    """Age in full years: at least, at most."""
    return full_years(birth.latest, day), full_years(birth.earliest, day)


def full_years(start: date, day: date) -> int:
    """Whole years from `start` to `day`, counted as birthdays are."""
    return day.year - start.year - ((day.month, day.day) < (start.month, start.day))


def _everybody(rule: Rule, dossier: Dossier, person: Callable[[Party], Verdict]) -> Verdict:
    """One sentence on all: who falls short and why, or that nobody does."""
    who = " and ".join(_PLURALS.get(role, role.value) for role in roles(rule))
    people = dossier.people(roles(rule))
    if not people:
        return Verdict(RuleOutcome.UNPROVEN, f"No {who} are named yet; name them among the parties")
    verdicts = [(party, person(party)) for party in people]
    worst = together(verdict for _, verdict in verdicts)
    basis = worst.basis
    if worst.outcome is RuleOutcome.MET:
        return Verdict(RuleOutcome.MET, f"All {len(people)} {who}: {_one_of(verdicts)}", basis)
    short = [(p, v) for p, v in verdicts if v.outcome is worst.outcome]
    said = "; ".join(f"{p.name}: {v.sentence}" for p, v in short[:_NAMED])
    more = f"; and {len(short) - _NAMED} more" if len(short) > _NAMED else ""
    return Verdict(
        worst.outcome,
        f"{len(short)} of {len(people)} {who} fall short: {said}{more}",
        (*basis, *(ref for p, _ in short if (ref := f"party:{p.id}") not in basis)),
    )


def _one_of(verdicts: list[tuple[Party, Verdict]]) -> str:
    """The sentence where it is the same for all; otherwise that each is on file."""
    sentences = {verdict.sentence for _, verdict in verdicts}
    return sentences.pop() if len(sentences) == 1 else "each on file and in force"
