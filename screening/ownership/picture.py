"""The ownership picture as SVG: owners above, vendor below, shares on the lines. Deterministic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape

from screening.ownership.boxes import LINE, MARKS, Box, Drawing, Link, draw
from screening.ownership.graph import Graph
from screening.ownership.layers import Layout, lay_out

_GAP, _BEND, _MARGIN, _TITLE, _BETWEEN = 26, 10, 24, 48, 84
# Dark for frame and mark, light for the ground; both readable without colour.
_COLOURS = {
    "listed": ("#7a0c0c", "#ffe3e0"),
    "unknown": ("#5c5c5c", "#f1f1f1"),
    "person": ("#1d4e79", "#e8f1fa"),
    "list": ("#1d4e79", "#f4f8fc"),
    "state": ("#4a3b78", "#efeaf9"),
    "company": ("#33413b", "#ffffff"),
    "vendor": ("#0b5d3b", "#dff3e8"),
}
_LEGEND = (
    "Each line leads down from an owner, with its share; a dashed line leads back up. "
    "Double frame: may be listed. Dashed frame: unknown."
)
_STEEP = 0.12
_EDGE = 0.07
_LEVEL = 40
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a box or bend stands. A bend is as high as its row."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


def svg(
    graph: Graph, names: Mapping[str, str], listed: frozenset[str], company: str = "vendor"
) -> str:
    """The whole ownership of the company as one SVG document.

    `names` says what to call each party. Listed parties have a double frame, unknown ones a dashed
    one, and both say so in words; a dashed line leads back up, in a cycle.
    """
    drawing = draw(graph, names, listed, company)
    layout = lay_out(list(drawing.links) or [(company, company)], company)
    heading = f"Who stands behind {names.get(company, company)}, as of {graph.day}"
    spots, width, height = _places(layout, drawing, max(len(heading), len(_LEGEND) * 2 // 3))
    title = escape(heading)
    lines, labels = _links(drawing, layout, spots)
    return "\n".join(
        [
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
                f'width="{width:.0f}" height="{height:.0f}" role="img" '
                'font-family="Helvetica, Arial, sans-serif" font-size="12">'
            ),
            f"<title>{title}</title>",
            '<rect width="100%" height="100%" fill="#ffffff"/>',
            f'<text x="{_MARGIN}" y="26" font-size="15" font-weight="bold">{title}</text>',
            f'<text x="{_MARGIN}" y="45" font-size="11" fill="#5c5c5c">{_LEGEND}</text>',
            *lines,
            *(_box(box, spots[name]) for name, box in sorted(drawing.boxes.items())),
            *labels,
            "</svg>",
            "",
        ]
    )


def _places(layout: Layout, drawing: Drawing, title: int) -> tuple[dict[str, _Spot], float, float]:
    """Where everything stands, and the size of the picture; the title has so many letters."""
    boxes = drawing.boxes
    widths = {n: float(boxes[n].width if n in boxes else _BEND) for row in layout.rows for n in row}
    sums = [sum(widths[name] + _GAP for name in row) - _GAP for row in layout.rows]
    tall = [max((boxes[n].height for n in row if n in boxes), default=46) for row in layout.rows]
    width = max([*sums, 9.2 * title]) + 2 * _MARGIN
    height = _TITLE + sum(tall) + (len(tall) - 1) * _BETWEEN + 2 * _MARGIN
    spots = {}
    floor = float(height - _MARGIN)
    for number, row in enumerate(layout.rows):
        left = (width - sums[number]) / 2
        for name in row:
            high = float(boxes[name].height if name in boxes else tall[number])
            spots[name] = _Spot(left=left, top=floor - high, width=widths[name], height=high)
            left += widths[name] + _GAP
        floor -= tall[number] + _BETWEEN
    return spots, width, float(height)


def _links(
    drawing: Drawing, layout: Layout, spots: Mapping[str, _Spot]
) -> tuple[list[str], list[str]]:
    """The lines and their texts. Each line leaves its owner at a place of its own."""
    leaving: defaultdict[str, list[Link]] = defaultdict(list)
    for link in sorted(drawing.links):
        leaving[link[0]].append(link)
    lines, labels = [], []
    for owner, links in sorted(leaving.items()):
        links.sort(key=lambda link: (_towards(link, layout, spots), link))
        for number, link in enumerate(links, start=1):
            part = number / (len(links) + 1)
            if spots[owner].bottom >= spots[link[1]].bottom:
                # The owners' own lines arrive at the middle of the top: stay clear of them.
                part = _EDGE if _towards(link, layout, spots) < spots[owner].middle else 1 - _EDGE
            start = spots[owner].left + spots[owner].width * part
            stops, upwards = _stops(link, start, layout, spots)
            lines.append(_curve(stops, dashed=upwards))
            labels.append(_label(drawing.links[link], stops, upwards=upwards))
    return lines, labels


def _towards(link: Link, layout: Layout, spots: Mapping[str, _Spot]) -> float:
    bends = layout.bends.get(link, ())
    return spots[bends[0] if bends else link[1]].middle


def _stops(
    link: Link, start: float, layout: Layout, spots: Mapping[str, _Spot]
) -> tuple[list[Point], bool]:
    owner, company = (spots[end] for end in link)
    upwards = owner.bottom >= company.bottom
    stops = [(start, owner.top if upwards else owner.bottom)]
    for bend in layout.bends.get(link, ()):
        spot = spots[bend]
        through = [(spot.middle, spot.top), (spot.middle, spot.bottom)]
        stops += reversed(through) if upwards else through
    beside = abs(owner.bottom - company.bottom) < 1
    stops.append((company.middle, company.bottom if upwards and not beside else company.top))
    return stops, upwards


def _curve(stops: Sequence[Point], *, dashed: bool) -> str:
    path = f"M{stops[0][0]:.1f},{stops[0][1]:.1f}"
    for one, other in pairwise(stops):
        half = (one[1] + other[1]) / 2
        if dashed and abs(one[1] - other[1]) < _LEVEL:
            # Owners in one row, who own each other: an arc over the boxes between them.
            half = min(one[1], other[1]) - min(70, 24 + abs(one[0] - other[0]) * 0.06)
        path += f" C{one[0]:.1f},{half:.1f} {other[0]:.1f},{half:.1f} {other[0]:.1f},{other[1]:.1f}"
    dash = ' stroke-dasharray="6 4"' if dashed else ""
    return f'<path d="{path}" fill="none" stroke="#7d8790" stroke-width="1.2"{dash}/>'


def _label(texts: Sequence[str], stops: Sequence[Point], *, upwards: bool) -> str:
    """The text stands at the owner's end, where no other owner's can be."""
    slant = max(-24.0, min(24.0, (stops[1][0] - stops[0][0]) * _STEEP))
    step = -13 if upwards else 13
    x, y = stops[0][0] + slant, stops[0][1] + (-8 if upwards else 15)
    return "\n".join(
        f'<text x="{x:.1f}" y="{y + step * number:.1f}" text-anchor="middle" font-size="11" '
        f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{escape(text)}</text>'
        for number, text in enumerate(texts)
        if text
    )


def _box(box: Box, spot: _Spot) -> str:
    dark, light = _COLOURS[box.kind]
    dash = ' stroke-dasharray="5 3"' if box.kind == "unknown" else ""
    parts = [
        f"<g><title>{escape(box.title)}</title>",
        (
            f'<rect x="{spot.left:.1f}" y="{spot.top:.1f}" width="{spot.width:.0f}" '
            f'height="{spot.height:.0f}" rx="{14 if box.kind == "person" else 3}" '
            f'fill="{light}" stroke="{dark}" stroke-width="1.5"{dash}/>'
        ),
    ]
    if box.kind == "listed":
        parts.append(
            f'<rect x="{spot.left + 3:.1f}" y="{spot.top + 3:.1f}" width="{spot.width - 6:.0f}" '
            f'height="{spot.height - 6:.0f}" fill="none" stroke="{dark}"/>'
        )
    parts += _listed_lines(box, spot) if box.kind == "list" else _centred(box, spot, dark)
    return "\n".join([*parts, "</g>"])


def _centred(box: Box, spot: _Spot, dark: str) -> list[str]:
    texts = [(text, 12, "normal", "#111111") for text in box.lines]
    if box.note:
        texts.append((box.note, 10, "bold", "#5c5c5c"))
    if box.kind in MARKS:
        texts.append((MARKS[box.kind], 10, "bold", dark))
    top = spot.top + spot.height / 2 - (len(texts) - 1) * LINE / 2 + 4
    return [
        f'<text x="{spot.middle:.1f}" y="{top + number * LINE:.1f}" text-anchor="middle" '
        f'font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(text)}</text>'
        for number, (text, size, weight, colour) in enumerate(texts)
    ]


def _listed_lines(box: Box, spot: _Spot) -> list[str]:
    rows = -(-len(box.lines) // box.columns)
    return [
        f'<text x="{spot.left + 10 + number // rows * 190:.1f}" '
        f'y="{spot.top + 19 + number % rows * LINE:.1f}" font-size="11">{escape(text)}</text>'
        for number, text in enumerate(box.lines)
    ]
