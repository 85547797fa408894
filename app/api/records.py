"""Records: the signed files of decisions that stand, and how to check one."""

from __future__ import annotations

from http import HTTPStatus

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi import APIRouter, Response

from app.api.answers import Answer, fails
from app.api.strict import StrictRoute
from app.audit.verify import verify
from app.auth import Anybody, Reader
from app.deps import RawBody, Reading, Served
from app.services import records

router = APIRouter(prefix="/v1/records", tags=["records"], route_class=StrictRoute)


class PublicKeyOut(Answer):
    """A key that records are, or were, signed with."""

    id: str
    """Key id, as it stands in the envelope."""
    pem: str
    """The Ed25519 public key."""


class CheckedOut(Answer):
    """One thing that was looked at."""

    sentence: str
    """What was looked at."""
    problem: str
    """What is wrong; empty when it holds."""


class VerificationOut(Answer):
    """What checking a record file came to."""

    ok: bool
    """Whether everything holds."""
    checks: list[CheckedOut]
    """What was looked at, in order; after the first problem nothing further is."""


_RECORD_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object", "examples": [{}]}}},
    }
}


@router.get("/keys", responses=fails())
def list_keys(_caller: Anybody, service: Served) -> list[PublicKeyOut]:
    """The public keys to check records with. Get them once, over a way you trust."""
    return [
        PublicKeyOut(id=key_id, pem=_pem(key.keyval["public"]))
        for key_id, key in service.public_keys().items()
    ]


@router.post("/verify", responses=fails(), openapi_extra=_RECORD_BODY)
def verify_record(_caller: Anybody, service: Served, record: RawBody) -> VerificationOut:
    """Check a record file, sent byte for byte as it was received."""
    return VerificationOut.model_validate(verify(record, service.public_keys()))


@router.get("/{decision_id}", responses=fails(HTTPStatus.NOT_FOUND), response_class=Response)
def get_record(decision_id: str, _caller: Reader, session: Reading) -> Response:
    """The signed file of a decision. Keep its bytes as they are."""
    row = records.get(session, decision_id)
    name = f'attachment; filename="{row.decision_id}.json"'
    headers = {"Content-Disposition": name, "X-Record-Digest": row.digest}
    return Response(row.file, media_type="application/json", headers=headers)


def _pem(public_hex: str) -> str:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_hex))
    return key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    ).decode()
