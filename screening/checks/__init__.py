"""The questions put to every submission, in reporting order."""

from collections.abc import Callable

from screening.checks.completeness import owners_known
from screening.checks.context import Context
from screening.checks.human_rights import human_rights
from screening.checks.licences import licences
from screening.checks.listed import ineligibility, sanctions
from screening.checks.ownership import ownership
from screening.checks.personnel import personnel
from screening.checks.policies import policies
from screening.model import CheckResult

Check = Callable[[Context], CheckResult]

CHECKS: tuple[Check, ...] = (
    sanctions,
    ineligibility,
    ownership,
    owners_known,
    human_rights,
    licences,
    personnel,
    policies,
)
