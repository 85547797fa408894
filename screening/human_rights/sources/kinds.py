"""From a title or a statement of grounds to a kind of harm, by words that are listed here.

A word can mislead, so what it gives is a first sorting: what is not recognised stays unclassified,
which counts as grave until a person has put it into its place.
"""

from __future__ import annotations

import re

from screening.human_rights.taxonomy import UNCLASSIFIED

_KILLING = (
    r"shootings?|wrongful death|executions?|killings?|killed|murder\w*|manslaughter"
    r"|homicides?|massacre\w*|deaths?"
)
# In this order: the first that is found decides, the gravest before the rest.
_HARM = (
    ("sexual_violence", r"rapes?|raped|sexual (?:assault|abuse|violence)s?"),
    ("torture", r"torture\w*|abu ghraib|ill[- ]treat\w*|cruel|prisoner mistreatment"),
    ("enforced_disappearance", r"disappearances?|disappeared|abduct\w*|kidnap\w*"),
    ("war_crime", r"war crimes?|genocide"),
    ("unlawful_killing", _KILLING),
    ("child_recruitment", r"child soldiers?|recruit\w* of (?:children|minors)"),
    ("forced_labour", r"forced labou?r|traffick\w*|slavery|debt bondage"),
    ("sexual_exploitation", r"sexual exploitation"),
    ("arbitrary_detention", r"arbitrary (?:arrest|detention)|unlawful detention"),
    ("discrimination", r"discriminat\w*|harass\w*|disabilities act"),
    ("retaliation", r"retaliat\w*|whistle-?blow\w*"),
    ("excessive_force", r"excessive force|assaults?|use of force"),
    ("wages", r"wages?|overtime|back pay|minimum wage"),
    ("privacy", r"wiretap\w*|privacy|surveillance"),
    ("mercenary_activity", r"mercenar\w*"),
    ("weapons_trafficking", r"arms traffick\w*|gun ?running"),
    ("export_control", r"firearms? violations?|export violations?|itar"),
    ("corruption", r"brib\w*|corrupt\w*|kickbacks?|fcpa"),
    ("fraud", r"fraud\w*|false claims?|collus\w*|embezzle\w*|obstructive|coercive"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _HARM)


def kind_of(text: str, default: str = UNCLASSIFIED) -> str:
    """The gravest kind of harm whose words stand in `text`, or `default`."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), default)
