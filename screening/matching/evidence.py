"""Evidence beside the name: kind, identifiers, birth dates, countries, gender.

Each function returns the feature it found, or None where one side says nothing. Weights are match
weights in bits (Fellegi and Sunter, "A Theory for Record Linkage", 1969): above 0 raises, below
lowers. Until they are fitted to labelled pairs they are set by judgement.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

from screening.model import CountryRole, DateSpan, Feature, Gender, Identifier, PartyKind, Profile
from screening.text.identifiers import SCHEMES, clean

OTHER_KIND = -5.0
SAME_IDENTIFIER = 14.0
SAME_IDENTIFIER_ISSUER_UNKNOWN = 11.0
OTHER_IDENTIFIER = -0.5
SAME_BIRTH_DAY = 3.0
SAME_BIRTH_PERIOD = 1.5
CLOSE_BIRTH = -0.5
OTHER_BIRTH = -3.0
SAME_COUNTRY = 0.5
OTHER_COUNTRY = -1.0
OTHER_GENDER = -2.0

_ISSUED_WORLDWIDE = frozenset({"lei", "imo", "mmsi", "ungm", "swift_bic", "isin", "duns"})
_ONE_PER_BEARER = frozenset({"lei", "imo"})
_SHORTEST_NUMBER = 4
_CLOSE = timedelta(days=366)
CLOSE_AT_MOST = 2 * _CLOSE
_BELONGING = {CountryRole.NATIONALITY, CountryRole.INCORPORATION}


def kind(left: Profile, right: Profile) -> Feature | None:
    """A person is not a company, nor a company a ship."""
    if left.kind is right.kind or PartyKind.UNKNOWN in (left.kind, right.kind):
        return None
    one, other = left.kind.value, right.kind.value
    sentence = f"One is listed as {_a(one)}, the other as {_a(other)}."
    return Feature("kind", one, other, 0.0, OTHER_KIND, sentence)


def identifiers(left: Profile, right: Profile) -> Feature | None:
    """The same number of the same scheme and issuer is near proof; another number says little."""
    pairs = [
        (one, other)
        for one, other in product(left.identifiers, right.identifiers)
        if one.scheme == other.scheme and not _issuers_differ(one, other)
    ]
    same = [
        (o, p) for o, p in pairs if identifier_key(o) and identifier_key(o) == identifier_key(p)
    ]
    if same:
        return max((_agreeing(one, other) for one, other in same), key=lambda f: f.weight)
    for one, other in pairs:
        if one.scheme in _ONE_PER_BEARER:
            sentence = f"Their numbers differ ({_scheme(one)} {one.value} and {other.value})."
            return Feature("identifier", one.value, other.value, 0.0, OTHER_IDENTIFIER, sentence)
    return None


def identifier_key(identifier: Identifier) -> str:
    """What two equal identifiers have in common; "" for one too short to say anything."""
    scheme = identifier.scheme if identifier.scheme in SCHEMES else "other"
    value = clean(scheme, identifier.value)
    return f"{scheme}:{value}" if len(value) >= _SHORTEST_NUMBER else ""


def births(left: Profile, right: Profile) -> Feature | None:
    """The two birth dates that agree best; a publisher often gives several."""
    found = [_birth(one, other) for one, other in product(left.births, right.births)]
    return max(found, key=lambda feature: feature.weight) if found else None


def countries(left: Profile, right: Profile) -> Feature | None:
    """Any country in common supports; nationality or seat elsewhere speaks against."""
    one, other = _codes(left), _codes(right)
    if shared := one & other:
        code = min(shared)
        sentence = f"Both have a link to the same country ({code})."
        return Feature("country", code, code, 1.0, SAME_COUNTRY, sentence)
    home, abroad = _codes(left, _BELONGING), _codes(right, _BELONGING)
    if not home or not abroad:
        return None
    here, there = ", ".join(sorted(home)), ", ".join(sorted(abroad))
    sentence = f"They belong to different countries ({here} and {there})."
    return Feature("country", here, there, 0.0, OTHER_COUNTRY, sentence)


def gender(left: Profile, right: Profile) -> Feature | None:
    """Only a difference says anything."""
    if left.gender is right.gender or Gender.UNKNOWN in (left.gender, right.gender):
        return None
    one, other = left.gender.value, right.gender.value
    return Feature("gender", one, other, 0.0, OTHER_GENDER, f"One is {one}, the other {other}.")


def _birth(left: DateSpan, right: DateSpan) -> Feature:
    one, other = _written(left), _written(right)

    def feature(similarity: float, weight: float, said: str) -> Feature:
        return Feature("birth date", one, other, similarity, weight, said)

    if left.exact and right.exact and left.earliest == right.earliest:
        return feature(1.0, SAME_BIRTH_DAY, f"Born on the same day ({one}).")
    if left.exact and right.exact and _swapped(left.earliest) == right.earliest:
        return feature(
            0.8, SAME_BIRTH_PERIOD, f"Same birth date with day and month swapped ({one})."
        )
    gap = max(left.earliest, right.earliest) - min(left.latest, right.latest)
    if gap <= timedelta(0):
        wide = max(_width(left), _width(right))
        weight = SAME_BIRTH_PERIOD if wide <= _CLOSE else SAME_BIRTH_PERIOD / 3
        return feature(0.8, weight, f"The birth dates are compatible ({one} and {other}).")
    allowed = CLOSE_AT_MOST if left.circa or right.circa else _CLOSE
    if gap <= allowed:
        return feature(
            0.4, CLOSE_BIRTH, f"The birth dates are close but differ ({one} and {other})."
        )
    return feature(0.0, OTHER_BIRTH, f"The birth dates differ ({one} and {other}).")


def _swapped(day: date) -> date | None:
    try:
        return day.replace(month=day.day, day=day.month)
    except ValueError:
        return None


def _width(span: DateSpan) -> timedelta:
    return span.latest - span.earliest


def _written(span: DateSpan) -> str:
    if span.text:
        return span.text
    if span.earliest == span.latest:
        return span.earliest.isoformat()
    return f"{span.earliest.isoformat()} to {span.latest.isoformat()}"


def _agreeing(one: Identifier, other: Identifier) -> Feature:
    known = one.scheme in _ISSUED_WORLDWIDE or (one.country and one.country == other.country)
    weight = SAME_IDENTIFIER if known and one.scheme != "other" else SAME_IDENTIFIER_ISSUER_UNKNOWN
    issuer = "" if known else "; the issuer is not stated on both sides"
    sentence = f"They carry the same number ({_scheme(one)} {one.value}){issuer}."
    return Feature("identifier", one.value, other.value, 1.0, weight, sentence)


def _issuers_differ(one: Identifier, other: Identifier) -> bool:
    if one.scheme in _ISSUED_WORLDWIDE:
        return False
    return bool(one.country and other.country and one.country != other.country)


def _scheme(identifier: Identifier) -> str:
    return identifier.scheme.replace("_", " ")


def _codes(profile: Profile, roles: set[CountryRole] | None = None) -> set[str]:
    wanted = (c for c in profile.countries if roles is None or c.role in roles)
    return {country.code.upper() for country in wanted if country.code}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
