"""What OFAC calls documents, registrations, numbers and features, put into an entry's fields."""

from __future__ import annotations

import re

from screening.lists.assembling import add_birth, add_country, add_identifier, code_of
from screening.lists.draft import Draft
from screening.model import CountryRole, Gender, Identifier
from screening.text.dates import parse_day
from screening.text.identifiers import valid

# Matched against the type as OFAC writes it; the first that fits decides.
_SCHEMES: tuple[tuple[str, str], ...] = (
    ("passport", r"passport"),
    ("driving_licence", r"^driver|driver'?s licen[cs]e"),
    ("residence_permit", r"^resid|residency|travel document"),
    ("swift_bic", r"^swift"),
    ("isin", r"^isin\b"),
    ("duns", r"^d-u-n-s|^duns"),
    ("mmsi", r"^mmsi|maritime mobile"),
    ("national_id", r"electoral"),
    (
        "tax_id",
        (
            r"^tax|\btax id|v\.a\.t|^vat\b|\bfiscal|r\.f\.c|^rfc\b|^nit\b|^ruc\b|^rif\b|c\.u\.i\.t"
            r"|c\.u\.i\.l|^us fein|^cuit|^tin\b|^rtn\b|^inn\b|^cnpj|^pan\b|^nie\b|^nuit|taxpayer"
        ),
    ),
    (
        "registration",
        (
            r"registr|^company number|^uk company|company id|commercial|matr[ií]cula|gazette"
            r"|folio mercantil|trade licen[cs]e|business|^c\.r\. no|enterprise number"
            r"|chamber of commerce|unified social credit|\(uscc\)|^legal entity number"
            r"|^licen[cs]e\b|branch unit|certificate of incorporation|^economic|^file number"
        ),
    ),
    (
        "national_id",
        (
            r"national|identi|personal|citizen|c[eé]dula|c\.u\.r\.p|i\.f\.e|d\.n\.i|^ssn\b"
            r"|^c\.u\.i\b|^le number|^nin\b|social security|\bid (?:no|card|number)|^tazkira"
            r"|^cnic|^nic\b|^cpf\b|birth certificate|^id\b"
        ),
    ),
)
_COMPILED = tuple((scheme, re.compile(words, re.IGNORECASE)) for scheme, words in _SCHEMES)
_IMO = re.compile(r"^IMO\s*(\d{7})$", re.IGNORECASE)
_LEI = "Legal Entity Number"

_COUNTRIES = {
    "nationality": CountryRole.NATIONALITY,
    "nationality country": CountryRole.NATIONALITY,
    "citizen": CountryRole.NATIONALITY,
    "citizenship country": CountryRole.NATIONALITY,
    "nationality of registration": CountryRole.INCORPORATION,
    "former vessel flag": CountryRole.OTHER,
    "vessel flag": CountryRole.OTHER,
    "other vessel flag": CountryRole.OTHER,
}
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
# A number under a type that is none of the schemes' is one only if the type calls itself a number.
_NUMBER_WORDS = re.compile(
    r"\bno\.|number|code\b|\bcard|certificate|permit|\bid\b|ticker|address - |\bbik\b|\bc\.\w\."
    r"|cartilla|call.sign|transponder",
    re.IGNORECASE,
)
# What these say is kept, but no figure in it names the party.
_SAYS = re.compile(
    r"^(?:secondary sanctions|transactions prohibited|additional sanctions|caatsa|executive order"
    r"|for more|ifca|peesa|effective date|purchase/sales|organization|target type"
    r"|aircraft (?:manufacture date|model|operator)|phone|telephone|fax|website|email"
    r"|vessel (?:type|owner|year|tonnage|gross)|other vessel|issuer name|previous aircraft|title"
    r"|listing date)",
    re.IGNORECASE,
)


def scheme_and_value(kind: str, number: str) -> tuple[str, str]:
    """The scheme for a document of this kind, and its number: "IMO 9187629" is IMO number 9187629.

    A "Legal Entity Number" is a LEI only if it keeps the LEI's check digits. What no scheme fits is
    "other"; the caller keeps the kind as OFAC writes it.
    """
    if found := _IMO.match(number):
        return "imo", found[1]
    if kind == _LEI and valid("lei", number):
        return "lei", number
    for scheme, words in _COMPILED:
        if words.search(kind):
            return scheme, number
    return "other", number


def add_feature(draft: Draft, kind: str, value: str, country: str = "", remark: str = "") -> None:
    """Put what OFAC says under this type into its field, or into the notes where none fits.

    `country` is the issuer as written, `remark` whatever else is said of a document.
    """
    label = kind.strip(" :-").lower()
    if label in _COUNTRIES:
        role = _COUNTRIES[label]
        add_country(draft, value, role)
        if role is not CountryRole.NATIONALITY or remark:
            _note(draft, kind, value, country, remark)
    elif label == "gender" and value.lower() in _GENDERS:
        draft.gender = _GENDERS[value.lower()]
    elif label in {"birthdate", "dob"}:
        add_birth(draft, value, kind)
    elif label in {"place of birth", "pob"}:
        add_birth_place(draft, value)
    elif label.startswith("listing date"):
        day = parse_day(value)
        draft.listed_on = min((d for d in (draft.listed_on, day) if d), default=None)
        _note(draft, kind, value, country, remark)
    elif label == "title":
        draft.add(draft.designations, value)
    elif _SAYS.match(kind) or not names_somebody(kind, value):
        _note(draft, kind, value, country, remark)
    else:
        scheme, number = scheme_and_value(kind, value)
        code = code_of(country) if country else ""
        note = ", ".join(part for part in (kind, country, remark) if part)
        add_identifier(draft, Identifier(scheme, number, code, note))


def names_somebody(kind: str, value: str) -> bool:
    """Whether this is a number or code of the party's own, and not a figure in a sentence."""
    if _SAYS.match(kind):
        return False
    scheme, _ = scheme_and_value(kind, value)
    return scheme != "other" or bool(_NUMBER_WORDS.search(kind))


def add_birth_place(draft: Draft, place: str) -> None:
    """Add a place of birth, and its country where the place ends in one."""
    draft.birth_place(place)
    for written in (place, place.rpartition(", ")[2]):
        if code_of(written):
            add_country(draft, written, CountryRole.BIRTH)
            return


def _note(draft: Draft, kind: str, value: str, country: str, remark: str) -> None:
    draft.note(kind, ", ".join(part for part in (value, country, remark) if part))
