"""Inspections and reviews: put on record, due and missed, and what a run makes of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.audit.verify import statement_of
from app.commands.replay import replay
from app.services import inspections, submissions
from screening.plain import plain
from tests.app.samples import submission

# The sample's services begin on 1 January 2027.
STARTS = datetime(2027, 1, 1, 9, tzinfo=UTC)
DAILY = {"kind": "daily_inspection", "held_on": "2027-01-01", "passed": True}


class Ground:
    """One engagement under way: inspections by UN security, runs by an officer."""

    def __init__(self, api, key_of, now) -> None:
        self.api, self.now = api, now
        self.officer, self.security = key_of("officer"), key_of("focal_point")
        now[0] = STARTS
        self.id = self.hand_in()

    def hand_in(self, **changes) -> str:
        answer = self.api.post("/v1/submissions", json=submission(**changes), headers=self.officer)
        return answer.json()["id"]

    def record(self, **changes):
        url = f"/v1/engagements/{self.id}/inspections"
        return self.api.post(url, json={**DAILY, **changes}, headers=self.security)

    def duties(self) -> dict[str, dict]:
        answer = self.api.get(f"/v1/engagements/{self.id}/duties", headers=self.officer)
        return {each["kind"]: each for each in answer.json()}

    def run(self, of: str = "") -> dict:
        body = {"submission": of or self.id}
        return self.api.post("/v1/runs", json=body, headers=self.officer).json()

    def rule(self, run: dict, rule: str) -> dict:
        answer = self.api.get(f"/v1/runs/{run['id']}/assessment?rules=all", headers=self.officer)
        lines = [line for section in answer.json()["sections"] for line in section["rules"]]
        return next(line for line in lines if line["rule"] == rule)


@pytest.fixture
def ground(api, key_of, now) -> Ground:
    return Ground(api, key_of, now)


def test_an_inspection_is_on_record_and_the_next_is_due(ground) -> None:
    assert ground.duties()["daily_inspection"]["state"] == "due"
    answer = ground.record(note="All there.")
    assert (answer.status_code, answer.json()["by"]) == (201, "focal_point")
    duty = ground.duties()["daily_inspection"]
    assert (duty["state"], duty["due_on"], duty["last"]) == ("met", "2027-01-02", "2027-01-01")
    assert ground.duties()["monthly_review"]["due_on"] == "2027-01-31"


def test_what_was_missed_is_named(ground) -> None:
    ground.record()
    ground.now[0] = STARTS + timedelta(days=3)
    duty = ground.duties()["daily_inspection"]
    assert (duty["state"], duty["missed"]) == ("overdue", ["2027-01-02", "2027-01-03"])


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        ("2027-01-02", "is yet to come"),
        ("2026-12-31", "the services began on 2027-01-01"),
        ("1 Jan", "is not a day"),
    ],
)
def test_a_day_on_which_it_cannot_have_been_held_is_refused(ground, day, problem) -> None:
    answer = ground.record(held_on=day)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/held_on"
    assert problem in answer.json()["detail"]


def test_a_wrong_entry_is_put_right_by_another(ground) -> None:
    wrong = ground.record(passed=False).json()["id"]
    assert ground.record(supersedes=wrong).status_code == 201
    assert ground.duties()["daily_inspection"]["failed"] == []
    assert ground.record(supersedes=wrong).status_code == 409
    other = ground.record(kind="monthly_review", supersedes="inspection_0")
    assert "that still holds" in other.json()["detail"]


def test_an_unknown_engagement_is_told_so(ground) -> None:
    ground.id = "submission_0"
    answer = ground.record()
    assert answer.status_code == 404
    assert "it has the id of its submission" in answer.json()["detail"]


def test_without_a_first_day_there_are_no_duties(ground) -> None:
    about = {key: said for key, said in submission()["engagement"].items() if "_on" not in key}
    ground.id = ground.hand_in(engagement=about)
    assert ground.record().status_code == 409
    answer = ground.api.get(f"/v1/engagements/{ground.id}/duties", headers=ground.officer)
    assert "on which day the services begin" in answer.json()["detail"]


# --- What a run makes of them ---------------------------------------------------------------------


def test_the_ongoing_rules_draw_on_what_was_inspected(ground) -> None:
    before = ground.run()
    assert (before["ongoing"], ground.rule(before, "GL-OVR-02")["outcome"]) == (False, "unproven")
    ground.record()
    after = ground.run()
    line = ground.rule(after, "GL-OVR-02")
    assert (after["ongoing"], line["outcome"]) == (True, "met")
    assert line["basis"][0].startswith("daily_inspection-inspection_")


def test_a_missed_day_fails_the_rule(ground) -> None:
    ground.record()
    ground.now[0] = STARTS + timedelta(days=2)
    assert ground.rule(ground.run(), "GL-OVR-02")["outcome"] == "unmet"


def test_what_was_inspected_replaces_what_the_vendor_says_of_it(ground) -> None:
    claim = {
        "id": "own",
        "kind": "daily_inspection",
        "subject": "engagement",
        "verification": "document_checked",
        "values": {"passed": True},
    }
    ground.id = ground.hand_in(facts=[claim])
    ground.record(passed=False)
    assert ground.rule(ground.run(), "GL-OVR-02")["outcome"] == "unmet"


def test_a_later_submission_for_the_same_engagement_shares_them(ground) -> None:
    ground.record()
    again, other = ground.hand_in(note="again"), submission()["engagement"]
    assert ground.run(again)["ongoing"]
    other["host_country"] = "UG"
    assert not ground.run(ground.hand_in(engagement=other))["ongoing"]


def test_a_decision_that_rests_on_them_replays_and_what_got_worse_is_told(
    ground, service, tmp_path
) -> None:
    ground.record()
    run = ground.run()
    body = {"run": run["id"], "outcome": "insufficient_information", "reasons": ["Papers."]}
    made = ground.api.post("/v1/decisions", json=body, headers=ground.officer).json()
    record = ground.api.get(f"/v1/records/{made['id']}", headers=ground.officer)
    statement = statement_of(record.content)
    [held] = statement["predicate"]["run"]["inspections"]
    assert (held["on"], "note" in held) == ("2027-01-01", False)
    assert replay(service, statement).differences == ()
    url = f"/v1/vendors/{made_for(service, ground.id)}/standing"
    assert ground.api.get(url, headers=ground.officer).json()["changes"] == []
    ground.now[0] = STARTS + timedelta(days=2)
    [change] = ground.api.get(url, headers=ground.officer).json()["changes"]
    assert change.startswith("Daily inspection: last done on 2027-01-01")


def made_for(service, submission_id: str) -> str:
    with service.database.reading() as session:
        return submissions.get(session, submission_id).vendor_id


def test_a_submission_without_inspections_is_left_as_it_is(ground, service) -> None:
    with service.database.reading() as session:
        given = submissions.revived(submissions.get(session, ground.id))
    assert inspections.joined(given, [], date(2027, 1, 1)) is given
    held = [{"id": "i", "kind": "daily_inspection", "on": "2027-01-01", "passed": True}]
    joined = inspections.joined(given, held, date(2027, 1, 1))
    assert [plain(fact)["valid_until"] for fact in joined.facts] == ["2027-01-02"]
