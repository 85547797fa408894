"""The columns of the UK Sanctions List, under the names its CSV and its XML give them."""

from __future__ import annotations

PLACE = tuple(f"Address Line {n}" for n in range(1, 7))

NAMES = frozenset(
    {
        *(f"Name {n}" for n in range(1, 7)),
        *("Name type", "Alias strength", "Name non-latin script"),
        *("Non-latin script type", "Non-latin script language"),
    }
)
LISTING = frozenset(
    {
        *("Regime Name", "Date Designated", "Last Updated", "UN Reference Number"),
        *("Designation source", "UK Statement of Reasons", "Other Information"),
    }
)
PERSON = frozenset(
    {
        *("Title", "Position", "D.O.B", "Town of birth", "Country of birth", "Nationality(/ies)"),
        *("Gender", "Passport number", "Passport additional information"),
        *("National Identifier number", "National Identifier additional information"),
    }
)
ORGANISATION = frozenset(
    {
        *("Business registration number (s)", "IMO number", "Hull identification number (HIN)"),
        *("Current believed flag of ship", "Previous flags"),
    }
)

NEEDED = ("Unique ID", "Name 6", "Name type", "Regime Name", "Designation Type", "D.O.B")

_XML = {
    "UniqueID": "Unique ID",
    "OFSIGroupID": "OFSI Group ID",
    "UNReferenceNumber": "UN Reference Number",
    "LastUpdated": "Last Updated",
    "DateDesignated": "Date Designated",
    "RegimeName": "Regime Name",
    "IndividualEntityShip": "Designation Type",
    "DesignationSource": "Designation source",
    "SanctionsImposed": "Sanctions Imposed",
    "OtherInformation": "Other Information",
    "UKStatementofReasons": "UK Statement of Reasons",
    **{f"Name{n}": f"Name {n}" for n in range(1, 7)},
    "NameType": "Name type",
    "AliasStrength": "Alias strength",
    "NameNonLatinScript": "Name non-latin script",
    "NonLatinScriptType": "Non-latin script type",
    "NonLatinScriptLanguage": "Non-latin script language",
    **{f"AddressLine{n}": f"Address Line {n}" for n in range(1, 7)},
    "AddressPostalCode": "Address Postal Code",
    "AddressCountry": "Address Country",
    "PhoneNumber": "Phone number",
    "EmailAddress": "Email address",
    "DOB": "D.O.B",
    "TownOfBirth": "Town of birth",
    "CountryOfBirth": "Country of birth",
    "Nationality": "Nationality(/ies)",
    "PassportNumber": "Passport number",
    "PassportAdditionalInformation": "Passport additional information",
    "NationalIdentifierNumber": "National Identifier number",
    "NationalIdentifierAdditionalInformation": "National Identifier additional information",
    "BusinessRegistrationNumber": "Business registration number (s)",
    "TypeOfEntity": "Type of entity",
    "ParentCompany": "Parent company",
    "Subsidiary": "Subsidiaries",
    "IMONumber": "IMO number",
    "CurrentOwnerOperator": "Current owner/operator (s)",
    "PreviousOwnerOperator": "Previous owner/operator (s)",
    "CurrentBelievedFlagOfShip": "Current believed flag of ship",
    "PreviousFlag": "Previous flags",
    "TypeOfShip": "Type of ship",
    "TonnageOfShip": "Tonnage of ship",
    "LengthOfShip": "Length of ship",
    "YearBuilt": "Year Built",
    "HullIdentificationNumber": "Hull identification number (HIN)",
}
# The CSV has written some of its columns in more than one way.
_CSV = {
    "Individual, Entity, Ship": "Designation Type",
    "Parent Company": "Parent company",
    "Town of Birth": "Town of birth",
    "Country of Birth": "Country of birth",
}
_OWN = (
    *("Title", "Position", "Gender", "Website"),
    *_XML.values(),
)

COLUMNS = {
    **{column.casefold(): column for column in _OWN},
    **{tag.casefold(): column for tag, column in (_XML | _CSV).items()},
}
"""The name this project uses, by any of the publisher's, in small letters."""
