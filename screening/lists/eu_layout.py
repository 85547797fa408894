"""The columns of the EU's CSV 1.1, under the names its XML 1.1 gives the same things."""

from __future__ import annotations

NEEDED = (
    "Entity_LogicalId",
    "Entity_EU_ReferenceNumber",
    "Entity_SubjectType",
    "NameAlias_WholeName",
)

SECTIONS = {
    "NameAlias": "nameAlias",
    "Address": "address",
    "BirthDate": "birthdate",
    "Identification": "identification",
    "Citizenship": "citizenship",
    "Entity": "",
}
"""The XML's element for a column's prefix; "" for the subject itself."""

_ENTITY = {
    "LogicalId": "logicalId",
    "EU_ReferenceNumber": "euReferenceNumber",
    "UnitedNationId": "unitedNationId",
    "SubjectType": "subjectType/code",
    "SubjectType_ClassificationCode": "subjectType/classificationCode",
}
_RENAMED = {
    "Day": "dayOfMonth",
    "Month": "monthOfYear",
    "BirthDate": "birthdate",
    "IssuedDate": "issueDate",
    "TypeCode": "identificationTypeCode",
    "TypeDescription": "identificationTypeDescription",
}
_REGULATION = {
    "Type": "regulationType",
    "OrganisationType": "organisationType",
    "PublicationDate": "publicationDate",
    "EntryIntoForceDate": "entryIntoForceDate",
    "NumberTitle": "numberTitle",
    "Programme": "programme",
    "PublicationUrl": "publicationUrl",
}


def attribute(section: str, column: str) -> str:
    """The XML's attribute for a column without its prefix: "WholeName" is "wholeName"."""
    if column.startswith("Regulation_"):
        word = column.removeprefix("Regulation_")
        path = "regulationSummary" if section else "regulation"
        return f"{path}/{_REGULATION.get(word, word)}"
    if not section and column in _ENTITY:
        return _ENTITY[column]
    return _RENAMED.get(column, column[:1].lower() + column[1:])
