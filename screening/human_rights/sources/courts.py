"""Courts: judgments, charges, settlements and acquittals, which are four different things.

National registers and services such as CourtListener differ too much to be read as they are. This
reads a CSV (UTF-8) that somebody made from them, a row for each company of a proceeding, with the
columns: court, docket, company, person (true where a member of its personnel stood trial), date,
outcome (charged, convicted, acquitted, settled, judgment, dismissed, pending), final (true where no
appeal is open), category (a code of `taxonomy`), summary, occurred, country, remedy, url.
"""

from __future__ import annotations

from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.taxonomy import CATEGORIES, REMEDIES
from screening.model import Verification
from screening.plain import digest

SOURCE = Source(
    id="courts",
    title="Court proceedings",
    owner="the courts",
    url="",
    form="CSV made from court registers, one row a company of a proceeding",
    licence="public records",
    cadence="as entered",
    ceiling="final_judgment",
    coverage=(
        "Only proceedings that somebody looked up and entered. Courts of most countries publish "
        "nothing that can be searched; settlements are often sealed."
    ),
)
REQUIRED = ("court", "docket", "company", "date", "outcome", "category", "summary")
OPTIONAL = ("person", "final", "occurred", "country", "remedy", "url")

_OUTCOMES = {
    "charged": ("investigation", "charge_pending"),
    "pending": ("allegation", "credible_investigation"),
    "convicted": ("conviction", "final_judgment"),
    "acquitted": ("acquittal", "final_judgment"),
    "judgment": ("finding", "final_judgment"),
    "settled": ("settlement", "charge_pending"),
    "dismissed": ("allegation", "unsourced"),
}
# A judgment under appeal is worth no more than a determination.
_OPEN_TO_APPEAL = "regulator_determination"
_DECIDED = ("convicted", "acquitted", "judgment")


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """One account for each company of each proceeding.

    A decision that is not said to be final counts as a determination, and an acquittal that is not
    final caps nothing. Raises TableError, which names every fault, for a faulty file.
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
    court, docket = cells.text("court", required=True), cells.text("docket", required=True)
    company = cells.text("company", required=True)
    outcome = cells.code("outcome", _OUTCOMES)
    standard, evidence = _OUTCOMES[outcome]
    if outcome in _DECIDED and not cells.flag("final"):
        evidence = _OPEN_TO_APPEAL
    return Account(
        id=f"courts:{digest([court, docket, company, outcome])[:16]}",
        source=SOURCE.id,
        names=(company,),
        summary=cells.text("summary", required=True),
        category=cells.code("category", CATEGORIES),
        reference=f"{court}, {docket}",
        perpetrator="personnel" if cells.flag("person") else "company",
        occurred=cells.span("occurred"),
        published=cells.day("date"),
        country=cells.country("country"),
        standard=standard,
        evidence_class=evidence,
        remedy=cells.code("remedy", REMEDIES, "none"),
        remedy_verification=Verification.DOCUMENT_CHECKED,
        origin=f"{court}, {docket}",
        url=cells.text("url"),
        digest=held,
        line=row.line,
    )
