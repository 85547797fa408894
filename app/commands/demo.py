"""`vetting demo`: the bundled vendors, from submission to signed record, each explained."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten

from rich.rule import Rule

from app import schema
from app.audit.verify import Verification, verify
from app.auth import Role
from app.commands.desk import now, out, records_folder
from app.commands.vet import export, look_up, submit_and_run
from app.demo import LISTS, Example, examples, record, sample
from app.errors import ConflictError
from app.services import decisions, disposals, incidents, keys, lists, loading
from app.services.decisions import Draft
from app.services.disposals import Made
from app.services.incident_loading import File
from app.services.incident_loading import load as load_incidents
from app.services.loading import Asked
from app.settings import Settings
from app.terminal import WIDTH, View, counted, show, words
from app.wiring import Service, wire
from screening.model import Disposal, Outcome
from screening.plain import canonical

REGISTER = "register"
OFFICER = "demo-officer"
FOCAL_POINT = "demo-focal-point"
APPROVER = "demo-approver"
_PEOPLE = {
    OFFICER: Role.OFFICER,
    FOCAL_POINT: Role.FOCAL_POINT,
    APPROVER: Role.APPROVER,
}
_KEY_NAME = "demonstration"
# What the fictional focal point makes of findings; of all others: that they are so.
_FALSE_MATCHES = {
    "3-sahel-aigrette": "Another birth year, nationality and passport: not the listed person.",
}
_TRUE = "The evidence was looked at, and it is so."


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of one vendor."""

    view: View
    outcome: Outcome
    signed_by: tuple[str, ...]
    record: Path
    verification: Verification


def demo() -> None:
    """Vet the bundled fictional vendors and explain what comes of each."""
    settings = Settings()
    opened = wire(settings)
    try:
        schema.upgrade(opened.database)
        _load_samples(opened)
        _load_record(opened)
        ended = [_vet(opened, settings, example) for example in examples(now().date())]
        _summary(ended)
        _how_to_go_on(opened)
    finally:
        opened.close()


def _load_samples(opened: Service) -> None:
    out.print("Lists (fictional, in the publishers' own formats)", style="bold")
    for list_id in LISTS:
        name, data = sample(list_id)
        _refuse_to_replace(opened, list_id, data)
        asked = Asked(by=OFFICER, at=now(), source=name)
        loaded = loading.load(
            opened.database,
            opened.store,
            list_id,
            {name: data},
            asked,
            references=opened.references,
            sample=True,
        )
        out.print(
            f"  {list_id}: {loaded.entry_count} entries from {name}, SHA-256 {loaded.digest[:12]}…"
        )


def _load_record(opened: Service) -> None:
    """Raises ConflictError where a register is in force that is not the sample."""
    name, data = record()
    at = now()
    file = File(source_id=REGISTER, name=name, data=data, dated=at.date())
    with opened.database.reading() as session:
        held = incidents.readings(session).get(REGISTER, [])
    if held and held[-1].digest != opened.store.put(data):
        raise ConflictError(
            "an incident register is in force here, and the demonstration would replace it with a "
            "sample. Give it a database of its own: "
            "VETTING_DATABASE_URL=sqlite:///var/demo.db vetting demo"
        )
    read = load_incidents(opened.database, opened.store, file, by=FOCAL_POINT, at=at)
    out.print("Human-rights record (fictional)", style="bold")
    out.print(f"  {REGISTER}: {read.size} accounts from {name}, SHA-256 {read.digest[:12]}…")


def _refuse_to_replace(opened: Service, list_id: str, data: bytes) -> None:
    """Raises ConflictError where a list is in force that is not the sample."""
    with opened.database.reading() as session:
        held = lists.in_force(session).get(list_id)
    known = {opened.store.put(data)}
    if held is not None and not known & {each["sha256"] for each in held.files}:
        raise ConflictError(
            f"a list {list_id} of {held.entry_count:,} entries is in force here, and the "
            "demonstration would replace it with a sample. Give it a database of its own: "
            "VETTING_DATABASE_URL=sqlite:///var/demo.db vetting demo"
        )


def _vet(opened: Service, settings: Settings, example: Example) -> Ended:
    out.print()
    out.print(Rule(example.name, align="left"), width=WIDTH)
    out.print(f"Fictional. {example.about}", style="italic", width=WIDTH)
    out.print()
    with out.status("vetting"):
        run_id = submit_and_run(opened, canonical(example.body), by=OFFICER, at=now())
    before = _view(opened, run_id)
    show(out, before)
    _dispose(opened, example, before)
    view = _view(opened, run_id)
    outcome, signed_by, decision_id = _decide(opened, view)
    path = export(opened, decision_id, records_folder(settings))
    verification = verify(path.read_bytes(), opened.public_keys())
    out.print("Then, as an example", style="bold")
    if view.disposed:
        count = counted(len(view.disposed), "finding")
        out.print(f"  {FOCAL_POINT} disposed of {count}: {_said(example)}")
        out.print(f"  open to decide then: {_open_to(view)}")
    out.print(f"  {' and '.join(signed_by)} decided: {words(outcome)}", width=WIDTH)
    out.print(f"  signed record: {path}", soft_wrap=True)
    good = "verified" if verification.ok else f"NOT GOOD: {verification.problem}"
    out.print(f"  {good}: {len(verification.checks)} steps, signature and log among them")
    return Ended(view, outcome, signed_by, path, verification)


def _said(example: Example) -> str:
    return _FALSE_MATCHES.get(example.name, _TRUE)


def _view(opened: Service, run_id: str) -> View:
    with opened.database.reading() as session:
        return look_up(session, run_id, now())


def _open_to(view: View) -> str:
    signs = {True: "two sign", False: "one signs"}
    return ", ".join(
        f"{words(choice.outcome)} ({signs[choice.second_person]})"
        for choice in view.permitted.choices
    )


def _dispose(opened: Service, example: Example, view: View) -> None:
    """Give every open finding the disposal that the fictional focal point gives it."""
    for finding_id, finding in view.findings.items():
        if finding.key in view.disposed:
            continue
        reason = _FALSE_MATCHES.get(example.name) if finding.entry else None
        made = Made(
            disposal=Disposal.FALSE_MATCH if reason else Disposal.TRUE_MATCH,
            reason=reason or _TRUE,
            evidence=("demonstration",),
        )
        with opened.database.writing() as session:
            disposals.dispose(session, finding_id, made, by=FOCAL_POINT, now=now())


def _decide(opened: Service, view: View) -> tuple[Outcome, tuple[str, ...], str]:
    """Decide as recommended, or else the first that may be chosen; with a second person."""
    open_to = [choice.outcome for choice in view.permitted.choices]
    recommended = view.assessment.recommended
    outcome = recommended if recommended in open_to else open_to[0]
    conditional = outcome is Outcome.ELIGIBLE_WITH_CONDITIONS
    draft = Draft(
        outcome=outcome,
        reasons=("Demonstration: decided as the assessment recommends.", *view.assessment.reasons),
        conditions=("What is still unproven is shown before deployment.",) if conditional else (),
    )
    with opened.database.writing() as session:
        made = decisions.decide(session, opened.scribe, view.run_id, draft, by=OFFICER, now=now())
        decision_id, second = made.id, made.needs_second
    if not second:
        return outcome, (OFFICER,), decision_id
    with opened.database.writing() as session:
        decisions.confirm(
            session, opened.scribe, decision_id, note="Demonstration.", by=APPROVER, now=now()
        )
    return outcome, (OFFICER, APPROVER), decision_id


def _summary(ended: list[Ended]) -> None:
    out.print()
    out.print(Rule("in short", align="left"), width=WIDTH)
    for each in ended:
        why = shorten(each.view.assessment.reasons[0], WIDTH - 4, placeholder=" …")
        out.print(f"{each.view.vendor}: {words(each.outcome)}", style="bold")
        out.print(f"    {why}")


def _how_to_go_on(opened: Service) -> None:
    with opened.database.writing() as session:
        for row in keys.everyone(session):
            if row.name == _KEY_NAME and row.revoked_at is None:
                keys.revoke(session, row.prefix, by=OFFICER, now=now())
        secrets = {
            person: keys.issue(
                session, person=person, name=_KEY_NAME, role=role.value, by=OFFICER, now=now()
            )[1]
            for person, role in _PEOPLE.items()
        }
    out.print()
    out.print("Everything above is fictional; people decide, the service only recommends.")
    out.print("Open the service with `make serve`, then for example:")
    out.print(
        f"  curl -H 'Authorization: Bearer {secrets[OFFICER]}' "
        "http://127.0.0.1:8000/v1/vendors/ungm-900401/standing",
        soft_wrap=True,
        markup=False,
    )
    out.print("The contract is at http://127.0.0.1:8000/docs. Keys made for this demonstration:")
    for person, secret in secrets.items():
        out.print(f"  {person:<17} {secret}", soft_wrap=True, markup=False)
