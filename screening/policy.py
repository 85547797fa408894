"""The policy in force: thresholds, lists and legal tests, with a version and a digest.

Unknown keys are refused. The digest covers every value, so a record says by which tests it stands.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from fractions import Fraction
from importlib import resources
from itertools import combinations
from typing import Any, TypeVar

from screening.errors import PolicyError
from screening.plain import digest

# What an ownership test can be asked of, and by what somebody can stand behind a company.
AXES = ("capital", "votes", "profit", "surplus")
LIMBS = (
    "ownership",
    "votes",
    "board",
    "articles",
    "contract",
    "de_facto",
    "consolidation",
    "trust",
    "nominee",
    "joint_arrangement",
    "officer",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPolicy:
    """What one list is used for: the `check` that asks it, and how old it may be, in days.

    A run without a `mandatory` list, or with one past its age, cannot come out clear.
    """

    id: str
    check: str
    mandatory: bool
    max_age_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegimePolicy:
    """One authority's test of sanctions ownership, as it stands between two dates, both included.

    `threshold_percent` is to be reached, or passed if `strict`; one that fixes none ("") takes over
    what the others confirm. `pooled`: listed holders are added up. `control`: rights count beside
    shares. `presumed`: evidence can rebut it. `as_person`: what nobody states may be one person's.
    `only_possible`: limbs that by themselves never confirm.
    """

    id: str
    title: str
    reference: str
    threshold_percent: str = ""
    strict: bool = False
    pooled: bool = True
    axes: tuple[str, ...] = ("capital",)
    control: bool = False
    presumed: bool = False
    as_person: bool = False
    only_possible: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPolicy:
    """From which share on, and of what, a natural person is a beneficial owner."""

    id: str
    title: str
    reference: str
    threshold_percent: str
    strict: bool = False
    axes: tuple[str, ...] = AXES
    valid_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipPolicy:
    """The legal tests of ownership, and how much may stay unnamed.

    From `unnamed_percent` on that no named person or state owns, the owners are not known. A stake
    given up within `divested_days` of its owner's listing is a finding.
    """

    unnamed_percent: str = "25"
    divested_days: int = 365
    beneficial_owner: OwnerPolicy | None = None
    regimes: tuple[RegimePolicy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePolicy:
    """How one source of the human-rights record is used. `max_age_days` 0: no age is too great.

    A run without a `mandatory` source, or with one past its age, cannot come out clear.
    """

    id: str
    mandatory: bool
    max_age_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsPolicy:
    """The weights of the conduct model: the version and the digest that must be in force."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Scores are in [0, 1]; at `review_threshold` and above a comparison becomes a finding."""

    version: str
    review_threshold: float
    near_miss_floor: float
    near_misses_kept: int
    licence_grace_days: int
    lists: tuple[ListPolicy, ...]
    ownership: OwnershipPolicy = field(default_factory=OwnershipPolicy)
    weights: WeightsPolicy | None = None
    sources: tuple[SourcePolicy, ...] = ()

    @property
    def digest(self) -> str:
        """Of all it says: what it leaves to its default is not in it, as before there was one."""
        said = {f.name: getattr(self, f.name) for f in fields(self)}
        left_out = {f.name for f in fields(self) if said[f.name] == f.default}
        return digest({name: value for name, value in said.items() if name not in left_out})

    def lists_for(self, check: str) -> tuple[ListPolicy, ...]:
        return tuple(entry for entry in self.lists if entry.check == check)


def parse_policy(text: str) -> Policy:
    """Read a policy from TOML. Raises PolicyError naming the key at fault.

    One that says nothing of ownership takes the bundled tests, and carries them in its digest.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"the policy is not valid TOML: {error}") from error
    lists = raw.pop("lists", None)
    if not isinstance(lists, list) or not lists:
        raise PolicyError('the policy names no lists: give at least one "[[lists]]" block')
    entries = tuple(
        _build(ListPolicy, entry, f"lists[{number}]") for number, entry in enumerate(lists)
    )
    tests = raw.pop("ownership", None)
    ownership = bundled_policy().ownership if tests is None else _ownership(tests)
    found = {**raw, **_conduct(raw), "lists": entries, "ownership": ownership}
    policy = _build(Policy, found, "policy")
    if not 0 < policy.near_miss_floor <= policy.review_threshold <= 1:
        raise PolicyError("0 < near_miss_floor <= review_threshold <= 1 does not hold")
    return policy


def _conduct(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The weights and the sources of the human-rights record, as far as the policy names them."""
    found: dict[str, Any] = {}
    if "weights" in raw:
        found["weights"] = _build(WeightsPolicy, _table(raw["weights"], "weights"), "weights")
    if "sources" in raw:
        if not isinstance(raw["sources"], list):
            raise PolicyError('the sources must be "[[sources]]" blocks')
        found["sources"] = tuple(
            _build(SourcePolicy, _table(entry, f"sources[{number}]"), f"sources[{number}]")
            for number, entry in enumerate(raw["sources"])
        )
    return found


def _table(raw: object, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise PolicyError(f"{where} must be a table")
    return raw


def bundled_policy() -> Policy:
    """The policy this version ships with."""
    return parse_policy(resources.files("screening").joinpath("policy.toml").read_text("utf-8"))


def _ownership(raw: object) -> OwnershipPolicy:
    if not isinstance(raw, dict):
        raise PolicyError('ownership: must be an "[ownership]" block')
    regimes, owner = raw.get("regimes"), raw.get("beneficial_owner")
    if not isinstance(regimes, list) or not regimes:
        raise PolicyError('ownership: names no regimes: give "[[ownership.regimes]]" blocks')
    if not isinstance(owner, dict):
        raise PolicyError('ownership: give an "[ownership.beneficial_owner]" block')
    made = _build(
        OwnershipPolicy,
        {
            **raw,
            "beneficial_owner": _build(OwnerPolicy, owner, "ownership.beneficial_owner"),
            "regimes": tuple(
                _build(RegimePolicy, one, f"ownership.regimes[{number}]")
                for number, one in enumerate(regimes)
            ),
        },
        "ownership",
    )
    _refuse_unfit(made)
    return made


def _refuse_unfit(made: OwnershipPolicy) -> None:
    """What the types alone do not tell: numbers that are no per cent, words nobody knows."""
    _percent(made.unnamed_percent, "ownership: 'unnamed_percent'")
    if made.beneficial_owner:
        where = "ownership.beneficial_owner"
        _percent(made.beneficial_owner.threshold_percent, f"{where}: 'threshold_percent'")
        _known(made.beneficial_owner.axes, AXES, f"{where}: 'axes'")
    for number, one in enumerate(made.regimes):
        where = f"ownership.regimes[{number}]"
        if one.threshold_percent:
            _percent(one.threshold_percent, f"{where}: 'threshold_percent'")
        _known(one.axes, AXES, f"{where}: 'axes'")
        _known(one.only_possible, LIMBS, f"{where}: 'only_possible'")
    for one, other in combinations(made.regimes, 2):
        if one.id == other.id and _overlap(one, other):
            raise PolicyError(f"ownership: the regime {one.id!r} is in force twice on one day")


def _overlap(one: RegimePolicy, other: RegimePolicy) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_until or date.max, other.valid_until or date.max)


def _percent(text: str, where: str) -> None:
    try:
        share = Fraction(text)
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not 0 < share <= 100:  # noqa: PLR2004  # per cent
        raise PolicyError(f'{where} must be a percentage above 0 such as "25", not {text!r}')


def _known(given: tuple[str, ...], known: tuple[str, ...], where: str) -> None:
    for word in given:
        if word not in known:
            raise PolicyError(f"{where}: {word!r} is none of {', '.join(known)}")


# `type()` and not `isinstance`: true is an int to Python, never to a policy.
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
    "date | None": (date,),
    "tuple[str, ...]": (list,),
}

T = TypeVar(
    "T",
    ListPolicy,
    RegimePolicy,
    OwnerPolicy,
    OwnershipPolicy,
    SourcePolicy,
    WeightsPolicy,
    Policy,
)


def _build(cls: type[T], raw: Mapping[str, Any], where: str) -> T:
    names = {f.name: str(f.type) for f in fields(cls)}
    needed = {f.name for f in fields(cls) if f.default is f.default_factory is MISSING}
    given = dict(raw)
    for key in raw:
        if key not in names:
            raise PolicyError(f"{where}: unknown key {key!r}; known keys: {', '.join(names)}")
    for name, kind in names.items():
        if name not in raw:
            if name in needed:
                raise PolicyError(f"{where}: {name!r} is missing")
            continue
        wrong = kind in _KINDS and type(raw[name]) not in _KINDS[kind]
        if kind == "tuple[str, ...]" and not wrong:
            wrong = any(type(each) is not str for each in raw[name])
            given[name] = tuple(raw[name])
        if wrong:
            raise PolicyError(f"{where}: {name!r} must be {kind}, not {raw[name]!r}")
    return cls(**given)
