"""One run: submission, lists, rules and policy in; every answer and an assessment out.

A pure function: the same inputs give the same bytes. It is what replay calls again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from screening.checks import CHECKS
from screening.checks.context import ListInForce, prepare
from screening.guidelines.assess import assess
from screening.guidelines.ruleset import RuleSet
from screening.human_rights.conduct import NOTHING, Conduct
from screening.model import Screening, Submission
from screening.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the submission is held against: the lists by id, the rule set, and the moment (UTC).

    `refused`: by id, the lists that never came into force, and why their last file was refused.
    """

    as_of: datetime
    lists: Mapping[str, ListInForce]
    ruleset: RuleSet
    conduct: Conduct = NOTHING
    refused: Mapping[str, str] = field(default_factory=dict)


def screen(submission: Submission, reference: Reference, policy: Policy) -> Screening:
    """Ask every question once, then assess. Raises nothing for a list that cannot be used.

    A stale, empty or missing list, or a name that cannot be read, makes its check `not_checked`.
    """
    context = prepare(
        submission,
        reference.lists,
        policy,
        reference.as_of,
        reference.refused,
        conduct=reference.conduct,
    )
    results = tuple(check(context) for check in CHECKS)
    assessment = assess(submission, results, reference.ruleset, reference.as_of)
    return Screening(as_of=reference.as_of, results=results, assessment=assessment)
