"""ICoCA's directory: who belongs to the Code's association, in which category, certified by whom.

The association publishes a directory on the web; whether it offers an export, and under which
terms, is not confirmed. This reads a CSV (UTF-8) made from it, a row a company, with the columns:
name, category (certified, transitional, affiliate), status (active, suspended, terminated,
withdrawn), country, joined_on, standard (PSC.1, ISO 18788, ISO 28007), certifier, certified_until,
scope. All but name and category may be empty. Membership is a control, not a clean record.
"""

from __future__ import annotations

from datetime import date

from screening.human_rights.rows import Cells, Problem, Row, TableError, csv_rows
from screening.human_rights.source import Export, Membership, Source, sha256
from screening.text.names import normalise

SOURCE = Source(
    id="icoca",
    title="ICoCA directory of members and affiliates",
    owner="International Code of Conduct Association",
    url="https://icoca.ch/",
    form="CSV made from the public directory, one row a company",
    licence="not confirmed",
    cadence="the directory changes at any time: capture it with its date",
    ceiling="regulator_determination",
    coverage=(
        "Says who is a member and how certified. Complaints and monitoring are published in sum "
        "only, never by company: a member without a known complaint is not one without complaints."
    ),
)
COLUMNS = (
    "name",
    "category",
    "status",
    "country",
    "joined_on",
    "standard",
    "certifier",
    "certified_until",
    "scope",
)
CATEGORIES = ("certified", "transitional", "affiliate")
STATUSES = ("active", "suspended", "terminated", "withdrawn")
STANDARDS = ("PSC.1", "ISO 18788", "ISO 28007")

# Accepted certification bodies, as the association listed them; the list changes.
CERTIFIERS = (
    "AES",
    "CCS",
    "Icontec",
    "Intertek",
    "MSS Global",
    "DNV",
    "DQS",
    "Eurocert",
    "IAS",
    "InfinityCert",
    "Libero",
    "QMS",
    "SMG",
    "TÜV Austria Hellas",
    "UNIT",
)


def read(data: bytes, *, dated: date, name: str = "") -> Export:
    """The memberships in the directory as it stood on the day `dated`.

    A certifier that is not among the accepted ones is a warning. Raises TableError, which names
    every fault, for a file that is not right throughout.
    """
    required, optional = COLUMNS[:2], COLUMNS[2:]
    rows = csv_rows(data, required=required, optional=optional, name=name)
    problems: list[Problem] = []
    held = sha256(data)
    memberships = [_membership(row, problems, held) for row in rows]
    if problems:
        raise TableError(problems, name)
    return Export(
        source=SOURCE,
        digest=held,
        dated=dated,
        size=len(rows),
        memberships=tuple(memberships),
        warnings=tuple(_warning(each) for each in memberships if _unknown_certifier(each)),
    )


def changes(before: Export, after: Export) -> tuple[str, ...]:
    """What changed between two captures of the directory, a sentence each, in order of names.

    A company that is gone was suspended, terminated or left: the directory does not say which.
    """
    old = {normalise(each.name): each for each in before.memberships}
    new = {normalise(each.name): each for each in after.memberships}
    told = []
    for key in sorted(old.keys() | new.keys()):
        one, other = old.get(key), new.get(key)
        if one is None and other is not None:
            told.append(f"{other.name} is new in the directory of {after.dated}: {_state(other)}")
        elif one is not None and other is None:
            told.append(
                f"{one.name} is gone from the directory of {after.dated}: was {_state(one)}"
            )
        elif one is not None and other is not None and _state(one) != _state(other):
            told.append(f"{other.name} was {_state(one)}; on {after.dated} {_state(other)}")
    return tuple(told)


def _state(membership: Membership) -> str:
    until = f" until {membership.certified_until}" if membership.certified_until else ""
    standard = f", {membership.standard}{until}" if membership.standard else until
    return f"{membership.category} ({membership.status}){standard}"


def _membership(row: Row, problems: list[Problem], held: str) -> Membership:
    cells = Cells(row, problems)
    standard = cells.text("standard")
    return Membership(
        id=f"icoca:{row.line}",
        name=cells.text("name", required=True),
        category=cells.code("category", CATEGORIES),
        status=cells.code("status", STATUSES, "active"),
        country=cells.country("country"),
        standard=cells.code("standard", STANDARDS) if standard else "",
        certifier=cells.text("certifier"),
        certified_until=cells.day("certified_until"),
        joined_on=cells.day("joined_on"),
        scope=cells.text("scope"),
        digest=held,
        line=row.line,
    )


def _unknown_certifier(membership: Membership) -> bool:
    known = {certifier.casefold() for certifier in CERTIFIERS}
    return bool(membership.certifier) and membership.certifier.casefold() not in known


def _warning(membership: Membership) -> str:
    return (
        f'line {membership.line}: "{membership.certifier}" is not among the certification bodies '
        "that the association was known to accept; a person must look"
    )
