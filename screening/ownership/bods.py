"""Reading BODS 0.4: statements in, parties and stakes out, or the statement and the rule it breaks.

Source: Beneficial Ownership Data Standard 0.4 (Open Ownership, 2024). The latest statement
of a record wins until it is closed. Links of a chain are read; the sum over them is kept beside.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from screening.errors import ListFormatError
from screening.lists.reading import decode, json_value
from screening.model import (
    Address,
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
from screening.ownership.bods_records import Statement, form, record_problems
from screening.ownership.bods_schema import BEARER, JOINT
from screening.ownership.bods_statement import first_sentence, statement_problems
from screening.text.dates import parse_date, parse_day

_NAME_KINDS = {
    "legal": NameKind.PRIMARY,
    "former": NameKind.FORMER,
    "birth": NameKind.FORMER,
}
_VERIFIED = {
    "officialRegister": Verification.AUTHORITY_CONFIRMED,
    "thirdParty": Verification.DOCUMENT_CHECKED,
    "primaryResearch": Verification.DOCUMENT_CHECKED,
}
_COUNTRY_CODE = 2


def loads(name: str, data: bytes) -> list[Statement]:
    """The statements of a file: a JSON array, or JSON Lines with one statement a line.

    Raises ListFormatError naming the file and line for what is neither.
    """
    text = decode(name, data)
    if text.lstrip().startswith("["):
        value = json_value(name, data)
        statements = value if isinstance(value, list) else []
        return [_object(one, f"{name} statement {n}") for n, one in enumerate(statements, 1)]
    statements = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            statements.append(json_value(f"{name} line {number}", line.encode()))
    if not statements:
        raise ListFormatError("holds no statement", name)
    return [_object(statement, f"{name} line {n}") for n, statement in enumerate(statements, 1)]


def _object(value: object, where: str) -> Statement:
    if not isinstance(value, dict):
        raise ListFormatError("is not a statement (a JSON object)", where)
    return value


def read(
    statements: Sequence[Statement], *, vendor: str
) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
    """The parties and the stakes that a BODS 0.4 array states, in the order they first appear.

    `vendor` is the recordId of the vendor's own entity: its stakes are stakes in "vendor", and it
    is not among the parties. Raises ListFormatError naming the first statement that breaks a
    rule of the standard, with the rule; and for a vendor that is not stated.
    """
    refuse_broken(statements)
    series, _ = record_problems(statements)
    live = series.live()
    if live.get(vendor, {}).get("recordType") != "entity":
        raise ListFormatError(f"no entity statement has the vendor's recordId {vendor!r}")
    parties = [
        _party(record, statement)
        for record, statement in live.items()
        if statement["recordType"] != "relationship" and record != vendor
    ]
    stakes = [
        replace(
            stake,
            company="vendor" if stake.company == vendor else stake.company,
            owner="vendor" if stake.owner == vendor else stake.owner,
            joint=stake.company if _is_joint(series.form(stake.company)) else stake.joint,
        )
        for record, statement in live.items()
        if statement["recordType"] == "relationship"
        for stake in _stakes(record, statement)
    ]
    return tuple(parties), tuple(stakes)


def refuse_broken(statements: Sequence[Statement]) -> None:
    """Raises ListFormatError naming the first statement that breaks a rule, and the rule."""
    broken = statement_problems(statements) or record_problems(statements)[1]
    if broken:
        raise ListFormatError(first_sentence(broken))


def party(statements: Sequence[Statement], record: str) -> Party:
    """Who a record is, as last stated. Raises ListFormatError for one that is not stated."""
    series, _ = record_problems(statements)
    stated = series.live().get(record)
    if stated is None or stated["recordType"] == "relationship":
        raise ListFormatError(f"no entity or person statement has the recordId {record!r}")
    return _party(record, stated)


def _is_joint(kind: str) -> bool:
    """An arrangement that is neither trust nor nomination: its members hold together (OWN-B-07)."""
    return kind in ("arrangement", "arrangement/other")


def _party(record: str, statement: Statement) -> Party:
    details = statement["recordDetails"]
    person = statement["recordType"] == "person"
    kind = form(details)
    unspecified = _unspecified(details)
    names = _person_names(details) if person else _entity_names(details)
    return Party(
        id=record,
        kind=PartyKind.PERSON if person else PartyKind.ORGANISATION,
        names=names or (Name(f"(not named: {unspecified or 'no name given'})"),),
        roles=(PartyRole.OWNER,),
        form="" if kind in ("knownPerson", "registeredEntity") else kind,
        unspecified=unspecified,
        births=_spans(details.get("birthDate")),
        founded=next(iter(_spans(details.get("foundingDate"))), None),
        dissolved=parse_day(details.get("dissolutionDate", "")),
        countries=_countries(details),
        identifiers=_identifiers(details),
        addresses=tuple(_address(raw) for raw in details.get("addresses", ())),
        birth_places=tuple(
            str(place["address"])
            for place in [details.get("placeOfBirth", {})]
            if "address" in place
        ),
    )


def _unspecified(details: Mapping[str, Any]) -> str:
    block = details.get("unspecifiedPersonDetails") or details.get("unspecifiedEntityDetails") or {}
    return str(block.get("reason", ""))


def _person_names(details: Mapping[str, Any]) -> tuple[Name, ...]:
    return tuple(
        Name(
            name["fullName"],
            _NAME_KINDS.get(name.get("type", "legal"), NameKind.ALIAS),
            given=name.get("givenName", ""),
            family=name.get("familyName", ""),
        )
        for name in details.get("names", ())
        if name["fullName"].strip()
    )


def _entity_names(details: Mapping[str, Any]) -> tuple[Name, ...]:
    first = (Name(details["name"]),) if details.get("name", "").strip() else ()
    return first + tuple(Name(text, NameKind.ALIAS) for text in details.get("alternateNames", ()))


def _spans(raw: object) -> tuple[Any, ...]:
    span = parse_date(str(raw)) if raw else None
    return (span,) if span else ()


def _countries(details: Mapping[str, Any]) -> tuple[Country, ...]:
    found = [
        Country(str(raw.get("code", "")), role, raw["name"])
        for key, role in (
            ("nationalities", CountryRole.NATIONALITY),
            ("taxResidencies", CountryRole.OTHER),
        )
        for raw in details.get(key, ())
    ]
    if place := details.get("jurisdiction"):
        code = str(place.get("code", ""))[:_COUNTRY_CODE]
        found.append(Country(code, CountryRole.INCORPORATION, place["name"]))
    return tuple(found)


def _identifiers(details: Mapping[str, Any]) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(
            "lei" if raw.get("scheme") == "XI-LEI" else "registration",
            raw["id"],
            country=_issuer(raw.get("scheme", "")),
            note=raw.get("scheme") or raw.get("schemeName", ""),
        )
        for raw in details.get("identifiers", ())
        if raw.get("id")
    )


def _issuer(scheme: str) -> str:
    """The country in an org-id scheme such as GB-COH; XI and its like are nobody's."""
    return country if (country := scheme[:_COUNTRY_CODE]) and not country.startswith("X") else ""


def _address(raw: Mapping[str, Any]) -> Address:
    country = raw.get("country", {})
    return Address(
        raw.get("address", ""), postcode=raw.get("postCode", ""), country=country.get("code", "")
    )


def _stakes(record: str, statement: Statement) -> list[Stake]:
    details = statement["recordDetails"]
    owner, subject = details["interestedParty"], details["subject"]
    base = Stake(
        id=record,
        company=subject if isinstance(subject, str) else f"unspecified:{record}",
        owner=owner if isinstance(owner, str) else "",
        unspecified="" if isinstance(owner, str) else owner["reason"],
        bearer=not isinstance(owner, str)
        and BEARER in str(owner.get("description", "")).casefold(),
        verification=_verification(statement),
        statements=(statement["statementId"],),
        source=_source(statement),
        retrieved_on=_moment(statement.get("source", {}).get("retrievedAt")),
    )
    marks = {
        one["statementPointerTarget"]: str(one[JOINT])
        for one in statement.get("annotations", ())
        if JOINT in one
    }
    interests = details.get("interests") or [{"type": "unknownInterest"}]
    return [
        replace(
            base,
            id=record if len(interests) == 1 else f"{record}#{number}",
            interest=interest.get("type", "unknownInterest"),
            share=read_share(interest.get("share")),
            direct=interest.get("directOrIndirect", "unknown"),
            # A direct interest inside a primary relationship is a link of its own, not the sum.
            components=tuple(details.get("componentRecords", ()))
            if interest.get("directOrIndirect") != "direct"
            else (),
            starts_on=parse_day(interest.get("startDate", "")),
            ends_on=parse_day(interest.get("endDate", "")),
            details=interest.get("details", ""),
            joint=marks.get(f"/recordDetails/interests/{number}", ""),
        )
        for number, interest in enumerate(interests)
    ]


def _verification(statement: Statement) -> Verification:
    types = statement.get("source", {}).get("type", ())
    levels = [_VERIFIED[name] for name in types if name in _VERIFIED]
    return max(levels, key=lambda level: level.rank, default=Verification.SELF_ATTESTED)


def _source(statement: Statement) -> str:
    """Who states it: "" for the vendor's own declaration, so that it never confirms itself."""
    source = statement.get("source", {})
    kinds = [kind for kind in source.get("type", ()) if kind not in ("selfDeclaration", "verified")]
    if not kinds:
        return ""
    said_by = [one.get("name") or one.get("uri", "") for one in source.get("assertedBy", ())]
    return ": ".join(part for part in (kinds[0], source.get("url") or ", ".join(said_by)) if part)


def _moment(raw: object) -> date | None:
    return date.fromisoformat(str(raw)[:10]) if raw else None


def read_share(raw: Mapping[str, Any] | None) -> Share | None:
    """A BODS share in per cent as exact fractions; None where it says nothing."""
    if not raw:
        return None
    if "exact" in raw:
        exact = _fraction(raw["exact"])
        return Share(exact, exact)
    return Share(
        _fraction(raw.get("minimum", raw.get("exclusiveMinimum", 0))),
        _fraction(raw.get("maximum", raw.get("exclusiveMaximum", 100))),
        lower_open="exclusiveMinimum" in raw,
        upper_open="exclusiveMaximum" in raw,
    )


def _fraction(value: object) -> Fraction:
    return Fraction(Decimal(str(value))) / 100
