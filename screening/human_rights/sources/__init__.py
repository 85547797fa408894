"""One module per source: `read` turns its export into accounts or memberships, all or nothing."""

from screening.human_rights.register import SOURCE as REGISTER
from screening.human_rights.source import Source
from screening.human_rights.sources import (
    cmad,
    courts,
    debarments,
    icoca,
    oecd_ncp,
    ohchr,
    panels,
    pogo,
    psed,
)

SOURCES: tuple[Source, ...] = (
    REGISTER,
    icoca.SOURCE,
    courts.SOURCE,
    panels.SOURCE,
    oecd_ncp.SOURCE,
    ohchr.SOURCE,
    debarments.SOURCE,
    pogo.SOURCE,
    psed.SOURCE,
    cmad.SOURCE,
)
"""Every source known, the strongest kind of evidence first."""

__all__ = ["SOURCES"]
