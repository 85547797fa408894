"""A party in OFAC's advanced layout: its names, features and documents, put together by number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.assembling import add_country, add_name
from screening.lists.cells import tag_of, text_of
from screening.lists.draft import Draft
from screening.lists.ofac_documents import add_feature
from screening.lists.ofac_periods import span_of_period
from screening.lists.ofac_remarks import read_remarks
from screening.lists.reading import line_of
from screening.model import Address, CountryRole, DateSpan, Effect, NameKind, PartyKind

_KINDS = {
    "Individual": PartyKind.PERSON,
    "Entity": PartyKind.ORGANISATION,
    "Vessel": PartyKind.VESSEL,
    "Aircraft": PartyKind.AIRCRAFT,
}
_GIVEN = ("First Name", "Middle Name", "Patronymic", "Matronymic", "Nickname", "Maiden Name")
_FAMILY = "Last Name"
PLACE = (
    "ADDRESS1",
    "ADDRESS2",
    "ADDRESS3",
    "CITY",
    "STATE/PROVINCE",
    "REGION",
    "POSTAL CODE",
    "Unknown",
)


@dataclass(slots=True)
class Place:
    text: str
    parts: dict[str, str]
    countries: list[str]
    comment: str


@dataclass(slots=True)
class Joined:
    """What has been read so far. `references` is by kind and number: ("Country", "11073")."""

    name: str
    list_id: str
    published: datetime | None = None
    references: dict[tuple[str, str], str] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)
    parties: dict[str, Draft] = field(default_factory=dict)
    relations: list[tuple[str, str, str]] = field(default_factory=list)

    def word(self, kind: str, number: str | None) -> str:
        """The word behind a number; the number itself where the file does not explain it."""
        if not number:
            return ""
        return self.references.get((kind, number), f"{kind} {number}")


def add_party(file: Joined, element: etree._Element) -> None:
    """Read a DistinctParty into `file.parties`. What it points at must have been read before.

    Raises ListFormatError for a party that stands twice or points at an unknown location.
    """
    for profile in element.iterfind("{*}Profile"):
        kind = profile.get("PartySubTypeID", "")
        draft = Draft(
            list_id=file.list_id,
            kind=_kind(file, kind),
            effect=Effect.REFERS,
            place=line_of(element),
            ref=profile.get("ID", "") or element.get("FixedRef", ""),
        )
        if draft.ref in file.parties:
            raise ListFormatError(
                f"the party {draft.ref} stands twice", f"{file.name}, {draft.place}"
            )
        file.parties[draft.ref] = draft
        read_remarks(draft, "; ".join(text_of(c) for c in element.iterfind("{*}Comment")))
        _profile(file, draft, profile)


def _kind(file: Joined, number: str) -> PartyKind:
    """The subtype names ships and aircraft; only the type tells persons from organisations."""
    subtype = _KINDS.get(file.word("PartySubType", number))
    return subtype or _KINDS.get(
        file.word("PartyType", file.party_types.get(number)), PartyKind.UNKNOWN
    )


def _profile(file: Joined, draft: Draft, profile: etree._Element) -> None:
    for child in profile:
        match tag_of(child):
            case "Identity":
                _identity(file, draft, child)
            case "Feature":
                _feature(file, draft, child)
            case "SanctionsEntryReference":
                pass
            case other:
                draft.note(other, text_of(child))


def _identity(file: Joined, draft: Draft, identity: etree._Element) -> None:
    groups = {
        group.get("ID", ""): file.word("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iter("{*}NamePartGroup")
    }
    for alias in identity.iterfind("{*}Alias"):
        kind = _alias_kind(file, alias)
        written = file.word("AliasType", alias.get("AliasTypeID"))
        for name in alias.iterfind("{*}DocumentedName"):
            text = _name(draft, name, kind, groups)
            if written not in {"Name", "A.K.A.", ""}:
                draft.note(f"AliasType {written}", text)
        for comment in alias.iter("{*}Comment"):
            draft.note("Alias", text_of(comment))
    for comment in identity.iterfind("{*}Comment"):
        draft.note("Identity", text_of(comment))
    for kind_of, number, country, remark in file.documents.pop(identity.get("ID", ""), []):
        add_feature(draft, kind_of, number, country, remark)


def _alias_kind(file: Joined, alias: etree._Element) -> NameKind:
    if alias.get("LowQuality") == "true":
        return NameKind.WEAK
    if alias.get("Primary") == "true":
        return NameKind.PRIMARY
    former = file.word("AliasType", alias.get("AliasTypeID")) == "F.K.A."
    return NameKind.FORMER if former else NameKind.ALIAS


def _name(draft: Draft, name: etree._Element, kind: NameKind, groups: dict[str, str]) -> str:
    parts: dict[str, list[str]] = {}
    for value in name.iter("{*}NamePartValue"):
        parts.setdefault(groups.get(value.get("NamePartGroupID", ""), ""), []).append(
            text_of(value)
        )
    family = " ".join(parts.pop(_FAMILY, []))
    given = " ".join(word for label in _GIVEN for word in parts.pop(label, []))
    others = " ".join(word for words in parts.values() for word in words)
    if family and given:
        text = " ".join(filter(None, [f"{family}, {given}", others]))
        add_name(draft, text, kind, given=given, family=family)
    else:
        text = " ".join(filter(None, [family, given, others]))
        add_name(draft, text, kind)
    return text


def _feature(file: Joined, draft: Draft, feature: etree._Element) -> None:
    kind = file.word("FeatureType", feature.get("FeatureTypeID"))
    for version in feature.iterfind("{*}FeatureVersion"):
        for place in version.iterfind("{*}VersionLocation"):
            _place(file, draft, kind, place.get("LocationID", ""))
        for period in version.iterfind("{*}DatePeriod"):
            _period(draft, kind, span_of_period(period))
        for detail in version.iterfind("{*}VersionDetail"):
            reference = file.word("DetailReference", detail.get("DetailReferenceID"))
            for value in filter(None, (text_of(detail), reference)):
                add_feature(draft, kind, value)
        for comment in version.iter("{*}Comment"):
            draft.note(f"{kind} comment", text_of(comment))


def _place(file: Joined, draft: Draft, kind: str, number: str) -> None:
    place = file.places.get(number)
    if place is None:
        raise ListFormatError(
            f"party {draft.ref} points at the unknown location {number}", file.name
        )
    draft.note("Location", place.comment)
    if kind != "Location":
        add_feature(draft, kind, place.text)
        return
    codes = [add_country(draft, country, CountryRole.ADDRESS) for country in place.countries]
    if place.text:
        city, region, postcode = (
            place.parts.get(label, "") for label in ("CITY", "STATE/PROVINCE", "POSTAL CODE")
        )
        code = codes[0] if codes else ""
        draft.add(draft.addresses, Address(place.text, city, region, postcode, code))


def _period(draft: Draft, kind: str, span: DateSpan | None) -> None:
    if span is None:
        draft.warn(f"a date ({kind}) could not be read")
    elif kind == "Birthdate":
        draft.birth(span, tag=kind)
    else:
        add_feature(draft, kind, span.text)
