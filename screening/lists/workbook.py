"""XLSX workbooks, read as rows of text from the XML inside, within the limits of every other file.

Spreadsheet libraries set aside room for the whole sheet that a file declares: one kilobyte that
names a far corner takes the process down. Here a row is what stands in it, and no more.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from posixpath import dirname, join, normpath

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.reading import xml_each, xml_root
from screening.lists.unpacking import unpack

WIDEST = 512
"""No list has as many columns; cells further right are refused."""
LONGEST = 200_000
"""Nor as many rows, empty ones among them."""

_WORKBOOK, _STYLES, _PROPERTIES = "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"
_COLUMN = re.compile(r"[A-Z]{1,3}")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_LETTERS = 26
_SURROGATES = range(0xD800, 0xE000)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_FORMAT = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_FROM_1900, _FROM_1904 = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_LAST_SERIAL = 2_958_465  # 9999-12-31
_BROKEN = (
    KeyError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    zlib.error,
    zipfile.BadZipFile,
)


class Workbook:
    """An XLSX file. Raises ListFormatError for what is none, and for what exceeds the limits."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        if set(unpack(name, data)) != {name} or not data.startswith(b"PK"):
            raise ListFormatError("this is not an XLSX workbook", name)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise ListFormatError(f"the workbook is damaged or cut off ({error})", name) from error
        self._parts = frozenset(self._archive.namelist())
        book = self._root(_WORKBOOK)
        self._sheet = self._first_sheet(book)
        properties = book.find("{*}workbookPr")
        early = properties is not None and properties.get("date1904") in {"1", "true"}
        self._first_day = _FROM_1904 if early else _FROM_1900
        self._strings = self._shared_strings()
        self._dates = self._date_styles()

    @property
    def modified(self) -> datetime | None:
        """When the workbook says it was last written."""
        if _PROPERTIES not in self._parts:
            return None
        for element in self._root(_PROPERTIES):
            if _local(element) == "modified":
                return _moment(element.text or "")
        return None

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row of the first visible sheet that is not blank, with its number.

        Dates come as 2024-01-31, whole numbers without a fraction; a row ends with its last cell.
        Raises ListFormatError, with the row, for a cell that cannot be read.
        """
        number = 0
        for row in xml_each(f"{self.name}, {self._sheet}", self._read(self._sheet), "row"):
            number = self._row_number(row, number)
            cells = self._cells(row, f"{self.name}, row {number}")
            if any(cell.strip() for cell in cells):
                yield number, cells

    def _row_number(self, row: etree._Element, last: int) -> int:
        written = str(row.get("r", last + 1))
        number = int(written) if written.isascii() and written.isdecimal() else 0
        if not last < number <= LONGEST:
            where = f"{self.name}, after row {last}"
            raise ListFormatError(f"rows out of order, or more than {LONGEST:,}", where)
        return number

    def _cells(self, row: etree._Element, where: str) -> list[str]:
        cells: list[str] = []
        for cell in row:
            reference = cell.get("r")
            text = self._text(cell, where) if len(cell) else ""
            if text and reference is not None:
                column = _column(str(reference), len(cells), where)
                cells.extend([""] * (column - len(cells)))
            if text or reference is None:
                cells.append(text)
        if len(cells) > WIDEST:
            raise ListFormatError(f"the row has more than {WIDEST} cells", where)
        return cells

    def _text(self, cell: etree._Element, where: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _string(cell.find("{*}is"))
        # A formula may stand before the value, and nothing after it.
        value = (cell[-1].text or "") if str(cell[-1].tag).endswith("}v") else ""
        if kind == "s":
            return self._shared(value.strip(), where)
        if kind == "n" and value.strip():
            return self._number(value.strip(), str(cell.get("s", "")), where)
        return _unescape(value)

    def _shared(self, value: str, where: str) -> str:
        try:
            return self._strings[int(value)]
        except (ValueError, IndexError) as error:
            raise ListFormatError(f"a cell points to the missing text {value!r}", where) from error

    def _number(self, value: str, style: str, where: str) -> str:
        if not _NUMBER.fullmatch(value):
            raise ListFormatError(f"a cell holds {value!r}, which is no number", where)
        number = float(value)
        if style in self._dates and 0 < number <= _LAST_SERIAL:
            day = self._first_day + timedelta(days=number)
            whole = number.is_integer()
            return day.date().isoformat() if whole else day.strftime("%Y-%m-%dT%H:%M:%S")
        return str(int(number)) if number.is_integer() else value

    def _read(self, part: str) -> bytes:
        try:
            return self._archive.read(part)
        except _BROKEN as error:
            raise ListFormatError(
                f"the workbook is damaged or lacks {part} ({error})", self.name
            ) from error

    def _root(self, part: str) -> etree._Element:
        return xml_root(f"{self.name}, {part}", self._read(part))

    def _first_sheet(self, book: etree._Element) -> str:
        targets = {
            str(link.get("Id")): normpath(join(dirname(_WORKBOOK), str(link.get("Target", ""))))
            for link in self._root("xl/_rels/workbook.xml.rels")
        }
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            if sheet.get("state", "visible") == "visible":
                link = next((str(v) for key, v in sheet.items() if str(key).endswith("}id")), "")
                return targets.get(link, "").lstrip("/")
        raise ListFormatError("the workbook has no visible sheet", self.name)

    def _shared_strings(self) -> list[str]:
        part = "xl/sharedStrings.xml"
        if part not in self._parts:
            return []
        return [_string(si) for si in xml_each(f"{self.name}, {part}", self._read(part), "si")]

    def _date_styles(self) -> frozenset[str]:
        """The numbers of the cell styles that show a day."""
        if _STYLES not in self._parts:
            return frozenset()
        styles = self._root(_STYLES)
        dates = {str(number) for number in _BUILT_IN_DATES} | {
            str(made.get("numFmtId"))
            for made in styles.iterfind("{*}numFmts/{*}numFmt")
            if _DATE_LETTERS.search(_NOT_FORMAT.sub("", str(made.get("formatCode", ""))))
        }
        kinds = styles.iterfind("{*}cellXfs/{*}xf")
        return frozenset(str(n) for n, xf in enumerate(kinds) if str(xf.get("numFmtId")) in dates)


def _string(element: etree._Element | None) -> str:
    """A text with all its runs, without the reading aids of Asian scripts."""
    if element is None:
        return ""
    return _unescape("".join(_runs(element)))


def _local(element: etree._Element) -> str:
    """The name without its namespace, whatever the namespace holds."""
    return str(element.tag).rpartition("}")[2]


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = _local(child)
        if tag == "t":
            yield child.text or ""
        elif tag == "r":
            yield from _runs(child)


def _unescape(text: str) -> str:
    """Control characters, which XML cannot hold, stand as _x000D_; what is not text stays out."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: _character(int(found[1], 16)), text)


def _character(code: int) -> str:
    return "\N{REPLACEMENT CHARACTER}" if code in _SURROGATES or not code else chr(code)


def _column(reference: str, after: int, where: str) -> int:
    """The column's number from 0; columns only count up."""
    column = _number_of(reference.rstrip("0123456789"))
    if not after <= column < WIDEST:
        raise ListFormatError(f"the cell {reference!r} is out of order or too far right", where)
    return column


@lru_cache(maxsize=WIDEST)
def _number_of(letters: str) -> int:
    """Column A is 0, Z is 25, AA is 26; -1 for what is no column."""
    column = -1
    for letter in letters if _COLUMN.fullmatch(letters) else "":
        column = (column + 1) * _LETTERS + ord(letter) - ord("A")
    return column


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
