"""The rule set in force, and its versions: one for every rule an officer confirmed or corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from app.audit import log
from app.errors import InvalidError, NotFoundError
from app.ids import new_id
from app.models import GuidelineSet
from screening.errors import PolicyError
from screening.guidelines.rules import Rule, RuleSet, Setting
from screening.guidelines.ruleset import bundled_ruleset, ruleset_from_plain
from screening.guidelines.ruleset import confirm as next_version
from screening.plain import plain

BY_THE_SERVICE = "service"

_REVIVED: dict[str, RuleSet] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the source says of a rule, where it differs from or completes what is held."""

    section: str = ""
    paragraph: str = ""
    text: str | None = None
    parameters: Mapping[str, Setting | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SetInForce:
    """`id` is None while the bundled set is in force and no run has used it yet."""

    id: str | None
    ruleset: RuleSet


def in_force(session: Session) -> SetInForce:
    """The newest version; the one this release bundles, unless an officer changed a rule."""
    newest = _newest(session)
    bundled = bundled_ruleset()
    _REVIVED.setdefault(bundled.digest, bundled)
    if newest is None or (newest.rule is None and newest.digest != bundled.digest):
        return SetInForce(None, bundled)
    return SetInForce(newest.id, revived(newest))


def versions(session: Session) -> list[GuidelineSet]:
    """Every version that was ever in force, newest first."""
    return list(session.scalars(select(GuidelineSet).order_by(GuidelineSet.id.desc())))


def revived(row: GuidelineSet) -> RuleSet:
    """A stored version as the checks read it; each is read once, for it never changes."""
    found = _REVIVED.get(row.digest)
    if found is None:
        found = _REVIVED[row.digest] = ruleset_from_plain(row.body)
    return found


def rule(session: Session, rule_id: str) -> Rule:
    """One rule as it is in force."""
    return _rule(in_force(session).ruleset, rule_id)


def record(session: Session, ruleset: RuleSet, *, now: datetime) -> GuidelineSet:
    """The stored row of a set that is about to be used, inserted if it is new."""
    statement = select(GuidelineSet).where(GuidelineSet.digest == ruleset.digest)
    row = session.scalars(statement).one_or_none()
    return row or _insert(session, ruleset, rule=None, by=BY_THE_SERVICE, now=now)


def confirm(
    session: Session, rule_id: str, correction: Correction, *, by: str, now: datetime
) -> GuidelineSet:
    """Confirm a rule against its source, or correct it: a new version of the set is in force.

    Raises NotFoundError for an unknown rule, InvalidError for a value that does not fit it.
    """
    log.lock(session)
    before = in_force(session).ruleset
    _rule(before, rule_id)
    try:
        following = next_version(
            before,
            rule_id,
            confirmed_by=by,
            confirmed_on=now.date(),
            section=correction.section,
            paragraph=correction.paragraph,
            text=correction.text,
            parameters=correction.parameters,
        )
    except PolicyError as error:
        raise InvalidError(str(error)) from error
    return adopt(session, following, rule=rule_id, by=by, now=now)


def adopt(session: Session, ruleset: RuleSet, *, rule: str, by: str, now: datetime) -> GuidelineSet:
    """Bring a set in which `rule` was confirmed or corrected into force."""
    log.lock(session)
    record(session, in_force(session).ruleset, now=now)
    row = _insert(session, ruleset, rule=rule, by=by, now=now)
    log.append(
        session,
        "guidelines:confirmed",
        rule,
        by=by,
        at=now,
        data={"set": row.id, "version": row.version, "sha256": row.digest},
    )
    return row


def _insert(
    session: Session, ruleset: RuleSet, *, rule: str | None, by: str, now: datetime
) -> GuidelineSet:
    newest = _newest(session)
    row = GuidelineSet(
        id=new_id("guidelines", now),
        version=ruleset.version,
        digest=ruleset.digest,
        body=plain(ruleset),
        rule=rule,
        confirmed_by=by,
        at=now,
        supersedes=newest.id if newest else None,
    )
    session.add(row)
    session.flush()
    return row


def _newest(session: Session) -> GuidelineSet | None:
    statement = select(GuidelineSet).options(defer(GuidelineSet.body))
    statement = statement.order_by(GuidelineSet.id.desc()).limit(1)
    return session.scalars(statement).one_or_none()


def _rule(ruleset: RuleSet, rule_id: str) -> Rule:
    try:
        return ruleset.rule(rule_id)
    except KeyError:
        raise NotFoundError(f"there is no rule {rule_id!r}") from None
