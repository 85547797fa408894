"""Complaints by anybody: received without a key, followed with a secret, limited, appealed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.models import Complaint, ComplaintAllowance
from app.services.allowance import Allowance, _network
from tests.app.complaining import COMPLAINT, NAME, Desk
from tests.app.conftest import NOW
from tests.app.samples import submission


@pytest.fixture
def desk(api, key_of) -> Desk:
    return Desk(api, key_of)


def test_a_complaint_is_received_without_a_key(desk) -> None:
    receipt = desk.complain()
    said = desk.standing(receipt).json()
    assert (said["state"], said["received_at"]) == ("received", "2026-11-02T09:30:00Z")
    assert receipt["acknowledged_by"] == "2026-11-07"


def test_the_answer_is_the_same_whatever_the_vendor(desk, api, key_of) -> None:
    api.post("/v1/submissions", json=submission(), headers=key_of("officer"))
    known, unknown = desk.complain(), desk.complain(about=["Nobody Ever Heard Of"])
    for receipt in (known, unknown):
        assert len(receipt.pop("secret")) == 43
        assert receipt.pop("reference").startswith("complaint_")
    assert known == unknown


def test_a_complaint_without_a_name_is_taken(desk) -> None:
    assert desk.complain(complainant=None)["reference"]


@pytest.mark.parametrize("secret", ["", "x", "Zk3v0m1xQb7rT2uYc5wLh8nJp4sDf6gA9eKi0oXaBcE"])
def test_another_secret_opens_nothing(desk, secret: str) -> None:
    receipt = desk.complain()
    wrong, unknown = {**receipt, "secret": secret}, {**receipt, "reference": "complaint_0"}
    answers = [desk.standing(wrong), desk.standing(unknown), desk.appeal(wrong)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.json()["detail"] for answer in answers}) == 1


def test_the_secret_is_not_in_the_database(desk, service) -> None:
    receipt = desk.complain()
    with service.database.reading() as session:
        [row] = session.scalars(select(Complaint))
    assert receipt["secret"] not in str(vars(row))


def test_a_body_above_64_kib_is_refused(api) -> None:
    answer = api.post("/v1/complaints", json={**COMPLAINT, "place": "x" * 65_536})
    assert answer.status_code == 413
    assert "65,536 bytes" in answer.json()["detail"]


def test_a_name_outside_the_seal_is_sent_back(api) -> None:
    told = f"I, {NAME.upper()}, saw a guard strike a visitor."
    answer = api.post("/v1/complaints", json={**COMPLAINT, "what_happened": told})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/what_happened"
    assert NAME.casefold() not in answer.text.casefold()


def test_one_address_may_send_so_many_in_a_day(desk, api, now) -> None:
    for _ in range(20):
        desk.complain()
    refused = api.post("/v1/complaints", json=COMPLAINT)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many")
    now[0] = NOW + timedelta(days=1)
    assert desk.complain()


def test_addresses_are_kept_as_a_keyed_hash_and_for_a_day(service) -> None:
    allowance = Allowance(2, 3)
    for day in (NOW, NOW + timedelta(days=1)):
        with service.database.writing() as session:
            allowance.take(session, service.seal, "203.0.113.7", day)
    with service.database.reading() as session:
        [row] = session.scalars(select(ComplaintAllowance))
    assert (row.day, row.taken) == ((NOW + timedelta(days=1)).date(), 1)
    assert len(row.address) == 64


def test_all_addresses_together_have_a_limit(service) -> None:
    allowance = Allowance(2, 3)
    with service.database.writing() as session:
        for last in (1, 2, 3):
            allowance.take(session, service.seal, f"203.0.113.{last}", NOW)
        with pytest.raises(Exception, match="no more complaints can be taken today"):
            allowance.take(session, service.seal, "203.0.113.4", NOW)


def test_an_ipv6_network_counts_as_one_address() -> None:
    assert _network("2001:db8::1") == _network("2001:db8::ffff") != _network("2001:db8:0:1::1")
    assert _network("::ffff:203.0.113.7") == _network("203.0.113.7") == "203.0.113.7"


def test_an_answer_can_be_appealed_for_sixty_days(desk, now) -> None:
    receipt = desk.complain()
    desk.bring(receipt["reference"], "answered")
    said = desk.standing(receipt).json()
    assert (said["outcome"], said["answer"]) == ("upheld", "You were right.")
    assert said["appeal_until"] == "2027-01-01"
    now[0] = NOW + timedelta(days=61)
    assert desk.standing(receipt).json()["appeal_until"] is None
    assert "within 60 days" in desk.appeal(receipt).json()["detail"]
    now[0] = NOW + timedelta(days=60)
    assert desk.appeal(receipt).json()["state"] == "appealed"


def test_nothing_is_told_before_the_answer_and_nobody_is_named(desk) -> None:
    receipt = desk.complain()
    desk.bring(receipt["reference"], "upheld")
    said = desk.standing(receipt)
    told = [said.json()[name] for name in ("state", "outcome", "answer")]
    assert told == ["decided", None, None]
    assert "ivo" not in said.text
    assert desk.appeal(receipt).status_code == 409


def test_a_decision_on_appeal_is_told_with_its_own_answer(desk) -> None:
    receipt = desk.complain()
    desk.bring(receipt["reference"], "answered")
    desk.appeal(receipt)
    desk.key_of("focal_point", "ada")
    desk.step(receipt["reference"], "assigned", investigator="ada")
    desk.step(receipt["reference"], "not_upheld", by="ada", note="Another firm.")
    said = desk.standing(receipt).json()
    assert (said["state"], said["outcome"]) == ("decided", "upheld")


def test_nobody_acknowledged_in_time_and_it_says_so(desk, now) -> None:
    receipt = desk.complain()
    now[0] = NOW + timedelta(days=6)
    assert desk.standing(receipt).json()["state"] == "acknowledgement_overdue"
