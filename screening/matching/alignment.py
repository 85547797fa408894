"""Which part of one name answers to which part of the other, what that weighs, and why.

The pairing itself is compiled (`compiled.pairing`); here it is read off in parts of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from screening.matching.compiled.pairs import Way
from screening.matching.tokens import Role


class Word(Protocol):
    """What a sentence needs to know of a part of a name; see `tokens.Token`."""

    @property
    def text(self) -> str: ...
    @property
    def role(self) -> Role: ...
    @property
    def native(self) -> bool: ...
    @property
    def group(self) -> int: ...


class Written(Protocol):
    """What a sentence needs to know of a name; see `names.NameForm`."""

    @property
    def text(self) -> str: ...
    @property
    def organisation(self) -> bool: ...
    @property
    def parts(self) -> Sequence[Word]: ...
    def others_of(self, role: Role) -> frozenset[str]: ...


Form = TypeVar("Form", bound=Written)
Form_co = TypeVar("Form_co", bound=Written, covariant=True)


class Pair(NamedTuple):
    """Parts that answer to each other; more than one on a side when glued or an acronym.

    `rarity` and `weight` are in bits; `likeness` is from 0 to 1.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    likeness: float
    way: Way
    rarity: float
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment(Generic[Form_co]):
    """All pairs of two names, and the places of the parts that found none.

    `heard` and `bones` say how alike the whole names sound, and their consonants; `alike`, whether
    they share more than initials; `exact`, whether every part has its like; `whole`, whether
    nothing is left over, or a slip explains it; `covered`, what share of the fuller name is paired.

    In bits: `rest` is what parts without a counterpart weigh, `qualifiers` what legal forms or
    generations do. `adjusted` is what the weight gained because one slip of the keyboard explains
    the difference, or lost because the names are too common to say as much.
    """

    left: Form_co
    right: Form_co
    pairs: tuple[Pair, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]
    heard: float = 0.0
    bones: float = 0.0
    adjusted: float = 0.0
    alike: bool = False
    exact: bool = False
    whole: bool = True
    covered: float = 0.0
    rest: float = 0.0
    qualifiers: float = 0.0
