"""Why nobody is named as an owner: the reasons of BODS, the registers' own codes, and our own.

A register's code says more than the BODS reason nearest to it, so it is what is kept and shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from screening.model import Stake
from screening.ownership import gleif, psc

ROLES = "held in trust for named roles"
"""The reason why nobody owns a share of a trust whose roles are all named."""
CODES = frozenset({*gleif.REASONS, *psc.REASONS})
_BODS: Mapping[str, str] = {
    "noBeneficialOwners": "dispersed",
    "subjectUnableToConfirmOrIdentifyBeneficialOwner": "not_identified",
    "interestedPartyHasNotProvidedInformation": "not_provided",
    "subjectExemptFromDisclosure": "exempt",
    "interestedPartyExemptFromDisclosure": "exempt",
    "unknown": "unknown",
    "informationUnknownToPublisher": "unknown",
}
# GLEIF put five older reasons into one in 2022: not public.
_GLEIF: Mapping[str, str] = {
    "NATURAL_PERSONS": "natural_persons",
    "NON_CONSOLIDATING": "non_consolidating",
    "NO_KNOWN_PERSON": "no_known_person",
    "NO_LEI": "no_lei",
    "NON_PUBLIC": "non_public",
    "CONSENT_NOT_OBTAINED": "non_public",
    "BINDING_LEGAL_COMMITMENTS": "non_public",
    "LEGAL_OBSTACLES": "non_public",
    "DISCLOSURE_DETRIMENTAL": "non_public",
    "DETRIMENT_NOT_EXCLUDED": "non_public",
}
MEANING: Mapping[str, str] = {
    **_BODS,
    **{code: _BODS[reason] for code, reason in psc.REASONS.items()},
    **_GLEIF,
    "anonymous": "anonymous",
    "bearerShares": "bearer_shares",
    "held in trust": "trust",
    ROLES: "trust",
    "nominator not named": "nominee",
    "undisclosed": "undisclosed",
    "no_data": "no_data",
}
SENTENCES: Mapping[str, str] = {
    "dispersed": "is said to have no beneficial owner: dispersed, each below the limit",
    "not_identified": "has an owner whom the company cannot identify",
    "not_provided": "has an owner who has not answered",
    "exempt": "is exempt from disclosure, as a listed company or a protected person",
    "natural_persons": "is said to be held by natural persons, none of whom is named",
    "non_consolidating": "is said to be held by somebody who draws up no consolidated accounts",
    "no_known_person": "is said to be controlled by no known person",
    "no_lei": "is said to be held by a parent that has no LEI and is not named",
    "non_public": "is said to be held by a parent that is not made public",
    "anonymous": "is held by somebody whose name is withheld",
    "unknown": "has an owner unknown to whoever stated it",
    "bearer_shares": "is in bearer shares: whoever has the paper owns it",
    "trust": "is held in trust: its roles are named or not, nobody owns a share",
    "nominee": "is held by a nominee for somebody not named",
    "undisclosed": "is not spoken of: the stakes stated leave it over",
    "no_data": "belongs to a company of which no stake is stated",
    "closed_loop": "is held by companies that own each other, with no owner outside",
    "range": "lies within the ranges in which stakes are stated",
    "entity": "ends with an organisation taken no further",
}


def reason(stake: Stake) -> str:
    """Why nobody is named for a stake: the register's own code where it gives one."""
    if stake.bearer:
        return "bearerShares"
    return stake.details if stake.details in CODES else stake.unspecified or "unknown"


def in_words(code: str) -> str:
    """A reason as people read it."""
    own = {
        "undisclosed": "stated by nobody",
        "no_data": "no stake is stated at all",
        "bearerShares": "bearer shares",
    }
    return (
        code.replace("_", " ").replace("-", " ").lower() if code in CODES else own.get(code, code)
    )
