"""Makes reference.csv, the shipped distribution of name parts, from tables of names.

    python -m screening.matching.reference OUT NAMES...

Each NAMES file is CSV with the columns kind ("person" or "organisation"), weight and name. What
ships are counts of single words' sounds and consonants: nobody's name can be read back from it.
Names of syllables alone, as East Asia has them, are counted once more among themselves.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from screening.matching.names import UnreadableNameError, analyse
from screening.matching.rarity import of_syllables
from screening.matching.tokens import Role

_MOST_ROWS = {"ps": 14000, "pk": 7000, "ys": 1000, "os": 11000, "ok": 5000}
_LEAST_COUNT = 2
_COUNTED = frozenset({Role.NAME, Role.PATRONYMIC, Role.ACRONYM})


def count(names: Iterable[tuple[str, float, str]]) -> dict[str, int]:
    """Counts by key from (kind, weight, name); unreadable names are passed over."""
    found: Counter[str] = Counter()
    for kind, weight, name in names:
        try:
            form = analyse(name, organisation=kind == "organisation")
        except UnreadableNameError:
            continue
        letter = "o" if form.organisation else "p"
        found[f"total:{letter}"] += weight  # type: ignore[assignment]
        parts = [token for token in form.parts if token.role in _COUNTED]
        for sound in {token.sounds[0] for token in parts if not token.abjad}:
            found[f"{letter}s{sound}"] += weight  # type: ignore[assignment]
        for bones in {token.skeletons[0] for token in parts}:
            found[f"{letter}k{bones}"] += weight  # type: ignore[assignment]
        if letter == "p" and of_syllables([token.sounds[0] for token in parts]):
            found["total:y"] += weight  # type: ignore[assignment]
            for sound in {token.sounds[0] for token in parts}:
                found[f"ys{sound}"] += weight  # type: ignore[assignment]
    return _commonest(found)


def _commonest(found: Counter[str]) -> dict[str, int]:
    kept = {key: round(number) for key, number in found.items() if key.startswith("total:")}
    for prefix, most in _MOST_ROWS.items():
        rows = [(round(n), key) for key, n in found.items() if key.startswith(prefix)]
        rows = [row for row in rows if row[0] >= _LEAST_COUNT]
        ordered = sorted(rows, key=lambda row: (-row[0], row[1]))
        kept |= {key: number for number, key in ordered[:most]}
    return kept


def main(out: str, *sources: str) -> None:
    names = []
    for source in sources:
        with Path(source).open(encoding="utf-8", newline="") as file:
            names += [
                (row["kind"], float(row["weight"]), row["name"]) for row in csv.DictReader(file)
            ]
    with Path(out).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows(sorted(count(names).items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
