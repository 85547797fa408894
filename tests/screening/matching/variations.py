"""The ways a name is written differently that no search may lose it by."""

import unicodedata


def reordered(text, rng):
    words = text.split()
    rng.shuffle(words)
    return " ".join(words)


def recased(text, _rng):
    return text.swapcase()


def without_diacritics(text, _rng):
    parts = unicodedata.normalize("NFD", text)
    return "".join(character for character in parts if not unicodedata.combining(character))


def slipped(text, rng):
    """One letter dropped, put in, replaced or swapped with the next, in the name's script."""
    letters = [place for place, character in enumerate(text) if character.isalpha()]
    place, other = rng.choice(letters), text[rng.choice(letters)]
    before, letter, after = text[:place], text[place], text[place + 1 :]
    return rng.choice(
        [
            before + after,
            before + other + letter + after,
            before + other + after,
            before + after[:1] + letter + after[1:],
        ]
    )


def rewritten(text, rng):
    """All that changes neither letters nor their order, at once."""
    return recased(without_diacritics(text, rng), rng)


VARIATIONS = (reordered, rewritten, slipped)


def too_short_to_slip(text):
    """Three letters or fewer: with one slip, as much of the name is wrong as may be right."""
    return sum(character.isalnum() for character in text) <= 3
