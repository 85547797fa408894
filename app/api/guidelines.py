"""Guidelines: the rules in force, and the officer who confirms one against its source."""

from __future__ import annotations

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter
from pydantic import Field

from app.api.answers import Answer, Question, fails
from app.api.strict import StrictRoute
from app.auth import Anybody, RuleOfficer
from app.deps import Now, Reading, Writing
from app.services import guidelines
from app.shapes.values import Value
from screening.guidelines.rules import (
    Chapter,
    Confidence,
    EffectiveKind,
    Kind,
    Rule,
    Setting,
    Stage,
    Standing,
)
from screening.model import Scalar
from screening.plain import plain

router = APIRouter(prefix="/v1/guidelines", tags=["guidelines"], route_class=StrictRoute)


class RuleOut(Answer):
    """One rule."""

    id: str
    """Id of the rule."""
    instrument: str
    """The document it comes from."""
    section: str
    """Section of that document; empty where it is not known."""
    paragraph: str
    """Paragraph; empty where it is not known."""
    text: str
    """What it asks for, in our own words."""
    kind: Kind
    """What it is once its wording is confirmed."""
    effective_kind: EffectiveKind
    """What it can do today, as far as its wording is confirmed."""
    chapter: Chapter
    """The part of the dossier it belongs to."""
    stage: Stage
    """When it is due."""
    verification: Standing
    """How its wording was verified."""
    confidence: Confidence | None
    """How sure the unverified wording is."""
    evidence: list[str]
    """The kinds of evidence it needs."""
    parameters: dict[str, Any]
    """Its settings."""
    predicate: str
    """How it is put to a submission."""
    remarks: str
    """What a reader should know."""
    confirmed_by: str
    """Who confirmed it."""
    confirmed_on: date | None
    """When."""


class GuidelinesOut(Answer):
    """The rule set in force."""

    id: str
    """Id of the set."""
    title: str
    """What it is called."""
    version: str
    """Its version; a new one for every rule confirmed or corrected."""
    status: str
    """How far it is confirmed."""
    digest: str
    """SHA-256 of the whole set."""
    services: dict[str, Any]
    """Service categories a submission may name."""
    evidence: dict[str, Any]
    """Kinds of evidence a submission may carry."""
    declarations: dict[str, Any]
    """Declarations a vendor may make."""
    rules: list[RuleOut]
    """The rules, in the order of their instruments."""


class RuleConfirmation(Question):
    """What you found in the source. Leave out what is right as it stands."""

    section: str = Field(default="", max_length=200, examples=["D"])
    """Section of the document."""
    paragraph: str = Field(default="", max_length=200, examples=["25"])
    """Paragraph of the document."""
    text: str | None = Field(default=None, min_length=1, max_length=5000, examples=[None])
    """What it asks for, in your own words, where that differs."""
    parameters: dict[str, Value | list[Value] | None] = Field(default={}, examples=[{}])
    """New values of its settings."""


class ConfirmedOut(Answer):
    """The version of the rule set that is in force now."""

    id: str
    """Id of the stored set."""
    version: str
    """Its version."""
    digest: str
    """SHA-256 of the whole set."""
    rule: str
    """The rule that was confirmed or corrected."""
    confirmed_by: str
    """Who did."""
    at: datetime
    """When."""


@router.get("", responses=fails())
def get_guidelines(_caller: Anybody, session: Reading) -> GuidelinesOut:
    """The rule set in force, with every rule."""
    ruleset = guidelines.in_force(session).ruleset
    return GuidelinesOut(
        id=ruleset.id,
        title=ruleset.title,
        version=ruleset.version,
        status=ruleset.status,
        digest=ruleset.digest,
        services=_plain(ruleset.services),
        evidence=_plain(ruleset.evidence),
        declarations=_plain(ruleset.declarations),
        rules=[_rule(rule) for rule in ruleset.rules],
    )


@router.get("/{rule}", responses=fails(HTTPStatus.NOT_FOUND))
def get_rule(rule: str, _caller: Anybody, session: Reading) -> RuleOut:
    """One rule as it is in force."""
    return _rule(guidelines.rule(session, rule))


@router.post(
    "/{rule}/confirmation",
    status_code=HTTPStatus.CREATED,
    responses=fails(HTTPStatus.NOT_FOUND, body=True),
)
def confirm_rule(
    rule: str, given: RuleConfirmation, caller: RuleOfficer, session: Writing, now: Now
) -> ConfirmedOut:
    """Confirm a rule against its source, or correct it: a new version of the set is in force."""
    correction = guidelines.Correction(
        section=given.section,
        paragraph=given.paragraph,
        text=given.text,
        parameters={name: _setting(value) for name, value in given.parameters.items()},
    )
    row = guidelines.confirm(session, rule, correction, by=caller.person, now=now)
    return ConfirmedOut.model_validate(row)


def _setting(value: Scalar | list[Scalar] | None) -> Setting | None:
    return tuple(str(each) for each in value) if isinstance(value, list) else value


def _rule(rule: Rule) -> RuleOut:
    return RuleOut.model_validate({**_plain(rule), "effective_kind": rule.effective_kind})


def _plain(value: object) -> dict[str, Any]:
    said: dict[str, Any] = plain(value)  # type: ignore[assignment]  # a mapping or a dataclass
    return said
