"""UN commissions of inquiry, fact-finding missions and panels of experts: findings by symbol.

Their reports are PDF, known by their symbols. This reads a CSV (UTF-8) that somebody made from
them, a row for each company of each paragraph, with the columns: symbol (such as "S/2019/914"),
paragraph, published, body, company, standard (reasonable_grounds, allegation), category (a code of
`taxonomy`), summary, occurred, country, place, victim_count, response, url.
"""

from __future__ import annotations

import re
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.taxonomy import CATEGORIES
from screening.plain import digest

SOURCE = Source(
    id="panels",
    title="UN commissions, missions and panels of experts",
    owner="United Nations",
    url="https://undocs.org/",
    form="CSV made from the reports, one row a company of a paragraph",
    licence="UN terms of use",
    cadence="as reports are published and entered",
    ceiling="un_reasonable_grounds",
    coverage=(
        "Only countries under a mandate, only reports that somebody read and entered; many reports "
        "do not name companies, and annexes may be confidential."
    ),
)
REQUIRED = (
    "symbol",
    "paragraph",
    "published",
    "company",
    "standard",
    "category",
    "summary",
)
OPTIONAL = ("body", "occurred", "country", "place", "victim_count", "response", "url")
_STANDARDS = {
    "reasonable_grounds": "un_reasonable_grounds",
    "allegation": "special_procedures",
}
_SYMBOL = re.compile(r"[SA]/[A-Z0-9/.\-]+", re.ASCII)


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """One account for each company of each paragraph.

    Only what the body itself states to its standard is `reasonable_grounds`; what it merely passes
    on is an allegation. Raises TableError, which names every fault, for a faulty file.
    """
    rows = csv_rows(data, required=REQUIRED, optional=OPTIONAL, name=name)
    problems: list[Problem] = []
    held = sha256(data)
    accounts = [_account(row, problems, held) for row in rows]
    if problems:
        raise TableError(problems, name)
    return Export(source=SOURCE, digest=held, dated=dated, size=len(rows), accounts=tuple(accounts))


def _account(row: Row, problems: list[Problem], held: str) -> Account:
    cells = Cells(row, problems)
    symbol, paragraph = cells.text("symbol", required=True), cells.text("paragraph", required=True)
    if symbol and not _SYMBOL.fullmatch(symbol):
        cells.wrong("symbol", f'"{symbol}" is not a UN symbol such as "S/2019/914"')
    company = cells.text("company", required=True)
    standard = cells.code("standard", _STANDARDS)
    return Account(
        id=f"panels:{digest([symbol, paragraph, company])[:16]}",
        source=SOURCE.id,
        names=(company,),
        summary=cells.text("summary", required=True),
        category=cells.code("category", CATEGORIES),
        reference=f"{symbol}, para. {paragraph}",
        occurred=cells.span("occurred"),
        published=cells.day("published"),
        country=cells.country("country"),
        place=cells.text("place"),
        victim_count=cells.count("victim_count"),
        standard=standard,
        evidence_class=_STANDARDS[standard],
        response=cells.text("response"),
        origin=cells.text("body") or symbol,
        url=cells.text("url"),
        digest=held,
        line=row.line,
    )
