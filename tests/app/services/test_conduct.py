"""The record a run looks at: pinned by digest, replayed with it, and missed where it is stale."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.audit.verify import statement_of
from app.commands.replay import replay
from app.errors import NotFoundError
from app.models import Run
from app.services import conduct, runs, submissions
from app.services.references import References
from app.settings import Settings
from app.shapes.reading import checked
from app.wiring import policy_of, weights_of
from screening.errors import PolicyError
from screening.human_rights.weights import bundled_weights
from screening.model import Answer
from screening.policy import SourcePolicy, WeightsPolicy
from tests.app.conftest import NOW
from tests.app.record import BRIBE, PANEL, PAPER, VENDOR, WAGES, load
from tests.app.samples import load_lists, submission


@pytest.fixture(autouse=True)
def lists_in_force(service) -> None:
    load_lists(service)


@pytest.fixture
def handed_in(service) -> str:
    with service.database.writing() as session:
        given = checked(submission())
        return submissions.submit(session, given, submission(), by="test", now=NOW).id


def run(service, submission_id: str, references: References | None = None) -> str:
    used = references or service.references
    return runs.run(service.database, used, submission_id, occasion="requested", by="test", now=NOW)


def answered(service, run_id: str):
    with service.database.reading() as session:
        results = {each.check: each for each in runs.results(session, run_id)}
        return session.get_one(Run, run_id), results["human_rights"]


def with_source(service, source: SourcePolicy) -> References:
    policy = replace(service.references.policy, sources=(source,))
    return References(policy, service.store)


def test_accounts_of_one_event_become_one_finding_with_its_factors(service, handed_in) -> None:
    load(service, PANEL, PAPER)
    _, result = answered(service, run(service, handed_in))
    [finding] = [each for each in result.findings if "factors" in each.evidence]
    assert finding.evidence["gate"] == "G1"
    assert [account["id"] for account in finding.evidence["accounts"]] == ["panel-1", "paper-1"]
    assert {factor["name"] for factor in finding.evidence["factors"]} == set("SACRm")


def test_the_run_names_every_source_with_its_day_and_digest(service, handed_in) -> None:
    read = load(service, PANEL)
    row, _ = answered(service, run(service, handed_in))
    sources = {each["id"]: each for each in row.conduct["sources"]}
    assert sources["register"]["dated"] == NOW.date().isoformat()
    assert sources["register"]["sha256"] == read.digest
    assert sources["icoca"]["dated"] is None
    assert row.conduct["weights"]["sha256"] == bundled_weights().digest


def test_the_pinned_record_comes_back_just_as_the_run_saw_it(service, handed_in) -> None:
    load(service, PANEL, PAPER)
    row, _ = answered(service, run(service, handed_in))
    load(service, PANEL, PAPER, WAGES)
    then = conduct.pinned(service.store, row.conduct)
    assert then.digest == row.conduct["sha256"]
    assert [account.id for account in then.accounts] == ["panel-1", "paper-1"]


def test_a_run_from_before_there_was_a_record_has_none() -> None:
    assert conduct.pinned(None, None).accounts == ()


def test_a_record_that_is_not_held_here_is_said_so(service) -> None:
    with pytest.raises(NotFoundError, match="not held here"):
        conduct.pinned(service.store, {"sha256": "0" * 64})


def test_a_decision_replays_byte_for_byte_after_the_record_grew(
    api, key_of, service, handed_in
) -> None:
    load(service, BRIBE)
    run_id = run(service, handed_in)
    for found in api.get(f"/v1/findings?run={run_id}", headers=key_of("auditor")).json():
        body = {"finding": found["id"], "disposal": "unresolved", "reason": "Looked at it."}
        api.post("/v1/disposals", json=body, headers=key_of("focal_point"))
    body = {"run": run_id, "outcome": "referred", "reasons": ["To be weighed."]}
    made = api.post("/v1/decisions", json=body, headers=key_of("officer"))
    load(service, BRIBE, PANEL)
    assert made.json()["stands"], made.text
    file = api.get(f"/v1/records/{made.json()['id']}", headers=key_of("auditor")).content
    statement = statement_of(file)
    assert statement["predicate"]["run"]["conduct"]["sources"]
    assert replay(service, statement).differences == ()


@pytest.mark.parametrize("age", [None, 40])
def test_a_mandatory_source_missing_or_stale_leaves_the_question_open(
    service, handed_in, age
) -> None:
    if age is not None:
        load(service, WAGES, dated=(NOW - timedelta(days=age)).date())
    wanted = SourcePolicy(id="register", mandatory=True, max_age_days=30)
    _, result = answered(service, run(service, handed_in, with_source(service, wanted)))
    assert ("never been loaded" if age is None else "40 days old") in result.reason
    assert result.answer is not Answer.CLEAR


def test_a_source_that_is_not_mandatory_is_missed_in_the_coverage_alone(service, handed_in) -> None:
    _, result = answered(service, run(service, handed_in))
    assert "never been loaded" not in result.reason
    [said] = [each["statement"] for each in result.coverage if "statement" in each]
    assert "not of innocence" in said


def test_another_vendor_reply_is_not_shown_here(api, key_of, service, handed_in) -> None:
    load(service, PANEL)
    other = submission()
    other["vendor"]["ungm_number"] = "481221"
    api.post("/v1/submissions", json=other, headers=key_of("officer"))
    body = {"vendor": "ungm-481221", "position": "disputes", "text": "Not us."}
    made = api.post("/v1/incidents/panel-1/replies", json=body, headers=key_of("focal_point"))
    assert made.status_code == 201, made.text
    with service.database.reading() as session:
        assert service.references.conduct(session, VENDOR).replies == ()
        assert service.references.conduct(session, "ungm-481221").replies


def test_weights_other_than_the_policy_names_are_refused(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path)
    policy = replace(policy_of(settings), weights=WeightsPolicy(version="1", sha256="0" * 64))
    with pytest.raises(PolicyError, match=bundled_weights().digest):
        weights_of(settings, policy)


def test_a_source_nobody_knows_is_refused(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path)
    unknown = SourcePolicy(id="rumours", mandatory=True, max_age_days=1)
    with pytest.raises(PolicyError, match="rumours"):
        weights_of(settings, replace(policy_of(settings), sources=(unknown,)))


def test_the_bundled_policy_fits_the_bundled_weights(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path)
    assert weights_of(settings, policy_of(settings)) == bundled_weights()
