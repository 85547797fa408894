"""What staff do with complaints: the order, who may not, what an upheld one becomes, the seal."""

import json
from base64 import b64decode

import pytest
from sqlalchemy import select

from app.main import _log_from
from app.models import Base, ComplaintIdentity, Event
from app.services import incidents
from tests.app.complaining import CLASSIFICATION, COMPLAINT, CONTACT, MORE, NAME, SEALED, Desk
from tests.app.samples import submission

VENDOR = CLASSIFICATION["vendor"]


@pytest.fixture
def desk(api, key_of) -> Desk:
    return Desk(api, key_of)


@pytest.fixture
def contract(api, key_of) -> None:
    """The vendor is one here: handed in by olga, decided on by dora."""
    handed_in = api.post("/v1/submissions", json=submission(), headers=key_of("officer", "olga"))
    asked = {"submission": handed_in.json()["id"]}
    run = api.post("/v1/runs", json=asked, headers=key_of("officer", "olga")).json()["id"]
    body = {"run": run, "outcome": "insufficient_information", "reasons": ["Papers missing."]}
    decided = api.post("/v1/decisions", json=body, headers=key_of("focal_point", "dora"))
    assert decided.status_code == 201, decided.text


def accounts(service):
    with service.database.reading() as session:
        held = incidents.accounts_in_force(session)
    return [each for each in held.values() if each.source == "complaints"]


def test_the_way_of_a_complaint_that_is_upheld(desk, service) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "answered")
    [account] = accounts(service)
    assert account.id == f"complaints:{reference}"
    assert (account.standard, account.category) == ("finding", "excessive_force")
    assert account.summary == CLASSIFICATION["summary"]
    assert account.place == ""


def test_a_step_out_of_its_order_is_refused_in_the_librarys_words(desk) -> None:
    reference = desk.complain()["reference"]
    answer = desk.step(reference, "answered", note="x")
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        "answered comes after upheld or upheld_in_part or not_upheld or inadmissible: "
        "the last step was received"
    )


@pytest.mark.parametrize(
    ("step", "parts", "pointer"),
    [
        ("answered", {}, "/note"),
        ("classified", {}, "/classification"),
        ("assigned", {}, "/investigator"),
        ("assigned", {"investigator": "nobody"}, "/investigator"),
        ("acknowledged", {"classification": CLASSIFICATION}, "/classification"),
        ("classified", {"classification": CLASSIFICATION}, "/classification/vendor"),
    ],
)
def test_a_step_says_which_part_it_lacks(desk, step: str, parts, pointer: str) -> None:
    answer = desk.step(desk.complain()["reference"], step, **parts)
    assert answer.status_code == 422
    assert pointer in [error["pointer"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("officer", ["olga", "dora"])
def test_the_officer_of_the_contract_may_not_investigate(desk, contract, officer: str) -> None:
    desk.key_of("focal_point", officer)
    reference = desk.complain()["reference"]
    desk.bring(reference, "classified", vendor=VENDOR)
    answer = desk.step(reference, "assigned", investigator=officer)
    assert answer.status_code == 409
    assert "the officer of the contract may not investigate" in answer.json()["detail"]
    assert desk.step(reference, "assigned", by=officer, investigator="clerk").status_code == 409
    assert desk.step(reference, "assigned", investigator="clerk").status_code == 201


def test_leaving_the_vendor_out_makes_nobody_fit(desk, contract) -> None:
    desk.key_of("focal_point", "dora")
    reference = desk.complain(about=["Somebody at the gate"])["reference"]
    desk.bring(reference, "classified", vendor="", names=["Kestrel Vale Protection"])
    answer = desk.step(reference, "assigned", investigator="dora")
    assert answer.status_code == 409


def test_only_the_investigator_decides(desk) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "assigned")
    answer = desk.step(reference, "not_upheld", note="x")
    assert answer.status_code == 409
    assert answer.json()["detail"] == "only ivo, to whom it is assigned, may decide it"


def test_an_appeal_goes_to_somebody_else_and_may_undo_the_account(desk, service) -> None:
    receipt = desk.complain()
    reference = receipt["reference"]
    desk.bring(reference, "answered")
    desk.appeal(receipt)
    again = desk.step(reference, "assigned", investigator="ivo")
    assert "may not be decided by who decided before" in again.json()["detail"]
    desk.key_of("focal_point", "ada")
    assert desk.step(reference, "assigned", investigator="ada").status_code == 201
    assert desk.step(reference, "not_upheld", by="ada", note="Another firm.").status_code == 201
    [account] = accounts(service)
    assert account.retracted


def test_an_inadmissible_complaint_becomes_no_account(desk, service) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "classified")
    assert desk.step(reference, "inadmissible", note="No company is meant.").status_code == 201
    assert accounts(service) == []


def test_it_is_not_closed_while_an_appeal_is_possible(desk) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "answered")
    answer = desk.step(reference, "closed")
    assert answer.json()["detail"].startswith("an appeal is possible until 2027-01-01")


# --- The seal -------------------------------------------------------------------------------------


def test_only_the_investigator_opens_the_seal_and_it_is_logged(desk, service) -> None:
    reference = desk.complain()["reference"]
    assert desk.identity(reference, by="clerk").status_code == 403
    desk.bring(reference, "assigned")
    for other in ("clerk", "dora"):
        assert desk.identity(reference, by=other).status_code == 403
    assert desk.identity(reference).json() == {"name": NAME, "contact": CONTACT, "more": MORE}
    desk.identity(reference)
    with service.database.reading() as session:
        opened = select(Event).where(Event.action == "complaint:identity_opened")
        assert [(e.actor, e.subject) for e in session.scalars(opened)] == [("ivo", reference)] * 2


def test_the_seal_is_shut_to_who_becomes_an_officer_of_the_contract(desk, api, key_of) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "assigned")
    api.post("/v1/submissions", json=submission(), headers=key_of("officer", "ivo"))
    assert "the officers of the contract" in desk.identity(reference).json()["detail"]
    assert desk.step(reference, "upheld", by="ivo", note="x").status_code == 409


def test_the_seal_is_shut_again_by_an_appeal(desk) -> None:
    receipt = desk.complain()
    desk.bring(receipt["reference"], "answered")
    assert desk.identity(receipt["reference"]).status_code == 200
    desk.appeal(receipt)
    assert desk.identity(receipt["reference"]).status_code == 403


def test_who_gave_no_name_has_none(desk) -> None:
    reference = desk.complain(complainant={"name": " "})["reference"]
    desk.bring(reference, "assigned")
    assert desk.identity(reference).status_code == 404


def test_the_complainant_is_in_no_table_and_in_no_answer(desk, service, key_of) -> None:
    receipt = desk.complain()
    reference = receipt["reference"]
    desk.bring(reference, "answered")
    desk.identity(reference)
    answers = [desk.standing(receipt).text, desk.appeal(receipt).text]
    for role in ("focal_point", "auditor"):
        for path in ("", f"/{reference}"):
            shown = desk.api.get(f"/v1/complaints{path}", headers=key_of(role))
            assert shown.status_code == 200
            answers.append(shown.text)
    with service.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            rows = session.execute(select(table))
            answers.append(json.dumps([list(map(str, row)) for row in rows]))
    assert not [part for part in SEALED for answer in answers if part in answer]


def test_the_complainant_is_in_no_record_and_in_no_file(desk, contract, tmp_path) -> None:
    reference = desk.complain()["reference"]
    desk.bring(reference, "answered", vendor=VENDOR)
    desk.identity(reference)
    officer, security = desk.key_of("officer"), desk.key_of("focal_point", "dora")
    before = desk.api.get("/v1/decisions", headers=officer).json()[0]
    submitted = desk.api.get("/v1/submissions", headers=officer).json()[0]["id"]
    run = desk.api.post("/v1/runs", json={"submission": submitted}, headers=officer).json()["id"]
    found = desk.api.get(f"/v1/findings?run={run}", headers=officer).json()
    for finding in found:
        said = {"finding": finding["id"], "disposal": "true_match", "reason": "Upheld."}
        desk.api.post("/v1/disposals", json=said, headers=security)
    body = {"run": run, "outcome": "insufficient_information", "reasons": ["Complaint upheld."]}
    body["supersedes"] = before["id"]
    made = desk.api.post("/v1/decisions", json=body, headers=security).json()
    record = desk.api.get(f"/v1/records/{made['id']}", headers=officer).content
    assert reference.encode() in b64decode(json.loads(record)["envelope"]["payload"])
    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    texts = [record, b64decode(json.loads(record)["envelope"]["payload"]), *files]
    assert not [part for part in SEALED for text in texts if part.encode() in text]


def test_the_complainant_is_in_no_log_even_when_it_fails(desk, capsys, monkeypatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("app.services.complaints.add_step", broken)
    _log_from("DEBUG")
    answer = desk.api.post("/v1/complaints", json=COMPLAINT)
    assert answer.status_code == 500
    said = capsys.readouterr()
    assert "the disk is full" in said.err
    assert not [part for part in SEALED if part in said.err + said.out + answer.text]


def test_a_box_moved_to_another_complaint_stays_shut(desk, service) -> None:
    first, second = desk.complain(), desk.complain()
    with service.database.reading() as session:
        boxes = {row.complaint_id: row for row in session.scalars(select(ComplaintIdentity))}
    mine, other = boxes[first["reference"]], boxes[second["reference"]]
    assert mine.box != other.box
    with pytest.raises(ValueError, match="not what was shut"):
        service.seal.open(mine, label=other.complaint_id)
