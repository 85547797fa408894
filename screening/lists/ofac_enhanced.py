"""OFAC's SDN_ENHANCED.XML and CONS_ENHANCED.XML, the `sanctionsData` layout."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth, add_country, add_name
from screening.lists.cells import Cells, branches, pairs_of, tag_of, text_of
from screening.lists.draft import Draft
from screening.lists.effects import of_ofac
from screening.lists.ofac_documents import add_feature
from screening.lists.ofac_remarks import read_remarks
from screening.lists.reading import line_of
from screening.model import Address, CountryRole, DateSpan, Effect, NameKind, PartyKind
from screening.text.dates import parse_day

_BRANCHES = ("publicationInfo", "referenceValues", "featureTypes", "entities")
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_FORMER = "F.K.A."
_PLACE = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")
# Numbers of the publisher's own records: kept, but in one note.
_RECORDS = frozenset({"id", "versionId", "identityId", "valueRefId"})
# Numbers that stand for a word beside them, and marks that say what the entry's own form says:
# which name or date comes first, how good a name is, how exact a date.
_SAID = frozenset(
    {"refId", "featureTypeId", "nameId", "nameTranslationId"}
    | {"isPrimary", "isLowQuality", "isApproximate", "isDateRange"}
)
_DAYS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")


def read(name: str, data: bytes, root: str, list_id: str) -> tuple[list[Draft], datetime | None]:
    """The entries and the time the data is of.

    Raises ListFormatError for a file without that time or without entities. The layout gives no
    count; a file that is cut off is not well-formed.
    """
    drafts: list[Draft] = []
    published = None
    for branch in branches(name, data, root, *_BRANCHES, inside={"entity": "entities"}):
        match tag_of(branch):
            case "publicationInfo":
                published = _published(name, text_of(branch.find("{*}dataAsOf")))
            case "entity":
                drafts.append(_entry(branch, list_id))
    if published is None:
        raise ListFormatError("the file does not say of when it is (publicationInfo)", name)
    if not drafts:
        raise ListFormatError("the file holds no entity", name)
    return drafts, published


def _published(name: str, written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError as error:
        raise ListFormatError(f"dataAsOf is {written!r}, not a date and time", name) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _entry(element: etree._Element, list_id: str) -> Draft:
    draft = Draft(
        list_id=list_id,
        kind=PartyKind.UNKNOWN,
        effect=Effect.REFERS,
        place=line_of(element),
        ref=element.get("id", ""),
    )
    records: dict[str, None] = {}
    for group in element:
        for part in group if tag_of(group) != "generalInfo" else (group,):
            cells = Cells(_sorted_out(pairs_of(part), records))
            _PARTS.get(tag_of(part), _unforeseen)(draft, part, cells)
            for label, text in cells.rest():
                draft.note(f"{tag_of(part)} {label}".strip(), text)
        if not len(group):
            draft.note(tag_of(group), text_of(group))
    draft.note("ids", ", ".join(records))
    draft.effect = of_ofac(draft.programmes)
    return draft


def _sorted_out(
    pairs: list[tuple[str, str]], records: dict[str, None]
) -> Iterator[tuple[str, str]]:
    """What is neither a number of the publisher's data base nor said by the entry's own form."""
    for label, text in pairs:
        last = label.rpartition("/")[2]
        if last in _RECORDS:
            records[text.strip()] = None
        elif last not in _SAID:
            yield label, text


def _unforeseen(_draft: Draft, _part: etree._Element, _cells: Cells) -> None:
    """Nothing is taken, so all of it becomes notes."""


def _general(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    kind = cells.take("entityType")
    draft.kind = _KINDS.get(kind.lower(), PartyKind.UNKNOWN)
    if draft.kind is PartyKind.UNKNOWN:
        draft.note("entityType", kind)
    draft.add(draft.designations, cells.take("title"))
    read_remarks(draft, cells.take("remarks"))


def _list(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    written = cells.take("datePublished")
    day = parse_day(written)
    draft.listed_on = min((d for d in (draft.listed_on, day) if d), default=None)
    draft.note("sanctionsList", f"{cells.take('')} (since {written})")


def _programme(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    draft.add(draft.programmes, cells.take(""))


def _authority(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    """The legal basis is the reason OFAC gives in this file."""
    draft.reason = "; ".join(text for text in (draft.reason, cells.take("")) if text)


def _name(draft: Draft, part: etree._Element, cells: Cells) -> None:
    kind, alias = NameKind.ALIAS, text_of(part.find("{*}aliasType"))
    if text_of(part.find("{*}isLowQuality")) == "true":
        kind = NameKind.WEAK
    elif text_of(part.find("{*}isPrimary")) == "true":
        kind = NameKind.PRIMARY
    elif alias == _FORMER:
        kind = NameKind.FORMER
    for translation in part.iter("{*}translation"):
        full, given, family = (
            text_of(translation.find(f"{{*}}formatted{which}Name"))
            for which in ("Full", "First", "Last")
        )
        add_name(draft, full or family, kind, given=given, family=family if given else "")
        for piece in translation.iter("{*}namePart"):
            value = text_of(piece.find("{*}value"))
            if value.casefold() not in full.casefold():
                draft.note(f"name {text_of(piece.find('{*}type'))}", value)
        if alias not in {"", "A.K.A."} and (kind is NameKind.WEAK or alias != _FORMER):
            draft.note(f"aliasType {alias}", full)
        script = text_of(translation.find("{*}script"))
        if script != "Latin":
            draft.note(f"script {script}", full)
    for label in ("aliasType", "translations/translation/script"):
        cells.take(label)
    _take_below(cells, "translations/translation/")


def _take_below(cells: Cells, path: str) -> None:
    for label, _ in cells.rest():
        if label.startswith((f"{path}formatted", f"{path}nameParts/namePart/")):
            cells.take(label)


def _address(draft: Draft, part: etree._Element, cells: Cells) -> None:
    country = cells.take("country")
    code = add_country(draft, country, CountryRole.ADDRESS)
    for translation in part.iter("{*}translation"):
        parts = Cells(
            (text_of(piece.find("{*}type")), text_of(piece.find("{*}value")))
            for piece in translation.iter("{*}addressPart")
        )
        city, region, postcode = (parts.peek(t) for t in ("CITY", "STATE/PROVINCE", "POSTAL CODE"))
        text = ", ".join([*parts.take_all(*_PLACE), *([country] if country else [])])
        if text:
            draft.add(draft.addresses, Address(text, city, region, postcode, code))
        for label, value in parts.rest():
            draft.note(f"address {label}", value)
    for label in ("script", "addressParts/addressPart/type", "addressParts/addressPart/value"):
        cells.take(f"translations/translation/{label}")


def _feature(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    kind, value = cells.take("type"), cells.take("value")
    days = [_day(cells.take(f"valueDate/{which}")) for which in _DAYS]
    approximate = text_of(_part.find("{*}valueDate/{*}isApproximate")) == "true"
    if kind == "Birthdate" and days[0] and days[3] and days[0] <= days[3]:
        draft.birth(DateSpan(days[0], days[3], circa=approximate, text=value), tag=kind)
    elif kind == "Birthdate":
        add_birth(draft, value, kind)
    else:
        add_feature(draft, kind, value)
        for day in days:
            if day and f"{day:%d %b %Y}" not in value:
                draft.note(kind, day.isoformat())
    for label in ("comments", "reliability"):
        if said := cells.take(label):
            draft.note(f"{kind} {label}", f"{value}: {said}")


def _day(written: str) -> date | None:
    return parse_day(written) if written else None


def _document(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    kind, number, country = (
        cells.take(label) for label in ("type", "documentNumber", "issuingCountry")
    )
    if cells.peek("isValid") == "true":
        cells.take("isValid")
    holder = cells.take("name")
    if not any(holder == known.text for known in draft.names):
        draft.note("document name", holder)
    remark = cells.sentence()
    cells.take_all(*(label for label, _ in cells.rest()))
    add_feature(draft, kind, number, country, remark)


def _relationship(draft: Draft, _part: etree._Element, cells: Cells) -> None:
    kind, other, ref = (
        cells.take(label) for label in ("type", "relatedEntity", "relatedEntity/entityId")
    )
    quality = f", quality {cells.take('quality')}" if "quality" in cells else ""
    draft.note("relationship", f"{kind} {other} ({ref}){quality}")


_PARTS = {
    "generalInfo": _general,
    "sanctionsList": _list,
    "sanctionsProgram": _programme,
    "legalAuthority": _authority,
    "name": _name,
    "address": _address,
    "feature": _feature,
    "identityDocument": _document,
    "relationship": _relationship,
}
