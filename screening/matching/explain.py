"""A scored pair in words: one sentence and one weight per piece of evidence, adding up."""

from __future__ import annotations

from functools import lru_cache

from screening.matching.alignment import Alignment, Pair
from screening.matching.compiled.pairs import ACROSS, NUMBER, ONE_NAME, PATRONYMIC, Way
from screening.matching.names import Written
from screening.matching.scoring import Scored
from screening.matching.weights import Weights
from screening.model import Feature

_RARE, _COMMON = 12.0, 7.5
_SAME, _CLOSE = 0.97, 0.85
_DECIMALS = 3
_NAMED = {Way.ACRONYM: "acronym", Way.INITIAL: "initial", Way.TRUNCATED: "cut part"}


def explain(scored: Scored, fitted: Weights) -> tuple[Feature, ...]:
    """The features of a comparison, strongest first; their weights add up to the match weight."""
    found = list(_of_names(scored.left, scored.right, scored.alignment))
    if scored.weak:
        found.append(_weak(scored, fitted))
    for piece in scored.evidence:
        weight = fitted.evidence.get(piece.level, 0.0)
        found.append(
            Feature(
                piece.feature, piece.left, piece.right, piece.similarity, weight, piece.sentence
            )
        )
    if scored.held:
        found.append(_held(scored.held))
    if scored.capped:
        found.append(_capped(scored.capped))
    found.append(_whole(scored, scored.bits - sum([feature.weight for feature in found])))
    found.sort(key=lambda feature: (-abs(feature.weight), feature.name, feature.left))
    return tuple(found)


@lru_cache(maxsize=4096)
def _of_names(left: Written, right: Written, alignment: Alignment) -> tuple[Feature, ...]:
    """What the names say: kept, since whoever is on one list is often on several."""
    return (
        *[_pair(left, right, pair) for pair in alignment.pairs],
        *_rest(left, right, alignment),
        *_qualifiers(left, right, alignment),
        *_adjusted(left, right, alignment),
    )


def _pair(one: Written, two: Written, pair: Pair) -> Feature:
    left, right = _text(one, pair.left), _text(two, pair.right)
    sentence = _pair_sentence(pair, left, right, organisation=one.organisation)
    name = _NAMED.get(pair.way, "name part")
    return Feature(name, left, right, pair.likeness, pair.weight, sentence)


def _pair_sentence(pair: Pair, left: str, right: str, *, organisation: bool) -> str:
    if pair.way is Way.INITIAL:
        return f"initial: ‘{left}’ and ‘{right}’"
    if pair.way is Way.ACRONYM:
        return f"acronym: ‘{left}’ and ‘{right}’"
    if pair.way is Way.TRUNCATED:
        return f"‘{left}’ and ‘{right}’: one may be cut off"
    same = left.casefold() == right.casefold()
    shown = f"‘{left}’" if same else f"‘{left}’ and ‘{right}’"
    rarity = "; rare" if pair.rarity >= _RARE else "; common" if pair.rarity <= _COMMON else ""
    return f"{_called(pair, organisation=organisation)} {shown} {_how(pair, same=same)}{rarity}"


def _how(pair: Pair, *, same: bool) -> str:
    across = " across scripts" if pair.said & ACROSS else ""
    if pair.way is Way.GLUED:
        return "agree written together" + across
    if pair.likeness >= _SAME:
        return ("agrees" if same else "agree") + across
    if pair.said & ONE_NAME:
        return "are forms of one name" + across
    return ("nearly agree" if pair.likeness >= _CLOSE else "are somewhat alike") + across


def _called(pair: Pair, *, organisation: bool) -> str:
    if pair.said & PATRONYMIC:
        return "patronymic"
    if pair.said & NUMBER:
        return "number"
    return "word" if organisation else "name part"


def _whole(scored: Scored, weight: float) -> Feature:
    """What the names weigh as wholes: all that no other feature says."""
    share = round(scored.alignment.covered, 2)
    sentence = f"the names as wholes: {round(share * 100)} % of the fuller name is accounted for"
    weight = round(weight, _DECIMALS)
    return Feature("whole name", scored.left.text, scored.right.text, share, weight, sentence)


def _rest(one: Written, two: Written, alignment: Alignment) -> list[Feature]:
    if not alignment.left_over and not alignment.right_over:
        return []
    left, right = _text(one, alignment.left_over), _text(two, alignment.right_over)
    if left and right:
        sentence = f"‘{left}’ stands against ‘{right}’"
    else:
        sentence = f"‘{left or right}’ has no counterpart"
    return [Feature("unpaired parts", left, right, 0.0, alignment.rest, sentence)]


def _qualifiers(one: Written, two: Written, alignment: Alignment) -> list[Feature]:
    organisation = one.organisation
    mine, theirs = one.qualifiers, two.qualifiers
    if not mine or not theirs or (not organisation and mine & theirs):
        return []
    left, right = " ".join(sorted(mine)), " ".join(sorted(theirs))
    kind = "legal form" if organisation else "generation"
    same = 1.0 if left == right else 0.0
    sentence = f"{kind} {'agrees' if same else 'differs'}: {left}, {right}"
    return [Feature(kind, left, right, same, alignment.qualifiers, sentence)]


def _adjusted(one: Written, two: Written, alignment: Alignment) -> list[Feature]:
    weight = alignment.adjusted
    if not weight:
        return []
    left, right = one.text, two.text
    if weight > 0:
        sentence = "one slip of the keyboard explains the difference"
        return [Feature("one slip", left, right, 1.0, weight, sentence)]
    if one.organisation:
        sentence = "the names share too little that is rare"
        return [Feature("little in common", left, right, 0.0, weight, sentence)]
    if not alignment.alike:
        sentence = "initials alone tell nobody from another"
        return [Feature("initials only", left, right, 0.0, weight, sentence)]
    sentence = "agreement counts for no more than the names are rare"
    return [Feature("common name", left, right, 0.0, weight, sentence)]


def _weak(scored: Scored, fitted: Weights) -> Feature:
    evidence = sum(fitted.evidence.get(piece.level, 0.0) for piece in scored.evidence)
    taken = round(
        scored.bits - scored.held - scored.capped - evidence - scored.name_bits, _DECIMALS
    )
    text = scored.right.text
    sentence = f"‘{text}’ is an alias its publisher calls weak: it counts for little by itself"
    return Feature("weak alias", scored.left.text, text, 0.0, taken, sentence)


def _held(bits_back: float) -> Feature:
    sentence = "a contradiction alone does not clear a name as strong as this"
    return Feature("held for review", "", "", 1.0, round(bits_back, _DECIMALS), sentence)


def _capped(taken: float) -> Feature:
    sentence = "the names are too unlike for a shared year or country to count in full"
    return Feature("unlike names", "", "", 0.0, round(taken, _DECIMALS), sentence)


def _text(name: Written, places: tuple[int, ...]) -> str:
    if len(places) == 1:
        return name.parts[places[0]]
    return " ".join([name.parts[place] for place in places])
