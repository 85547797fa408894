"""OFAC's SDN_ADVANCED.XML and CONS_ADVANCED.XML: the UN's sanctions data model, joined by number.

The layout is that of `sdn_advanced.xsd`; OFAC's notes on the advanced data model explain it.
Parties, places, documents, listings and relations stand in sections of their own and point at each
other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.cells import branches, tag_of, text_of
from screening.lists.draft import Draft
from screening.lists.effects import of_ofac
from screening.lists.ofac_periods import day_of, span_of_period
from screening.lists.ofac_profile import PLACE, Joined, Place, add_party
from screening.lists.reading import line_of

_SECTIONS = {
    "Location": "Locations",
    "IDRegDocument": "IDRegDocuments",
    "DistinctParty": "DistinctParties",
    "ProfileRelationship": "ProfileRelationships",
    "SanctionsEntry": "SanctionsEntries",
    "SanctionsEntryLink": "SanctionsEntryLinks",
}
_PROGRAMME = "Program"


def read(name: str, data: bytes, root: str, list_id: str) -> tuple[list[Draft], datetime | None]:
    """The parties, with all that points at them, and the day of issue.

    Raises ListFormatError for a file without that day or without parties, and for a listing, a
    document or a relation of a party that is not there.
    """
    file = Joined(name, list_id)
    for branch in branches(
        name, data, root, "DateOfIssue", "ReferenceValueSets", *_SECTIONS.values(), inside=_SECTIONS
    ):
        _READERS[tag_of(branch)](file, branch)
    if file.published is None:
        raise ListFormatError("the file has no DateOfIssue", name)
    if not file.parties:
        raise ListFormatError("the file holds no party", name)
    if file.documents:
        raise ListFormatError(
            f"documents of the unknown identity {next(iter(file.documents))}", name
        )
    _relate(file)
    for draft in file.parties.values():
        draft.effect = of_ofac(draft.programmes)
    return list(file.parties.values()), file.published


def _issue(file: Joined, element: etree._Element) -> None:
    day = day_of(element)
    if day is None:
        raise ListFormatError("DateOfIssue is not a date", f"{file.name}, {line_of(element)}")
    file.published = datetime(day.year, day.month, day.day, tzinfo=UTC)


def _references(file: Joined, element: etree._Element) -> None:
    for values in element:
        for value in values:
            number = value.get("ID", "")
            file.references[tag_of(value), number] = text_of(value) or value.get("ISO2", "")
            if tag_of(value) == "PartySubType":
                file.party_types[number] = value.get("PartyTypeID", "")


def _location(file: Joined, element: etree._Element) -> None:
    parts: dict[str, str] = {}
    for part in element.iterfind("{*}LocationPart"):
        label = file.word("LocPartType", part.get("LocPartTypeID"))
        values = [text_of(value) for value in part.iter("{*}Value")]
        parts[label] = ", ".join(filter(None, [parts.get(label), *values]))
    comments = [text_of(comment) for comment in element.iter("{*}Comment")]
    countries = [
        file.word("Country", c.get("CountryID")) for c in element.iterfind("{*}LocationCountry")
    ]
    known = [parts[label] for label in PLACE if parts.get(label)]
    others = [text for label, text in parts.items() if label not in PLACE]
    file.places[element.get("ID", "")] = Place(
        ", ".join([*known, *others, *countries]),
        parts,
        countries,
        "; ".join(comments),
    )


def _document(file: Joined, element: etree._Element) -> None:
    said = [
        f"issued by {text_of(authority)}" for authority in element.iterfind("{*}IssuingAuthority")
    ]
    for date_of in element.iterfind("{*}DocumentDate"):
        span = span_of_period(date_of.find("{*}DatePeriod"))
        label = file.word("IDRegDocDateType", date_of.get("IDRegDocDateTypeID"))
        said += [f"{label} {span.text}"] if span else []
    said += [text_of(comment) for comment in element.iterfind("{*}Comment")]
    validity = file.word("Validity", element.get("ValidityID"))
    said += [validity] if validity not in {"", "Valid"} else []
    file.documents.setdefault(element.get("IdentityID", ""), []).append(
        (
            file.word("IDRegDocType", element.get("IDRegDocTypeID")),
            text_of(element.find("{*}IDRegistrationNo")),
            file.word("Country", element.get("IssuedBy-CountryID")),
            ", ".join(said),
        )
    )


def _listing(file: Joined, element: etree._Element) -> None:
    draft = _known(file, element.get("ProfileID", ""), element)
    draft.note("List", file.word("List", element.get("ListID")))
    for event in element.iterfind("{*}EntryEvent"):
        day = day_of(event.find("{*}Date"))
        draft.listed_on = min((d for d in (draft.listed_on, day) if d), default=None)
        basis = file.word("LegalBasis", event.get("LegalBasisID"))
        if basis not in {"", "Unknown"} and basis not in draft.reason:
            draft.reason = "; ".join(filter(None, [draft.reason, basis]))
        draft.note("EntryEvent", text_of(event.find("{*}Comment")))
    for measure in element.iterfind("{*}SanctionsMeasure"):
        kind, said = (
            file.word("SanctionsType", measure.get("SanctionsTypeID")),
            text_of(measure.find("{*}Comment")),
        )
        if kind == _PROGRAMME and said:
            draft.add(draft.programmes, said)
        else:
            draft.note("SanctionsMeasure", ": ".join(filter(None, [kind, said])))
    for tag in ("Comment", "LimitationsToListing", "SupportingInfo"):
        for said_of in element.iterfind(f"{{*}}{tag}"):
            draft.note(tag, text_of(said_of))


def _relationship(file: Joined, element: etree._Element) -> None:
    kind = file.word("RelationType", element.get("RelationTypeID"))
    words = ["formerly" if element.get("Former") == "true" else "", kind]
    comment = text_of(element.find("{*}Comment"))
    said = " ".join(filter(None, words)) + (f" ({comment})" if comment else "")
    both = (element.get("From-ProfileID", ""), element.get("To-ProfileID", ""))
    for number in both:
        _known(file, number, element)
    file.relations.append((*both, said))


def _link(file: Joined, element: etree._Element) -> None:
    """Links between listings carry numbers only; OFAC publishes none."""
    if comment := text_of(element):
        raise ListFormatError(f"a link between listings, {comment!r}, has no place", file.name)


def _known(file: Joined, number: str, element: etree._Element) -> Draft:
    if number not in file.parties:
        raise ListFormatError(
            f"{tag_of(element)} names the unknown party {number}",
            f"{file.name}, {line_of(element)}",
        )
    return file.parties[number]


def _relate(file: Joined) -> None:
    for subject, other, said in file.relations:
        left, right = file.parties[subject], file.parties[other]
        for draft, far, way in ((left, right, "relationship"), (right, left, "relationship of")):
            far_name = far.names[0].text if far.names else ""
            draft.note(way, f"{said} {far_name} ({far.ref})")


_READERS: dict[str, Callable[[Joined, etree._Element], None]] = {
    "DateOfIssue": _issue,
    "ReferenceValueSets": _references,
    "Location": _location,
    "IDRegDocument": _document,
    "DistinctParty": add_party,
    "ProfileRelationship": _relationship,
    "SanctionsEntry": _listing,
    "SanctionsEntryLink": _link,
}
