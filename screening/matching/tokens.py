"""One part of a name: how it is written, what it may sound like, and what part it plays."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from screening.matching.rarity import bits, seen
from screening.matching.vocabulary import vocabulary
from screening.text.abjads import readings
from screening.text.romanise import plain, sounding
from screening.text.scripts import ARABIC, GREEK, HAN, HANGUL, HEBREW, KANA, LATIN, script_of
from screening.text.sounds import skeleton, sound


class Role(IntEnum):
    """What part a token plays. Only the first five are compared one with another."""

    NAME = 0
    PATRONYMIC = 1
    INITIAL = 2
    NUMBER = 3
    ACRONYM = 4
    PARTICLE = 5
    TITLE = 6
    SUFFIX = 7
    FORM = 8
    STOPWORD = 9


COMPARED = frozenset({Role.NAME, Role.PATRONYMIC, Role.INITIAL, Role.NUMBER, Role.ACRONYM})
_PATRONYMIC = re.compile(
    r"(?P<stem>.{3,}?)(?:[aeio]*viC|ovna|evna|auna|avna|euna|ivna|iCna|[iu]Cna|inicna)$"
)
_ROMAN = re.compile(r"^(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_NO_VOWEL = re.compile(r"^[^aeiouy0-9]{4,}$")
# Scripts that leave out some or all vowels, besides the abjads.
_VOWELS_UNWRITTEN = frozenset(
    {
        "devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu", "kannada",
        "malayalam", "thai", "lao",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """`sounds` and `skeletons` go in pairs, the likeliest reading first.

    `abjad` tells that vowels may be missing; `group` numbers the given names that are one name in
    several languages, 0 for none. `bits` is how rare the part is: log2 of one in how many names.
    Tokens are told apart by identity: equality of what they say is a matter of likeness.
    """

    text: str
    plain: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]
    role: Role
    abjad: bool = False
    native: bool = False
    group: int = 0
    bits: float = 0.0

    @property
    def syllables(self) -> int:
        """How many syllables signs of their own write: 0 where letters write the part."""
        signs = self.native and script_of(self.text) in {HAN, HANGUL}
        return len(self.text) if signs else 0


@lru_cache(maxsize=262144)
def person_token(text: str, role: Role = Role.NAME) -> Token:
    """A part of a person's name. `text` is a single cleaned word."""
    bare = plain(text)
    sounds, abjad, native = _readings(text, bare)
    found = _PATRONYMIC.match(sounds[0]) if role == Role.NAME and not abjad else None
    if found:
        role = Role.PATRONYMIC
    group = _group(bare, found.group("stem") if found else "")
    skeletons = tuple(skeleton(s) for s in sounds)
    rarity = _rarity(role, sounds, skeletons, abjad=abjad, organisation=False)
    return Token(text, bare, sounds, skeletons, role, abjad, native, group, rarity)


@lru_cache(maxsize=262144)
def organisation_token(
    text: str, role: Role = Role.NAME, *, vowelless: bool | None = None
) -> Token:
    """A part of an organisation's name; words shared by many languages sound alike.

    `vowelless` tells whether a word without vowels has lost them; only its name can tell.
    """
    bare = plain(text)
    if role == Role.NAME and bare.isdigit():
        role = Role.NUMBER
    concept = vocabulary().concept(meant(bare)) if role == Role.NAME else bare
    if concept != bare:
        sounds: tuple[str, ...] = (sound(concept),)
        abjad, native = False, not text.isascii()
    else:
        sounds, abjad, native = _readings(text, bare)
        if vowelless is not None and text.isascii():
            abjad = vowelless
    if role == Role.NUMBER:
        sounds = (number(bare),)
    skeletons = tuple(skeleton(s) for s in sounds)
    rarity = _rarity(role, sounds, skeletons, abjad=abjad, organisation=True)
    return Token(text, bare, sounds, skeletons, role, abjad, native, 0, rarity)


@lru_cache(maxsize=65536)
def meant(bare: str) -> str:
    """The known word an organisation's word was meant to be, vowels and slips put right.

    A word that other organisations bear is no slip.
    """
    spelt = vocabulary().spelt(bare)
    if spelt != bare or not bare.isascii() or seen(sound(bare), organisation=True):
        return spelt
    return vocabulary().meant(bare)


def _rarity(
    role: Role,
    sounds: tuple[str, ...],
    skeletons: tuple[str, ...],
    *,
    abjad: bool,
    organisation: bool,
) -> float:
    fixed = _FIXED_BITS.get(role)
    if fixed is not None:
        return fixed
    return bits(sounds, skeletons, abjad=abjad, organisation=organisation)


_FIXED_BITS = {Role.INITIAL: 4.0, Role.NUMBER: 7.0}


def number(word: str) -> str:
    """A number in plain digits: Roman numerals read, leading zeros dropped; "" if it is none."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if not word or not _ROMAN.match(word):
        return ""
    values = [_ROMAN_VALUES[c] for c in word]
    following = [*values[1:], 0]
    return str(sum(-v if v < n else v for v, n in zip(values, following, strict=True)))


def _readings(text: str, bare: str) -> tuple[tuple[str, ...], bool, bool]:
    script = script_of(text)
    if script in {ARABIC, HEBREW}:
        return readings(text, hebrew=script == HEBREW) or ("",), True, True
    native = script in {HAN, HANGUL, KANA} or not bare.isascii() or not text.isascii()
    heard = sound(_loose_korean(bare) if script == HANGUL else sounding(text))
    found = [heard]
    if bare[:1] == "j" and bare[1:2] in tuple("aou") and not _is_korean(bare):
        found.append(sound("y" + bare[1:]))
    if script == "cyrillic" and "г" in text.casefold():
        found.append(heard.replace("g", "h"))
    if script == GREEK:
        found.append(sound(_soft_greek(bare)))
    for printed, written in _MISREAD:
        if printed in bare:
            found.append(sound(bare.replace(printed, written)))
    if script == HANGUL or (script == LATIN and _may_be_korean(bare)):
        found.append(_korean(bare))
    abjad = script in _VOWELS_UNWRITTEN or bool(_NO_VOWEL.match(bare))
    return tuple(dict.fromkeys(s for s in found if s)) or ("",), abjad, native


def _soft_greek(bare: str) -> str:
    """Greek writes foreign d, g, h and j by letters that are read otherwise in its own words."""
    for written, heard in (("nt", "d"), ("gk", "g"), ("ch", "h"), ("tz", "j"), ("mp", "b")):
        bare = bare.replace(written, heard)
    return bare


# What a scanner takes for one letter.
_MISREAD = (("rn", "m"), ("vv", "w"))
_KOREAN = (
    ("young", "yong"), ("yung", "yong"), ("hyun", "hyon"), ("hyuk", "hyok"),
    ("eo", "o"), ("eu", "u"), ("oo", "u"), ("ee", "i"), ("yi", "i"), ("rh", "r"), ("ae", "e"),
    ("oe", "e"), ("ch", "c"), ("j", "c"), ("g", "k"), ("b", "p"), ("d", "t"), ("r", "l"),
    ("sh", "s"), ("ou", "u"), ("wu", "u"), ("ts", "c"),
)  # fmt: skip
_SYLLABLE = (
    r"(?:ch|sh|rh|[bcdghjklmnprst])?[yw]?(?:eo|eu|ae|oo|ou|oe|ee|[aeiou])(?:ng|ck|[nlmkpgb])?"
)
_KOREAN_WORD = re.compile(rf"^(?=.{{2,9}}$)(?:{_SYLLABLE}){{1,2}}$")
_KOREAN_SYLLABLE = re.compile(rf"^{_SYLLABLE}$")
# What tells a word of two syllables from the like of "Karim": vowels and endings of Korean.
_KOREAN_SIGNS = re.compile("eo|eu|y[aou]|wo|ng|ae|oo")
_KOREAN_FAMILIES = {
    family: heard
    for heard, families in {
        "i": "i lee yi ri rhee li", "pak": "park pak bak bag", "choe": "choi choe",
        "no": "noh roh no ro", "kim": "kim gim", "im": "im lim rim yim", "yu": "yu yoo ryu ryoo",
        "o": "o oh", "u": "u woo wu", "so": "seo suh so", "ho": "heo hur huh ho",
        "cong": "jeong jung chung jong chong cheong", "con": "jeon jun chun chon jon",
    }.items()
    for family in families.split()
}  # fmt: skip


def _may_be_korean(bare: str) -> bool:
    if bare in _KOREAN_FAMILIES or _KOREAN_SYLLABLE.match(bare):
        return True
    return bool(_KOREAN_WORD.match(bare) and _KOREAN_SIGNS.search(bare))


def _is_korean(bare: str) -> bool:
    """Whether it is a syllable that hardly any other language has: "Jong", but not "Jan"."""
    return bool(_KOREAN_SYLLABLE.match(bare) and _KOREAN_SIGNS.search(bare))


def _loose_korean(bare: str) -> str:
    """A syllable of the official romanisation as passports and lists mostly have it."""
    if bare in _USUAL_FAMILIES:
        return _USUAL_FAMILIES[bare]
    usual = bare.replace("eo", "o").replace("eu", "u")
    return _KOREAN_ONSET.sub(lambda found: _ONSETS[found.group()], usual)


_USUAL_FAMILIES = {"i": "ri", "gim": "kim", "bag": "pak", "choe": "choe"}
_KOREAN_ONSET = re.compile("^[gbd](?=[aeiouyw])")
_ONSETS = {"g": "k", "b": "p", "d": "t"}


def _korean(bare: str) -> str:
    """The sound under the looser Korean romanisations, set apart by a mark of its own."""
    read = _KOREAN_FAMILIES.get(bare, bare)
    for written, heard in _KOREAN:
        read = read.replace(written, heard)
    return "K" + re.sub(r"(.)\1+", r"\1", read)


def _group(bare: str, stem: str) -> int:
    groups = vocabulary().equivalents
    found = groups.get(bare)
    if found is None and stem:
        found = _stems().get(stem)
    return 0 if found is None else found + 1


@lru_cache(maxsize=1024)
def group_bits(group: int) -> float:
    """How rare a given name is counted in all its forms: "Jan" as "John" is as common as both."""
    forms = (word for word, number in vocabulary().equivalents.items() if number + 1 == group)
    common = sum(2.0 ** -person_token(form).bits for form in forms)
    return round(-math.log2(common) * 8.0) / 8.0


@lru_cache(maxsize=1)
def _stems() -> dict[str, int]:
    """Patronymic stems: the sounds of the given names, with and without their last vowel."""
    found: dict[str, int] = {}
    for word, group in vocabulary().equivalents.items():
        heard = sound(word)
        found.setdefault(heard, group)
        found.setdefault(re.sub("[aeiou]+$", "", heard), group)
    return found
