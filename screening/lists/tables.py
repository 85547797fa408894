"""CSV files with a header: each row as cells by column, every row as wide as the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from screening.errors import ListFormatError
from screening.lists.cells import Cells
from screening.lists.reading import csv_rows, decode


def encoding_of(name: str, data: bytes) -> str:
    """UTF-8, or Windows-1252 for what is not UTF-8; raises ListFormatError for what is neither."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        decode(name, data, "cp1252")
        return "cp1252"
    return "utf-8-sig"


def table(
    name: str, data: bytes, needed: Iterable[str], *, delimiter: str = ","
) -> Iterator[tuple[str, Cells]]:
    """Each row under the header, with its place ("list.csv, line 7").

    Raises ListFormatError as `csv_rows` and `under_header`.
    """
    rows = csv_rows(name, data, encoding_of(name, data), delimiter)
    _, header = next(rows, (0, []))
    yield from under_header(name, header, rows, needed)


def under_header(
    name: str, header: Sequence[str], rows: Iterable[tuple[int, list[str]]], needed: Iterable[str]
) -> Iterator[tuple[str, Cells]]:
    """Each row as cells by column.

    Raises ListFormatError for a header without a needed column, or with one twice, and for a row
    that is wider or narrower than the header: a file that was cut off ends in one.
    """
    columns = [column.strip() for column in header]
    missing = [column for column in needed if column not in columns]
    if missing:
        raise ListFormatError(
            f"the header has no column {', '.join(missing)}; is this another list or layout?", name
        )
    twice = [column for column in columns if column and columns.count(column) > 1]
    if twice:
        raise ListFormatError(f"the header has the column {twice[0]} twice", name)
    for line, row in rows:
        place = f"{name}, line {line}"
        if len(row) != len(columns):
            raise ListFormatError(
                f"the row has {len(row)} columns, the header {len(columns)}: "
                "the file is cut off or damaged",
                place,
            )
        yield place, Cells(zip(columns, row, strict=True))
