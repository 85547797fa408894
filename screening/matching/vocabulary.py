"""What the matcher knows about words: reads words.toml once and answers by romanised word."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import pycountry
from rapidfuzz.distance import OSA

from screening.text.romanise import plain
from screening.text.scripts import clean

Phrase = tuple[str, ...]
_LONGEST_PHRASE = 6
_SHORTEST_STEM = 5
_PLACE = 4
_LEAST_HEAD = 3
_LEAST_ENDING = 5
_LEAST_BARE = 3
_LEAST_MEANT = 5
# What a scanner takes for one letter.
_MISREAD = (("ri", "n"), ("rn", "m"), ("vv", "w"), ("cl", "d"))
_VOWELS = str.maketrans("", "", "aeiou")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words by their romanised spelling. `forms` maps a phrase to its class of legal form."""

    titles: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    stopwords: frozenset[str]
    forms: dict[Phrase, str]
    concepts: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    beginnings: tuple[str, ...]
    equivalents: dict[str, int]
    places: frozenset[str]
    ordinals: dict[str, str]
    bare: dict[str, str]
    endings: tuple[str, ...]
    cut: dict[str, tuple[str, ...]]
    signs: dict[str, str]

    def form_at(self, words: list[str], place: int) -> tuple[str, int]:
        """The legal form that begins at `place`, and how many words it takes; ("", 0) if none."""
        for length in range(min(_LONGEST_PHRASE, len(words) - place), 0, -1):
            found = self.forms.get(tuple(words[place : place + length]))
            if found is not None:
                return found, length
        return "", 0

    def spelt(self, word: str) -> str:
        """The known word that this one is without its vowels ("lmtd"), or the word itself."""
        return self.bare.get(word, word)

    def meant(self, word: str) -> str:
        """The known word that one slip of the keyboard made this one of, or the word itself."""
        if len(word) < _LEAST_MEANT or self.common(word):
            return word
        for seen, written in _MISREAD:
            if seen in word and word.replace(seen, written) in self.cut.get(
                word.replace(seen, written), ()
            ):
                return word.replace(seen, written)
        near = {known for letters in (word, *_shorter(word)) for known in self.cut.get(letters, ())}
        found = sorted(known for known in near if OSA.distance(word, known, score_cutoff=1) <= 1)
        return found[0] if found else word

    def common(self, word: str) -> bool:
        """Whether the tables know the word in any way."""
        return (
            word in self.concepts
            or (word,) in self.forms
            or word in self.places
            or word in self.ordinals
            or word in self.stopwords
            or self.concept(word) != word
        )

    def parted(self, word: str) -> tuple[str, ...]:
        """The word cut from a known one glued to its end or a legal form to its beginning."""
        if word in self.concepts or (word,) in self.forms:
            return (word,)
        if word.endswith(self.endings):
            end = next(end for end in self.endings if word.endswith(end))
            if len(word) - len(end) >= _LEAST_HEAD:
                return (word[: -len(end)], end)
        if word.startswith(self.endings):
            form = next((e for e in self.endings if (e,) in self.forms and word.startswith(e)), "")
            if form and len(word) - len(form) >= _LEAST_HEAD:
                return (form, word[len(form) :])
        return (word,)

    def known(self, word: str) -> bool:
        """Whether a word of an organisation's name is one of the vocabulary's own."""
        return word in self.concepts or word in self.places

    def concept(self, word: str) -> str:
        """The English word this one stands for, or the word itself."""
        found = self.concepts.get(self.spelt(word))
        if found is not None:
            return found
        if not word.startswith(self.beginnings):
            return word
        return next(english for stem, english in self.stems if word.startswith(stem))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary this version ships with."""
    text = resources.files("screening.matching").joinpath("words.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    concepts, stems = _concepts({**raw["concepts"]}, raw["abbreviations"])
    forms = _forms(raw["forms"])
    return Vocabulary(
        titles=_words(raw["titles"]),
        suffixes=_words(raw["suffixes"]),
        particles=_words(raw["particles"]),
        stopwords=_words(raw["stopwords"]),
        forms=forms,
        concepts=concepts,
        stems=stems,
        beginnings=tuple(stem for stem, _ in stems),
        equivalents=_equivalents(raw["equivalents"]["names"]),
        places=_words(raw["places"]) | _countries(),
        ordinals=_ordinals(raw["ordinals"]),
        bare=_bare(concepts, forms) | _short_forms(raw["abbreviations"], forms),
        endings=_endings(concepts, forms),
        cut=_cut(concepts, forms),
        signs={sign: form for form, signs in raw["signs"].items() for sign in signs.split()},
    )


def _ordinals(listed: str) -> dict[str, str]:
    lines = (line.split() for line in listed.splitlines())
    return {read(word): figure for figure, *words in lines for word in words}


def _forms(listed: dict[str, str]) -> dict[Phrase, str]:
    return {
        phrase: form
        for form, written in listed.items()
        for words in written.split("|")
        if (phrase := tuple(read(word) for word in words.split()))
    }


def _bare(concepts: dict[str, str], forms: dict[Phrase, str]) -> dict[str, str]:
    """Known words by what is left of them without vowels but the first; the first of two wins."""
    found: dict[str, str] = {}
    for word in [*concepts.values(), *_form_words(forms), *concepts]:
        left = word[:1] + word[1:].translate(_VOWELS)
        if word.isascii() and left != word and len(left) >= _LEAST_BARE:
            found.setdefault(left, word)
    return {left: word for left, word in found.items() if left not in concepts}


def _form_words(forms: dict[Phrase, str]) -> list[str]:
    """Legal forms of one word, and the longer words that forms of several are made of."""
    single = [phrase[0] for phrase in forms if len(phrase) == 1]
    return [*single, *(w for phrase in forms for w in phrase if len(w) >= _LEAST_MEANT)]


def _short_forms(abbreviations: dict[str, str], forms: dict[Phrase, str]) -> dict[str, str]:
    """Abbreviations of what is itself a legal form: "comp"."""
    return {
        read(word): english
        for english, listed in abbreviations.items()
        for word in listed.split()
        if (english,) in forms
    }


def _cut(concepts: dict[str, str], forms: dict[Phrase, str]) -> dict[str, tuple[str, ...]]:
    """Known words by what is left of them when any one letter is taken out, and by themselves."""
    found: dict[str, set[str]] = {}
    for word in {*_form_words(forms), *concepts, *concepts.values()}:
        if word.isascii() and len(word) >= _LEAST_MEANT:
            for letters in (word, *_shorter(word)):
                found.setdefault(letters, set()).add(word)
    return {letters: tuple(sorted(words)) for letters, words in found.items()}


def _shorter(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _endings(concepts: dict[str, str], forms: dict[Phrase, str]) -> tuple[str, ...]:
    single = {phrase[0] for phrase in forms if len(phrase) == 1}
    words = {word for word in single | set(concepts.values()) if len(word) >= _LEAST_ENDING}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def read(word: str) -> str:
    """A word of the tables as names are read: cleaned and romanised."""
    return plain(clean(word))


def _words(listed: str) -> frozenset[str]:
    return frozenset(read(word) for word in listed.split())


def _countries() -> frozenset[str]:
    """Words that occur in the name of one country only."""
    words = Counter(
        word
        for country in pycountry.countries
        for word in {read(word) for word in country.name.replace(",", " ").split()}
    )
    return frozenset(word for word, count in words.items() if count == 1 and len(word) >= _PLACE)


def _concepts(
    concepts: dict[str, str], abbreviations: dict[str, str]
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    found: dict[str, str] = {}
    stems: dict[str, str] = {}
    for english, listed in [*concepts.items(), *abbreviations.items()]:
        target = found.get(english, english)
        found.setdefault(english, target)
        for written in listed.split():
            word = read(written.rstrip("*"))
            if written.endswith("*") and len(word) >= _SHORTEST_STEM:
                stems.setdefault(word, target)
            if word:
                found.setdefault(word, target)
    return found, tuple(sorted(stems.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _equivalents(listed: str) -> dict[str, int]:
    """Spelling -> number of its group; a spelling of two groups joins the first."""
    found: dict[str, int] = {}
    for number, line in enumerate(listed.strip().splitlines()):
        for word in line.split():
            found.setdefault(word, number)
    return found
