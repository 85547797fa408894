"""The set that variations are judged on: every class of variation against hard look-alikes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from screening.matching.examples import lookalikes, varied
from screening.matching.pairs import Example
from screening.matching.variations.organisations import other_number

_SEED = 11


def variations(examples: Sequence[Example], most: int) -> list[Example]:
    """Variations of the first names of at most `most` subjects, and names that are another's.

    The same pairs give the same trial. The seed is not the one that the weights were learned with.
    """
    return [
        *varied(examples, _SEED, most),
        *(each for each in lookalikes(examples, _SEED, most) if each.kind == "look-alike"),
        *_next_numbers(examples),
    ]


def _next_numbers(examples: Sequence[Example]) -> list[Example]:
    """Organisations against their own names with the next number: Fund X and Fund XI."""
    firsts = {each.left: each for each in reversed(examples) if each.organisation}
    return [
        replace(each, right=" ".join(other), same=False, kind="other number")
        for name, each in sorted(firsts.items())
        if (other := other_number(name.split()))
    ]
