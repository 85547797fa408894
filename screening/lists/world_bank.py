"""The World Bank's ineligible firms and individuals: its XLSX export, or the JSON behind it.

Both give the same entries: the JSON's columns are put under the names they bear in the export. The
JSON has no date of its own, and holds a few columns more, which go to the notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from screening.errors import ListFormatError
from screening.lists.debarment import WORLD_BANK, entries
from screening.lists.debarment_table import Layout, Rows, Table, read_table
from screening.lists.reading import json_value
from screening.lists.source import ListSource
from screening.lists.unpacking import digest_of
from screening.lists.workbook import Workbook
from screening.model import Effect, Snapshot
from screening.text.names import squeeze

LIST_ID = "world-bank"
PARSER = "world-bank/1"

LAYOUT = Layout(
    list_id=LIST_ID,
    bank=WORLD_BANK,
    columns={
        "name": ("firm name",),
        "starts": ("ineligibility period from date", "from date"),
        "ends": ("to date",),
        "information": ("additional firm info",),
        "address": ("address",),
        "country": ("country",),
        "grounds": ("grounds",),
    },
)
_DOWNLOADED = "downloaded on:"
_JSON_COLUMNS = {
    "SUPP_NAME": "Firm Name",
    "ADD_SUPP_INFO": "Additional Firm Info",
    "COUNTRY_NAME": "Country",
    "DEBAR_FROM_DATE": "From Date",
    "DEBAR_TO_DATE": "To Date",
    "DEBAR_REASON": "Grounds",
}
_JSON_ADDRESS = ("SUPP_ADDR", "SUPP_CITY", "SUPP_STATE_CODE", "SUPP_ZIP_CODE")
_JSON_NEEDED = ("SUPP_NAME", "DEBAR_FROM_DATE")
_CUT_AT = 79


def parse(files: Mapping[str, bytes]) -> Snapshot:
    """The snapshot in one XLSX or JSON file, already unpacked.

    Raises ListFormatError, with the row, for another structure or an entry without a name.
    """
    if len(files) != 1:
        raise ListFormatError(f"the list is one XLSX or JSON file; {len(files)} were given")
    [(name, data)] = files.items()
    published = None
    if data.startswith(b"PK"):
        book = Workbook(name, data)
        table = read_table(name, list(book.rows()), LAYOUT)
        published = _published(table, book)
    else:
        table = _json_table(name, json_value(name, data))
    read, warnings = entries(name, table, LAYOUT)
    cut = [entry.ref for entry in read if len(entry.name) >= _CUT_AT]
    return Snapshot(
        list_id=LIST_ID,
        digest=digest_of(files),
        parser=PARSER,
        published=published,
        entries=read,
        warnings=(*warnings, *(f"{ref}: the publisher cut this name off" for ref in cut)),
    )


def _published(table: Table, book: Workbook) -> datetime | None:
    """The moment of the download: as the workbook has it, else as its first line, day first."""
    if book.modified is not None:
        return book.modified
    for text in table.above:
        if text.lower().startswith(_DOWNLOADED):
            try:
                written = f"{text[len(_DOWNLOADED) :].strip()} +0000"
                return datetime.strptime(written, "%d/%m/%Y %H:%M %z")
            except ValueError:
                return None
    return None


def _json_table(name: str, value: object) -> Table:
    """The rows in `response.ZPROCSUPP`, each an object of texts."""
    response = value.get("response") if isinstance(value, dict) else None
    firms = response.get("ZPROCSUPP") if isinstance(response, dict) else None
    if not isinstance(firms, list) or not firms:
        raise ListFormatError("no list of firms in response.ZPROCSUPP", name)
    labels: dict[str, int] = {"Address": 0}
    rows: Rows = []
    for number, firm in enumerate(firms, start=1):
        if not isinstance(firm, dict) or any(key not in firm for key in _JSON_NEEDED):
            wanted = " and ".join(_JSON_NEEDED)
            raise ListFormatError(f"this is not an object with {wanted}", f"{name}, firm {number}")
        cells = _json_cells(firm)
        for label in cells:
            labels.setdefault(label, len(labels))
        rows.append((number, [cells.get(label, "") for label in labels]))
    return Table(list(labels), rows)


def _json_cells(firm: Mapping[str, object]) -> dict[str, str]:
    texts = {key: squeeze("" if value is None else str(value)) for key, value in firm.items()}
    address = ", ".join(text for key in _JSON_ADDRESS if (text := texts.pop(key, "")))
    return {"Address": address} | {_JSON_COLUMNS.get(key, key): text for key, text in texts.items()}


SOURCE = ListSource(
    id=LIST_ID,
    title="World Bank Listing of Ineligible Firms and Individuals",
    publisher="World Bank Group",
    licence="World Bank, public information, with attribution",
    effect=Effect.BARS,
    formats=("xlsx", "json"),
    minimum=800,
    maximum=10_000,
    # Whole groups of companies are sanctioned together, and released on one day.
    max_shrink=0.30,
    parse=parse,
)
