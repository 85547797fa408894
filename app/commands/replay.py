"""Running a record again: the same submission, lists, rules and policy, the same answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.audit.canonical import canonical
from app.errors import NotFoundError
from app.models import GuidelineSet
from app.provenance import provenance
from app.revive import revive
from app.services import conduct, guidelines, inspections, lists
from app.services.pinned import pinned_list
from app.shapes.reading import checked
from app.wiring import Service
from screening.checks.context import ListInForce
from screening.engine import Reference, screen
from screening.guidelines.assess import assess
from screening.guidelines.ruleset import RuleSet, bundled_ruleset
from screening.lists.also_listed import also_listed
from screening.matching import Index
from screening.model import CheckResult, Disposal, Snapshot
from screening.policy import Policy

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """What came out otherwise; `notes` say what else is not as it was, which may explain it."""

    differences: tuple[str, ...]
    notes: tuple[str, ...]


def replay(service: Service, statement: Json) -> Difference:
    """Run the record's submission again. Raises NotFoundError for what is not held here."""
    said: Json = statement["predicate"]
    as_of = datetime.fromisoformat(said["run"]["as_of"])
    given = checked(said["submission"]["body"]).to_model()
    submission = inspections.joined(given, said["run"].get("inspections", []), as_of.date())
    ruleset = _ruleset(service, said["ruleset"]["sha256"])
    reference = Reference(
        as_of=as_of,
        lists=_lists(service, said["lists"]),
        ruleset=ruleset,
        conduct=conduct.pinned(service.store, said["run"].get("conduct")),
        refused=said["run"].get("refused_lists", {}),
    )
    results = screen(submission, reference, revive(Policy, said["policy"]["body"])).results
    disposed = {each["key"]: Disposal(each["disposal"]) for each in said["disposals"]}
    assessment = assess(submission, results, ruleset, as_of, disposed)
    found = list(_different(said["results"], results))
    if canonical(assessment) != canonical(said["assessment"]):
        found.append("the assessment")
    return Difference(tuple(found), tuple(_notes(said["engine"])))


def _different(before: list[Json], now: tuple[CheckResult, ...]) -> Iterator[str]:
    then = {each["check"]: canonical(each) for each in before}
    for result in now:
        if then.pop(result.check, b"") != canonical(result):
            yield f"the answer of the check {result.check!r}"
    for check in then:
        yield f"the check {check!r} is no longer there"


def _notes(engine: Json) -> Iterator[str]:
    for name, value in provenance().items():
        if engine.get(name) != value:
            yield f"{name} was {engine.get(name)}, is {value}"


def _ruleset(service: Service, sha256: str) -> RuleSet:
    if bundled_ruleset().digest == sha256:
        return bundled_ruleset()
    with service.database.reading() as session:
        row = session.scalars(select(GuidelineSet).where(GuidelineSet.digest == sha256)).first()
        if row is None:
            raise NotFoundError(f"the rule set with SHA-256 {sha256} is not held here")
        return guidelines.revived(row)


def _lists(service: Service, said: list[Json]) -> dict[str, ListInForce]:
    parsed = {each["id"]: _parsed(service, each) for each in said}
    also = also_listed(parsed.values())
    return {
        list_id: pinned_list(
            each,
            digest=parsed[list_id].digest,
            published=parsed[list_id].published,
            index=Index.build(parsed[list_id].entries),
            also=also.get(list_id, {}),
        )
        for list_id, each in ((each["id"], each) for each in said)
    }


def _parsed(service: Service, said: Json) -> Snapshot:
    try:
        files = {each["name"]: service.store.get(each["sha256"]) for each in said["files"]}
    except FileNotFoundError:
        raise NotFoundError(
            f"the list {said['id']} with SHA-256 {said['sha256']} is not held here"
        ) from None
    return lists.known(said["id"]).parse(files)
