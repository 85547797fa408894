"""The weights of the conduct model: a version, a digest, and refusal of what it does not know."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import resources

from screening.errors import PolicyError
from screening.human_rights.taxonomy import EVIDENCE_CLASSES, INVOLVEMENT, LINKS, REMEDIES
from screening.plain import digest

Table = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityRule:
    worst: Fraction
    mean: Fraction
    grave_floor: Fraction
    unweighed: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    most_unadjudicated: Fraction
    most_denied: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Decay:
    half_life_years: Fraction
    floor: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Mitigation:
    most_grave: Fraction
    self_attested_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gates:
    """Thresholds of the gates, and the model's open choices."""

    grave: Fraction
    attributed: Fraction
    credible: Fraction
    review: Fraction
    combined_allegations: bool
    remedy_lifts: bool
    memberships: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    high: Fraction
    medium: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Every number of the conduct model, as exact fractions."""

    version: str
    severity: SeverityRule
    involvement: Table
    link: Table
    evidence: Table
    credibility: Credibility
    ordinary: Decay
    grave: Decay
    remedy: Table
    mitigation: Mitigation
    gates: Gates
    bands: Bands

    @property
    def digest(self) -> str:
        return digest(self)


def parse_weights(text: str) -> Weights:
    """Read weights from TOML.

    Raises PolicyError naming the key at fault: unknown, missing, of the wrong kind or out of range.
    """
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"the weights are not valid TOML: {error}") from error
    top = _Section(raw, "weights")
    recency = top.section("recency")
    weights = Weights(
        version=top.text("version"),
        severity=_severity(top.section("severity")),
        involvement=top.table("involvement", INVOLVEMENT),
        link=top.table("link", LINKS),
        evidence=top.table("evidence", EVIDENCE_CLASSES),
        credibility=_credibility(top.section("credibility")),
        ordinary=_decay(recency.section("ordinary")),
        grave=_decay(recency.section("grave")),
        remedy=top.table("remedy", REMEDIES),
        mitigation=_mitigation(top.section("mitigation")),
        gates=_gates(top.section("gates")),
        bands=_bands(top.section("bands")),
    )
    recency.finish()
    top.finish()
    return weights


def bundled_weights() -> Weights:
    """The weights this version ships with."""
    folder = resources.files("screening.human_rights")
    return parse_weights(folder.joinpath("weights.toml").read_text("utf-8"))


def _severity(section: _Section) -> SeverityRule:
    severity = SeverityRule(
        worst=section.share("worst"),
        mean=section.share("mean"),
        grave_floor=section.share("grave_floor"),
        unweighed=section.share("unweighed"),
    )
    section.finish()
    if severity.worst + severity.mean != 1:
        raise PolicyError('weights.severity: "worst" and "mean" do not add up to 1')
    return severity


def _credibility(section: _Section) -> Credibility:
    credibility = Credibility(
        most_unadjudicated=section.share("most_unadjudicated"),
        most_denied=section.share("most_denied"),
    )
    section.finish()
    return credibility


def _decay(section: _Section) -> Decay:
    decay = Decay(half_life_years=section.positive("half_life_years"), floor=section.share("floor"))
    section.finish()
    return decay


def _mitigation(section: _Section) -> Mitigation:
    mitigation = Mitigation(
        most_grave=section.share("most_grave"),
        self_attested_as=section.text("self_attested_as"),
    )
    section.finish()
    if mitigation.self_attested_as not in REMEDIES:
        known = ", ".join(REMEDIES)
        raise PolicyError(f'weights.mitigation: "self_attested_as" is none of {known}')
    return mitigation


def _gates(section: _Section) -> Gates:
    gates = Gates(
        grave=section.share("grave"),
        attributed=section.share("attributed"),
        credible=section.share("credible"),
        review=section.share("review"),
        combined_allegations=section.flag("combined_allegations"),
        remedy_lifts=section.flag("remedy_lifts"),
        memberships=section.texts("memberships"),
    )
    section.finish()
    return gates


def _bands(section: _Section) -> Bands:
    bands = Bands(high=section.share("high"), medium=section.share("medium"))
    section.finish()
    if bands.medium > bands.high:
        raise PolicyError('weights.bands: "medium" is above "high"')
    return bands


class _Section:
    """One table of the file: each key is taken once, and what is left over is refused."""

    def __init__(self, raw: Mapping[str, object], where: str) -> None:
        self._left = dict(raw)
        self._where = where

    def finish(self) -> None:
        if self._left:
            raise PolicyError(f"{self._where}: unknown key {min(self._left)!r}")

    def section(self, key: str) -> _Section:
        value = self._take(key)
        if not isinstance(value, dict):
            raise PolicyError(f"{self._where}: {key!r} must be a table")
        return _Section(value, f"{self._where}.{key}")

    def table(self, key: str, codes: Mapping[str, str] | tuple[str, ...]) -> Table:
        section = self.section(key)
        table = {code: section.share(code) for code in codes}
        section.finish()
        return table

    def text(self, key: str) -> str:
        value = self._take(key)
        if not isinstance(value, str) or not value:
            raise PolicyError(f"{self._where}: {key!r} must be a text, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise PolicyError(f"{self._where}: {key!r} must be a list of texts")
        return tuple(value)

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if not isinstance(value, bool):
            raise PolicyError(f"{self._where}: {key!r} must be true or false, not {value!r}")
        return value

    def share(self, key: str) -> Fraction:
        value = self._number(key)
        if not 0 <= value <= 1:
            raise PolicyError(f"{self._where}: {key!r} must lie between 0 and 1, not {value}")
        return value

    def positive(self, key: str) -> Fraction:
        value = self._number(key)
        if value <= 0:
            raise PolicyError(f"{self._where}: {key!r} must be above 0, not {value}")
        return value

    def _number(self, key: str) -> Fraction:
        value = self._take(key)
        # `type()`: true is an int to Python, never to a weight; nan and inf are no weights at all.
        if type(value) not in (int, Decimal) or not Decimal(str(value)).is_finite():
            raise PolicyError(f"{self._where}: {key!r} must be a number, not {value!r}")
        return Fraction(str(value))

    def _take(self, key: str) -> object:
        if key not in self._left:
            raise PolicyError(f"{self._where}: {key!r} is missing")
        return self._left.pop(key)
