"""What two names weigh, in bits: the fitted weights times the features of their pairing.

`features` says the same as a vector, for fitting; a test holds the two together.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from screening.matching.compiled.columns import Columns, Work
from screening.matching.compiled.jit import inlined
from screening.matching.compiled.pairing import pair_up
from screening.matching.compiled.pairs import LEFT, RIGHT, Way, free, part, parts
from screening.matching.compiled.tables import STEPS, Tables
from screening.matching.compiled.wholes import (
    Whole,
    initialled,
    likest,
    rareness,
    rounded,
    share_of,
    slip_apart,
    sounding,
)
from screening.matching.features import (
    EXACT_ENOUGH,
    KNOTS,
    MOST_SHARED,
    PARTS_THAT_TELL,
    RARITY_UNIT,
)
from screening.matching.scoring import UNLIKE_AT_MOST, WEAK_AT_MOST, WEAK_COSTS
from screening.matching.tokens import Role

_LEAST_SHARED = 0.55
"""Organisations that share less of what is rare in both names are never over the line."""
ONE_SLIP = 1.3
"""A name that one slip of the keyboard explains is worth a look, however short it is."""
_NAME, _PATRONYMIC = int(Role.NAME), int(Role.PATRONYMIC)
_NUMBER, _INITIAL = int(Role.NUMBER), int(Role.INITIAL)
_BY_INITIAL, _BY_GLUE = int(Way.INITIAL), int(Way.GLUED)
_BY_ACRONYM, _CUT = int(Way.ACRONYM), int(Way.TRUNCATED)
_FIRST_ENOUGH = KNOTS[3]


@inlined
def weigh(
    left: Columns, one: int, whole: Whole, right: Columns, two: int, tables: Tables, work: Work
) -> Any:
    """What name `one` of the left and name `two` of the right weigh; `work` keeps the pairing."""
    mine, theirs, by = left.name[one], right.name[two], tables.by[0]
    count = pair_up(left, one, right, two, work)
    sure, halves = likest(work, count)
    pairs = _pairs(left, mine, right, theirs, tables, work, count, sure)
    rest = _rest(left, mine, right, theirs, by, work)
    qualifiers = _qualifiers(left, mine, right, theirs, by)
    wholes, shared = _as_wholes(left, mine, whole, right, theirs, tables, work, count, sure, halves)
    bits = rounded(pairs + rest + qualifiers + wholes)
    if left.organisation:
        little = share_of(shared, mine.mass, theirs.mass) < _LEAST_SHARED
        told = min(bits, UNLIKE_AT_MOST) if little else bits
    else:
        told = min(bits, rounded(shared)) if work.told[4] else min(bits, UNLIKE_AT_MOST)
    over = free(mine, work, LEFT) or free(theirs, work, RIGHT)
    exact = work.told[4] > 1.0
    slip = (told < ONE_SLIP or not exact) and slip_apart(left, mine, right, theirs)
    told = max(told, ONE_SLIP) if slip else told
    if slip and not work.told[4]:
        work.told[4] = 2.0  # no slip changes an initial: they are the very same
    work.told[0] = count
    work.told[3] = rounded(told - bits)
    work.told[5] = 2.0 if slip or exact else 0.0 if over else 1.0
    work.told[6] = min(1.0, shared / max(mine.mass, theirs.mass))
    work.told[7], work.told[8] = rounded(rest), rounded(qualifiers)
    return told


@inlined
def _pairs(
    left: Columns, mine: Any, right: Columns, theirs: Any, tables: Tables, work: Work, count: int,
    sure: bool,
) -> Any:  # fmt: skip
    """What the pairs of parts weigh: in a long name each says less.

    Every pair of like parts costs something before its rarity, so that names which share nothing
    but common parts stay apart. Told of each pair is what it weighs beyond that cost, which is told
    with the whole: agreement never reads as if it lowered the score.
    """
    by, total = tables.by[0], 0.0
    share = min(1.0, PARTS_THAT_TELL / max(parts(mine), parts(theirs)))
    for at in range(count):
        weight, cost = _pair(left, mine, right, theirs, tables, by, work, at, sure)
        total += weight
        work.values[at, 2] = rounded((weight - cost) * share)
    return total * share


@inlined
def _pair(
    left: Columns, mine: Any, right: Columns, theirs: Any, tables: Tables, by: Any, work: Work,
    at: int, sure: bool,
) -> Any:  # fmt: skip
    """What a pair of parts weighs, and what of it any like pair costs.

    `sure` tells whether some part surely has its like: beside nothing but half-likes an initial
    says nothing.
    """
    way = work.pairs[at, 4]
    likeness, rarity = work.values[at, 0], work.values[at, 1] / RARITY_UNIT
    if way == _BY_INITIAL:
        return (by.initial if sure else 0.0), 0.0
    if way == _BY_ACRONYM:
        return by.acronym + by.acronym_rarity * rarity, 0.0
    if way == _CUT:
        return by.truncated + by.truncated_rarity * rarity * likeness, 0.0
    a, b = part(left, mine, work.pairs[at, 0]), part(right, theirs, work.pairs[at, 2])
    if a.role == _PATRONYMIC and b.role == _PATRONYMIC:
        return likeness * (by.patronymic_agree + by.patronymic_agree_rarity * rarity), 0.0
    step = _step(likeness)
    weight = tables.agree[step] + tables.agree_rarity[step] * rarity
    if way == _BY_GLUE:
        weight += by.glued
    if a.native != b.native:
        weight += by.cross_rarity * rarity * _beyond(likeness)
    if a.abjad != b.abjad:
        weight += by.abjad_rarity * rarity * _beyond(likeness)
    return weight, by.agree_100


@inlined
def _beyond(likeness: float) -> Any:
    """As `features.beyond`."""
    return rounded(max(0.0, likeness - KNOTS[1]) / (1.0 - KNOTS[1]))


@inlined
def _step(share: float) -> int:
    """A share, of at most 1, as a place in a curve."""
    return int(np.rint(min(1.0, share) * STEPS))


@inlined
def _rest(left: Columns, mine: Any, right: Columns, theirs: Any, by: Any, work: Work) -> Any:
    """What parts without a counterpart weigh: missing, or contradicting each other."""
    ours, bare, here = _over(left, mine, work, LEFT)
    others, without, there = _over(right, theirs, work, RIGHT)
    total = by.patronymic_conflict * min(ours[1], others[1])
    total += by.patronymic_missing * abs(ours[1] - others[1])
    total += by.initial_conflict * min(ours[2], others[2])
    total += by.initial_missing * abs(ours[2] - others[2])
    total += by.number_conflict * min(ours[3], others[3])
    total += by.number_missing * abs(ours[3] - others[3])
    both, either = min(ours[0], others[0]), max(ours[0], others[0])
    longer = 0 if ours[0] > others[0] else 1
    facing = spare = 0.0
    for at in range(both):
        facing += min(work.over[0, at], work.over[1, at])
    for at in range(both, either):
        spare += work.over[longer, at]
    if both:
        total += by.conflict * both + by.conflict_rarity * facing / RARITY_UNIT
        if mine.native != theirs.native:
            total += by.cross_conflict * both
        if bare != without:
            total += by.abjad_conflict * both
        total += by.conflict_share * min(1.0, facing / min(mine.mass, theirs.mass))
    if left.organisation and (here or there):
        total += by.place_conflict if here and there else by.place_missing
    count, rarity = (by.rest, by.rest_rarity) if both else (by.missing, by.missing_rarity)
    return total + count * (either - both) + rarity * spare / RARITY_UNIT


@inlined
def _over(side: Columns, name: Any, work: Work, which: int) -> Any:
    """How many names proper, patronymics, initials and numbers have no counterpart.

    Whether one of them has no vowels, and whether one is a place. The rarities of the names proper
    are left in `over`, rarest first.
    """
    named = patronymics = initials = numbers = 0
    bare = place = False
    work.over[which, 0] = 0.0
    for at in range(parts(name)):
        if work.used[which, at]:
            continue
        word = part(side, name, at)
        bare = bare or word.abjad > 0
        place = place or word.place > 0
        if word.role == _PATRONYMIC:
            patronymics += 1
        elif word.role == _INITIAL:
            initials += 1
        elif word.role == _NUMBER:
            numbers += 1
        elif word.role == _NAME:
            slot = named
            while slot > 0 and work.over[which, slot - 1] < word.bits:
                work.over[which, slot] = work.over[which, slot - 1]
                slot -= 1
            work.over[which, slot] = word.bits
            named += 1
    return (named, patronymics, initials, numbers), bare, place


@inlined
def _qualifiers(left: Columns, mine: Any, right: Columns, theirs: Any, by: Any) -> Any:
    """What legal forms and generational suffixes weigh."""
    total = 0.0
    if mine.form < mine.form_end and theirs.form < theirs.form_end:
        met = _meet(left, mine.form, mine.form_end, right, theirs.form, theirs.form_end)
        total += by.form_same if met else by.form_differ
    if mine.suffix < mine.suffix_end and theirs.suffix < theirs.suffix_end:
        met = _meet(left, mine.suffix, mine.suffix_end, right, theirs.suffix, theirs.suffix_end)
        total += 0.0 if met else by.suffix_conflict
    return total


@inlined
def _meet(left: Columns, start: int, end: int, right: Columns, begin: int, stop: int) -> bool:
    """Whether two lists of codes share one."""
    for at in range(start, end):
        for other in range(begin, stop):
            if left.codes[at] == right.codes[other]:
                return True
    return False


@inlined
def _as_wholes(
    left: Columns, mine: Any, whole: Whole, right: Columns, theirs: Any, tables: Tables, work: Work,
    count: int, sure: bool, halves: bool,
) -> Any:  # fmt: skip
    """What the names weigh as wholes: how much of each is paired, how alike they sound.

    And how much rarity their pairs share, in bits.
    """
    by = tables.by[0]
    fewest = min(parts(mine), parts(theirs))
    heard, bones = sounding(mine, whole, right, theirs, work)
    work.told[1], work.told[2] = heard, bones
    least, most = min(mine.mass, theirs.mass), max(mine.mass, theirs.mass)
    shared, strong, exact, first = 0.0, 0, count > 0, False
    for at in range(count):
        likeness = work.values[at, 0]
        shared += work.values[at, 1] * likeness
        exact = exact and likeness >= EXACT_ENOUGH
        letter = part(left, mine, work.pairs[at, 0]).role == _INITIAL
        strong += work.pairs[at, 4] != _BY_INITIAL and (left.organisation or not letter)
        begins = work.pairs[at, 0] == 0 and work.pairs[at, 2] == 0
        first = first or (begins and likeness > _FIRST_ENOUGH)
    telling = rareness(left.organisation, fewest, least)
    total = by.prior + tables.most[_step(shared / most)]
    if fewest > 1:
        total += telling * tables.least[_step(shared / least)]
    total += telling * (tables.whole[_step(heard)] + tables.bones[_step(bones)])
    over, other = free(mine, work, LEFT) > 0, free(theirs, work, RIGHT) > 0
    if not strong:
        total += by.none
    elif count == 1:
        total += by.single
        if over or other:
            total += by.lone + by.lone_rarity * shared / RARITY_UNIT
        if over and other:
            total += by.lone_conflict
    if strong and not sure:
        total += by.unsure
    within = left.organisation or mine.native == theirs.native
    if halves and within and (work.over[0, 0] or work.over[1, 0]):
        total += by.loose
    if (
        0 < strong < count
        and not left.organisation
        and initialled(left, mine, work, count, over, other)
    ):
        total += by.initialled + by.initialled_rarity * shared / RARITY_UNIT
    if mine.native != theirs.native:
        total += by.cross
    exact = exact and not over and not other
    work.told[4] = 0.0 if not strong else 2.0 if exact else 1.0
    if exact:
        total += by.exact * (telling if fewest > 1 else 1.0)
        total += by.exact_rarity * min(shared, MOST_SHARED) / RARITY_UNIT
    if first:
        total += by.first_agree
    return total, shared


@inlined
def counted(bits: float, weak: int, work: Work) -> float:
    """What a pair of names counts for, as `scoring.worth` says."""
    if not weak:
        return bits
    cost = 0.0 if work.told[5] > 1.0 else WEAK_COSTS
    return min(bits - cost, WEAK_AT_MOST if work.told[5] else UNLIKE_AT_MOST)
