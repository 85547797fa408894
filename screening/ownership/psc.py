"""UK register of people with significant control: Companies House records as parties and stakes.

Source: Companies House PSC snapshot and api-enumerations (psc_descriptions); Companies Act 2006
sch. 1A. Bands are open below and closed above: "25-to-50-percent" is more than 25 and up to 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from screening.errors import ListFormatError
from screening.lists.reading import decode, json_value
from screening.model import (
    Country,
    CountryRole,
    Identifier,
    Name,
    Party,
    PartyKind,
    PartyRole,
    Share,
    Stake,
    Verification,
)
from screening.ownership.intervals import WHOLE
from screening.text.countries import country_code
from screening.text.dates import parse_date

SOURCE = "officialRegister: UK Companies House (PSC)"
Record = Mapping[str, Any]

_BAND = re.compile(
    r"(?P<what>ownership-of-shares|voting-rights|right-to-share-surplus-assets"
    r"|part-right-to-share-surplus-assets)"
    r"-(?:(?P<low>25|50|75)-to-(?P<high>50|75|100)-percent|more-than-25-percent)"
)
_INTERESTS = {
    "ownership-of-shares": "shareholding",
    "voting-rights": "votingRights",
    "right-to-share-surplus-assets": "rightsToSurplusAssetsOnDissolution",
    "part-right-to-share-surplus-assets": "rightsToSurplusAssetsOnDissolution",
}
_BOARD = (
    "right-to-appoint-and-remove-directors",
    "right-to-appoint-and-remove-members",
    "right-to-appoint-and-remove-person",
)
_INFLUENCE = "significant-influence-or-control"
REASONS = {
    # The register itself spells it so.
    "no-individual-or-entity-with-signficant-control": "noBeneficialOwners",
    "no-individual-or-entity-with-significant-control": "noBeneficialOwners",
    "psc-exists-but-not-identified": "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "steps-to-find-psc-not-yet-completed": "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "psc-contacted-but-no-response": "interestedPartyHasNotProvidedInformation",
    "psc-has-failed-to-confirm-changed-details": "interestedPartyHasNotProvidedInformation",
    "restrictions-notice-issued-to-psc": "interestedPartyHasNotProvidedInformation",
    "psc-details-not-confirmed": "interestedPartyHasNotProvidedInformation",
}
_ENTITIES = ("corporate-entity-", "legal-person-")


def loads(name: str, data: bytes) -> list[Record]:
    """The records of a snapshot, one JSON object a line, or of a JSON file of one or several.

    The answer of the register's REST service, with its `items`, is one too. Raises ListFormatError
    naming the file and line.
    """
    text = decode(name, data).strip()
    try:
        values = [json_value(name, text.encode())]
    except ListFormatError:
        lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
        values = [json_value(f"{name} line {n}", line.encode()) for n, line in lines]
    return [_record(one, name) for value in values for one in _each(value)]


def _each(value: object) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        parts = str((value.get("links") or {}).get("self", "")).split("/")
        company = parts[2] if len(parts) > 2 else ""  # noqa: PLR2004  # /company/<number>/...
        return [{"company_number": company, "data": one} for one in value["items"]]
    return [value]


def _record(value: object, name: str) -> Record:
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict):
        raise ListFormatError("a PSC record is an object with 'data'", name)
    return value


def read(
    records: Iterable[Record], companies: Mapping[str, str], *, retrieved_on: date | None = None
) -> tuple[tuple[Party, ...], tuple[Stake, ...]]:
    """The parties and stakes that the register states of these companies.

    `companies` maps company numbers to party ids; records of others are passed over. A person with
    several active records is one party, and a stake repeated in them is counted once. Raises
    ListFormatError for a kind, a statement or a nature of control that is not known.
    """
    wanted = {number(one): party for one, party in companies.items()}
    parties: dict[str, Party] = {}
    stakes: dict[tuple[object, ...], Stake] = {}
    for record in records:
        company = wanted.get(number(str(record.get("company_number", ""))))
        data, kind = record["data"], str(record["data"].get("kind", ""))
        if company is None or kind.startswith("totals#"):
            continue
        for party, stake in _told(data, kind, company, retrieved_on):
            if party:
                parties.setdefault(party.id, party)
            told = (stake.company, stake.owner or stake.id, stake.interest, stake.share)
            stakes.setdefault((*told, stake.starts_on if stake.ends_on else None), stake)
    return tuple(parties.values()), tuple(stakes.values())


def number(written: str) -> str:
    """Company numbers have eight characters; records drop leading zeros."""
    return written.strip().upper().zfill(8)


Told = list[tuple[Party | None, Stake]]


def _told(data: Record, kind: str, company: str, retrieved_on: date | None) -> Told:
    try:
        return _read(data, kind, company, retrieved_on)
    except ListFormatError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        where = f"psc:{company}:{data.get('etag', '')}"
        raise ListFormatError(f"not written as the register writes it ({error})", where) from error


def _read(data: Record, kind: str, company: str, retrieved_on: date | None) -> Told:
    base = Stake(
        id=f"psc:{company}:{data.get('etag', '')}",
        company=company,
        direct="unknown",
        starts_on=_day(data.get("notified_on")),
        ends_on=_day(data.get("ceased_on")),
        verification=Verification.AUTHORITY_CONFIRMED,
        statements=(str((data.get("links") or {}).get("self", "")),),
        source=SOURCE,
        retrieved_on=retrieved_on,
    )
    if kind == "exemptions":
        return [(None, _nobody(base, "subjectExemptFromDisclosure", kind))]
    if kind.startswith("super-secure-"):
        return [(None, _nobody(base, "interestedPartyExemptFromDisclosure", kind))]
    if kind.endswith("-statement"):
        said = str(data.get("statement", ""))
        if said not in REASONS:
            raise ListFormatError(f"the statement {said!r} is not known", base.id)
        return [(None, _nobody(base, REASONS[said], said))]
    if kind.startswith(("individual-", *_ENTITIES)):
        party = _party(data, person=kind.startswith("individual-"))
        natures = data.get("natures_of_control") or [""]
        return [
            (party, _stake(base, party.id, str(nature), number))
            for number, nature in enumerate(natures)
        ]
    raise ListFormatError(f"the kind {kind!r} is not known", base.id)


def _nobody(base: Stake, reason: str, code: str) -> Stake:
    return replace(base, interest="unknownInterest", unspecified=reason, details=code)


def _stake(base: Stake, owner: str, nature: str, number: int) -> Stake:
    """One nature of control. Held "as trust" or "as firm", it counts like one held in person."""
    changes: dict[str, Any] = {"id": f"{base.id}#{number}", "owner": owner, "details": nature}
    if not nature:
        return replace(base, **changes, interest="unknownInterest")
    if band := _BAND.match(nature):
        changes["interest"] = _INTERESTS[band["what"]]
        changes["share"] = _share(band["low"], band["high"])
        return replace(base, **changes)
    if nature.startswith(_BOARD):
        return replace(base, **changes, interest="appointmentOfBoard")
    if nature.startswith(_INFLUENCE):
        return replace(base, **changes, interest="otherInfluenceOrControl")
    raise ListFormatError(f"the nature of control {nature!r} is not known", base.id)


def _share(low: str | None, high: str | None) -> Share:
    return Share(
        Fraction(int(low or 25), 100),
        Fraction(int(high), 100) if high else WHOLE,
        lower_open=True,
    )


def _party(data: Record, *, person: bool) -> Party:
    parts = data.get("name_elements") or {}
    given = " ".join(str(parts[k]) for k in ("forename", "middle_name") if parts.get(k))
    family = str(parts.get("surname", ""))
    text = " ".join(part for part in (given, family) if part) or str(data.get("name", ""))
    born = data.get("date_of_birth") or {}
    month = f"-{int(born['month']):02d}" if born.get("month") else ""
    span = parse_date(f"{born['year']}{month}") if born.get("year") else None
    identification = data.get("identification") or {}
    number = str(identification.get("registration_number") or "")
    known_by = number or (f"{born.get('year', '')}{month}" if person else "")
    key = " ".join(text.casefold().split())
    home = _country(str(identification.get("country_registered") or ""))
    return Party(
        id=f"psc:{key}:{known_by}",
        kind=PartyKind.PERSON if person else PartyKind.ORGANISATION,
        names=(Name(text or "(not named)", given=given, family=family),),
        roles=(PartyRole.OWNER,),
        births=(span,) if span else (),
        countries=_countries(data, identification),
        identifiers=(Identifier("registration", number, country=home),) if number else (),
    )


def _countries(data: Record, identification: Record) -> tuple[Country, ...]:
    said = (
        (data.get("nationality"), CountryRole.NATIONALITY),
        (data.get("country_of_residence"), CountryRole.RESIDENCE),
        (identification.get("country_registered"), CountryRole.INCORPORATION),
    )
    return tuple(Country(_country(str(text)), role, str(text)) for text, role in said if text)


def _country(text: str) -> str:
    """The register also names the UK's parts and, as a jurisdiction, "England and Wales"."""
    return country_code(text) or ("GB" if text.casefold().startswith("england") else "")


def _day(raw: object) -> date | None:
    return date.fromisoformat(str(raw)) if raw else None
