"""What a row of a UK list says of its subject, whichever list and layout it stands in."""

from __future__ import annotations

import re
from functools import lru_cache

from screening.lists.assembling import (
    UN_REFERENCE,
    add_birth,
    add_country,
    add_identifier,
    add_name,
    code_of,
)
from screening.lists.cells import Cells
from screening.lists.draft import Draft
from screening.lists.numbered import bare_countries, several
from screening.lists.un_documents import labelled_numbers, read_document
from screening.model import Address, CountryRole, Effect, Gender, Identifier, NameKind, PartyKind
from screening.text.dates import parse_day
from screening.text.identifiers import valid

_GIVEN = tuple(f"Name {n}" for n in range(1, 6))
_FAMILY = "Name 6"
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "ship": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_UN = re.compile(
    r"\bUN\s+r{1,2}ef(?:erence)?(?:\s+(?:no|number))?[.:\s]*([A-Z]{1,3}[ei]?\.?[A-Z0-9][A-Z0-9./-]*\d)",
    re.IGNORECASE,
)
_UN_LISTING = re.compile(r"\bUN (?:and EU )?listing\b|\bEU and UN\b", re.IGNORECASE)
_REGISTRATIONS = re.compile(r"\s*[;|]\s*|,\s+(?=[A-Z])")
_WORDS = re.compile(r"[^\W\d_]{4,}")


def add_subject_name(draft: Draft, cells: Cells, kind: NameKind) -> None:
    """Names 1 to 5 are given names, name 6 is the family name, or the whole name of others."""
    family = cells.take(_FAMILY)
    given = " ".join(cells.take_all(*_GIVEN))
    text = " ".join(part for part in (given, family) if part)
    if draft.kind is PartyKind.PERSON and given and family:
        add_name(draft, text, kind, given=given, family=family)
    else:
        add_name(draft, text, kind)


def add_each(draft: Draft, target: list[str], column: str, cell: str) -> None:
    """Every value a cell numbers; the cell itself stays in the notes where it does."""
    for part in several(cell):
        draft.add(target, part)
    if cell and (cell,) != several(cell):
        draft.note(column, cell)


def add_countries(draft: Draft, column: str, cell: str, role: CountryRole) -> None:
    """Every country in a cell, known or not; a cell that says more stays in the notes."""
    for written in several(cell):
        if code_of(written):
            add_country(draft, written, role)
        elif any(code_of(part) for part in bare_countries(written)):
            for part in bare_countries(written):
                if code_of(part):
                    add_country(draft, part, role)
            draft.note(column, cell)
        else:
            add_country(draft, written, role)
    if cell and (cell,) != several(cell):
        draft.note(column, cell)


def add_birth_places(draft: Draft, town: str, country: str) -> None:
    """Towns and countries are numbered side by side; unnumbered, they are one place."""
    if not town and not country:
        return
    towns, countries = several(town), several(country)
    if len(towns) <= 1 and len(countries) <= 1:
        draft.birth_place(", ".join(part for part in (*towns, *countries) if part))
    else:
        for place in (*towns, *([] if towns else countries)):
            draft.birth_place(place)
        draft.note("Town of birth", town)
    add_countries(draft, "Country of birth", country, CountryRole.BIRTH)


def add_births(draft: Draft, column: str, cell: str) -> None:
    for written in several(cell):
        add_birth(draft, written, column)


def add_gender(draft: Draft, column: str, cell: str) -> None:
    if cell.lower() in _GENDERS:
        draft.gender = _GENDERS[cell.lower()]
    else:
        draft.note(column, cell)


def add_address(
    draft: Draft, lines: list[str], postcode: str, country: str, *, column: str
) -> None:
    """The last line is often the city, but the lists do not say so: it stays a line."""
    if country:
        add_countries(draft, column, country, CountryRole.ADDRESS)
    if text := ", ".join(part for part in (*lines, postcode, country) if part):
        codes = [code for part in bare_countries(country) if (code := code_of(part))]
        code = code_of(country) or (codes[0] if len(codes) == 1 else "")
        draft.add(draft.addresses, Address(text, postcode=postcode, country=code))


def add_documents(draft: Draft, kind: str, cell: str, column: str, more: str = "") -> None:
    """The documents of one kind in a cell, with what stands beside them in `more`."""
    if not cell and not more:
        return
    for written in several(cell):
        found = _document(kind, written, more)
        if found is None or not any(c.isdigit() for c in found.value):
            draft.note(column, written)
        else:
            country = found.country or _country_in(more)
            add_identifier(draft, Identifier(found.scheme, found.value, country, found.note))
    if cell and (cell,) != several(cell):
        draft.note(column, cell)
    if not cell:
        draft.note(f"{column} (more)", more)


@lru_cache(maxsize=1024)
def _document(kind: str, written: str, more: str) -> Identifier | None:
    parts = {"TYPE_OF_DOCUMENT": kind, "NUMBER": written, "NOTE": more}
    return read_document({tag: text for tag, text in parts.items() if text})


@lru_cache(maxsize=1024)
def _country_in(text: str) -> str:
    return next((code for word in _WORDS.findall(text) if (code := code_of(word))), "")


def add_registrations(draft: Draft, column: str, cell: str) -> None:
    """Register and tax numbers, often several in one cell with their names before them."""
    for written in (part for whole in several(cell) for part in _REGISTRATIONS.split(whole)):
        label, _, number = written.rpartition(":") if ":" in written else written.rpartition(" ")
        number = number.strip()
        if not any(c.isdigit() for c in written) or not number:
            continue
        if not any(c.isdigit() for c in number):
            label, number = "", written
        add_identifier(draft, Identifier(_scheme(label, number), number, note=written))
    draft.note(column, cell)


def _scheme(label: str, number: str) -> str:
    word = label.upper()
    if "SWIFT" in word or "BIC" in word:
        return "swift_bic" if valid("swift_bic", number) else "other"
    if "LEI" in word.split() and valid("lei", number):
        return "lei"
    if any(tax in word for tax in ("INN", "TIN", "TAX", "VAT")):
        return "tax_id"
    return "registration"


def add_numbers_in(draft: Draft, text: str, column: str) -> None:
    """Ships' numbers and bank codes that a free text names as such, and the UN's reference."""
    numbers, references, un_listed = _said_in(text)
    for scheme, value in numbers:
        draft.identify(scheme, value, note=f"from {column}")
    if un_listed:
        draft.effect = Effect.BARS
    for reference in references:
        add_un_reference(draft, reference)


@lru_cache(maxsize=1024)
def _said_in(text: str) -> tuple[list[tuple[str, str]], list[str], bool]:
    """The rows of one subject repeat its texts, so each is searched once."""
    references = [reference.strip(" .") for reference in _UN.findall(text)]
    return labelled_numbers(text), references, bool(_UN_LISTING.search(text))


def add_un_reference(draft: Draft, reference: str) -> None:
    """A listing that carries out the Security Council's bars, as the Council's own does."""
    draft.note(UN_REFERENCE, reference)
    draft.effect = Effect.BARS


def add_days(draft: Draft, *, listed: str, changed: str) -> None:
    """Rows of one subject may differ: listed since the first day, changed on the last."""
    first, last = parse_day(listed), parse_day(changed)
    for column, written, day in (("listed", listed, first), ("changed", changed, last)):
        if written and day is None:
            draft.warn(f"the day {column} could not be read; it is kept in the notes")
            draft.note(f"day {column}", written)
    for column, day, known in (
        ("listed", first, draft.listed_on),
        ("changed", last, draft.changed_on),
    ):
        if day and known and day != known:
            draft.note(f"day {column}", f"{known.isoformat()} and {day.isoformat()}")
    draft.listed_on = min((d for d in (draft.listed_on, first) if d), default=None)
    draft.changed_on = max((d for d in (draft.changed_on, last) if d), default=None)
