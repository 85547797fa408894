"""The EBRD's ineligible entities, its own and those of the banks whose sanctions it carries out."""

from __future__ import annotations

from screening.lists.debarment import parser
from screening.lists.debarment_table import Layout
from screening.lists.source import ListSource
from screening.model import Effect

LIST_ID = "ebrd"

LAYOUT = Layout(
    list_id=LIST_ID,
    bank="European Bank for Reconstruction and Development",
    columns={
        "name": ("firm name", "name"),
        "starts": ("ineligible from",),
        "ends": ("ineligible until",),
        "notice": ("notice effective at ebrd",),
        "address": ("address",),
        "nationality": ("nationality",),
        "institution": ("originating institution",),
        "grounds": ("prohibited practice",),
    },
)

SOURCE = ListSource(
    id=LIST_ID,
    title="EBRD Ineligible Entities",
    publisher="European Bank for Reconstruction and Development",
    licence="EBRD, public information",
    effect=Effect.REFERS,
    formats=("csv", "xlsx"),
    minimum=500,
    maximum=10_000,
    # Whole groups of companies are sanctioned together, and released on one day.
    max_shrink=0.30,
    parse=parser(LAYOUT, "ebrd/1"),
)
