"""The record file: a signed statement, and its place in the log, in one canonical JSON document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from app.audit import checkpoint
from app.audit.canonical import canonical
from app.audit.checkpoint import Checkpoint
from app.audit.log import Appended
from app.audit.signature import SigningKey, encode


@dataclass(frozen=True, slots=True)
class Scribe:
    """Who signs: the installation's key, and the name of its log."""

    key: SigningKey
    origin: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement in its envelope. `digest` is what the log commits to."""

    envelope: Mapping[str, object]
    digest: str


def sign(statement: Mapping[str, object], scribe: Scribe) -> Signed:
    """Sign the canonical form of `statement`."""
    envelope = scribe.key.envelope(canonical(statement))
    return Signed(envelope, envelope_digest(envelope))


def envelope_digest(envelope: object) -> str:
    return hashlib.sha256(canonical(envelope)).hexdigest()


def file_of(signed: Signed, appended: Appended, scribe: Scribe) -> bytes:
    """The record file: `envelope` for any DSSE verifier, `log` to show where it stands.

    The proof leads from the event to the root of the log as it was right after; the checkpoint is
    that root, signed.
    """
    reached = Checkpoint(scribe.origin, appended.after.size, appended.after.root)
    return canonical(
        {
            "envelope": signed.envelope,
            "log": {
                "event": appended.event,
                "proof": [encode(part) for part in appended.proof],
                "checkpoint": checkpoint.sign(reached, scribe.key),
            },
        }
    )
