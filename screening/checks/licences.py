"""May the company do this work here: is every licence it needs held, in force, and vouched for?"""

from __future__ import annotations

from screening.checks.context import Context
from screening.checks.evidence import Asked, ask
from screening.model import CheckResult, CountryRole, Submission

QUESTION = "Does the vendor hold the licences its home State and the host State require?"


def licences(context: Context) -> CheckResult:
    """Home-State and host-State licence; for armed services, the host State's firearms permit."""
    return ask(context, "licences", QUESTION, _asked(context.submission))


def _asked(submission: Submission) -> tuple[Asked, ...]:
    engagement = submission.engagement
    home = next(
        (c.code for c in submission.vendor.countries if c.role is CountryRole.INCORPORATION), ""
    )
    asked = [
        Asked("home_state_licence", "home-State licence", country=home),
        Asked("host_state_licence", "host-State licence", country=engagement.host_country),
    ]
    if engagement.armed:
        asked.append(Asked("firearms_licence", "firearms permit", country=engagement.host_country))
    return tuple(asked)
