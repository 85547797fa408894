"""Sealing: what only one named person may read is kept encrypted, under a key of the installation.

AES-256-GCM (NIST SP 800-38D). What is shut is bound to its label: moved to another, it stays shut.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.audit.signature import write_once
from app.errors import VettingError

KEY_NAME = "sealing.key"
_FORMER = "sealing-*.key"
_KEY_BYTES, _NONCE_BYTES = 32, 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """Something shut: which key opens it, and nonce and ciphertext in base64."""

    key_id: str
    box: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Shuts with the newest key; opens with that one or a former one."""

    key_id: str
    _keys: Mapping[str, bytes] = field(repr=False)

    def shut(self, text: str, *, label: str) -> Sealed:
        """`text`, to be opened under the same label only."""
        nonce = os.urandom(_NONCE_BYTES)
        cipher = AESGCM(self._keys[self.key_id])
        box = nonce + cipher.encrypt(nonce, text.encode(), label.encode())
        return Sealed(self.key_id, base64.b64encode(box).decode())

    def open(self, sealed: Sealed, *, label: str) -> str:
        """What was shut. Raises ValueError without its key, or where it is not as it was shut."""
        key = self._keys.get(sealed.key_id)
        if key is None:
            raise ValueError(f"the sealing key {sealed.key_id} is not in the folder of the keys")
        box = base64.b64decode(sealed.box, validate=True)
        nonce, cipher = box[:_NONCE_BYTES], box[_NONCE_BYTES:]
        try:
            return AESGCM(key).decrypt(nonce, cipher, label.encode()).decode()
        except InvalidTag:
            raise ValueError("what is sealed is not what was shut") from None

    def token(self, text: str, *, label: str) -> str:
        """A keyed hash: the same for the same text and label, and of no use without the key."""
        key = hmac.digest(self._keys[self.key_id], b"token", hashlib.sha256)
        return hmac.new(key, f"{label}\n{text}".encode(), hashlib.sha256).hexdigest()


def seal_of(folder: Path) -> Seal:
    """The seal of the keys in `folder`; the key is made on first use and never overwritten.

    Raises VettingError for a file that holds none.

    To change the key, rename `sealing.key` to `sealing-DAY.key`: the next start makes another, and
    what was shut with the former one still opens.
    """
    path = folder / KEY_NAME
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path, base64.b64encode(os.urandom(_KEY_BYTES)))
    current = _read(path)
    keys = {_id(key): key for key in (current, *map(_read, sorted(folder.glob(_FORMER))))}
    return Seal(_id(current), keys)


def _read(path: Path) -> bytes:
    try:
        key = base64.b64decode(path.read_bytes(), validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise VettingError(f"{path} does not hold a sealing key: {_KEY_BYTES} bytes in base64")
    return key


def _id(key: bytes) -> str:
    return hashlib.sha256(b"sealing key\n" + key).hexdigest()[:16]
