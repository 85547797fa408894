"""From an alignment to numbers: the evidence the fitted weights are multiplied with."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import asdict

from screening.matching.alignment import Alignment
from screening.matching.compiled.pairs import Way
from screening.matching.names import NameForm
from screening.matching.tokens import Role, Token
from screening.matching.vocabulary import vocabulary

# A part's likeness is spread over the two nearest knots; each knot has a weight of its own.
KNOTS = (0.55, 0.65, 0.75, 0.85, 0.93, 1.0)
COVER_KNOTS = (0.0, 0.25, 0.5, 0.75, 1.0)
WHOLE_KNOTS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)

_AGREE_N = [f"agree_{round(k * 100)}" for k in KNOTS]
_AGREE_R = [f"agree_{round(k * 100)}_rarity" for k in KNOTS]
_COVER_LEAST = [f"cover_least_{round(k * 100)}" for k in COVER_KNOTS[1:]]
_COVER_MOST = [f"cover_most_{round(k * 100)}" for k in COVER_KNOTS[1:]]
_WHOLE = [f"whole_{round(k * 100)}" for k in WHOLE_KNOTS[1:]]
_BONES = [f"bones_{round(k * 100)}" for k in WHOLE_KNOTS[1:]]
_OTHER = [
    "prior", "initial", "patronymic_agree", "patronymic_agree_rarity", "glued", "acronym",
    "acronym_rarity", "missing", "missing_rarity", "conflict", "conflict_rarity", "rest",
    "rest_rarity", "patronymic_missing", "patronymic_conflict", "initial_missing",
    "initial_conflict", "number_missing", "number_conflict", "form_same", "form_differ",
    "suffix_conflict", "single", "none", "exact", "exact_rarity", "cross", "cross_rarity",
    "cross_conflict", "abjad_rarity", "abjad_conflict", "first_agree",
    "place_conflict", "place_missing", "conflict_share", "lone", "lone_rarity",
    "initialled", "initialled_rarity", "truncated", "truncated_rarity",
    "lone_conflict", "unsure", "loose",
]  # fmt: skip
NAMES: tuple[str, ...] = (
    *_OTHER, *_AGREE_N, *_AGREE_R, *_COVER_LEAST, *_COVER_MOST, *_WHOLE, *_BONES,
)  # fmt: skip
# What is spread over knots: every later knot of a curve weighs at least what the one before does.
CURVES = (_AGREE_N, _AGREE_R, _COVER_LEAST, _COVER_MOST, _WHOLE, _BONES)
AT = {name: place for place, name in enumerate(NAMES)}
_AGREE = AT[_AGREE_N[0]]
_AGREE_RARITY = AT[_AGREE_R[0]]
RARITY_UNIT = 10.0
EXACT_ENOUGH = 0.97
SURE = 0.9
PARTS_THAT_TELL = 3.0
MOST_SHARED = 48.0

Part = tuple[int, float]


class Aligned(Alignment, frozen=True, kw_only=True):
    """An alignment with the names it is of."""

    left: NameForm
    right: NameForm


def thousandths(value: float) -> float:
    """`value` in steps of a thousandth: coarse enough to be the same on every machine."""
    return round(value * 1000.0) / 1000.0


def spread(value: float, knots: tuple[float, ...]) -> tuple[Part, ...]:
    """`value` as shares of the two knots around it: (knot, share), the shares adding to one."""
    if value <= knots[0]:
        return ((0, 1.0),)
    for upper in range(1, len(knots)):
        if value < knots[upper]:
            share = (value - knots[upper - 1]) / (knots[upper] - knots[upper - 1])
            return ((upper - 1, 1.0 - share), (upper, share))
    return ((len(knots) - 1, 1.0),)


@lru_cache(maxsize=4096)
def _spread_part(likeness: float) -> tuple[Part, ...]:
    return spread(likeness, KNOTS)


def pair_features(alignment: Aligned, place: int) -> list[Part]:
    """What one pair of parts contributes: in a long name each says less."""
    dilution = min(
        1.0, PARTS_THAT_TELL / max(len(alignment.left.parts), len(alignment.right.parts))
    )
    return [(at, value * dilution) for at, value in _pair_features(alignment, place)]


def _pair_features(alignment: Aligned, place: int) -> list[Part]:
    pair = alignment.pairs[place]
    rarity = pair.rarity / RARITY_UNIT
    if pair.way == Way.INITIAL:
        # Beside nothing but half-likes an initial says nothing.
        return [] if unsure(alignment) else [(AT["initial"], 1.0)]
    if pair.way == Way.ACRONYM:
        return [(AT["acronym"], 1.0), (AT["acronym_rarity"], rarity)]
    if pair.way == Way.TRUNCATED:
        return [(AT["truncated"], 1.0), (AT["truncated_rarity"], rarity * pair.likeness)]
    left, right = alignment.left.parts[pair.left[0]], alignment.right.parts[pair.right[0]]
    if left.role == Role.PATRONYMIC and right.role == Role.PATRONYMIC:
        return [
            (AT["patronymic_agree"], pair.likeness),
            (AT["patronymic_agree_rarity"], pair.likeness * rarity),
        ]
    found: list[Part] = []
    for knot, share in _spread_part(pair.likeness):
        found.append((_AGREE + knot, share))
        found.append((_AGREE_RARITY + knot, share * rarity))
    if pair.way == Way.GLUED:
        found.append((AT["glued"], 1.0))
    if left.native != right.native:
        found.append((AT["cross_rarity"], rarity * beyond(pair.likeness)))
    if left.abjad != right.abjad:
        found.append((AT["abjad_rarity"], rarity * beyond(pair.likeness)))
    return found


def beyond(likeness: float) -> float:
    """How far beyond half alike, from 0 to 1: across scripts any two parts are half alike."""
    return thousandths(max(0.0, likeness - KNOTS[1]) / (1.0 - KNOTS[1]))


def rest_features(alignment: Aligned) -> list[Part]:
    """What the parts without a counterpart contribute: missing, or contradicting each other."""
    left, right = alignment.left, alignment.right
    mine = [left.parts[i] for i in alignment.left_over]
    theirs = [right.parts[j] for j in alignment.right_over]
    if not mine and not theirs:
        return []
    found: list[Part] = []
    for role, missing, conflict in _BY_ROLE:
        ours = sum(token.role == role for token in mine)
        others = sum(token.role == role for token in theirs)
        both = min(ours, others)
        if both:
            found.append((AT[conflict], float(both)))
        if ours + others - 2 * both:
            found.append((AT[missing], float(ours + others - 2 * both)))
    organisation = left.organisation
    one = sorted((t.bits for t in mine if t.role == Role.NAME), reverse=True)
    two = sorted((t.bits for t in theirs if t.role == Role.NAME), reverse=True)
    both = min(len(one), len(two))
    if both:
        against = sum(min(a, b) for a, b in zip(one, two, strict=False)) / RARITY_UNIT
        found += [(AT["conflict"], float(both)), (AT["conflict_rarity"], against)]
        if _crosses(alignment):
            found.append((AT["cross_conflict"], float(both)))
        if any(t.abjad for t in mine) != any(t.abjad for t in theirs):
            found.append((AT["abjad_conflict"], float(both)))
        share = sum(min(a, b) for a, b in zip(one, two, strict=False)) / min(left.mass, right.mass)
        found.append((AT["conflict_share"], min(1.0, share)))
    if organisation:
        here, there = any(map(_is_place, mine)), any(map(_is_place, theirs))
        if here or there:
            found.append((AT["place_conflict" if here and there else "place_missing"], 1.0))
    spare = one[both:] + two[both:]
    if spare:
        count, rarity = ("rest", "rest_rarity") if both else ("missing", "missing_rarity")
        found += [(AT[count], float(len(spare))), (AT[rarity], sum(spare) / RARITY_UNIT)]
    return found


_BY_ROLE = (
    (Role.PATRONYMIC, "patronymic_missing", "patronymic_conflict"),
    (Role.INITIAL, "initial_missing", "initial_conflict"),
    (Role.NUMBER, "number_missing", "number_conflict"),
)


def other_features(alignment: Aligned) -> list[Part]:
    """What titles, generational suffixes and legal forms contribute."""
    left, right = alignment.left, alignment.right
    if not left.others or not right.others:
        return []
    found: list[Part] = []
    mine, theirs = left.others_of(Role.FORM), right.others_of(Role.FORM)
    if mine and theirs:
        found.append((AT["form_same" if mine & theirs else "form_differ"], 1.0))
    mine, theirs = left.others_of(Role.SUFFIX), right.others_of(Role.SUFFIX)
    if mine and theirs and not mine & theirs:
        found.append((AT["suffix_conflict"], 1.0))
    return found


def whole_features(alignment: Aligned) -> list[Part]:
    """What the two names as wholes contribute: how much of each is paired, how alike they sound."""
    left, right, pairs = alignment.left, alignment.right, alignment.pairs
    found: list[Part] = [(AT["prior"], 1.0)]
    shared = sum(pair.rarity * pair.likeness for pair in pairs)
    mine, theirs = left.mass, right.mass
    least, most = (mine, theirs) if mine <= theirs else (theirs, mine)
    telling = rareness(left, right)
    covers = (("cover_least_25", least, telling), ("cover_most_25", most, 1.0))
    # To be wholly contained in the other says nothing of a name of one part.
    for name, whole, worth in covers if min(len(left.parts), len(right.parts)) > 1 else covers[1:]:
        for knot, share in spread(thousandths(min(1.0, shared / whole)), COVER_KNOTS):
            if knot:
                found.append((AT[name] + knot - 1, share * worth))
    for name, alike in (("whole_50", alignment.heard), ("bones_50", alignment.bones)):
        for knot, share in spread(alike, WHOLE_KNOTS):
            if knot:
                found.append((AT[name] + knot - 1, share * telling))
    strong = sum(
        pair.way != Way.INITIAL
        and (left.organisation or left.parts[pair.left[0]].role is not Role.INITIAL)
        for pair in pairs
    )
    if not strong:
        found.append((AT["none"], 1.0))
    elif len(pairs) == 1:
        found.append((AT["single"], 1.0))
    if strong == 1 and len(pairs) == 1 and (alignment.left_over or alignment.right_over):
        found += [(AT["lone"], 1.0), (AT["lone_rarity"], shared / RARITY_UNIT)]
        if alignment.left_over and alignment.right_over:
            found.append((AT["lone_conflict"], 1.0))
    if strong and unsure(alignment):
        found.append((AT["unsure"], 1.0))
    if loose(alignment):
        found.append((AT["loose"], 1.0))
    if initialled(alignment):
        found += [(AT["initialled"], 1.0), (AT["initialled_rarity"], shared / RARITY_UNIT)]
    if _crosses(alignment):
        found.append((AT["cross"], 1.0))
    if alignment.exact:
        found += [
            (AT["exact"], telling if min(len(left.parts), len(right.parts)) > 1 else 1.0),
            (AT["exact_rarity"], min(shared, MOST_SHARED) / RARITY_UNIT),
        ]
    if any(0 in pair.left and 0 in pair.right and pair.likeness > KNOTS[3] for pair in pairs):
        found.append((AT["first_agree"], 1.0))
    return found


def rareness(left: NameForm, right: NameForm) -> float:
    """From 0 to 1, how much it tells that two names agree as wholes."""
    if left.organisation:
        return thousandths(min(1.0, min(left.mass, right.mass) / TELLING_WORDS))
    if min(len(left.parts), len(right.parts)) < 2:  # noqa: PLR2004
        return 0.0
    return thousandths(min(1.0, min(left.mass, right.mass) / TELLING_BITS))


TELLING_BITS, TELLING_WORDS = 22.0, 12.0


def initialled(alignment: Aligned) -> bool:
    """Whether a person's name is another cut to first letters in some parts, and no more."""
    if alignment.left.organisation:
        return False
    cut = set()
    for pair in alignment.pairs:
        if pair.way is Way.INITIAL:
            cut.add(alignment.left.parts[pair.left[0]].role is Role.INITIAL)
        elif pair.likeness < EXACT_ENOUGH:
            return False
    if len(cut) != 1 or all(pair.way is Way.INITIAL for pair in alignment.pairs):
        return False
    return not (alignment.left_over if cut.pop() else alignment.right_over)


def unsure(alignment: Aligned) -> bool:
    """Whether no part has more than a half-like: two names may resemble each other so by chance."""
    return all(pair.likeness < SURE for pair in alignment.pairs)


def loose(alignment: Aligned) -> bool:
    """Whether a part is left over, and one that is not has only a half-like.

    Not so of persons across scripts, where parts that are the same are often but half alike.
    """
    left, right = alignment.left, alignment.right
    if left.native != right.native and not left.organisation:
        return False
    over = [left.parts[i] for i in alignment.left_over]
    over += [right.parts[j] for j in alignment.right_over]
    if not any(token.role is Role.NAME for token in over):
        return False
    return any(
        pair.likeness < SURE and pair.way is not Way.INITIAL and pair.way is not Way.TRUNCATED
        for pair in alignment.pairs
    )


@lru_cache(maxsize=65536)
def _is_place(token: Token) -> bool:
    places = vocabulary().places
    return token.plain in places or token.sounds[0] in places


def _crosses(alignment: Aligned) -> bool:
    return alignment.left.native != alignment.right.native


def vector(left: NameForm, right: NameForm, alignment: Alignment) -> list[float]:
    """Every feature of the alignment of two names, in the order of NAMES."""
    aligned = Aligned(**asdict(alignment), left=left, right=right)
    found = [0.0] * len(NAMES)
    for place in range(len(aligned.pairs)):
        for at, value in pair_features(aligned, place):
            found[at] += value
    for group in (rest_features, other_features, whole_features):
        for at, value in group(aligned):
            found[at] += value
    return found
