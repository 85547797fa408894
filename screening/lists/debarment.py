"""Development banks' debarments: from the rows of their tables to entries.

One row is one entry. The banks give no reference, so an entry's is made from its name and the day
its sanction began: a change of address or end is a change, and a new sanction a new entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from screening.errors import ListFormatError
from screening.lists.assembling import add_country, code_of
from screening.lists.cells import Cells
from screening.lists.debarment_names import add_information, add_names, guess_kind
from screening.lists.debarment_table import Layout, Table, read_rows, read_table
from screening.lists.draft import Draft
from screening.lists.references import set_references
from screening.lists.unpacking import digest_of
from screening.model import Address, Country, CountryRole, Effect, Entry, PartyKind, Snapshot
from screening.text.names import normalise

WORLD_BANK = "World Bank Group"
_BANKS = (
    (WORLD_BANK, r"\bworld bank\b|\bwbg?\b|\bibrd\b"),
    ("African Development Bank", r"\bafrican development bank\b|\bafdb\b"),
    ("Asian Development Bank", r"\basian development bank\b|\ba(?:s)?db\b"),
    ("Inter-American Development Bank", r"\binter american development bank\b|\bia?db\b"),
    (
        "European Bank for Reconstruction and Development",
        r"\beuropean bank for reconstruction and development\b|\bebrd\b",
    ),
    ("European Investment Bank", r"\beuropean investment bank\b|\beib\b"),
)
_NO_END = re.compile(r"permanent(?:ly)?|ongoing|indefinite(?:ly)?|n/?a|none|-+|", re.IGNORECASE)
_LAST_YEAR = 2900
"""An end in the year 2999 is the banks' way of writing "permanent"."""
_KINDS = {
    "firm": PartyKind.ORGANISATION,
    "entity": PartyKind.ORGANISATION,
    "company": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION,
    "individual": PartyKind.PERSON,
    "person": PartyKind.PERSON,
}
_REPRIMAND = re.compile(r"\breprimand\b", re.IGNORECASE)
_COUNTRY_FORMS = {
    "Bolivarian Republic of Venezuela": "VE", "Congo, Democratic Republic of": "CD",
    "Congo, Republic of": "CG", "Ecuatorial Guinea": "GQ", "Egypt, Arab Republic of": "EG",
    "Hong Kong SAR, China": "HK", "Indonesia Indonesia": "ID", "Iran, Islamic Republic of": "IR",
    "Korea, Republic of": "KR", "Kyrgz Republic": "KG", "Peoples Republic of China": "CN",
    "Republic of Korea": "KR", "Republic of Kosovo": "XK", "Sri Lanca": "LK", "St. Lucia": "LC",
    "Taiwan, China": "TW",
    "Venezuela, Republica Bolivariana de": "VE", "Virgin Islands, British": "VG",
}  # fmt: skip


def entries(name: str, table: Table, layout: Layout) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Every row as an entry, in the order of the file, and all warnings.

    Raises ListFormatError, with the row, for one without a name.
    """
    drafts = [_draft(name, number, cells, table, layout) for number, cells in table.rows]
    kept = set_references(drafts)
    warnings = [warning for draft in kept for warning in draft.warnings]
    ignored = (f"not an entry: {text}" for text in table.below)
    return tuple(draft.entry() for draft in kept), (*warnings, *ignored)


def bank_named(text: str) -> str:
    """The bank that a text names, in any of its spellings, or ""."""
    words = normalise(text)
    return next((bank for bank, forms in _BANKS if re.search(forms, words)), "")


def parser(layout: Layout, version: str) -> Callable[[Mapping[str, bytes]], Snapshot]:
    """The parser of a list that is one such table and nothing else."""

    def parse(files: Mapping[str, bytes]) -> Snapshot:
        """The snapshot in one CSV or XLSX file, already unpacked.

        Raises ListFormatError, with the row, for a file of another structure or one cut off.
        """
        if len(files) != 1:
            raise ListFormatError(f"the list is one CSV or XLSX file; {len(files)} were given")
        [(name, data)] = files.items()
        read, warnings = entries(name, read_table(name, read_rows(name, data), layout), layout)
        return Snapshot(
            list_id=layout.list_id,
            digest=digest_of(files),
            parser=version,
            published=None,
            entries=read,
            warnings=warnings,
        )

    return parse


def _draft(name: str, number: int, cells: Sequence[str], table: Table, layout: Layout) -> Draft:
    said = Cells(zip(table.named(len(cells)), cells, strict=False))
    lower = {label.lower(): label for label in table.labels}
    row = _Row(said, {
        role: next((lower[form] for form in forms if form in lower), "")
        for role, forms in layout.columns.items()
    })  # fmt: skip
    draft = Draft(
        list_id=layout.list_id,
        kind=PartyKind.UNKNOWN,
        effect=Effect.REFERS,
        place=f"row {number}",
    )
    label, written = row.take("name")
    if not written:
        raise ListFormatError("the row has no name", f"{name}, row {number}")
    draft.kind = _kind(draft, row, written)
    country = _read_countries(draft, row)
    add_names(draft, written, label, country)
    _read_texts(draft, row, country)
    _read_period(draft, row)
    _read_sanction(draft, row, layout)
    for left, text in said.rest():
        draft.note(left, text)
    draft.ref = f"{normalise(written) or written} {draft.listed_on}"
    return draft


@dataclass(slots=True)
class _Row:
    """A row's cells by what they hold. `labels` is the publisher's column for each."""

    said: Cells
    labels: Mapping[str, str]

    def take(self, role: str) -> tuple[str, str]:
        label = self.labels.get(role, "")
        return label, self.said.take(label) if label else ""


def _kind(draft: Draft, row: _Row, name: str) -> PartyKind:
    """What the bank says, unless the name says otherwise: then neither is believed."""
    guessed = guess_kind(name)
    label, written = row.take("kind")
    if not written:
        return guessed
    told = _KINDS.get(written.lower())
    if told is None:
        draft.note(label, written)
        return guessed
    if PartyKind.PERSON in (told, guessed) and guessed not in (told, PartyKind.UNKNOWN):
        draft.note(label, written)
        draft.warn(
            f"the name does not look like that of a {written.lower()}; its kind is left open"
        )
        return PartyKind.UNKNOWN
    return told


def _read_countries(draft: Draft, row: _Row) -> str:
    """All countries of the row; the code of the first that is known."""
    first = ""
    home = {
        PartyKind.PERSON: CountryRole.NATIONALITY,
        PartyKind.ORGANISATION: CountryRole.INCORPORATION,
    }.get(draft.kind, CountryRole.OTHER)
    for role, meaning in (("nationality", home), ("country", CountryRole.ADDRESS)):
        _, written = row.take(role)
        for country in _countries(written):
            first = first or _COUNTRY_FORMS.get(country, "") or code_of(country)
            _add_country(draft, country, meaning)
        if written and all(country.text != written for country in draft.countries):
            draft.note(row.labels[role], written)
    return first


def _add_country(draft: Draft, written: str, role: CountryRole) -> None:
    if code := _COUNTRY_FORMS.get(written, ""):
        draft.add(draft.countries, Country(code, role, written))
    else:
        add_country(draft, written, role)


def _countries(written: str) -> list[str]:
    """One country, or several between commas if each of them is one."""
    if not written or written in _COUNTRY_FORMS or code_of(written):
        return [written] if written else []
    parts = [part.strip() for part in re.split(r"\s*[,;/]\s*|\s+and\s+", written) if part.strip()]
    return parts if all(part in _COUNTRY_FORMS or code_of(part) for part in parts) else [written]


def _read_texts(draft: Draft, row: _Row, country: str) -> None:
    for role in ("other_names", "information"):
        label, written = row.take(role)
        if written:
            add_information(draft, written, label, country)
    _, address = row.take("address")
    if address:
        draft.add(draft.addresses, Address(address))
    _, draft.reason = row.take("grounds")


def _read_period(draft: Draft, row: _Row) -> None:
    """From when to when. An end that cannot be read is no end, and warns: the entry goes on."""
    label, written = row.take("starts")
    draft.listed_on = draft.day(label, written)
    label, written = row.take("notice")
    notice = draft.day(label, written)
    draft.listed_on = draft.listed_on or notice
    draft.changed_on = notice
    label, written = row.take("ends")
    if _NO_END.fullmatch(written):
        draft.note(label, written)
        return
    draft.ends_on = _end(draft.day(label, written), draft, label, written)


def _end(day: date | None, draft: Draft, label: str, written: str) -> date | None:
    if day is None or day.year < _LAST_YEAR:
        return day
    draft.note(label, written)
    return None


def _read_sanction(draft: Draft, row: _Row, layout: Layout) -> None:
    """Who sanctioned, and with what. The World Bank's sanctions bar, whoever carries them out.

    The rules for UN vendors name it; another bank's own debarment sends the vendor to a person.
    """
    label, institution = row.take("institution")
    sanction_label, sanction = row.take("sanction")
    crossed = bank_named(draft.reason) if "cross" in draft.reason.lower() else ""
    bank = bank_named(institution) or crossed or layout.bank
    draft.add(draft.programmes, bank)
    if institution != bank:
        draft.note(label, institution)
    draft.note(sanction_label, sanction)
    if WORLD_BANK in (bank, layout.bank):
        draft.effect = Effect.BARS
    if _REPRIMAND.search(sanction):
        draft.effect = Effect.INFORMS
