"""Distances between short byte strings, a whole column of the edit table in one machine word.

Strings are slices of a column of bytes: `text[start:end]`. One side is given as masks: for every
byte, the places at which it stands, as bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from screening.matching.compiled.jit import compiled, inlined

Bytes = NDArray[np.uint8]
Masks = NDArray[np.uint64]

LONGEST = 64
"""Bytes of a word that are compared: as many as a machine word has bits."""


@compiled
def mark(masks: Masks, text: Bytes, start: int, end: int) -> None:
    """Note the places of a string of at most LONGEST bytes. `masks` must be zero before."""
    for place in range(start, end):
        masks[text[place]] |= np.uint64(1) << np.uint64(place - start)


@compiled
def unmark(masks: Masks, text: Bytes, start: int, end: int) -> None:
    """Make masks zero again."""
    for place in range(start, end):
        masks[text[place]] = np.uint64(0)


@compiled
def slips(masks: Masks, length: int, text: Bytes, start: int, end: int) -> Any:
    """The optimal string alignment distance to the marked string (Hyyro, 2003)."""
    if length == 0:
        return end - start
    one = np.uint64(1)
    last = one << np.uint64(length - 1)
    positive, negative = ~np.uint64(0), np.uint64(0)
    diagonal, before = np.uint64(0), np.uint64(0)
    distance = length
    for place in range(start, end):
        here = masks[text[place]]
        swapped = (((~diagonal) & here) << one) & before
        diagonal = (((here & positive) + positive) ^ positive) | here | negative | swapped
        up = negative | ~(diagonal | positive)
        down = diagonal & positive
        if up & last:
            distance += 1
        if down & last:
            distance -= 1
        up = (up << one) | one
        down = down << one
        positive = down | ~(diagonal | up)
        negative = up & diagonal
        before = here
    return distance


@compiled
def shared(masks: Masks, length: int, text: Bytes, start: int, end: int, fold: Bytes) -> Any:
    """The length of the longest common subsequence (Hyyro, 2004), `text` read through `fold`."""
    if length == 0:
        return 0
    rest = ~np.uint64(0)
    for place in range(start, end):
        met = rest & masks[fold[text[place]]]
        rest = (rest + met) | (rest - met)
    if length < LONGEST:
        rest |= ~np.uint64(0) << np.uint64(length)
    return ones(~rest)


@compiled
def mark_long(masks: NDArray[np.uint64], text: Bytes, start: int, end: int) -> None:
    """The same for a long string: `masks` has a row for every LONGEST bytes."""
    for place in range(start, end):
        at = place - start
        masks[at // LONGEST, text[place]] |= np.uint64(1) << np.uint64(at % LONGEST)


@compiled
def ratio(
    masks: NDArray[np.uint64], length: int, text: Bytes, start: int, end: int, rest: Masks
) -> Any:
    """Twice the longest common subsequence over both lengths, in thousandths of one, rounded.

    `rest` is room for as many words as `masks` has rows. Two empty strings are the same.
    """
    total = length + end - start
    if total == 0:
        return 1.0
    rows = (length + LONGEST - 1) // LONGEST
    rest[:rows] = ~np.uint64(0)
    for place in range(start, end):
        carry = np.uint64(0)
        for row in range(rows):
            held = rest[row]
            met = held & masks[row, text[place]]
            added = held + met
            over = added < held
            summed = added + carry
            carry = np.uint64(1) if over or summed < added else np.uint64(0)
            rest[row] = summed | (held - met)
    common = 0
    for row in range(rows):
        left = ~rest[row]
        bits = length - row * LONGEST
        if bits < LONGEST:
            left &= (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
        common += ones(left)
    return np.rint(2000.0 * common / total) / 1000.0


@inlined
def ones(word: np.uint64) -> Any:
    """How many bits are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + (
        (word >> np.uint64(2)) & np.uint64(0x3333333333333333)
    )
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inlined
def fewest_slips(mine: np.uint64, theirs: np.uint64, length: int, other: int) -> Any:
    """At least how many slips apart two words are: by their letters, and by their lengths."""
    lacking = max(ones(mine & ~theirs), ones(theirs & ~mine))
    return max(lacking, abs(length - other))


@compiled
def same(one: Bytes, start: int, end: int, two: Bytes, begin: int, stop: int) -> bool:
    """Whether two strings are equal."""
    if end - start != stop - begin:
        return False
    for place in range(end - start):
        if one[start + place] != two[begin + place]:
            return False
    return True


@compiled
def begins(one: Bytes, start: int, end: int, two: Bytes, begin: int, stop: int) -> bool:
    """Whether the second string begins with the first."""
    if end - start > stop - begin:
        return False
    for place in range(end - start):
        if one[start + place] != two[begin + place]:
            return False
    return True


@compiled
def one_slip(one: Any, start: int, end: int, two: Any, begin: int, stop: int) -> bool:
    """Whether at most one letter put in, left out, changed or swapped makes one of the other."""
    if end - start > stop - begin:
        one, start, end, two, begin, stop = two, begin, stop, one, start, end
    least, most = end - start, stop - begin
    if most - least > 1:
        return False
    first = 0
    while first < least and one[start + first] == two[begin + first]:
        first += 1
    if most > least:
        return bool(_rest_same(one, start + first, end, two, begin + first + 1))
    if first == least or _rest_same(one, start + first + 1, end, two, begin + first + 1):
        return True
    swapped = (
        first + 1 < least
        and one[start + first] == two[begin + first + 1]
        and one[start + first + 1] == two[begin + first]
    )
    return swapped and bool(_rest_same(one, start + first + 2, end, two, begin + first + 2))


@compiled
def _rest_same(one: Any, start: int, end: int, two: Any, begin: int) -> bool:
    for place in range(end - start):
        if one[start + place] != two[begin + place]:
            return False
    return True
