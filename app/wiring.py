"""The service's long-lived parts, made once from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.audit.record import Scribe
from app.audit.signature import PublicKeys, public_keys, signing_key
from app.db import Database
from app.sealing import Seal, seal_of
from app.services.allowance import Allowance
from app.services.incidents import KNOWN
from app.services.references import References
from app.settings import Settings
from app.sources.client import Client
from app.store import Store
from screening.errors import PolicyError
from screening.human_rights.weights import Weights, bundled_weights, parse_weights
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
    seal: Seal
    allowance: Allowance
    list_addresses: Mapping[str, str]

    def close(self) -> None:
        self.database.close()

    def public_keys(self) -> PublicKeys:
        """Every key this installation ever signed with."""
        return public_keys(self.keys)


def wire(settings: Settings) -> Service:
    """The service of these settings. Raises PolicyError for a policy or weights not to be used."""
    store = Store(settings.store)
    policy = policy_of(settings)
    return Service(
        database=Database(settings.database_url),
        store=store,
        references=References(policy, store, weights_of(settings, policy)),
        scribe=Scribe(signing_key(settings.keys), settings.log_origin),
        client=Client(settings.max_list_bytes),
        keys=settings.keys,
        seal=seal_of(settings.keys),
        allowance=Allowance(settings.complaints_per_address, settings.complaints_per_day),
        list_addresses=settings.list_addresses,
    )


def policy_of(settings: Settings) -> Policy:
    """The policy the settings name, or the bundled one."""
    if settings.policy is None:
        return bundled_policy()
    return parse_policy(settings.policy.read_text("utf-8"))


def weights_of(settings: Settings, policy: Policy) -> Weights:
    """The weights of the conduct model that the policy names.

    Raises PolicyError where those at hand are others, and for a source that nobody knows.
    """
    for each in policy.sources:
        if each.id not in KNOWN:
            known = ", ".join(KNOWN)
            raise PolicyError(f"the policy names an unknown source {each.id!r}; known: {known}")
    weights = (
        bundled_weights()
        if settings.weights is None
        else parse_weights(settings.weights.read_text("utf-8"))
    )
    named = policy.weights
    if named is not None and (named.version, named.sha256) != (weights.version, weights.digest):
        raise PolicyError(
            f"the policy names weights of version {named.version!r} with SHA-256 {named.sha256}; "
            f"at hand is version {weights.version!r} with {weights.digest}"
        )
    return weights
