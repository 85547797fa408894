"""The shapes of the vendor and of everybody who belongs to it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from app.shapes.dates import DateIn, Day
from app.shapes.values import (
    CountryCode,
    Id,
    Lei,
    Line,
    NameText,
    OptionalCountry,
    Prose,
    Shape,
    one_of,
)
from screening.model import (
    Address,
    Country,
    CountryRole,
    Gender,
    Identifier,
    Name,
    NameKind,
    Party,
    PartyKind,
    PartyRole,
)
from screening.text.identifiers import SCHEMES, valid

Names = Annotated[tuple[NameText, ...], Field(max_length=200)]
Scheme = Annotated[
    str,
    AfterValidator(one_of("identifier scheme", tuple(sorted(SCHEMES)))),
    Field(examples=["passport"]),
]


class IdentifierIn(Shape):
    """A number that names its bearer: passport, national id, registration, tax number."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"scheme": "passport", "value": "P1234567", "country": "KE"}]
        }
    )

    scheme: Scheme
    """What kind of number it is."""
    value: str = Field(min_length=1, max_length=100, examples=["P1234567"])
    """The number as printed."""
    country: OptionalCountry = ""
    """The country that issued it."""
    note: Line = ""
    """Anything to know about it."""

    @model_validator(mode="after")
    def _keeps_its_rule(self) -> Self:
        if valid(self.scheme, self.value) is False:
            raise ValueError(f"{self.value!r} is not a number of the kind {self.scheme!r}")
        return self

    def to_model(self) -> Identifier:
        return Identifier(self.scheme, self.value, self.country, self.note)


class AddressIn(Shape):
    """An address: the whole of it in `text`; the parts as far as they are known."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"text": "14 Example Road, Nairobi", "city": "Nairobi", "country": "KE"}]
        }
    )

    text: str = Field(min_length=1, max_length=1000, examples=["14 Example Road, Nairobi"])
    """The whole address on one line."""
    city: Line = ""
    """City or town."""
    region: Line = ""
    """State, province or county."""
    postcode: Line = ""
    """Postal code."""
    country: OptionalCountry = ""
    """Country."""

    def to_model(self) -> Address:
        return Address(self.text, self.city, self.region, self.postcode, self.country)


class _Named(Shape):
    """What a vendor and a party have in common."""

    name: NameText
    """The full legal name."""
    aliases: Names = ()
    """Other names in use now."""
    former_names: Names = Field(default=(), examples=[["Kestrel Guards Ltd"]])
    """Names borne earlier."""
    trading_names: Names = Field(default=(), examples=[["Kestrel Vale Protection"]])
    """Names used in business."""
    native_names: Names = Field(default=(), examples=[["شركة وادي العوسق"]])
    """The name in its own script."""
    registration_number: Line = Field(default="", examples=["C.118204"])
    """Number in the register of companies of the country of incorporation."""
    lei: Lei = ""
    """Legal Entity Identifier (ISO 17442)."""
    identifiers: tuple[IdentifierIn, ...] = Field(default=(), max_length=200)
    """Other numbers: passports, national ids, tax numbers."""
    addresses: tuple[AddressIn, ...] = Field(default=(), max_length=200)
    """Addresses."""
    note: Prose = ""
    """Anything a reader should know; it is kept and changes no result."""

    def _names(self, *, given: str = "", family: str = "") -> tuple[Name, ...]:
        others = (
            (NameKind.ALIAS, self.aliases),
            (NameKind.FORMER, self.former_names),
            (NameKind.TRADING, self.trading_names),
            (NameKind.NATIVE, self.native_names),
        )
        first = Name(self.name, NameKind.PRIMARY, given, family)
        return (first, *(Name(text, kind) for kind, texts in others for text in texts))

    def _identifiers(self, country: str, **numbers: str) -> tuple[Identifier, ...]:
        own = {"registration": self.registration_number, "lei": self.lei, **numbers}
        issuers = {"registration": country}
        return (
            *(Identifier(key, text, issuers.get(key, "")) for key, text in own.items() if text),
            *(identifier.to_model() for identifier in self.identifiers),
        )


class VendorIn(_Named):
    """The company to be vetted."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Kestrel Vale Protection Ltd",
                    "trading_names": ["Kestrel Vale"],
                    "country": "KE",
                    "registration_number": "C.118204",
                    "ungm_number": "481220",
                    "headquarters": {"text": "14 Example Road, Nairobi", "country": "KE"},
                    "incorporated_on": "2009-03-02",
                }
            ]
        }
    )

    country: CountryCode
    """Country of incorporation."""
    ungm_number: str = Field(default="", pattern=r"^\d{0,12}$", examples=["481220"])
    """Vendor number in the United Nations Global Marketplace."""
    erp_number: str = Field(default="", pattern=r"^[A-Za-z0-9-]{0,20}$", examples=["1110045678"])
    """Business-partner number in the ERP (Umoja)."""
    headquarters: AddressIn | None = None
    """Address of the headquarters."""
    incorporated_on: DateIn | None = None
    """Date of incorporation."""
    dissolved_on: Day | None = None
    """Date of dissolution, if it has been dissolved."""

    def to_model(self) -> Party:
        home = (self.headquarters,) if self.headquarters else ()
        return Party(
            id="vendor",
            kind=PartyKind.ORGANISATION,
            roles=(PartyRole.VENDOR,),
            names=self._names(),
            countries=(Country(self.country, CountryRole.INCORPORATION, self.country),),
            identifiers=self._identifiers(
                self.country, ungm=self.ungm_number, umoja_bp=self.erp_number
            ),
            addresses=tuple(address.to_model() for address in (*home, *self.addresses)),
            founded=self.incorporated_on.to_model() if self.incorporated_on else None,
            dissolved=self.dissolved_on,
        )


class PartyIn(_Named):
    """A person or organisation that owns, runs, serves or follows the vendor."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "director-1",
                    "kind": "person",
                    "roles": ["director", "signatory"],
                    "name": "Amara Example",
                    "births": ["1970-05-01"],
                    "nationalities": ["KE"],
                }
            ]
        }
    )

    id: Id
    """Your own id for this party, unique within the submission; stakes and facts point to it."""
    kind: PartyKind
    """Person, organisation, vessel or aircraft."""
    roles: tuple[PartyRole, ...] = Field(min_length=1, max_length=20)
    """What it is to the vendor; one party may have several roles."""
    given_name: Line = ""
    """Given names, where they can be told apart."""
    family_name: Line = ""
    """Family name, where it can be told apart."""
    gender: Gender = Gender.UNKNOWN
    """Gender, if known."""
    births: tuple[DateIn, ...] = Field(default=(), max_length=20)
    """Dates of birth, each as exactly as it is known."""
    birth_places: tuple[Line, ...] = Field(default=(), max_length=20)
    """Places of birth."""
    birth_countries: tuple[CountryCode, ...] = Field(default=(), max_length=20)
    """Countries of birth."""
    nationalities: tuple[CountryCode, ...] = Field(default=(), max_length=20)
    """Nationalities, past ones too."""
    residences: tuple[CountryCode, ...] = Field(default=(), max_length=20)
    """Countries of residence."""
    country: OptionalCountry = ""
    """Country of incorporation, for an organisation."""
    founded_on: DateIn | None = None
    """Date of incorporation, for an organisation."""
    dissolved_on: Day | None = None
    """Date of dissolution, for an organisation that no longer exists."""
    form: Literal["", "state", "stateBody", "arrangement/trust", "arrangement/nomination"] = ""
    """What an organisation is in the words of BODS, where it is not a company."""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        if self.id in ("vendor", "engagement"):
            raise ValueError(f"the id {self.id!r} is taken: it names the {self.id} itself")
        if PartyRole.VENDOR in self.roles:
            raise ValueError('the role "vendor" belongs to the vendor alone')
        if self.kind is PartyKind.ORGANISATION and self.births:
            raise ValueError("an organisation has no date of birth; use founded_on")
        return self

    def to_model(self) -> Party:
        roles = {
            CountryRole.NATIONALITY: self.nationalities,
            CountryRole.BIRTH: self.birth_countries,
            CountryRole.RESIDENCE: self.residences,
            CountryRole.INCORPORATION: (self.country,) if self.country else (),
        }
        return Party(
            id=self.id,
            kind=self.kind,
            roles=self.roles,
            names=self._names(given=self.given_name, family=self.family_name),
            births=tuple(birth.to_model() for birth in self.births),
            birth_places=self.birth_places,
            gender=self.gender,
            countries=tuple(
                Country(code, role, code) for role, codes in roles.items() for code in codes
            ),
            identifiers=self._identifiers(self.country),
            addresses=tuple(address.to_model() for address in self.addresses),
            form=self.form,
            founded=self.founded_on.to_model() if self.founded_on else None,
            dissolved=self.dissolved_on,
        )
