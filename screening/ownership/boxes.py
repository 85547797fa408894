"""What is in the boxes of the ownership picture, and what is on the lines between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from screening.ownership.explain import called
from screening.ownership.graph import Graph
from screening.ownership.intervals import shown
from screening.ownership.tables import Axis

Link = tuple[str, str]
MARKS = {"listed": "MAY BE LISTED", "unknown": "UNKNOWN", "vendor": "VENDOR", "state": "STATE"}
_SHORT = {Axis.CAPITAL: "", Axis.VOTES: " votes", Axis.PROFIT: " profit", Axis.SURPLUS: " surplus"}
_LINE_LENGTH, _LINES = 24, 2
_MOST_LEAVES, _COLUMN = 4, 14
WIDTH, LINE = 168, 15
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: `lines` in it, `note` a line for what nobody states, `kind` how it is drawn.

    A list has one line an owner, in so many `columns`.
    """

    name: str
    kind: str
    title: str
    lines: tuple[str, ...]
    note: str = ""
    columns: int = 1

    @property
    def width(self) -> int:
        return WIDTH if self.kind != "list" else self.columns * 190 + 12

    @property
    def height(self) -> int:
        rows = len(self.lines) + bool(self.note) + (self.kind in MARKS)
        if self.kind == "list":
            rows = -(-len(self.lines) // self.columns)
        return max(46, rows * LINE + 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The boxes by name, and the texts on each line from owner to company."""

    boxes: Mapping[str, Box]
    links: Mapping[Link, tuple[str, ...]] = field(default_factory=dict)


def draw(
    graph: Graph, names: Mapping[str, str], listed: frozenset[str], company: str = "vendor"
) -> Drawing:
    """Everyone above the company as boxes, and everything held as lines.

    The part nobody states is a note in the company's own box; more than four small owners of one
    company, themselves owned by nobody, are one box with a line each. Listed and unknown parties
    always have a box of their own.
    """
    links = link_labels(graph, company)
    open_parts = {link: texts for link, texts in links.items() if _undisclosed(link[0])}
    links = {link: texts for link, texts in links.items() if link not in open_parts}
    stated = {company, *(end for link in links for end in link)}
    notes = {link[1]: f"{', '.join(texts)} undisclosed" for link, texts in open_parts.items()}
    boxes = {
        name: Box(
            name=name,
            kind=_kind(name, graph, listed, company),
            title=called(name, names, graph),
            lines=tuple(_wrapped(called(name, names, graph))),
            note=notes.get(name, ""),
        )
        for name in stated
    }
    for held, leaves in _crowds(links, boxes).items():
        box = _list(held, leaves, links, boxes)
        boxes[box.name] = box
        links[box.name, held] = ("",)
        for leaf in leaves:
            del boxes[leaf], links[leaf, held]
    return Drawing(boxes=boxes, links=links)


def _undisclosed(name: str) -> bool:
    return name.startswith("undisclosed:")


def _crowds(links: Mapping[Link, object], boxes: Mapping[str, Box]) -> dict[str, list[str]]:
    """By company, the owners that nobody owns and that own nothing else, where they are many."""
    held_by: defaultdict[str, list[str]] = defaultdict(list)
    owned = {company for _, company in links}
    for owner, company in sorted(links):
        held_by[owner].append(company)
    crowds: defaultdict[str, list[str]] = defaultdict(list)
    for owner, companies in held_by.items():
        box = boxes[owner]
        plain = box.kind in ("person", "company", "state") and not box.note
        if len(companies) == 1 and owner not in owned and plain:
            crowds[companies[0]].append(owner)
    return {held: leaves for held, leaves in crowds.items() if len(leaves) > _MOST_LEAVES}


def _list(
    held: str, leaves: list[str], links: Mapping[Link, tuple[str, ...]], boxes: Mapping[str, Box]
) -> Box:
    lines = [
        f"{_cut(boxes[one].title)} \N{MIDDLE DOT} {', '.join(links[one, held])}" for one in leaves
    ]
    return Box(
        name=f"list:{held}",
        kind="list",
        title="; ".join(f"{boxes[one].title}: {', '.join(links[one, held])}" for one in leaves),
        lines=tuple(lines),
        columns=-(-len(lines) // _COLUMN),
    )


def link_labels(graph: Graph, company: str) -> dict[Link, tuple[str, ...]]:
    """For each owner and company above it what is on the line between them: shares and rights."""
    labels: defaultdict[Link, list[str]] = defaultdict(list)
    for name in sorted({company} | graph.above(company)):
        for axis, table in sorted(graph.tables.get(name, {}).items()):
            for one in table:
                if one.share.upper > 0:
                    sure = " (2 sources)" if one.merged and one.merged.confirmed else ""
                    text = f"{_brief(shown(one.economic))}{_SHORT[axis]}{sure}"
                    labels[one.holder, name].append(text)
        for power in graph.rights.get(name, ()):
            labels[power.holder, name].append(str(power.limb).replace("_", " "))
    tabled = {
        stake
        for tables in graph.tables.values()
        for t in tables.values()
        for h in t
        for stake in h.stakes
    }
    for one_sum in graph.sums:
        stake = one_sum.stake
        if not set(one_sum.stakes) & tabled and not stake.components:
            labels[stake.owner, stake.company].append(f"{_brief(shown(stake.share))} indirect")
    return {
        link: tuple(dict.fromkeys(texts)) for link, texts in labels.items() if link[0] != link[1]
    }


def _brief(text: str) -> str:
    short = text.replace("more than ", ">").replace("to less than", "to <")
    return short.replace(" % up to ", "\N{EN DASH}").replace("up to", "to")


def _kind(name: str, graph: Graph, listed: Iterable[str], company: str) -> str:
    if name in listed:
        return "listed"
    if name == company:
        return "vendor"
    if name in graph.unknown or ":" in name:
        return "unknown"
    if name in graph.persons:
        return "person"
    return "state" if name in graph.states else "company"


def _wrapped(text: str) -> list[str]:
    """At most two lines; what does not fit ends in an ellipsis and is whole in the title."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= _LINE_LENGTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    cut = lines[:_LINES]
    if len(lines) > _LINES:
        cut[-1] = f"{cut[-1][: _LINE_LENGTH - 1]}{ELLIPSIS}"
    return [_cut(line) for line in cut]


def _cut(text: str) -> str:
    return text if len(text) <= _LINE_LENGTH else f"{text[: _LINE_LENGTH - 1]}{ELLIPSIS}"
