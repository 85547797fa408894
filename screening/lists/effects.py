"""What being listed means for a UN award, by regime. The catalogue may override any of it.

A Security Council listing bars, whoever repeats it. A State's own sanctions bind that State and
those under it, not the Organisation: they send the vendor to a person. Measures that touch only
securities, correspondent accounts or single export licences inform. Of several regimes the
strictest counts, and one that no table knows refers.
"""

from __future__ import annotations

from collections.abc import Iterable

from screening.model import Effect

_ORDER = (Effect.BARS, Effect.REFERS, Effect.INFORMS)

_OFAC = {
    "CMIC-EO13959": Effect.INFORMS,  # trade in securities of military-industrial companies
    "561-Related": Effect.INFORMS,  # correspondent and payable-through accounts (31 CFR 561)
    "561LIST": Effect.INFORMS,
}

# By the abbreviation that the Consolidated Screening List puts in brackets in its `source`.
_CSL = {
    "SDN": Effect.REFERS,  # blocked property
    "FSE": Effect.REFERS,  # foreign sanctions evaders
    "SSI": Effect.REFERS,  # sectoral sanctions
    "PLC": Effect.REFERS,  # transactions are rejected
    "NS-MBS": Effect.REFERS,  # menu-based sanctions
    "ISN": Effect.REFERS,  # proliferation
    "DTC": Effect.REFERS,  # debarred from the arms trade (ITAR)
    "DPL": Effect.REFERS,  # denied all export privileges
    "EL": Effect.REFERS,  # acts against the State's security or foreign policy
    "CMIC": Effect.INFORMS,  # securities only
    "CAP": Effect.INFORMS,  # correspondent accounts only
    "MEU": Effect.INFORMS,  # military end user: some exports need a licence
    "UVL": Effect.INFORMS,  # could not be verified
}

# EU programmes that do nothing but carry out Security Council listings.
_EU_OF_THE_UN = frozenset(
    {
        "TAQA",  # Regulation (EC) 881/2002: ISIL and Al-Qaida
        "AFG",  # Regulation (EU) 753/2011: the Taliban
        "IRQ",  # Regulation (EC) 1210/2003: the former government of Iraq
    }
)

# By FollowTheMoney topic, as OpenSanctions uses them.
_TOPICS = {
    "sanction": Effect.REFERS,
    "sanction.linked": Effect.INFORMS,
    "sanction.counter": Effect.INFORMS,
    "debarment": Effect.REFERS,
    "export.control": Effect.REFERS,
    "export.control.linked": Effect.INFORMS,
    "export.risk": Effect.INFORMS,
    "reg.action": Effect.INFORMS,
    "reg.warn": Effect.INFORMS,
    "corp.disqual": Effect.INFORMS,
    "wanted": Effect.REFERS,
    "crime.war": Effect.REFERS,
    "crime.terror": Effect.REFERS,
    "crime.traffick.human": Effect.REFERS,
    "crime": Effect.INFORMS,
    "role": Effect.INFORMS,
    "poi": Effect.INFORMS,
    "gov": Effect.INFORMS,
}
_UN_DATASETS = frozenset({"un_sc_sanctions"})


def strongest(effects: Iterable[Effect]) -> Effect:
    """The strictest of these; `refers` if there is none."""
    return min(effects, key=_ORDER.index, default=Effect.REFERS)


def autonomous(*, un_listed: bool) -> Effect:
    """A national or regional list's own entry refers; one that carries out a UN listing bars."""
    return Effect.BARS if un_listed else Effect.REFERS


def of_eu(programmes: Iterable[str], *, un_listed: bool) -> Effect:
    return autonomous(un_listed=un_listed or not _EU_OF_THE_UN.isdisjoint(programmes))


def of_ofac(programmes: Iterable[str]) -> Effect:
    return strongest(_OFAC.get(programme, Effect.REFERS) for programme in programmes)


def of_csl(abbreviation: str) -> Effect:
    return _CSL.get(abbreviation, Effect.REFERS)


def of_topics(topics: Iterable[str], datasets: Iterable[str]) -> Effect:
    """By topic, or by the topic's family ("crime.fin" is a "crime"); a UN data set bars."""
    if not _UN_DATASETS.isdisjoint(datasets):
        return Effect.BARS
    found = (
        _TOPICS.get(topic) or _TOPICS.get(topic.split(".")[0], Effect.REFERS) for topic in topics
    )
    return strongest(found)
