"""Which code gave an answer: versions and digests that a replay must find again."""

from __future__ import annotations

import hashlib
import platform
import unicodedata
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from screening.matching import MATCHER
from screening.plain import digest

# What `screening` imports: another version of any of these may give another answer.
DEPENDENCIES = ("anyascii", "lxml", "numba", "numpy", "pycountry", "python-stdnum", "rapidfuzz")


@cache
def provenance() -> dict[str, str]:
    """Version, interpreter, Unicode tables, and SHA-256 of the library and of what it builds on."""
    return {
        "version": _version("vetting"),
        "python": platform.python_version(),
        "unicode": unicodedata.unidata_version,
        "matcher": MATCHER,
        "library_sha256": digest_of_library(),
        "dependencies_sha256": digest({name: _version(name) for name in DEPENDENCIES}),
    }


@cache
def digest_of_library() -> str:
    """SHA-256 over every source and data file of `screening`: matcher, checks and rules."""
    total = hashlib.sha256()
    for path, file in sorted(_files(resources.files("screening"), "")):
        total.update(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {path}\n".encode())
    return total.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for child in folder.iterdir():
        path = f"{prefix}{child.name}"
        if child.is_dir():
            found += [] if child.name == "__pycache__" else _files(child, f"{path}/")
        elif not child.name.endswith(".pyc"):
            found.append((path, child))
    return found


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
