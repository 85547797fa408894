"""Writing BODS 0.4: what comes out is valid, and comes in again as it was."""

import json
import os
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from screening.model import Identifier, Party, PartyKind, Share, Stake, Verification
from screening.ownership import bods
from screening.ownership.bods_records import record_problems
from screening.ownership.bods_statement import statement_problems
from screening.ownership.bods_writing import write
from tests.screening.ownership.drawing import company, person, stake

DAY = date(2026, 11, 21)
AUTHORITY = Verification.AUTHORITY_CONFIRMED
PARTIES = (
    company("vendor"),
    company("A"),
    person("P"),
    person("Q", form="unknownPerson", unspecified="interestedPartyHasNotProvidedInformation"),
    Party(id="T", kind=PartyKind.ORGANISATION, names=company("T").names, form="arrangement/trust"),
)
STAKES = (
    stake("P->A 60", 0, direct="direct"),
    stake("A->vendor (25,50]", 1, direct="direct"),
    stake("Q->vendor 10", 2),
    stake("?->vendor [0,30]", 3),
    stake("N->vendor 5", 4, nominator="P"),
    stake("B->vendor 1", 5, bearer=True),
    stake("P->T settlor", 6),
    stake("P->vendor 2", 8, joint="pact", source="a register"),
    Stake(
        id="s7",
        company="vendor",
        owner="P",
        share=Share(Fraction(1, 3), Fraction(1, 3)),
        direct="indirect",
        components=("s0", "s1"),
    ),
)


def written():
    return write(PARTIES, STAKES, day=DAY, publisher="A vetting office")


def test_what_is_written_keeps_every_rule():
    statements = written()
    assert statement_problems(statements) == ()
    assert record_problems(statements)[1] == ()


@pytest.mark.real_data
def test_what_is_written_is_valid_by_the_standards_own_schemas():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA is not set: the standard's own schemas are not here")
    jsonschema, referencing = pytest.importorskip("jsonschema"), pytest.importorskip("referencing")
    schemas = [
        json.loads(file.read_text())
        for file in (Path(folder) / "bods/data-standard/schema").glob("*.json")
        if file.name != "codelist-schema.json"
    ]
    registry = referencing.Registry().with_resources(
        [(one["$id"], referencing.Resource.from_contents(one)) for one in schemas]
    )
    whole = next(one for one in schemas if one["$id"] == "urn:statement")
    checker = jsonschema.Draft202012Validator(
        whole, registry=registry, format_checker=jsonschema.FormatChecker()
    )
    assert [error.message for error in checker.iter_errors(json.loads(json.dumps(written())))] == []


def test_the_same_ownership_gives_the_same_bytes():
    assert json.dumps(written()) == json.dumps(written())


def test_stakes_come_in_again_as_they_went_out():
    _, stakes = bods.read(written(), vendor="vendor")
    again = {one.id: one for one in stakes}
    for id_ in ("s0", "s1", "s2", "s3"):
        before = next(one for one in STAKES if one.id == id_)
        assert (again[id_].share, again[id_].owner) == (before.share, before.owner)


def test_a_third_is_written_as_the_range_that_holds_it():
    _, stakes = bods.read(written(), vendor="vendor")
    share = next(one.share for one in stakes if one.id == "s7")
    assert share.lower < Fraction(1, 3) < share.upper
    assert share.upper - share.lower < Fraction(1, 10**12)


def test_a_nominee_is_written_as_an_arrangement():
    _, stakes = bods.read(written(), vendor="vendor")
    roles = {(one.owner, one.interest) for one in stakes if one.company == "s4:nomination"}
    assert roles == {("N", "nominee"), ("P", "nominator")}


def test_the_sum_over_a_chain_follows_its_links():
    _, stakes = bods.read(written(), vendor="vendor")
    assert next(one for one in stakes if one.id == "s7").components == ("s0", "s1")


def again(*stakes):
    """What comes in again of stakes that went out."""
    parties = (company("vendor"), company("A"), person("P"), person("Q"))
    return bods.read(write(parties, stakes, day=DAY, publisher="p"), vendor="vendor")[1]


def test_a_joint_holding_stays_joint():
    made = again(
        stake("P->vendor 30", 0, joint="pact"),
        stake("Q->vendor 25", "1#0", joint="pact"),
        stake("Q->vendor 25 votes", "1#1"),
    )
    assert [one.joint for one in made] == ["pact", "pact", ""]


def test_bearer_shares_stay_bearer_shares():
    assert [one.bearer for one in again(stake("B->vendor 40", 0, bearer=True))] == [True]


def test_what_others_state_stays_theirs():
    made = again(
        stake("P->vendor 80", 0),
        stake("P->vendor 30", 1, source="register extract"),
        stake("P->vendor 75", 2, source="officialRegister: R", verification=AUTHORITY),
    )
    assert [one.source for one in made] == [
        "",
        "thirdParty: register extract",
        "officialRegister: R",
    ]


def test_a_registers_reason_stays_with_the_stake():
    told = stake("?->vendor", 0, unspecified="unknown", details="NO_LEI", share=None)
    assert [(one.unspecified, one.details) for one in again(told)] == [("unknown", "NO_LEI")]


def test_numbers_of_a_party_come_in_again_under_their_scheme():
    numbers = (
        Identifier("lei", "529900EXAMPLE0000000", note="XI-LEI"),
        Identifier("registration", "123", country="GB", note="GB-COH"),
    )
    party = replace(company("A"), identifiers=numbers)
    statements = write((company("vendor"), party), (), day=DAY, publisher="p")
    assert bods.party(statements, "A").identifiers == numbers
