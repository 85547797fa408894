"""OFAC's remarks: parts joined by ";" in which the legacy files keep half of what an entry says."""

from __future__ import annotations

import re

from screening.lists.assembling import add_name
from screening.lists.draft import Draft
from screening.lists.ofac_documents import add_feature, names_somebody
from screening.model import NameKind, PartyKind

CUT_AT = 1000
"""The legacy files cut remarks here, in mid-word, and go on in the comments file."""

_ALTERNATIVE = re.compile(r"^alt\.\s+")
_LINKED = re.compile(r"^\(?(Linked To): (.+?)\)?$")
_ALIAS = re.compile(r"^[afn]\.k\.a\.,?\s+'(.+)'$")
_PLAIN = re.compile(
    r"^(?P<kind>DOB|POB|nationality|citizen|Gender|Nationality of Registration|Former Vessel Flag"
    r"|Other Vessel Flag|Listing Date \([^()]+\):?|Organization Established Date) (?P<value>.+)$"
)
_DATES = re.compile(r"\s+((?:issued|expires)\s+.+)$")
_COUNTRY = re.compile(r"\s+\(([^()]+)\)$")
_NUMBER = re.compile(
    r"^(?P<kind>Digital Currency Address - \S+|Business Registration Document|[^\d]*?[^\d\s#])"
    r"\s+(?:#\s*)?"
    r"(?P<number>(?:IMO |HRB |BG |RL |RNE: )?\S*\d.*)$"
)
_SERIES = re.compile(r"(?<=\w|\.|#) (?!ID\b|FEIN\b|CNIC\b|INN\b)([A-Z]{1,4})$")
_CODE = re.compile(
    r"^(?P<kind>SWIFT/BIC|Equity Ticker|ISIN|Aircraft Tail Number)\s+(?P<number>\S.*)$"
)


def split_name(draft: Draft, name: str, kind: NameKind) -> None:
    """OFAC writes a person's name "FAMILY, Given"; a comma in another name parts nothing."""
    family, comma, given = name.partition(", ")
    if draft.kind is PartyKind.PERSON and comma:
        add_name(draft, name, kind, given=given, family=family)
    else:
        add_name(draft, name, kind)


def read_remarks(draft: Draft, remarks: str, *, cut: bool = False) -> None:
    """Put what the remarks say into the draft's fields; the whole text stays in the notes.

    `cut` says that the text breaks off: then its last part is kept, but not read as a name or
    number.
    """
    if not remarks:
        return
    draft.note("Remarks", remarks)
    parts = remarks.split("; ")
    if cut:
        parts.pop()
    for part in parts:
        _read(draft, _ALTERNATIVE.sub("", part.strip()))


def _read(draft: Draft, part: str) -> None:
    bare = part.removesuffix(".")
    if found := _ALIAS.match(bare):
        # OFAC puts its weak aliases, and only those, into the remarks (its FAQ 122).
        add_name(draft, found[1], NameKind.WEAK)
    elif found := _LINKED.match(bare):
        draft.note(found[1], found[2])
    elif found := _PLAIN.match(bare):
        add_feature(draft, found["kind"], found["value"])
    else:
        _number(draft, bare)


def _number(draft: Draft, part: str) -> None:
    """Such as "Passport A123 (Iran) issued 1 Jan 2010 expires 1 Jan 2015", or shorter."""
    text, dates, country = part, "", ""
    if found := _DATES.search(text):
        text, dates = text[: found.start()], found[1]
    if found := _COUNTRY.search(text):
        text, country = text[: found.start()], found[1]
    found = _CODE.match(text) or _NUMBER.match(text)
    if not found:
        return
    kind, number = found["kind"], found["number"]
    if series := _SERIES.search(kind):
        # "Trade License No. C 41310": the letters before the figures belong to the number.
        kind, number = kind[: series.start()], f"{series[1]} {number}"
    if names_somebody(kind, number):
        add_feature(draft, kind, number, country, dates)
