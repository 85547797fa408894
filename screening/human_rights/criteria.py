"""The vetting criteria on conduct, each answered from the record and the facts, not from a box.

For every criterion: which incidents speak against it, which facts and declarations for it, and what
is still open. People decide; a vendor's own word alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from screening.human_rights.conduct import Review
from screening.human_rights.weighed import Weighed
from screening.model import Declaration, Fact, Scalar, Submission, Verification

STATES = ("contradicted", "supported", "unproven")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion: the rules it stands for, and what in the record speaks for and against it.

    Incidents speak against it by category or by standard of proof (an empty tuple means any).
    `facts` are evidence types with the values that each must show.
    """

    code: str
    label: str
    rules: tuple[str, ...]
    categories: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    facts: tuple[tuple[str, tuple[tuple[str, Scalar], ...]], ...] = ()
    declarations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How one criterion stands, in a sentence, with the ids it rests on."""

    criterion: Criterion
    state: str
    sentence: str
    against: tuple[str, ...]
    basis: tuple[str, ...]


_NONE = ("-",)
CRITERIA = (
    Criterion(
        code="pending_investigation",
        label="No open investigation or charge against the company or its people",
        rules=("WG-05", "GL-SCR-07", "VE-03"),
        standards=("investigation",),
        facts=(("adverse_information_search", (("adverse", False),)),),
        declarations=("no_personnel_under_investigation",),
    ),
    Criterion(
        code="conviction",
        label="No conviction or finding of serious crime against the company or its people",
        rules=("GL-SEL-13", "GL-SCR-05", "GL-SCR-06", "WG-05"),
        standards=("conviction", "finding", "reasonable_grounds"),
        facts=(("criminal_record_company", (("adverse", False),)),),
        declarations=("lawful_conduct",),
    ),
    Criterion(
        code="anti_bribery",
        label="Bribery and embezzlement are banned, and none is on record",
        rules=("S002-13d", "S002-13e", "S002-13k", "VE-11"),
        categories=("corruption", "fraud"),
        facts=(("anti_bribery_policy", (("gifts_guidance", True), ("embezzlement", True))),),
        declarations=("no_proscribed_practices", "no_gifts"),
    ),
    Criterion(
        code="complaints_mechanism",
        label="Any person can complain, publicly, with an impartial body and an appeal",
        rules=("S002-14a", "S002-14b", "S002-14c", "S002-14d", "GL-REC-06"),
        categories=_NONE,
        facts=(
            (
                "complaints_mechanism",
                (
                    ("open_to_anyone", True),
                    ("public", True),
                    ("types_defined", True),
                    ("impartial_body", True),
                    ("appeal", True),
                ),
            ),
        ),
    ),
    Criterion(
        code="whistleblowers",
        label="Who speaks up is protected, and no retaliation is on record",
        rules=("S002-51a", "MD-GP-12"),
        categories=("retaliation",),
        facts=(("whistleblower_policy", ()),),
    ),
    Criterion(
        code="post_separation",
        label="Rules for former officials and staff exist and are kept",
        rules=("S002-13h", "VE-05"),
        categories=_NONE,
        facts=(
            ("conflict_of_interest_policy", (("post_separation", True),)),
            ("official_links", (("restriction_breached", False),)),
        ),
        declarations=("post_employment_respected",),
    ),
    Criterion(
        code="subcontractors",
        label="Subcontractors carry the same duties, and the company answers for them",
        rules=("S002-58h", "MD-GP-15"),
        categories=_NONE,
        facts=(("subcontractor_terms", (("equal_requirements", True), ("authorised", True))),),
        declarations=("subcontractors_bound",),
    ),
)


def answer(
    review: Review, submission: Submission, as_of: date, criteria: Iterable[Criterion] = CRITERIA
) -> tuple[Answered, ...]:
    """How each criterion stands as of a day.

    Contradicted where an incident or a fact speaks against it; supported where every fact it asks
    for is there, in date, says so and is vouched for by more than the vendor; otherwise unproven.
    """
    return tuple(_answered(criterion, review, submission, as_of) for criterion in criteria)


def told(answered: Iterable[Answered]) -> list[dict[str, object]]:
    """The answers as plain data."""
    return [
        {
            "criterion": each.criterion.code,
            "label": each.criterion.label,
            "rules": list(each.criterion.rules),
            "state": each.state,
            "sentence": each.sentence,
            "against": list(each.against),
            "basis": list(each.basis),
        }
        for each in answered
    ]


def _answered(
    criterion: Criterion, review: Review, submission: Submission, as_of: date
) -> Answered:
    against = [
        weighed.occurrence.key for weighed in review.score.weighed if _speaks(criterion, weighed)
    ]
    held = [fact for fact in submission.facts if _in_force(fact, as_of)]
    wanted = dict(criterion.facts)
    bad = [fact.id for fact in held if fact.kind in wanted and _denies(fact, wanted[fact.kind])]
    good = {kind: _best(held, kind, wants) for kind, wants in criterion.facts}
    declared = [d for d in submission.declarations if d.code in criterion.declarations]
    refused = [declaration.code for declaration in declared if not declaration.made]
    missing = [kind.replace("_", " ") for kind, fact in good.items() if fact is None]
    contradicted = [*against, *bad, *refused]
    state = "contradicted" if contradicted else "unproven" if missing else "supported"
    return Answered(
        criterion=criterion,
        state=state,
        sentence=_sentence(criterion, contradicted, missing),
        against=tuple(contradicted),
        basis=tuple(sorted([fact.id for fact in good.values() if fact] + _made(declared))),
    )


def speaks(criterion: Criterion, *, category: str, standard: str, retracted: bool) -> bool:
    """Whether an account of this kind, and of this standard, speaks against the criterion."""
    return (
        (not criterion.categories or category in criterion.categories)
        and (not criterion.standards or standard in criterion.standards)
        and not retracted
        and standard != "acquittal"
    )


def _speaks(criterion: Criterion, weighed: Weighed) -> bool:
    return any(
        speaks(
            criterion,
            category=account.category,
            standard=account.standard,
            retracted=account.retracted,
        )
        for account in weighed.occurrence.accounts
    )


def _in_force(fact: Fact, as_of: date) -> bool:
    begun = fact.valid_from is None or fact.valid_from <= as_of
    return begun and (fact.valid_until is None or fact.valid_until >= as_of)


def _denies(fact: Fact, wants: tuple[tuple[str, Scalar], ...]) -> bool:
    return any(name in fact.values and fact.values[name] != value for name, value in wants)


def _best(held: list[Fact], kind: str, wants: tuple[tuple[str, Scalar], ...]) -> Fact | None:
    """The best-vouched fact that says all that is wanted; the vendor's own word is not enough."""
    fit = [
        fact
        for fact in held
        if fact.kind == kind
        and fact.verification is not Verification.SELF_ATTESTED
        and all(fact.values.get(name) == value for name, value in wants)
    ]
    return max(fit, key=lambda fact: (fact.verification.rank, fact.id), default=None)


def _made(declared: list[Declaration]) -> list[str]:
    return [declaration.code for declaration in declared if declaration.made]


def _sentence(criterion: Criterion, contradicted: list[str], missing: list[str]) -> str:
    if contradicted:
        return f"{criterion.label}: spoken against by {', '.join(contradicted)}."
    if missing:
        return f"{criterion.label}: not shown; missing or not vouched for: {', '.join(missing)}."
    return f"{criterion.label}: shown, and nothing on record speaks against it."
