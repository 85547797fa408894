"""May these people stand guard: is everybody screened, and does nothing speak against them?"""

from __future__ import annotations

from screening.checks.context import Context
from screening.checks.evidence import Asked, ask
from screening.model import CheckResult, PartyRole, Submission

QUESTION = "Have the guards and key personnel been screened, and does anything speak against them?"
_FOR_EVERYBODY = (
    ("identity_document", "identity document"),
    ("criminal_record_check", "criminal-record certificate"),
    ("proceedings_check", "check for pending proceedings"),
)
_FOR_GUARDS = (
    ("service_record", "service record"),
    ("medical_certificate", "medical certificate"),
    ("substance_test", "alcohol and drug test"),
    ("weapon_suitability_check", "weapon-suitability check"),
)


def personnel(context: Context) -> CheckResult:
    """Every person with a guard's or key role, and the company's own screening certificate."""
    return ask(context, "personnel", QUESTION, _asked(context.submission))


def _asked(submission: Submission) -> tuple[Asked, ...]:
    asked = [Asked("personnel_screening_certificate", "certificate of personnel screening")]
    for party in submission.parties:
        guard = PartyRole.GUARD in party.roles
        if guard or PartyRole.KEY_PERSONNEL in party.roles:
            asked += [Asked(kind, label, party.id) for kind, label in _FOR_EVERYBODY]
        if guard and submission.engagement.armed:
            asked += [Asked(kind, label, party.id) for kind, label in _FOR_GUARDS]
    return tuple(asked)
