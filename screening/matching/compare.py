"""`compare`: everything two profiles say of each other, as one score that explains itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from screening.matching.compiled.choosing import ALL
from screening.matching.evidence import compare_facts
from screening.matching.explain import explain
from screening.matching.facts import Facts, facts, kind_of
from screening.matching.layout import columns
from screening.matching.names import NameForm, UnreadableNameError, analyse, shown
from screening.matching.scoring import Scored, weigh
from screening.matching.weighed import best_pairs
from screening.matching.weights import probability, weights
from screening.model import Comparison, Feature, NameKind, PartyKind, Profile

Named = tuple[NameForm, bool]
Unread = tuple[str, str]


def compare(left: Profile, right: Profile) -> Comparison:
    """Compare two profiles; the score is the same whichever other pairs are compared.

    Raises UnreadableNameError if either has no name that could be compared.
    """
    best: Scored | None = None
    pair = facts(left), facts(right)
    for organisation in shared_modes(left, right):
        mine, theirs = (
            named(left, organisation=organisation),
            named(right, organisation=organisation),
        )
        found = best_of(mine, theirs, pair)
        if best is None or rank(found) > rank(best):
            best = found
    if best is None:
        raise UnreadableNameError("nothing to compare")
    left_out = (*unreadable_names(left), *unreadable_names(right))
    return comparison(left, right, best, left_out)


def comparison(
    left: Profile, right: Profile, scored: Scored, left_out: Iterable[Unread]
) -> Comparison:
    """The score with its features; `left_out` are the names of either side nobody can compare."""
    return Comparison(
        left=left,
        right=right,
        score=probability(scored.bits),
        features=(*explain(scored, weights()), *map(_unread, left_out)),
    )


def _unread(name: Unread) -> Feature:
    text, reason = shown(name[0]), name[1]
    sentence = f"the name ‘{text}’ was left out of the comparison: {reason}"
    return Feature("unreadable name", text, "", 0.0, 0.0, sentence)


def unreadable_names(profile: Profile) -> tuple[Unread, ...]:
    """Each name of the profile that cannot be compared, with the reason in one sentence."""
    ways = modes(profile)
    reasons = ((name.text, _why_unreadable(name.text, ways)) for name in profile.names)
    return tuple((text, reason) for text, reason in reasons if reason)


def _why_unreadable(text: str, ways: tuple[bool, ...]) -> str:
    """The reason, if the name can be read in none of the ways its kind is read; "" otherwise."""
    reason = ""
    for organisation in ways:
        try:
            analyse(text, organisation=organisation)
        except UnreadableNameError as error:
            reason = str(error)
        else:
            return ""
    return reason


def best_of(left: Sequence[Named], right: Sequence[Named], pair: tuple[Facts, Facts]) -> Scored:
    """The pair of names that says most, with all other evidence; ties go to the earlier names."""
    if not left or not right:
        raise UnreadableNameError("nothing to compare")
    mine, theirs = (columns(tuple(form for form, _ in side)) for side in (left, right))
    weak, weaker = (np.array([low for _, low in side], np.uint8) for side in (left, right))
    last = np.array([len(right)], np.int64)
    first, each = np.zeros_like(last), np.full_like(last, ALL)
    [found] = best_pairs(mine, weak, theirs, weaker, each, first, last, weights())
    return weigh(
        left[found.left][0].written, right[found.right][0].written, found,
        tuple(compare_facts(*pair)), weights(),
    )  # fmt: skip


def rank(scored: Scored) -> tuple[float, float]:
    return scored.bits, scored.name_bits


def named(profile: Profile, *, organisation: bool) -> list[Named]:
    """The readable names of a profile. Raises UnreadableNameError if there is none."""
    found: list[Named] = []
    problems: list[str] = []
    for name in profile.names:
        try:
            form = analyse(name.text, organisation=organisation)
        except UnreadableNameError as error:
            problems.append(f"‘{shown(name.text)}’: {error}")
            continue
        found.append((form, name.kind == NameKind.WEAK))
    if found:
        return found
    if not problems:
        raise UnreadableNameError("There is no name to compare: give at least one.")
    raise UnreadableNameError(f"No name could be compared. {' '.join(problems)}")


def modes(profile: Profile) -> tuple[bool, ...]:
    """Whether names are read as a person's (False), an organisation's (True) or both ways."""
    kind = kind_of(profile)
    if kind == PartyKind.PERSON:
        return (False,)
    return (False, True) if kind == PartyKind.UNKNOWN else (True,)


def shared_modes(left: Profile, right: Profile) -> tuple[bool, ...]:
    """The ways both kinds are read; every way where they share none, whichever side is which."""
    both = tuple(mode for mode in modes(left) if mode in modes(right))
    return both or (False, True)
