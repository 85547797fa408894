"""What registers say beside the submission: BODS 0.4, UK PSC records and GLEIF files joined to it.

An extract is a register's own text. What it says of others than this submission's companies, and
those above them, is passed over; one that says nothing of them is refused, never silently empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from screening.errors import ListFormatError
from screening.lists.reading import decode
from screening.model import CountryRole, Party, PartyKind, Stake, Submission
from screening.ownership import bods, gleif, psc
from screening.ownership.bods_records import Statement
from screening.ownership.identity import add_source
from screening.ownership.large import from_names
from screening.ownership.sources import SELF, VIA
from screening.text.identifiers import clean

BODS, UK_PSC, GLEIF = REGISTERS = ("bods", "uk-psc", "gleif")
_UK = "GB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """A register's text as it was read on a day: JSON, JSON Lines, or XML from GLEIF.

    `vendor_record` is the vendor's recordId in BODS; left out, the declaration's subject.
    """

    register: str
    name: str
    data: bytes
    retrieved_on: date | None = None
    vendor_record: str = ""


def recognise(name: str, data: bytes) -> str:
    """Which register a file is from. Raises ListFormatError for one that is none of them."""
    start = decode(name, data[:1] + data[1:].lstrip(b"\xef\xbb\xbf")).lstrip()[:1]
    if start == "<":
        gleif.loads(name, data)
        return GLEIF
    try:
        first = next(iter(_first_objects(name, data)))
    except StopIteration:
        first = {}
    if "recordType" in first or "statementId" in first:
        return BODS
    if "company_number" in first or "data" in first:
        return UK_PSC
    raise ListFormatError("is neither BODS 0.4 nor UK PSC records nor a GLEIF file", name)


def _first_objects(name: str, data: bytes) -> Iterable[Mapping[str, object]]:
    text = decode(name, data).strip()
    for part in (text, text.partition("\n")[0]):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        found = value if isinstance(value, list) else [value]
        yield from (one for one in found[:1] if isinstance(one, dict))


def refuse_unreadable(extract: Extract) -> None:
    """Raises ListFormatError, with the place, for an extract that cannot be read."""
    if extract.register == BODS:
        _bods(extract)
    elif extract.register == UK_PSC:
        psc.read(psc.loads(extract.name, extract.data), _everybody(extract))
    elif extract.register == GLEIF:
        gleif.loads(extract.name, extract.data)
    else:
        raise ListFormatError(f"the register {extract.register!r} is not known", extract.name)


def _everybody(extract: Extract) -> dict[str, str]:
    records = psc.loads(extract.name, extract.data)
    return {str(one.get("company_number", "")): "?" for one in records}


def beside(submission: Submission, extracts: Sequence[Extract]) -> Submission:
    """The submission with what the registers say of its companies and of those above them.

    BODS first, then the UK register, then GLEIF, so that each finds the parties of those before.
    Raises ListFormatError for what cannot be read and for an extract that says nothing here.
    """
    told: set[str] = set()
    for extract in (one for one in extracts if one.register == BODS):
        publisher, parties, stakes = _bods(extract)
        if publisher in told:
            raise ListFormatError(f"{publisher!r} is given twice: keep the newer one", extract.name)
        told.add(publisher)
        submission = add_source(submission, parties, stakes)
    submission = _with_psc(submission, [one for one in extracts if one.register == UK_PSC])
    return _with_gleif(submission, [one for one in extracts if one.register == GLEIF])


def _bods(extract: Extract) -> tuple[str, tuple[Party, ...], list[Stake]]:
    statements = bods.loads(extract.name, extract.data)
    if not statements:
        raise ListFormatError("holds no statement", extract.name)
    vendor = extract.vendor_record or str(statements[0].get("declarationSubject", ""))
    try:
        parties, stakes = bods.read(cut(statements, vendor), vendor=vendor)
    except ListFormatError as error:
        raise ListFormatError(str(error), extract.name) from error
    publisher = _publisher(statements[0]) or extract.name
    own = {one["statementId"] for one in statements if _own_word(one)}
    return (
        publisher,
        parties,
        [
            replace(
                stake,
                source=_told_by(stake, publisher, own=bool(own & set(stake.statements))),
                retrieved_on=stake.retrieved_on or extract.retrieved_on,
            )
            for stake in stakes
        ],
    )


def cut(statements: Sequence[Statement], vendor: str) -> list[Statement]:
    """The statements on the vendor and those above it, in their order; the others are passed over.

    A register's file speaks of many companies, and only some stand behind this one. Raises
    ListFormatError for a broken rule anywhere: what cannot be read may be what was looked for.
    """
    bods.refuse_broken(statements)
    links = [
        (ends[0], ends[1], 1)
        for one in statements
        if one.get("recordType") == "relationship" and (ends := _ends(one))
    ]
    graph, names = from_names(links)
    above = {vendor}
    if vendor in names:
        above |= {names[node] for node in graph.above(names.index(vendor)).tolist()}
    kept = {str(one.get("recordId")) for one in statements if _concerns(one, above)}
    parts = {
        str(part)
        for one in statements
        if str(one.get("recordId")) in kept
        for part in _details(one).get("componentRecords") or ()
    }
    return [one for one in statements if str(one.get("recordId")) in kept | parts]


def _details(statement: Statement) -> Mapping[str, Any]:
    details = statement.get("recordDetails")
    return details if isinstance(details, Mapping) else {}


def _ends(statement: Statement) -> tuple[str, str] | None:
    owner = _details(statement).get("interestedParty")
    company = _details(statement).get("subject")
    return (owner, company) if isinstance(owner, str) and isinstance(company, str) else None


def _concerns(statement: Statement, above: AbstractSet[str]) -> bool:
    if statement.get("recordType") == "relationship":
        return _details(statement).get("subject") in above
    return statement.get("recordId") in above


def _publisher(statement: Statement) -> str:
    told = statement.get("publicationDetails", {}).get("publisher", {})
    return str(told.get("name") or told.get("url") or "")


def _own_word(statement: Statement) -> bool:
    kinds = set(statement.get("source", {}).get("type", ()))
    return "selfDeclaration" in kinds and kinds <= {"selfDeclaration", "verified"}


def _told_by(stake: Stake, publisher: str, *, own: bool) -> str:
    """Who states it. What the vendor says through others is still only the vendor's word."""
    if stake.source or own:
        return f"{stake.source or SELF}{VIA}{publisher})"
    return f"thirdParty: {publisher}"


def _with_psc(submission: Submission, extracts: Sequence[Extract]) -> Submission:
    if not extracts:
        return submission
    records = [one for extract in extracts for one in psc.loads(extract.name, extract.data)]
    days = [one.retrieved_on for one in extracts if one.retrieved_on]
    companies = _uk_numbers(submission.everyone())
    known = {psc.number(str(one.get("company_number", ""))) for one in records}
    if not known & set(companies):
        raise ListFormatError(
            "no record is of a company of this submission: its registration_number with country GB "
            "is what they are found by",
            extracts[0].name,
        )
    retrieved = min(days, default=None)
    parties, stakes = psc.read(records, companies, retrieved_on=retrieved)
    # Companies that control this one may have records of their own in the extract.
    while more := {
        one: party for one, party in _uk_numbers(parties).items() if one not in companies
    }:
        companies |= more
        parties, stakes = psc.read(records, companies, retrieved_on=retrieved)
    return add_source(submission, parties, stakes)


def _uk_numbers(parties: Iterable[Party]) -> dict[str, str]:
    """Company numbers of the UK register, with the id of the party that bears each."""
    return {
        psc.number(one.value): party.id
        for party in parties
        if party.kind is PartyKind.ORGANISATION
        for one in party.identifiers
        if one.scheme == "registration"
        and (one.country == _UK or (not one.country and _in_uk(party)))
    }


def _in_uk(party: Party) -> bool:
    return any(c.role is CountryRole.INCORPORATION and c.code == _UK for c in party.countries)


def _with_gleif(submission: Submission, extracts: Sequence[Extract]) -> Submission:
    if not extracts:
        return submission
    files = [gleif.loads(one.name, one.data, retrieved_on=one.retrieved_on) for one in extracts]
    companies = {
        clean("lei", one.value): party.id
        for party in submission.everyone()
        for one in party.identifiers
        if one.scheme == "lei"
    }
    parties, stakes = gleif.read(files, companies)
    if not parties and not stakes:
        raise ListFormatError(
            "no record is of a company of this submission: its lei is what they are found by",
            extracts[0].name,
        )
    return add_source(submission, parties, stakes)
