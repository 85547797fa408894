"""Which part of one name answers to which part of the other, whatever their order.

Parts are paired best first. What is left is tried again glued together ("Al Bashir", "Albashir")
and as an acronym; what then remains on one side only is missing, on both sides contradicts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from screening.matching.names import NameForm
from screening.matching.tokens import Role, Token, group_bits
from screening.matching.vocabulary import vocabulary

LEAST_LIKENESS = 0.55
_GLUED_SAME, _GLUED_BONES = 0.97, 0.9
_GLUED_ENOUGH = 0.87
_LEAST_BONES = 5
_GLUED_SLACK = 3
_SHORTEST_ACRONYM = 3
_SHORTEST_CUT = 3
_SYLLABLE_SAME, _SYLLABLES_SAME = 0.93, 0.85
_CONSONANTS_SAME = 0.77
_COMMON_SAME, _COMMON_BITS = 0.78, 9.0
_CUT_SHARE = 0.5
_SAME = 0.97
# Consonants alone glue nothing that sounds quite different, unless vowels are missing.
_GLUED_SOUND = 0.75
_TELLING_ACRONYM = 5

Likenesses = dict[Token, dict[Token, float]]


class Way(IntEnum):
    """How a pair of parts came together."""

    ALIKE = 0
    INITIAL = 1
    GLUED = 2
    ACRONYM = 3
    TRUNCATED = 4


class Pair(NamedTuple):
    """Parts that answer to each other; more than one on a side when glued or an acronym."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    way: Way
    rarity: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pairs of two names, and the places of the parts that found none."""

    left: NameForm
    right: NameForm
    pairs: tuple[Pair, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]


def align(left: NameForm, right: NameForm, likenesses: Likenesses) -> Alignment:
    """The pairs of parts of two names; `likenesses` must hold every pair of their parts."""
    pairs = _alike(left, right, likenesses)
    left_over = _over(left.parts, [i for pair in pairs for i in pair.left])
    right_over = _over(right.parts, [j for pair in pairs for j in pair.right])
    if left_over and right_over:
        for again in (_initials, _glued, _acronyms):
            found = again(left, right, left_over, right_over)
            if found:
                pairs += found
                left_over = [i for i in left_over if all(i not in pair.left for pair in found)]
                right_over = [j for j in right_over if all(j not in pair.right for pair in found)]
    _cut_off(left, right, pairs, left_over, right_over)
    if left_over or right_over:
        pairs, left_over, right_over = _reglued(left, right, pairs, left_over, right_over)
    return Alignment(left, right, tuple(pairs), tuple(left_over), tuple(right_over))


def _over(parts: tuple[Token, ...], taken: list[int]) -> list[int]:
    return [place for place in range(len(parts)) if place not in taken]


def _alike(left: NameForm, right: NameForm, likenesses: Likenesses) -> list[Pair]:
    found = []
    for i, mine in enumerate(left.parts):
        row = likenesses[mine]
        for j, theirs in enumerate(right.parts):
            likeness = row[theirs]
            if likeness >= LEAST_LIKENESS and not (
                likeness < _SAME and _others(mine, theirs, likeness, left.organisation)
            ):
                found.append((-likeness, -_shared_bits(mine, theirs), abs(i - j), i, j))
    found.sort()
    pairs: list[Pair] = []
    rows: set[int] = set()
    columns: set[int] = set()
    for negative, rarity, _, i, j in found:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            pairs.append(Pair((i,), (j,), -negative, Way.ALIKE, -rarity))
    return pairs


def _others(mine: Token, theirs: Token, likeness: float, organisation: bool) -> bool:  # noqa: FBT001
    """Whether two parts that are not the same are two for certain, however alike.

    Known words are: "east" is no misspelt "west". So are syllables, which one sign writes, few
    consonants that merely resemble those of a spelling with vowels, and two names that are both
    common: "Hassan" and "Hussein".
    """
    if organisation:
        known = vocabulary().known
        return known(mine.plain) and known(theirs.plain)
    if mine.abjad != theirs.abjad:
        return likeness < _CONSONANTS_SAME
    if likeness < _COMMON_SAME and max(mine.bits, theirs.bits) < _COMMON_BITS:
        return mine.role is Role.NAME is theirs.role
    syllables = max(mine.syllables, theirs.syllables)
    return syllables > 0 and likeness < (_SYLLABLE_SAME if syllables == 1 else _SYLLABLES_SAME)


def _shared_bits(mine: Token, theirs: Token) -> float:
    """How rare what two parts share is: of forms of one given name, the name in all its forms."""
    bits = min(mine.bits, theirs.bits)
    if mine.group and mine.group == theirs.group and mine.plain != theirs.plain:
        return min(bits, group_bits(mine.group))
    return bits


def _initials(
    left: NameForm, right: NameForm, left_over: list[int], right_over: list[int]
) -> list[Pair]:
    found = []
    free = list(right_over)
    for i in left_over:
        for j in free:
            if _is_initial(left.parts[i], right.parts[j]) and not (
                _astray(left, i, j, left_over) or _astray(right, j, i, right_over)
            ):
                found.append(Pair((i,), (j,), 0.5, Way.INITIAL, 4.0))
                free.remove(j)
                break
    return found


def _astray(name: NameForm, place: int, other: int, over: list[int]) -> bool:
    """Whether a middle initial would stand for another's first name, or beside a family name lost.

    "Herbert J. Hofmann" is no "Jessica Hofmann", nor "Vladislav A. Sokolov" a "Vladislav Aksenov".
    """
    if name.parts[place].role is not Role.INITIAL or not 0 < place < len(name.parts) - 1:
        return False
    left_out = any(name.parts[p].role is Role.NAME for p in over)
    return other == 0 or left_out


def _is_initial(mine: Token, theirs: Token) -> bool:
    if (mine.role == Role.INITIAL) == (theirs.role == Role.INITIAL):
        return False
    short, long = (mine, theirs) if mine.role == Role.INITIAL else (theirs, mine)
    if long.role not in {Role.NAME, Role.PATRONYMIC}:
        return False
    firsts = {sound[:1] for sound in long.sounds} | {long.plain[:1]}
    return short.plain[:1] in firsts or short.sounds[0][:1] in firsts


def _cut_off(
    left: NameForm, right: NameForm, pairs: list[Pair], left_over: list[int], right_over: list[int]
) -> None:
    """A field too short for the name leaves the beginning of its last part: pair it so."""
    for place, pair in enumerate(pairs):
        if pair.way is Way.ALIKE and pair.likeness < _GLUED_ENOUGH:
            cut = _cut(left, right, pair.left[0], pair.right[0])
            if cut and cut.likeness * cut.rarity > pair.likeness * pair.rarity * _CUT_SHARE:
                pairs[place] = cut
    for i in left_over[:]:
        for j in right_over[:]:
            cut = _cut(left, right, i, j)
            if cut and i in left_over:
                pairs.append(cut)
                left_over.remove(i)
                right_over.remove(j)


def _cut(left: NameForm, right: NameForm, i: int, j: int) -> Pair | None:
    """The pair, if one of the parts stands last and is how the other, longer one begins."""
    mine, theirs = left.parts[i], right.parts[j]
    if len(mine.plain) <= len(theirs.plain):
        short, long, last = mine, theirs, i == len(left.parts) - 1
    else:
        short, long, last = theirs, mine, j == len(right.parts) - 1
    fit = last and len(left.parts) > 1 and len(right.parts) > 1
    if not fit or short.role is not Role.NAME or len(short.plain) < _SHORTEST_CUT:
        return None
    if short.native != long.native:
        return None
    if long.plain == short.plain or not long.plain.startswith(short.plain):
        return None
    share = round(len(short.plain) / len(long.plain), 3)
    return Pair((i,), (j,), share, Way.TRUNCATED, long.bits)


def _glued(
    left: NameForm, right: NameForm, left_over: list[int], right_over: list[int]
) -> list[Pair]:
    found = []
    for i, k in pairwise(left_over):
        for j in right_over:
            likeness = _glue(left.parts[i], left.parts[k], right.parts[j]) if k == i + 1 else 0.0
            if likeness:
                rarity = min(16.0, left.parts[i].bits + left.parts[k].bits)
                found.append(Pair((i, k), (j,), likeness, Way.GLUED, rarity))
    for j, m in pairwise(right_over):
        for i in left_over:
            likeness = _glue(right.parts[j], right.parts[m], left.parts[i]) if m == j + 1 else 0.0
            if likeness:
                rarity = min(16.0, right.parts[j].bits + right.parts[m].bits)
                found.append(Pair((i,), (j, m), likeness, Way.GLUED, rarity))
    return _disjoint(found)


def _disjoint(found: list[Pair]) -> list[Pair]:
    kept: list[Pair] = []
    for pair in sorted(found, key=lambda pair: (-pair.likeness, pair.left, pair.right)):
        clear = all(
            not set(pair.left) & set(other.left) and not set(pair.right) & set(other.right)
            for other in kept
        )
        if clear:
            kept.append(pair)
    return kept


def _glue(first: Token, second: Token, whole: Token) -> float:
    if Role.NUMBER in {first.role, second.role, whole.role} or whole.role == Role.INITIAL:
        return 0.0
    glued, plain = first.plain + second.plain, whole.plain
    if glued == plain:
        return _GLUED_SAME
    if abs(len(glued) - len(plain)) > _GLUED_SLACK and not whole.abjad:
        return 0.0
    sound = first.sounds[0] + second.sounds[0]
    if sound == whole.sounds[0]:
        return _GLUED_SAME - 0.01
    bones = first.skeletons[0] + second.skeletons[0].removeprefix("a")
    enough = _LEAST_BONES - whole.abjad - first.abjad
    alike = 1.0 - OSA.distance(sound, whole.sounds[0]) / max(len(sound), len(whole.sounds[0]), 1)
    if alike >= _GLUED_ENOUGH:
        return round(alike, 3) - 0.03
    bare = first.abjad or second.abjad or whole.abjad
    same = len(bones) >= enough and bones in whole.skeletons
    return _GLUED_BONES if same and (bare or alike >= _GLUED_SOUND) else 0.0


def _reglued(
    left: NameForm, right: NameForm, pairs: list[Pair], left_over: list[int], right_over: list[int]
) -> tuple[list[Pair], list[int], list[int]]:
    """A pair that is only half alike, because the other half stands beside it unpaired."""
    for place, pair in enumerate(pairs):
        if pair.way != Way.ALIKE or pair.likeness > _GLUED_ENOUGH:
            continue
        i, j = pair.left[0], pair.right[0]
        for k in left_over:
            if abs(k - i) == 1:
                likeness = _glue(left.parts[min(i, k)], left.parts[max(i, k)], right.parts[j])
                if likeness > pair.likeness:
                    pairs[place] = Pair(
                        (min(i, k), max(i, k)), (j,), likeness, Way.GLUED, pair.rarity
                    )
                    return pairs, [p for p in left_over if p != k], right_over
        for m in right_over:
            if abs(m - j) == 1:
                likeness = _glue(right.parts[min(j, m)], right.parts[max(j, m)], left.parts[i])
                if likeness > pair.likeness:
                    pairs[place] = Pair(
                        (i,), (min(j, m), max(j, m)), likeness, Way.GLUED, pair.rarity
                    )
                    return pairs, left_over, [p for p in right_over if p != m]
    return pairs, left_over, right_over


def _acronyms(
    left: NameForm, right: NameForm, left_over: list[int], right_over: list[int]
) -> list[Pair]:
    if not left.organisation:
        return []
    found = _acronym_of(left, left_over, right, right_over)
    if found:
        return [Pair((found[0],), found[1], 1.0, Way.ACRONYM, found[2])]
    found = _acronym_of(right, right_over, left, left_over)
    if found:
        return [Pair(found[1], (found[0],), 1.0, Way.ACRONYM, found[2])]
    return []


def _acronym_of(
    short: NameForm, short_over: list[int], long: NameForm, long_over: list[int]
) -> tuple[int, tuple[int, ...], float] | None:
    """The one left-over part of `short`, if it spells the first letters of parts of `long`.

    Those are all of `long` that is left over, unless five letters or more speak for themselves:
    "USA" is no short form of an alliance in "Blackwater USA".
    """
    if len(short_over) != 1:
        return None
    [place] = short_over
    letters = short.parts[place].plain
    if len(letters) < _SHORTEST_ACRONYM or short.parts[place].role != Role.NAME:
        return None
    at = long.initials.find(letters)
    run = tuple(range(at, at + len(letters)))
    if at < 0 or not set(run) <= set(long_over):
        return None
    whole = len(run) == len(long_over) or len(letters) >= _TELLING_ACRONYM
    return (place, run, 3.0 * len(letters)) if whole else None
