"""Reading dates in the forms lists use. What cannot be read for sure is None, never a guess."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from screening.model import DateSpan
from screening.text.names import squeeze

LONGEST = 100
EARLIEST_YEAR = 1600
"""Below it lie the years of other calendars (Hijri, Persian) that some publishers print."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>\d{4})"
_CIRCA = re.compile(r"^(?:circa|approximately|approx|about|around|ca|c)(?:\.\s*|\s+|(?=\d))|^~\s*")
_CIRCA_AFTER = re.compile(r"[\s,]*\(?(?:circa|approximately|approx\.?)\)?$")
_ZONE = r"(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:z|[+-]\d\d:\d\d)?"

_FORMS = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_YEAR}-(?P<number>\d\d?)-(?P<day>\d\d?){_ZONE}",
        rf"{_YEAR}-(?P<number>\d\d)",
        _YEAR,
        rf"(?P<day>\d\d?|dd)(?P<sep>[/.-])(?P<number>\d\d?|mm)(?P=sep){_YEAR}",
        rf"(?P<number>\d\d?)/{_YEAR}",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th)?(?:\s+of)?[\s.-]*{_MONTH}[\s,.-]*{_YEAR}",
        rf"{_MONTH}\s*(?P<day>\d\d?)(?:st|nd|rd|th)?[\s,.]+{_YEAR}",
        rf"{_MONTH}[\s,.-]*{_YEAR}",
    )
)
_DECADE = re.compile(r"(\d{3}0)s", re.ASCII)
_BETWEEN = re.compile(r"(?:between|from)\s+(.+?)\s+(?:and|to|until)\s+(.+)")
_DASHES = str.maketrans("\N{EN DASH}\N{EM DASH}", "--")
_RANGE = re.compile(r"(.+?)\s+(?:to|until|-)\s+(.+)|(\d{4})\s*[-/]\s*(\d{4})", re.ASCII)


@lru_cache(maxsize=8192)
def parse_date(text: str) -> DateSpan | None:
    """A date, month, year or range as the days it may be; None for what is not surely one.

    Reads ISO days, months and years, "03 Jul 1972", "Jul 03, 2024", "Nov. 1969", day-first
    "03/07/1972" with "00", "dd" or "mm" where a part is unknown, "1970s", ranges ("1955-1958",
    "between 1955 and 1958", "between Aug. and Sep. 1977"), and "circa" or "approximately" around
    any of them. Impossible dates and ranges that end before they begin are None.
    """
    if len(text) > LONGEST:
        return None
    written = squeeze(text)
    bare = (
        written.lower()
        .translate(_DASHES)
        .removeprefix("born ")
        .removeprefix("in ")
        .removeprefix("on ")
    )
    bare, before = _CIRCA.subn("", bare)
    bare, after = _CIRCA_AFTER.subn("", bare)
    span = _single(bare) or _range(bare)
    if span is None:
        return None
    return DateSpan(span[0], span[1], circa=bool(before or after), text=written)


def parse_day(text: str) -> date | None:
    """One exact day, or None for everything else."""
    span = parse_date(text)
    return span.earliest if span is not None and span.exact else None


_Days = tuple[date, date]


def _single(text: str) -> _Days | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = {"month": None, "number": None, "day": None, **found.groupdict()}
            number = parts["number"]
            if parts["month"]:
                number = str(_MONTHS.index(parts["month"][:3]) + 1)
            return _days(int(found["year"]), _part(number), _part(parts["day"]))
    if found := _DECADE.fullmatch(text):
        first, last = _days(int(found[1]), 0, 0), _days(int(found[1]) + 9, 0, 0)
        return (first[0], last[1]) if first and last else None
    return None


def _part(text: str | None) -> int:
    """A day's or month's number; 0 where it is left open ("00", "dd", "mm")."""
    return int(text) if text and text.isdecimal() else 0


def _days(year: int, month: int, day: int) -> _Days | None:
    if year < EARLIEST_YEAR or month > len(_MONTHS) or (day and not month):
        return None
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if day > length:
        return None
    return date(year, month, day or 1), date(year, month, day or length)


def _range(text: str) -> _Days | None:
    found = _BETWEEN.fullmatch(text) or _RANGE.fullmatch(text)
    if not found:
        return None
    left, right = (part for part in found.groups() if part is not None)
    last = _single(right)
    if last is None:
        return None
    first = _single(left) or _single(f"{left} {last[1].year}")
    if first is None or first[0] > last[0] or first[1] > last[1]:
        return None
    return first[0], last[1]
