"""Exact solutions of small linear systems: integers only, no rounding anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

ZERO = Fraction(0)
_FEW = 4
Matrix = Sequence[Mapping[int, Fraction]]


def inflow(links: Matrix, right: Sequence[Fraction]) -> list[Fraction] | None:
    """The y with y = links y + right, or None where there is no single one.

    `links` holds rows, each a mapping from column to entry. Fraction-free elimination (Bareiss
    1968): intermediate values are determinants of integers, so they stay as short as they can be.
    """
    size = len(right)
    rows = []
    for number in range(size):
        row = [-links[number].get(column, ZERO) for column in range(size)]
        row[number] += 1
        row.append(right[number])
        scale = lcm(*(entry.denominator for entry in row))
        rows.append([int(entry * scale) for entry in row])
    if not _eliminated(rows):
        return None
    return _substituted(rows)


def added(parts: Iterable[Fraction]) -> Fraction:
    """The sum, brought to one denominator once instead of at every step."""
    terms = tuple(parts)
    if len(terms) < _FEW:
        return sum(terms, ZERO)
    whole = lcm(*(term.denominator for term in terms))
    return Fraction(sum(term.numerator * (whole // term.denominator) for term in terms), whole)


def _eliminated(rows: list[list[int]]) -> bool:
    """The rows brought to upper triangular form in place; False where they are singular."""
    size, before = len(rows), 1
    for column in range(size):
        pivot = next((n for n in range(column, size) if rows[n][column]), None)
        if pivot is None:
            return False
        rows[column], rows[pivot] = rows[pivot], rows[column]
        top, lead = rows[column][column + 1 :], rows[column][column]
        for number in range(column + 1, size):
            row = rows[number]
            factor = row[column]
            # What stands left of the pivot is never read again.
            row[column + 1 :] = [
                (lead * entry - factor * above) // before
                for entry, above in zip(row[column + 1 :], top, strict=True)
            ]
        before = lead
    return True


def _substituted(rows: list[list[int]]) -> list[Fraction]:
    size = len(rows)
    # Every unknown is an integer over the last pivot, the determinant: one division at the end.
    whole = rows[-1][size - 1] if size else 1
    values = [0] * size
    for number in reversed(range(size)):
        row = rows[number]
        known = sum(row[column] * values[column] for column in range(number + 1, size))
        values[number] = (row[size] * whole - known) // row[number]
    return [Fraction(value, whole) for value in values]
