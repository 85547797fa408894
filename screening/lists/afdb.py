"""The African Development Bank's debarred entities, from the layout of the tables it shows.

It lists some people as firms; where the name tells, the kind is left open.
"""

from __future__ import annotations

from screening.lists.debarment import parser
from screening.lists.debarment_table import Layout
from screening.lists.source import ListSource
from screening.model import Effect

LIST_ID = "afdb"

LAYOUT = Layout(
    list_id=LIST_ID,
    bank="African Development Bank",
    columns={
        "name": ("name",),
        "starts": ("from", "from date"),
        "ends": ("to", "to date"),
        "kind": ("type",),
        "nationality": ("nationality",),
        "address": ("address",),
        "grounds": ("basis", "grounds"),
        "institution": ("institution", "source"),
    },
)

SOURCE = ListSource(
    id=LIST_ID,
    title="AfDB Debarred Entities",
    publisher="African Development Bank Group",
    licence="AfDB, public information",
    effect=Effect.REFERS,
    formats=("csv", "xlsx"),
    minimum=100,
    maximum=10_000,
    # Whole groups of companies are sanctioned together, and released on one day.
    max_shrink=0.30,
    parse=parser(LAYOUT, "afdb/1"),
)
