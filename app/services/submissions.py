"""Stage 1: a submission comes in and is kept exactly as it came."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.audit import log
from app.audit.canonical import digest
from app.errors import Fault, InvalidError, NotFoundError
from app.ids import new_id
from app.models import Document, Fact, Party, Submission
from app.shapes import SubmissionIn
from screening import model
from screening.text.identifiers import clean

# Strongest first: the UN's own number, the global one, the national register's, the ERP's.
_KEYS = (
    ("ungm", "ungm"),
    ("lei", "lei"),
    ("registration", "reg"),
    ("umoja_bp", "erp"),
    ("erp", "erp"),
)


def submit(
    session: Session,
    given: SubmissionIn,
    body: Mapping[str, object] | None = None,
    *,
    by: str,
    now: datetime,
) -> Submission:
    """Keep a submission with its parties, facts and documents: all of it, or nothing.

    `body` is what `given` was read from, and is what is kept. Raises InvalidError when no number
    says which vendor it is.
    """
    submission = given.to_model()
    body = dict(body) if body is not None else body_of(given)
    row = Submission(
        id=new_id("submission", now),
        vendor_id=vendor_id(submission.vendor),
        vendor_name=submission.vendor.name,
        body=body,
        digest=digest(body),
        submitted_at=now,
        submitted_by=by,
    )
    session.add(row)
    session.flush()
    for table, rows in (
        (Party, _parties(row.id, submission)),
        (Fact, _facts(row.id, submission)),
        (Document, _documents(row.id, submission)),
    ):
        values = list(rows)
        if values:
            session.execute(insert(table), values)
    log.append(session, "submission:received", row.id, by=by, at=now, data={"sha256": row.digest})
    return row


def body_of(given: SubmissionIn) -> dict[str, object]:
    """The submission as plain data: what was given, and nothing that was not."""
    return given.model_dump(mode="json", by_alias=True, exclude_unset=True)


def revived(row: Submission) -> model.Submission:
    """The stored submission as the checks read it."""
    return SubmissionIn.model_validate(row.body).to_model()


def get(session: Session, submission_id: str, *, seen_by: str | None = None) -> Submission:
    """The submission. With `seen_by`, only if that person or system submitted it."""
    row = session.get(Submission, submission_id)
    if row is None or (seen_by is not None and row.submitted_by != seen_by):
        raise NotFoundError(f"there is no submission {submission_id!r}")
    return row


def newest_of(session: Session, vendor: str) -> Submission:
    """The vendor's newest submission. Raises NotFoundError for an unknown vendor."""
    row = session.scalars(
        select(Submission)
        .where(Submission.vendor_id == vendor)
        .order_by(Submission.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        raise NotFoundError(f"there is no vendor {vendor!r}")
    return row


def vendor_id(vendor: model.Party) -> str:
    """An id for the vendor from the strongest number it gave: the same number, the same vendor."""
    for scheme, prefix in _KEYS:
        for identifier in vendor.identifiers:
            number = clean(scheme, identifier.value) if identifier.scheme == scheme else ""
            country = identifier.country if scheme == "registration" else ""
            if number and (country or scheme != "registration"):
                return "-".join(part for part in (prefix, country, number) if part).lower()
    problem = (
        "nothing says which vendor this is: give a ungm_number, an lei, a registration_number "
        "or an erp_number"
    )
    raise InvalidError(f"/vendor: {problem}", [Fault(problem, pointer="/vendor")])


def _parties(row_id: str, submission: model.Submission) -> Iterator[dict[str, object]]:
    for party in submission.everyone():
        yield {
            "submission_id": row_id,
            "party": party.id,
            "kind": party.kind.value,
            "name": party.name,
            "roles": [role.value for role in party.roles],
        }


def _facts(row_id: str, submission: model.Submission) -> Iterator[dict[str, object]]:
    for fact in submission.facts:
        yield {
            "submission_id": row_id,
            "fact": fact.id,
            "kind": fact.kind,
            "subject": fact.subject,
            "verification": fact.verification.value,
            "valid_until": fact.valid_until,
        }


def _documents(row_id: str, submission: model.Submission) -> Iterator[dict[str, object]]:
    named: dict[str, list[str]] = {}
    for fact in submission.facts:
        named.setdefault(fact.document, []).append(f"facts/{fact.id}")
    for made in submission.declarations:
        named.setdefault(made.document, []).append(f"declarations/{made.code}")
    for number, rebuttal in enumerate(submission.rebuttals):
        named.setdefault(rebuttal.document, []).append(f"ownership/rebuttals/{number}")
    for incident in submission.incidents:
        named.setdefault(incident.document, []).append(f"incidents/{incident.id}")
    for document, places in named.items():
        if document:
            yield {"submission_id": row_id, "digest": document, "named_by": places}
