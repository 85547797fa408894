"""A complaint from anybody: how far it has come, who may act on it, and what an upheld one becomes.

Who complained is not here: the identity is sealed, and only the investigator may open it.
Source: the draft recommendations of Vienna 2011, para. 14; Montreux good practice 12; ICoC 66-68.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from screening.human_rights.account import Account
from screening.model import DateSpan

SOURCE_ID = "complaints"

# Each step, and the steps after which it may come.
STEPS: dict[str, tuple[str, ...]] = {
    "received": (),
    "acknowledged": ("received",),
    "classified": ("acknowledged", "classified"),
    "assigned": ("classified", "assigned", "appealed"),
    "upheld": ("assigned",),
    "upheld_in_part": ("assigned",),
    "not_upheld": ("assigned",),
    "inadmissible": ("classified",),
    "answered": ("upheld", "upheld_in_part", "not_upheld", "inadmissible"),
    "appealed": ("answered",),
    "closed": ("answered",),
}
OUTCOMES = ("upheld", "upheld_in_part", "not_upheld", "inadmissible")
ACKNOWLEDGE_WITHIN = timedelta(days=5)
APPEAL_WITHIN = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done with a complaint, by whom (a service account's id, never the complainant)."""

    step: str
    on: date
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What is complained of; `category` and the weights of UNGP 14 are the investigator's."""

    id: str
    vendor: str
    names: tuple[str, ...]
    summary: str
    received_on: date
    category: str = "unclassified"
    occurred: DateSpan | None = None
    country: str = ""
    place: str = ""
    perpetrator: str = "company"
    scale: Fraction | None = None
    scope: Fraction | None = None
    irremediability: Fraction | None = None


def refusal(steps: Iterable[Step], next_step: Step, *, contract_officer: str) -> str:
    """Why this step may not be taken now, or not by this person; "" if it may.

    The officer of the contract neither investigates nor decides, and an appeal is not decided by
    who decided before. An appeal has its time limit.
    """
    done = sorted(steps, key=lambda step: step.on)
    last = done[-1].step if done else ""
    if next_step.step not in STEPS:
        return f'"{next_step.step}" is no step of a complaint'
    after = STEPS[next_step.step]
    if last not in after and (last or after):
        came = f"the last step was {last}" if last else "there is none yet"
        return f"{next_step.step} comes after {' or '.join(after) or 'no other step'}: {came}"
    if next_step.step in ("assigned", *OUTCOMES) and next_step.by == contract_officer:
        return "the officer of the contract may not investigate or decide a complaint about it"
    return _on_appeal(done, next_step)


def standing(steps: Iterable[Step], as_of: date) -> str:
    """The last step, or `acknowledgement_overdue` where nobody answered the complainant in time."""
    done = sorted((step for step in steps if step.on <= as_of), key=lambda step: step.on)
    if not done:
        return ""
    if done[-1].step == "received" and as_of - done[-1].on > ACKNOWLEDGE_WITHIN:
        return "acknowledgement_overdue"
    return done[-1].step


def outcome(steps: Iterable[Step]) -> Step | None:
    """The decision that stands: the last, so that one on appeal replaces the one before."""
    decided = sorted((step for step in steps if step.step in OUTCOMES), key=lambda step: step.on)
    return decided[-1] if decided else None


def upheld(complaint: Complaint, steps: Iterable[Step]) -> Account | None:
    """An upheld complaint as an account for the incident register; None for any other.

    It counts as a determination by the body that investigated; nothing of the complainant is in it.
    """
    decided = outcome(steps)
    if decided is None or decided.step not in ("upheld", "upheld_in_part"):
        return None
    return Account(
        id=f"{SOURCE_ID}:{complaint.id}",
        source=SOURCE_ID,
        names=complaint.names,
        summary=complaint.summary,
        category=complaint.category,
        reference=complaint.id,
        perpetrator=complaint.perpetrator,
        occurred=complaint.occurred,
        published=decided.on,
        country=complaint.country,
        place=complaint.place,
        standard="finding",
        evidence_class="regulator_determination",
        scale=complaint.scale,
        scope=complaint.scope,
        irremediability=complaint.irremediability,
    )


def _on_appeal(done: list[Step], next_step: Step) -> str:
    late = bool(done) and next_step.on - done[-1].on > APPEAL_WITHIN
    if next_step.step == "appealed" and late:
        return f"an appeal must come within {APPEAL_WITHIN.days} days of the answer"
    if next_step.step == "closed" and not late:
        until = done[-1].on + APPEAL_WITHIN
        return f"an appeal is possible until {until}: it cannot be closed before"
    appealed = any(step.step == "appealed" for step in done)
    before = [step.by for step in done if step.step in OUTCOMES]
    if appealed and next_step.step in OUTCOMES and next_step.by in before:
        return "an appeal may not be decided by who decided before"
    return ""
