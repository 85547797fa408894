"""An entry in the making, filled in as a parser reads; nothing said twice stands twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from screening.model import (
    Address,
    Country,
    CountryRole,
    DateSpan,
    Effect,
    Entry,
    Gender,
    Identifier,
    Name,
    NameKind,
    PartyKind,
)
from screening.text.countries import country_code
from screening.text.dates import parse_day
from screening.text.names import script, squeeze
from screening.text.splitting import split_names

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class Draft:
    """`place` says where in the file the entry stands, for messages."""

    list_id: str
    kind: PartyKind
    effect: Effect
    place: str = ""
    ref: str = ""
    names: list[Name] = field(default_factory=list)
    births: list[DateSpan] = field(default_factory=list)
    birth_places: list[str] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN
    countries: list[Country] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    listed_on: date | None = None
    changed_on: date | None = None
    ends_on: date | None = None
    reason: str = ""
    designations: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, values: list[T], value: T) -> None:
        """Add to one of the lists above what it does not hold yet and what is not empty."""
        if value and value not in values:
            values.append(value)

    def note(self, tag: str, text: str) -> None:
        if text:
            self.add(self.notes, (tag, text))

    def warn(self, problem: str) -> None:
        self.add(self.problems, problem)

    @property
    def warnings(self) -> list[str]:
        return [f"{self.ref}: {problem}" for problem in self.problems]

    def name(self, written: str, kind: NameKind, *, tag: str) -> None:
        """Every name in `written`. A primary name stays whole, its parts follow it as aliases.

        An alias in native script is a native name, unless its publisher calls it weak or former.
        """
        written = squeeze(written)
        parts = split_names(written)
        if "\N{REPLACEMENT CHARACTER}" in written:
            self.warn("a name holds damaged characters")
        if kind is NameKind.PRIMARY:
            parts, kind = tuple(part for part in parts if part != written), NameKind.ALIAS
            if written:
                self.add(self.names, Name(written))
        elif parts != (written,):
            self.note(tag, written)
        for part in parts:
            native = kind is NameKind.ALIAS and script(part) not in {"Latin", "Mixed", ""}
            self.add(self.names, Name(part, NameKind.NATIVE if native else kind))

    def birth(self, span: DateSpan, *, tag: str) -> None:
        """The same days said again in other words are a note."""
        for known in self.births:
            if (known.earliest, known.latest, known.circa) == (
                span.earliest,
                span.latest,
                span.circa,
            ):
                self.note(tag, span.text if span.text != known.text else "")
                return
        self.births.append(span)

    def birth_place(self, place: str) -> None:
        self.add(self.birth_places, place)

    def country(self, written: str, role: CountryRole) -> str:
        """Add the country; its code, or "" if it has none, in which case its text stands for it."""
        code = country_code(written)
        if not code:
            self.warn(f"no country is known as {written!r}")
        self.add(self.countries, Country(code, role, written))
        return code

    def day(self, tag: str, written: str) -> date | None:
        """An exact day; what is written otherwise than 2020-12-31 stays in the notes as well."""
        day = parse_day(written)
        if written and day is None:
            self.warn(f"{tag} could not be read as a day; it is kept in the notes")
        if day is None or day.isoformat() != written:
            self.note(tag, written)
        return day

    def identify(self, scheme: str, value: str, country: str = "", note: str = "") -> None:
        if not any(known.scheme == scheme and known.value == value for known in self.identifiers):
            self.identifiers.append(Identifier(scheme, value, country, note))

    def entry(self) -> Entry:
        """The finished entry. The primary name leads, whatever was read first."""
        names = sorted(self.names, key=lambda name: name.kind is not NameKind.PRIMARY)
        return Entry(
            ref=self.ref,
            list_id=self.list_id,
            kind=self.kind,
            effect=self.effect,
            names=tuple(names),
            births=tuple(self.births),
            birth_places=tuple(self.birth_places),
            gender=self.gender,
            countries=tuple(self.countries),
            identifiers=tuple(self.identifiers),
            addresses=tuple(self.addresses),
            programmes=tuple(self.programmes),
            listed_on=self.listed_on,
            changed_on=self.changed_on,
            ends_on=self.ends_on,
            reason=self.reason,
            designations=tuple(self.designations),
            notes=tuple(self.notes),
        )
