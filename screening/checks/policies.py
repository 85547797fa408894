"""How the company says it works: are its policies on paper, in force, and seen by somebody else?"""

from __future__ import annotations

from screening.checks.context import Context
from screening.checks.evidence import Asked, ask
from screening.model import CheckResult

QUESTION = "Does the vendor have the policies that guarding for the United Nations needs?"
_ALWAYS = (
    Asked("icoca_membership", "ICoCA membership"),
    Asked("screening_procedure", "screening procedure"),
    Asked("code_of_conduct", "code of conduct"),
    Asked("complaints_mechanism", "complaints mechanism"),
)
_ARMED = (
    Asked("use_of_force_policy", "use-of-force policy"),
    Asked("weapons_manual", "weapons manual"),
)


def policies(context: Context) -> CheckResult:
    """Code membership and the company's own rules; for armed services also force and weapons."""
    armed = context.submission.engagement.armed
    return ask(context, "policies", QUESTION, _ALWAYS + _ARMED if armed else _ALWAYS)
