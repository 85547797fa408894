"""A compiled file of named arrays: written once, opened by memory map, known by its digest.

Layout: a line with the format and the digest of all that follows; a line of JSON that names the
matcher and every array with its type and place; then the arrays, each on a 64-byte border. Equal
content gives equal files whoever writes them. The digest is the SHA-256 of the SHA-256s of every
eight MiB, so that all processors can check a large file at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from screening.errors import ListFormatError

_MAGIC = b"vetting-index-6 "
_FIRST_LINE = len(_MAGIC) + 2 * hashlib.sha256().digest_size + 1
_BORDER = 64
_PIECE = 8 << 20
Arrays = dict[str, NDArray[Any]]


def digest(arrays: Mapping[str, NDArray[Any]], matcher: str) -> str:
    """What names the content: the digest that the file of these arrays carries."""
    pieces, room = [hashlib.sha256()], _PIECE
    for part in _body(arrays, matcher):
        rest = memoryview(part)
        while rest:
            if not room:
                pieces.append(hashlib.sha256())
                room = _PIECE
            pieces[-1].update(rest[:room])
            rest, room = rest[room:], max(0, room - len(rest))
    return _of_all(piece.digest() for piece in pieces)


def _digest_of(body: NDArray[np.uint8]) -> str:
    """The same of the body of a file."""
    pieces = [body[at : at + _PIECE].data for at in range(0, max(len(body), 1), _PIECE)]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as threads:
        return _of_all(threads.map(lambda piece: hashlib.sha256(piece).digest(), pieces))


def _of_all(pieces: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def write(path: Path, arrays: Mapping[str, NDArray[Any]], matcher: str) -> None:
    """Write beside `path` and rename, so that no reader ever meets half a file."""
    first = _MAGIC + digest(arrays, matcher).encode() + b"\n"
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        file.write(first)
        for part in _body(arrays, matcher):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)


def read(path: Path, matcher: str) -> tuple[Arrays, str]:
    """The arrays, mapped and not copied, and their digest.

    Raises ListFormatError for a file that is damaged, or that another matcher version made.
    """
    with path.open("rb") as file:
        said = _first_line(file, path)
        line = file.readline()
    # Checking the map itself, and not a copy, leaves every page of it ready for the first search.
    # A plain view of the map: the subclass's bookkeeping costs more than most of our look-ups.
    body = np.asarray(np.memmap(path, dtype=np.uint8, mode="r", offset=_FIRST_LINE))
    if _digest_of(body) != said:
        raise ListFormatError("the index is damaged; build it again", str(path))
    head = json.loads(line)
    if head["matcher"] != matcher:
        problem = f"the index was made for {head['matcher']}, not {matcher}; build it again"
        raise ListFormatError(problem, str(path))
    return _arrays(body[len(line) :], head["arrays"]), said


def _first_line(file: BinaryIO, path: Path) -> str:
    line = file.read(_FIRST_LINE)
    if not line:
        raise ListFormatError("the file is empty; build the index again", str(path))
    if not line.startswith(_MAGIC) or not line.endswith(b"\n"):
        raise ListFormatError("this is not an index; build it again", str(path))
    return line[len(_MAGIC) : -1].decode("ascii", "replace")


def _arrays(body: NDArray[np.uint8], places: Mapping[str, tuple[str, int, int]]) -> Arrays:
    return {
        name: body[at : at + length * np.dtype(kind).itemsize].view(kind)
        for name, (kind, length, at) in places.items()
    }


def _body(arrays: Mapping[str, NDArray[Any]], matcher: str) -> Iterator[bytes | memoryview]:
    """All of the file but its first line, piece by piece."""
    places: dict[str, tuple[str, int, int]] = {}
    at = 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, len(array), at)
        at += -(-array.nbytes // _BORDER) * _BORDER
    line = json.dumps({"matcher": matcher, "arrays": places}, separators=(",", ":")).encode()
    yield line + b" " * (-(_FIRST_LINE + len(line) + 1) % _BORDER) + b"\n"
    for array in arrays.values():
        yield np.ascontiguousarray(array).view(np.uint8).data
        yield b"\0" * (-array.nbytes % _BORDER)


def pack(rows: Sequence[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Byte strings end to end, and where each begins (with one more place for the end)."""
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return np.frombuffer(b"".join(rows), np.uint8), starts


class Packed:
    """What `pack` packed, read row by row."""

    def __init__(self, text: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._text = text.data
        self._starts = starts

    def __getitem__(self, number: int) -> bytes:
        start, end = self._starts[number : number + 2].tolist()
        return bytes(self._text[start:end])


def lists(rows: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Lists of numbers end to end, and where each begins."""
    starts = np.zeros(len(rows) + 1, np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    flat = np.fromiter((value for row in rows for value in row), np.int32, int(starts[-1]))
    return flat, starts
