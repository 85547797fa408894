"""Asking after evidence: is there such a fact, in date, and vouched for by more than the vendor?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from screening.checks.context import Context
from screening.model import Answer, CheckResult, Fact, Finding, Severity, Verification
from screening.plain import digest, plain

# What an issuer can say of its own paper that leaves it without force.
WITHOUT_FORCE = frozenset(
    {"revoked", "suspended", "expired", "refused", "withdrawn", "lapsed", "terminated"}
)
# A licence that is applied for is not yet one; whether that may do at tender is for the rules.
_NOT_YET = "in_process"
# What a paper can say that speaks against its bearer: the value's name, and the answer that does.
_ADVERSE: dict[str, tuple[bool, str]] = {
    "adverse": (True, "found something adverse"),
    "serious_conviction": (True, "shows a serious conviction"),
    "pending": (True, "shows open proceedings or an investigation"),
    "dishonourable_discharge": (True, "shows a dishonourable discharge"),
    "ended_for_code_breach": (True, "shows a contract ended for breach of the Code"),
    "fit": (False, "says unfit for armed duty"),
    "passed": (False, "was not passed"),
    "suitable": (False, "says unsuitable to carry a weapon"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One piece of evidence asked for: its `kind`, of whom, and for which country, if for one."""

    kind: str
    label: str
    subject: str = "vendor"
    country: str = ""


@dataclass(slots=True)
class Dossier:
    """What asking has brought up so far."""

    findings: list[Finding] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    ending_soon: list[str] = field(default_factory=list)


def ask(context: Context, check: str, question: str, asked: Sequence[Asked]) -> CheckResult:
    """Clear only when every piece asked for is there, in date and not merely self-attested."""
    dossier = Dossier()
    for piece in asked:
        _look(context, check, piece, dossier)
    return CheckResult(
        check=check,
        question=question,
        answer=_answer(dossier, asked),
        reason="; ".join(dossier.gaps) or ("" if asked else "there is nobody to ask about"),
        findings=tuple(dossier.findings),
        coverage=(
            {
                "facts": sorted(dossier.seen),
                "asked": [piece.kind for piece in asked],
                "ending_soon": sorted(dossier.ending_soon),
            },
        ),
    )


def facts(context: Context, piece: Asked) -> tuple[Fact, ...]:
    """The facts of this kind about this subject; for a country, those that hold there."""
    return tuple(
        fact
        for fact in context.submission.facts
        if fact.kind == piece.kind
        and fact.subject == piece.subject
        and (not piece.country or fact.country == piece.country)
    )


def problem(fact: Fact, day: date) -> str:
    """What this fact says against its subject, or why it has no force on `day`; "" if neither."""
    return _out_of_force(fact, day) or _against(fact)


def _out_of_force(fact: Fact, day: date) -> str:
    status = str(fact.values.get("status", "")).casefold()
    if status in WITHOUT_FORCE or status == _NOT_YET:
        return f"is {status.replace('_', ' ')}"
    if fact.valid_until is not None and fact.valid_until < day:
        return f"expired on {fact.valid_until}"
    if fact.valid_from is not None and fact.valid_from > day:
        return f"is not valid before {fact.valid_from}"
    return ""


def _against(fact: Fact) -> str:
    return ", ".join(text for key, (bad, text) in _ADVERSE.items() if fact.values.get(key) is bad)


def _answer(dossier: Dossier, asked: Sequence[Asked]) -> Answer:
    if dossier.findings:
        return Answer.FINDINGS
    return Answer.NOT_CHECKED if dossier.gaps or not asked else Answer.CLEAR


def _look(context: Context, check: str, piece: Asked, dossier: Dossier) -> None:
    day = context.as_of.date()
    held = facts(context, piece)
    dossier.seen.extend(fact.id for fact in held)
    good = [fact for fact in held if not problem(fact, day)]
    dossier.ending_soon.extend(fact.id for fact in good if _ends_soon(context, fact))
    if not held:
        dossier.gaps.append(f"no {piece.label}{_whose(context, piece)} among the facts")
    elif not good or _speaks_against(held, day):
        dossier.findings.extend(
            finding(context, check, piece, fact) for fact in held if problem(fact, day)
        )
    elif not _vouched(good):
        dossier.gaps.append(f"the {piece.label}{_whose(context, piece)} is only self-attested")


def _speaks_against(held: Iterable[Fact], day: date) -> bool:
    """A paper with no force is made good by a newer one; one that says something bad is not."""
    return any(_against(fact) and not _out_of_force(fact, day) for fact in held)


def _vouched(held: Iterable[Fact]) -> bool:
    return any(fact.verification is not Verification.SELF_ATTESTED for fact in held)


def _whose(context: Context, piece: Asked) -> str:
    where = f" for {piece.country}" if piece.country else ""
    if piece.subject in ("vendor", "engagement"):
        return where
    return f" of {context.submission.party(piece.subject).name}{where}"


def _ends_soon(context: Context, fact: Fact) -> bool:
    limit = context.as_of.date() + timedelta(days=context.policy.licence_grace_days)
    return fact.valid_until is not None and fact.valid_until <= limit


def finding(context: Context, check: str, piece: Asked, fact: Fact) -> Finding:
    """A finding that says what `fact` says against its subject, or why it has no force."""
    why = problem(fact, context.as_of.date())
    number = f" {fact.number}" if fact.number else ""
    return Finding(
        key=digest([check, fact.id, why])[:16],
        check=check,
        party="vendor" if piece.subject == "engagement" else piece.subject,
        severity=Severity.REFERS,
        sentence=f"The {piece.label}{number}{_whose(context, piece)} {why}",
        evidence={"fact": plain(fact)},
    )
