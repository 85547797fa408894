"""The policy in force: thresholds and lists, with a version and a digest. Refuses unknown keys."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from importlib import resources
from typing import Any, TypeVar

from screening.errors import PolicyError
from screening.plain import digest


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
    """Read a policy from TOML. Raises PolicyError naming the key at fault."""
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
    policy = _build(Policy, {**raw, **_conduct(raw), "lists": entries}, "policy")
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


# `type()` and not `isinstance`: true is an int to Python, never to a policy.
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
}

T = TypeVar("T", "ListPolicy", "SourcePolicy", "WeightsPolicy", "Policy")


def _build(cls: type[T], raw: Mapping[str, Any], where: str) -> T:
    names = {f.name: str(f.type) for f in fields(cls)}
    optional = {f.name for f in fields(cls) if f.default is not MISSING}
    for key in raw:
        if key not in names:
            raise PolicyError(f"{where}: unknown key {key!r}; known keys: {', '.join(names)}")
    for name, kind in names.items():
        if name in optional and name not in raw:
            continue
        if name not in raw:
            raise PolicyError(f"{where}: {name!r} is missing")
        if kind in _KINDS and type(raw[name]) not in _KINDS[kind]:
            raise PolicyError(f"{where}: {name!r} must be {kind}, not {raw[name]!r}")
    return cls(**raw)
