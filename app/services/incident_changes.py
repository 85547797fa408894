"""What a reading of a source changes beside the one in force: new, changed, gone, unchanged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.services import incidents
from screening.human_rights.account import Account
from screening.human_rights.rows import Problem, TableError
from screening.human_rights.source import Export, Membership
from screening.human_rights.sources import icoca
from screening.human_rights.successions import Succession
from screening.plain import digest, plain
from screening.text.names import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a reading holds beside the one in force, by id or name. `told` says it in words."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    unchanged: int
    told: tuple[str, ...] = ()


def once(export: Export, name: str) -> Export:
    """The export with each account once: a row that stands there twice says nothing more.

    Raises TableError where rows that should be one say different things.
    """
    first: dict[str, Account] = {}
    repeated, problems = [], []
    for account in export.accounts:
        held = first.setdefault(account.id, account)
        if held is account:
            continue
        if held.content == account.content:
            repeated.append(f"line {account.line} says the same as line {held.line}: kept once")
        else:
            sentence = (
                f"has the same reference and company as line {held.line}, and says otherwise: tell "
                "them apart by the reference"
            )
            problems.append(Problem(account.line, "", sentence))
    if problems:
        raise TableError(problems, name)
    return replace(export, accounts=tuple(first.values()), warnings=(*export.warnings, *repeated))


def of_export(session: Session, export: Export) -> Compared:
    """The accounts by id, or the memberships by company."""
    counted = incidents.readings(session).get(export.source.id, [])
    if export.source.id == icoca.SOURCE.id:
        return _of_directory(session, export)
    before = incidents.accounts_of(session, counted).values()
    return _difference(
        {each.id: each.content for each in before},
        {each.id: each.content for each in export.accounts},
    )


def of_successions(session: Session, found: Iterable[Succession]) -> Compared:
    """The steps by who became whom."""
    counted = incidents.readings(session).get(incidents.SUCCESSIONS, [])
    before = incidents.successions_of(session, counted)
    return _difference(
        {_step(each): digest(each) for each in before},
        {_step(each): digest(each) for each in found},
    )


def _of_directory(session: Session, export: Export) -> Compared:
    counted = incidents.readings(session).get(export.source.id, [])
    old = tuple(incidents.memberships_of(session, counted))
    then = Export(
        source=export.source,
        digest="",
        dated=incidents.dated(counted) or export.dated,
        size=len(old),
        memberships=old,
    )
    found = _difference(_said(old), _said(export.memberships))
    return replace(found, told=icoca.changes(then, export) if old else ())


def _said(memberships: Iterable[Membership]) -> dict[str, str]:
    """What is said of each company, whatever the line it stands on."""
    held: dict[str, list[object]] = {}
    own = ("id", "digest", "line")
    for each in memberships:
        said = [getattr(each, name) for name in Membership.__slots__ if name not in own]
        held.setdefault(normalise(each.name), []).append(plain(said))
    return {name: digest(said) for name, said in held.items()}


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> Compared:
    both = before.keys() & after.keys()
    return Compared(
        new=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(key for key in both if before[key] != after[key])),
        gone=tuple(sorted(before.keys() - after.keys())),
        unchanged=sum(before[key] == after[key] for key in both),
    )


def _step(each: Succession) -> str:
    return f"{each.earlier} -> {each.later} ({each.kind})"
