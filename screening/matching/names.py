"""Names made ready for comparing: words, their weights, and what could not be read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from screening.errors import ScreeningError
from screening.matching.words import ORDINARY, weight
from screening.model import Name, NameKind, PartyKind, Profile
from screening.text.names import readable, tokens

_SHOWN = 60
# Arabic and Hebrew vowel points, which most writers leave out; madda and hamza are letters' own.
_VOWEL_POINTS = dict.fromkeys([*range(0x064B, 0x0653), 0x0670, *range(0x05B0, 0x05BD)])


class UnreadableNameError(ScreeningError):
    """A party or entry without one name that can be compared: it is not checked, never clear."""


@dataclass(frozen=True, slots=True)
class ReadyName:
    """A name as words with weights. `core` is the weight of its ordinary words, `total` of all.

    `wholes` is the name as one string: romanised, and in its own letters where they are others,
    since one slip in another script may be three in Latin letters.
    """

    name: Name
    words: tuple[str, ...]
    weights: tuple[float, ...]
    total: float
    core: float
    wholes: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def weak(self) -> bool:
        return self.name.kind is NameKind.WEAK


@dataclass(frozen=True, slots=True)
class Ready:
    """A profile with each readable name once, strong before weak, and why the rest is not."""

    profile: Profile
    names: tuple[ReadyName, ...]
    unreadable: tuple[tuple[str, str], ...]


def make_ready(profile: Profile) -> Ready:
    """`profile` ready for comparing; `names` is empty where none can be read."""
    person = profile.kind is PartyKind.PERSON
    found: dict[tuple[str, ...], ReadyName] = {}
    for name in sorted(profile.names, key=lambda name: name.kind is NameKind.WEAK):
        words = () if readable(name.text) else tokens(name.text.translate(_VOWEL_POINTS))
        if words and words not in found:
            found[words] = _ready_name(name, words, person=person)
    return Ready(profile, tuple(found.values()), unreadable_names(profile))


def _ready_name(name: Name, words: tuple[str, ...], *, person: bool) -> ReadyName:
    weights = tuple(weight(word, person=person) for word in words)
    return ReadyName(
        name=name,
        words=words,
        weights=weights,
        total=sum(weights),
        core=sum(weighs for weighs in weights if weighs == ORDINARY),
        wholes=_wholes(name.text, words),
        numbers=tuple(sorted(numbers for word in words if (numbers := digits(word)))),
    )


def _wholes(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    romanised = "".join(words)
    folded = unicodedata.normalize("NFKC", text).casefold()
    written = "".join(c for c in folded if c.isalnum())
    return (romanised,) if written in (romanised, "") else (romanised, written)


def demand_readable(ready: Ready) -> None:
    """Raises UnreadableNameError where no name can be compared; a party without names included."""
    if ready.names:
        return
    if not ready.unreadable:
        raise UnreadableNameError("There is no name to compare: give at least one.")
    listing = " ".join(f'"{shown(text)}": {reason}' for text, reason in ready.unreadable)
    raise UnreadableNameError(f"No name could be compared. {listing}")


def unreadable_names(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Each name of the profile that cannot be compared, with the reason in one sentence."""
    reasons = ((name.text, readable(name.text)) for name in profile.names)
    return tuple((text, reason) for text, reason in reasons if reason)


def digits(word: str) -> str:
    """The digits of a word: those that differ make another number, not a slip."""
    return "" if word.isalpha() else "".join(c for c in word if c.isdigit())


def shown(text: str) -> str:
    """`text` fit for a sentence: printable and short."""
    short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if short.isprintable():
        return short
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)
