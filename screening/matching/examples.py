"""Labelled pairs of names to learn from and to judge by: official ones, and ones made from them.

From the names of official pairs are made: variations of a name (the same subject), look-alikes
(another subject of the same list) and strangers, who share a part of their name with a subject as
anybody might.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from screening.matching.names import UnreadableNameError, analyse
from screening.matching.nearest import Names
from screening.matching.pairs import Example, read
from screening.matching.variations import vary
from screening.text.scripts import LATIN

__all__ = ["Example", "lookalikes", "read", "split", "strangers", "varied"]

_LOOKALIKES = 4
_NATIVES = 2
_NEAREST = 25
_ALIKE = (55, 99)
_STRANGERS = 3


def split(examples: Iterable[Example], shares: Sequence[int] = (60, 20, 20)) -> list[list[Example]]:
    """The examples by subject, in the given shares of a hundred; a subject is never in two."""
    parts: list[list[Example]] = [[] for _ in shares]
    for example in examples:
        place = int(hashlib.sha256(example.subject.encode()).hexdigest(), 16) % 100
        for number, share in enumerate(shares):
            if place < share:
                parts[number].append(example)
                break
            place -= share
    return parts


def varied(examples: Sequence[Example], seed: int, most: int) -> list[Example]:
    """Every class of variation of the subjects' main names."""
    found = []
    for example in _subjects(examples, seed)[:most]:
        changes = vary(example.left, organisation=example.organisation, seed=seed)
        found += [_made(example, c.name, c.varied, c.kind, same=True) for c in changes]
    return found


def lookalikes(examples: Sequence[Example], seed: int, most: int) -> list[Example]:
    """For each subject the likest names of other subjects of its list, some of them varied.

    Its own names in other scripts are set against those, too.
    """
    chance = random.Random(seed)  # noqa: S311
    subjects = _subjects(examples, seed)
    natives: dict[str, list[str]] = {}
    for example in examples:
        if example.same and example.script and example.script != LATIN:
            natives.setdefault(example.subject, []).append(example.right)
    found = []
    for example in subjects[:most]:
        others = [
            other
            for other in subjects
            if other.subject != example.subject
            and other.organisation == example.organisation
            and other.list_id == example.list_id
        ]
        near = process.extract(
            example.left.lower(), [o.left.lower() for o in others],
            scorer=fuzz.token_sort_ratio, limit=_NEAREST, score_cutoff=_ALIKE[0],
        )  # fmt: skip
        places = [place for _, score, place in near if score < _ALIKE[1]]
        chosen = places[:2] + chance.sample(places[2:], min(_LOOKALIKES - 2, len(places[2:])))
        found += [
            _made(example, native, others[place].left, "look-alike across", same=False)
            for native in natives.get(example.subject, [])[:_NATIVES]
            for place in places[:_LOOKALIKES]
        ]
        found += [
            _made(example, example.left, others[place].left, "look-alike", same=False)
            for place in chosen
        ]
        if chosen:
            changes = vary(others[chosen[-1]].left, organisation=example.organisation, seed=seed)
            changes = tuple(change for change in changes if change.kind != "acronym")
            if changes:
                change = chance.choice(changes)
                found.append(
                    _made(example, example.left, change.varied, "look-alike varied", same=False)
                )
    return found


def strangers(examples: Sequence[Example], seed: int, most: int) -> list[Example]:
    """Names put together from parts of two other subjects, against one of those subjects' names.

    And against the name of all that is nearest: what a search among many finds for anybody.
    """
    chance = random.Random(seed)  # noqa: S311
    pool = _subjects(examples, seed)
    kinds = {kind: [e for e in pool if e.organisation == kind] for kind in (False, True)}
    near = {
        kind: Names([e.left for e in those], organisation=kind) for kind, those in kinds.items()
    }
    found = []
    for example in pool[:most]:
        drawn = pool[: 8 * _STRANGERS] + chance.sample(pool, min(40, len(pool)))
        same_kind = [
            other
            for other in drawn
            if other.organisation == example.organisation and other.subject != example.subject
        ]
        for other in chance.sample(same_kind, min(_STRANGERS, len(same_kind))):
            stranger = _mixed(example.left, other.left, chance)
            against = chance.choice([example.left, example.right if example.same else example.left])
            found.append(_made(example, stranger, against, "stranger", same=False))
            found.append(_made(example, other.left, against, "random", same=False))
            found += _nearest((example, other), stranger, kinds, near)
    for example, other in _writing_alike(examples, chance, most):
        stranger = _mixed(example.right, other.right, chance)
        found += _nearest((example, other), stranger, kinds, near)
    return [each for each in found if not _alike(each)]


def _mixed(one: str, other: str, chance: random.Random) -> str:
    """A name of a part of each."""
    mine, theirs = one.replace(",", " ").split(), other.replace(",", " ").split()
    return f"{chance.choice(mine)} {chance.choice(theirs)}"


def _nearest(
    sources: tuple[Example, Example],
    stranger: str,
    kinds: Mapping[bool, list[Example]],
    near: Mapping[bool, Names],
) -> list[Example]:
    """The stranger against the nearest name.

    A company is not set against those it has its words from: with one of them it may be a branch.
    """
    example = sources[0]
    number = near[example.organisation].nearest(stranger)
    if number is None:
        return []
    nearest = kinds[example.organisation][number]
    if example.organisation and nearest.subject in {each.subject for each in sources}:
        return []
    return [_made(example, stranger, nearest.left, "stranger", same=False)]


def _alike(example: Example) -> bool:
    """Whether the names have the same parts, as far as consonants tell: no two subjects then."""
    try:
        one = analyse(example.left, organisation=example.organisation)
        other = analyse(example.right, organisation=example.organisation)
    except UnreadableNameError:
        return True
    return one.bones == other.bones


def _writing_alike(
    examples: Sequence[Example], chance: random.Random, most: int
) -> list[tuple[Example, Example]]:
    """Pairs of subjects of a kind that each have a name in the same script, not Latin."""
    by: dict[tuple[str, bool], list[Example]] = {}
    for example in examples:
        if example.same and example.script not in {"", LATIN} and len(example.right.split()) > 1:
            by.setdefault((example.script, example.organisation), []).append(example)
    pairs = [(one, chance.choice(alike)) for alike in by.values() for one in alike]
    return [(one, other) for one, other in pairs if one.subject != other.subject][:most]


def _subjects(examples: Sequence[Example], seed: int) -> list[Example]:
    """One example a subject, Latin names only, in an order of their own for every seed."""
    first: dict[str, Example] = {}
    for example in examples:
        if example.left.isascii() or not any(ord(c) > 0x24F for c in example.left):  # noqa: PLR2004
            first.setdefault(example.subject, example)
    return sorted(
        first.values(), key=lambda e: hashlib.sha256(f"{seed}{e.subject}".encode()).digest()
    )


def _made(example: Example, left: str, right: str, kind: str, *, same: bool) -> Example:
    return Example(left, right, example.organisation, same, kind, example.subject, example.list_id)
