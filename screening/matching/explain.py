"""A scored pair in words: one sentence and one weight per piece of evidence, adding up."""

from __future__ import annotations

from screening.matching.alignment import Alignment, Pair
from screening.matching.compiled.pairs import Way
from screening.matching.features import (
    AT,
    PARTS_THAT_TELL,
    Part,
    other_features,
    pair_features,
    rest_features,
    whole_features,
)
from screening.matching.names import NameForm
from screening.matching.scoring import Scored
from screening.matching.tokens import Role, Token
from screening.matching.weights import Weights
from screening.model import Feature

_RARE, _COMMON = 12.0, 7.5
_SAME, _CLOSE = 0.97, 0.85
_DECIMALS = 3


def explain(scored: Scored, fitted: Weights) -> tuple[Feature, ...]:
    """The features of a comparison, strongest first; their weights add up to the match weight."""
    alignment = scored.alignment
    by = fitted.names(organisation=alignment.left.organisation)
    found = [_pair(alignment, place, by) for place in range(len(alignment.pairs))]
    found.append(_whole(alignment, by))
    found += _rest(alignment, by)
    found += _others(alignment, by)
    found += _adjusted(alignment)
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
    return tuple(
        sorted(_closed(found, scored.bits), key=lambda f: (-abs(f.weight), f.name, f.left))
    )


def _closed(found: list[Feature], total: float) -> list[Feature]:
    """The same features, rounding put right in the feature of the whole name."""
    off = round(total - sum(feature.weight for feature in found), _DECIMALS)
    return [
        Feature(f.name, f.left, f.right, f.similarity, round(f.weight + off, _DECIMALS), f.sentence)
        if f.name == "whole name"
        else f
        for f in found
    ]


def _sum(parts: list[Part], by: tuple[float, ...]) -> float:
    return round(sum(by[at] * value for at, value in parts), _DECIMALS)


def _pair(alignment: Alignment, place: int, by: tuple[float, ...]) -> Feature:
    pair = alignment.pairs[place]
    left = _text(alignment.left, pair.left)
    right = _text(alignment.right, pair.right)
    weight = round(_sum(pair_features(alignment, place), by) - _expected(alignment, pair, by), 3)
    sentence = _pair_sentence(alignment, pair, left, right)
    name = (
        "acronym"
        if pair.way == Way.ACRONYM
        else "initial"
        if pair.way == Way.INITIAL
        else "cut part"
        if pair.way == Way.TRUNCATED
        else "name part"
    )
    return Feature(name, left, right, pair.likeness, weight, sentence)


def _expected(alignment: Alignment, pair: Pair, by: tuple[float, ...]) -> float:
    """What a pair that agrees in full costs before its rarity: shown with the whole name.

    Every pair carries it, so that names which share nothing but common parts stay apart; counted
    with the whole, agreement never reads as if it lowered the score.
    """
    parts = alignment.left.parts, alignment.right.parts
    if pair.way not in {Way.ALIKE, Way.GLUED} or _patronymics(alignment, pair):
        return 0.0
    return by[AT["agree_100"]] * min(1.0, PARTS_THAT_TELL / max(map(len, parts)))


def _patronymics(alignment: Alignment, pair: Pair) -> bool:
    mine, theirs = alignment.left.parts[pair.left[0]], alignment.right.parts[pair.right[0]]
    return mine.role is theirs.role is Role.PATRONYMIC


def _pair_sentence(alignment: Alignment, pair: Pair, left: str, right: str) -> str:
    if pair.way == Way.INITIAL:
        return f"initial: ‘{left}’ and ‘{right}’"
    if pair.way == Way.ACRONYM:
        return f"acronym: ‘{left}’ and ‘{right}’"
    if pair.way == Way.TRUNCATED:
        return f"‘{left}’ and ‘{right}’: one may be cut off"
    mine, theirs = alignment.left.parts[pair.left[0]], alignment.right.parts[pair.right[0]]
    how = _how(mine, theirs, pair)
    shown = f"‘{left}’" if left.casefold() == right.casefold() else f"‘{left}’ and ‘{right}’"
    rarity = "; rare" if pair.rarity >= _RARE else "; common" if pair.rarity <= _COMMON else ""
    return f"{_called(mine, theirs, alignment)} {shown} {how}{rarity}"


def _how(mine: Token, theirs: Token, pair: Pair) -> str:
    across = " across scripts" if mine.native != theirs.native else ""
    if pair.way == Way.GLUED:
        return "agree written together" + across
    if mine.group and mine.group == theirs.group and pair.likeness < _SAME:
        return "are forms of one name" + across
    if pair.likeness >= _SAME:
        return ("agrees" if mine.text.casefold() == theirs.text.casefold() else "agree") + across
    return ("nearly agree" if pair.likeness >= _CLOSE else "are somewhat alike") + across


def _called(mine: Token, theirs: Token, alignment: Alignment) -> str:
    if Role.PATRONYMIC in {mine.role, theirs.role}:
        return "patronymic"
    if Role.NUMBER in {mine.role, theirs.role}:
        return "number"
    return "word" if alignment.left.organisation else "name part"


def _whole(alignment: Alignment, by: tuple[float, ...]) -> Feature:
    paired = sum(pair.rarity * pair.likeness for pair in alignment.pairs)
    offered = max(alignment.left.mass, alignment.right.mass)
    share = round(min(1.0, paired / offered), 2)
    weight = _sum(whole_features(alignment), by)
    sentence = f"the names as wholes: {round(share * 100)} % of the fuller name is accounted for"
    return Feature("whole name", alignment.left.text, alignment.right.text, share, weight, sentence)


def _rest(alignment: Alignment, by: tuple[float, ...]) -> list[Feature]:
    parts = rest_features(alignment)
    if not parts:
        return []
    left = _text(alignment.left, alignment.left_over)
    right = _text(alignment.right, alignment.right_over)
    if left and right:
        sentence = f"‘{left}’ stands against ‘{right}’"
    else:
        sentence = f"‘{left or right}’ has no counterpart"
    return [Feature("unpaired parts", left, right, 0.0, _sum(parts, by), sentence)]


def _others(alignment: Alignment, by: tuple[float, ...]) -> list[Feature]:
    parts = other_features(alignment)
    if not parts:
        return []
    role = Role.FORM if alignment.left.organisation else Role.SUFFIX
    left = " ".join(sorted(alignment.left.others_of(role)))
    right = " ".join(sorted(alignment.right.others_of(role)))
    kind = "legal form" if alignment.left.organisation else "generation"
    same = 1.0 if left == right else 0.0
    verb = "agrees" if same else "differs"
    return [Feature(kind, left, right, same, _sum(parts, by), f"{kind} {verb}: {left}, {right}")]


def _adjusted(alignment: Alignment) -> list[Feature]:
    weight = round(alignment.adjusted, _DECIMALS)
    if not weight:
        return []
    left, right = alignment.left.text, alignment.right.text
    if weight > 0:
        sentence = "one slip of the keyboard explains the difference"
        return [Feature("one slip", left, right, 1.0, weight, sentence)]
    sentence = "names as common as these agree by chance: they say no more than they are rare"
    return [Feature("common name", left, right, 0.0, weight, sentence)]


def _weak(scored: Scored, fitted: Weights) -> Feature:
    evidence = sum(fitted.evidence.get(piece.level, 0.0) for piece in scored.evidence)
    taken = round(
        scored.bits - scored.held - scored.capped - evidence - scored.name_bits, _DECIMALS
    )
    text = scored.alignment.right.text
    sentence = f"‘{text}’ is an alias its publisher calls weak: it counts for little by itself"
    return Feature("weak alias", scored.alignment.left.text, text, 0.0, taken, sentence)


def _held(bits_back: float) -> Feature:
    sentence = "a contradiction alone does not clear a name as strong as this"
    return Feature("held for review", "", "", 1.0, round(bits_back, _DECIMALS), sentence)


def _capped(taken: float) -> Feature:
    sentence = "the names are too unlike for a shared year or country to count in full"
    return Feature("unlike names", "", "", 0.0, round(taken, _DECIMALS), sentence)


def _text(form: NameForm, places: tuple[int, ...]) -> str:
    return " ".join(form.parts[place].text for place in places)
