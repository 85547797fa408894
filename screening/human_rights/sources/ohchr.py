"""Communications of UN special procedures to companies: allegations put to them, and their replies.

They are published at spcommreports.ohchr.org, a search page with a document for each; no export is
confirmed. This reads a CSV (UTF-8) made from it, a row for each company addressed, with the
columns: reference (such as "AL OTH 23/2020"), sent_on, company, mandates, country, subject,
reply_on, reply, url. They are never findings, whatever they say.
"""

from __future__ import annotations

import re
from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.sources.kinds import kind_of
from screening.plain import digest

SOURCE = Source(
    id="ohchr",
    title="Communications of special procedures",
    owner="OHCHR, for the mandate holders of the Human Rights Council",
    url="https://spcommreports.ohchr.org/",
    form="CSV made from the search page, one row a company addressed",
    licence="UN terms of use",
    cadence="continuous, some weeks after sending",
    ceiling="special_procedures",
    coverage=(
        "Allegations, not findings, on what was brought to a mandate holder. Nothing is published "
        "until some time after it was sent, so the newest are never there."
    ),
)
REQUIRED = ("reference", "sent_on", "company", "subject")
OPTIONAL = ("mandates", "country", "reply_on", "reply", "url")
_REFERENCE = re.compile(r"(?:AL|UA|JAL|JUA|OL) [A-Z]{3} \d{1,3}/\d{4}", re.ASCII)


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """One account for each company that each communication addresses.

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
    reference = cells.text("reference", required=True)
    if reference and not _REFERENCE.fullmatch(reference):
        cells.wrong("reference", f'"{reference}" is not of the form "AL OTH 23/2020"')
    company, subject = cells.text("company", required=True), cells.text("subject", required=True)
    return Account(
        id=f"ohchr:{digest([reference, company])[:16]}",
        source=SOURCE.id,
        names=(company,),
        summary=subject,
        category=kind_of(subject),
        reference=reference,
        published=cells.day("sent_on"),
        country=cells.country("country"),
        standard="allegation",
        evidence_class=SOURCE.ceiling,
        involvement="contributed",
        response=cells.text("reply"),
        responded_on=cells.day("reply_on"),
        origin=reference,
        url=cells.text("url"),
        digest=held,
        line=row.line,
    )
