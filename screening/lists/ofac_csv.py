"""OFAC's legacy files: parties, aliases, addresses and comments in CSV without a header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.errors import ListFormatError
from screening.lists.assembling import add_country, add_identifier
from screening.lists.draft import Draft
from screening.lists.effects import of_ofac
from screening.lists.ofac_remarks import CUT_AT, read_remarks, split_name
from screening.lists.reading import csv_rows
from screening.model import Address, CountryRole, Effect, Identifier, NameKind, PartyKind
from screening.text.names import squeeze

# The files have no header; the number of columns tells them apart.
_ROLES = {12: "parties", 5: "aliases", 6: "addresses", 2: "comments"}
_USUAL = {
    "aliases": "alt.csv (aliases)",
    "addresses": "add.csv (addresses)",
    "comments": "sdn_comments.csv or cons_comments.csv (remarks beyond 1,000 characters)",
}
_NULL = "-0-"
_END_MARK = "\x1a"
_KINDS = {
    "": PartyKind.ORGANISATION,
    "individual": PartyKind.PERSON,
    "vessel": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}
_ALIASES = {"aka": NameKind.ALIAS, "fka": NameKind.FORMER, "nka": NameKind.ALIAS}
_VESSEL = ("Vess_type", "Tonnage", "GRT", "Vess_owner")

_Rows = list[tuple[str, list[str]]]


def read(files: Mapping[str, bytes], list_id: str) -> tuple[list[Draft], list[str]]:
    """The parties in the set, and warnings about files that are missing from it.

    A set may lack aliases, addresses or comments; the warning says so, for what stands only there
    is then not known. Raises ListFormatError for a set without parties, a file of unknown shape,
    two files of one kind, and a row about a party that the set does not hold.
    """
    roles = _by_role(files)
    if "parties" not in roles:
        raise ListFormatError(
            "none of the files lists parties (sdn.csv or cons_prim.csv, 12 columns)"
        )
    comments: dict[str, str] = {}
    for _, row in roles.get("comments", []):
        comments[row[0].strip()] = comments.get(row[0].strip(), "") + row[1]
    drafts = [_party(row, place, comments, list_id) for place, row in roles["parties"]]
    known: dict[str, list[Draft]] = {}
    for draft in drafts:
        known.setdefault(draft.ref, []).append(draft)
    for role, add in (("aliases", _alias), ("addresses", _address), ("comments", None)):
        for place, row in roles.get(role, []):
            for draft in _owner(known, row[0].strip(), place):
                if add is not None:
                    add(draft, row)
    missing = [f"no {usual} was given" for role, usual in _USUAL.items() if role not in roles]
    return drafts, missing


def _by_role(files: Mapping[str, bytes]) -> dict[str, _Rows]:
    roles: dict[str, _Rows] = {}
    for name, data in files.items():
        rows = list(_rows(name, data))
        if not rows:
            continue
        role = _ROLES[len(rows[0][1])]
        if role in roles:
            raise ListFormatError(f"a second file of {role}; one is allowed", name)
        roles[role] = rows
    return roles


def _rows(name: str, data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each row with its place. The mark 0x1A ends a file, also where two were joined."""
    width = 0
    for line, row in csv_rows(name, data):
        row[0] = row[0].lstrip(_END_MARK)
        if not any(cell.strip() for cell in row):
            continue
        width = width or len(row)
        if len(row) != width or width not in _ROLES:
            expected = width if width in _ROLES else "2, 5, 6 or 12"
            raise ListFormatError(
                f"the row has {len(row)} columns, not {expected}", f"{name}, line {line}"
            )
        yield f"{name}, line {line}", ["" if cell.strip() == _NULL else cell for cell in row]


def _owner(known: Mapping[str, list[Draft]], ref: str, place: str) -> list[Draft]:
    if ref not in known:
        raise ListFormatError(
            f"party {ref} is not among the parties: the files are not of one publication", place
        )
    return known[ref]


def _party(row: list[str], place: str, comments: Mapping[str, str], list_id: str) -> Draft:
    ref, name, kind, programme, title, call_sign = (squeeze(cell) for cell in row[:6])
    draft = Draft(
        list_id=list_id, kind=PartyKind.ORGANISATION, effect=Effect.REFERS, ref=ref, place=place
    )
    if not ref.isdecimal():
        raise ListFormatError(f"the party's number is {ref!r}, not a number", place)
    draft.kind = _KINDS.get(kind.lower(), PartyKind.UNKNOWN)
    if draft.kind is PartyKind.UNKNOWN:
        draft.note("SDN_Type", kind)
    split_name(draft, name, NameKind.PRIMARY)
    draft.programmes = [tag.strip(" []") for tag in programme.split("] [") if tag.strip(" []")]
    draft.effect = of_ofac(draft.programmes)
    draft.add(draft.designations, title)
    if call_sign:
        add_identifier(draft, Identifier("other", call_sign, note="Call_Sign"))
    for label, cell in zip(_VESSEL, (*row[6:9], row[10]), strict=True):
        draft.note(label, squeeze(cell))
    if flag := squeeze(row[9]):
        add_country(draft, flag, CountryRole.OTHER)
        draft.note("Vess_flag", flag)
    _remarks(draft, row[11], comments.get(ref, ""))
    return draft


def _remarks(draft: Draft, remarks: str, comment: str) -> None:
    cut = len(remarks) >= CUT_AT and not comment
    if cut:
        draft.warn("the remarks are cut at 1,000 characters, and no comment goes on")
    glue = "" if len(remarks) >= CUT_AT or not remarks else "; "
    read_remarks(draft, squeeze(remarks + glue + comment if comment else remarks), cut=cut)


def _alias(draft: Draft, row: list[str]) -> None:
    _, number, kind, name, remarks = (squeeze(cell) for cell in row)
    split_name(draft, name, _ALIASES.get(kind, NameKind.ALIAS))
    if kind != "aka":
        draft.note(f"alt_type {kind}", name)
    draft.note("alt_num", number)
    draft.note("alt_remarks", remarks)


def _address(draft: Draft, row: list[str]) -> None:
    _, number, street, city, country, remarks = (squeeze(cell) for cell in row)
    code = add_country(draft, country, CountryRole.ADDRESS)
    if text := ", ".join(part for part in (street, city, country) if part):
        draft.add(draft.addresses, Address(text, country=code))
    draft.note("Add_num", number)
    draft.note("Add_remarks", remarks)
