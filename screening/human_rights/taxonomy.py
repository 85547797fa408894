"""What can go wrong and how sure one can be: categories of harm, evidence classes, involvement.

Grave categories follow the HRDDP (A/67/775-S/2013/110), written for security forces and used
here by analogy. The numbers are defaults of the conduct model, open to ratification.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of harm. `grave` is the HRDDP class; `instrument` is what makes it a violation."""

    code: str
    label: str
    grave: bool
    instrument: str


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
    ("sexual_exploitation", "Sexual exploitation and abuse", "ST/SGB/2003/13 sect. 3"),
    ("arbitrary_detention", "Arbitrary detention", "ICCPR art. 9; ICoC paras. 33-34"),
    ("excessive_force", "Indiscriminate or excessive force", "ICoC paras. 30-32"),
    ("forced_labour", "Forced labour or trafficking", "ILO C29; ICoC para. 39"),
    ("wages", "Wages, hours and conditions of work", "ICESCR art. 7"),
    ("mercenary_activity", "Mercenary activity", "A/RES/44/34 art. 1"),
    ("weapons_trafficking", "Weapons trafficking", "A/RES/55/255 art. 5"),
    ("corruption", "Bribery or corruption", "UNCAC arts. 12 and 21"),
    ("fraud", "Fraud or embezzlement", "UNCAC art. 22"),
    ("discrimination", "Discrimination or harassment", "ICoC paras. 42 and 65"),
    ("other", "Other harm", ""),
)
CATEGORIES = {
    code: Category(code, label, code in _GRAVE, instrument) for code, label, instrument in _LABELS
}

# The most a class of evidence can be worth.
EVIDENCE_CLASSES = {
    "final_judgment": Fraction(1),
    "un_reasonable_grounds": Fraction(85, 100),
    "regulator_determination": Fraction(80, 100),
    "charge_pending": Fraction(60, 100),
    "credible_investigation": Fraction(40, 100),
    "special_procedures": Fraction(35, 100),
    "single_media": Fraction(20, 100),
    "unsourced": Fraction(5, 100),
}

# UNGP 13 and 19.
INVOLVEMENT = {
    "caused": Fraction(1),
    "contributed": Fraction(70, 100),
    "directly_linked": Fraction(40, 100),
}

REMEDIES = ("none", "acknowledged", "inquiry", "remedy_delivered", "non_repetition_verified")
