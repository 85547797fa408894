"""One subject of the EU's list, built from its sections, whichever file they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from screening.lists.assembling import UN_REFERENCE, add_identifier, add_name, code_of, span_of
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.effects import of_eu
from screening.model import (
    Address,
    Country,
    CountryRole,
    DateSpan,
    Effect,
    Gender,
    Identifier,
    NameKind,
    PartyKind,
)
from screening.text.dates import parse_day
from screening.text.names import script

_KINDS = {
    "person": PartyKind.PERSON,
    "P": PartyKind.PERSON,
    "enterprise": PartyKind.ORGANISATION,
    "E": PartyKind.ORGANISATION,
}
_GENDERS = {"M": Gender.MALE, "F": Gender.FEMALE}
_SCHEMES = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "id": "national_id",
    "ssn": "national_id",
    "regnumber": "registration",
    "fiscalcode": "tax_id",
    "swiftbic": "swift_bic",
    "imo": "imo",
    "driverlicence": "driving_licence",
    "residentperm": "residence_permit",
}
_PLACE = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")
_BIRTH_PLACE = ("place", "city", "zipCode", "region", "countryDescription")
_UNKNOWN = {"", "-", "00", "UNKNOWN"}
_GREGORIAN = {"", "GREGORIAN"}
_UN = re.compile(
    r"\bUN\s+ref(?:erence)?[.:\s]*([A-Z]{1,3}[ei]?\.?[A-Z0-9][A-Z0-9./-]*\d)", re.IGNORECASE
)


@dataclass(slots=True)
class Subject:
    """`entity` and `section` take what the file says, in any order; `draft` sums it up."""

    list_id: str
    place: str
    _draft: Draft = field(init=False)
    _names: dict[str, Cells] = field(default_factory=dict)
    _records: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._draft = Draft(
            list_id=self.list_id, kind=PartyKind.UNKNOWN, effect=Effect.REFERS, place=self.place
        )

    def entity(self, cells: Cells) -> None:
        draft, own = self._draft, cells.take("logicalId")
        draft.ref = (
            draft.ref or cells.peek("euReferenceNumber") or (f"logicalId {own}" if own else "")
        )
        if cells.peek("euReferenceNumber") == draft.ref:
            cells.take("euReferenceNumber")
        draft.note("logicalId", own)
        listed_on = draft.day("designationDate", cells.take("designationDate"))
        draft.listed_on = draft.listed_on or listed_on
        if "delistingDate" in cells:
            draft.ends_on = draft.day("delistingDate", cells.take("delistingDate"))
        remark = cells.take("remark")
        if remark and remark not in draft.reason:
            draft.reason = "\n".join(part for part in (draft.reason, remark) if part)
        for reference in filter(None, [cells.take("unitedNationId"), *_UN.findall(remark)]):
            draft.note(UN_REFERENCE, reference.strip(" ."))
        _keep(draft, "entity", cells)

    def section(self, tag: str, cells: Cells) -> None:
        """A name, birth, address, document, citizenship, or the act behind the listing."""
        if record := cells.take("logicalId"):
            self._records[record] = None
        self._draft.note("regulationLanguage", cells.take("regulationLanguage"))
        _regulation_summary(self._draft, cells)
        match tag:
            case "nameAlias" if cells:
                known = self._names.setdefault(_whole(cells), cells)
                if known is not cells:
                    _keep(self._draft, f"name {_whole(known)}", _further(cells, known))
            case "regulation":
                _regulation(self._draft, cells)
            case "subjectType":
                _kind(self._draft, cells)
            case "birthdate":
                _birth(self._draft, cells)
            case "address":
                _address(self._draft, cells)
            case "identification":
                _document(self._draft, cells)
            case "citizenship":
                _add_country(self._draft, cells, CountryRole.NATIONALITY)
                _keep(self._draft, "citizenship", cells)
            case _:
                _keep(self._draft, tag, cells)

    def draft(self) -> Draft:
        """The entry: a strong name in Latin letters leads, else the first strong, or the first."""
        strong = [text for text, cells in self._names.items() if cells.peek("strong") != "false"]
        latin = [text for text in strong if script(text) == "Latin"]
        first = next(iter([*latin, *strong, *self._names]), "")
        for text in dict.fromkeys([first, *self._names] if first else []):
            self._name(text, self._names[text], primary=text == first)
        self._names.clear()
        draft = self._draft
        draft.note("logicalIds", ", ".join(self._records))
        un_listed = any(label == UN_REFERENCE for label, _ in draft.notes)
        draft.effect = of_eu(draft.programmes, un_listed=un_listed)
        return draft

    def _name(self, text: str, cells: Cells, *, primary: bool) -> None:
        draft, weak = self._draft, cells.take("strong") == "false"
        kind = NameKind.WEAK if weak else NameKind.PRIMARY if primary else NameKind.ALIAS
        given = " ".join(cells.take_all("firstName", "middleName"))
        family = cells.take("lastName")
        cells.take("wholeName")
        parts = (given, family) if given and family else ("", "")
        add_name(draft, text, kind, given=parts[0], family=parts[1])
        if sex := cells.take("gender"):
            draft.gender = _GENDERS.get(sex, draft.gender)
            draft.note("gender", "" if sex in _GENDERS else sex)
        for label in ("title", "function"):
            draft.add(draft.designations, cells.take(label))
        _keep(draft, f"name {text}", cells)


def _whole(cells: Cells) -> str:
    parts = (cells.peek(label) for label in ("firstName", "middleName", "lastName"))
    return cells.peek("wholeName") or " ".join(part for part in parts if part)


def _further(cells: Cells, known: Cells) -> Cells:
    """What a name said again adds to what was said of it first."""
    return Cells((label, text) for label, text in cells.rest() if known.peek(label) != text)


def _keep(draft: Draft, label: str, cells: Cells) -> None:
    for key, text in cells.rest():
        if text not in {"false", "00"}:
            draft.note(f"{label} {key}".strip(), text)


def _regulation_summary(draft: Draft, cells: Cells) -> None:
    labels = [label for label, _ in cells.rest() if label.startswith("regulationSummary/")]
    if said := cells.take_all(*labels):
        draft.note("regulation", ", ".join(said))


def _regulation(draft: Draft, cells: Cells) -> None:
    draft.add(draft.programmes, cells.take("programme"))
    day = parse_day(cells.peek("publicationDate"))
    draft.changed_on = max((d for d in (draft.changed_on, day) if d), default=None)
    if said := cells.take_all(*(label for label, _ in cells.rest())):
        draft.note("regulation", ", ".join(said))


def _kind(draft: Draft, cells: Cells) -> None:
    for label in ("code", "classificationCode"):
        if (kind := _KINDS.get(cells.peek(label))) and draft.kind in {PartyKind.UNKNOWN, kind}:
            draft.kind = kind
            cells.take(label)
    _keep(draft, "subjectType", cells)


def _add_country(draft: Draft, cells: Cells, role: CountryRole) -> str:
    """By its code, or by its name where the code is "00"; an unknown country is no country."""
    code, written = cells.take("countryIso2Code"), cells.take("countryDescription")
    if code in _UNKNOWN and written in _UNKNOWN:
        return ""
    known = code_of(code) or code_of(written)
    if not known:
        draft.warn(f"no country is known as {written or code!r}")
    if code and code not in _UNKNOWN and known != code:
        draft.note(f"country code ({role.value})", code)
    draft.add(draft.countries, Country(known, role, written or code))
    return known


def _birth(draft: Draft, cells: Cells) -> None:
    place = ", ".join(text for label in _BIRTH_PLACE if (text := cells.peek(label)) not in _UNKNOWN)
    draft.birth_place(place)
    cells.take_all(*(label for label in _BIRTH_PLACE if label != "countryDescription"))
    _add_country(draft, cells, CountryRole.BIRTH)
    circa, calendar = cells.take("circa") == "true", cells.take("calendarType")
    written = [
        cells.take(label)
        for label in (
            "birthdate",
            "year",
            "monthOfYear",
            "dayOfMonth",
            "yearRangeFrom",
            "yearRangeTo",
        )
    ]
    if any(written):
        span = _span(written) if calendar in _GREGORIAN else None
        if span is None:
            draft.warn("a date of birth could not be read; it is kept in the notes")
            draft.note("birthdate", " ".join([calendar, *filter(None, written)]).strip())
        else:
            draft.birth(DateSpan(span.earliest, span.latest, circa, span.text), tag="birthdate")
    _keep(draft, "birthdate", cells)


def _span(written: list[str]) -> DateSpan | None:
    whole, year, month, day, first, last = written
    if whole:
        return span_of(whole)
    if year and month and day and (span := span_of(f"{year}-{month}-{day}")):
        return span
    if year and month and (span := span_of(f"{year}-{month:0>2}")):
        return span
    if year:
        return span_of(year)
    if first and last:
        return span_of(f"{first} to {last}")
    one = span_of(first or last)
    if one is None:
        return None
    # Only one end of the range is known: the other is left as far open as a life is long.
    if first:
        return DateSpan(one.earliest, date(one.earliest.year + 100, 12, 31), text=f"from {first}")
    return DateSpan(date(one.latest.year - 100, 1, 1), one.latest, text=f"to {last}")


def _address(draft: Draft, cells: Cells) -> None:
    if not cells:
        return
    city, region, postcode = (cells.peek(label) for label in ("city", "region", "zipCode"))
    text = ", ".join(part for label in _PLACE if (part := cells.peek(label)) not in _UNKNOWN)
    cells.take_all(*(label for label in _PLACE if label != "countryDescription"))
    code = _add_country(draft, cells, CountryRole.ADDRESS)
    if text:
        draft.add(draft.addresses, Address(text, city, region, postcode, code))
    _keep(draft, "address", cells)


def _document(draft: Draft, cells: Cells) -> None:
    if not cells:
        return
    kind, number, latin = (
        cells.take(label) for label in ("identificationTypeCode", "number", "latinNumber")
    )
    code, country = cells.take("countryIso2Code"), cells.take("countryDescription")
    words = [cells.take("identificationTypeDescription"), "" if kind in _SCHEMES else kind]
    words += ["" if country in _UNKNOWN else country, latin if latin != number else ""]
    words += [
        label if text == "true" else f"{label} {text}"
        for label, text in cells.rest()
        if text != "false"
    ]
    note = ", ".join(word for word in words if word)
    if value := number or latin:
        scheme = _SCHEMES.get(kind, "other")
        add_identifier(
            draft, Identifier(scheme, value, code_of(code) if code not in _UNKNOWN else "", note)
        )
    else:
        draft.note("identification", note)
