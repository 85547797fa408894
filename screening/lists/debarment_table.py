"""The tables in which development banks publish whom they have debarred: where header and rows are.

They come as XLSX or CSV, with texts above and below the table and a header in one row or two.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from screening.errors import ListFormatError
from screening.lists.reading import csv_rows, decode
from screening.lists.workbook import Workbook
from screening.text.names import squeeze

Rows = list[tuple[int, list[str]]]
"""Each row that is not blank, with its number (or line)."""

_LOOKED_AT = 20
# A quote inside a quoted cell: neither at its beginning nor at its end.
_QUOTE_WITHIN = re.compile(r'(?<=[^,\r\n])"(?!\s*(?:,|\r|\n|$))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a bank calls its columns, in lower case, by what they hold; the first two must be there.

    `name`, `starts`; then, where the bank has them, `ends`, `notice`, `kind`, `other_names`,
    `information`, `address`, `country` (of the address), `nationality`, `grounds`, `institution`
    and `sanction`. Whatever else a row holds goes to the notes. `bank` sanctioned if no row says.
    """

    list_id: str
    bank: str
    columns: Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Table:
    """Rows by column, what stood above and below them, and where they stand."""

    labels: list[str]
    rows: Rows
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def named(self, width: int) -> list[str]:
        """A name for every one of so many cells, also for those with no header above them."""
        further = [""] * (width - len(self.labels))
        labels = enumerate([*self.labels, *further], start=1)
        return [label or f"column {number}" for number, label in labels]


def read_rows(name: str, data: bytes) -> Rows:
    """The rows of an XLSX workbook or a CSV file. Raises ListFormatError for what is neither."""
    return list(Workbook(name, data).rows()) if data.startswith(b"PK") else _csv_rows(name, data)


def read_table(name: str, rows: Rows, layout: Layout) -> Table:
    """The rows under the header, which may take two rows, and the texts around them.

    Raises ListFormatError where no header is found, or one with a column twice.
    """
    needed = [layout.columns[role] for role in ("name", "starts")]
    for at in range(min(_LOOKED_AT, len(rows))):
        for depth in (1, 2):
            labels = _labels(rows[at : at + depth])
            lower = [label.lower() for label in labels]
            if all(any(form in lower for form in forms) for forms in needed):
                _refuse_repeats(name, labels)
                body = rows[at + depth :]
                above = [_sentence(cells) for _, cells in rows[:at]]
                below = _closing_notes(labels, body)
                kept = body[: len(body) - len(below)]
                return Table(labels, kept, above, [_sentence(cells) for _, cells in below])
    wanted = ", ".join(forms[0] for forms in needed)
    raise ListFormatError(f"no header with the columns {wanted}: another list or layout?", name)


def _labels(rows: Rows) -> list[str]:
    """The columns' names; in a header of two rows, each with what stands below it."""
    width = max((len(cells) for _, cells in rows), default=0)
    stacked = [[*cells, *[""] * (width - len(cells))] for _, cells in rows]
    return [squeeze(" ".join(parts)) for parts in zip(*stacked, strict=True)]


def _closing_notes(labels: Sequence[str], rows: Rows) -> Rows:
    """What stands below the table, after a gap, in its first column alone."""
    below: Rows = []
    for at in range(len(rows) - 1, 0, -1):
        number, cells = rows[at]
        if len(labels) == 1 or any(cell.strip() for cell in cells[1:]):
            break
        below.insert(0, rows[at])
        if number > rows[at - 1][0] + 1:
            return below
    return []


def _sentence(cells: Sequence[str]) -> str:
    return squeeze(" ".join(cells))


def _refuse_repeats(name: str, labels: Sequence[str]) -> None:
    for label in labels:
        if label and labels.count(label) > 1:
            raise ListFormatError(f"the header has the column {label} twice", name)


def _csv_rows(name: str, data: bytes) -> Rows:
    """The rows of a CSV file, every one as wide as the header.

    Some banks put quotes into quoted cells as they are, which is no CSV. There a quote ends its
    cell only before a comma or the end of the line; rows of another width are refused all the same.
    """
    try:
        return _of_one_width(name, list(csv_rows(name, data)))
    except ListFormatError:
        mended = _QUOTE_WITHIN.sub('""', decode(name, data))
        if mended == decode(name, data):
            raise
        return _of_one_width(name, list(csv_rows(name, mended.encode())))


def _of_one_width(name: str, rows: Rows) -> Rows:
    width = len(rows[0][1]) if rows else 0
    for line, cells in rows:
        if len(cells) != width:
            raise ListFormatError(
                f"the row has {len(cells)} columns, the header {width}: cut off or damaged",
                f"{name}, line {line}",
            )
    return rows
