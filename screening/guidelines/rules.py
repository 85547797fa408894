"""What a rule set is made of: rules, the words a submission may use, sources and instruments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from screening.model import Scalar
from screening.plain import digest

Setting = Scalar | tuple[str, ...]


class Kind(StrEnum):
    """What a rule is once its wording is confirmed."""

    GATE = "gate"
    ESCALATION = "escalation"
    PRECONDITION = "precondition"
    SCORED = "scored"
    ONGOING = "ongoing"
    PROCESS = "process"
    EXCEPTION = "exception"
    RECORDED = "recorded"
    ADVISORY = "advisory"


class EffectiveKind(StrEnum):
    """What a rule may do today, given how far its wording is confirmed."""

    GATE = "gate"
    ESCALATION = "escalation"
    PRECONDITION = "precondition"
    PROVISIONAL = "provisional"
    CHECKLIST = "checklist"
    SCORED = "scored"
    ONGOING = "ongoing"
    PROCESS = "process"
    EXCEPTION = "exception"
    RECORDED = "recorded"
    ADVISORY = "advisory"
    INFORMATION = "information"


class Standing(StrEnum):
    """How a rule's wording was verified."""

    CONFIRMED = "confirmed"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Stage(StrEnum):
    """When a rule is due. Only what is due at selection can keep a vendor from being selected."""

    NEED = "need"
    SELECTION = "selection"
    AWARD = "award"
    DEPLOYMENT = "deployment"
    CONTRACT = "contract"
    NONE = ""


class Chapter(StrEnum):
    """The five chapters of the dossier, after the concept note of 2014 (S000-O2)."""

    TRAINING = "training"
    VETTING = "vetting"
    LICENSING = "licensing"
    OVERSIGHT = "oversight"
    ACCOUNTABILITY = "accountability"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A document the rules come from; `date` as YYYY-MM-DD, or "" where no day is known."""

    id: str
    title: str
    date: str = ""
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueType:
    """One thing a kind of evidence can say. `type`: string, integer, boolean or date."""

    type: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceType:
    """A kind of fact. `about` is whom it is normally about: vendor, person or engagement."""

    label: str
    description: str
    about: str
    values: Mapping[str, ValueType] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationType:
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceType:
    """A service category. `permitted`: may be armed at all (GL-NEED-04)."""

    label: str
    family: str
    permitted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A setting of a rule. No `default`: no threshold is set. `suggested` is shown, never used."""

    meaning: str
    default: Setting | None = None
    suggested: Setting | None = None
    options: tuple[str, ...] = ()
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in our own words; `section` and `paragraph` are "" where they are not known.

    `group` is the part of the set it belongs to; `related` names other rules; `sources` are
    keys of the set's sources; `predicate` with `arguments` says how it is put to a submission.
    """

    id: str
    group: str
    instrument: str
    text: str
    kind: Kind
    chapter: Chapter
    verification: Standing
    predicate: str
    section: str = ""
    paragraph: str = ""
    stage: Stage = Stage.NONE
    armed_only: bool = False
    actor: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    validity_days: int | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    confidence: Confidence | None = None
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    remarks: str = ""
    arguments: Mapping[str, object] = field(default_factory=dict)
    confirmed_by: str = ""
    confirmed_on: date | None = None

    @property
    def effective_kind(self) -> EffectiveKind:
        """The kind as far as its wording is verified: a cap, never a promotion.

        An escalation stands whatever its wording, because all it does is ask people.
        """
        own = EffectiveKind(self.kind.value)
        if self.verification is not Standing.UNVERIFIED or self.kind is Kind.ESCALATION:
            return own
        if self.confidence is Confidence.LOW or self.confidence is None:
            return EffectiveKind.INFORMATION
        return _CAP[self.confidence] if self.kind in _DECIDING else own

    def setting(self, name: str) -> Setting | None:
        """The value in force of a parameter, or None where none is set or there is no such one."""
        parameter = self.parameters.get(name)
        return None if parameter is None else parameter.default


# Only these kinds decide anything that a cap could take away.
_DECIDING = (Kind.GATE, Kind.PRECONDITION)
_CAP = {
    Confidence.HIGH: EffectiveKind.PROVISIONAL,
    Confidence.MEDIUM: EffectiveKind.CHECKLIST,
}


@dataclass(frozen=True, kw_only=True)  # no slots: the digest of a whole set is worth keeping
class RuleSet:
    """One version of the rules, in the order of the instruments; codes are keys."""

    id: str
    title: str
    version: str
    status: str
    sources: Mapping[str, str]
    instruments: tuple[Instrument, ...]
    evidence: Mapping[str, EvidenceType]
    declarations: Mapping[str, DeclarationType]
    services: Mapping[str, ServiceType]
    rules: tuple[Rule, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the whole set in canonical form."""
        return digest(self)

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id. Raises KeyError for an id the set does not hold."""
        return self._by_id[rule_id]

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}
