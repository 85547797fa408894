"""Evidence besides the name: birth date, country, gender, identifiers, address, kind.

Each piece of evidence is one level of agreement or contradiction with a fitted weight. What one
side does not say weighs nothing.
"""

from __future__ import annotations

from typing import NamedTuple

from screening.matching.facts import Facts, Span, day, is_person

# The numbers of these schemes belong to one bearer for good: another number, another bearer.
_PERMANENT = frozenset({"lei", "imo", "isin", "swift_bic", "mmsi"})
_WORLDWIDE = _PERMANENT | {"ungm", "duns"}
_NEAR_YEARS = 2
_FAR_YEARS = 5
_DAYS_IN_YEAR = 366
_LEAST_WORDS = 2

Number = tuple[str, str, str]


class Evidence(NamedTuple):
    """One level reached: `level` names its weight; `contradicts` tells which way it points."""

    feature: str
    level: str
    left: str
    right: str
    similarity: float
    sentence: str
    contradicts: bool = False


def compare_facts(left: Facts, right: Facts) -> list[Evidence]:
    """All that the two profiles say on the same question, in a fixed order."""
    return [found for ask in _ASKED if (found := ask(left, right)) is not None]


def _kind(left: Facts, right: Facts) -> Evidence | None:
    """A person is never an organisation; a ship or aircraft may be entered as one."""
    if "unknown" in (left.kind, right.kind) or is_person(left.kind) == is_person(right.kind):
        return None
    sentence = f"one is a {left.kind}, the other a {right.kind}"
    return Evidence("kind", "kind_differs", left.kind, right.kind, 0.0, sentence, contradicts=True)


def _births(left: Facts, right: Facts) -> Evidence | None:
    if not left.births or not right.births:
        return None
    levels = [(_birth_level(a, b), a, b) for a in left.births for b in right.births]
    level, a, b = min(levels, key=_likest)
    similarity, words = _BIRTHS[level]
    mine, theirs = _shown(a), _shown(b)
    contradicts = level in _AGAINST
    joined = "and" if contradicts else "with" if mine != theirs else ""
    said = f"{mine} {joined} {theirs}" if joined else mine
    return Evidence(
        "birth date", level, mine, theirs, similarity, f"birth date: {words} ({said})", contradicts
    )


def _likest(found: tuple[str, Span, Span]) -> tuple[int, Span, Span]:
    level, left, right = found
    return _ORDER.index(level), left, right


_BIRTHS: dict[str, tuple[float, str]] = {
    "birth_day": (1.0, "the same day"),
    "birth_swapped": (0.9, "the same, day and month swapped"),
    "birth_year": (0.8, "the same as far as it is known"),
    "birth_slip": (0.7, "one part of the date differs"),
    "birth_near": (0.5, "within two years"),
    "birth_apart": (0.2, "some years apart"),
    "birth_far": (0.0, "far apart"),
}
_ORDER = tuple(_BIRTHS)
_AGAINST = frozenset({"birth_slip", "birth_near", "birth_apart", "birth_far"})


def _birth_level(left: Span, right: Span) -> str:
    if left[0] == left[1] and right[0] == right[1]:
        return _day_level(left[0], right[0])
    if left[0] <= right[1] and right[0] <= left[1]:
        return "birth_year"
    a, b = sorted((left, right))
    return _year_level((day(b[0]) - day(a[1])).days)


def _day_level(left: str, right: str) -> str:
    if left == right:
        return "birth_day"
    one, two = day(left), day(right)
    if one.year == two.year and (one.month, one.day) == (two.day, two.month):
        return "birth_swapped"
    same = (one.year == two.year) + (one.month == two.month) + (one.day == two.day)
    if same == 2 and abs(one.year - two.year) in (0, 1, 10):  # noqa: PLR2004
        return "birth_slip"
    if (one.year == two.year and (one.month, one.day) == (1, 1)) or (
        (two.month, two.day) == (1, 1) and one.year == two.year
    ):
        return "birth_year"
    return _year_level(abs((one - two).days))


def _year_level(days: int) -> str:
    if days <= _NEAR_YEARS * _DAYS_IN_YEAR:
        return "birth_near"
    return "birth_apart" if days <= _FAR_YEARS * _DAYS_IN_YEAR else "birth_far"


def _shown(span: Span) -> str:
    first, last = span
    if first == last:
        return first
    if first[:4] == last[:4]:
        return first[:4] if first[5:] == "01-01" and last[5:] == "12-31" else first[:7]
    return f"{first[:4]} to {last[:4]}"


def _countries(left: Facts, right: Facts) -> Evidence | None:
    if agreed := left.countries & right.countries:
        shared = ", ".join(sorted(agreed))
        return Evidence("country", "country_same", shared, shared, 1.0, f"country agrees: {shared}")
    mine, theirs = left.countries or left.elsewhere, right.countries or right.elsewhere
    if not mine or not theirs:
        return None
    here, there = ", ".join(sorted(mine)), ", ".join(sorted(theirs))
    if linked := (left.countries | left.elsewhere) & (right.countries | right.elsewhere):
        sentence = f"both are linked to {', '.join(sorted(linked))}"
        return Evidence("country", "country_link", here, there, 0.6, sentence)
    level = "country_differs" if left.countries and right.countries else "country_unlinked"
    sentence = f"countries differ: {here} and {there}"
    return Evidence("country", level, here, there, 0.0, sentence, contradicts=True)


def _gender(left: Facts, right: Facts) -> Evidence | None:
    if not left.gender or not right.gender:
        return None
    if left.gender == right.gender:
        return Evidence(
            "gender", "gender_same", left.gender, right.gender, 1.0, f"both are {left.gender}"
        )
    sentence = f"one is {left.gender}, the other {right.gender}"
    return Evidence(
        "gender", "gender_differs", left.gender, right.gender, 0.0, sentence, contradicts=True
    )


def _identifiers(left: Facts, right: Facts) -> Evidence | None:
    """The same number of the same scheme and issuer is near proof; another one says less."""
    if not left.identifiers or not right.identifiers:
        return None
    pairs = [
        (one, other)
        for one in sorted(left.identifiers)
        for other in sorted(right.identifiers)
        if not _issuers_differ(one, other)
    ]
    shared = [(one, other) for one, other in pairs if one[1] == other[1]]
    if shared:
        return max((_same_number(one, other) for one, other in shared), key=lambda e: e.similarity)
    known = [(a, b) for a, b in pairs if a[0] == b[0] != "other"]
    if not known:
        return None
    one, other = min(known, key=lambda pair: pair[0][0] not in _PERMANENT)
    permanent = one[0] in _PERMANENT
    level = "identifier_permanent_differs" if permanent else "identifier_differs"
    sentence = f"another {_called(one[0])}: {one[1]} and {other[1]}"
    return Evidence("identifier", level, one[1], other[1], 0.0, sentence, contradicts=True)


def _same_number(one: Number, other: Number) -> Evidence:
    scheme, value, issuer = one
    if scheme != other[0]:
        sentence = f"the same number {value}, as {_called(scheme)} and {_called(other[0])}"
        return Evidence("identifier", "identifier_value", value, value, 0.8, sentence)
    if scheme in _WORLDWIDE or (issuer and issuer == other[2]):
        sentence = f"the same {_called(scheme)}: {value}"
        return Evidence("identifier", "identifier_same", value, value, 1.0, sentence)
    sentence = f"the same {_called(scheme)}: {value}; its issuer is not stated on both sides"
    return Evidence("identifier", "identifier_value", value, value, 0.9, sentence)


def _issuers_differ(one: Number, other: Number) -> bool:
    if one[0] in _WORLDWIDE and other[0] in _WORLDWIDE:
        return False
    return bool(one[2] and other[2] and one[2] != other[2])


def _called(scheme: str) -> str:
    known = {
        "lei": "LEI",
        "imo": "IMO number",
        "isin": "ISIN",
        "swift_bic": "BIC",
        "other": "number",
    }
    return known.get(scheme, scheme.replace("_", " "))


def _address(left: Facts, right: Facts) -> Evidence | None:
    if not left.address_words or not right.address_words:
        return None
    shared = sorted(left.address_words & right.address_words)
    if len(shared) < _LEAST_WORDS:
        return None
    words = ", ".join(shared[:4])
    return Evidence("address", "address_shared", words, words, 0.7, f"addresses share {words}")


_ASKED = (_kind, _births, _countries, _gender, _identifiers, _address)
