"""The service's long-lived parts, made once from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.audit.record import Scribe
from app.audit.signature import PublicKeys, public_keys, signing_key
from app.db import Database
from app.services.references import References
from app.settings import Settings
from app.sources.client import Client
from app.store import Store
from screening.policy import Policy, bundled_policy, parse_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What routes, the worker and the command line work with."""

    database: Database
    store: Store
    references: References
    scribe: Scribe
    client: Client
    keys: Path
    list_addresses: Mapping[str, str]

    def close(self) -> None:
        self.database.close()

    def public_keys(self) -> PublicKeys:
        """Every key this installation ever signed with."""
        return public_keys(self.keys)


def wire(settings: Settings) -> Service:
    """The service of these settings. Raises PolicyError for a policy that cannot be used."""
    store = Store(settings.store)
    return Service(
        database=Database(settings.database_url),
        store=store,
        references=References(policy_of(settings), store),
        scribe=Scribe(signing_key(settings.keys), settings.log_origin),
        client=Client(settings.max_list_bytes),
        keys=settings.keys,
        list_addresses=settings.list_addresses,
    )


def policy_of(settings: Settings) -> Policy:
    """The policy the settings name, or the bundled one."""
    if settings.policy is None:
        return bundled_policy()
    return parse_policy(settings.policy.read_text("utf-8"))
