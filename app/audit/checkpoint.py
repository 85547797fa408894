"""Checkpoints: size and root of the log as a signed note (C2SP signed-note, tlog-checkpoint)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from app.audit.signature import PublicKey, PublicKeys, SigningKey, decode, encode, signed_by

_ED25519 = b"\x01"
_MARK = "— "  # the em dash the note format begins a signature line with
_KEY_ID_BYTES = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the installation named `origin` says its log was."""

    origin: str
    size: int
    root: bytes

    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"


def sign(checkpoint: Checkpoint, key: SigningKey) -> str:
    """The signed note."""
    public = key.private.public_key().public_bytes_raw()
    blob = _key_id(checkpoint.origin, public) + key.sign(checkpoint.body().encode())
    return f"{checkpoint.body()}\n{_MARK}{checkpoint.origin} {encode(blob)}\n"


def read(note: str, keys: PublicKeys) -> Checkpoint:
    """The checkpoint in `note`. Raises ValueError unless one of `keys` signed these very bytes."""
    body, found, signature = note.partition("\n\n")
    try:
        origin, size, root = body.split("\n")
        checkpoint = Checkpoint(origin, int(size), decode(root))
        mark, named, blob = signature.removesuffix("\n").split(" ")
        signed = decode(blob)
    except ValueError as error:
        raise ValueError("the checkpoint is not a signed note of three lines") from error
    if not found or mark != _MARK.strip() or named != origin or checkpoint.body() != body + "\n":
        raise ValueError("the checkpoint is not a signed note of three lines")
    if not any(_signed(checkpoint, key, signed) for key in keys.values()):
        raise ValueError("none of the known keys signed the checkpoint")
    return checkpoint


def _signed(checkpoint: Checkpoint, key: PublicKey, signed: bytes) -> bool:
    key_id, signature = signed[:_KEY_ID_BYTES], signed[_KEY_ID_BYTES:]
    if key_id != _key_id(checkpoint.origin, bytes.fromhex(key.keyval["public"])):
        return False
    return signed_by(key, checkpoint.body().encode(), signature)


def _key_id(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_KEY_ID_BYTES]
