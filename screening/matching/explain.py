"""A scored pair in words: one sentence and one weight per piece of evidence, adding up."""

from __future__ import annotations

from screening.matching.alignment import Alignment, Pair, Word, Written
from screening.matching.compiled.pairs import Way
from screening.matching.scoring import Scored
from screening.matching.tokens import Role
from screening.matching.weights import Weights
from screening.model import Feature

_RARE, _COMMON = 12.0, 7.5
_SAME, _CLOSE = 0.97, 0.85
_DECIMALS = 3
_NAMED = {Way.ACRONYM: "acronym", Way.INITIAL: "initial", Way.TRUNCATED: "cut part"}


def explain(scored: Scored, fitted: Weights) -> tuple[Feature, ...]:
    """The features of a comparison, strongest first; their weights add up to the match weight."""
    alignment = scored.alignment
    found = [_pair(alignment, pair) for pair in alignment.pairs]
    found += _rest(alignment)
    found += _qualifiers(alignment)
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
    found.append(_whole(alignment, scored.bits - sum(feature.weight for feature in found)))
    found.sort(key=lambda feature: (-abs(feature.weight), feature.name, feature.left))
    return tuple(found)


def _pair(alignment: Alignment[Written], pair: Pair) -> Feature:
    left = _text(alignment.left, pair.left)
    right = _text(alignment.right, pair.right)
    sentence = _pair_sentence(alignment, pair, left, right)
    name = _NAMED.get(pair.way, "name part")
    return Feature(name, left, right, pair.likeness, round(pair.weight, _DECIMALS), sentence)


def _pair_sentence(alignment: Alignment[Written], pair: Pair, left: str, right: str) -> str:
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


def _how(mine: Word, theirs: Word, pair: Pair) -> str:
    across = " across scripts" if mine.native != theirs.native else ""
    if pair.way == Way.GLUED:
        return "agree written together" + across
    if mine.group and mine.group == theirs.group and pair.likeness < _SAME:
        return "are forms of one name" + across
    if pair.likeness >= _SAME:
        return ("agrees" if mine.text.casefold() == theirs.text.casefold() else "agree") + across
    return ("nearly agree" if pair.likeness >= _CLOSE else "are somewhat alike") + across


def _called(mine: Word, theirs: Word, alignment: Alignment[Written]) -> str:
    if Role.PATRONYMIC in {mine.role, theirs.role}:
        return "patronymic"
    if Role.NUMBER in {mine.role, theirs.role}:
        return "number"
    return "word" if alignment.left.organisation else "name part"


def _whole(alignment: Alignment[Written], weight: float) -> Feature:
    """What the names weigh as wholes: all that no other feature says."""
    share = round(alignment.covered, 2)
    sentence = f"the names as wholes: {round(share * 100)} % of the fuller name is accounted for"
    left, right = alignment.left.text, alignment.right.text
    return Feature("whole name", left, right, share, round(weight, _DECIMALS), sentence)


def _rest(alignment: Alignment[Written]) -> list[Feature]:
    if not alignment.left_over and not alignment.right_over:
        return []
    left = _text(alignment.left, alignment.left_over)
    right = _text(alignment.right, alignment.right_over)
    if left and right:
        sentence = f"‘{left}’ stands against ‘{right}’"
    else:
        sentence = f"‘{left or right}’ has no counterpart"
    weight = round(alignment.rest, _DECIMALS)
    return [Feature("unpaired parts", left, right, 0.0, weight, sentence)]


def _qualifiers(alignment: Alignment[Written]) -> list[Feature]:
    organisation = alignment.left.organisation
    role = Role.FORM if organisation else Role.SUFFIX
    mine, theirs = alignment.left.others_of(role), alignment.right.others_of(role)
    if not mine or not theirs or (not organisation and mine & theirs):
        return []
    left, right = " ".join(sorted(mine)), " ".join(sorted(theirs))
    kind = "legal form" if organisation else "generation"
    same = 1.0 if left == right else 0.0
    sentence = f"{kind} {'agrees' if same else 'differs'}: {left}, {right}"
    return [Feature(kind, left, right, same, round(alignment.qualifiers, _DECIMALS), sentence)]


def _adjusted(alignment: Alignment[Written]) -> list[Feature]:
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


def _text(name: Written, places: tuple[int, ...]) -> str:
    return " ".join([name.parts[place].text for place in places])
