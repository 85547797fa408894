"""CMAD: the Commercial Military Actor Database v2 (Petersohn and others 2022), 1980 to 2016.

Dataverse doi:10.7910/DVN/TOFZ09, two XLSX sheets and a codebook, CC0. Save a sheet as CSV (UTF-8).
The columns' names are not confirmed; `Layout` says what they are called: actor, country, first and
last year, client, task, and the column that marks combat, if there is one. CMAD records presence in
a civil war, not wrongs: what it gives is an account only where the actor fought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.model import DateSpan
from screening.plain import digest

SOURCE = Source(
    id="cmad",
    title="Commercial Military Actor Database, version 2",
    owner="University of Liverpool",
    url="https://doi.org/10.7910/DVN/TOFZ09",
    form="CSV saved from the published sheet, one row an engagement",
    licence="CC0 1.0",
    cadence="closed: 1980 to 2016",
    ceiling="credible_investigation",
    coverage=(
        "Companies and mercenary outfits in civil wars from 1980 to 2016 outside Europe. It "
        "records presence and tasks, not violations: no list of wrongs, and nothing later is in it."
    ),
)
_COMBAT = ("combat", "fighting", "combat operations", "1", "true", "yes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns are called; `task` is the one whose value says whether the actor fought."""

    actor: str = "Actor"
    country: str = "Country"
    first_year: str = "Start Year"
    last_year: str = "End Year"
    client: str = "Client"
    task: str = "Task"


def read(data: bytes, *, dated: date, layout: Layout | None = None, name: str = "") -> Export:
    """One account of mercenary activity for each engagement in which the actor fought.

    Other engagements become no accounts; the warning says how many. Raises TableError, which names
    every fault, for a file that is not right throughout.
    """
    held = layout or Layout()
    wanted = (held.actor, held.country, held.first_year, held.last_year, held.client, held.task)
    rows = csv_rows(data, required=wanted, optional=None, name=name)
    problems: list[Problem] = []
    mark = sha256(data)
    fought = [row for row in rows if row.values[held.task].strip().casefold() in _COMBAT]
    accounts = [_account(row, problems, mark, held) for row in fought]
    if problems:
        raise TableError(problems, name)
    return Export(
        source=SOURCE,
        digest=mark,
        dated=dated,
        size=len(rows),
        accounts=tuple(accounts),
        warnings=(f"{len(rows) - len(fought)} engagements without combat were left out",),
    )


def _account(row: Row, problems: list[Problem], mark: str, layout: Layout) -> Account:
    cells = Cells(row, problems)
    client = cells.text(layout.client)
    return Account(
        id=f"cmad:{digest(sorted(row.values.items()))[:16]}",
        source=SOURCE.id,
        names=cells.texts(layout.actor),
        summary=f"Fought in a civil war{f' for {client}' if client else ''}",
        category="mercenary_activity",
        occurred=_years(cells, layout),
        country=cells.country(layout.country),
        standard="allegation",
        evidence_class=SOURCE.ceiling,
        url=SOURCE.url,
        digest=mark,
        line=row.line,
    )


def _years(cells: Cells, layout: Layout) -> DateSpan | None:
    first, last = cells.span(layout.first_year), cells.span(layout.last_year)
    if first is None or last is None:
        return first or last
    if last.latest < first.earliest:
        cells.wrong(layout.last_year, f"lies before {layout.first_year}")
        return first
    return DateSpan(first.earliest, last.latest, text=f"{first.text} to {last.text}")
