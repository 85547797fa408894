"""What a romanised word sounds like, so that competing spellings of one name fall together.

`sound` folds the spelling habits of English, French, German, Polish, Swedish and the official
Cyrillic and Arabic schemes into one; `skeleton` keeps its consonants alone, in coarse classes.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Order matters: longer spellings first. Capitals stand for sounds of two letters:
# S = sh, C = ch, Z = zh.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"schtsch|stsch|shch|shtch|schch|chtch|szcz|sjtj|stj|sxc", "S"),
        (r"owitsch|ovitch|ovitsh|owicz|ovitj|ovits$|ovic$|ovych|avich|ovich|avic$", "oviC"),
        (r"ewitsch|evitch|evitsh|ewicz|evitj|evits$|evic$|evych|yevich|jevich|evich", "eviC"),
        (r"dsch|dzh|dsh|dj|dg(?=[eiy])|gj", "j"),
        (r"tsch|tch|tsh|tsj|cz|tj(?=$|[aeiou])", "C"),
        (r"sch|sh|sz|sj(?=[aeiou])", "S"),
        (r"^ch(?=[aeiou]i?[^aeiou]*$)|ch", "C"),
        (r"zh|zj|rz(?=[aey])", "Z"),
        (r"^x", "S"),
        (r"gu(?=[ei])", "g"),
        (r"kh|gh(?=t)", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"tz|ts|zz", "c"),
        (r"ck|q|c(?=[aoukrlh]|$)|kk", "k"),
        (r"c(?=[eiy])(?<=[^s]c)", "s"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"oo|ou|uu", "u"),
        (r"(?<=e)[yj](?=e)", ""),
        (r"ee(?=v)", "e"),
        (r"ee", "i"),
        (r"aa", "a"),
        (r"(?<=[aeioul])h$", ""),
        (r"^[yj](?=e)", ""),
        (r"(?<=[iey])j(?=$|[^aeiou])|(?<=[aou])j(?=$|[^aeiou])", "i"),
        (r"(?<=[^aeiou])j(?=[aeiou])", "i"),
        (r"(?<=[bcdfghklmnprstvzSCZ])[iyj]?e(?=[iy])", "e"),
        (r"yi|iy|ij|ii|yy|ie$|y", "i"),
        (r"ie", "e"),
        (r"iii|ii", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_CLASSES = str.maketrans({"C": "S", "c": "s", "Z": "j", "q": "k", "w": "v"})
_VOWELS = re.compile("[aeiouy]+")
_DOUBLES = re.compile(r"(.)\1+")


@lru_cache(maxsize=131072)
def sound(word: str) -> str:
    """The word's sound in letters; `word` is romanised, lower case. Equal sounds, equal strings."""
    heard = word
    for pattern, replacement in _RULES:
        heard = pattern.sub(replacement, heard)
    return heard or word


@lru_cache(maxsize=131072)
def skeleton(heard: str) -> str:
    """The consonants of a sound; a vowel at the start is kept as a mere "a"."""
    first = "a" if heard[:1] in "aeiouy" else ""
    consonants = _VOWELS.sub("", heard).translate(_CLASSES)
    trimmed = consonants[:-1] if len(consonants) > 1 and consonants[-1] == "h" else consonants
    return first + _DOUBLES.sub(r"\1", trimmed)
