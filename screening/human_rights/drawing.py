"""A timeline as SVG: the same timeline always gives the same bytes. Readable in grey and aloud."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from screening.human_rights.timeline import LANES, Mark, Timeline

WIDTH = 1000
_LEFT, _RIGHT, _TOP = 130, 20, 64
_ROW, _GAP, _BAR = 24, 14, 15
_LONGEST = 64
_LETTER = 6
_MOST_TICKS = 12
_TITLES = {
    "incident": "Incidents",
    "listing": "Listings",
    "licence": "Licences",
    "certification": "Certifications",
    "ownership": "Ownership",
    "decision": "Decisions",
}
_COLOURS = {
    "incident": "#9b2226",
    "listing": "#6a040f",
    "licence": "#1d5b79",
    "certification": "#2a6f4e",
    "ownership": "#5f4b8b",
    "decision": "#444444",
}
_STYLE = (
    "text{font:12px sans-serif;fill:#222;stroke:#fff;stroke-width:3px;paint-order:stroke}"
    ".title{font-size:16px;font-weight:bold}.lane{font-weight:bold}"
    ".tick{fill:#666;font-size:11px}.grid{stroke:#ddd}"
    ".today{stroke:#222;stroke-dasharray:4 3}"
)


def svg(shown: Timeline) -> str:
    """The timeline drawn, a band of rows for each lane that has marks; a <title> on each mark."""
    axis = _Axis(shown)
    body: list[str] = []
    top = _TOP
    for lane in LANES:
        rows = _rows([mark for mark in shown.marks if mark.lane == lane], axis)
        if rows:
            body.extend(_lane(lane, rows, axis, top))
            top += len(rows) * _ROW + _GAP
    undated = [
        f'<text x="{_LEFT}" y="{top + 16 * (n + 1)}" class="tick">Without a date: '
        f"{escape(_short(text))}</text>"
        for n, text in enumerate(shown.undated)
    ]
    height = top + 16 * len(undated) + 24
    label = escape(f"{shown.vendor}: record as at {shown.as_of}")
    size = f'width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">',
            f"<style>{_STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="16" y="24" class="title">{label}</text>',
            *axis.drawn(top),
            *body,
            *undated,
            "</svg>",
            "",
        ]
    )


class _Axis:
    """Days to places across the picture, over whole years."""

    def __init__(self, shown: Timeline) -> None:
        days = [mark.starts_on for mark in shown.marks]
        days += [mark.ends_on for mark in shown.marks if mark.ends_on]
        days.append(shown.as_of)
        self.as_of = shown.as_of
        self.first = date(min(days).year, 1, 1)
        self.last = date(max(days).year, 12, 31)

    def x(self, day: date) -> float:
        whole = (self.last - self.first).days
        along = (min(max(day, self.first), self.last) - self.first).days
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * along / whole, 1)

    def drawn(self, bottom: int) -> list[str]:
        """A line a year (or every few), and one for the day as at which it is drawn."""
        years = self.last.year - self.first.year + 1
        step = -(-years // _MOST_TICKS)
        lines = []
        for year in range(self.first.year, self.last.year + 1, step):
            x = self.x(date(year, 1, 1))
            lines.append(
                f'<line x1="{x}" y1="{_TOP - 16}" x2="{x}" y2="{bottom}" class="grid"/>'
                f'<text x="{x + 3}" y="{_TOP - 20}" class="tick">{year}</text>'
            )
        x = self.x(self.as_of)
        today = f'<line x1="{x}" y1="{_TOP - 16}" x2="{x}" y2="{bottom}" class="today">'
        return [*lines, f"{today}<title>{self.as_of}</title></line>"]


def _rows(marks: Sequence[Mark], axis: _Axis) -> list[list[Mark]]:
    """Marks laid into as few rows as keep bars and words from lying over each other."""
    rows: list[list[Mark]] = []
    ends: list[float] = []
    for mark in marks:
        first, last = _extent(mark, axis)
        place = next((n for n, end in enumerate(ends) if end < first), None)
        if place is None:
            rows.append([mark])
            ends.append(last)
        else:
            rows[place].append(mark)
            ends[place] = last
    return rows


def _extent(mark: Mark, axis: _Axis) -> tuple[float, float]:
    """From the leftmost to the rightmost point of a mark with its words."""
    first, last = _bar(mark, axis)
    words = len(_short(mark.label)) * _LETTER + 10
    if last + words > WIDTH - _RIGHT:
        return min(first, max(_LEFT, first - words)), last + 10
    return first, last + words


def _bar(mark: Mark, axis: _Axis) -> tuple[float, float]:
    first = axis.x(mark.starts_on)
    last = axis.x(mark.ends_on) if mark.ends_on else axis.x(axis.last) if mark.open_ended else first
    return min(first, last), max(first, last)


def _lane(lane: str, rows: Sequence[Sequence[Mark]], axis: _Axis, top: int) -> list[str]:
    drawn = [f'<text x="16" y="{top + _BAR}" class="lane">{_TITLES[lane]}</text>']
    for n, row in enumerate(rows):
        drawn.extend(_mark(mark, axis, top + n * _ROW) for mark in row)
    return drawn


def _mark(mark: Mark, axis: _Axis, top: int) -> str:
    first, last = _bar(mark, axis)
    colour = _COLOURS[mark.lane]
    middle = top + _BAR // 2
    if last - first < _BAR:
        shape = f'<circle cx="{first}" cy="{middle}" r="{_BAR / 2:g}" fill="{colour}"'
    else:
        width = round(last - first, 1)
        shape = (
            f'<rect x="{first}" y="{top}" width="{width}" height="{_BAR}" rx="3" fill="{colour}"'
        )
    opacity = f' fill-opacity="{_opacity(mark.weight)}"' if mark.weight else ""
    return (
        f"<g><title>{escape(_full(mark))}</title>{shape}{opacity}/>{_words(mark, axis, middle)}</g>"
    )


def _words(mark: Mark, axis: _Axis, middle: int) -> str:
    """The label after the mark; before it, or on it in white, where the picture ends."""
    first, last = _bar(mark, axis)
    text = escape(_short(mark.label))
    length = len(_short(mark.label)) * _LETTER
    if last + length + 10 <= WIDTH - _RIGHT:
        return f'<text x="{last + 9}" y="{middle + 4}">{text}</text>'
    if first - length - 10 >= _LEFT:
        return f'<text x="{first - 9}" y="{middle + 4}" text-anchor="end">{text}</text>'
    return f'<text x="{first + 5}" y="{middle + 4}" style="fill:#fff;stroke:none">{text}</text>'


def _opacity(weight: str) -> str:
    return f"{0.35 + 0.65 * min(max(float(weight), 0.0), 1.0):.2f}"


def _full(mark: Mark) -> str:
    until = f" to {mark.ends_on}" if mark.ends_on else " onwards" if mark.open_ended else ""
    weight = f" (x {mark.weight})" if mark.weight else ""
    return f"{mark.starts_on}{until}: {mark.label}{weight}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
