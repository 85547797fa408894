"""How much one word of a name says: legal forms, trade words and particles say little."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

ORDINARY = 1.0
LITTLE = 0.2
LEAST = 0.1


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "al el ul ur bin ben ibn bint abd abu abou um umm ould walad van von der den de del della di "
    "da do dos du la le las los the of and und et for"
)
_TITLES = _words("mr mrs ms miss dr prof sir haji hajji jr sr")
_LEGAL_FORMS = _words(
    "ltd limited llc llp lp inc incorporated corp corporation co company cie plc gmbh ag kg ohg ug "
    "sa sarl sas sasu sl srl spa sca bv nv oy oyj ab as asa aps fze fzco fzc fz pty pte pvt jsc "
    "ojsc cjsc pjsc ooo oao zao pao ao tov kft zrt doo sia uab ou ltda lda eirl sdn bhd kk "
    "limitada anonyme sociedad societe responsabilite"
)
_TRADE_WORDS = _words(
    "group groupe grupo gruppa holding holdings international intl global worldwide general "
    "trading trade services service solutions systems enterprise enterprises industries "
    "investment investments security defence defense protection guard guards military private "
    "tactical risk management consulting consultants logistics pmc psc pmsc foundation "
    "organization organisation association agency bureau office branch center centre"
)
_PERSON = dict.fromkeys(_PARTICLES | _TITLES, LITTLE)
_OTHER = (
    dict.fromkeys(_PARTICLES, LITTLE)
    | dict.fromkeys(_TRADE_WORDS, LITTLE)
    | dict.fromkeys(_LEGAL_FORMS, LEAST)
)
_SHORTEST_TO_MISSPELL = 5
_LONG = {
    person: sorted(word for word in table if len(word) >= _SHORTEST_TO_MISSPELL)
    for person, table in ((True, _PERSON), (False, _OTHER))
}


@lru_cache(maxsize=65_536)
def weight(word: str, *, person: bool) -> float:
    """What `word` weighs in a name, up to 1. A long trade word with one slip is still that word."""
    table = _PERSON if person else _OTHER
    if word in table:
        return table[word]
    if len(word) < _SHORTEST_TO_MISSPELL:
        return ORDINARY
    near = extractOne(word, _LONG[person], scorer=OSA.distance, score_cutoff=1)
    return table[near[0]] if near else ORDINARY
