"""Cells in which UK lists number several values: "(1) Tunisia (2) Italy", "a) … b) …"."""

from __future__ import annotations

import re
from functools import lru_cache

_MARK = r"\(?(?:[a-j]|\d{1,2})\)"
_MARKS = re.compile(
    rf"(?:^|(?<=[\s,;.]))(?:{_MARK})(?:\s*(?:-|to)\s*{_MARK})?[\s.]*", re.IGNORECASE
)
_FIRST = re.compile(r"\(?(?:a|1)\)", re.IGNORECASE)
_ENDS = " ,;-"


@lru_cache(maxsize=16384)
def several(cell: str) -> tuple[str, ...]:
    """The values in a cell, each once; the whole cell where it numbers nothing."""
    if not _FIRST.match(cell):
        return (cell,) if cell else ()
    parts = (part.strip(_ENDS) for part in _MARKS.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))


_ADDED = re.compile(
    r"\b(?:citizenship|nationalit(?:y|ies)|nationals?|passport holder|by birth|possibly|formerly"
    r"|believed)\b"
    r"|^in\b|\bas (?:at|of) .*$|\bwithdrawn .*$|[.]$",
    re.IGNORECASE,
)
_NOW = re.compile(r"\(now ([^()]+)\)|^now (.+)$", re.IGNORECASE)
_BETWEEN = re.compile(r",\s+|\s+and\s+|\s*/\s*", re.IGNORECASE)


@lru_cache(maxsize=16384)
def bare_countries(written: str) -> tuple[str, ...]:
    """What a remark leaves of a country: "Kuwaiti citizenship", "Ukrainian SSR (now Ukraine)".

    Several joined by "and", "," or "/" come apart. Whether each is a country is for the caller to
    see.
    """
    if found := _NOW.search(written):
        return ((found[1] or found[2]).strip(),)
    bare = " ".join(_ADDED.sub(" ", written).split())
    return tuple(part for part in _BETWEEN.split(bare) if part)
