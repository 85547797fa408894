"""The Inter-American Development Bank's sanctioned firms and individuals.

`Country` is where the project was, not where the party is, so it stays in the notes.
"""

from __future__ import annotations

from screening.lists.debarment import parser
from screening.lists.debarment_table import Layout
from screening.lists.source import ListSource
from screening.model import Effect

LIST_ID = "idb"

LAYOUT = Layout(
    list_id=LIST_ID,
    bank="Inter-American Development Bank",
    columns={
        "name": ("title", "name"),
        "starts": ("from",),
        "ends": ("to",),
        "kind": ("entity",),
        "other_names": ("other name",),
        "nationality": ("nationality",),
        "grounds": ("grounds",),
        "institution": ("source",),
        "sanction": ("idb sanction type",),
    },
)

SOURCE = ListSource(
    id=LIST_ID,
    title="IDB Group Sanctioned Firms and Individuals",
    publisher="Inter-American Development Bank",
    licence="IDB, public information",
    effect=Effect.REFERS,
    formats=("xlsx", "csv"),
    minimum=400,
    maximum=10_000,
    # Whole groups of companies are sanctioned together, and released on one day.
    max_shrink=0.30,
    parse=parser(LAYOUT, "idb/1"),
)
