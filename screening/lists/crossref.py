"""Which entries of different lists, or of one, are the same subject: told by numbers alone.

Entries stay apart; each only learns of the others, and why. What counts is a number that names one
bearer: a Security Council reference, an LEI, an IMO number, a passport of a country. A number that
many entries bear names none of them, and names never do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening.lists.assembling import UN_REFERENCE
from screening.model import Entry, Identifier, PartyKind, Snapshot
from screening.text.countries import country_name
from screening.text.identifiers import clean, valid

MOST_BEARERS = 12
"""A number borne by more entries than this is a placeholder, or belongs to a group."""
SHORTEST = 6
"""A shorter number is met by chance, unless its scheme has check digits."""

_COUNCIL_LIST = "un-sc"
_COUNCIL = re.compile(r"\b[A-Z]{2}[ie]\.\d{3}\b")
_ALONE = {"lei": "LEI", "imo": "IMO number", "swift_bic": "SWIFT/BIC", "isin": "ISIN"}
_WITH_COUNTRY = {
    "passport": "passport",
    "national_id": "identity card",
    "registration": "registration number",
    "tax_id": "tax number",
}
_SAME_DIGIT = re.compile(r"(.)\1*")


Place = tuple[str, str]
"""An entry: the id of its list, and its reference there."""


@dataclass(frozen=True, slots=True, order=True)
class CrossReference:
    """Another entry of the same subject. `because` is the sentence shown to a reader."""

    list_id: str
    ref: str
    because: str


def cross_references(
    snapshots: Iterable[Snapshot],
) -> dict[Place, tuple[CrossReference, ...]]:
    """For every entry that shares a number, the others that bear it, by list and reference.

    Takes one snapshot of each list, in any order. Each other entry stands once, with all that is
    shared with it. The work grows with the numbers, not with the pairs of entries.
    """
    bearers = _bearers(snapshots)
    shared: dict[Place, dict[Place, list[str]]] = defaultdict(lambda: defaultdict(list))
    for because, places in sorted(bearers.items()):
        if 1 < len(places) <= MOST_BEARERS:
            for place in places:
                for other in places - {place}:
                    shared[place][other].append(because)
    return {
        place: tuple(
            sorted(
                CrossReference(list_id, ref, "; ".join(reasons))
                for (list_id, ref), reasons in others.items()
            )
        )
        for place, others in sorted(shared.items())
    }


def _bearers(snapshots: Iterable[Snapshot]) -> dict[str, set[Place]]:
    """By what is shared, in words, the entries that share it."""
    bearers: dict[str, set[Place]] = defaultdict(set)
    for snapshot in snapshots:
        for entry in snapshot.entries:
            for said in _strong(entry):
                bearers[said].add((snapshot.list_id, entry.ref))
    return bearers


def _strong(entry: Entry) -> Iterator[str]:
    for reference in _council_references(entry):
        yield f"same Security Council reference {reference}"
    kind = "person" if entry.kind is PartyKind.PERSON else "party"
    for identifier in entry.identifiers:
        if said := _said(identifier, kind):
            yield f"same {said}"


def _council_references(entry: Entry) -> set[str]:
    """The entry's own, and none that a text mentions: texts name a subject's associates as well."""
    if entry.list_id == _COUNCIL_LIST:
        return {entry.ref}
    notes = (text for label, text in entry.notes if label == UN_REFERENCE)
    return {found for text in notes for found in _COUNCIL.findall(text)}


def _said(identifier: Identifier, kind: str) -> str:
    """The number in words that are the same for the same number; "" for one that names nobody.

    A person's number and a company's are different numbers, whatever their digits.
    """
    number = clean(identifier.scheme, identifier.value)
    if label := _ALONE.get(identifier.scheme):
        return f"{label} {number}" if valid(identifier.scheme, number) else ""
    label = _WITH_COUNTRY.get(identifier.scheme, "")
    if not label or not identifier.country or len(number) < SHORTEST:
        return ""
    if _SAME_DIGIT.fullmatch(number) or not any(map(str.isdecimal, number)):
        return ""
    return f"{label} {number} of a {kind}, {country_name(identifier.country)}"
