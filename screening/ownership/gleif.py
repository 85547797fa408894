"""GLEIF files: LEI records say who is who; relationships and exceptions, who is whose parent.

Source: LEI-CDF, RR-CDF and Reporting Exceptions formats of the Global LEI Foundation. A parent is
one that consolidates the company's accounts: control, never a share. A missing relationship does
not mean that there is no parent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.reading import xml_elements, xml_root
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
    Stake,
    Verification,
)
from screening.text.dates import parse_date

SOURCE = "officialRegister: GLEIF"
CONSOLIDATION = "accounting consolidation"
_LEI = "{http://www.gleif.org/data/schema/leidata/2016}"
_RR = "{http://www.gleif.org/data/schema/rr/2016}"
_REPEX = "{http://www.gleif.org/data/schema/repex/2016}"
_NAME_KINDS = {
    "PREVIOUS_LEGAL_NAME": NameKind.FORMER,
    "TRADING_OR_OPERATING_NAME": NameKind.TRADING,
    "ALTERNATIVE_LANGUAGE_LEGAL_NAME": NameKind.NATIVE,
}
_RELATIONS = {
    "IS_DIRECTLY_CONSOLIDATED_BY": ("direct", f"{CONSOLIDATION} (direct parent)"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": ("indirect", f"{CONSOLIDATION} (ultimate parent)"),
    "IS_INTERNATIONAL_BRANCH_OF": ("direct", f"{CONSOLIDATION} (international branch)"),
    "IS_FUND-MANAGED_BY": ("direct", "fund management"),
    "IS_SUBFUND_OF": ("direct", "sub-fund"),
    "IS_FEEDER_TO": ("direct", "feeder fund"),
}
REASONS = {
    "NATURAL_PERSONS": "informationUnknownToPublisher",
    "NON_CONSOLIDATING": "informationUnknownToPublisher",
    "NO_KNOWN_PERSON": "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "NO_LEI": "informationUnknownToPublisher",
    "NON_PUBLIC": "interestedPartyHasNotProvidedInformation",
    "CONSENT_NOT_OBTAINED": "interestedPartyHasNotProvidedInformation",
    "BINDING_LEGAL_COMMITMENTS": "interestedPartyExemptFromDisclosure",
    "LEGAL_OBSTACLES": "interestedPartyExemptFromDisclosure",
    "DISCLOSURE_DETRIMENTAL": "interestedPartyHasNotProvidedInformation",
    "DETRIMENT_NOT_EXCLUDED": "interestedPartyHasNotProvidedInformation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentException:
    """Why a company reports no parent: GLEIF's own words and the BODS reason nearest to them.

    It names nobody: natural persons, as a reason, are unknown persons. `category` tells whether the
    direct or the ultimate parent is meant.
    """

    lei: str
    category: str
    reason: str
    bods_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """What one file holds; the other two kinds are empty."""

    parties: tuple[Party, ...] = ()
    stakes: tuple[Stake, ...] = ()
    exceptions: tuple[ParentException, ...] = ()


def loads(name: str, data: bytes, *, retrieved_on: date | None = None) -> File:
    """The records of a level 1, level 2 or reporting exceptions file, whichever its root says.

    Raises ListFormatError with the line for XML that is none of the three or cannot be read.
    """
    root = xml_root(name, data).tag
    try:
        if root == f"{_LEI}LEIData":
            return File(parties=tuple(parties(name, data)))
        if root == f"{_RR}RelationshipData":
            return File(stakes=tuple(stakes(name, data, retrieved_on=retrieved_on)))
        if root == f"{_REPEX}ReportingExceptionData":
            return File(exceptions=tuple(exceptions(name, data)))
    except ValueError as error:
        raise ListFormatError(f"a date that is none ({error})", name) from error
    raise ListFormatError(f"{root!r} is not the root of a GLEIF file", name)


def read(
    files: Sequence[File], companies: Mapping[str, str]
) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
    """The parties and stakes stated of these companies, by LEI, and of everybody above them.

    A company that reports no parent has an owner nobody names, for the reason it gives.
    """
    told = [stake for file in files for stake in file.stakes]
    reached = set(companies)
    while more := {one.owner for one in told if one.company in reached} - reached:
        reached |= more
    kept = [one for one in told if one.company in reached]
    owners = {one.owner for one in kept}
    return (
        tuple(
            replace(one, roles=one.roles if one.id in owners else ())
            for file in files
            for one in file.parties
            if one.id in reached
        ),
        (
            *kept,
            *_unnamed([one for file in files for one in file.exceptions if one.lei in reached]),
        ),
    )


def _unnamed(told: Sequence[ParentException]) -> Iterator[Stake]:
    """One stake a company: direct and ultimate parent, if neither is named, are one unknown."""
    for lei in dict.fromkeys(one.lei for one in told):
        mine = sorted((one for one in told if one.lei == lei), key=lambda one: one.category)
        yield Stake(
            id=f"gleif:{lei}:{mine[0].reason}",
            company=lei,
            unspecified=mine[0].bods_reason,
            interest="unknownInterest",
            direct="unknown",
            verification=Verification.AUTHORITY_CONFIRMED,
            source=SOURCE,
            details=mine[0].reason,
        )


def parties(name: str, data: bytes) -> Iterator[Party]:
    """The organisations of a level 1 file, one a record, by their LEI.

    Raises ListFormatError with the line for unreadable XML and records without LEI or name.
    """
    for record in xml_elements(name, data, f"{_LEI}LEIRecord"):
        yield _party(record, name)


def _party(record: etree._Element, name: str) -> Party:
    lei, legal = _text(record, f"{_LEI}LEI"), f"{_LEI}Entity/{_LEI}LegalName"
    if not lei or not _text(record, legal):
        raise ListFormatError("an LEI record without LEI or legal name", _where(name, record))
    entity = record.find(f"{_LEI}Entity")
    place = _text(record, f"{_LEI}Entity/{_LEI}LegalJurisdiction")
    number = _text(
        record, f"{_LEI}Entity/{_LEI}RegistrationAuthority/{_LEI}RegistrationAuthorityEntityID"
    )
    founded = parse_date(_text(record, f"{_LEI}Entity/{_LEI}EntityCreationDate")[:10])
    others = entity.iter(f"{_LEI}OtherEntityName") if entity is not None else ()
    return Party(
        id=lei,
        kind=PartyKind.ORGANISATION,
        names=(
            Name(_text(record, legal)),
            *(
                Name(other.text or "", _NAME_KINDS.get(other.get("type", ""), NameKind.ALIAS))
                for other in others
            ),
        ),
        roles=(PartyRole.PARENT,),
        founded=founded,
        countries=(Country(place[:2], CountryRole.INCORPORATION, place),) if place else (),
        identifiers=(
            Identifier("lei", lei),
            *((Identifier("registration", number, country=place[:2]),) if number else ()),
        ),
        addresses=tuple(_address(record)),
    )


def _address(record: etree._Element) -> Iterator[Address]:
    for kind in ("LegalAddress", "HeadquartersAddress"):
        found = record.find(f"{_LEI}Entity/{_LEI}{kind}")
        if found is not None:
            lines = [_text(found, f"{_LEI}FirstAddressLine")]
            lines += [line.text or "" for line in found.iter(f"{_LEI}AdditionalAddressLine")]
            yield Address(
                ", ".join(line for line in lines if line),
                city=_text(found, f"{_LEI}City"),
                region=_text(found, f"{_LEI}Region"),
                postcode=_text(found, f"{_LEI}PostalCode"),
                country=_text(found, f"{_LEI}Country"),
            )


def stakes(name: str, data: bytes, *, retrieved_on: date | None = None) -> Iterator[Stake]:
    """Who consolidates whom, by LEI, from a level 2 file: rights without any percentage.

    Raises ListFormatError with the line for a relationship of an unknown type or without its ends.
    """
    for record in xml_elements(name, data, f"{_RR}RelationshipRecord"):
        relation = f"{_RR}Relationship/"
        child = _text(record, f"{relation}{_RR}StartNode/{_RR}NodeID")
        parent = _text(record, f"{relation}{_RR}EndNode/{_RR}NodeID")
        kind = _text(record, f"{relation}{_RR}RelationshipType")
        if kind not in _RELATIONS or not child or not parent:
            problem = f"a relationship of type {kind!r} between {child!r} and {parent!r}"
            raise ListFormatError(problem, _where(name, record))
        direct, details = _RELATIONS[kind]
        start, end = _period(record)
        ended = _text(record, f"{relation}{_RR}RelationshipStatus") not in ("ACTIVE", "NULL", "")
        yield Stake(
            id=f"gleif:{child}:{kind}:{parent}",
            company=child,
            owner=parent,
            interest="otherInfluenceOrControl",
            direct=direct,
            starts_on=start,
            ends_on=end or (_updated(record) if ended else None),
            verification=Verification.AUTHORITY_CONFIRMED,
            source=SOURCE,
            retrieved_on=retrieved_on,
            details=details,
        )


def _period(record: etree._Element) -> tuple[date | None, date | None]:
    for period in record.iter(f"{_RR}RelationshipPeriod"):
        if _text(period, f"{_RR}PeriodType") == "RELATIONSHIP_PERIOD":
            return _day(period, f"{_RR}StartDate"), _day(period, f"{_RR}EndDate")
    return None, None


def _updated(record: etree._Element) -> date | None:
    return _day(record, f"{_RR}Registration/{_RR}LastUpdateDate")


def exceptions(name: str, data: bytes) -> Iterator[ParentException]:
    """Why companies report no parent, from a reporting exceptions file.

    Raises ListFormatError with the line for a reason that is not known.
    """
    for record in xml_elements(name, data, f"{_REPEX}Exception"):
        reason = _text(record, f"{_REPEX}ExceptionReason")
        if reason not in REASONS:
            raise ListFormatError(f"the reason {reason!r} is not known", _where(name, record))
        yield ParentException(
            lei=_text(record, f"{_REPEX}LEI"),
            category=_text(record, f"{_REPEX}ExceptionCategory"),
            reason=reason,
            bods_reason=REASONS[reason],
        )


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _day(element: etree._Element, path: str) -> date | None:
    text = _text(element, path)[:10]
    return date.fromisoformat(text) if text else None


def _where(name: str, element: etree._Element) -> str:
    return f"{name}, line {element.sourceline}"
