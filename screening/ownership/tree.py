"""The ownership picture as indented text for the command line: vendor first, owners below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.ownership.boxes import link_labels
from screening.ownership.explain import called
from screening.ownership.graph import Graph


def tree(
    graph: Graph, names: Mapping[str, str], listed: frozenset[str], company: str = "vendor"
) -> str:
    """One line a party and stake. A party met again is named, and its owners are not repeated."""
    labels = link_labels(graph, company)
    owners: dict[str, list[str]] = {}
    for owner, held in sorted(labels):
        owners.setdefault(held, []).append(owner)
    return "\n".join(_Text(graph, names, listed, labels, owners).lines(company))


class _Text:
    def __init__(
        self,
        graph: Graph,
        names: Mapping[str, str],
        listed: frozenset[str],
        labels: Mapping[tuple[str, str], tuple[str, ...]],
        owners: Mapping[str, list[str]],
    ) -> None:
        self.graph, self.names, self.listed = graph, names, listed
        self.labels, self.owners = labels, owners

    def lines(self, company: str) -> Iterator[str]:
        """Depth first without recursion: chains may be any length."""
        yield self.name(company)
        told = {company}
        todo = [(company, owner, "") for owner in reversed(self.owners.get(company, []))]
        last = {company: self.owners.get(company, [""])[-1] if company in self.owners else ""}
        while todo:
            held, owner, indent = todo.pop()
            is_last = last.get(held) == owner
            share = ", ".join(self.labels[owner, held])
            again = owner in told and bool(self.owners.get(owner))
            see = " (shown above)" if again else ""
            yield f"{indent}{'└─ ' if is_last else '├─ '}{share}  {self.name(owner)}{see}"
            if again:
                continue
            told.add(owner)
            above = self.owners.get(owner, [])
            last[owner] = above[-1] if above else ""
            deeper = indent + ("   " if is_last else "│  ")
            todo += [(owner, one, deeper) for one in reversed(above)]

    def name(self, party: str) -> str:
        text = called(party, self.names, self.graph)
        if party in self.listed:
            return f"{text} [MAY BE LISTED]"
        return f"{text} [UNKNOWN]" if party in self.graph.unknown else text
