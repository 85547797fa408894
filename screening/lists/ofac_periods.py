"""Dates in the UN's sanctions data model: points, and periods that begin and end within bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from lxml import etree

from screening.lists.cells import text_of
from screening.model import DateSpan

_FIGURES = re.compile(r"[0-9]{0,4}")


def day_of(element: etree._Element | None) -> date | None:
    """The day in Year, Month and Day, or None if one of them is missing or impossible."""
    point = _point(element)
    return point[0] if point and point[0] == point[1] else None


def span_of_period(period: etree._Element | None) -> DateSpan | None:
    """From the first day a period may begin on to the last it may end on; None if it has none.

    Its text is the span in ISO form, shortened to a year where it is a whole year.
    """
    if period is None:
        return None
    points = [_point(element) for tag in ("From", "To") for element in period.iter(f"{{*}}{tag}")]
    days = [day for point in points if point for day in point]
    if not days or min(days) > max(days):
        return None
    circa = any(element.get("Approximate") == "true" for element in period.iter())
    earliest, latest = min(days), max(days)
    return DateSpan(earliest, latest, circa, _written(earliest, latest, circa=circa))


def _point(element: etree._Element | None) -> tuple[date, date] | None:
    if element is None:
        return None
    written = [text_of(element.find(f"{{*}}{tag}")) for tag in ("Year", "Month", "Day")]
    if not all(_FIGURES.fullmatch(part) for part in written):
        return None
    year, month, day = (int(part or 0) for part in written)
    try:
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        last = monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, day or last)
    except ValueError:
        return None


def _written(earliest: date, latest: date, *, circa: bool) -> str:
    about = "circa " if circa else ""
    if earliest == latest:
        return about + earliest.isoformat()
    if (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31):
        years = {earliest.year, latest.year}
        return about + (" to ".join(str(year) for year in sorted(years)))
    return f"{about}{earliest.isoformat()} to {latest.isoformat()}"
