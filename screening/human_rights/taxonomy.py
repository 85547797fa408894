"""What can go wrong and how sure one can be: categories of harm, standards of proof, attribution.

Grave categories follow the HRDDP (A/67/775-S/2013/110), written for security forces and used
here by analogy. The numbers that belong to these codes are in `weights.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of harm. `grave` is the HRDDP class; `instrument` is what makes it a violation."""

    code: str
    label: str
    grave: bool
    instrument: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of proof. `most` is the highest evidence class that it can carry."""

    code: str
    label: str
    most: str


UNCLASSIFIED = "unclassified"
"""Human-rights harm nobody has put into a category yet: it counts as grave until somebody does."""

_GRAVE = frozenset(
    {
        "unlawful_killing",
        "torture",
        "enforced_disappearance",
        "sexual_violence",
        "enslavement",
        "war_crime",
        "crime_against_humanity",
        "child_recruitment",
        "refoulement",
        UNCLASSIFIED,
    }
)

_LABELS = (
    ("unlawful_killing", "Unlawful killing", "ICCPR art. 6; ICoC paras. 30-32"),
    ("torture", "Torture or ill-treatment", "CAT arts. 1 and 16; ICoC paras. 35-37"),
    ("enforced_disappearance", "Enforced disappearance", "ICPPED art. 2"),
    ("sexual_violence", "Rape and comparable sexual violence", "ICoC para. 38"),
    ("enslavement", "Enslavement", "ICCPR art. 8"),
    ("war_crime", "War crime", "Rome Statute art. 8"),
    ("crime_against_humanity", "Crime against humanity", "Rome Statute art. 7"),
    ("child_recruitment", "Recruitment of children", "CRC-OPAC art. 4"),
    ("refoulement", "Return to a place of danger", "1951 Refugee Convention art. 33"),
    (UNCLASSIFIED, "Human-rights harm not yet classified", ""),
    ("sexual_exploitation", "Sexual exploitation and abuse", "ST/SGB/2003/13 sect. 3"),
    ("arbitrary_detention", "Arbitrary detention", "ICCPR art. 9; ICoC paras. 33-34"),
    ("excessive_force", "Indiscriminate or excessive force", "ICoC paras. 30-32"),
    ("forced_labour", "Forced labour or trafficking", "ILO C29; ICoC para. 39"),
    ("wages", "Wages, hours and conditions of work", "ICESCR art. 7"),
    ("health_safety", "Health and safety", "ICESCR art. 12; ICoC para. 64"),
    ("mercenary_activity", "Mercenary activity", "A/RES/44/34 art. 1"),
    ("weapons_trafficking", "Weapons trafficking", "A/RES/55/255 art. 5"),
    ("export_control", "Breach of export or arms control", ""),
    ("corruption", "Bribery or corruption", "UNCAC arts. 12 and 21"),
    ("fraud", "Fraud or embezzlement", "UNCAC art. 22"),
    ("retaliation", "Retaliation against who speaks up", "UNCAC art. 33; ICoC para. 67"),
    ("discrimination", "Discrimination or harassment", "ICoC paras. 42 and 65"),
    ("privacy", "Breach of privacy", "ICCPR art. 17"),
    ("environment", "Harm to the environment", "ICoC para. 64"),
    ("contract_breach", "Failure to perform a contract", ""),
    ("commercial", "Breach of competition, market, consumer or tax law", ""),
    ("other", "Other harm", ""),
)
CATEGORIES = {
    code: Category(code, label, code in _GRAVE, instrument) for code, label, instrument in _LABELS
}

EVIDENCE_CLASSES = {
    "final_judgment": "a final judgment or conviction",
    "un_reasonable_grounds": "a UN commission, mission or panel that finds reasonable grounds",
    "regulator_determination": "a determination by an NCP, ICoCA or a regulator",
    "charge_pending": "a charge or indictment that is pending",
    "credible_investigation": "one credible investigation by an NGO or the media",
    "special_procedures": "a communication of special procedures: an allegation, not a finding",
    "single_media": "a single media account",
    "unsourced": "nobody who can be named",
}

# UN commissions of inquiry work with reasonable grounds to believe (OHCHR, Guidance and Practice).
_STANDARDS = (
    ("allegation", "allegation", "credible_investigation"),
    ("investigation", "open investigation or charge", "charge_pending"),
    ("settlement", "settlement without a finding", "charge_pending"),
    ("reasonable_grounds", "reasonable grounds to believe", "un_reasonable_grounds"),
    ("finding", "finding by a body that decides", "final_judgment"),
    ("conviction", "conviction", "final_judgment"),
    ("acquittal", "acquittal", "final_judgment"),
)
STANDARDS = {code: Standard(code, label, most) for code, label, most in _STANDARDS}

# UNGP 13 and 19.
INVOLVEMENT = {
    "caused": "caused it",
    "contributed": "contributed to it",
    "directly_linked": "is directly linked to it by its business",
}

# Who did it, seen from the company that an account names; and how far a party is from the vendor.
PERPETRATORS = {
    "company": "vendor",
    "personnel": "vendor",
    "subsidiary": "subsidiary",
    "predecessor": "predecessor",
    "parent": "parent",
    "sister": "sister",
    "subcontractor": "subcontractor",
    "client": "client",
}
LINKS = {
    "vendor": "the vendor itself",
    "subsidiary": "a subsidiary the vendor controls",
    "predecessor": "a predecessor, or the same owner or leadership",
    "parent": "its parent",
    "sister": "a sister company",
    "subcontractor": "a subcontractor",
    "client": "a client",
}

REMEDIES = ("none", "acknowledged", "inquiry", "remedy_delivered", "non_repetition_verified")

# ICoC para. 48: convictions that keep a person from serving.
DISQUALIFYING_CONVICTIONS = (
    "battery",
    "murder",
    "arson",
    "fraud",
    "rape",
    "sexual_abuse",
    "organised_crime",
    "bribery",
    "corruption",
    "perjury",
    "torture",
    "kidnapping",
    "trafficking",
)
