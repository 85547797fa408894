"""How rare a part of a name is, in bits: 10 bits is one name in 1,024.

The counts come from reference.csv, which `python -m screening.matching.reference` makes from lists
of names; the same shipped table serves every comparison, so that a pair always scores the same.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

MOST_BITS = 16.0
_UNSEEN = 0.4
_STEPS = 8.0


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    """Key -> bits. A key is the kind, then "s" or "k" (sound, skeleton), then these.

    The kinds are "p", "o" and "y": persons, organisations, persons with names of syllables.
    """
    path = resources.files("screening.matching").joinpath("reference.csv")
    rows = csv.reader(path.read_text("utf-8").splitlines())
    counts = {key: int(count) for key, count in rows}
    return {
        key: math.log2(counts[f"total:{key[0]}"] / count)
        for key, count in counts.items()
        if not key.startswith("total:")
    } | {f"none:{kind}": math.log2(counts[f"total:{kind}"] / _UNSEEN) for kind in "poy"}


def bits(
    sounds: tuple[str, ...], skeletons: tuple[str, ...], *, abjad: bool, organisation: bool
) -> float:
    """How rare such a part is among names of its kind, at most MOST_BITS, in eighths.

    A spelling is as rare as the mean of its sound and its consonants: others may spell it
    otherwise. A part written without vowels has only its consonants to go by. A syllable is as rare
    as among names of syllables alone: a few hundred make up all names of East Asia.
    """
    kind = "o" if organisation else "p"
    table = _table()
    unseen = table[f"none:{kind}"]
    by_skeleton = min(table.get(f"{kind}k{s}", unseen) for s in skeletons[:2])
    by_sound = table.get(f"{kind}s{sounds[0]}", unseen)
    found = by_skeleton if abjad else (by_sound + by_skeleton) / 2
    if kind == "p" and not abjad and _SYLLABLE.match(sounds[0]):
        found = min(found, table.get(f"ys{sounds[0]}", table["none:y"]))
    return round(min(found, MOST_BITS) * _STEPS) / _STEPS


def seen(sound: str, *, organisation: bool) -> bool:
    """Whether any name of the kind, among those counted, has a part that sounds so."""
    return f"{'o' if organisation else 'p'}s{sound}" in _table()


def of_syllables(sounds: Sequence[str]) -> bool:
    """Whether a name has several parts and each is one syllable, as in East Asia."""
    return len(sounds) > 1 and all(map(_SYLLABLE.match, sounds))


_SYLLABLE = re.compile(r"^[bcdfghjklmnprstvzCSZ]?[iuv]?[aeiou]{1,2}(?:ng|[nmlkp])?$")
