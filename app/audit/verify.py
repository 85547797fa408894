"""Checking a record file without the service: the file, the public keys, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError

from app.audit import checkpoint
from app.audit.canonical import canonical, digest
from app.audit.merkle import leaf_hash, root_from_proof
from app.audit.record import envelope_digest
from app.audit.signature import PAYLOAD_TYPE, PublicKeys, decode
from app.audit.statement import PREDICATE_TYPE, STATEMENT_TYPE, Grounds
from app.revive import revive
from screening.decision import permitted, same_person_refused
from screening.model import Assessment, CheckResult, Disposal, Outcome
from screening.policy import Policy

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at, as one sentence; `problem` is empty when it holds."""

    sentence: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was checked, in order. After the first problem nothing further is looked at."""

    checks: tuple[Checked, ...]

    @property
    def ok(self) -> bool:
        return all(not check.problem for check in self.checks)

    @property
    def problem(self) -> str:
        return next((check.problem for check in self.checks if check.problem), "")


def verify(record: bytes, keys: PublicKeys) -> Verification:
    """Check a record file against trusted public keys. Never raises for a bad file."""
    opened, first = _open(record)
    checks = [first]
    for sentence, check in STEPS if opened else ():
        problem = _problem(check, opened, keys)
        checks.append(Checked(sentence, problem))
        if problem:
            break
    return Verification(tuple(checks))


def statement_of(record: bytes) -> dict[str, Any]:
    """The statement in a record file, not checked. Raises ValueError for anything else."""
    try:
        read = json.loads(decode(json.loads(record)["envelope"]["payload"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("this is not a record file") from error
    if not isinstance(read, dict):
        raise ValueError("this is not a record file")  # noqa: TRY004  # a bad file, not a bad call
    return read


@dataclass(frozen=True, slots=True)
class _Opened:
    envelope: Json
    log: Json
    payload: bytes
    statement: Json

    @property
    def predicate(self) -> Json:
        said: Json = self.statement["predicate"]
        return said


def _open(record: bytes) -> tuple[_Opened | None, Checked]:
    sentence = "The file is one canonical JSON document (RFC 8785): an envelope and its log entry."
    try:
        read = json.loads(record)
        _demand(canonical(read) == record, "the file is not in canonical form")
        _demand(set(read) == {"envelope", "log"}, "the file has other parts than envelope and log")
        payload = decode(read["envelope"]["payload"])
        opened = _Opened(read["envelope"], read["log"], payload, json.loads(payload))
    except Exception as error:  # noqa: BLE001  # whatever is wrong with a file is its problem
        return None, Checked(sentence, str(error) or type(error).__name__)
    return opened, Checked(sentence)


def _signature(record: _Opened, keys: PublicKeys) -> None:
    signatures = record.envelope["signatures"]
    for signature in signatures:
        decode(signature["sig"])
    _demand(set(record.envelope) == {"payload", "payloadType", "signatures"}, "unknown parts")
    _demand(len(signatures) == 1, "there must be one signature")
    _demand(set(signatures[0]) == {"keyid", "sig"}, "the signature has unknown parts")
    _demand(bool(keys), "no public key was given to check it with")
    key_id = signatures[0]["keyid"]
    _demand(key_id in keys, f"it was signed with the key {key_id}, which is not trusted here")
    envelope = Envelope.from_dict(json.loads(json.dumps(record.envelope)))
    try:
        envelope.verify(list(keys.values()), 1)
    except VerificationError as error:
        raise ValueError("the signature does not fit the content") from error


def _types(record: _Opened, _keys: PublicKeys) -> None:
    _demand(record.envelope["payloadType"] == PAYLOAD_TYPE, "another payload type")
    _demand(canonical(record.statement) == record.payload, "the statement is not canonical")
    _demand(record.statement["_type"] == STATEMENT_TYPE, "another kind of statement")
    _demand(record.statement["predicateType"] == PREDICATE_TYPE, "not a vetting decision")
    _demand(set(record.predicate) == set(Grounds.__dataclass_fields__), "parts are missing")


def _in_log(record: _Opened, keys: PublicKeys) -> None:
    event = record.log["event"]
    _demand(set(record.log) == {"event", "proof", "checkpoint"}, "the log entry has unknown parts")
    _demand(
        event["data"]["record_sha256"] == envelope_digest(record.envelope),
        "the log speaks of another record",
    )
    _demand(event["subject"] == record.predicate["decision"]["id"], "it names another decision")
    reached = checkpoint.read(record.log["checkpoint"], keys)
    proof = [decode(part) for part in record.log["proof"]]
    leaf = leaf_hash(canonical(event))
    root = root_from_proof(leaf, event["index"], reached.size, proof)
    _demand(root == reached.root, "the proof does not lead to the signed root of the log")


def _submission(record: _Opened, _keys: PublicKeys) -> None:
    said = record.predicate["submission"]
    subject = record.statement["subject"]
    _demand(digest(said["body"]) == said["sha256"], "its digest is another")
    _demand(
        subject == [{"name": f"urn:vendor:{said['vendor']}", "digest": {"sha256": said["sha256"]}}],
        "the statement is about another submission",
    )


def _policy(record: _Opened, _keys: PublicKeys) -> None:
    said = record.predicate["policy"]
    _demand(revive(Policy, said["body"]).digest == said["sha256"], "its digest is another")


def _ruleset(record: _Opened, _keys: PublicKeys) -> None:
    said, assessed = record.predicate["ruleset"], record.predicate["assessment"]
    _demand(
        (said["version"], said["sha256"])
        == (assessed["ruleset_version"], assessed["ruleset_digest"]),
        "the assessment was made under another rule set",
    )


def _lists(record: _Opened, _keys: PublicKeys) -> None:
    named = {(each["id"], each["sha256"]) for each in record.predicate["lists"]}
    for result in record.predicate["results"]:
        for finding in result["findings"]:
            _demand(
                not finding["list_id"] or finding["list_id"] in {list_id for list_id, _ in named},
                f"the finding {finding['key']} rests on a list that is not named",
            )
    _demand(all(len(sha256) == 64 for _, sha256 in named), "a digest is missing")  # noqa: PLR2004


def _disposals(record: _Opened, _keys: PublicKeys) -> None:
    found = [finding["key"] for result in _results(record) for finding in result["findings"]]
    said = [disposal["key"] for disposal in record.predicate["disposals"]]
    _demand(len(set(found)) == len(found), "a finding occurs twice")
    _demand(sorted(said) == sorted(found), "findings and disposals do not go together")
    decided = _moment(record.predicate["decision"]["at"])
    for disposal in record.predicate["disposals"]:
        expires = disposal["expires_on"]
        _demand(
            expires is None or date.fromisoformat(expires) >= decided.date(),
            f"the disposal {disposal['id']} had expired",
        )


def _outcome(record: _Opened, _keys: PublicKeys) -> None:
    said = record.predicate["decision"]
    results = tuple(revive(CheckResult, result) for result in _results(record))
    disposed = {
        disposal["key"]: Disposal(disposal["disposal"])
        for disposal in record.predicate["disposals"]
    }
    assessment = revive(Assessment, record.predicate["assessment"])
    choice = permitted(assessment, results, disposed).choice(Outcome(said["outcome"]))
    if choice is None:
        raise ValueError(f"{said['outcome']} could not be chosen")
    _demand(bool(said["reasons"]), "no reasons are given")
    _demand(choice.second_person <= said["needs_second"], "a second person was needed")


def _second_person(record: _Opened, _keys: PublicKeys) -> None:
    said = record.predicate["decision"]
    if said["needs_second"]:
        _demand(said["second"] is not None, "a second person was needed, and none confirmed")
        problem = same_person_refused(said["author"], said["second"]["author"])
        _demand(not problem, problem)


def _order(record: _Opened, _keys: PublicKeys) -> None:
    said = record.predicate
    second = said["decision"]["second"]
    moments = [
        _moment(said["submission"]["submitted_at"]),
        _moment(said["run"]["as_of"]),
        _moment(said["decision"]["at"]),
        *([_moment(second["at"])] if second else []),
        _moment(record.log["event"]["at"]),
    ]
    _demand(moments == sorted(moments), "the times contradict each other")


Step = Callable[[_Opened, PublicKeys], None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("The signature is that of a trusted key, over exactly this content.", _signature),
    ("It is an in-toto statement of a vetting decision, in canonical form, complete.", _types),
    ("The log holds it: the proof leads to a signed checkpoint.", _in_log),
    ("The submission is the one whose digest is stated.", _submission),
    ("The policy is the one whose digest is stated.", _policy),
    ("The assessment was made under the rule set that is named.", _ruleset),
    ("Every finding on a list rests on a list version named by digest.", _lists),
    ("Every finding has a disposal that held when the decision was made.", _disposals),
    ("The outcome was one that could be chosen, and reasons are given.", _outcome),
    ("Where a second person was needed, another person than the author confirmed.", _second_person),
    ("Submission, run, decision and log entry follow each other in time.", _order),
)


def _problem(check: Step, record: _Opened | None, keys: PublicKeys) -> str:
    if record is None:
        return "the file could not be opened"
    try:
        check(record, keys)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with a file is its problem
        return str(error) or type(error).__name__
    return ""


def _results(record: _Opened) -> Sequence[Json]:
    results: Sequence[Json] = record.predicate["results"]
    return results


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _demand(holds: bool, problem: str) -> None:  # noqa: FBT001  # reads as a sentence at the call
    if not holds:
        raise ValueError(problem)
