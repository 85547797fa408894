"""What one BODS 0.4 statement may look like: the standard's own rules as a table, and their check.

Source: Beneficial Ownership Data Standard 0.4 (Open Ownership, 2024), statement schemas and code
lists. The names of broken rules are those of JSON Schema, so that findings can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

Fault = tuple[str, str, str]  # path, rule broken, sentence
Shape = Callable[[object, str], Iterator[Fault]]

PERSON_TYPES = ("anonymousPerson", "unknownPerson", "knownPerson")
NAME_TYPES = ("legal", "translation", "transliteration", "former", "alternative", "birth")
SOURCE_TYPES = (
    "selfDeclaration",
    "officialRegister",
    "thirdParty",
    "primaryResearch",
    "verified",
)
REASONS = (
    "noBeneficialOwners",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner",
    "interestedPartyHasNotProvidedInformation",
    "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure",
    "unknown",
    "informationUnknownToPublisher",
)
INTERESTS = (
    "shareholding",
    "votingRights",
    "appointmentOfBoard",
    "otherInfluenceOrControl",
    "seniorManagingOfficial",
    "settlor",
    "trustee",
    "protector",
    "beneficiaryOfLegalArrangement",
    "rightsToSurplusAssetsOnDissolution",
    "rightsToProfitOrIncome",
    "rightsGrantedByContract",
    "conditionalRightsGrantedByContract",
    "controlViaCompanyRulesOrArticles",
    "controlByLegalFramework",
    "boardMember",
    "boardChair",
    "unknownInterest",
    "unpublishedInterest",
    "enjoymentAndUseOfAssets",
    "rightToProfitOrIncomeFromAssets",
    "nominee",
    "nominator",
)
SUBTYPES: Mapping[str, tuple[str, ...]] = {
    "registeredEntity": ("other",),
    "legalEntity": ("trust", "other"),
    "arrangement": ("trust", "nomination", "other"),
    "anonymousEntity": ("other",),
    "unknownEntity": ("other",),
    "state": ("other",),
    "stateBody": ("governmentDepartment", "stateAgency", "other"),
}

_TYPE_NAMES = {dict: "object", list: "array", str: "string", bool: "boolean"}


def _type(value: object, wanted: type, path: str) -> Iterator[Fault]:
    yield path, "type", f"must be of type {_TYPE_NAMES[wanted]}, not {_said(value)}"


def _said(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a line of a message


@dataclass(frozen=True, slots=True)
class Text:
    """A string. `formats` are alternatives; `rule` is the name under which a misfit is reported."""

    at_least: int = 0
    at_most: int | None = None
    pattern: str = ""
    formats: tuple[str, ...] = ()
    rule: str = "format"

    def __call__(self, value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield from _type(value, str, path)
            return
        if len(value) < self.at_least:
            yield path, "minLength", f"must have at least {self.at_least} characters"
        if self.at_most is not None and len(value) > self.at_most:
            yield path, "maxLength", f"must have at most {self.at_most} characters"
        if self.pattern and not re.fullmatch(self.pattern, value, re.ASCII):
            yield path, "pattern", f"{_said(value)} is not written as {self.pattern}"
        if self.formats and not any(_FORMATS[name](value) for name in self.formats):
            yield path, self.rule, f"{_said(value)} is not a {' or '.join(self.formats)}"


@dataclass(frozen=True, slots=True)
class Choice:
    values: tuple[str, ...]

    def __call__(self, value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield from _type(value, str, path)
        elif value not in self.values:
            yield path, "enum", f"{_said(value)} is not one of {', '.join(self.values)}"


def flag(value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield from _type(value, bool, path)


def per_cent(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        yield path, "type", f"must be a number, not {_said(value)}"
    elif value < 0:
        yield path, "minimum", f"{value} is below 0"
    elif value > 100:  # noqa: PLR2004 - per cent
        yield path, "maximum", f"{value} is above 100"


@dataclass(frozen=True, slots=True)
class Array:
    of: Shape

    def __call__(self, value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, list | tuple):
            yield from _type(value, list, path)
            return
        for number, element in enumerate(value):
            yield from self.of(element, f"{path}[{number}]")


@dataclass(frozen=True, slots=True)
class Block:
    """An object. At least one of `one_of` must be there; `also` are rules that link its fields."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    also: tuple[Shape, ...] = ()

    def __call__(self, value: object, path: str) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield from _type(value, dict, path)
            return
        for name in self.required:
            if name not in value:
                yield path, "required", f"{name!r} is missing"
        if self.one_of and not any(name in value for name in self.one_of):
            yield path, "anyOf", f"one of {', '.join(self.one_of)} must be given"
        for name, shape in self.fields.items():
            if name in value:
                yield from shape(value[name], f"{path}.{name}")
        for rule in self.also:
            yield from rule(value, path)


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    found = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", text, re.ASCII
    )
    if not found:
        return False
    day, minutes, seconds, _, zone = found.groups()
    try:
        # A leap second is a moment to RFC 3339, not to Python.
        datetime.fromisoformat(f"{day}T{minutes}:{min(int(seconds), 59):02d}{zone.upper()}")
    except ValueError:
        return False
    return int(seconds) <= 60  # noqa: PLR2004 - a leap second


def _is_uri(text: str) -> bool:
    unescaped = re.sub(r"%[0-9A-Fa-f]{2}", "", text)
    return bool(
        re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]*", unescaped)
    )


def _is_month_or_year(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text, re.ASCII))


_FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": _is_date,
    "date-time": _is_moment,
    "uri": _is_uri,
    "year or year-month": _is_month_or_year,
}
BEARER = "bearer shares"
"""What is written, and read, for an owner who is whoever has the paper."""
JOINT = "joint"
"""The field of an annotation that names a joint holding."""
