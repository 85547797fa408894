"""The tables, in the order of the pipeline: every foreign key points upwards.

All but those in `CHANGEABLE` are insert-only: triggers refuse UPDATE and DELETE.
"""

from app.models.base import Base, Json, JsonList
from app.models.conduct import (
    IncidentAccount,
    IncidentLink,
    IncidentReading,
    Membership,
    Notice,
    RemedyEvidence,
    Reply,
    Succession,
)
from app.models.pipeline import (
    ApiKey,
    Assessment,
    CheckResult,
    Decision,
    DecisionConfirmation,
    Disposal,
    Document,
    Event,
    Fact,
    Finding,
    GuidelineSet,
    ListCheck,
    ListEntry,
    ListQuarantine,
    ListRelease,
    ListSnapshot,
    LogHead,
    Party,
    Record,
    RuleResult,
    Run,
    Submission,
)

CHANGEABLE = frozenset({"log_head", "api_key"})

__all__ = [
    "CHANGEABLE",
    "ApiKey",
    "Assessment",
    "Base",
    "CheckResult",
    "Decision",
    "DecisionConfirmation",
    "Disposal",
    "Document",
    "Event",
    "Fact",
    "Finding",
    "GuidelineSet",
    "IncidentAccount",
    "IncidentLink",
    "IncidentReading",
    "Json",
    "JsonList",
    "ListCheck",
    "ListEntry",
    "ListQuarantine",
    "ListRelease",
    "ListSnapshot",
    "LogHead",
    "Membership",
    "Notice",
    "Party",
    "Record",
    "RemedyEvidence",
    "Reply",
    "RuleResult",
    "Run",
    "Submission",
    "Succession",
]
