"""OECD specific instances: complaints to National Contact Points and what became of them.

The OECD keeps a database with one page a complaint (Lead NCP, Supporting NCP(s), Theme(s), Date,
Host country(ies), Submitter type, Company sector, Status, summary); it offers no export. This reads
a CSV (UTF-8) made from it, a row for each company of a complaint, with the columns: title, company,
lead_ncp, theme, date, host_country, submitter, status (received, in_progress, not_accepted,
concluded, withdrawn), outcome (determination, agreement, no_agreement; only where concluded),
summary, response, url.
"""

from __future__ import annotations

from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.sources.kinds import kind_of
from screening.plain import digest

SOURCE = Source(
    id="oecd_ncp",
    title="OECD database of specific instances",
    owner="OECD and the National Contact Points",
    url="https://mneguidelines.oecd.org/database/",
    form="CSV made from the database's pages, one row a company of a complaint",
    licence="OECD terms and conditions",
    cadence="as the Contact Points report",
    ceiling="regulator_determination",
    coverage=(
        "Complaints since 2000 that Contact Points of adhering States reported; parties are not "
        "always named, and a complaint that was not accepted was not examined."
    ),
)
REQUIRED = ("title", "company", "lead_ncp", "date", "status")
OPTIONAL = ("theme", "host_country", "submitter", "outcome", "summary", "response", "url")

# A final statement with a determination weighs more than a mediation, that more than a refusal.
_STANDING = {
    "received": ("allegation", "single_media"),
    "in_progress": ("investigation", "credible_investigation"),
    "not_accepted": ("allegation", "unsourced"),
    "withdrawn": ("allegation", "unsourced"),
    "concluded": ("allegation", "credible_investigation"),
}
_OUTCOMES = {
    "determination": ("finding", "regulator_determination"),
    "agreement": ("settlement", "credible_investigation"),
    "no_agreement": ("allegation", "credible_investigation"),
}


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """One account for each company of each complaint.

    Raises TableError, which names every fault, for a file that is not right throughout.
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
    title, company = cells.text("title", required=True), cells.text("company", required=True)
    status = cells.code("status", _STANDING)
    standard, evidence = _STANDING[status]
    if cells.text("outcome"):
        standard, evidence = _OUTCOMES[cells.code("outcome", _OUTCOMES)]
        if status != "concluded":
            cells.wrong("outcome", f'there is none while the status is "{status}"')
    told = " ".join(part for part in (title, cells.text("theme"), cells.text("summary")) if part)
    return Account(
        id=f"oecd_ncp:{digest([title, company, row.values['date']])[:16]}",
        source=SOURCE.id,
        names=(company,),
        summary=cells.text("summary") or title,
        category=kind_of(told),
        reference=title,
        published=cells.day("date"),
        country=cells.country("host_country"),
        standard=standard,
        evidence_class=evidence,
        involvement="contributed",
        response=cells.text("response"),
        origin=cells.text("submitter"),
        url=cells.text("url"),
        digest=held,
        line=row.line,
    )
