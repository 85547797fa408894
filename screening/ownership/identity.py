"""Adding what another source states to a submission: who is whom, and nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from screening.model import Party, PartyKind, Stake, Submission
from screening.text.identifiers import clean
from screening.text.names import normalise

_STRONG = frozenset({"lei", "registration", "passport", "national_id", "tax_id", "ungm", "duns"})


def add_source(
    submission: Submission, parties: Iterable[Party], stakes: Iterable[Stake]
) -> Submission:
    """The submission with another source's parties and stakes, a party known to both kept once.

    The same party: an identifier in common; or, for persons, one name and births that overlap; or,
    for organisations with no identifier to compare, one name and no different country. The
    submission's own version of a party stays, with the other's names, births and numbers added. A
    stake keeps the name of its source, so that two sources can confirm or contradict each other.
    """
    new = _set_apart(tuple(parties), {party.id for party in submission.everyone()})
    same = {said: _same(party, submission.everyone()) for said, party in new.items()}
    renamed = (
        _by_lei(submission)
        | {said: party.id for said, party in new.items()}
        | {said: own.id for said, own in same.items() if own is not None}
    )
    added: dict[str, Party] = {}
    for said, own in same.items():
        if own is not None:
            added[own.id] = _united(added[own.id], new[said]) if own.id in added else new[said]
    return replace(
        submission,
        vendor=_united(submission.vendor, added.get("vendor")),
        parties=(
            *(_united(party, added.get(party.id)) for party in submission.parties),
            *(party for said, party in new.items() if same[said] is None),
        ),
        stakes=(*submission.stakes, *_told(tuple(stakes), submission.stakes, renamed)),
    )


def _set_apart(parties: tuple[Party, ...], taken: set[str]) -> dict[str, Party]:
    """The parties by the id their source gives them; another party's id is not theirs."""
    return {
        party.id: replace(party, id=_free(party.id, taken)) if party.id in taken else party
        for party in parties
    }


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    while f"{wanted} ({number})" in taken:
        number += 1
    return f"{wanted} ({number})"


def _told(
    stakes: tuple[Stake, ...], known: tuple[Stake, ...], names: Mapping[str, str]
) -> Iterator[Stake]:
    taken = {stake.id for stake in known}
    ids = {one.id: _free(one.id, taken) if one.id in taken else one.id for one in stakes}
    for stake in stakes:
        yield replace(
            _renamed(stake, names),
            id=ids[stake.id],
            components=tuple(ids.get(part, part) for part in stake.components),
        )


def _by_lei(submission: Submission) -> dict[str, str]:
    """Stakes of the LEI register name their ends by LEI, whether or not a party was read too."""
    return {
        written: party.id
        for party in submission.everyone()
        for number in party.identifiers
        if number.scheme == "lei"
        for written in (number.value, clean("lei", number.value))
    }


def _renamed(stake: Stake, names: Mapping[str, str]) -> Stake:
    return replace(
        stake,
        company=names.get(stake.company, stake.company),
        owner=names.get(stake.owner, stake.owner),
        nominator=names.get(stake.nominator, stake.nominator),
        joint=names.get(stake.joint, stake.joint),
    )


def _same(party: Party, known: Iterable[Party]) -> Party | None:
    return next((own for own in known if same_party(own, party)), None)


def same_party(one: Party, other: Party) -> bool:
    """Whether two descriptions are surely of one party; likeness alone is never enough."""
    if one.kind is not other.kind:
        return False
    mine, theirs = _numbers(one), _numbers(other)
    if mine & theirs:
        return True
    # Only numbers of one scheme and country can contradict each other.
    if {(one[0], one[2]) for one in mine} & {(one[0], one[2]) for one in theirs}:
        return False
    if not _names(one) & _names(other):
        return False
    if one.kind is PartyKind.PERSON:
        return _born_alike(one, other)
    places = [{c.code for c in party.countries if c.code} for party in (one, other)]
    return not all(places) or bool(places[0] & places[1])


def _numbers(party: Party) -> frozenset[tuple[str, str, str]]:
    """Identifiers that name one bearer. A register's number is its own only within a country."""
    return frozenset(
        (
            one.scheme,
            clean(one.scheme, one.value).lstrip("0"),
            "" if one.scheme != "registration" else one.country,
        )
        for one in party.identifiers
        if one.scheme in _STRONG
    )


def _names(party: Party) -> frozenset[str]:
    """Names with their words in order: registers put the family name first or last."""
    return frozenset(" ".join(sorted(normalise(name.text).split())) for name in party.names)


def _born_alike(one: Party, other: Party) -> bool:
    return any(
        mine.earliest <= theirs.latest and theirs.earliest <= mine.latest
        for mine in one.births
        for theirs in other.births
    )


def _united(own: Party, other: Party | None) -> Party:
    if other is None:
        return own
    return replace(
        own,
        names=tuple(dict.fromkeys((*own.names, *other.names))),
        births=tuple(dict.fromkeys((*own.births, *other.births))),
        countries=tuple(dict.fromkeys((*own.countries, *other.countries))),
        identifiers=tuple(dict.fromkeys((*own.identifiers, *other.identifiers))),
        roles=tuple(dict.fromkeys((*own.roles, *other.roles))),
    )
