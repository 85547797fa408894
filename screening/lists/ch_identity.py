"""Who a target of the Swiss list is: names in parts and spellings, births, documents, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, product

from lxml import etree

from screening.lists.assembling import add_country, add_identifier
from screening.lists.cells import Cells, cells_of, text_of
from screening.lists.draft import Draft
from screening.lists.un_documents import labelled_numbers
from screening.model import (
    Address,
    Country,
    CountryRole,
    DateSpan,
    Gender,
    Identifier,
    Name,
    NameKind,
    PartyKind,
)
from screening.text.countries import country_code
from screening.text.dates import parse_date
from screening.text.names import script, squeeze

_KINDS = {
    "primary-name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "maiden-name": NameKind.FORMER,
    "formerly-known-as": NameKind.FORMER,
    "low-quality": NameKind.WEAK,
}
_DOCUMENTS = {
    "passport": "passport",
    "diplomatic-passport": "passport",
    "travel-document": "passport",
    "id-card": "national_id",
    "driving-license": "driving_licence",
    "driving-permit": "driving_licence",
    "resident-permit": "residence_permit",
    "residence-permit": "residence_permit",
    "commercial-register": "registration",
    "tax-number": "tax_id",
}
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE, "m": Gender.MALE, "f": Gender.FEMALE}
_LAST_RANK = 1_000
_MOST_SPELLINGS = 12
"""Every part may have several spellings; beyond this many names they say nothing new."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that addresses and births refer to."""

    location: str
    area: str
    country: str
    code: str

    @staticmethod
    def of(element: etree._Element) -> Place:
        """From a `place` element. A spelling variant of the location follows it in brackets."""
        location = element.find("location")
        variants = "" if location is None else ", ".join(map(text_of, location))
        country = element.find("country")
        return Place(
            location=squeeze((location.text or "") if location is not None else "")
            + (f" ({variants})" if variants else ""),
            area=text_of(element.find("area")),
            country=text_of(country),
            code=str(country.get("iso-code", "")) if country is not None else "",
        )

    def __str__(self) -> str:
        return ", ".join(part for part in (self.location, self.area, self.country) if part)


def read_identity(draft: Draft, identity: etree._Element, places: Mapping[str, Place]) -> None:
    """Read an `identity` into the draft. Raises KeyError for the number of an unknown place."""
    main = identity.get("main", "true") == "true"
    for child in identity:
        match child.tag:
            case "name":
                _read_name(draft, child, main=main)
            case "day-month-year":
                _read_birth(draft, child)
            case "nationality":
                _read_nationality(draft, child)
            case "place-of-birth":
                _read_birth_place(draft, child, places)
            case "address":
                _read_address(draft, child, places)
            case "identification-document":
                _read_document(draft, child)
            case "gender":
                _read_gender(draft, text_of(child))
            case _:
                _note_all(draft, str(child.tag), child)


def read_texts(draft: Draft, subject: etree._Element) -> None:
    """What an individual, entity or object says beside its identities."""
    _read_gender(draft, str(subject.get("sex", "")))
    for child in subject:
        match child.tag:
            case "identity":
                pass
            case "justification":
                reason = text_of(child)
                draft.reason = "\n".join(part for part in (draft.reason, reason) if part)
            case "other-information":
                _read_information(draft, text_of(child))
            case _:
                _note_all(draft, str(child.tag), child)


def _read_name(draft: Draft, element: etree._Element, *, main: bool) -> None:
    """The name as its parts in their order, then in every spelling the parts are given in."""
    kind = _KINDS.get(str(element.get("name-type")), NameKind.ALIAS)
    if element.get("quality") == "low":
        kind = NameKind.WEAK
    if kind is NameKind.PRIMARY and (not main or draft.names):
        kind = NameKind.ALIAS
    if element.get("name-type") not in _KINDS or element.get("quality", "good") not in {
        "good",
        "low",
    }:
        kinds = (str(element.get(key, "")) for key in ("name-type", "quality"))
        draft.note("name", ", ".join(part for part in kinds if part))
    parts = sorted(element.iterchildren("name-part"), key=_rank)
    spoken = [_values(part) for part in parts if part.get("name-part-type") != "title"]
    for part in parts:
        if part.get("name-part-type") == "title":
            for value in _values(part):
                draft.add(draft.designations, value)
    _add_spellings(draft, kind, [values for values in spoken if values], parts)


def _add_spellings(
    draft: Draft, kind: NameKind, spoken: list[list[str]], parts: list[etree._Element]
) -> None:
    if not spoken:
        return
    given, family = (_part(parts, wanted) for wanted in ("given-name", "family-name"))
    whole = " ".join(values[0] for values in spoken)
    draft.add(draft.names, Name(whole, kind, given, family))
    further = NameKind.ALIAS if kind is NameKind.PRIMARY else kind
    for spelling in islice(product(*spoken), 1, _MOST_SPELLINGS):
        scripts = {script(value) for value in spelling} - {""}
        if len(scripts) <= 1:
            draft.name(" ".join(spelling), further, tag="spelling-variant")
    said = " ".join(name.text for name in draft.names)
    for value in (value for values in spoken for value in values):
        if value not in said:
            draft.note("spelling-variant", value)


def _rank(part: etree._Element) -> int:
    written = str(part.get("order", ""))
    return int(written) if written.isascii() and written.isdecimal() else _LAST_RANK


def _values(part: etree._Element) -> list[str]:
    """The part's value, then its spelling variants, each once."""
    texts = (text_of(child) for child in part if child.tag in {"value", "spelling-variant"})
    return list(dict.fromkeys(text for text in texts if text and text != "-"))


def _part(parts: list[etree._Element], wanted: str) -> str:
    found = (part for part in parts if part.get("name-part-type") == wanted)
    return next((values[0] for part in found if (values := _values(part))), "")


def _read_birth(draft: Draft, element: etree._Element) -> None:
    """A day, month or year; one in another calendar, or without a year, stays in the notes."""
    numbers = [str(element.get(key, "")) for key in ("day", "month", "year")]
    day, month, year = (int(n) if n.isascii() and n.isdecimal() else 0 for n in numbers)
    calendar = str(element.get("calendar", "Gregorian"))
    written = f"{year:04}-{month:02}-{day:02}"[: 10 if day else 7 if month else 4]
    span = parse_date(written) if year and calendar == "Gregorian" else None
    if span is None:
        draft.note("day-month-year", " ".join(str(value) for _, value in sorted(element.items())))
        draft.warn("a date of birth could not be read; it is kept in the notes")
        return
    circa = element.get("quality") == "low"
    draft.birth(DateSpan(span.earliest, span.latest, circa, written), tag="day-month-year")


def _read_nationality(draft: Draft, element: etree._Element) -> None:
    country = element.find("country")
    if country is not None:
        _add_country(draft, text_of(country), str(country.get("iso-code", "")))


def _add_country(
    draft: Draft, written: str, code: str, role: CountryRole = CountryRole.NATIONALITY
) -> None:
    if role is CountryRole.NATIONALITY and draft.kind is not PartyKind.PERSON:
        role = CountryRole.INCORPORATION
    if known := country_code(code):
        draft.add(draft.countries, Country(known, role, written or code))
    else:
        add_country(draft, written or code, role)


def _read_birth_place(draft: Draft, element: etree._Element, places: Mapping[str, Place]) -> None:
    place = places[str(element.get("place-id", ""))]
    draft.birth_place(str(place))
    if place.country or place.code:
        _add_country(draft, place.country, place.code, CountryRole.BIRTH)


def _read_address(draft: Draft, element: etree._Element, places: Mapping[str, Place]) -> None:
    number = element.get("place-id")
    place = places[str(number)] if number is not None else Place("", "", "", "")
    said = Cells((str(child.tag), text_of(child)) for child in element)
    postcode, remark = said.peek("zip-code"), said.take("remark")
    lines = [text for _, text in said.rest()]
    text = ", ".join(part for part in (*lines, str(place)) if part)
    if text:
        code = country_code(place.code)
        address = Address(text, place.location, place.area, postcode, code)
        draft.add(draft.addresses, address)
    if place.country or place.code:
        _add_country(draft, place.country, place.code, CountryRole.ADDRESS)
    draft.note("address remark", remark)


def _read_document(draft: Draft, element: etree._Element) -> None:
    kind, issuer = str(element.get("document-type", "")), element.find("issuer")
    number = text_of(element.find("number"))
    code = "" if issuer is None else str(issuer.get("code", ""))
    remarks = [kind, *(t for c in element if c.tag != "number" and (t := " ".join(_said(c))))]
    note = ", ".join(part for part in remarks if part)
    if not number:
        draft.note("identification-document", note)
        return
    country = country_code(code) or country_code(text_of(issuer))
    add_identifier(draft, Identifier(_DOCUMENTS.get(kind, "other"), number, country, note))


def _said(element: etree._Element) -> list[str]:
    """Every text in and below the element; a date of parts as one."""
    dated = element if element.tag == "day-month-year" else element.find("day-month-year")
    if dated is not None:
        parts = (str(dated.get(key, "")) for key in ("year", "month", "day"))
        return ["-".join(part for part in parts if part)]
    return [text for _, text in cells_of(element).rest()]


def _read_gender(draft: Draft, written: str) -> None:
    if written.lower() in _GENDERS:
        draft.gender = _GENDERS[written.lower()]
    else:
        draft.note("sex", written)


def _read_information(draft: Draft, text: str) -> None:
    draft.note("other-information", text)
    for scheme, value in labelled_numbers(text):
        draft.identify(scheme, value, note="other-information")


def _note_all(draft: Draft, tag: str, element: etree._Element) -> None:
    said = (f"{label}: {text}" if label else text for label, text in cells_of(element).rest())
    draft.note(tag, ", ".join(said))
