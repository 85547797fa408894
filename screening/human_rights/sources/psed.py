"""PSED: the Private Security Events Database (Avant and Neu 2019), events of 1990 to 2012.

Dataverse doi:10.7910/DVN/ZKKOK7. The file ends in ".tab" but is parted by commas, in Latin-1, one
row an event, with ISO alpha-3 country codes. Confirmed columns: country_code, year, and one column
of 0 or 1 for each kind of alleged abuse ("Abuse - …") and of client ("Client Types - …"). The names
of the columns for company, place and date are not confirmed; `Layout` says what they are called.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.sources.kinds import kind_of
from screening.plain import digest
from screening.text.names import squeeze

SOURCE = Source(
    id="psed",
    title="Private Security Events Database",
    owner="Sié Center, University of Denver",
    url="https://doi.org/10.7910/DVN/ZKKOK7",
    form="CSV in Latin-1, one row an event",
    licence="Harvard Dataverse terms",
    cadence="closed: 1990 to 2012",
    ceiling="single_media",
    coverage=(
        "News agencies on Africa, Latin America and South-East Asia from 1990 to 2012; companies "
        "are often not named, abuse is as alleged, and nothing later or elsewhere is in it."
    ),
)
_ABUSE = "Abuse - "
_NO_NAME = ("", "unknown", "unnamed", "n/a", "not named")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the columns are called that are not confirmed; an empty name leaves one out."""

    company: str = "PMSC Name"
    date: str = "Date"
    place: str = "Location"
    summary: str = "Description"
    encoding: str = "latin-1"


def read(data: bytes, *, dated: date, layout: Layout | None = None, name: str = "") -> Export:
    """One account for each event of a named company that alleges abuse.

    Events without abuse, and of companies that are not named, become no accounts; the warnings say
    how many. Raises TableError, which names every fault, for a file that is not right throughout.
    """
    held = layout or Layout()
    rows = csv_rows(
        data,
        required=("country_code", "year", held.company),
        optional=None,
        encoding=held.encoding,
        name=name,
    )
    problems: list[Problem] = []
    mark = sha256(data)
    abusive = [row for row in rows if _abuses(row, problems)]
    named = [row for row in abusive if not _unnamed(row, held)]
    accounts = [_account(row, problems, mark, held) for row in named]
    if problems:
        raise TableError(problems, name)
    return Export(
        source=SOURCE,
        digest=mark,
        dated=dated,
        size=len(rows),
        accounts=tuple(accounts),
        warnings=(
            f"{len(rows) - len(abusive)} events without alleged abuse were left out",
            f"{len(abusive) - len(named)} events of companies without a name were left out",
        ),
    )


def _abuses(row: Row, problems: list[Problem]) -> list[str]:
    """The kinds of abuse that the row alleges, as its columns call them."""
    found = []
    for column, value in row.values.items():
        if not column.startswith(_ABUSE):
            continue
        if value.strip() not in ("", "0", "1"):
            problems.append(Problem(row.line, column, f'"{value}" is neither 0 nor 1'))
        elif value.strip() == "1":
            found.append(column.removeprefix(_ABUSE))
    return found


def _unnamed(row: Row, layout: Layout) -> bool:
    return squeeze(row.values[layout.company]).casefold() in _NO_NAME


def _account(row: Row, problems: list[Problem], mark: str, layout: Layout) -> Account:
    cells = Cells(row, problems)
    abuses = _abuses(row, [])
    dated = layout.date in row.values and cells.text(layout.date)
    told = cells.text(layout.summary) if layout.summary in row.values else ""
    return Account(
        id=f"psed:{digest(sorted(row.values.items()))[:16]}",
        source=SOURCE.id,
        names=cells.texts(layout.company),
        summary=told or f"Alleged: {', '.join(abuses)}",
        category=kind_of(" ".join(abuses)),
        occurred=cells.span(layout.date if dated else "year"),
        country=cells.country("country_code"),
        place=cells.text(layout.place) if layout.place in row.values else "",
        standard="allegation",
        evidence_class=SOURCE.ceiling,
        url=SOURCE.url,
        digest=mark,
        line=row.line,
    )
