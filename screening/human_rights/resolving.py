"""Whose conduct was it? Names as published resolved to parties, under earlier and later names too.

Names are compared by `screening.matching`, never as strings. A company renamed is the same company;
one that was bought or merged in is a predecessor; one that owns it, or did until it was hived off,
is its parent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from screening.human_rights.account import Account
from screening.human_rights.lookup import Lookup
from screening.human_rights.severity import link_of
from screening.human_rights.successions import ORDER, Succession, farther, widen
from screening.human_rights.taxonomy import LINKS
from screening.matching import UnreadableNameError
from screening.model import Name, NameKind, Party, PartyKind

_SAME = 0.9
"""The likest name in the successions is the party's own if it is as like as this."""
_MARGIN = 0.01
"""A name that is another company's by more than this is not taken for the party's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A name in an account and the party it may be. `link` is how far that is from the vendor.

    `known_as` is the party's name that was matched, `via` the successions that lead to it.
    """

    account: str
    name: str
    party: str
    known_as: str
    score: float
    link: str
    via: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        how = "; ".join(self.via)
        through = f" ({how})" if how else ""
        return (
            f'"{self.name}" may be {self.known_as}{through}, score {self.score:.2f}: '
            f"{LINKS[self.link]}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Everything attributed, and what was not.

    `set_aside` holds names that are rather another company's, `unreadable` those that could not be
    compared, with why.
    """

    attributions: tuple[Attribution, ...]
    set_aside: tuple[Attribution, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()

    def who(self) -> dict[str, frozenset[str]]:
        """The parties of each account that has any, by account id."""
        found: dict[str, set[str]] = {}
        for attribution in self.attributions:
            found.setdefault(attribution.account, set()).add(attribution.party)
        return {account: frozenset(parties) for account, parties in found.items()}

    def links(self) -> dict[str, str]:
        """How far each account's company is from the vendor: the closest that any name gives."""
        found: dict[str, str] = {}
        for attribution in self.attributions:
            held = found.get(attribution.account, attribution.link)
            found[attribution.account] = min(held, attribution.link, key=ORDER.index)
        return found


_NOBODY = ""


@dataclass(frozen=True, slots=True)
class _Bearer:
    """One name under which a party is looked for, and how the name came to it."""

    party: str
    link: str
    via: tuple[str, ...]


_Named = tuple[str, tuple[Name, ...]]


class Resolver:
    """The parties of one submission, ready to be found under any name they bore."""

    def __init__(
        self,
        parties: Sequence[Party],
        successions: Iterable[Succession] = (),
        *,
        threshold: float = 0.75,
    ) -> None:
        """`threshold` is the policy's review threshold: what scores below it is not attributed."""
        self._threshold = threshold
        self._bearers: dict[str, _Bearer] = {}
        self._found: dict[str, tuple[Attribution, ...]] = {}
        successions = tuple(successions)
        bearers = [
            bearer
            for party in parties
            if party.kind is not PartyKind.PERSON
            for bearer in self._known_as(party, successions)
        ]
        self._lookup = Lookup([*bearers, *self._others(bearers, successions)])

    def resolve(self, accounts: Iterable[Account]) -> Resolved:
        """Every party that every name of every account may be, each party once a name.

        A name that cannot be read is attributed to nobody, and said so.
        """
        found: list[Attribution] = []
        aside: list[Attribution] = []
        unreadable: list[tuple[str, str]] = []
        for account in sorted(accounts, key=lambda account: account.id):
            for name in account.names:
                try:
                    candidates = self.find(name)
                except UnreadableNameError as error:
                    unreadable.append((account.id, str(error)))
                    continue
                best = max((each.score for each in candidates), default=0.0)
                for each in candidates:
                    kept = found if each.score >= best - _MARGIN else aside
                    if each.party != _NOBODY:
                        kept.append(replace(each, account=account.id))
        return Resolved(
            attributions=tuple(found), set_aside=tuple(aside), unreadable=tuple(unreadable)
        )

    def find(self, name: str) -> tuple[Attribution, ...]:
        """The closest way to each party that this name may be, at or above the threshold."""
        if name in self._found:
            return self._found[name]
        best: dict[str, Attribution] = {}
        for each in self._lookup.find(name, self._threshold):
            bearer = self._bearers[each.key]
            candidate = Attribution(
                account="",
                name=name,
                party=bearer.party,
                known_as=each.known_as,
                score=each.score,
                link=bearer.link,
                via=bearer.via,
            )
            kept = best.setdefault(bearer.party, candidate)
            if _nearer(candidate, kept):
                best[bearer.party] = candidate
        self._found[name] = tuple(best[party] for party in sorted(best))
        return self._found[name]

    def _known_as(self, party: Party, successions: Sequence[Succession]) -> Iterator[_Named]:
        """The party under its own names, then once for each name that a succession adds."""
        own = _Bearer(party.id, link_of(party), ())
        yield self._named(party.names, own)
        for name, link, via in widen(party.names, successions, self._threshold):
            bearer = _Bearer(party.id, farther(own.link, link), via)
            yield self._named((Name(name, NameKind.FORMER),), bearer)

    def _others(self, bearers: Sequence[_Named], successions: Sequence[Succession]) -> list[_Named]:
        """The names in the successions that are nobody's here, so that none is taken for ours."""
        known = {name for step in successions for name in (step.earlier, step.later)}
        ours = self._ours(bearers, known)
        nobody = _Bearer(_NOBODY, ORDER[-1], ())
        return [self._named((Name(name),), nobody) for name in sorted(known - ours)]

    def _ours(self, bearers: Sequence[_Named], known: AbstractSet[str]) -> set[str]:
        """Names that are ours: those borne here, and what the successions call the same company.

        A name there may be written with another legal form. Were it taken for a stranger's, it
        would draw every account of the company to itself, and the company would seem clear.
        """
        own = {name.text for _, names in bearers for name in names}
        lookup = Lookup((name, (Name(name),)) for name in sorted(known - own))
        found = set(own)
        for name in sorted(own):
            try:
                likest = lookup.find(name, max(self._threshold, _SAME))
            except UnreadableNameError:
                continue
            found |= {each.key for each in likest if each.score >= likest[0].score}
        return found

    def _named(self, names: tuple[Name, ...], bearer: _Bearer) -> _Named:
        key = f"{bearer.party}#{len(self._bearers):04d}"
        self._bearers[key] = bearer
        return key, names


def _nearer(candidate: Attribution, kept: Attribution) -> bool:
    """The better score, and among equals the way that is closer to the vendor."""
    return (-candidate.score, ORDER.index(candidate.link)) < (
        -kept.score,
        ORDER.index(kept.link),
    )
