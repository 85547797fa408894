"""The record over REST: rows in, occurrences out, links taken back, the vendor heard."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import get_args

import pytest

from app.api import reply_shapes
from screening.human_rights.replies import POSITIONS
from screening.human_rights.taxonomy import REMEDIES
from tests.app.conftest import NOW
from tests.app.record import ELSEWHERE, PANEL, PAPER, VENDOR, WAGES, load
from tests.app.samples import load_lists, submission

ROW = {
    "id": "desk/1",
    "source": "Maralal Courier",
    "names": ["Kestrel Vale Protection"],
    "summary": "Guards were paid late",
    "category": "wages",
    "standard": "allegation",
    "evidence_class": "single_media",
    "occurred": "2026-01",
    "country": "KE",
    "scale": "0.4",
}
REPLY = {"vendor": VENDOR, "position": "disputes", "text": "All were paid.", "signed_by": "Amara"}
REMEDY = {"vendor": VENDOR, "remedy": "remedy_delivered", "given_on": "2026-10-01"}


@pytest.fixture
def desk(key_of):
    return key_of("focal_point")


@pytest.fixture(autouse=True)
def handed_in(api, key_of, service) -> str:
    load_lists(service)
    made = api.post("/v1/submissions", json=submission(), headers=key_of("integration"))
    return made.json()["id"]


def enter(api, desk, *rows):
    return api.post("/v1/incidents", json={"rows": list(rows)}, headers=desk)


def of_vendor(api, desk, key: str):
    return api.get(f"/v1/incidents/{key}?vendor={VENDOR}", headers=desk)


def run(api, desk, handed_in: str):
    made = api.post("/v1/runs", json={"submission": handed_in}, headers=desk)
    assert made.status_code == 201, made.text
    return made.json()


def changes(api, desk) -> list[str]:
    return api.get(f"/v1/vendors/{VENDOR}/standing", headers=desk).json()["changes"]


def test_a_row_entered_is_found_with_the_vendor(api, desk) -> None:
    made = enter(api, desk, ROW)
    assert (made.status_code, made.json()["accounts"]) == (201, ["desk/1"])
    [account] = api.get(f"/v1/incidents?vendor={VENDOR}", headers=desk).json()
    assert account["said_as"] == "allegation, not a finding"
    assert account["digest"] == made.json()["sha256"]
    assert of_vendor(api, desk, "desk/1").json()["accounts"][0]["id"] == "desk/1"


def test_every_fault_is_named_and_no_row_is_taken(api, desk) -> None:
    wrong = {**ROW, "id": "desk/2", "category": "wagse", "occurred": "2031"}
    answer = enter(api, desk, ROW, wrong)
    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [
        "/rows/1/category",
        "/rows/1/occurred",
    ]
    assert api.get("/v1/incidents", headers=desk).json() == []


def test_an_unknown_field_is_refused(api, desk) -> None:
    answer = enter(api, desk, {**ROW, "guilty": True})
    assert answer.json()["errors"] == [{"pointer": "/rows/0/guilty", "detail": "is not known here"}]


def test_an_id_of_another_source_is_refused(api, desk, service) -> None:
    load(service, PANEL)
    answer = enter(api, desk, {**ROW, "id": "panel-1"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/rows/0/id"


def test_a_row_again_takes_the_place_of_the_first(api, desk) -> None:
    enter(api, desk, ROW)
    enter(api, desk, {**ROW, "retracted": True})
    [account] = api.get("/v1/incidents", headers=desk).json()
    assert account["retracted"]


def test_accounts_come_in_pages(api, desk, service) -> None:
    load(service, PANEL, PAPER, WAGES)
    first = api.get("/v1/incidents?limit=2", headers=desk)
    assert [each["id"] for each in first.json()] == ["panel-1", "paper-1"]
    following = first.links["next"]["url"]
    assert [each["id"] for each in api.get(following, headers=desk).json()] == ["wages-1"]


def test_an_occurrence_holds_its_accounts_factors_and_where_they_come_from(
    api, desk, service
) -> None:
    read = load(service, PANEL, PAPER, ELSEWHERE)
    said = of_vendor(api, desk, "paper-1").json()
    assert (said["key"], said["gate"], said["grave"]) == ("panel-1", "G1", True)
    assert {each["name"] for each in said["factors"]} == set("SACRm")
    assert all(read.digest in each["digests"] for each in said["factors"])
    assert "the very day" in said["links"][0]


def test_an_occurrence_nobody_knows_is_not_found(api, desk, service) -> None:
    load(service, ELSEWHERE)
    assert of_vendor(api, desk, "other-1").status_code == 404


def test_a_separation_takes_an_occurrence_apart_and_withdrawing_it_joins_it_again(
    api, desk, service
) -> None:
    load(service, PANEL, PAPER)
    body = {"left": "panel-1", "right": "paper-1", "reason": "Two shootings on one day."}
    made = api.post("/v1/incidents/separations", json=body, headers=desk)
    assert made.status_code == 201, made.text
    assert len(of_vendor(api, desk, "panel-1").json()["accounts"]) == 1
    path = f"/v1/incidents/separations/{made.json()['id']}"
    assert api.delete(f"{path}?reason=It+was+one.", headers=desk).status_code == 200
    assert len(of_vendor(api, desk, "panel-1").json()["accounts"]) == 2
    [kept] = api.get("/v1/incidents/separations", headers=desk).json()
    assert kept["withdrawn_because"] == "It was one."


def test_a_link_brings_in_an_account_that_names_nobody_known(api, desk, service) -> None:
    load(service, PANEL, ELSEWHERE)
    body = {"left": "panel-1", "right": "other-1", "reason": "The same guards."}
    made = api.post("/v1/incidents/links", json=body, headers=desk)
    assert len(of_vendor(api, desk, "panel-1").json()["accounts"]) == 2
    again = api.post("/v1/incidents/links", json=body, headers=desk)
    assert again.status_code == 409
    path = f"/v1/incidents/links/{made.json()['id']}?reason=No"
    assert api.delete(path, headers=desk).status_code == 200
    assert api.delete(path, headers=desk).status_code == 409
    assert len(of_vendor(api, desk, "panel-1").json()["accounts"]) == 1


def test_every_fault_of_a_link_is_named(api, desk) -> None:
    body = {"left": "x", "right": "disclosure:1", "reason": "?", "vendor": "nobody"}
    answer = api.post("/v1/incidents/links", json=body, headers=desk)
    pointers = [fault["pointer"] for fault in answer.json()["errors"]]
    assert pointers == ["/vendor", "/left", "/right"]


def test_a_disclosure_is_linked_for_its_vendor_alone(api, desk, service, key_of) -> None:
    load(service, PANEL.replace("2025-03-04", "2021"))
    incident = {"id": "i-1", "summary": "A shooting", "category": "unlawful_killing"}
    body = submission(incidents=[{**incident, "party": "vendor", "evidence_class": "unsourced"}])
    made = api.post("/v1/submissions", json=body, headers=key_of("officer"))
    assert made.status_code == 201, made.text
    link = {"left": "disclosure:i-1", "right": "panel-1", "reason": "The same."}
    unnamed = api.post("/v1/incidents/links", json=link, headers=desk)
    assert "name the vendor as well" in unnamed.text
    api.post("/v1/incidents/links", json={**link, "vendor": VENDOR}, headers=desk)
    accounts = of_vendor(api, desk, "panel-1").json()["accounts"]
    assert [account["id"] for account in accounts] == ["disclosure:i-1", "panel-1"]


def test_a_vendor_that_was_told_answers_and_is_shown_beside_the_incident(
    api, desk, service, key_of
) -> None:
    load(service, PANEL)
    system = key_of("integration")
    untold = api.post("/v1/incidents/panel-1/replies", json=REPLY, headers=system)
    assert untold.status_code == 404
    notice = {"vendor": VENDOR, "answer_by": "2026-12-01"}
    assert api.post("/v1/incidents/panel-1/notices", json=notice, headers=desk).status_code == 201
    told = api.post("/v1/incidents/panel-1/replies", json=REPLY, headers=system)
    assert (told.status_code, told.json()["received_on"]) == (201, "2026-11-02")
    reply = of_vendor(api, desk, "panel-1").json()["reply"]
    assert reply["state"] == "answered"
    assert "disputes" in reply["sentence"]


def test_days_of_notices_and_replies_are_looked_at(api, desk, service) -> None:
    load(service, PANEL)
    late = {"vendor": VENDOR, "answer_by": "2026-11-01"}
    answer = api.post("/v1/incidents/panel-1/notices", json=late, headers=desk)
    assert "in the past" in answer.json()["detail"]
    early = {**REPLY, "received_on": "2026-12-01"}
    answer = api.post("/v1/incidents/panel-1/replies", json=early, headers=desk)
    assert "in the future" in answer.json()["detail"]


def test_remedy_counts_as_far_as_somebody_else_vouches_for_it(api, desk, service, key_of) -> None:
    load(service, WAGES)
    notice = {"vendor": VENDOR, "answer_by": "2026-12-01"}
    api.post("/v1/incidents/wages-1/notices", json=notice, headers=desk)
    mine = api.post("/v1/incidents/wages-1/remedy", json=REMEDY, headers=key_of("integration"))
    assert mine.json()["verification"] == "self_attested"
    assert factor(api, desk, "m") == "0.100000"
    checked = {**REMEDY, "verification": "document_checked"}
    refused = api.post("/v1/incidents/wages-1/remedy", json=checked, headers=key_of("integration"))
    assert refused.json()["errors"][0]["pointer"] == "/verification"
    assert api.post("/v1/incidents/wages-1/remedy", json=checked, headers=desk).status_code == 201
    assert factor(api, desk, "m") == "0.400000"


def factor(api, desk, name: str) -> str:
    said = of_vendor(api, desk, "wages-1").json()
    return next(each["value"] for each in said["factors"] if each["name"] == name)


def test_coverage_names_every_source_and_never_speaks_of_innocence(api, desk, service) -> None:
    load(service, WAGES)
    said = api.get("/v1/incidents/coverage", headers=desk).json()
    used = {each["source"]: each["used"] for each in said["sources"]}
    assert used["register"]
    assert not used["icoca"]
    assert "not of innocence" in said["statement"]


def test_the_conduct_of_a_vendor_tells_gates_criteria_and_what_would_flip(
    api, desk, service
) -> None:
    load(service, PANEL, PAPER)
    said = api.get(f"/v1/vendors/{VENDOR}/conduct", headers=desk).json()
    assert said["result"] == "ineligible_referral"
    assert said["gates"][0].startswith("G1: ")
    states = {each["criterion"]: each["state"] for each in said["criteria"]}
    assert states["conviction"] == "contradicted"


def test_an_answer_after_the_run_asks_for_a_new_one(api, desk, service, handed_in, now) -> None:
    load(service, PANEL)
    run(api, desk, handed_in)
    assert changes(api, desk) == []
    now[0] = NOW + timedelta(hours=1)
    api.post("/v1/incidents/panel-1/replies", json=REPLY, headers=desk)
    enter(api, desk, ROW)
    said = " ".join(changes(api, desk))
    assert "the vendor answered to panel-1" in said
    assert "the source entered" in said


def test_a_person_may_see_it_otherwise_than_the_score_but_must_say_why(
    api, desk, service, handed_in
) -> None:
    load(service, PANEL)
    made = run(api, desk, handed_in)
    found = api.get(f"/v1/findings?run={made['id']}&limit=200", headers=desk).json()
    [finding] = [each for each in found if each["check"] == "human_rights"]
    body = {"finding": finding["id"], "disposal": "false_match"}
    assert api.post("/v1/disposals", json={**body, "reason": " "}, headers=desk).status_code == 422
    body["reason"] = "The panel corrected itself: another company's guards."
    assert api.post("/v1/disposals", json=body, headers=desk).status_code == 201
    said = api.get(f"/v1/runs/{made['id']}/assessment", headers=desk).json()
    assert not any("shot two detainees" in reason for reason in said["reasons"])


def test_the_timeline_is_the_same_as_data_and_as_a_picture(api, desk, service, handed_in) -> None:
    load(service, PANEL)
    run(api, desk, handed_in)
    said = api.get(f"/v1/vendors/{VENDOR}/timeline", headers=desk).json()
    [mark] = [each for each in said["marks"] if each["lane"] == "incident"]
    assert (mark["starts_on"], mark["reference"]) == ("2025-03-04", "panel-1")
    drawn = api.get(f"/v1/vendors/{VENDOR}/timeline.svg", headers=desk)
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert "script" not in drawn.text
    assert any("shot two detainees" in text for text in ET.fromstring(drawn.text).itertext())  # noqa: S314


def test_the_codes_of_the_routes_are_those_of_the_model() -> None:
    assert set(get_args(reply_shapes.Position)) == set(POSITIONS)
    assert {"none", *get_args(reply_shapes.Remedy)} == set(REMEDIES)


def test_an_unknown_vendor_has_no_record(api, desk) -> None:
    for path in ("conduct", "timeline", "timeline.svg"):
        assert api.get(f"/v1/vendors/nobody/{path}", headers=desk).status_code == 404
