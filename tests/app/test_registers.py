"""Registers beside a submission: in its body, in files at the keyboard, and over the REST API."""

import copy
import json
import os
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from app.shapes import SubmissionIn
from app.shapes.beside import stated
from app.shapes.example import EXAMPLE
from screening.ownership.examine import examine
from tests.app.keyboard import Keyboard
from tests.app.samples import load_lists

LEI = "984500BLUEANCHORAG91"
PSC: dict[str, Any] = {
    "company_number": "01180204",
    "data": {
        "kind": "individual-person-with-significant-control",
        "etag": "e1",
        "name": "Amara Example",
        "date_of_birth": {"year": 1970, "month": 5},
        "natures_of_control": ["ownership-of-shares-75-to-100-percent"],
    },
}
REPEX = (
    '<x:ReportingExceptionData xmlns:x="http://www.gleif.org/data/schema/repex/2016">'
    f"<x:Exception><x:LEI>{LEI}</x:LEI>"
    "<x:ExceptionCategory>DIRECT_ACCOUNTING_CONSOLIDATION_PARENT</x:ExceptionCategory>"
    "<x:ExceptionReason>NATURAL_PERSONS</x:ExceptionReason></x:Exception>"
    "</x:ReportingExceptionData>"
)


def statement(record: str, kind: str, **details: Any) -> dict[str, Any]:
    return {
        "statementId": f"statement-{record}".ljust(32, "x"),
        "statementDate": "2026-10-01",
        "declarationSubject": "rec-v",
        "recordId": record,
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
    }


STATEMENTS = [
    statement("rec-v", "entity", entityType={"type": "registeredEntity"}, name="Kestrel Vale"),
    statement(
        "owner-1",
        "person",
        personType="knownPerson",
        names=[{"type": "legal", "fullName": "Amara Example"}],
        birthDate="1970-05-01",
    ),
    statement(
        "rel-1",
        "relationship",
        subject="rec-v",
        interestedParty="owner-1",
        interests=[{"type": "shareholding", "share": {"exact": 80}}],
    ),
]
LINES = "\n".join(json.dumps(one) for one in STATEMENTS)


def british(share: str = "80", *sources: dict[str, Any], **ownership: Any) -> dict[str, Any]:
    """A vendor that the UK register and GLEIF know, with what they say beside it."""
    body = copy.deepcopy(EXAMPLE)
    body["vendor"] |= {"country": "GB", "registration_number": "1180204", "lei": LEI}
    stakes = [{"id": "s1", "company": "vendor", "owner": "owner-1", "share": share}]
    body["ownership"] = ownership or {"stakes": stakes}
    body["ownership"]["sources"] = list(sources)
    return body


def psc(**more: Any) -> dict[str, Any]:
    return {"register": "uk-psc", "records": [PSC], "retrieved_on": "2026-08-14"} | more


# --- In the body ----------------------------------------------------------------------------------


def test_a_register_adds_its_stake_to_the_party_both_know() -> None:
    made = SubmissionIn.model_validate(british("80", psc())).to_model()
    assert [(one.owner, one.source[:16]) for one in made.stakes] == [
        ("owner-1", ""),
        ("owner-1", "officialRegister"),
    ]
    assert [party.id for party in made.parties] == ["owner-1"]


def test_records_and_their_lines_mean_the_same() -> None:
    lines = {"register": "uk-psc", "text": json.dumps(PSC), "retrieved_on": "2026-08-14"}
    models = [SubmissionIn.model_validate(british("80", one)).to_model() for one in (psc(), lines)]
    assert models[0] == models[1]


def test_statements_may_be_written_as_lines() -> None:
    written = SubmissionIn.model_validate(british(statements=LINES))
    assert written == SubmissionIn.model_validate(british(statements=STATEMENTS))


def test_lines_that_are_no_statements_are_refused_with_their_line() -> None:
    with pytest.raises(ValidationError, match="line 2"):
        SubmissionIn.model_validate(british(statements=LINES.splitlines()[0] + "\n{"))


def test_what_comes_in_comes_out() -> None:
    given = SubmissionIn.model_validate(british("80", psc()))
    body = given.model_dump(mode="json", by_alias=True, exclude_unset=True)
    assert body["ownership"]["sources"][0]["register"] == "uk-psc"
    assert SubmissionIn.model_validate(body).to_model() == given.to_model()


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ({"register": "uk-psc"}, ("ownership", "sources", 0), "either"),
        (psc(text="{}"), ("ownership", "sources", 0), "either"),
        (psc(register="gleif"), ("ownership", "sources", 0), "XML"),
        (psc(register="dk-cvr"), ("ownership", "sources", 0, "register"), "bods"),
        ({"register": "gleif", "text": "<a"}, ("ownership", "sources", 0), "well-formed"),
        (psc(records=[{"data": {"kind": "odd"}}]), ("ownership", "sources", 0), "not known"),
        (psc(records=[PSC | {"company_number": "7"}]), ("ownership", "sources"), "number"),
        ({"register": "bods", "text": "[]"}, ("ownership", "sources", 0), "no statement"),
    ],
)
def test_a_source_that_says_nothing_here_is_refused_at_its_place(
    source: dict[str, Any], place: tuple[str | int, ...], words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        SubmissionIn.model_validate(british("80", source))
    [problem] = caught.value.errors()
    assert problem["loc"] == place
    assert words in problem["msg"]


# --- At the keyboard ------------------------------------------------------------------------------


@pytest.fixture
def cli(tmp_path: Path, sqlite_template: Path) -> Keyboard:
    (tmp_path / "psc.jsonl").write_text(json.dumps(PSC), "utf-8")
    (tmp_path / "repex.xml").write_text(REPEX, "utf-8")
    (tmp_path / "bods.jsonl").write_text(LINES, "utf-8")
    (tmp_path / "bods.json").write_text(json.dumps(STATEMENTS), "utf-8")
    (tmp_path / "submission.json").write_text(json.dumps(british()), "utf-8")
    return Keyboard(tmp_path, sqlite_template)


def test_vetting_takes_register_files_beside_a_submission(cli: Keyboard) -> None:
    done = cli("vet", "submission.json", "--source", "psc.jsonl", "--source", "repex.xml", "--json")
    said = json.loads(done.out)
    shown = cli("ownership", said["run"]).out
    assert "80 % (2 sources)  Amara Example" in shown
    assert "20 % is said to be held by natural persons" in shown


def test_a_run_is_shown_as_it_would_be_with_a_register_beside_it(cli: Keyboard) -> None:
    run = json.loads(cli("vet", "submission.json", "--json").out)["run"]
    assert "(2 sources)" not in cli("ownership", run).out
    assert "(2 sources)" in cli("ownership", run, "--source", "psc.jsonl").out


@pytest.mark.parametrize("name", ["submission.json", "bods.json", "bods.jsonl"])
def test_a_file_is_shown_without_a_run(cli: Keyboard, name: str) -> None:
    done = cli("ownership", name)
    assert done.code == 0, done.err
    assert "80 %  Amara Example" in done.out
    assert "No list was asked" in done.out


def test_one_company_of_a_file_of_many_is_shown(cli: Keyboard, tmp_path: Path) -> None:
    others = LINES.replace("rec-v", "rec-w").replace("rel-1", "rel-2").splitlines()
    text = "\n".join((LINES, others[0], others[2].replace("80", "35")))
    (tmp_path / "many.jsonl").write_text(text, "utf-8")
    assert "35 %  Amara Example" in cli("ownership", "many.jsonl", "--vendor", "rec-w").out


def test_a_party_of_a_file_may_be_taken_to_be_listed(cli: Keyboard) -> None:
    assert "OFAC 50 Percent Rule): confirmed" in cli(
        "ownership", "bods.json", "--listed", "owner-1"
    ).out.replace("\n", " ")
    assert "no party has the id" in cli("ownership", "bods.json", "--listed", "ghost").err


def test_what_does_not_agree_is_said(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "submission.json").write_text(json.dumps(british("30")), "utf-8")
    shown = cli("ownership", "submission.json", "--source", "psc.jsonl").out
    assert "Does not agree: sources disagree" in shown


@pytest.mark.parametrize("name", ["psc.jsonl", "repex.xml"])
def test_a_register_alone_is_refused(cli: Keyboard, name: str) -> None:
    assert "--source" in cli("ownership", name).err


def test_a_file_nobody_knows_is_refused(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n", "utf-8")
    done = cli("vet", "submission.json", "--source", "odd.csv")
    assert (done.code, "neither BODS" in done.err) == (1, True)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "persons", "missing"),
    [
        ("core/01-direct-ownership", Fraction(3, 4), {"undisclosed": Fraction(1, 4)}),
        ("edge-cases/10-circular-ownership", Fraction(0), {"closed_loop": Fraction(1)}),
        ("edge-cases/11-anonymous-person", Fraction(0), {"not_identified": Fraction(1)}),
    ],
)
def test_the_public_example_cases_come_out_as_they_are_meant(
    name: str, persons: Fraction, missing: dict[str, Fraction]
) -> None:
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA is not set: the public example cases are not here")
    file = Path(folder) / "bods/bods-v04-fixtures" / f"{name}.json"
    found = examine(stated(file.name, file.read_bytes()), [], date(2026, 11, 21))
    assert (found.completeness.persons, found.completeness.missing) == (persons, missing)
    assert {one.party for one in found.owners} <= found.graph.persons


# --- Over the REST API ----------------------------------------------------------------------------


@pytest.fixture
def shown(api, key_of, service):
    """Hands in a submission, runs it and gives its ownership and the ownership check's answer."""
    load_lists(service)
    officer = key_of("officer")

    def ask(body: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        made = api.post("/v1/submissions", json=body, headers=officer).json()
        run = api.post("/v1/runs", json={"submission": made["id"]}, headers=officer).json()
        seen = api.get(f"/v1/runs/{run['id']}/ownership", headers=officer).json()
        whole = api.get(f"/v1/runs/{run['id']}", headers=officer).json()
        [check] = [one for one in whole["results"] if one["check"] == "ownership"]
        return seen, check

    return ask


def test_two_sources_that_agree_say_so(shown) -> None:
    seen, check = shown(british("80", psc()))
    [stake] = [one for one in seen["stakes"] if one["owner"] == "owner-1"]
    assert (stake["two_sources"], stake["shown"]) == (True, "80 %")
    assert check["findings"] == []


def test_two_sources_that_disagree_are_a_finding(shown) -> None:
    seen, check = shown(british("30", psc()))
    [found] = check["findings"]
    assert "sources disagree" in found["sentence"]
    assert [one["kind"] for one in seen["discrepancies"]] == ["conflict"]


def test_a_reporting_exception_is_a_named_unknown(shown) -> None:
    seen, check = shown(british("30", {"register": "gleif", "text": REPEX}))
    [missing] = seen["completeness"]["missing"]
    assert (missing["why"], missing["shown"]) == ("natural_persons", "70 %")
    assert "NATURAL_PERSONS" in [one["unknown"] for one in seen["parties"]]
    assert "natural persons" in check["reason"]
