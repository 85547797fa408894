"""Reading tables strictly: every cell of every row is right, or each wrong one is named."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from screening.errors import ListFormatError
from screening.model import DateSpan
from screening.text.countries import country_code
from screening.text.dates import parse_date
from screening.text.names import readable, squeeze

SHOWN = 20
"""So many faults are spelt out in an error's text; all are in its `problems`."""
LONGEST = 20_000
_BETWEEN_NAMES = "|"
_UNSTORABLE = ("Cc", "Cs")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: line and column where it is, and what is wrong and allowed."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = f'line {self.line}, column "{self.column}"' if self.column else f"line {self.line}"
        return f"{where}: {self.sentence}"


class TableError(ListFormatError):
    """A table with a cell that is not right: nothing of it is used. `problems` names each fault."""

    def __init__(self, problems: Iterable[Problem], name: str = "") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        told = "; ".join(str(problem) for problem in self.problems[:SHOWN])
        more = len(self.problems) - SHOWN
        super().__init__(told + (f"; and {more} more" if more > 0 else ""), name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column. `line` is where it begins in the file, counted from 1."""

    line: int
    values: Mapping[str, str]


def csv_rows(
    data: bytes,
    *,
    required: Collection[str],
    optional: Collection[str] | None = (),
    encoding: str = "utf-8-sig",
    name: str = "",
) -> list[Row]:
    """The rows of a CSV file with a header line.

    Raises TableError for a missing or unknown column (any is welcome where `optional` is None), a
    column named twice, a row with too many or too few cells, and bytes of another encoding.
    """
    reader = csv.reader(io.StringIO(_decoded(data, encoding, name), newline=""), strict=True)
    lines = _numbered(reader, name)
    line, header = next(lines, (1, []))
    columns = [squeeze(column) for column in header]
    problems = list(_header_problems(columns, required, optional, line))
    if problems:
        raise TableError(problems, name)
    rows: list[Row] = []
    for line, cells in lines:
        if len(cells) == len(columns):
            rows.append(Row(line, dict(zip(columns, cells, strict=True))))
        elif any(cell.strip() for cell in cells):
            sentence = f"has {len(cells)} cells; the header has {len(columns)}"
            problems.append(Problem(line, "", sentence))
    if problems:
        raise TableError(problems, name)
    return rows


def json_rows(
    data: bytes, *, required: Collection[str], optional: Collection[str], name: str = ""
) -> list[Row]:
    """The rows of a JSON Lines file: one object a line; empty lines are skipped.

    Numbers are kept as written, a list of texts becomes one cell. Raises TableError naming the line
    for what is no object, for a missing, unknown or repeated key, and for nested values.
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, text in enumerate(_decoded(data, "utf-8-sig", name).split("\n"), start=1):
        if text.strip():
            try:
                rows.append(_json_row(text, line, required, optional))
            except TableError as error:
                problems.extend(error.problems)
    if problems:
        raise TableError(problems, name)
    return rows


class Cells:
    """One row's cells, read by kind. What is wrong is noted in `problems` and read as empty."""

    def __init__(self, row: Row, problems: list[Problem]) -> None:
        self.line = row.line
        self._values = row.values
        self._problems = problems

    def wrong(self, column: str, sentence: str) -> None:
        self._problems.append(Problem(self.line, column, sentence))

    def text(self, column: str, *, required: bool = False) -> str:
        value = squeeze(self._values.get(column, ""))
        if required and not value:
            self.wrong(column, "is empty, but must be given")
        if len(value) > LONGEST:
            self.wrong(column, f"is longer than {LONGEST:,} characters")
            return ""
        if any(unicodedata.category(c) in _UNSTORABLE for c in value):
            self.wrong(column, "holds control characters or halves of characters")
            return ""
        return value

    def texts(self, column: str) -> tuple[str, ...]:
        """One or more texts, parted by "|"; at least one must be given."""
        text = self.text(column, required=True)
        parts = dict.fromkeys(part.strip() for part in text.split(_BETWEEN_NAMES))
        found = tuple(part for part in parts if part)
        if text and not found:
            self.wrong(column, "holds no text")
        return found

    def names(self, column: str) -> tuple[str, ...]:
        """One or more names, parted by "|", each of which can be compared."""
        found = self.texts(column)
        for name in found:
            if reason := readable(name):
                self.wrong(column, f'"{name[:60]}": {reason}')
        return found

    def code(self, column: str, codes: Iterable[str], default: str = "") -> str:
        """One of `codes`; `default` where the cell is empty and there is one."""
        value = self.text(column, required=not default) or default
        known = tuple(codes)
        if value and value not in known:
            self.wrong(column, f'"{value}" is none of: {", ".join(known)}')
        return value if value in known else known[0]

    def span(self, column: str) -> DateSpan | None:
        return self._read(column, parse_date, 'is not a date (such as "2019-03-31" or "2019-03")')

    def day(self, column: str, read: Callable[[str], date | None] | None = None) -> date | None:
        wrong = 'is not an exact day (such as "2019-03-31")'
        return self._read(column, read or _day, wrong)

    def country(self, column: str) -> str:
        return self._read(column, lambda text: country_code(text) or None, "is no country") or ""

    def share(self, column: str) -> Fraction | None:
        return self._read(column, _share, "is not a number between 0 and 1")

    def count(self, column: str) -> int | None:
        return self._read(column, _count, "is not a whole number, 0 or more")

    def flag(self, column: str) -> bool:
        return self._read(column, _flag, 'is neither "true" nor "false"') or False

    def _read(self, column: str, read: Callable[[str], T | None], wrong: str) -> T | None:
        text = self.text(column)
        if not text:
            return None
        value = read(text)
        if value is None:
            self.wrong(column, f'"{text[:60]}" {wrong}')
        return value


def _day(text: str) -> date | None:
    span = parse_date(text)
    return span.earliest if span is not None and span.exact else None


def _share(text: str) -> Fraction | None:
    try:
        value = Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None
    return value if 0 <= value <= 1 else None


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < SHOWN else None


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text.casefold())


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = (
            f"byte {error.start} is not {error.encoding.upper()}; save the file in that encoding"
        )
        raise TableError([Problem(line, "", wrong)], name) from error


def _numbered(reader: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; a quoted cell can run over several."""
    while True:
        begins = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader has it
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError([Problem(begins, "", f"is not CSV: {error}")], name) from error
        yield begins, cells


def _header_problems(
    columns: list[str], required: Collection[str], optional: Collection[str] | None, line: int
) -> Iterator[Problem]:
    for column in required:
        if column not in columns:
            yield Problem(line, column, "the column is missing")
    for column in dict.fromkeys(columns):
        if columns.count(column) > 1:
            yield Problem(line, column, "the column stands there twice")
        if optional is not None and column not in required and column not in optional:
            yield Problem(line, column, "is not a column of this file")


def _json_row(text: str, line: int, required: Collection[str], optional: Collection[str]) -> Row:
    try:
        raw = json.loads(
            text, parse_float=str, parse_int=str, parse_constant=_refuse, object_pairs_hook=_pairs
        )
    except (ValueError, RecursionError) as error:
        raise TableError([Problem(line, "", f"is not JSON: {error}")]) from error
    if not isinstance(raw, dict):
        raise TableError([Problem(line, "", "is not a JSON object")])
    problems = [Problem(line, key, "is missing") for key in required if key not in raw]
    values = {}
    for key, value in raw.items():
        if key not in required and key not in optional:
            problems.append(Problem(line, key, "is not a key of this file"))
        cell = _cell(value)
        if cell is None:
            problems.append(Problem(line, key, "must be a text, a number, or a list of texts"))
        values[key] = cell or ""
    if problems:
        raise TableError(problems)
    return Row(line, values)


def _cell(value: object) -> str | None:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case list() if all(isinstance(part, str) and _BETWEEN_NAMES not in part for part in value):
            return _BETWEEN_NAMES.join(value)
        case _:
            return None


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    keys = [key for key, _ in pairs]
    if len(set(keys)) < len(keys):
        raise ValueError("a key stands there twice")
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")
