"""Several accounts of one event made one occurrence, and taken apart again.

A merge is data: a link between two accounts, with the rule or person behind it. Take the link away
and what it joined stands apart again. A rule joins only what it is certain of, because joining
lowers a score; what merely looks alike is suggested to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from screening.human_rights.account import Account
from screening.text.names import normalise

RULES = {
    "copy": "they say the same, word for word",
    "reference": "one source published both under the same reference",
    "origin": "both go back to the same origin, and agree on who, what, where and when",
    "day": "they agree on who, what, the place and the very day",
    "near": "they agree on who and what, and their dates and countries can be the same",
}
CERTAIN = ("copy", "reference", "origin", "day")
_WIDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two accounts, by id, said to be of one event. `by` is a person, or "rule"."""

    left: str
    right: str
    rule: str
    by: str = "rule"
    reason: str = ""

    @property
    def certain(self) -> bool:
        """Whether it joins by itself: a person's word does, and so do the certain rules."""
        return self.by != "rule" or self.rule in CERTAIN

    @property
    def sentence(self) -> str:
        why = self.reason or RULES.get(self.rule, self.rule)
        return f"{self.left} and {self.right} are taken for one event: {why}"


@dataclass(frozen=True, slots=True, order=True)
class Separation:
    """A person's word that two accounts are of different events. It beats every link."""

    left: str
    right: str
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One event, with all accounts of it; `key` is the first account's id, in the order of ids."""

    accounts: tuple[Account, ...]
    links: tuple[Link, ...] = ()

    @property
    def key(self) -> str:
        return self.accounts[0].id


def propose(accounts: Iterable[Account], who: Mapping[str, AbstractSet[str]]) -> tuple[Link, ...]:
    """Links the rules would draw, certain or suggested, in the order of the accounts' ids.

    `who` gives, for an account's id, the parties its names were resolved to: two accounts are of
    one event only if they share one.
    """
    ordered = sorted(accounts, key=lambda account: account.id)
    found = {link.left + "\0" + link.right: link for link in _near(ordered, who)}
    found |= {link.left + "\0" + link.right: link for link in _copies(ordered)}
    return tuple(sorted(found.values()))


def merge(
    accounts: Iterable[Account],
    links: Iterable[Link] = (),
    separations: Iterable[Separation] = (),
) -> tuple[Occurrence, ...]:
    """Occurrences in the order of their keys; the order of what is given never matters.

    Only certain links join, persons' before rules'; none may bring together what a separation holds
    apart. Links to accounts that are not given join nothing.
    """
    held = {account.id: account for account in accounts}
    groups = {key: frozenset({key}) for key in held}
    apart = {frozenset((parted.left, parted.right)) for parted in separations}
    used: list[Link] = []
    for link in sorted(set(links), key=lambda link: (link.by == "rule", link)):
        if link.certain and link.left in groups and link.right in groups:
            joined = groups[link.left] | groups[link.right]
            if not _parted(groups[link.left], groups[link.right], apart):
                groups.update(dict.fromkeys(joined, joined))
                used.append(link)
    return tuple(
        Occurrence(
            accounts=tuple(held[key] for key in sorted(group)),
            links=tuple(sorted(link for link in used if link.left in group)),
        )
        for group in sorted(set(groups.values()), key=min)
    )


def _parted(
    left: frozenset[str], right: frozenset[str], apart: AbstractSet[frozenset[str]]
) -> bool:
    return any(
        len(pair & left) == 1 and len(pair & right) == 1 and not pair <= left for pair in apart
    )


def _copies(ordered: Sequence[Account]) -> Iterator[Link]:
    """Each copy linked to the first of its kind."""
    first: dict[str, str] = {}
    for account in ordered:
        original = first.setdefault(account.content, account.id)
        if original != account.id:
            yield Link(original, account.id, "copy")


def _near(ordered: Sequence[Account], who: Mapping[str, AbstractSet[str]]) -> Iterator[Link]:
    """Pairs that share a party; the strongest rule that holds speaks for each."""
    places = {account.id: n for n, account in enumerate(ordered)}
    by_party: dict[str, list[Account]] = {}
    for account in ordered:
        for party in who.get(account.id, ()):
            by_party.setdefault(party, []).append(account)
    pairs = {
        (places[left.id], places[right.id])
        for group in by_party.values()
        for left, right in combinations(group, 2)
    }
    for left, right in sorted(pairs):
        if rule := _rule(ordered[left], ordered[right]):
            yield Link(ordered[left].id, ordered[right].id, rule)


def _rule(left: Account, right: Account) -> str:
    """The strongest rule by which two accounts of one company are of one event; "" for none."""
    if left.reference and (left.source, left.reference) == (right.source, right.reference):
        return "reference"
    if left.category != right.category:
        return ""
    same_country = bool(left.country) and left.country == right.country
    if same_country and _same_day(left, right) and _same_place(left, right):
        return "day"
    near = _overlap(left, right)
    if near and same_country and (left.origin or right.origin) and left.cluster == right.cluster:
        return "origin"
    return "near" if near and (same_country or not (left.country and right.country)) else ""


def _same_day(left: Account, right: Account) -> bool:
    one, other = left.occurred, right.occurred
    if one is None or other is None or not (one.exact and other.exact):
        return False
    return one.earliest == other.earliest


def _same_place(left: Account, right: Account) -> bool:
    place = normalise(left.place)
    return bool(place) and place == normalise(right.place)


def _overlap(left: Account, right: Account) -> bool:
    """Dates that can be the same, each known to the year or better."""
    one, other = left.occurred, right.occurred
    if one is None or other is None:
        return False
    if max(one.latest - one.earliest, other.latest - other.earliest) > _WIDEST:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest
