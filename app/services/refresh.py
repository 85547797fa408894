"""Asking the publishers whether their lists have changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from app.db import Database
from app.errors import NotFoundError, SourceUnavailableError
from app.services import lists
from app.services.lists import Asked, Loaded
from app.sources.catalogue import Address, address_of
from app.sources.client import Client
from app.store import Store


def refresh(
    database: Database,
    store: Store,
    client: Client,
    list_id: str,
    *,
    overrides: Mapping[str, str],
    by: str,
    now: datetime,
) -> Loaded:
    """Ask the publisher of a list; a new version is brought into force, "nothing new" is noted.

    Raises SourceUnavailableError or ListRefusedError, after that too was put on record; the list in
    force stays in force.
    """
    lists.known(list_id)
    address = address_of(list_id, overrides)
    if address is None:
        raise NotFoundError(f"the list {list_id} has no address to refresh it from; load a file")
    return _ask(database, store, client, address, Asked(by=by, at=now, source=address.url))


def _ask(
    database: Database, store: Store, client: Client, address: Address, asked: Asked
) -> Loaded:
    list_id = address.list_id
    with database.reading() as session:
        etag, last_modified = lists.newest_validators(session, list_id)
    try:
        fetched = client.fetch(address, etag=etag, last_modified=last_modified)
    except SourceUnavailableError as error:
        lists.refuse(database, list_id, error.detail, asked, result="failed")
        raise
    asked = replace(
        asked,
        etag=fetched.etag or (etag if fetched.data is None else None),
        last_modified=fetched.last_modified or (last_modified if fetched.data is None else None),
    )
    if fetched.data is None:
        held = lists.confirm_unchanged(database, list_id, asked)
        return Loaded(
            list_id=list_id,
            snapshot_id=held.snapshot_id,
            digest=held.digest,
            entry_count=held.entry_count,
            changed=False,
            warnings=(),
        )
    return lists.load(database, store, list_id, {address.name: fetched.data}, asked)
