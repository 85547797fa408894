"""From two names to match weights, and from names and facts to one comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from screening.matching.alignment import Alignment, Likenesses, Way, align
from screening.matching.evidence import Evidence, compare_facts
from screening.matching.facts import Facts
from screening.matching.fast import name_bits
from screening.matching.features import exact
from screening.matching.likeness import likeness
from screening.matching.names import NameForm, letters
from screening.matching.tokens import Role, Token
from screening.matching.vocabulary import vocabulary
from screening.matching.weights import Weights

# An exact name, or one this strong, in bits, is not cleared by a contradiction: it stays just
# above the line of review.
STRONG_NAME = 8.0
EXACT_AT_LEAST = 0.0
HELD_AT = 1.3
WEAK_AT_MOST = 1.3
ONE_SLIP = 1.3
"""A name that one slip of the keyboard explains is worth a look, however short it is."""
_LEAST_LETTERS = 4
UNLIKE_AT_MOST = -0.5
UNLIKE = 0.0
SOMEWHAT_ALIKE = -2.5
DAYS = frozenset({"birth_day", "birth_swapped"})
NUMBERS = frozenset({"identifier_same", "identifier_value"})
_STEPS = 1000.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of names weighed together with all other evidence. `bits` is the sum of it all."""

    alignment: Alignment
    name_bits: float
    weak: bool
    evidence: tuple[Evidence, ...]
    bits: float
    held: float
    capped: float


def likenesses(left: Iterable[NameForm], right: Iterable[NameForm]) -> Likenesses:
    """The likeness of every part on the left to every part on the right, made in one go."""
    mine = list(dict.fromkeys(token for form in left for token in form.parts))
    theirs = list(dict.fromkeys(token for form in right for token in form.parts))
    return table(mine, theirs)


def table(mine: Sequence[Token], theirs: Sequence[Token]) -> Likenesses:
    rows = likeness(mine, theirs).tolist()
    return {one: dict(zip(theirs, row, strict=True)) for one, row in zip(mine, rows, strict=True)}


def score_names(
    left: NameForm, right: NameForm, known: Likenesses, fitted: Weights
) -> tuple[float, Alignment]:
    alignment = align(left, right, known)
    bits = name_bits(alignment, fitted)
    if bits < ONE_SLIP and one_slip_apart(left, right):
        bits = ONE_SLIP
    return bits, alignment


def worth(bits: float, alignment: Alignment, *, weak: bool) -> float:
    """What a pair of names counts for: a weak alias little, and within a longer name less."""
    if not weak:
        return bits
    left, right = alignment.left, alignment.right
    over = alignment.left_over or alignment.right_over
    whole = not over or one_slip_apart(left, right)
    return min(bits, WEAK_AT_MOST if whole else UNLIKE_AT_MOST)


def one_slip_apart(left: NameForm, right: NameForm) -> bool:
    """Whether a single slip of the keyboard makes one name the other; another number is none."""
    mine, theirs = letters(left.text), letters(right.text)
    if mine == theirs:
        return True
    first, second = _initials(left), _initials(right)
    if len(first) == len(second) and first != second:
        return False
    if max(len(mine), len(theirs)) < _LEAST_LETTERS or _numbers(left) != _numbers(right):
        return False
    return OSA.distance(mine, theirs, score_cutoff=1) <= 1


def _initials(form: NameForm) -> list[str]:
    return [token.plain for token in form.parts if token.role is Role.INITIAL]


def _numbers(form: NameForm) -> list[str]:
    """The figures of a name; one spelt out ("third") may be misspelt like any word."""
    spelt = {vocabulary().ordinals.get(word) for word in form.text.casefold().split()}
    figures = (token.sounds[0] for token in form.parts if token.role is Role.NUMBER)
    return [figure for figure in figures if figure not in spelt]


def weigh(
    bits: float, alignment: Alignment, facts: tuple[Facts, Facts], fitted: Weights, *, weak: bool
) -> Scored:
    """Add the other evidence to what the names weigh.

    A weak alias alone is worth a look and no more. Unlike names of people who merely share a year
    of birth or a country never reach the line: it takes a full birth date or a number to join
    those. A contradiction never takes an exact or strong name below it: what it would take too
    much is held back, and shown.
    """
    name = worth(bits, alignment, weak=weak)
    evidence = tuple(compare_facts(*facts))
    total = name + sum(fitted.evidence.get(found.level, 0.0) for found in evidence)
    capped = 0.0
    if name < UNLIKE and not _joined(name, alignment, evidence):
        capped = min(0.0, UNLIKE_AT_MOST - total)
        total += capped
    held = 0.0
    against = {found.feature for found in evidence if found.contradicts}
    strong = name >= STRONG_NAME or (name >= EXACT_AT_LEAST and exact(alignment))
    if strong and total < HELD_AT and not _cleared(against, evidence):
        held = min(HELD_AT, name) - total if total < min(HELD_AT, name) else 0.0
    total = round((total + held) * _STEPS) / _STEPS
    return Scored(alignment, bits, weak, evidence, total, held, capped)


def _joined(name: float, alignment: Alignment, evidence: tuple[Evidence, ...]) -> bool:
    """Whether a number, or a full birth date of people somewhat alike in name, joins the two.

    Among many thousand people there are some for everybody who were born on the very day; an
    initial in common makes no two of them alike.
    """
    levels = {found.level for found in evidence}
    if levels & NUMBERS:
        return True
    alike = any(pair.way is not Way.INITIAL for pair in alignment.pairs)
    return alike and name >= SOMEWHAT_ALIKE and bool(levels & DAYS)


def _cleared(against: set[str], evidence: tuple[Evidence, ...]) -> bool:
    """Whether contradictions of two kinds, or of kind itself, may outweigh a name."""
    if "kind" in against:
        return True
    return len({found.feature for found in evidence if found.level in _SEVERE}) > 1


_SEVERE = frozenset(
    {
        "birth_far",
        "birth_apart",
        "country_differs",
        "gender_differs",
        "identifier_permanent_differs",
    }
)
