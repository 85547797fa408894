"""The UK register: bands, statements, exemptions, and records that stand twice."""

import json
import os
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.model import PartyKind, Share
from screening.ownership import psc
from screening.ownership.intervals import Certainty
from tests.screening.ownership.drawing import ask, graph

COMPANIES = {"00123456": "vendor"}


def record(**data):
    given = {
        "kind": "individual-person-with-significant-control",
        "etag": "e1",
        "name_elements": {"forename": "Ines", "surname": "Exampleson"},
        "date_of_birth": {"month": 3, "year": 1971},
        "natures_of_control": ["ownership-of-shares-25-to-50-percent"],
        "nationality": "British",
    }
    return {"company_number": "123456", "data": given | data}


def read(*records):
    return psc.read(records, COMPANIES)


@pytest.mark.parametrize(
    ("nature", "share"),
    [
        (
            "ownership-of-shares-25-to-50-percent",
            Share(Fraction(1, 4), Fraction(1, 2), lower_open=True),
        ),
        (
            "ownership-of-shares-50-to-75-percent",
            Share(Fraction(1, 2), Fraction(3, 4), lower_open=True),
        ),
        (
            "ownership-of-shares-75-to-100-percent",
            Share(Fraction(3, 4), Fraction(1), lower_open=True),
        ),
        (
            "ownership-of-shares-75-to-100-percent-as-trust",
            Share(Fraction(3, 4), Fraction(1), lower_open=True),
        ),
        (
            "ownership-of-shares-more-than-25-percent-registered-overseas-entity",
            Share(Fraction(1, 4), Fraction(1), lower_open=True),
        ),
    ],
)
def test_bands_are_open_below_and_closed_above(nature, share):
    _, [stake] = read(record(natures_of_control=[nature]))
    assert (stake.interest, stake.share) == ("shareholding", share)


@pytest.mark.parametrize(
    ("nature", "interest"),
    [
        ("voting-rights-25-to-50-percent", "votingRights"),
        ("right-to-appoint-and-remove-directors", "appointmentOfBoard"),
        ("significant-influence-or-control", "otherInfluenceOrControl"),
        (
            "right-to-share-surplus-assets-25-to-50-percent-limited-liability-partnership",
            "rightsToSurplusAssetsOnDissolution",
        ),
    ],
)
def test_natures_of_control_become_interests(nature, interest):
    _, [stake] = read(record(natures_of_control=[nature]))
    assert stake.interest == interest


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("no-individual-or-entity-with-signficant-control", "noBeneficialOwners"),
        (
            "psc-exists-but-not-identified",
            "subjectUnableToConfirmOrIdentifyBeneficialOwner",
        ),
        ("psc-contacted-but-no-response", "interestedPartyHasNotProvidedInformation"),
        ("restrictions-notice-issued-to-psc", "interestedPartyHasNotProvidedInformation"),
    ],
)
def test_statements_become_reasons(said, reason):
    kind = "persons-with-significant-control-statement"
    _, [stake] = read(record(kind=kind, statement=said))
    assert (stake.owner, stake.unspecified) == ("", reason)


def test_a_person_with_two_records_is_one_party_with_one_stake():
    parties, stakes = read(record(), record(etag="e2"))
    assert (len(parties), len(stakes)) == (1, 1)


def test_a_birth_date_is_the_month_the_register_tells():
    [party], _ = read(record())
    assert party.births[0].earliest == date(1971, 3, 1)
    assert party.births[0].latest == date(1971, 3, 31)


def test_a_company_is_an_organisation_with_its_number():
    given = {"kind": "corporate-entity-person-with-significant-control", "name_elements": None}
    [party], _ = read(record(**given, name="Foo", identification={"registration_number": "9"}))
    assert party.kind is PartyKind.ORGANISATION
    assert party.identifiers[0].value == "9"


def test_a_record_that_ceased_ends():
    _, [stake] = read(record(ceased_on="2020-02-03"))
    assert stake.ends_on == date(2020, 2, 3)


def test_records_of_other_companies_are_passed_over():
    assert psc.read([record()], {"999": "vendor"}) == ((), ())


@pytest.mark.parametrize("data", [{"kind": "unheard-of"}, {"natures_of_control": ["all-of-it"]}])
def test_what_the_register_never_said_before_is_refused(data):
    with pytest.raises(ListFormatError, match="not known"):
        read(record(**data))


def test_a_snapshot_is_read_line_by_line():
    lines = "\n".join(json.dumps(one) for one in (record(), record(etag="e2")))
    assert len(psc.loads("psc.txt", lines.encode())) == 2


def test_two_listed_holders_of_a_band_each_reach_half_together():
    other = {"name_elements": {"forename": "Oto", "surname": "Exampleson"}, "etag": "e2"}
    parties, stakes = read(record(), record(**other))
    listed = [party.id for party in parties]
    drawn = graph(*stakes, parties=parties)
    assert ask("us", drawn, listed, "vendor").certainty is Certainty.CONFIRMED


@pytest.mark.real_data
def test_every_kind_of_record_of_the_register_is_read():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA is not set: the register's sample records are not here")
    files = sorted((Path(folder) / "bods/uk_psc").glob("*.json"))
    records = [one for file in files for one in psc.loads(file.name, file.read_bytes())]
    parties, stakes = psc.read(records, {"1234567": "vendor"})
    assert len(files) == 13
    assert {stake.unspecified for stake in stakes} >= {
        "noBeneficialOwners",
        "subjectExemptFromDisclosure",
        "interestedPartyExemptFromDisclosure",
    }
    assert len(parties) == len({party.id for party in parties}) == 4
