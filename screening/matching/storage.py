"""The index on disk: one file, checked by digest, its arrays read where they lie.

Layout: eight bytes of magic, the SHA-256 of all that follows, the length of the header (8 bytes),
the header as JSON (matcher, and place of every section), then the sections, each on a 16-byte
boundary. Entries are JSON, one by one, and are read when they are first needed.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import accumulate
from pathlib import Path
from types import UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints, overload

import numpy as np
import numpy.typing as npt

from screening.errors import ListFormatError
from screening.matching.tables import Tables
from screening.model import Entry, Party, Profile
from screening.plain import canonical, plain

Unread = tuple[int, str, str]
"""A name that nobody can find: place of its entry, the name, the reason."""

_MAGIC = b"VETIDX2\n"
_DIGEST = 32
_LENGTH = 8
_ALIGNED = 16
_TYPES: Mapping[str, type[Profile]] = {cls.__name__: cls for cls in (Profile, Party, Entry)}


class StoredEntries(Sequence[Profile]):
    """The entries of a saved index, each decoded on first use."""

    def __init__(self, body: memoryview, starts: npt.NDArray[np.int64]) -> None:
        self._body = body
        self._starts = starts
        self._read: dict[int, Profile] = {}

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> Profile: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Profile, ...]: ...
    def __getitem__(self, place: int | slice) -> Profile | tuple[Profile, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        if place not in self._read:
            start, end = int(self._starts[place]), int(self._starts[place + 1])
            self._read[place] = _decode_profile(json.loads(bytes(self._body[start:end])))
        return self._read[place]


def write_index(
    path: Path,
    matcher: str,
    entries: Sequence[Profile],
    tables: Tables,
    unreadable: Sequence[Unread],
) -> None:
    """Write beside `path` and rename, so that no reader ever meets half a file."""
    encoded = [canonical({"type": type(e).__name__, "value": plain(e)}) for e in entries]
    starts = np.array([0, *accumulate(len(entry) for entry in encoded)], np.int64)
    sections = {"entries": b"".join(encoded), "entry_start": starts.tobytes()}
    sections["unreadable"] = canonical(list(unreadable))
    sections |= {f.name: _section(getattr(tables, f.name)) for f in fields(Tables)}
    rest = _pack(matcher, sections)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(_MAGIC + hashlib.sha256(rest).digest() + rest)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def read_index(path: Path, matcher: str) -> tuple[StoredEntries, Tables, tuple[Unread, ...]]:
    """What `write_index` wrote. Raises ListFormatError for anything else."""
    with path.open("rb") as file:
        if not file.seek(0, os.SEEK_END):
            raise ListFormatError("the file is empty; build the index again", str(path))
        body = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    if body[: len(_MAGIC)] != _MAGIC:
        raise ListFormatError("this is not an index; build it again", str(path))
    rest = body[len(_MAGIC) + _DIGEST :]
    if hashlib.sha256(rest).digest() != body[len(_MAGIC) : len(_MAGIC) + _DIGEST]:
        raise ListFormatError("the index is damaged; build it again", str(path))
    header, sections = _unpack(rest)
    if header["matcher"] != matcher:
        problem = f"the index was made for {header['matcher']}, not {matcher}; build it again"
        raise ListFormatError(problem, str(path))
    starts = np.frombuffer(sections["entry_start"], np.int64)
    unreadable = tuple(
        (place, text, reason) for place, text, reason in json.loads(bytes(sections["unreadable"]))
    )
    return StoredEntries(sections["entries"], starts), _read_tables(sections), unreadable


def _read_tables(sections: Mapping[str, memoryview]) -> Tables:
    hints = get_type_hints(Tables)
    values: dict[str, Any] = {}
    for name, hint in hints.items():
        if get_origin(hint) is tuple:
            text = str(sections[name], "utf-8")
            values[name] = tuple(text.split("\n")) if text else ()
        else:
            scalar = get_args(get_args(hint)[1])[0]
            values[name] = np.frombuffer(sections[name], scalar)
    return Tables(**values)


def _section(value: npt.NDArray[np.generic] | tuple[str, ...]) -> bytes:
    return "\n".join(value).encode() if isinstance(value, tuple) else value.tobytes()


def _pack(matcher: str, sections: Mapping[str, bytes]) -> bytes:
    places: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for name, content in sections.items():
        body.extend(bytes(-len(body) % _ALIGNED))
        places[name] = (len(body), len(content))
        body.extend(content)
    header = canonical({"matcher": matcher, "sections": places})
    # The header is padded so that the sections behind it stay on their boundary in the file.
    before = len(_MAGIC) + _DIGEST + _LENGTH + len(header)
    header += b" " * (-before % _ALIGNED)
    return len(header).to_bytes(_LENGTH, "little") + header + bytes(body)


def _unpack(rest: memoryview) -> tuple[dict[str, Any], dict[str, memoryview]]:
    end = _LENGTH + int.from_bytes(rest[:_LENGTH], "little")
    header = json.loads(bytes(rest[_LENGTH:end]))
    body = rest[end:]
    return header, {name: body[at : at + n] for name, (at, n) in header["sections"].items()}


def _decode_profile(raw: dict[str, Any]) -> Profile:
    return cast("Profile", _decode(_TYPES[raw["type"]], raw["value"]))


def _decode(hint: Any, raw: Any) -> object:  # noqa: ANN401 - any annotation of the model
    """`raw` as the annotated type: the way back from `screening.plain`."""
    if get_origin(hint) is UnionType:
        wanted = next(arg for arg in get_args(hint) if arg is not type(None))
        return None if raw is None else _decode(wanted, raw)
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        kinds = [inner[0]] * len(raw) if inner[-1] is Ellipsis else inner
        return tuple(_decode(kind, value) for kind, value in zip(kinds, raw, strict=True))
    if hint in (str, int, bool, float):
        return raw
    if issubclass(hint, Enum | datetime | date):
        return hint(raw) if issubclass(hint, Enum) else hint.fromisoformat(raw)
    return hint(**{name: _decode(kind, raw[name]) for name, kind in _hints(hint).items()})


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
