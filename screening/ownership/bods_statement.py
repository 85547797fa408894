"""The fields of BODS 0.4 statements, as a table, and the check of one statement against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from screening.ownership.bods_schema import (
    INTERESTS,
    NAME_TYPES,
    PERSON_TYPES,
    REASONS,
    SOURCE_TYPES,
    SUBTYPES,
    Array,
    Block,
    Choice,
    Fault,
    Text,
    flag,
    per_cent,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One rule of the standard that one statement breaks. `rule` is its short name."""

    statement: str
    path: str
    rule: str
    sentence: str

    def __str__(self) -> str:
        place = f" at {self.path}" if "." in self.path else ""
        return f"statement {self.statement}{place}: {self.sentence} (rule {self.rule})"


def statement_problems(statements: object) -> tuple[Problem, ...]:
    """Every rule that a statement breaks by itself, whatever the others say."""
    if not isinstance(statements, list | tuple):
        return (Problem("(none)", "$", "type", "a BODS document is an array of statements"),)
    return tuple(
        Problem(called(statement, number), *fault)
        for number, statement in enumerate(statements)
        for fault in _statement(statement, f"$[{number}]")
    )


def called(statement: object, number: int) -> str:
    """What a message calls a statement: its id and its place, counted from 1."""
    given = statement.get("statementId") if isinstance(statement, Mapping) else None
    return f"{given!r} (number {number + 1})" if isinstance(given, str) else f"number {number + 1}"


_TEXT = Text()
_DAY = Text(formats=("date",))
_MOMENT = Text(formats=("date", "date-time"), rule="anyOf")
_BIRTH = Text(formats=("year or year-month", "date"), rule="anyOf")
_URI = Text(formats=("uri",))

_COUNTRY = Block({"name": _TEXT, "code": Text(2, 2)}, required=("name",))
_JURISDICTION = Block({"name": _TEXT, "code": Text(2, 6)}, required=("name",))
_IDENTIFIER = Block(
    {"id": _TEXT, "scheme": _TEXT, "schemeName": _TEXT, "uri": _URI},
    one_of=("scheme", "schemeName"),
)
_UNSPECIFIED = Block({"reason": Choice(REASONS), "description": _TEXT}, required=("reason",))
_ASSERTED = Block({"name": _TEXT, "uri": _URI})
_SOURCE = Block(
    {
        "type": Array(Choice(SOURCE_TYPES)),
        "description": _TEXT,
        "url": _URI,
        "retrievedAt": _MOMENT,
        "assertedBy": Array(_ASSERTED),
    }
)


def _address(*kinds: str) -> Block:
    return Block({"type": Choice(kinds), "address": _TEXT, "postCode": _TEXT, "country": _COUNTRY})


def _subtype_fits(value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        return
    allowed = SUBTYPES.get(str(value.get("type")), ())
    subtype = value.get("subtype")
    if allowed and isinstance(subtype, str) and subtype not in allowed:
        sentence = f"{subtype!r} is not a subtype of {value['type']}: {', '.join(allowed)}"
        yield f"{path}.subtype", "enum", sentence


def _party(value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, str) and any(_UNSPECIFIED(value, path)):
        yield path, "oneOf", "must be a recordId, or an object with a reason of the code list"


def _no_parts_of_parts(value: object, path: str) -> Iterator[Fault]:
    if isinstance(value, Mapping) and value.get("isComponent") is True:
        parts = value.get("componentRecords", [])
        if isinstance(parts, list | tuple) and len(parts):
            sentence = "a component has no components of its own"
            yield f"{path}.componentRecords", "const", sentence


def _annotation_fits(value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        return
    motivation = value.get("motivation")
    if motivation == "linking" and "url" not in value:
        yield path, "required", "'url' is missing: a linking annotation names what it links to"
    if motivation not in (None, "transformation") and value.get("transformedContent", "") != "":
        sentence = "must be empty unless the motivation is transformation"
        yield f"{path}.transformedContent", "const", sentence


_SECURITIES = Block(
    {
        "marketIdentifierCode": _TEXT,
        "operatingMarketIdentifierCode": _TEXT,
        "stockExchangeJurisdiction": Text(2, 6),
        "stockExchangeName": _TEXT,
        "security": Block(
            {"idScheme": Choice(("isin", "figi", "cusip", "cins")), "id": _TEXT, "ticker": _TEXT},
            required=("ticker",),
        ),
    },
    required=("stockExchangeJurisdiction", "security", "stockExchangeName"),
)
_ENTITY = Block(
    {
        "isComponent": flag,
        "entityType": Block(
            {
                "type": Choice(tuple(SUBTYPES)),
                "subtype": Choice(
                    ("governmentDepartment", "stateAgency", "other", "trust", "nomination")
                ),
                "details": _TEXT,
            },
            required=("type",),
            also=(_subtype_fits,),
        ),
        "unspecifiedEntityDetails": _UNSPECIFIED,
        "name": _TEXT,
        "alternateNames": Array(_TEXT),
        "jurisdiction": _JURISDICTION,
        "identifiers": Array(_IDENTIFIER),
        "foundingDate": _DAY,
        "dissolutionDate": _DAY,
        "addresses": Array(_address("registered", "business", "alternative")),
        "uri": _URI,
        "publicListing": Block(
            {
                "hasPublicListing": flag,
                "companyFilingsURLs": Array(_URI),
                "securitiesListings": Array(_SECURITIES),
            },
            required=("hasPublicListing",),
        ),
        "formedByStatute": Block({"name": _TEXT, "date": _DAY}),
    },
    required=("isComponent", "entityType"),
)
_PERSON = Block(
    {
        "isComponent": flag,
        "personType": Choice(PERSON_TYPES),
        "unspecifiedPersonDetails": _UNSPECIFIED,
        "names": Array(
            Block(
                {
                    "type": Choice(NAME_TYPES),
                    "fullName": _TEXT,
                    "familyName": _TEXT,
                    "givenName": _TEXT,
                    "patronymicName": _TEXT,
                },
                required=("fullName",),
            )
        ),
        "identifiers": Array(_IDENTIFIER),
        "nationalities": Array(_COUNTRY),
        "placeOfBirth": _address("placeOfBirth"),
        "birthDate": _BIRTH,
        "deathDate": _BIRTH,
        "taxResidencies": Array(_COUNTRY),
        "addresses": Array(_address("residence", "service", "alternative")),
        "politicalExposure": Block(
            {
                "status": Choice(("isPep", "isNotPep", "unknown")),
                "details": Array(
                    Block(
                        {
                            "reason": _TEXT,
                            "missingInfoReason": _TEXT,
                            "jurisdiction": _JURISDICTION,
                            "startDate": _DAY,
                            "endDate": _DAY,
                            "source": _SOURCE,
                        }
                    )
                ),
            },
            required=("status",),
        ),
    },
    required=("personType", "isComponent"),
)
_BOUNDS = ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_INTEREST = Block(
    {
        "type": Choice(INTERESTS),
        "directOrIndirect": Choice(("direct", "indirect", "unknown")),
        "beneficialOwnershipOrControl": flag,
        "details": _TEXT,
        "share": Block(dict.fromkeys(_BOUNDS, per_cent)),
        "startDate": _DAY,
        "endDate": _DAY,
    }
)
_RELATIONSHIP = Block(
    {
        "isComponent": flag,
        "componentRecords": Array(_TEXT),
        "subject": _party,
        "interestedParty": _party,
        "interests": Array(_INTEREST),
    },
    required=("isComponent", "subject", "interestedParty"),
    also=(_no_parts_of_parts,),
)
_DETAILS = {"entity": _ENTITY, "person": _PERSON, "relationship": _RELATIONSHIP}


def _details_fit(value: object, path: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping) or not isinstance(value.get("recordDetails"), Mapping):
        return
    shape = _DETAILS.get(str(value.get("recordType")))
    if shape:
        yield from shape(value["recordDetails"], f"{path}.recordDetails")


_ANNOTATION = Block(
    {
        "statementPointerTarget": _TEXT,
        "creationDate": _MOMENT,
        "createdBy": Block({"name": _TEXT, "uri": _URI}),
        "motivation": Choice(
            ("commenting", "correcting", "identifying", "linking", "transformation")
        ),
        "description": _TEXT,
        "transformedContent": _TEXT,
        "url": _URI,
    },
    required=("motivation", "statementPointerTarget"),
    also=(_annotation_fits,),
)
_PUBLISHED = Block(
    {
        "publicationDate": _MOMENT,
        "bodsVersion": Text(pattern=r"\d+\.\d+"),
        "license": _URI,
        "publisher": Block({"name": _TEXT, "url": _URI}, one_of=("name", "url")),
    },
    required=("publicationDate", "bodsVersion", "publisher"),
)
_statement = Block(
    {
        "statementId": Text(32, 64),
        "statementDate": _MOMENT,
        "annotations": Array(_ANNOTATION),
        "publicationDetails": _PUBLISHED,
        "source": _SOURCE,
        "declaration": _TEXT,
        "declarationSubject": _TEXT,
        "recordId": _TEXT,
        "recordType": Choice(tuple(_DETAILS)),
        "recordStatus": Choice(("new", "updated", "closed")),
        "recordDetails": Block({}),
    },
    required=(
        "statementId",
        "declarationSubject",
        "recordId",
        "recordType",
        "recordDetails",
        "statementDate",
    ),
    also=(_details_fit,),
)


def first_sentence(problems: Iterable[Problem]) -> str:
    """The first problem in full and how many more there are."""
    found = tuple(problems)
    more = f"; and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{found[0]}{more}"
