"""Asking the publishers whether their lists have changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from app.db import Database
from app.errors import NotFoundError, SourceUnavailableError
from app.services import lists, loading
from app.services.loading import Asked, Loaded, Told
from app.services.references import References
from app.sources.catalogue import Address, addresses_of
from app.sources.client import Client, Fetched
from app.store import Store

Validators = Mapping[str, Mapping[str, str]]


def refresh(
    database: Database,
    store: Store,
    client: Client,
    list_id: str,
    *,
    overrides: Mapping[str, str],
    by: str,
    now: datetime,
    references: References | None = None,
    told: Told = loading.untold,
) -> Loaded:
    """Ask the publisher of a list; a new version is brought into force, "nothing new" is noted.

    Raises SourceUnavailableError or ListRefusedError, after that too was put on record; the list in
    force stays in force.
    """
    lists.known(list_id)
    addresses = addresses_of(list_id, overrides)
    if not addresses:
        raise NotFoundError(f"the list {list_id} has no address to refresh it from; load a file")
    asked = Asked(by=by, at=now, source=" ".join(address.url for address in addresses))
    with database.reading() as session:
        known = lists.newest_validators(session, list_id)
    try:
        fetched = _fetch(client, addresses, known, told)
    except SourceUnavailableError as error:
        loading.fail(database, list_id, error.detail, asked)
        raise
    asked = replace(asked, validators=_validators(addresses, fetched, known))
    files = {
        address.name: each.data
        for address, each in zip(addresses, fetched, strict=True)
        if each.data is not None
    }
    if not files:
        return _unchanged(database, list_id, asked)
    return loading.load(database, store, list_id, files, asked, references=references, told=told)


def _fetch(
    client: Client, addresses: Sequence[Address], known: Validators, told: Told
) -> list[Fetched]:
    """Every file of the list, or of each that it has not changed: never a part of the list."""
    fetched = []
    for number, address in enumerate(addresses):
        told("fetching", number, len(addresses))
        said = known.get(address.url, {})
        fetched.append(
            client.fetch(address, etag=said.get("etag"), last_modified=said.get("last_modified"))
        )
    if all(each.data is None for each in fetched):
        return fetched
    return [
        client.fetch(address) if each.data is None else each
        for address, each in zip(addresses, fetched, strict=True)
    ]


def _validators(
    addresses: Sequence[Address], fetched: Sequence[Fetched], known: Validators
) -> dict[str, Mapping[str, str]]:
    """What helps asking again; where nothing is new and nothing was said, what was known before."""
    found: dict[str, Mapping[str, str]] = {}
    for address, each in zip(addresses, fetched, strict=True):
        before = known.get(address.url, {}) if each.data is None else {}
        now = {"etag": each.etag, "last_modified": each.last_modified}
        found[address.url] = {**before, **{name: said for name, said in now.items() if said}}
    return found


def _unchanged(database: Database, list_id: str, asked: Asked) -> Loaded:
    held = loading.confirm_unchanged(database, list_id, asked)
    return Loaded(
        list_id=list_id,
        snapshot_id=held.snapshot_id,
        digest=held.digest,
        entry_count=held.entry_count,
        changed=False,
        warnings=(),
    )
