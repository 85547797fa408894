"""Files by content: each is kept once, under its SHA-256, and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by digest."""

    folder: Path

    def put(self, data: bytes) -> str:
        """Keep `data` and give its digest. Twice is kept once; a torn file is never left."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if not path.exists():
            write_whole(path, data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes with this digest. Raises FileNotFoundError; ValueError if they changed."""
        data = self.path(digest).read_bytes()
        if hashlib.sha256(data).hexdigest() != digest:
            raise ValueError(f"the stored file {digest} is not what it was")
        return data

    def path(self, digest: str) -> Path:
        return self.folder / "files" / digest[:2] / digest

    @property
    def quarantine(self) -> Store:
        """Where refused files lie, apart from all that ever came into force."""
        return Store(self.folder / "quarantine")

    @property
    def indexes(self) -> Path:
        """Where compiled indexes lie; they can be thrown away and are built again."""
        return self.folder / "indexes"


def write_whole(path: Path, data: bytes) -> None:
    """Write beside `path` and rename: nobody ever meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
