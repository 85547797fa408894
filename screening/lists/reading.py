"""Reading XML, CSV and JSON safely: whole or not at all, with the place of every fault."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import NoReturn, cast

from lxml import etree

from screening.errors import ListFormatError

DEEPEST = 64
"""No list nests its elements a quarter as deep."""
_LAST_KNOWN_LINE = 65_535
_END_OF_FILE_MARK = "\x1a"


def xml_root(name: str, data: bytes) -> etree._Element:
    """The document's root, the whole tree below it.

    Raises ListFormatError with the line for anything but well-formed XML, for a DOCTYPE (entities
    can read files and swell without end) and for elements nested more than 64 deep.
    """
    root = None
    for root in _walk(name, data):  # noqa: B007 - the last element to end is the root
        pass
    if root is None:
        raise ListFormatError("the file holds no element", name)
    return root


def xml_elements(name: str, data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Each element with one of these tags, then forgotten: for files too large for a tree.

    Elements with these tags must not lie in each other. Raises as `xml_root`, but only when the
    reading has come that far: the caller keeps nothing before the last element is out.
    """
    wanted = frozenset(tags)
    for element in _walk(name, data):
        if element.tag in wanted:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]


def xml_each(name: str, data: bytes, *tags: str) -> Iterator[etree._Element]:
    """Each element with one of these names, in any namespace, then forgotten: for large files.

    Faster than `xml_elements`, for nothing is looked at in between: how deep elements may lie is
    left to libxml2. One that lies in another comes first, and is gone from it. Raises
    ListFormatError, with the line, for what is not well-formed, and for a DOCTYPE.
    """
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in events:
            _refuse_doctype(name, element)
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(name, data, error) from error
    except (LookupError, ValueError) as error:
        raise ListFormatError(f"not readable as XML ({error})", name) from error


def line_of(element: etree._Element) -> str:
    """Where an element begins. libxml2 counts lines up to 65,535 and no further."""
    line = cast("int | None", element.sourceline) or 0
    return f"line {line}" if line < _LAST_KNOWN_LINE else f"line {_LAST_KNOWN_LINE} or later"


def _walk(name: str, data: bytes) -> Iterator[etree._Element]:
    """Every element as it ends, so that the root comes last."""
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth = 0
    try:
        for event, element in events:
            if event == "end":
                depth -= 1
                yield element
                continue
            if not depth:
                _refuse_doctype(name, element)
            depth += 1
            if depth > DEEPEST:
                _refuse(f"elements lie more than {DEEPEST} deep in each other", name, element)
    except etree.XMLSyntaxError as error:
        raise _not_well_formed(name, data, error) from error
    except (LookupError, ValueError) as error:
        raise ListFormatError(f"not readable as XML ({error})", name) from error


def _not_well_formed(name: str, data: bytes, error: etree.XMLSyntaxError) -> ListFormatError:
    if not error.lineno:
        # Reading in steps, libxml2 forgets where an undeclared entity stood; at one go it tells.
        try:
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as again:
            error = again
    problem = str(error.msg).split(", line ", maxsplit=1)[0].strip()
    return ListFormatError(
        f"not well-formed XML ({problem}); fetch the file again, "
        "or ask the publisher for a sound one",
        f"{name}, line {error.lineno or 1}",
    )


def _refuse_doctype(name: str, root: etree._Element) -> None:
    docinfo = root.getroottree().docinfo
    if any(part is not None for part in (docinfo.internalDTD, docinfo.externalDTD)):
        _refuse(
            "the document declares a DOCTYPE; no list needs one, and it can hide an attack",
            name,
            root,
        )


def _refuse(problem: str, name: str, element: etree._Element) -> NoReturn:
    raise ListFormatError(problem, f"{name}, {line_of(element)}")


def decode(name: str, data: bytes, encoding: str = "utf-8-sig") -> str:
    """The text of a file, without the 0x1A some publishers end it with.

    Raises ListFormatError, with the line, for bytes that are not in this encoding, and for NULs.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ListFormatError(
            f"byte 0x{data[error.start]:02x} is not {encoding.removesuffix('-sig').upper()} text",
            f"{name}, line {line}",
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ListFormatError("a NUL character: this is not a text file", f"{name}, line {line}")
    stripped = text.rstrip("\r\n")
    return stripped[:-1] if stripped.endswith(_END_OF_FILE_MARK) else text


def csv_rows(
    name: str, data: bytes, encoding: str = "utf-8-sig", delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it begins.

    Raises ListFormatError, with the line, for bytes of another encoding, NULs, quotes that are
    never closed and cells too long for any list.
    """
    reader = csv.reader(
        io.StringIO(decode(name, data, encoding), newline=""), delimiter=delimiter, strict=True
    )
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ListFormatError(f"not readable as CSV ({error})", f"{name}, line {begins}") from error


def json_value(name: str, data: bytes) -> object:
    """The value in a JSON file.

    Raises ListFormatError for broken JSON (with the line), a key given twice, NaN and infinities,
    nesting too deep to read, and text that is not Unicode.
    """
    try:
        value = json.loads(
            decode(name, data), object_pairs_hook=_without_repeats, parse_constant=_refuse_constant
        )
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        where = f"{name}, line {error.lineno}"
        raise ListFormatError(f"not readable as JSON ({error.msg})", where) from error
    except RecursionError as error:
        raise ListFormatError("values lie too deep in each other", name) from error
    except UnicodeEncodeError as error:
        raise ListFormatError("half a character (a lone surrogate) in a text", name) from error
    except ValueError as error:
        raise ListFormatError(str(error), name) from error
    return value


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {twice!r} stands twice in one object")
    return value


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number that JSON knows")
