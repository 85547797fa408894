"""One entry of the Security Council list: what each element of it says, and where that belongs.

One handler for each element. What has no handler, or is read into another form, stays in the notes
under the publisher's element name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from screening.lists.draft import Draft
from screening.lists.un_documents import labelled_numbers, read_document
from screening.model import Address, CountryRole, DateSpan, Gender, NameKind
from screening.text.dates import parse_date, parse_day
from screening.text.names import squeeze
from screening.text.splitting import native_parts

_NAME_TAGS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_QUALITIES = {
    "good": NameKind.ALIAS,
    "a.k.a.": NameKind.ALIAS,
    "low": NameKind.WEAK,
    "f.k.a.": NameKind.FORMER,
}
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE, "unknown": Gender.UNKNOWN}
_PLACE_TAGS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
# The publisher's schema gives this as the default of an absent name or nationality.
_NOTHING = "na"


def read_entry(draft: Draft, element: etree._Element) -> None:
    """Read an INDIVIDUAL or an ENTITY into the draft, every word of it."""
    _read_name(draft, element)
    for child in element:
        _HANDLERS.get(str(child.tag), _keep)(draft, child)
    _keep_the_unforeseen(draft, element)
    for scheme, value in labelled_numbers(draft.reason):
        draft.identify(scheme, value, note="from COMMENTS1")


def _text(element: etree._Element) -> str:
    if not len(element):
        return squeeze(element.text) if element.text else ""
    return squeeze("".join(str(text) for text in element.itertext(with_tail=False)))


def _parts(element: etree._Element) -> dict[str, str]:
    """The texts of the children by tag; a tag that repeats is joined."""
    parts: dict[str, str] = {}
    for child in element:
        if text := _text(child):
            tag = str(child.tag)
            parts[tag] = f"{parts[tag]}; {text}" if tag in parts else text
    return parts


def _read_name(draft: Draft, element: etree._Element) -> None:
    words = []
    for tag in _NAME_TAGS:
        for child in element.findall(tag):
            text = _text(child)
            if text.lower() == _NOTHING:
                draft.note(tag, text)
            elif text:
                words.append(text)
    draft.name(" ".join(words), NameKind.PRIMARY, tag="NAME")


def _placed_elsewhere(_draft: Draft, _element: etree._Element) -> None:
    """Read before the others."""


def _keep(draft: Draft, element: etree._Element) -> None:
    """An element with no field of its own, known or not."""
    draft.note(str(element.tag), _text(element))


def _reference(draft: Draft, element: etree._Element) -> None:
    if draft.ref:
        _keep(draft, element)
    else:
        draft.ref = _text(element)


def _programme(draft: Draft, element: etree._Element) -> None:
    draft.add(draft.programmes, _text(element))


def _designation(draft: Draft, element: etree._Element) -> None:
    for value in _values(element):
        draft.add(draft.designations, value)


def _reason(draft: Draft, element: etree._Element) -> None:
    draft.reason = "\n".join(part for part in (draft.reason, _text(element)) if part)


def _gender(draft: Draft, element: etree._Element) -> None:
    written = _text(element)
    if written.lower() in _GENDERS:
        draft.gender = _GENDERS[written.lower()]
    else:
        draft.note("GENDER", written)


def _native_name(draft: Draft, element: etree._Element) -> None:
    draft.name(_text(element), NameKind.NATIVE, tag="NAME_ORIGINAL_SCRIPT")


def _nationality(draft: Draft, element: etree._Element) -> None:
    for written in _values(element):
        if written.lower() == _NOTHING:
            draft.note(str(element.tag), written)
        else:
            draft.country(written, CountryRole.NATIONALITY)


def _values(element: etree._Element) -> list[str]:
    return [text for child in element if (text := _text(child))] or [
        text for text in [_text(element)] if text
    ]


def _listed_on(draft: Draft, element: etree._Element) -> None:
    if draft.listed_on:
        _keep(draft, element)
    else:
        draft.listed_on = draft.day("LISTED_ON", _text(element))


def _delisted_on(draft: Draft, element: etree._Element) -> None:
    """An end that cannot be read is no end: the entry goes on to bar."""
    if draft.ends_on:
        _keep(draft, element)
    else:
        draft.ends_on = draft.day("DELISTED_ON", _text(element))


def _last_day_updated(draft: Draft, element: etree._Element) -> None:
    """All days stay in the notes; the latest is the day of change."""
    values = _values(element)
    draft.note("LAST_DAY_UPDATED", "; ".join(values))
    days = [day for value in values if (day := parse_day(value))]
    draft.changed_on = max(days, default=draft.changed_on)


def _alias(draft: Draft, element: etree._Element) -> None:
    parts = _parts(element)
    tag = str(element.tag)
    written, quality = parts.pop("ALIAS_NAME", ""), parts.pop("QUALITY", "")
    kind = _QUALITIES.get(quality.lower(), NameKind.ALIAS)
    draft.name(written, kind, tag=tag)
    if quality and (not written or quality.lower() not in _QUALITIES):
        draft.note(f"{tag} QUALITY", f"{written}: {quality}" if written else quality)
    for native in native_parts(parts.get("NOTE", "")):
        draft.name(native, kind, tag=tag)
    if span := parse_date(parts.get("DATE_OF_BIRTH", "")):
        draft.birth(span, tag=tag)
    draft.birth_place(_joined(parts, ("CITY_OF_BIRTH", "COUNTRY_OF_BIRTH")))
    if "COUNTRY_OF_BIRTH" in parts:
        draft.country(parts["COUNTRY_OF_BIRTH"], CountryRole.BIRTH)
    if parts:
        draft.note(tag, f"{written}: {', '.join(parts.values())}")


def _joined(parts: Mapping[str, str], tags: tuple[str, ...]) -> str:
    return ", ".join(parts[tag] for tag in tags if tag in parts)


def _rest(parts: Mapping[str, str], known: tuple[str, ...]) -> str:
    return ", ".join(text for tag, text in parts.items() if tag not in known)


def _address(draft: Draft, element: etree._Element) -> None:
    parts = _parts(element)
    text, country = _joined(parts, _PLACE_TAGS), parts.get("COUNTRY", "")
    if text:
        address = Address(
            text,
            city=parts.get("CITY", ""),
            region=parts.get("STATE_PROVINCE", ""),
            postcode=parts.get("ZIP_CODE", ""),
            country=draft.country(country, CountryRole.ADDRESS) if country else "",
        )
        draft.add(draft.addresses, address)
    if rest := _rest(parts, _PLACE_TAGS):
        draft.note(str(element.tag), f"{text}: {rest}" if text else rest)


def _place_of_birth(draft: Draft, element: etree._Element) -> None:
    parts = _parts(element)
    text = _joined(parts, _PLACE_TAGS)
    draft.birth_place(text)
    if "COUNTRY" in parts:
        draft.country(parts["COUNTRY"], CountryRole.BIRTH)
    if rest := _rest(parts, _PLACE_TAGS):
        draft.note(str(element.tag), f"{text}: {rest}" if text else rest)


def _date_of_birth(draft: Draft, element: etree._Element) -> None:
    parts, tag = _parts(element), str(element.tag)
    how, note = parts.get("TYPE_OF_DATE", ""), parts.get("NOTE", "")
    main_tags = next((tags for tags in _DATE_TAGS if all(tag in parts for tag in tags)), ())
    main = " and ".join(parts[tag] for tag in main_tags)
    rest = _rest(parts, ("TYPE_OF_DATE", "NOTE", *main_tags))
    words = (how.lower() if how != "EXACT" else "", main, f"({note})" if main and note else note)
    written = " ".join(word for word in (*words, rest) if word)
    span = _span(main, note)
    if span is not None:
        circa = span.circa or "approximately" in how.lower() or "approx" in note.lower()
        draft.birth(DateSpan(span.earliest, span.latest, circa, written), tag=tag)
        return
    draft.note(tag, written or how)
    if written:
        draft.warn("a date of birth could not be read; it is kept in the notes")


_DATE_TAGS = (("DATE",), ("FROM_YEAR", "TO_YEAR"), ("YEAR",))


def _span(main: str, note: str) -> DateSpan | None:
    """The publisher may write the month, or the whole date, into NOTE."""
    if not main:
        return parse_date(note)
    if " and " in main:
        return parse_date(f"between {main}")
    return (parse_date(f"{note} {main}") if note else None) or parse_date(main)


def _document(draft: Draft, element: etree._Element) -> None:
    parts = _parts(element)
    if not parts:
        return
    document = read_document(parts)
    if document is None:
        draft.note(str(element.tag), ", ".join(parts.values()))
    else:
        draft.add(draft.identifiers, document)


def _keep_the_unforeseen(draft: Draft, entry: etree._Element) -> None:
    """Attributes, and text between elements: the format has none, so they would be passed over."""
    for element in entry.iter():
        for key, value in element.items():
            draft.note(f"{element.tag} {key!s}", str(value))
        around = (
            element.text if len(element) else "",
            element.tail if element is not entry else "",
        )
        for text in around:
            if text and not text.isspace():
                draft.note(str(element.tag), squeeze(text))


_HANDLERS: dict[str, Callable[[Draft, etree._Element], None]] = {
    **dict.fromkeys(_NAME_TAGS, _placed_elsewhere),
    "REFERENCE_NUMBER": _reference,
    "UN_LIST_TYPE": _programme,
    "TITLE": _designation,
    "DESIGNATION": _designation,
    "COMMENTS1": _reason,
    "GENDER": _gender,
    "NAME_ORIGINAL_SCRIPT": _native_name,
    "NATIONALITY": _nationality,
    "NATIONALITY2": _nationality,
    "LISTED_ON": _listed_on,
    "DELISTED_ON": _delisted_on,
    "LAST_DAY_UPDATED": _last_day_updated,
    "INDIVIDUAL_ALIAS": _alias,
    "ENTITY_ALIAS": _alias,
    "INDIVIDUAL_ADDRESS": _address,
    "ENTITY_ADDRESS": _address,
    "INDIVIDUAL_DATE_OF_BIRTH": _date_of_birth,
    "INDIVIDUAL_PLACE_OF_BIRTH": _place_of_birth,
    "INDIVIDUAL_DOCUMENT": _document,
}
