"""A record file is believed whole or not at all."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.audit.canonical import canonical, digest
from app.audit.log import Appended
from app.audit.merkle import Tree, leaf_hash
from app.audit.record import Scribe, file_of, sign
from app.audit.signature import encode, public_keys, signing_key
from app.audit.statement import Grounds, statement
from app.audit.verify import statement_of, verify
from screening.model import Assessment, Outcome, RuleOutcome
from screening.plain import plain
from screening.policy import bundled_policy

POLICY = bundled_policy()
LIST_DIGEST = "a" * 64
FINDING = {
    "key": "k1",
    "check": "sanctions",
    "party": "vendor",
    "severity": "refers",
    "sentence": "Somebody is listed.",
    "entry": "XX.1",
    "list_id": "un-sc",
    "score": 0.9123,
}
BODY = {"vendor": {"name": "Kestrel Vale Protection Ltd"}}


def grounds() -> Grounds:
    """A referred vendor: one finding, one disposal, no second person needed."""
    assessment = Assessment(
        ruleset="test",
        ruleset_version="0.1",
        ruleset_digest="c" * 64,
        recommended=Outcome.REFERRED,
        reasons=("somebody is listed",),
        results=(),
        use_approved=RuleOutcome.MET,
    )
    finding = {**FINDING, "features": [], "paths": [], "evidence": {}}
    return Grounds(
        submission={
            "id": "s1",
            "vendor": "ungm-1",
            "submitted_at": "2026-11-01T08:00:00+00:00",
            "submitted_by": "officer",
            "sha256": digest(BODY),
            "body": BODY,
        },
        lists=[{"id": "un-sc", "sha256": LIST_DIGEST}],
        policy={"sha256": POLICY.digest, "body": plain(POLICY)},
        ruleset={"set": "g1", "version": "0.1", "sha256": "c" * 64},
        engine={"version": "test"},
        run={"id": "r1", "as_of": "2026-11-01T09:00:00+00:00"},
        results=[
            {
                "check": "sanctions",
                "question": "Is anybody listed?",
                "answer": "findings",
                "findings": [finding],
            }
        ],
        disposals=[{"id": "d1", "key": "k1", "disposal": "true_match", "expires_on": "2026-12-31"}],
        assessment=plain(assessment),
        decision={
            "id": "decision1",
            "outcome": "referred",
            "reasons": ["A director is listed."],
            "author": "officer",
            "at": "2026-11-01T10:00:00+00:00",
            "needs_second": False,
            "second": None,
        },
        supersedes=None,
    )


@pytest.fixture(scope="module")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="module")
def write(keys_folder: Path) -> Callable[[Grounds], bytes]:
    """Signs grounds and logs them as the fourth event, as the service would."""

    def act(said: Grounds, at: str = "2026-11-01T10:00:00+00:00") -> bytes:
        scribe = Scribe(signing_key(keys_folder), "test/log")
        signed = sign(statement(said), scribe)
        before = Tree()
        for other in (b"a", b"b", b"c"):
            before = before.append(leaf_hash(other))
        event = {
            "index": 3,
            "at": at,
            "actor": "officer",
            "action": "decision:recorded",
            "subject": "decision1",
            "data": {"record_sha256": signed.digest},
        }
        after = before.append(leaf_hash(canonical(event)))
        return file_of(signed, Appended(event, 3, before.proof_of_next(), after), scribe)

    return act


def test_a_good_record_passes_every_check(write, keys_folder) -> None:
    verification = verify(write(grounds()), public_keys(keys_folder))
    assert verification.ok, verification.problem
    assert len(verification.checks) == 12


def test_any_flipped_byte_is_noticed(write, keys_folder) -> None:
    record, keys = write(grounds()), public_keys(keys_folder)
    chance = random.Random(20261102)  # noqa: S311
    for place in range(len(record)):
        flipped = bytearray(record)
        flipped[place] ^= 1 << chance.randrange(8)
        assert not verify(bytes(flipped), keys).ok, f"byte {place}: {record[place : place + 1]!r}"


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_a_cut_off_record_is_noticed(write, keys_folder, cut: int) -> None:
    record = write(grounds())
    assert not verify(record[: len(record) - 1 - cut], public_keys(keys_folder)).ok


def test_a_record_of_an_unknown_key_is_not_believed(write, tmp_path) -> None:
    signing_key(tmp_path)
    verification = verify(write(grounds()), public_keys(tmp_path))
    assert "not trusted here" in verification.problem


def test_without_a_key_nothing_is_believed(write) -> None:
    assert "no public key" in verify(write(grounds()), {}).problem


def test_another_proof_is_noticed(write, keys_folder) -> None:
    said = json.loads(write(grounds()))
    said["log"]["proof"][0] = encode(b"\x00" * 32)
    verification = verify(canonical(said), public_keys(keys_folder))
    assert "does not lead to" in verification.problem


def _changed(part: str, **values: Any) -> Grounds:
    said = grounds()
    return replace(said, **{part: {**getattr(said, part), **values}})


SECOND = {"author": "officer", "at": "2026-11-01T11:00:00+00:00", "note": ""}

# Signed and logged properly by the installation, and still not to be believed.
LIES = {
    "another submission": (_changed("submission", body={"vendor": {}}), "digest is another"),
    "another policy": (_changed("policy", sha256="d" * 64), "digest is another"),
    "another rule set": (_changed("ruleset", sha256="d" * 64), "another rule set"),
    "a list that is not named": (replace(grounds(), lists=[]), "not named"),
    "an open finding": (replace(grounds(), disposals=[]), "do not go together"),
    "no reasons": (_changed("decision", reasons=[]), "no reasons"),
    "an outcome that is barred": (_changed("decision", outcome="eligible"), "could not be chosen"),
    "no second person": (_changed("decision", needs_second=True), "none confirmed"),
    "the same person twice": (
        _changed("decision", needs_second=True, second=SECOND),
        "other than the author",
    ),
    "a decision before its run": (
        _changed("decision", at="2026-11-01T08:30:00+00:00"),
        "contradict each other",
    ),
    "an expired disposal": (
        replace(grounds(), disposals=[{**grounds().disposals[0], "expires_on": "2026-10-31"}]),
        "had expired",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_signed_lie_is_noticed(write, keys_folder, lie: str) -> None:
    said, problem = LIES[lie]
    assert problem in verify(write(said), public_keys(keys_folder)).problem


@pytest.mark.parametrize("junk", [b"", b"[]", b"{}", b"null", b'{"envelope":1,"log":2}', b"\xff"])
def test_junk_is_refused_without_a_crash(junk: bytes) -> None:
    assert not verify(junk, {}).ok
    with pytest.raises(ValueError, match="not a record file"):
        statement_of(junk)
