"""Reading BODS 0.4: statements in, parties and stakes out.

Source: Beneficial Ownership Data Standard 0.4 (Open Ownership, 2024). Statements are read in order;
the latest statement of a record that is not closed wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from screening.errors import ListFormatError
from screening.model import (
    Country,
    CountryRole,
    Identifier,
    Name,
    NameKind,
    Party,
    PartyKind,
    PartyRole,
    Share,
    Stake,
    Verification,
)
from screening.text.dates import parse_date

Statement = Mapping[str, Any]

_NAME_KINDS = {
    "legal": NameKind.PRIMARY,
    "former": NameKind.FORMER,
    "birth": NameKind.FORMER,
    "transliteration": NameKind.ALIAS,
}
_VERIFIED = {
    "officialRegister": Verification.AUTHORITY_CONFIRMED,
    "thirdParty": Verification.DOCUMENT_CHECKED,
    "primaryResearch": Verification.DOCUMENT_CHECKED,
}


def read(
    statements: Sequence[Statement], *, vendor: str
) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
    """The parties and the stakes that a BODS 0.4 array states, in the order they first appear.

    `vendor` is the recordId of the vendor's own entity: its stakes are stakes in "vendor", and it
    is not among the parties. Raises ListFormatError naming the statement: a missing field, an
    unknown record, a party stated after the relationship that names it, an unstated vendor.
    """
    records: dict[str, Statement] = {}
    for number, statement in enumerate(statements):
        where = f"statement {statement.get('statementId', number)}"
        record_id = _required(statement, "recordId", where)
        if statement.get("recordStatus") == "closed":
            records.pop(record_id, None)
            continue
        if _required(statement, "recordType", where) == "relationship":
            _check_order(statement, records, where)
        records[record_id] = statement
    if records.get(vendor, {}).get("recordType") != "entity":
        raise ListFormatError(f"no entity statement has the vendor's recordId {vendor!r}")
    parties = [
        _party(record_id, statement)
        for record_id, statement in records.items()
        if statement["recordType"] in ("entity", "person") and record_id != vendor
    ]
    stakes = [
        _of_vendor(stake, vendor)
        for record_id, statement in records.items()
        if statement["recordType"] == "relationship"
        for stake in _stakes(record_id, statement)
    ]
    return tuple(parties), tuple(stakes)


def _of_vendor(stake: Stake, vendor: str) -> Stake:
    return replace(
        stake,
        company="vendor" if stake.company == vendor else stake.company,
        owner="vendor" if stake.owner == vendor else stake.owner,
    )


def _required(mapping: Statement, key: str, where: str) -> str:
    value = mapping.get(key)
    if not isinstance(value, str) or not value:
        raise ListFormatError(f"{key!r} is missing", where)
    return value


def _details(statement: Statement) -> Statement:
    details = statement.get("recordDetails")
    if not isinstance(details, Mapping):
        where = f"statement {statement.get('statementId', '?')}"
        raise ListFormatError("'recordDetails' is missing", where)
    return details


def _check_order(statement: Statement, records: Mapping[str, Statement], where: str) -> None:
    details = _details(statement)
    for end in ("subject", "interestedParty"):
        named = details.get(end)
        if isinstance(named, str) and named not in records:
            raise ListFormatError(
                f"{end} {named!r} is not stated before it; state parties before relationships",
                where,
            )
        if named is None:
            raise ListFormatError(f"{end!r} is missing", where)


def _party(record_id: str, statement: Statement) -> Party:
    details = _details(statement)
    person = statement["recordType"] == "person"
    names = _person_names(details) if person else _entity_names(details)
    if not names:
        reason = _unspecified(details)
        names = (Name(f"(not named: {reason})"),)
    return Party(
        id=record_id,
        kind=PartyKind.PERSON if person else PartyKind.ORGANISATION,
        names=names,
        roles=(PartyRole.OWNER,),
        births=_births(details),
        countries=_countries(details),
        identifiers=_identifiers(details),
    )


def _unspecified(details: Statement) -> str:
    block = details.get("unspecifiedPersonDetails") or details.get("unspecifiedEntityDetails") or {}
    return str(block.get("reason", "unknown"))


def _person_names(details: Statement) -> tuple[Name, ...]:
    return tuple(
        Name(
            name["fullName"],
            _NAME_KINDS.get(name.get("type", "legal"), NameKind.ALIAS),
            given=name.get("givenName", ""),
            family=name.get("familyName", ""),
        )
        for name in details.get("names", ())
        if name.get("fullName")
    )


def _entity_names(details: Statement) -> tuple[Name, ...]:
    first = (Name(details["name"]),) if details.get("name") else ()
    return first + tuple(Name(text, NameKind.ALIAS) for text in details.get("alternateNames", ()))


def _births(details: Statement) -> tuple[Any, ...]:
    span = parse_date(str(details.get("birthDate", "")))
    return (span,) if span else ()


def _countries(details: Statement) -> tuple[Country, ...]:
    nationalities = tuple(
        Country(str(item.get("code", "")), CountryRole.NATIONALITY, str(item.get("name", "")))
        for item in details.get("nationalities", ())
    )
    place = details.get("jurisdiction")
    if not isinstance(place, Mapping):
        return nationalities
    code = str(place.get("code", ""))[:2]
    return (*nationalities, Country(code, CountryRole.INCORPORATION, str(place.get("name", ""))))


def _identifiers(details: Statement) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(
            "lei" if item.get("scheme") == "XI-LEI" else "registration",
            str(item["id"]),
            note=str(item.get("scheme") or item.get("schemeName", "")),
        )
        for item in details.get("identifiers", ())
        if item.get("id")
    )


def _stakes(record_id: str, statement: Statement) -> list[Stake]:
    details = _details(statement)
    owner, subject = details["interestedParty"], details["subject"]
    base = Stake(
        id=record_id,
        company=subject if isinstance(subject, str) else "",
        owner=owner if isinstance(owner, str) else "",
        unspecified=str(owner.get("reason", "unknown")) if isinstance(owner, Mapping) else "",
        verification=_verification(statement),
        statements=(str(statement.get("statementId", record_id)),),
    )
    if details.get("componentRecords"):
        return []  # it sums up its components: counting both would count one stake twice
    interests = details.get("interests") or [{"type": "unknownInterest"}]
    return [
        replace(
            base,
            id=record_id if len(interests) == 1 else f"{record_id}#{number}",
            interest=str(interest.get("type", "unknownInterest")),
            share=_share(interest.get("share"), base.statements[0]),
            direct=str(interest.get("directOrIndirect", "unknown")),
            starts_on=_day(interest.get("startDate")),
            ends_on=_day(interest.get("endDate")),
        )
        for number, interest in enumerate(interests)
    ]


def _verification(statement: Statement) -> Verification:
    types = (statement.get("source") or {}).get("type", ())
    levels = [_VERIFIED[name] for name in types if name in _VERIFIED]
    return max(levels, key=lambda level: level.rank, default=Verification.SELF_ATTESTED)


def _share(raw: object, where: str) -> Share | None:
    if not isinstance(raw, Mapping):
        return None
    if "exact" in raw:
        exact = _percent(raw["exact"], where)
        return Share(exact, exact)
    low = raw.get("minimum", raw.get("exclusiveMinimum", 0))
    high = raw.get("maximum", raw.get("exclusiveMaximum", 100))
    share = Share(
        _percent(low, where),
        _percent(high, where),
        lower_open="exclusiveMinimum" in raw,
        upper_open="exclusiveMaximum" in raw,
    )
    if share.lower > share.upper:
        raise ListFormatError("the minimum share is above the maximum", where)
    return share


def _percent(value: object, where: str) -> Fraction:
    try:
        fraction = Fraction(Decimal(str(value))) / 100
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise ListFormatError(f"{value!r} is not a share in per cent", where) from error
    if not 0 <= fraction <= 1:
        raise ListFormatError(f"a share of {value} % is outside 0 to 100", where)
    return fraction


def _day(value: object) -> date | None:
    span = parse_date(str(value)) if value else None
    return span.earliest if span else None
