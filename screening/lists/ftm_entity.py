"""One FollowTheMoney entity as OpenSanctions writes it, and what its properties are in an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from screening.errors import ListFormatError
from screening.lists.assembling import add_birth, add_country, add_identifier, add_name
from screening.lists.draft import Draft
from screening.model import Address, CountryRole, Gender, Identifier, NameKind, PartyKind
from screening.text.identifiers import valid
from screening.text.names import script

_KINDS = {
    "Person": PartyKind.PERSON,
    "Organization": PartyKind.ORGANISATION,
    "Company": PartyKind.ORGANISATION,
    "PublicBody": PartyKind.ORGANISATION,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
    "LegalEntity": PartyKind.UNKNOWN,
    "Vehicle": PartyKind.UNKNOWN,
}
PARTIES = frozenset(_KINDS)

_NAMES = {
    "name": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "weakAlias": NameKind.WEAK,
    "previousName": NameKind.FORMER,
    "abbreviation": NameKind.ALIAS,
}
_COUNTRIES = {
    "nationality": CountryRole.NATIONALITY,
    "citizenship": CountryRole.NATIONALITY,
    "birthCountry": CountryRole.BIRTH,
    "jurisdiction": CountryRole.INCORPORATION,
    "mainCountry": CountryRole.INCORPORATION,
    "country": CountryRole.OTHER,
    "flag": CountryRole.OTHER,
    "pastFlags": CountryRole.OTHER,
}
_SCHEMES = {
    "passportNumber": "passport",
    "idNumber": "national_id",
    "socialSecurityNumber": "national_id",
    "taxNumber": "tax_id",
    "innCode": "tax_id",
    "vatCode": "tax_id",
    "registrationNumber": "registration",
    "ogrnCode": "registration",
    "okpoCode": "registration",
    "uscCode": "registration",
    "leiCode": "lei",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "swiftBic": "swift_bic",
    "dunsCode": "duns",
    "isin": "isin",
    "isinCode": "isin",
    "callSign": "other",
    "bikCode": "other",
    "permId": "other",
    "ricCode": "other",
    "wikidataId": "other",
    "serialNumber": "other",
    "uniqueEntityId": "other",
    "npiCode": "other",
    "cageCode": "other",
}
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
_IMO = re.compile(r"^IMO\s?(\d{7})$", re.IGNORECASE)
_LENGTH_OF_LEI = 20
_DEPTH_OF_CODE = 2


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of any schema: a party, or an address, document, sanction or relation of one."""

    id: str
    schema: str
    caption: str
    target: bool | None
    properties: dict[str, tuple[str, ...]]
    others: tuple[tuple[str, str], ...]
    place: str

    @classmethod
    def read(cls, value: object, place: str) -> Thing:
        """Raises ListFormatError for what has no id, schema or properties, or others than texts."""
        if not isinstance(value, dict):
            raise ListFormatError("the line is not an entity (a JSON object)", place)
        ref, schema, given = (value.get(key) for key in ("id", "schema", "properties"))
        if not isinstance(ref, str) or not ref or not isinstance(schema, str) or not schema:
            raise ListFormatError("the entity has no id or no schema", place)
        if not isinstance(given, dict):
            raise ListFormatError(f"the entity {ref} has no properties", place)
        target = value.get("target")
        if target is not None and not isinstance(target, bool):
            raise ListFormatError(f"target of {ref} is {target!r}, neither true nor false", place)
        known = ("id", "schema", "properties", "target", "caption")
        others = [(key, _text(value[key], key, place)) for key in value if key not in known]
        return cls(
            id=ref,
            schema=schema,
            caption=_text(value.get("caption") or "", "caption", place),
            target=target,
            properties={key: _texts(texts, key, place) for key, texts in given.items()},
            others=tuple(others),
            place=place,
        )

    def first(self, key: str) -> str:
        return next(iter(self.properties.get(key, ())), "")


def _texts(value: object, key: str, place: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise ListFormatError(f"the property {key} is not a list of texts", place)
    return tuple(value)


def _text(value: object, key: str, place: str) -> str:
    """Texts, numbers and flags, and lists of them; OpenSanctions adds such fields as it grows."""
    if isinstance(value, str | int | float) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, list):
        return ", ".join(_text(part, key, place) for part in value)
    raise ListFormatError(f"the field {key} is neither a text nor a list of texts", place)


def kind_of(schema: str) -> PartyKind:
    return _KINDS.get(schema, PartyKind.UNKNOWN)


def numbered(value: str) -> Identifier:
    """A number without a type: an IMO number or LEI if it is one by its form, else "other"."""
    if found := _IMO.match(value):
        return Identifier("imo", found[1], note=value)
    if len(value) == _LENGTH_OF_LEI and valid("lei", value):
        return Identifier("lei", value)
    return Identifier("other", value)


def fill(draft: Draft, thing: Thing, passed_over: frozenset[str]) -> None:
    """Put the party's properties into the draft; those `passed_over` point at other entities."""
    add_name(draft, thing.caption, NameKind.PRIMARY)
    names = thing.properties.get("name", ())
    if not draft.names and names:
        latin = [text for text in names if script(text) == "Latin"]
        add_name(draft, (latin or list(names))[0], NameKind.PRIMARY)
    for key, texts in thing.properties.items():
        for text in texts:
            if key not in passed_over:
                _property(draft, key, text)
    for key, text in thing.others:
        draft.note(key, text)


def _property(draft: Draft, key: str, text: str) -> None:
    if key in _NAMES:
        add_name(draft, text, _NAMES[key])
    elif key in _COUNTRIES:
        add_country(draft, text.upper() if len(text) == _DEPTH_OF_CODE else text, _COUNTRIES[key])
    elif key in _SCHEMES:
        add_identifier(draft, _identifier(_SCHEMES[key], key, text))
    elif key == "birthDate":
        add_birth(draft, text, key)
    elif key == "birthPlace":
        draft.birth_place(text)
    elif key == "address":
        draft.add(draft.addresses, Address(text))
    elif key in {"position", "title"}:
        draft.add(draft.designations, text)
    elif key == "gender" and text in _GENDERS:
        draft.gender = _GENDERS[text]
    elif key in {"program", "programId"}:
        draft.add(draft.programmes, text)
    else:
        draft.note(key, text)


def _identifier(scheme: str, key: str, text: str) -> Identifier:
    found = _IMO.match(text) if scheme == "imo" else None
    return Identifier(scheme, found[1] if found else text, note=key)
