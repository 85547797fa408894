"""Debarments with their grounds: entries of the ineligibility lists read as accounts.

The lists themselves are read by `screening.lists` and bar by themselves; here their stated grounds
become part of the record. A debarment is a determination by the body that debars.
"""

from __future__ import annotations

from collections.abc import Iterable

from screening.human_rights.account import Account
from screening.human_rights.source import Source
from screening.human_rights.sources.kinds import kind_of
from screening.model import DateSpan, Entry, NameKind, PartyKind
from screening.plain import digest

SOURCE = Source(
    id="debarments",
    title="Debarments by development banks and public buyers",
    owner="the bodies that publish the lists",
    url="",
    form="entries of the lists in force",
    licence="the lists' own",
    cadence="with each new version of a list",
    ceiling="regulator_determination",
    coverage=(
        "Integrity first: fraud, corruption, collusion, coercion, obstruction. Few lists state "
        "their grounds in words, and an entry that ended may be gone from a list without a trace."
    ),
)


def accounts(entries: Iterable[Entry], *, snapshot: str) -> tuple[Account, ...]:
    """One account for each listed organisation; `snapshot` is the digest of the list's bytes.

    Weak aliases are left out: as the name of a culprit they say too little.
    """
    return tuple(
        _account(entry, snapshot)
        for entry in entries
        if entry.kind is not PartyKind.PERSON and entry.names
    )


def _account(entry: Entry, snapshot: str) -> Account:
    names = tuple(name.text for name in entry.names if name.kind is not NameKind.WEAK)
    day = entry.listed_on
    grounds = "; ".join(part for part in (entry.reason, *entry.programmes) if part)
    ended = f" until {entry.ends_on}" if entry.ends_on else ""
    return Account(
        id=f"{entry.list_id}:{entry.ref}:{digest(entry)[:8]}",
        source=entry.list_id,
        names=names or (entry.name,),
        summary=f"Debarred{ended}: {grounds or 'grounds not stated'}",
        category=kind_of(grounds, "fraud"),
        reference=entry.ref,
        occurred=DateSpan(day, day) if day else None,
        published=day,
        standard="finding",
        evidence_class=SOURCE.ceiling,
        digest=snapshot,
    )
