"""The sources that the service itself keeps: upheld complaints, and accounts entered by hand."""

from __future__ import annotations

from screening.human_rights.complaints import SOURCE_ID
from screening.human_rights.source import Source

COMPLAINTS = Source(
    id=SOURCE_ID,
    title="Complaints received and upheld",
    owner="the keeper of this service",
    url="",
    form="decisions on complaints, as they are made",
    licence="own use",
    cadence="with each complaint that is upheld",
    ceiling="regulator_determination",
    coverage=(
        "Only what was brought here, admitted, investigated and upheld: who was harmed may not "
        "know of this way, or may not dare to take it."
    ),
)
ENTERED = Source(
    id="entered",
    title="Accounts entered one by one",
    owner="the keeper of this service",
    url="",
    form="rows of the incident register, sent over REST",
    licence="the publishers'",
    cadence="as focal points add to it",
    ceiling="final_judgment",
    coverage="Holds what focal points entered and nothing else: absence from it proves nothing.",
)
