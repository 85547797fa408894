"""Signing: Ed25519 keys on disk, and DSSE envelopes around what is signed."""

from __future__ import annotations

import base64
import contextlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from securesystemslib.dsse import Envelope
from securesystemslib.signer import (  # type: ignore[attr-defined]  # it exports them by hand
    CryptoSigner,
    SSlibKey,
)

PAYLOAD_TYPE = "application/vnd.in-toto+json"
PRIVATE_NAME = "signing.pem"
PUBLIC_SUFFIX = ".pub.pem"

PublicKey = SSlibKey
PublicKeys = Mapping[str, PublicKey]


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The installation's key. `id` is what securesystemslib derives from the public half."""

    id: str
    private: Ed25519PrivateKey
    signer: CryptoSigner

    def envelope(self, payload: bytes) -> dict[str, object]:
        """`payload` in a signed DSSE envelope, as plain data."""
        envelope = Envelope(payload, PAYLOAD_TYPE, {})
        envelope.sign(self.signer)
        return dict(envelope.to_dict())

    def sign(self, data: bytes) -> bytes:
        return self.private.sign(data)


def signing_key(folder: Path) -> SigningKey:
    """The key in `folder`, made on first use (mode 0600) and never overwritten.

    Its public half is kept beside it, so that a record can be checked after the key was replaced.
    """
    path = folder / PRIVATE_NAME
    if not path.exists():
        _make(path)
    loaded = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(loaded, Ed25519PrivateKey):
        raise TypeError(f"{path} does not hold an Ed25519 key")
    signer = CryptoSigner(loaded)
    key = SigningKey(signer.public_key.keyid, loaded, signer)
    _publish(folder / f"{key.id}{PUBLIC_SUFFIX}", loaded.public_key())
    return key


def public_keys(folder: Path) -> dict[str, PublicKey]:
    """Every public key in `folder`, by key id."""
    found = (read_public(path.read_bytes()) for path in sorted(folder.glob(f"*{PUBLIC_SUFFIX}")))
    return {key.keyid: key for key in found}


def read_public(pem: bytes) -> PublicKey:
    """A public key from PEM. Raises ValueError when it is not an Ed25519 key."""
    loaded = serialization.load_pem_public_key(pem)
    if not isinstance(loaded, Ed25519PublicKey):
        raise ValueError("not an Ed25519 public key")  # noqa: TRY004  # a bad file, not a bad call
    return PublicKey.from_crypto(loaded)


def signed_by(key: PublicKey, data: bytes, signature: bytes) -> bool:
    """Whether `signature` over `data` is this key's."""
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.keyval["public"]))
    try:
        public.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def decode(text: str) -> bytes:
    """The bytes of standard base64. Raises ValueError for any but the one proper spelling."""
    data = base64.b64decode(text, validate=True)
    if encode(data) != text:
        raise ValueError("base64 with spare bits set")
    return data


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    write_once(path, pem)


def _publish(path: Path, public: Ed25519PublicKey) -> None:
    if not path.exists():
        pem = public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        write_once(path, pem)


def write_once(path: Path, data: bytes) -> None:
    """Write a key file (mode 0600) unless there is one: an existing key is never overwritten."""
    # A link to a finished file appears whole or, where another process was first, not at all.
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()
