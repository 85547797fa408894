"""Getting the publisher's files out of plain, gzip or zip data, within limits.

What exceeds a limit, hides its size, leads out of its folder or is no list at all is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import IO

from screening.errors import ListFormatError

MIB = 1024 * 1024
LARGEST_PACKED = 256 * MIB
LARGEST_UNPACKED = 512 * MIB
HIGHEST_RATIO = 200
RATIO_FREE = 16 * MIB
MOST_MEMBERS = 64

_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_MARK = "[Content_Types].xml"
_LFS_MARK = b"version https://git-lfs.github.com/spec/"
_HTML_MARKS = (b"<!doctype html", b"<html")
_LOOKED_AT = 1024
# What the standard library raises on archives that are broken or that it does not know.
_BROKEN = (
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
)


def unpack(name: str, data: bytes) -> dict[str, bytes]:
    """The files in `data` by name: itself if plain, else what its gzip or zip holds.

    What `data` is, its first bytes say, not its name. Office files (XLSX) are zip archives to be
    read whole, and stay packed. Raises ListFormatError for a breached limit, a damaged or encrypted
    archive, an archive in one, a name that leaves its folder, an HTML page or a Git LFS pointer.
    """
    if len(data) > LARGEST_PACKED:
        raise ListFormatError(f"the file is larger than {LARGEST_PACKED // MIB} MiB", name)
    if data.startswith(_GZIP):
        files = {_without_gz(name): _gunzip(name, data)}
    elif data.startswith(_ZIP):
        files = _unzip(name, data)
    else:
        files = {name: data}
    for member, content in files.items():
        _refuse_what_is_no_list(member, content, packed=member != name)
    return files


def unpack_all(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every file in `files`, unpacked. Unpacking what is unpacked changes nothing.

    Raises ListFormatError as `unpack`, for no file at all, and for two files of one name.
    """
    unpacked: dict[str, bytes] = {}
    for name, data in files.items():
        for member, content in unpack(name, data).items():
            if member in unpacked:
                raise ListFormatError("two files have this name", member)
            unpacked[member] = content
    if not unpacked:
        raise ListFormatError("no file was given")
    return unpacked


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 in hex: of the bytes of a single file, or of the lines "digest  name" of several.

    Taken after unpacking, so a list has one digest however it was packed.
    """
    if len(files) == 1:
        return hashlib.sha256(next(iter(files.values()))).hexdigest()
    lines = sorted(
        f"{hashlib.sha256(data).hexdigest()}  {name.lower()}\n" for name, data in files.items()
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _gunzip(name: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            return _read_within_limits(name, stream, len(data))
    except _BROKEN as error:
        raise ListFormatError(f"the gzip file is damaged or cut off ({error})", name) from error


def _unzip(name: str, data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(name, members, len(data))
            if any(member.filename == _OFFICE_MARK for member in members):
                return {name: data}
            files = [member for member in members if not member.is_dir()]
            return {member.filename: _member(archive, member) for member in files}
    except _BROKEN as error:
        raise ListFormatError(f"the zip file is damaged or cut off ({error})", name) from error


def _check_members(name: str, members: list[zipfile.ZipInfo], packed: int) -> None:
    if not members:
        raise ListFormatError("the zip file is empty", name)
    if len(members) > MOST_MEMBERS:
        raise ListFormatError(f"the zip file holds more than {MOST_MEMBERS} files", name)
    if len({member.filename for member in members}) < len(members):
        raise ListFormatError("the zip file holds two files of one name", name)
    for member in members:
        if not member.filename:
            raise ListFormatError("the zip file holds a file without a name", name)
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in member.filename:
            raise ListFormatError(f"the name {member.filename!r} leads out of its folder", name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise ListFormatError(f"{member.filename!r} is a link, not a file", name)
        if member.flag_bits & 1:
            raise ListFormatError(f"{member.filename!r} is encrypted", name)
    _check_size(name, sum(member.file_size for member in members), packed)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The archive's own word on sizes is not trusted: what is read is counted."""
    with archive.open(member) as stream:
        return _read_within_limits(member.filename, stream, member.compress_size)


def _read_within_limits(name: str, stream: IO[bytes] | gzip.GzipFile, packed: int) -> bytes:
    whole = io.BytesIO()
    while chunk := stream.read(MIB):
        whole.write(chunk)
        _check_size(name, whole.tell(), packed)
    return whole.getvalue()


def _check_size(name: str, size: int, packed: int) -> None:
    if size > LARGEST_UNPACKED:
        raise ListFormatError(f"it unpacks to more than {LARGEST_UNPACKED // MIB} MiB", name)
    if size > RATIO_FREE and size > HIGHEST_RATIO * packed:
        raise ListFormatError(
            f"it unpacks to more than {HIGHEST_RATIO} times its size: refused as an attack", name
        )


def _refuse_what_is_no_list(name: str, data: bytes, *, packed: bool) -> None:
    head = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not data.strip():
        raise ListFormatError("the file is empty", name)
    if head.startswith(_LFS_MARK):
        raise ListFormatError(
            "this is a Git LFS pointer, not the list: fetch the file it points to", name
        )
    if head.startswith(_HTML_MARKS) or (head.startswith(b"<?xml") and b"<html" in head):
        raise ListFormatError(
            "this is a web page, not the list: the server probably sent an error page; "
            "look at the address and try again",
            name,
        )
    if packed and (data.startswith(_GZIP) or (data.startswith(_ZIP) and not _is_office(data))):
        raise ListFormatError("this is an archive inside an archive: unpack it first", name)


def _is_office(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(_OFFICE_MARK, archive.infolist(), len(data))
            return _OFFICE_MARK in archive.namelist()
    except (*_BROKEN, ListFormatError):
        return False


def _without_gz(name: str) -> str:
    return name[:-3] if name.lower().endswith(".gz") else name
