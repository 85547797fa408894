"""Compiled lists on disk: built once, opened by every process in milliseconds, built again if lost.

What a file holds follows from its name: the digest of what went into it and of the code that made
it. So a file never has to change, and whoever finds none, or a damaged one, makes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

import structlog

from app.provenance import digest_of_library
from app.store import write_whole
from screening.errors import ListFormatError
from screening.lists.also_listed import Elsewhere, also_listed
from screening.matching import MATCHER, Index
from screening.model import Entry, Snapshot
from screening.plain import canonical

log = structlog.get_logger()

Version = tuple[str, str, str]
"""What names a version of a list: list, digest of the publisher's bytes, parser."""


def open_index(
    folder: Path,
    digest: str,
    parser: str,
    entries: Callable[[], Iterable[Entry]],
    *,
    keep: bool = True,
) -> Index:
    """The compiled index of a snapshot: from its file, or else made of `entries`.

    What was made is put beside the others, unless the caller is not to write: then not `keep`.
    """
    path = folder / f"{_name(digest, parser, MATCHER)}.index"
    try:
        return Index.load(path)
    except FileNotFoundError:
        pass
    except (ListFormatError, OSError, ValueError, LookupError) as error:
        log.warning("compiled list is built again", file=path.name, problem=type(error).__name__)
    index = Index.build(entries())
    if not keep:
        return index
    folder.mkdir(parents=True, exist_ok=True)
    index.save(path)
    return index


def open_also_listed(
    folder: Path, versions: Iterable[Version], snapshots: Callable[[], Iterable[Snapshot]]
) -> dict[str, Elsewhere]:
    """Who stands on several lists: from its file, or else found in `snapshots` and kept."""
    name = _name(*(part for version in sorted(versions) for part in version), digest_of_library())
    path = folder / f"{name}.also"
    try:
        stored, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == stored:
            return _read(body)
        log.warning("cross-references are found again", file=path.name)
    except FileNotFoundError:
        pass
    body = canonical(also_listed(snapshots()))
    write_whole(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    return _read(body)


def _read(body: bytes) -> dict[str, Elsewhere]:
    return {
        list_id: {ref: tuple(others) for ref, others in found.items()}
        for list_id, found in json.loads(body).items()
    }


def _name(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
