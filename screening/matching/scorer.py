"""From features to one number: match weights are added and turned into a score.

Every feature carries a match weight in bits; the score is 1 / (1 + 2 ** -sum of the weights), the
form of Fellegi and Sunter (1969). The names start at -10.4 bits and earn up to 16 as their words
agree, so a value of 0.75 in `alignment` is the review line. Not yet calibrated against labelled
pairs: the order of the scores means more than their size.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import Final

from screening.matching import evidence
from screening.matching.alignment import Alignment, WordPair, align
from screening.matching.names import Ready, demand_readable, make_ready, shown
from screening.matching.words import ORDINARY
from screening.model import Comparison, Feature, NameKind, PartyKind, Profile
from screening.text.names import script

MATCHER: Final = "words-1"
"""Changes whenever a score may; part of what a record pins."""

START = -10.4
AGREEMENT = 16.0
REVIEW_LINE = 1.6
"""The match weight at the policy's review threshold of 0.75, rounded up."""
STRONG = 0.9
"""Names worth this much are not taken below the line by contradictions alone."""

_DECIMALS = 2
_SCORE_DECIMALS = 4
_LEAST_SCORE_EXPONENT = 60.0
_EVIDENCE: tuple[Callable[[Profile, Profile], Feature | None], ...] = (
    evidence.identifiers,
    evidence.births,
    evidence.countries,
    evidence.gender,
)


def compare(left: Profile, right: Profile) -> Comparison:
    """How much speaks for `left` and `right` being the same subject, feature by feature.

    Raises UnreadableNameError where one side has no name that can be compared.
    """
    one, other = make_ready(left), make_ready(right)
    demand_readable(one)
    demand_readable(other)
    return assess(one, other)


def assess(
    left: Ready, right: Ready, bounds: Sequence[Sequence[float]] | None = None
) -> Comparison:
    """`compare` for profiles made ready. `bounds[i][j]` is the most that two names can be worth.

    A side without readable names is compared on its other evidence alone.
    """
    best = _best_names(left, right, bounds)
    features = list(_features(left, right, best))
    weight = round(sum(feature.weight for feature in features), _DECIMALS)
    return Comparison(
        left=left.profile, right=right.profile, score=score(weight), features=tuple(features)
    )


def score(weight: float) -> float:
    """The match weight as a score in [0, 1]."""
    held = max(-_LEAST_SCORE_EXPONENT, min(_LEAST_SCORE_EXPONENT, weight))
    return round(1 / (1 + math.exp2(-held)), _SCORE_DECIMALS)


def _best_names(
    left: Ready, right: Ready, bounds: Sequence[Sequence[float]] | None
) -> Alignment | None:
    """The pair of names that agrees best; the first of equals, strong before weak."""
    initials = PartyKind.ORGANISATION not in (left.profile.kind, right.profile.kind)
    # Without bounds every pair could be the best; 1 is the most a pair can be worth.
    places = sorted(
        (-bounds[i][j] if bounds else -1.0, i, j)
        for i, j in product(range(len(left.names)), range(len(right.names)))
    )
    found: list[tuple[tuple[float, bool], int, int, Alignment]] = []
    highest = 0.0
    for bound, i, j in places:
        if -bound < highest:
            break
        alignment = align(left.names[i], right.names[j], initials=initials)
        highest = max(highest, alignment.value)
        found.append((alignment.rank, -i, -j, alignment))
    return max(found, key=lambda entry: entry[:3])[3] if found else None


def _features(left: Ready, right: Ready, best: Alignment | None) -> Iterator[Feature]:
    """Names first, then what supports, what contradicts, and what held the contradictions back."""
    named = list(_name_features(best))
    beside = [f for ask in _EVIDENCE if (f := ask(left.profile, right.profile)) is not None]
    yield from named
    yield from sorted(beside, key=lambda feature: -feature.weight)
    yield from _held_at_line(best, named, beside)
    if (kind := evidence.kind(left.profile, right.profile)) is not None:
        yield kind
    for side in (left, right):
        for text, reason in side.unreadable:
            sentence = f'The name "{shown(text)}" was left out of the comparison. {reason}'
            yield Feature("unreadable name", shown(text), "", 0.0, 0.0, sentence)


def _held_at_line(
    best: Alignment | None, named: Sequence[Feature], beside: Sequence[Feature]
) -> Iterator[Feature]:
    """What keeps a strong name at the review line when only contradictions would take it below."""
    if best is None or best.weak or best.value < STRONG:
        return
    missing = round(REVIEW_LINE - sum(f.weight for f in (*named, *beside)), _DECIMALS)
    if missing > 0:
        sentence = "The names agree too well to be set aside for this alone: a person must look."
        yield Feature("strong name", "", "", best.value, missing, sentence)


def _name_features(best: Alignment | None) -> Iterator[Feature]:
    """The names compared, each word that agrees, what is left over, and a weak alias' limit."""
    if best is None:
        sentence = "No name could be compared; only the other evidence counts."
        yield Feature("names", "", "", 0.0, START, sentence)
        return
    one, other = best.left.name.text, best.right.name.text
    yield Feature("names", one, other, round(best.value, 3), START, _compared(best))
    if best.whole:
        yield _whole_feature(best)
    for pair in best.pairs:
        yield _word_feature(best, pair)
    yield from _left_over(best)
    if best.raw > best.value:
        less = round(AGREEMENT * (best.value - best.raw), _DECIMALS)
        sentence = "The publisher calls this alias weak, so it counts for little by itself."
        yield Feature("weak alias", one, other, best.value, less, sentence)


def _compared(best: Alignment) -> str:
    one, other = best.left.name, best.right.name
    scripts = sorted({script(one.text), script(other.text)} - {""})
    across = f", across scripts ({' and '.join(scripts)})" if len(scripts) > 1 else ""
    what = "name" if other.kind is NameKind.PRIMARY else f"{other.kind.value} name"
    return (
        f'"{shown(one.text)}" was compared with the {what} "{shown(other.text)}"{across}; '
        "until words agree, two profiles are taken for different subjects."
    )


def _whole_feature(best: Alignment) -> Feature:
    one, other = best.left.name.text, best.right.name.text
    how = "differ by one letter" if best.raw < 1 else "differ only in how words are parted"
    weight = round(AGREEMENT * best.raw, _DECIMALS)
    return Feature("whole name", one, other, round(best.raw, 3), weight, f"The names {how}.")


def _word_feature(best: Alignment, pair: WordPair) -> Feature:
    one, other = best.left.words[pair.left], best.right.words[pair.right]
    weight = round(AGREEMENT * pair.gain / best.demanded, _DECIMALS)
    if one == other:
        said = f'"{one}" agrees'
    elif min(len(one), len(other)) == 1:
        said = f'The initial in "{one}" and "{other}" agrees'
    else:
        said = f'"{one}" is spelt nearly like "{other}"'
    ordinary = min(best.left.weights[pair.left], best.right.weights[pair.right]) == ORDINARY
    little = "" if ordinary else "; a word that many names hold counts for little"
    return Feature("word", one, other, round(pair.similarity, 3), weight, f"{said}{little}.")


def _left_over(best: Alignment) -> Iterator[Feature]:
    """Words without an answer add nothing, and that is said."""
    if best.whole:
        return
    lone = [w for i, w in enumerate(best.left.words) if i not in {p.left for p in best.pairs}]
    other = [w for j, w in enumerate(best.right.words) if j not in {p.right for p in best.pairs}]
    for words, left, right in ((lone, " ".join(lone), ""), (other, "", " ".join(other))):
        if words:
            said = f'"{shown(" ".join(words))}" has no counterpart in the other name.'
            yield Feature("left over", left, right, 0.0, 0.0, said)
