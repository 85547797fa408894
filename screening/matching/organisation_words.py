"""From the words of an organisation's name to its parts: forms, trade words, figures, acronyms."""

from __future__ import annotations

import re

from screening.matching.tokens import Role, Token, meant, number, organisation_token
from screening.matching.vocabulary import vocabulary
from screening.text.abjads import split_article
from screening.text.romanise import plain, syllables
from screening.text.scripts import ARABIC, HAN, HANGUL, KANA, script_of


def organisation_tokens(words: list[str]) -> list[Token]:
    """The parts of an organisation's name from its words."""
    known = vocabulary()
    words = _rejoined([piece for word in words for piece in _pieces(word)])
    bare = [known.signs.get(word.casefold()) or meant(plain(word)) for word in words]
    lost = _lost_vowels(words, bare)
    tokens: list[Token] = []
    place = 0
    while place < len(words):
        form, length = known.form_at(bare, place)
        if form and not (form != "pmc" and length == 1 and place == 0 and len(words) == 1):
            tokens.append(organisation_token(form, Role.FORM))
            place += length
            continue
        tokens.extend(_organisation_word(words[place], bare[place], lost=lost))
        place += 1
    return tokens


def _rejoined(words: list[str]) -> list[str]:
    """The words, a known one that was split in two put together again."""
    known = vocabulary()
    found: list[str] = []
    for word in words:
        before = found[-1] if found else ""
        joined = plain(before) + plain(word) if before.isascii() and word.isascii() else ""
        whole = len(joined) >= _LONG_WORD and (joined in known.concepts or (joined,) in known.forms)
        if found and whole and not (known.common(plain(before)) and known.common(plain(word))):
            found[-1] = before + word
        else:
            found.append(word)
    return found


def _lost_vowels(words: list[str], bare: list[str]) -> bool:
    """Whether the name as a whole was written without vowels: two of its words at least are."""
    return sum(_without_vowels(word, known) for word, known in zip(words, bare, strict=True)) > 1


def _without_vowels(word: str, known: str) -> bool:
    found = plain(word)
    return bool(_NO_VOWELS.match(found)) and (found != known or not vocabulary().common(found))


# A vowel at the start is kept even there.
_NO_VOWELS = re.compile(r"^[aeiou]?[^aeiouy0-9]{3,}$")
_LONG_ACRONYM = 6


def _pieces(word: str) -> list[str]:
    if script_of(word) in _UNSPACED and len(word) > 1:
        return _unspaced(word)
    if script_of(word) == ARABIC:
        return [split_article(word)[1]]
    if glued := _GLUED_CASE.match(word):
        return [piece for half in glued.groups() for piece in _pieces(half)]
    if word.isascii() and len(word) > _LONG_WORD:
        return _cut_at(word, vocabulary().parted(word.lower()))
    return [word]


def _cut_at(word: str, parts: tuple[str, ...]) -> list[str]:
    """The word as it is written, cut into pieces as long as `parts`."""
    found, start = [], 0
    for part in parts:
        found.append(word[start : start + len(part)])
        start += len(part)
    return found


_LONG_WORD = 7
# "KONGelectronics": two words of a name in capitals run together.
_GLUED_CASE = re.compile("^([A-Z]{2,})([a-z]{3,})$")


def _unspaced(word: str) -> list[str]:
    """Words of an unspaced name: legal forms cut off its ends, then what is known, then syllables.

    Only Han and Hangul are written syllable by syllable.
    """
    if len(word) < 2 or _is_form(word):  # noqa: PLR2004
        return [word]
    for cut in range(len(word) - 1, 1, -1):
        if _is_form(word[:cut]):
            return [word[:cut], *_unspaced(word[cut:])]
    if script_of(word) in {HAN, HANGUL}:
        return _syllable_words(word)
    for cut in range(len(word) - 1, 1, -1):
        if _is_form(word[-cut:]):
            return [*_unspaced(word[:-cut]), word[-cut:]]
    return [word]


def _is_form(word: str) -> bool:
    """Whether an unspaced word is a legal form; short ones would be found in any name."""
    written = plain(word)
    return len(written) >= _LONG_FORM and (written,) in vocabulary().forms


_UNSPACED = frozenset({HAN, HANGUL, KANA, "thai"})


def _syllable_words(word: str) -> list[str]:
    """Words of an unspaced name: the known ones cut out, the rest in romanised syllables."""
    known = vocabulary()
    whole = plain(word)
    if whole in known.concepts or (whole,) in known.forms:
        return [word]
    for cut in range(min(len(word) - 1, 6), 0, -1):
        tail = plain(word[-cut:])
        if (tail,) in known.forms or (cut > 1 and tail in known.concepts):
            return [*_syllable_words(word[:-cut]), word[-cut:]]
    return syllables(word)


def _organisation_word(word: str, bare: str, *, lost: bool) -> list[Token]:
    if not bare:
        return []
    if bare in vocabulary().stopwords:
        return [organisation_token(word, Role.STOPWORD)]
    figure = vocabulary().ordinals.get(bare) or number(bare)
    if figure and (bare.isdigit() or word.isupper() or bare in vocabulary().ordinals):
        return [organisation_token(figure, Role.NUMBER)]
    if len(bare) == 1:
        return [organisation_token(word, Role.INITIAL)]
    if bare in {"al", "el", "ul"}:
        return [organisation_token(word, Role.STOPWORD)]
    if not _NO_VOWELS.match(bare):
        return [organisation_token(word)]
    # Capitals without vowels are an acronym, unless the rest of the name has none either.
    acronym = word.isupper() and len(bare) < _LONG_ACRONYM
    return [organisation_token(word, vowelless=lost or (not acronym and bare[0] not in "aeiou"))]


def bears_form(words: list[str]) -> bool:
    """Whether a name bears a legal form, or two words of trade, as no person's name does."""
    known = vocabulary()
    bare = [plain(word) for word in words]
    place = 0
    while place < len(bare):
        form, length = known.form_at(bare, place)
        written = "".join(bare[place : place + length])
        if form and len(bare) > length and (written in _TELLING_FORMS or _long(written)):
            return True
        place += max(1, length)
    long = (word for word in bare if len(word) >= _LONG_TRADE)
    return len({known.concepts[word] for word in long if word in known.concepts}) > 1


def _long(form: str) -> bool:
    """Whether a legal form is long enough to be no name of a person."""
    return len(form) >= _LONG_FORM and form not in _ALSO_NAMES


_TELLING_FORMS = frozenset(
    {"ltd", "llc", "inc", "plc", "llp", "gmbh", "corp", "jsc", "sarl", "fze"}
)
_ALSO_NAMES = frozenset({"firma", "mussa"})
_LONG_FORM, _LONG_TRADE = 5, 6
