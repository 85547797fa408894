"""What two names weigh, in bits: the fitted weights times the features of their pairing.

`features` says the same as a vector, for fitting and for explaining; a test holds the two together.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from screening.matching.compiled.columns import MOST_PARTS, Column, Columns, Work
from screening.matching.compiled.jit import compiled, entry, inlined, making
from screening.matching.compiled.likeness import lay, marked
from screening.matching.compiled.pairing import LEFT, RIGHT, Way, free, pair_up, part, parts
from screening.matching.compiled.strings import LONGEST, mark_long, one_slip, ratio, same
from screening.matching.features import (
    COVER_KNOTS,
    EXACT_ENOUGH,
    KNOTS,
    MOST_SHARED,
    NAMES,
    PARTS_THAT_TELL,
    RARITY_UNIT,
    SURE,
    TELLING_BITS,
    TELLING_WORDS,
    WHOLE_KNOTS,
    spread,
)
from screening.matching.tokens import Role
from screening.matching.weights import Weights

_STEPS = 1000
ONE_SLIP = 1.3
"""A name that one slip of the keyboard explains is worth a look, however short it is."""
_LEAST_LETTERS = 4

_CURVES = {
    "agree": ("agree_{}", KNOTS), "agree_rarity": ("agree_{}_rarity", KNOTS),
    "least": ("cover_least_{}", COVER_KNOTS), "most": ("cover_most_{}", COVER_KNOTS),
    "whole": ("whole_{}", WHOLE_KNOTS), "bones": ("bones_{}", WHOLE_KNOTS),
}  # fmt: skip


class Tables(NamedTuple):
    """One kind of name's weights: each by its name, and every curve laid out in thousandths."""

    by: Column
    agree: Column
    agree_rarity: Column
    least: Column
    most: Column
    whole: Column
    bones: Column


def tables(weights: Weights, *, organisation: bool) -> Tables:
    """Lay out the weights of one kind of name."""
    by = dict(zip(NAMES, weights.names(organisation=organisation), strict=True))
    named = np.array([tuple(by.values())], np.dtype([(name, "f8") for name in NAMES]))
    return Tables(named, **{name: _curve(by, *curve) for name, curve in _CURVES.items()})


def _curve(by: dict[str, float], name: str, knots: tuple[float, ...]) -> Column:
    """The weight at every thousandth; a curve that has no first knot begins at nothing."""
    weights = [by.get(name.format(round(100 * knot)), 0.0) for knot in knots]
    return np.array(
        [
            sum(weights[knot] * share for knot, share in spread(step / _STEPS, knots))
            for step in range(_STEPS + 1)
        ]
    )


_NAME, _PATRONYMIC = int(Role.NAME), int(Role.PATRONYMIC)
_NUMBER, _INITIAL = int(Role.NUMBER), int(Role.INITIAL)
_BY_INITIAL, _BY_GLUE = int(Way.INITIAL), int(Way.GLUED)
_BY_ACRONYM, _CUT = int(Way.ACRONYM), int(Way.TRUNCATED)
_FIRST_ENOUGH = KNOTS[3]


class Whole(NamedTuple):
    """One name's sounds and consonants, marked for comparing them with many others'."""

    sound: Column
    bones: Column


@making
def marked_whole(left: Columns, one: int) -> Any:
    """The masks of a name's sounds and of its consonants."""
    name = left.name[one]
    sound = np.zeros(((name.whole_end - name.whole) // LONGEST + 1, 256), np.uint64)
    mark_long(sound, left.text, name.whole, name.whole_end)
    bones = np.zeros(((name.bones_end - name.bones) // LONGEST + 1, 256), np.uint64)
    mark_long(bones, left.text, name.bones, name.bones_end)
    return Whole(sound, bones)


@compiled
def weigh(
    left: Columns, one: int, whole: Whole, right: Columns, two: int, tables: Tables, work: Work
) -> Any:
    """What name `one` of the left and name `two` of the right weigh; `work` keeps the pairing."""
    mine, theirs, by = left.name[one], right.name[two], tables.by[0]
    count = pair_up(left, one, right, two, work)
    bits = _pairs(left, mine, right, theirs, tables, work, count)
    bits += _rest(left, mine, right, theirs, by, work)
    bits += _qualifiers(left, mine, right, theirs, by)
    bits += _as_wholes(left, mine, whole, right, theirs, tables, work, count)
    bits = np.rint(bits * _STEPS) / _STEPS
    over = free(mine, work, LEFT) or free(theirs, work, RIGHT)
    slip = (over or bits < ONE_SLIP) and _slip_apart(left, mine, right, theirs)
    work.told[0] = count
    work.told[3] = max(0.0, ONE_SLIP - bits) if slip else 0.0
    work.told[5] = not over or slip
    return max(bits, ONE_SLIP) if slip else bits


@compiled
def _slip_apart(left: Columns, mine: Any, right: Columns, theirs: Any) -> bool:
    """Whether a single slip of the keyboard makes one name the other; another number is none."""
    start, end, begin, stop = mine.written, mine.written_end, theirs.written, theirs.written_end
    if not one_slip(left.codes, start, end, right.codes, begin, stop):
        return False
    if same(left.codes, start, end, right.codes, begin, stop):
        return True
    if mine.initials_count == theirs.initials_count and mine.initials != theirs.initials:
        return False
    longest = max(end - start, stop - begin)
    return bool(longest >= _LEAST_LETTERS and mine.figures == theirs.figures)


@inlined
def _pairs(
    left: Columns, mine: Any, right: Columns, theirs: Any, tables: Tables, work: Work, count: int
) -> Any:
    """What the pairs of parts weigh: in a long name each says less."""
    by, total = tables.by[0], 0.0
    for at in range(count):
        way = work.pairs[at, 4]
        likeness, rarity = work.values[at, 0], work.values[at, 1] / RARITY_UNIT
        if way == _BY_INITIAL:
            total += by.initial
            continue
        if way == _BY_ACRONYM:
            total += by.acronym + by.acronym_rarity * rarity
            continue
        if way == _CUT:
            total += by.truncated + by.truncated_rarity * rarity * likeness
            continue
        a, b = part(left, mine, work.pairs[at, 0]), part(right, theirs, work.pairs[at, 2])
        if a.role == _PATRONYMIC and b.role == _PATRONYMIC:
            total += likeness * (by.patronymic_agree + by.patronymic_agree_rarity * rarity)
            continue
        step = _step(likeness)
        total += tables.agree[step] + tables.agree_rarity[step] * rarity
        if way == _BY_GLUE:
            total += by.glued
        if a.native != b.native:
            total += by.cross_rarity * rarity * _beyond(likeness)
        if a.abjad != b.abjad:
            total += by.abjad_rarity * rarity * _beyond(likeness)
    return total * min(1.0, PARTS_THAT_TELL / max(parts(mine), parts(theirs)))


@inlined
def _beyond(likeness: float) -> Any:
    """As `features.beyond`."""
    return np.rint(max(0.0, likeness - KNOTS[1]) / (1.0 - KNOTS[1]) * _STEPS) / _STEPS


@inlined
def _step(share: float) -> int:
    """A share, of at most 1, as a place in a curve."""
    return int(np.rint(min(1.0, share) * _STEPS))


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
    count: int,
) -> Any:  # fmt: skip
    """What the names weigh as wholes: how much of each is paired, how alike they sound."""
    by = tables.by[0]
    fewest = min(parts(mine), parts(theirs))
    heard, bones = _sounding(mine, whole, right, theirs, work)
    work.told[1], work.told[2] = heard, bones
    least, most = min(mine.mass, theirs.mass), max(mine.mass, theirs.mass)
    shared, strong, exact, first = 0.0, 0, count > 0, False
    for at in range(count):
        likeness = work.values[at, 0]
        shared += work.values[at, 1] * likeness
        exact = exact and likeness >= EXACT_ENOUGH
        strong += work.pairs[at, 4] != _BY_INITIAL
        begins = work.pairs[at, 0] == 0 and work.pairs[at, 2] == 0
        first = first or (begins and likeness > _FIRST_ENOUGH)
    telling = _rareness(left.organisation, fewest, least)
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
    sure, halves = _likest(work, count)
    if strong and not sure:
        total += by.unsure
    if halves and (work.over[0, 0] or work.over[1, 0]):
        total += by.loose
    if (
        0 < strong < count
        and not left.organisation
        and _initialled(left, mine, work, count, over, other)
    ):
        total += by.initialled + by.initialled_rarity * shared / RARITY_UNIT
    if mine.native != theirs.native:
        total += by.cross
    exact = exact and not over and not other
    work.told[4] = 2.0 if exact else 1.0 if strong else 0.0
    if exact:
        total += by.exact * (telling if fewest > 1 else 1.0)
        total += by.exact_rarity * min(shared, MOST_SHARED) / RARITY_UNIT
    if first:
        total += by.first_agree
    return total


@inlined
def _likest(work: Work, count: int) -> Any:
    """Whether some pair is surely alike, and whether one that should be is only half alike."""
    sure = halves = False
    for at in range(count):
        way = work.pairs[at, 4]
        if work.values[at, 0] >= SURE:
            sure = True
        elif way not in (_BY_INITIAL, _CUT):
            halves = True
    return sure, halves


@inlined
def _rareness(organisation: bool, fewest: int, least: float) -> Any:
    """From 0 to 1, how much it tells that two names agree as wholes.

    A person's name of one part is no more than that part, and the commoner its parts the more
    people share the whole of it: the pairs to learn from hold next to none of those.
    """
    if organisation:
        return np.rint(min(1.0, least / TELLING_WORDS) * _STEPS) / _STEPS
    if fewest < 2:  # noqa: PLR2004
        return 0.0
    return np.rint(min(1.0, least / TELLING_BITS) * _STEPS) / _STEPS


@inlined
def _sounding(mine: Any, whole: Whole, right: Columns, theirs: Any, work: Work) -> Any:
    """How alike the two names sound, and their consonants."""
    length = mine.whole_end - mine.whole
    heard = ratio(whole.sound, length, right.text, theirs.whole, theirs.whole_end, work.rest)
    length = mine.bones_end - mine.bones
    return heard, ratio(whole.bones, length, right.text, theirs.bones, theirs.bones_end, work.rest)


@inlined
def _initialled(left: Columns, mine: Any, work: Work, count: int, over: bool, other: bool) -> bool:
    """Whether one name is the other with some parts cut to their first letters, and no more."""
    cut, kept = False, False
    for at in range(count):
        if work.pairs[at, 4] == _BY_INITIAL:
            short = part(left, mine, work.pairs[at, 0]).role == _INITIAL
            cut, kept = cut or short, kept or not short
        elif work.values[at, 0] < EXACT_ENOUGH:
            return False
    if cut == kept:
        return False
    return not (over if cut else other)


@entry
def weigh_pairs(
    left: Columns, own: Column, right: Columns, names: Column, tables: Tables, room: Column
) -> Any:
    """What the pairs of names (own[k], names[k]) weigh, and all that explains it.

    Their weights; how their parts pair (as `pairs` of `WORK`), with what values, and what is told.
    """
    work = room[0]
    number = len(own)
    bits, told = np.empty(number), np.empty((number, 6))
    pairs, values = np.empty((number, MOST_PARTS, 5), np.int64), np.empty((number, MOST_PARTS, 2))
    masks = marked(left)
    last, sounds = np.int64(0), marked_whole(left, np.int64(0))
    for at in range(number):
        if own[at] != last:
            last, sounds = own[at], marked_whole(left, own[at])
        lay(left, own[at], masks, right, names[at], work)
        bits[at] = weigh(left, own[at], sounds, right, names[at], tables, work)
        _keep(work, pairs[at], values[at], told[at])
    return bits, pairs, values, told


@compiled
def _keep(work: Work, pairs: Column, values: Column, told: Column) -> None:
    """Copy what was found of a pair of names."""
    for at in range(int(work.told[0])):
        for column in range(5):
            pairs[at, column] = work.pairs[at, column]
        values[at, 0], values[at, 1] = work.values[at, 0], work.values[at, 1]
    for at in range(6):
        told[at] = work.told[at]
