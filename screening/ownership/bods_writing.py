"""Writing a graph as BODS 0.4: parties and stakes out as statements that any reader accepts.

A plain list of stakes becomes BODS this way. The same parties and stakes give the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from screening.model import (
    CountryRole,
    Identifier,
    NameKind,
    Party,
    PartyKind,
    Share,
    Stake,
    Verification,
)
from screening.ownership.bods_schema import BEARER, INTERESTS, JOINT, REASONS

Statement = dict[str, Any]
_DIGITS = 12
_ORG_ID = re.compile(r"[A-Z]{2}-[A-Z0-9_]+")
_NAME_TYPES = {
    NameKind.PRIMARY: "legal",
    NameKind.FORMER: "former",
    NameKind.NATIVE: "transliteration",
}
_SOURCE_TYPES = {
    Verification.SELF_ATTESTED: "selfDeclaration",
    Verification.DOCUMENT_CHECKED: "thirdParty",
    Verification.AUTHORITY_CONFIRMED: "officialRegister",
    Verification.INDEPENDENT_AUDIT: "verified",
}


def write(
    parties: Iterable[Party], stakes: Iterable[Stake], *, day: date, publisher: str
) -> list[Statement]:
    """The statements, parties first, then links, then the sums over them. `day` is when it is said.

    The vendor is the declaration's subject. A share that no decimal can say (1/3) is written as the
    narrowest range of twelve decimals that holds it.
    """
    parties, stakes = tuple(parties), tuple(stakes)
    envelope = _Envelope(day, publisher)
    by_record: defaultdict[str, list[Stake]] = defaultdict(list)
    for stake in stakes:
        by_record[stake.id.split("#")[0]].append(stake)
    links = {record: held for record, held in by_record.items() if not _is_sum(held)}
    sums = {record: held for record, held in by_record.items() if _is_sum(held)}
    components = {part for held in sums.values() for stake in held for part in stake.components}
    arrangements = _nominations(stakes, envelope)
    known = {party.id for party in parties}
    unstated = sorted(
        {end for stake in stakes for end in (stake.company, stake.owner, stake.nominator)}
        - known
        - {""}
    )
    return [
        *(envelope.entity(name, {"entityType": {"type": "unknownEntity"}}) for name in unstated),
        *(_party(party, envelope) for party in parties),
        *arrangements,
        *(
            _relationship(record, held, envelope, component=record in components)
            for record, held in links.items()
        ),
        *(_relationship(record, held, envelope, component=False) for record, held in sums.items()),
    ]


def _is_sum(held: Sequence[Stake]) -> bool:
    return any(stake.components for stake in held)


class _Envelope:
    """What every statement carries around its record."""

    def __init__(self, day: date, publisher: str) -> None:
        self.day, self.publisher = day.isoformat(), publisher

    def around(self, record: str, kind: str, details: Statement) -> Statement:
        name = hashlib.sha256(f"{self.day}\0{self.publisher}\0{kind}\0{record}".encode())
        return {
            "statementId": name.hexdigest(),
            "declarationSubject": "vendor",
            "statementDate": self.day,
            "recordId": record,
            "recordType": kind,
            "recordStatus": "new",
            "publicationDetails": {
                "publicationDate": self.day,
                "bodsVersion": "0.4",
                "publisher": {"name": self.publisher},
            },
            "recordDetails": details,
        }

    def entity(self, record: str, details: Statement) -> Statement:
        return self.around(record, "entity", {"isComponent": False, **details})


def _party(party: Party, envelope: _Envelope) -> Statement:
    shared: Statement = {
        "isComponent": False,
        "identifiers": [_number(one) for one in party.identifiers],
        "addresses": [
            {"address": one.text} | ({"postCode": one.postcode} if one.postcode else {})
            for one in party.addresses
        ],
    }
    if party.kind is PartyKind.PERSON:
        return envelope.around(party.id, "person", _trimmed(shared | _person(party)))
    return envelope.around(party.id, "entity", _trimmed(shared | _entity(party)))


def _number(one: Identifier) -> Statement:
    """Codes of org-id.guide are schemes; everything else is only a scheme's name."""
    scheme = "XI-LEI" if one.scheme == "lei" else one.note or one.scheme
    return {"id": one.value, "scheme" if _ORG_ID.fullmatch(scheme) else "schemeName": scheme}


def _trimmed(details: Statement) -> Statement:
    return {key: value for key, value in details.items() if value not in ([], {}, "", None)}


def _person(party: Party) -> Statement:
    nameless = party.form.startswith(("anonymous", "unknown"))
    return {
        "personType": party.form or "knownPerson",
        "unspecifiedPersonDetails": _reason(party.unspecified) if nameless else {},
        "names": [
            {"type": _NAME_TYPES.get(name.kind, "alternative"), "fullName": name.text}
            for name in party.names
            if not nameless
        ],
        "birthDate": _birth(party),
        "nationalities": [
            {"name": one.text or one.code, **({"code": one.code} if one.code else {})}
            for one in party.countries
            if one.role is CountryRole.NATIONALITY and (one.text or one.code)
        ],
    }


def _birth(party: Party) -> str:
    """The first birth date, as far as it is one day, month or year."""
    for span in party.births:
        if span.earliest == span.latest:
            return span.earliest.isoformat()
        if (span.earliest.year, span.earliest.month) == (span.latest.year, span.latest.month):
            return f"{span.earliest:%Y-%m}"
        if span.earliest.year == span.latest.year:
            return f"{span.earliest:%Y}"
    return ""


def _entity(party: Party) -> Statement:
    kind, _, subtype = (party.form or "registeredEntity").partition("/")
    nameless = kind.startswith(("anonymous", "unknown"))
    place = next((c for c in party.countries if c.role is CountryRole.INCORPORATION), None)
    return {
        "entityType": {"type": kind} | ({"subtype": subtype} if subtype else {}),
        "unspecifiedEntityDetails": _reason(party.unspecified) if nameless else {},
        "name": "" if nameless else party.name,
        "alternateNames": [name.text for name in party.names[1:]],
        "jurisdiction": {
            "name": place.text or place.code,
            **({"code": place.code} if place.code else {}),
        }
        if place
        else {},
        "foundingDate": party.founded.earliest.isoformat()
        if party.founded and party.founded.exact
        else "",
        "dissolutionDate": party.dissolved.isoformat() if party.dissolved else "",
    }


def _reason(reason: str) -> Statement:
    if reason in REASONS:
        return {"reason": reason}
    return {"reason": "unknown", **({"description": reason} if reason else {})}


def _nominations(stakes: Sequence[Stake], envelope: _Envelope) -> list[Statement]:
    """One arrangement, with nominee and nominator, for each stake that is held for somebody."""
    written = []
    for stake in stakes:
        if not stake.nominator:
            continue
        record = f"{stake.id}:nomination"
        form = {"type": "arrangement", "subtype": "nomination"}
        written.append(envelope.entity(record, {"entityType": form}))
        for role, party in (("nominee", stake.owner), ("nominator", stake.nominator)):
            if party:
                details = {
                    "isComponent": False,
                    "subject": record,
                    "interestedParty": party,
                    "interests": [{"type": role, "directOrIndirect": "direct"}],
                }
                written.append(envelope.around(f"{record}:{role}", "relationship", details))
    return written


def _relationship(
    record: str, held: Sequence[Stake], envelope: _Envelope, *, component: bool
) -> Statement:
    first = held[0]
    party: str | Statement = f"{first.id}:nomination" if first.nominator else first.owner
    if not first.owner or first.bearer:
        party = _nobody(first)
    parts = sorted({part for stake in held for part in stake.components})
    details: Statement = {
        "isComponent": component,
        "subject": first.company,
        "interestedParty": party,
        "interests": [_interest(stake) for stake in held],
    }
    if parts:
        details["componentRecords"] = parts
    written = envelope.around(record, "relationship", details)
    written["source"] = _source(first)
    if marks := [*_joint_marks(held)]:
        written["annotations"] = marks
    return written


def _nobody(stake: Stake) -> Statement:
    if stake.bearer:
        return {"reason": "unknown", "description": BEARER}
    code = {"description": stake.details} if stake.details else {}
    return _reason(stake.unspecified) | code


def _source(stake: Stake) -> Statement:
    """A stake somebody else states is theirs, or it would be read as the vendor's own word."""
    kind = _SOURCE_TYPES[stake.verification]
    if stake.source and kind == "selfDeclaration":
        kind = "thirdParty"
    told: Statement = {"type": [kind]}
    if stake.source:
        told["assertedBy"] = [{"name": stake.source.removeprefix(f"{kind}: ")}]
    if stake.retrieved_on:
        told["retrievedAt"] = stake.retrieved_on.isoformat()
    return told


def _joint_marks(held: Sequence[Stake]) -> Iterator[Statement]:
    """BODS has no word for stakes that are held together: a mark of our own keeps it."""
    for number, stake in enumerate(held):
        if stake.joint and stake.joint != stake.company:
            yield {
                "statementPointerTarget": f"/recordDetails/interests/{number}",
                "motivation": "commenting",
                "description": "Held together with every interest that has the same joint mark.",
                JOINT: stake.joint,
            }


def _interest(stake: Stake) -> Statement:
    return _trimmed(
        {
            "type": stake.interest if stake.interest in INTERESTS else "unknownInterest",
            "directOrIndirect": stake.direct,
            "details": stake.details,
            "share": _share(stake.share) if stake.share else {},
            "startDate": stake.starts_on.isoformat() if stake.starts_on else "",
            "endDate": stake.ends_on.isoformat() if stake.ends_on else "",
        }
    )


def _share(share: Share) -> Statement:
    low, high = _rounded(share.lower, up=False), _rounded(share.upper, up=True)
    if low == high:
        return {"exact": low}
    return {
        "exclusiveMinimum" if share.lower_open else "minimum": low,
        "exclusiveMaximum" if share.upper_open else "maximum": high,
    }


def _rounded(share: Fraction, *, up: bool) -> int | float:
    """Per cent as a JSON number: exact where twelve decimals can say it, else outwards."""
    scaled = share * 100 * 10**_DIGITS
    whole = -(-scaled.numerator // scaled.denominator) if up else int(scaled)
    number = Decimal(whole).scaleb(-_DIGITS)
    return int(number) if number == number.to_integral_value() else float(number)
