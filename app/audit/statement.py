"""The statement of a decision: one in-toto Statement with everything the decision rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.audit.canonical import exact

STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:vetting:decision:v1"

Plain = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The parts of a statement, as plain data, in the order of the pipeline.

    Lists and rule set are named by digest: their bytes are kept, and published, elsewhere. All else
    is here in full.
    """

    submission: Plain
    lists: Sequence[Plain]
    policy: Plain
    ruleset: Plain
    engine: Plain
    run: Plain
    results: Sequence[Plain]
    disposals: Sequence[Plain]
    assessment: Plain
    decision: Plain
    supersedes: str | None


def statement(grounds: Grounds) -> dict[str, object]:
    """The statement, ready to be signed. Floats are written out as text (see `canonical.exact`)."""
    predicate = {name: exact(getattr(grounds, name)) for name in Grounds.__dataclass_fields__}
    return {
        "_type": STATEMENT_TYPE,
        "subject": [
            {
                "name": f"urn:vendor:{grounds.submission['vendor']}",
                "digest": {"sha256": grounds.submission["sha256"]},
            }
        ],
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
