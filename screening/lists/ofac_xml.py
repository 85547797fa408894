"""OFAC's SDN.XML and CONSOLIDATED.XML, the `sdnList` layout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from lxml import etree

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth, add_country, add_name
from screening.lists.cells import Cells, branches, cells_of, tag_of, text_of
from screening.lists.draft import Draft
from screening.lists.effects import of_ofac
from screening.lists.ofac_documents import add_birth_place, add_feature
from screening.lists.ofac_remarks import read_remarks
from screening.lists.reading import line_of
from screening.model import Address, CountryRole, Effect, NameKind, PartyKind

_HEADER = ("publshInformation", "publishInformation")
_ENTRY = "sdnEntry"
_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_PLACE = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")


def read(name: str, data: bytes, root: str, list_id: str) -> tuple[list[Draft], datetime | None]:
    """The entries and the day of publication, which is without a time: midnight UTC stands for it.

    Raises ListFormatError for a file that holds another number of entries than its Record_Count: it
    was cut off, or put together from others.
    """
    drafts, header = [], Cells(())
    for element in branches(name, data, root, *_HEADER, _ENTRY):
        if tag_of(element) == _ENTRY:
            drafts.append(_entry(element, list_id))
        else:
            header = cells_of(element)
    _check_count(name, header.take("Record_Count"), len(drafts))
    return drafts, _published(name, header.take("Publish_Date"))


def _check_count(name: str, written: str, found: int) -> None:
    if not written.isdecimal():
        raise ListFormatError("no Record_Count tells whether the file is whole", name)
    if int(written) != found:
        raise ListFormatError(
            f"Record_Count says {int(written):,} entries, but {found:,} are in the file: "
            "it was cut off; fetch it again",
            name,
        )


def _published(name: str, written: str) -> datetime:
    try:
        return datetime.strptime(written, "%m/%d/%Y").replace(tzinfo=UTC)
    except ValueError as error:
        raise ListFormatError(f"Publish_Date is {written!r}, not MM/DD/YYYY", name) from error


def _entry(element: etree._Element, list_id: str) -> Draft:
    draft = Draft(
        list_id=list_id,
        kind=PartyKind.UNKNOWN,
        effect=Effect.REFERS,
        place=line_of(element),
        ref=text_of(element.find("{*}uid")),
    )
    own = Cells((tag_of(child), text_of(child)) for child in element if not len(child))
    own.take("uid")
    kind = own.take("sdnType")
    draft.kind = _KINDS.get(kind.lower(), PartyKind.UNKNOWN)
    if draft.kind is PartyKind.UNKNOWN:
        draft.note("sdnType", kind)
    _add_name(draft, own, NameKind.PRIMARY)
    draft.add(draft.designations, own.take("title"))
    read_remarks(draft, own.take("remarks"))
    uids: list[str] = []
    for group in element:
        for part in group:
            _part(draft, part, tag_of(group), uids)
    for label, text in own.rest():
        draft.note(label, text)
    draft.note("uids", ", ".join(uids))
    draft.effect = of_ofac(draft.programmes)
    return draft


def _part(draft: Draft, part: etree._Element, group: str, uids: list[str]) -> None:
    tag, cells = tag_of(part), cells_of(part)
    if uid := cells.take("uid"):
        uids.append(uid)
    handler = _HANDLERS.get(tag)
    said = handler(draft, cells) if handler else ""
    if cells and group == "vesselInfo":
        _vessel(draft, tag, cells.take(""))
    if cells:
        draft.note(tag, f"{said}: {cells.sentence()}" if said else cells.sentence())


def _add_name(draft: Draft, cells: Cells, kind: NameKind) -> str:
    given, family = cells.take("firstName"), cells.take("lastName")
    text = f"{family}, {given}" if given and family else family or given
    if given:
        add_name(draft, text, kind, given=given, family=family)
    else:
        add_name(draft, text, kind)
    return text


def _alias(draft: Draft, cells: Cells) -> str:
    weak = cells.peek("category") == "weak"
    kinds = {"f.k.a.": NameKind.FORMER}
    kind = NameKind.WEAK if weak else kinds.get(cells.peek("type"), NameKind.ALIAS)
    if kind is NameKind.FORMER or cells.peek("type") == "a.k.a.":
        cells.take("type")
    if cells.peek("category") in {"weak", "strong"}:
        cells.take("category")
    return _add_name(draft, cells, kind)


def _programme(draft: Draft, cells: Cells) -> str:
    draft.add(draft.programmes, cells.take(""))
    return ""


def _document(draft: Draft, cells: Cells) -> str:
    kind, number, country = (cells.take(key) for key in ("idType", "idNumber", "idCountry"))
    issued, expires = cells.take("issueDate"), cells.take("expirationDate")
    dates = [f"issued {issued}"] if issued else []
    dates += [f"expires {expires}"] if expires else []
    add_feature(draft, kind, number, country, " ".join(dates))
    return number


def _address(draft: Draft, cells: Cells) -> str:
    city, region, postcode, country = (
        cells.peek(key) for key in ("city", "stateOrProvince", "postalCode", "country")
    )
    text = ", ".join(cells.take_all(*_PLACE))
    code = add_country(draft, country, CountryRole.ADDRESS)
    if text:
        draft.add(draft.addresses, Address(text, city, region, postcode, code))
    return text


def _country(draft: Draft, cells: Cells) -> str:
    country = cells.take("country")
    add_country(draft, country, CountryRole.NATIONALITY)
    return country


def _birth(draft: Draft, cells: Cells) -> str:
    written = cells.take("dateOfBirth")
    add_birth(draft, written, "dateOfBirth")
    return written


def _birth_place(draft: Draft, cells: Cells) -> str:
    written = cells.take("placeOfBirth")
    add_birth_place(draft, written)
    return written


def _vessel(draft: Draft, tag: str, text: str) -> None:
    kinds = {"callSign": "Vessel Call Sign", "vesselFlag": "Vessel Flag"}
    if tag in kinds:
        add_feature(draft, kinds[tag], text)
    else:
        draft.note(tag, text)


_HANDLERS: dict[str, Callable[[Draft, Cells], str]] = {
    "aka": _alias,
    "program": _programme,
    "id": _document,
    "address": _address,
    "nationality": _country,
    "citizenship": _country,
    "dateOfBirthItem": _birth,
    "placeOfBirthItem": _birth_place,
}
