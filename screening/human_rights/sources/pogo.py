"""POGO's Federal Contractor Misconduct Database: instances by contractors of the United States.

Format: the project's CSV export, UTF-8, dates month/day/year, several contractors in one cell. The
disposition alone tells an allegation from a finding. Terms are not stated by the publisher.
"""

from __future__ import annotations

import re
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.sources.kinds import kind_of
from screening.human_rights.taxonomy import UNCLASSIFIED
from screening.model import DateSpan
from screening.plain import digest
from screening.text.dates import parse_date

SOURCE = Source(
    id="pogo",
    title="Federal Contractor Misconduct Database",
    owner="Project On Government Oversight",
    url="https://www.contractormisconduct.org/",
    form="CSV export, one row an instance",
    licence="not stated: own use only, not to be passed on",
    cadence="irregular; the export of record ends in January 2019",
    ceiling="regulator_determination",
    coverage=(
        "Only large contractors of the United States, mostly American proceedings, and a secondary "
        "source: a judgment read here counts as one only when the court's own document is on file. "
        "The date is that of the proceedings, not of the event. Contractors stand under the name "
        "of their group at the time of the export."
    ),
)
COLUMNS = (
    "Instance",
    "Contractor(s)",
    "Date Type",
    "Date",
    "Misconduct Type",
    "Disposition Type",
    "Court Type",
    "Enforcement Agency",
    "Contracting Party",
    "Total Penalties",
)

_CATEGORIES = {
    "Antitrust": "commercial",
    "Consumer Affairs": "commercial",
    "Cost/Labor Mischarge": "fraud",
    "Defective Pricing": "fraud",
    "Environment": "environment",
    "Ethics": "corruption",
    "Government Contract Fraud": "fraud",
    "Government Grant Fraud": "fraud",
    "Health": "health_safety",
    "Human Rights": UNCLASSIFIED,
    "Import/Export": "export_control",
    "Intellectual Property": "commercial",
    "Labor": "wages",
    "Non-governmental Contract Fraud": "fraud",
    "Other": "other",
    "Poor Contract Performance": "contract_breach",
    "Securities": "commercial",
    "Tax": "commercial",
}
# Where the heading is of people, the title says more than it does. A death at work is an accident
# unless somebody classifies it otherwise.
_ABOUT_PEOPLE = ("Human Rights", "Labor", "Other")
_AT_WORK = {"unlawful_killing": "health_safety"}

# Disposition to standard of proof and evidence class. "Pending" is a charge only where criminal.
_DISPOSITIONS = {
    "Administrative Agreement": ("settlement", "credible_investigation"),
    "Deferred Prosecution Agreement": ("settlement", "charge_pending"),
    "Fine": ("finding", "regulator_determination"),
    "Found Guilty": ("conviction", "final_judgment"),
    "Investigative Finding": ("finding", "regulator_determination"),
    "Judgment Against Defendant": ("finding", "final_judgment"),
    "Non-Prosecution Agreement": ("settlement", "charge_pending"),
    "Pending": ("allegation", "credible_investigation"),
    "Pleaded Guilty": ("conviction", "final_judgment"),
    "Restitution": ("finding", "regulator_determination"),
    "Settlement": ("settlement", "credible_investigation"),
    "Suspend/Debar - Company": ("finding", "regulator_determination"),
    "Suspend/Debar - Employee": ("finding", "regulator_determination"),
}
_CHARGED = ("investigation", "charge_pending")
_COURTS = ("Civil", "Administrative", "Criminal", "N/A", "Undisclosed/unknown")

_LEGAL_FORM = re.compile(
    r"(?:inc|ltd|llc|l\.l\.c|llp|lp|l\.p|plc|p\.l\.c|corp|co|s\.?p\.?a|s\.a|n\.v|ag|gmbh|sarl)\.?",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_MONTHS = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|January|February|March|April|May|June"
    r"|July|August|September|October|November|December"
)
_IN_TITLE = re.compile(rf"\b(?:{_MONTHS}) (?:\d{{1,2}}, )?\d{{4}}\b")


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """Every instance as one account, whatever the number of its contractors.

    Raises TableError, which names every fault, for a file that is not right throughout: an unknown
    disposition or heading is a fault, since nobody could say what it proves.
    """
    rows = csv_rows(data, required=COLUMNS, name=name)
    problems: list[Problem] = []
    held = sha256(data)
    seen: dict[str, int] = {}
    accounts = [_account(row, problems, held, seen) for row in rows]
    if problems:
        raise TableError(problems, name)
    return Export(source=SOURCE, digest=held, dated=dated, size=len(rows), accounts=tuple(accounts))


def contractors(cell: str) -> tuple[str, ...]:
    """The contractors in one cell: parted by commas, but not before a legal form."""
    names: list[str] = []
    for part in cell.split(","):
        piece = part.strip()
        if names and _LEGAL_FORM.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    return tuple(names)


def _account(row: Row, problems: list[Problem], held: str, seen: dict[str, int]) -> Account:
    cells = Cells(row, problems)
    title = cells.text("Instance", required=True)
    heading = cells.code("Misconduct Type", _CATEGORIES)
    disposition = cells.code("Disposition Type", _DISPOSITIONS)
    court = cells.code("Court Type", _COURTS)
    standard, evidence = _DISPOSITIONS[disposition]
    if disposition == "Pending" and court == "Criminal":
        standard, evidence = _CHARGED
    return Account(
        id=_id(row, seen),
        source=SOURCE.id,
        names=contractors(cells.text("Contractor(s)", required=True)) or ("",),
        summary=f"{title}: {disposition}, {court}; penalties {row.values['Total Penalties']}",
        category=_category(title, heading),
        reference=f"{title}, {row.values['Date']}",
        perpetrator="personnel" if disposition.endswith("Employee") else "company",
        occurred=_occurred(title),
        published=cells.day("Date", _us_day),
        standard=standard,
        evidence_class=evidence,
        url=SOURCE.url,
        digest=held,
        line=row.line,
    )


def _category(title: str, heading: str) -> str:
    default = _CATEGORIES[heading]
    if heading not in _ABOUT_PEOPLE:
        return default
    kind = kind_of(title, default)
    return _AT_WORK.get(kind, kind) if heading == "Labor" else kind


def _id(row: Row, seen: dict[str, int]) -> str:
    """Stable while the row's text is; rows that repeat one another are numbered."""
    key = f"pogo:{digest([row.values[column] for column in COLUMNS])[:16]}"
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def _occurred(title: str) -> DateSpan | None:
    """The day or month that a title names: the export has no other word on when it happened."""
    found = _IN_TITLE.search(title)
    return parse_date(found[0]) if found else None


def _us_day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
