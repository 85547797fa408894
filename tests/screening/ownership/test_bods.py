"""Reading BODS 0.4: the standard's corpus, and the rules that statements break together."""

import copy
import csv
import json
import os
from fractions import Fraction
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.model import PartyKind, Share, Verification
from screening.ownership import bods
from screening.ownership.bods_statement import statement_problems

ENTITY = {"isComponent": False, "entityType": {"type": "registeredEntity"}}
PERSON = {"isComponent": False, "personType": "knownPerson"}


def statement(record, kind, details, number=0, **more):
    return {
        "statementId": f"{record}-{number}".ljust(32, "0"),
        "declarationSubject": "v",
        "statementDate": "2026-01-01",
        "recordId": record,
        "recordType": kind,
        "recordDetails": details,
        **more,
    }


def entity(record, name="", **more):
    return statement(record, "entity", {**ENTITY, "name": name or record, **more})


def person(record, name=""):
    return statement(record, "person", {**PERSON, "names": [{"fullName": name or record}]})


def link(record, owner, company, *interests, component=False, **more):
    details = {
        "isComponent": component,
        "subject": company,
        "interestedParty": owner,
        "interests": list(interests) or [shares(60)],
        **more,
    }
    return statement(record, "relationship", details)


def shares(exact, **more):
    interest = {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": exact}}
    return interest | more


SIMPLE = [entity("v"), person("p"), link("r", "p", "v")]


def refused(statements, rule, vendor="v"):
    with pytest.raises(ListFormatError) as caught:
        bods.read(statements, vendor=vendor)
    assert f"(rule {rule})" in str(caught.value)
    return str(caught.value)


def corpus():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA is not set: the standard's own files are not here")
    return Path(folder) / "bods"


@pytest.mark.real_data
def test_every_valid_file_of_the_standard_is_accepted():
    files = sorted((corpus() / "data-standard/valid-statements").glob("*.json"))
    broken = [file.name for file in files if statement_problems(json.loads(file.read_text()))]
    assert (len(files), broken) == (111, [])


@pytest.mark.real_data
def test_every_invalid_file_of_the_standard_is_refused_for_its_own_fault():
    folder = corpus() / "data-standard/invalid-statements"
    rows = list(csv.reader((folder / "expected_errors.csv").read_text().splitlines()))
    for name, rule, path, *_ in rows:
        found = statement_problems(json.loads((folder / name).read_text()))
        assert (rule, path) in {(one.rule, one.path) for one in found}, name
        assert all(one.statement for one in found)
    assert len(rows) == 192


@pytest.mark.real_data
def test_every_worked_example_of_the_standard_is_read():
    files = sorted((corpus() / "data-standard/examples").glob("*.json"))
    for file in files:
        statements = bods.loads(file.name, file.read_bytes())
        vendor = next(s["recordId"] for s in statements if s["recordType"] == "entity")
        bods.read(statements, vendor=vendor)
    assert len(files) == 19


def test_parties_and_stakes_are_read_and_the_vendor_is_not_among_the_parties():
    parties, stakes = bods.read(SIMPLE, vendor="v")
    assert [(party.id, party.kind) for party in parties] == [("p", PartyKind.PERSON)]
    assert [(s.owner, s.company, s.share) for s in stakes] == [
        ("p", "vendor", Share(Fraction(3, 5), Fraction(3, 5)))
    ]


def test_json_lines_are_read_like_an_array():
    lines = "\n".join(json.dumps(one) for one in SIMPLE)
    assert bods.loads("a.jsonl", lines.encode()) == SIMPLE
    assert bods.loads("a.json", json.dumps(SIMPLE).encode()) == SIMPLE


def test_a_broken_line_is_named():
    with pytest.raises(ListFormatError, match="line 2"):
        bods.loads("a.jsonl", b'{"a": 1}\n{"a": ')


def test_a_refusal_names_the_statement_and_the_rule():
    text = refused([*SIMPLE[:2], link("r", "p", "v", shares(160))], "maximum")
    assert "number 3" in text
    assert "160 is above 100" in text


def test_a_relationship_before_its_parties_is_refused():
    refused([entity("v"), link("r", "p", "v"), person("p")], "OWN-B-01")


def test_a_record_goes_on_with_its_latest_statement():
    later = link("r", "p", "v", shares(70)) | {"statementId": "r-1".ljust(32, "0")}
    _, stakes = bods.read([*SIMPLE, later], vendor="v")
    assert [one.share.lower for one in stakes] == [Fraction(7, 10)]


def test_a_closed_record_is_gone():
    closed = SIMPLE[2] | {"statementId": "r-1".ljust(32, "0"), "recordStatus": "closed"}
    assert bods.read([*SIMPLE, closed], vendor="v")[1] == ()


def test_nothing_follows_a_closed_record():
    closed = SIMPLE[2] | {"statementId": "r-1".ljust(32, "0"), "recordStatus": "closed"}
    again = SIMPLE[2] | {"statementId": "r-2".ljust(32, "0"), "recordStatus": "updated"}
    refused([*SIMPLE, closed, again], "OWN-B-03")


def test_a_statement_id_is_used_once():
    refused([*SIMPLE, SIMPLE[2]], "statementId")


def test_a_component_without_a_primary_is_refused():
    refused([*SIMPLE[:2], link("r", "p", "v", component=True)], "OWN-B-02")


def test_the_sum_over_a_chain_is_kept_apart_from_its_links():
    indirect = shares(30, directOrIndirect="indirect")
    statements = [
        entity("v"),
        entity("h"),
        person("p"),
        link("r1", "h", "v", shares(60), component=True),
        link("r2", "p", "h", shares(50), component=True),
        link("r3", "p", "v", indirect, componentRecords=["h", "r1", "r2"]),
    ]
    _, stakes = bods.read(statements, vendor="v")
    assert [(one.id, one.components) for one in stakes if one.components] == [
        ("r3", ("h", "r1", "r2"))
    ]


def test_a_direct_interest_beside_the_sum_is_a_stake_of_its_own():
    both = [shares(20, directOrIndirect="indirect"), shares(30)]
    statements = [
        entity("v"),
        entity("h"),
        person("p"),
        link("r1", "h", "v", shares(40), component=True),
        link("r2", "p", "v", *both, componentRecords=["r1"]),
    ]
    _, stakes = bods.read(statements, vendor="v")
    assert [bool(one.components) for one in stakes] == [False, True, False]


def test_votes_and_shares_stay_apart():
    votes = {"type": "votingRights", "share": {"exact": 60}}
    _, stakes = bods.read([*SIMPLE[:2], link("r", "p", "v", shares(60), votes)], vendor="v")
    assert [one.interest for one in stakes] == ["shareholding", "votingRights"]


@pytest.mark.parametrize(
    "share",
    [
        {"minimum": 50, "maximum": 25},
        {"exclusiveMinimum": 50, "maximum": 50},
        {"exact": 30, "minimum": 40},
        {"minimum": 25, "exclusiveMinimum": 25},
    ],
)
def test_a_share_that_contradicts_itself_is_refused(share):
    refused([*SIMPLE[:2], link("r", "p", "v", shares(1) | {"share": share})], "share")


def test_an_exact_share_inside_its_range_counts_exactly():
    share = {"exact": 30, "minimum": 25, "maximum": 50}
    _, [stake] = bods.read(
        [*SIMPLE[:2], link("r", "p", "v", shares(1) | {"share": share})], vendor="v"
    )
    assert stake.share == Share(Fraction(3, 10), Fraction(3, 10))


def test_a_band_keeps_its_open_end():
    share = {"exclusiveMinimum": 25, "maximum": 50}
    _, [stake] = bods.read(
        [*SIMPLE[:2], link("r", "p", "v", shares(1) | {"share": share})], vendor="v"
    )
    assert stake.share == Share(Fraction(1, 4), Fraction(1, 2), lower_open=True)


def test_six_decimals_are_exact():
    _, [stake] = bods.read([*SIMPLE[:2], link("r", "p", "v", shares(33.333333))], vendor="v")
    assert stake.share.lower == Fraction(33333333, 100000000)


def test_an_unspecified_party_keeps_its_reason():
    nobody = {"reason": "subjectUnableToConfirmOrIdentifyBeneficialOwner"}
    _, [stake] = bods.read([entity("v"), link("r", nobody, "v")], vendor="v")
    assert (stake.owner, stake.unspecified) == ("", nobody["reason"])


def test_a_nominee_outside_a_nomination_is_refused():
    refused([*SIMPLE[:2], link("r", "p", "v", {"type": "nominee"})], "OWN-B-05")


def test_a_shareholding_in_a_nomination_is_refused():
    form = {"entityType": {"type": "arrangement", "subtype": "nomination"}}
    statements = [entity("v"), entity("n", **form), person("p"), link("r", "p", "n")]
    refused(statements, "OWN-B-05")


def test_members_of_an_arrangement_hold_jointly():
    statements = [
        entity("v"),
        entity("j", entityType={"type": "arrangement"}),
        person("p"),
        link("r1", "j", "v"),
        link("r2", "p", "j", shares(50)),
    ]
    _, stakes = bods.read(statements, vendor="v")
    assert [one.joint for one in stakes] == ["", "j"]


def test_an_entity_is_no_beneficial_owner():
    claimed = shares(60, beneficialOwnershipOrControl=True)
    refused(
        [entity("v"), entity("h"), link("r", "h", "v", claimed)], "beneficialOwnershipOrControl"
    )


def test_a_person_is_never_the_subject():
    refused([entity("v"), person("p"), person("q"), link("r", "p", "q")], "subject")


def test_an_older_version_is_refused():
    old = copy.deepcopy(SIMPLE)
    old[0]["publicationDetails"] = {
        "publicationDate": "2026-01-01",
        "bodsVersion": "0.3",
        "publisher": {"name": "A register"},
    }
    refused(old, "bodsVersion")


def test_a_live_relationship_with_a_closed_party_is_refused():
    closed = SIMPLE[1] | {"statementId": "p-1".ljust(32, "0"), "recordStatus": "closed"}
    refused([*SIMPLE, closed], "OWN-B-03")


def test_a_vendor_that_is_not_stated_is_refused():
    with pytest.raises(ListFormatError, match="no entity statement"):
        bods.read(SIMPLE, vendor="p")


def test_a_register_is_another_source_than_the_vendor():
    told = SIMPLE[2] | {"source": {"type": ["officialRegister"], "url": "https://register.example"}}
    _, [stake] = bods.read([*SIMPLE[:2], told], vendor="v")
    assert stake.source == "officialRegister: https://register.example"
    assert stake.verification is Verification.AUTHORITY_CONFIRMED
