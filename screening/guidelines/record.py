"""What the record says against a rule on conduct, beside what the facts say for it.

The record is the incidents, and the debarments of the vendor with their stated grounds. A paper
that bans bribery does not answer for bribery that happened: where the record speaks against a
criterion, no fact alone shows its rules met, and a person weighs it first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from screening.guidelines.arguments import texts
from screening.guidelines.dossier import Dossier, Verdict
from screening.guidelines.questions import of_finding
from screening.guidelines.rules import Rule
from screening.human_rights.criteria import CRITERIA, Criterion, speaks
from screening.human_rights.sources.kinds import kind_of
from screening.model import Finding

CHECK = "human_rights"
_DEBARRING = "ineligibility"
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
    """A verdict for each finding that speaks against the rule, as far as people disposed of it.

    A check that one of the rule's `parts` asks itself is left out: the rule has it all already.
    """
    criteria = _BY_RULE.get(rule.id, ())
    asked = {check for part in parts for check in texts(part, "checks")}
    return tuple(
        of_finding(finding, rule, dossier, (f"check:{check}",))
        for check in (CHECK, _DEBARRING)
        if criteria and check not in asked and check in dossier.results
        for finding in dossier.results[check].findings
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
    """What is said of each event; a debarment is a determination on its stated grounds."""
    held = finding.evidence.get("accounts", ())
    for account in held if isinstance(held, list | tuple) else ():
        if isinstance(account, Mapping):
            yield account
    entry = finding.evidence.get("entry")
    if finding.check == _DEBARRING and finding.party == "vendor" and isinstance(entry, Mapping):
        yield {
            "category": kind_of(
                f"{entry.get('reason', '')} {entry.get('programmes', '')}", "fraud"
            ),
            "standard": "finding",
            "retracted": False,
            "perpetrator": "company",
        }
