"""What the human-rights record says against a rule on conduct, beside what the facts say for it.

A paper that bans bribery does not answer for bribery that happened: where an incident speaks
against a criterion, no fact alone shows its rules met, and a person weighs the incident first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.guidelines.arguments import texts
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.questions import of_finding
from screening.guidelines.rules import Rule
from screening.human_rights.criteria import CRITERIA, Criterion, speaks
from screening.model import Finding

CHECK = "human_rights"
# Rules narrower than the criterion they belong to: what kind of harm, or whose, they ask about.
_ONLY_CATEGORIES = {"VE-03": ("corruption", "fraud")}
_ONLY_PERPETRATORS = {
    "GL-SCR-05": ("personnel",),
    "GL-SCR-06": ("personnel",),
    "GL-SCR-07": ("personnel",),
}
_BY_RULE: dict[str, tuple[Criterion, ...]] = {
    rule: tuple(criterion for criterion in CRITERIA if rule in criterion.rules)
    for criterion in CRITERIA
    for rule in criterion.rules
}


def against(rule: Rule, dossier: Dossier, parts: tuple[Rule, ...]) -> tuple[Verdict, ...]:
    """A verdict for each incident that speaks against the rule, as far as people disposed of it.

    None for a rule one of whose `parts` asks the check itself: it has them all already.
    """
    result = dossier.results.get(CHECK)
    if result is None or any(CHECK in texts(part, "checks") for part in parts):
        return ()
    criteria = _BY_RULE.get(rule.id, ())
    return tuple(
        of_finding(finding, rule, dossier, (f"check:{CHECK}",))
        for finding in result.findings
        if any(_speaks(criterion, rule, finding) for criterion in criteria)
    )


def _speaks(criterion: Criterion, rule: Rule, finding: Finding) -> bool:
    return any(
        speaks(
            criterion,
            category=str(account["category"]),
            standard=str(account["standard"]),
            retracted=account["retracted"] is True,
        )
        and account["category"] in _ONLY_CATEGORIES.get(rule.id, (account["category"],))
        and account["perpetrator"] in _ONLY_PERPETRATORS.get(rule.id, (account["perpetrator"],))
        for account in _accounts(finding)
    )


def _accounts(finding: Finding) -> Iterator[Mapping[str, object]]:
    held = finding.evidence.get("accounts", ())
    for account in held if isinstance(held, list | tuple) else ():
        if isinstance(account, Mapping):
            yield account
