"""The Asian Development Bank's published sanctions, from the layout of the table it shows."""

from __future__ import annotations

from screening.lists.debarment import parser
from screening.lists.debarment_table import Layout
from screening.lists.source import ListSource
from screening.model import Effect

LIST_ID = "adb"

LAYOUT = Layout(
    list_id=LIST_ID,
    bank="Asian Development Bank",
    columns={
        "name": ("name",),
        "starts": ("effect date", "effective date", "effect date from"),
        "ends": ("lapse date", "effect date to"),
        "kind": ("entity type", "type"),
        "other_names": ("other name", "other names"),
        "address": ("address",),
        "nationality": ("nationality", "country"),
        "grounds": ("grounds",),
        "sanction": ("sanction type",),
        "institution": ("originating institution", "source"),
    },
)

SOURCE = ListSource(
    id=LIST_ID,
    title="ADB Published Sanctions List",
    publisher="Asian Development Bank",
    licence="ADB, public information",
    effect=Effect.REFERS,
    formats=("csv", "xlsx"),
    minimum=100,
    maximum=10_000,
    # Whole groups of companies are sanctioned together, and released on one day.
    max_shrink=0.30,
    parse=parser(LAYOUT, "adb/1"),
)
