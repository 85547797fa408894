"""The incident register: a file anyone can fill, one row for what one source says of one event.

CSV with a header line, or JSON Lines with the same names as keys; UTF-8. The columns:

========================  ==========================================================================
id *                      your own id, unique in the file
source *                  who says so: publisher, court, body
names *                   the companies as published, parted by "|" (in JSON a list)
summary *                 what happened, in a few sentences
category *                a code of `taxonomy.CATEGORIES`
standard *                a code of `taxonomy.STANDARDS`
evidence_class *          a code of `taxonomy.EVIDENCE_CLASSES`, no higher than the standard allows
reference                 the source's own number or symbol
perpetrator               a code of `taxonomy.PERPETRATORS`; company where empty
occurred                  when: day, month, year or range
published                 the day the source published it
country, place            where: ISO code or English name; locality in words
victims, victim_count     who, in words without names; how many
involvement               a code of `taxonomy.INVOLVEMENT`; caused where empty
scale, scope,             UNGP 14, each from 0 to 1; empty where nobody weighed it
irremediability
remedy                    a code of `taxonomy.REMEDIES`; none where empty
remedy_verification       who vouches for the remedy; self_attested where empty
refused_on                the last day remedy was refused
response, responded_on    what the company says to it, and when
origin                    who said it first, where the source repeats another
retracted                 true where the source took it back
url                       where it can be read
========================  ==========================================================================

Starred columns must be there and filled. Nothing is used of a file with a fault in it: the error
names every fault with its line and column.
"""

from __future__ import annotations

from datetime import date

from screening.human_rights.account import Account
from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows, json_rows
from screening.human_rights.source import Export, Source, sha256
from screening.human_rights.taxonomy import (
    CATEGORIES,
    EVIDENCE_CLASSES,
    INVOLVEMENT,
    PERPETRATORS,
    REMEDIES,
    STANDARDS,
)
from screening.model import Verification

REQUIRED = ("id", "source", "names", "summary", "category", "standard", "evidence_class")
OPTIONAL = (
    "reference",
    "perpetrator",
    "occurred",
    "published",
    "country",
    "place",
    "victims",
    "victim_count",
    "involvement",
    "scale",
    "scope",
    "irremediability",
    "remedy",
    "remedy_verification",
    "refused_on",
    "response",
    "responded_on",
    "origin",
    "retracted",
    "url",
)
SOURCE = Source(
    id="register",
    title="Incident register",
    owner="whoever keeps the file",
    url="",
    form="CSV or JSON Lines, one row for what one source says of one event",
    licence="the keeper's",
    cadence="as the keeper adds to it",
    ceiling="final_judgment",
    coverage="Holds what its keepers entered and nothing else: absence from it proves nothing.",
)
_LEVELS = tuple(EVIDENCE_CLASSES)
"""Strongest first."""
_VERIFICATIONS = tuple(level.value for level in Verification)


def read_register(data: bytes, *, dated: date, name: str = "") -> Export:
    """The accounts in a register of the day `dated`, in the order of the file.

    CSV and JSON Lines are told apart by the first character. Raises TableError, which names every
    fault, for a file that is not right throughout; a day after `dated` is a fault.
    """
    lines = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
    read = json_rows if lines else csv_rows
    rows = read(data, required=REQUIRED, optional=OPTIONAL, name=name)
    problems: list[Problem] = []
    digest = sha256(data)
    accounts = [_account(row, problems, dated, digest) for row in rows]
    problems.extend(_repeated(rows))
    if not rows:
        problems.append(Problem(1, "", "the register holds no row"))
    if problems:
        raise TableError(problems, name)
    return Export(
        source=SOURCE, digest=digest, dated=dated, size=len(rows), accounts=tuple(accounts)
    )


def _account(row: Row, problems: list[Problem], dated: date, digest: str) -> Account:
    cells = Cells(row, problems)
    account = Account(
        id=cells.text("id", required=True),
        source=cells.text("source", required=True),
        names=cells.names("names"),
        summary=cells.text("summary", required=True),
        category=cells.code("category", CATEGORIES),
        reference=cells.text("reference"),
        perpetrator=cells.code("perpetrator", PERPETRATORS, "company"),
        occurred=cells.span("occurred"),
        published=cells.day("published"),
        country=cells.country("country"),
        place=cells.text("place"),
        victims=cells.text("victims"),
        victim_count=cells.count("victim_count"),
        standard=cells.code("standard", STANDARDS),
        evidence_class=cells.code("evidence_class", EVIDENCE_CLASSES),
        involvement=cells.code("involvement", INVOLVEMENT, "caused"),
        scale=cells.share("scale"),
        scope=cells.share("scope"),
        irremediability=cells.share("irremediability"),
        remedy=cells.code("remedy", REMEDIES, "none"),
        remedy_verification=Verification(
            cells.code("remedy_verification", _VERIFICATIONS, "self_attested")
        ),
        refused_on=cells.day("refused_on"),
        response=cells.text("response"),
        responded_on=cells.day("responded_on"),
        origin=cells.text("origin"),
        retracted=cells.flag("retracted"),
        url=cells.text("url"),
        digest=digest,
        line=row.line,
    )
    _weigh_up(cells, account, dated)
    return account


def _weigh_up(cells: Cells, account: Account, dated: date) -> None:
    """Faults between cells: a class above the standard of proof, a day that is yet to come."""
    most = STANDARDS[account.standard].most
    if _LEVELS.index(account.evidence_class) < _LEVELS.index(most):
        sentence = f'"{account.evidence_class}" is more than "{account.standard}" can carry: {most}'
        cells.wrong("evidence_class", sentence)
    days = {
        "occurred": account.occurred.earliest if account.occurred else None,
        "published": account.published,
        "refused_on": account.refused_on,
        "responded_on": account.responded_on,
    }
    for column, day in days.items():
        if day is not None and day > dated:
            cells.wrong(column, f"{day} lies after {dated}, the register's own day")


def _repeated(rows: list[Row]) -> list[Problem]:
    """Ids that stand in the file more than once."""
    first: dict[str, int] = {}
    problems = []
    for row in rows:
        key = row.values["id"].strip()
        line = first.setdefault(key, row.line)
        if key and line != row.line:
            problems.append(Problem(row.line, "id", f'"{key}" stands on line {line} already'))
    return problems
