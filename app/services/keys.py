"""API keys: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from hmac import compare_digest

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import NotAuthenticatedError, NotFoundError
from app.ids import new_id
from app.models import ApiKey

_MARK = "vetting"
_SECRET_BYTES = 32


def issue(
    session: Session,
    *,
    person: str,
    name: str,
    role: str,
    by: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its only showing. `person` is who holds it: two keys are still one person."""
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(_SECRET_BYTES)
    row = ApiKey(
        id=new_id("key", now),
        prefix=prefix,
        hash=_hash(secret),
        person=person,
        name=name,
        role=role,
        created_at=now,
        created_by=by,
        expires_at=expires_at,
        revoked_at=None,
    )
    session.add(row)
    log.append(session, "key:issued", row.id, by=by, at=now, data={"role": role})
    return row, f"{_MARK}_{prefix}_{secret}"


def revoke(session: Session, prefix: str, *, by: str, now: datetime) -> ApiKey:
    """The key is of no use from now on. Revoking it twice changes nothing."""
    row = _by_prefix(session, prefix)
    if row is None:
        raise NotFoundError(f"there is no key {prefix!r}")
    if row.revoked_at is None:
        row.revoked_at = now
        log.append(session, "key:revoked", row.id, by=by, at=now)
    return row


def authenticate(session: Session, presented: str, now: datetime) -> ApiKey:
    """The key that was presented. Raises NotAuthenticatedError, whatever is wrong with it."""
    mark, _, rest = presented.partition("_")
    prefix, _, secret = rest.partition("_")
    row = _by_prefix(session, prefix) if mark == _MARK else None
    # The comparison is made for an unknown prefix too: the time taken must not tell.
    matches = compare_digest(_hash(secret), row.hash if row else _hash(""))
    if row is None or not matches or not _good(row, now):
        raise NotAuthenticatedError("this key is unknown, expired or revoked")
    return row


def everyone(session: Session) -> list[ApiKey]:
    """Every key, newest first."""
    return list(session.scalars(select(ApiKey).order_by(ApiKey.id.desc())))


def _good(row: ApiKey, now: datetime) -> bool:
    return row.revoked_at is None and (row.expires_at is None or now < row.expires_at)


def _by_prefix(session: Session, prefix: str) -> ApiKey | None:
    return session.scalars(select(ApiKey).where(ApiKey.prefix == prefix)).one_or_none()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
