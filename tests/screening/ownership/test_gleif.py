"""GLEIF: organisations, parents without percentages, and why no parent is told."""

import os
from datetime import date
from pathlib import Path

import pytest

from screening.errors import ListFormatError
from screening.model import NameKind
from screening.ownership import gleif

LEI = """<l:LEIData xmlns:l="http://www.gleif.org/data/schema/leidata/2016"><l:LEIRecords>
<l:LEIRecord><l:LEI>{lei}</l:LEI><l:Entity><l:LegalName>Alder Holdings</l:LegalName>
<l:OtherEntityNames><l:OtherEntityName type="PREVIOUS_LEGAL_NAME">Elder</l:OtherEntityName>
</l:OtherEntityNames><l:LegalAddress><l:FirstAddressLine>1 Road</l:FirstAddressLine>
<l:City>Town</l:City><l:Country>GB</l:Country></l:LegalAddress>
<l:LegalJurisdiction>GB</l:LegalJurisdiction></l:Entity></l:LEIRecord></l:LEIRecords></l:LEIData>"""
RELATION = """<r:RelationshipData xmlns:r="http://www.gleif.org/data/schema/rr/2016">
<r:RelationshipRecord><r:Relationship><r:StartNode><r:NodeID>CHILD</r:NodeID></r:StartNode>
<r:EndNode><r:NodeID>PARENT</r:NodeID></r:EndNode><r:RelationshipType>{kind}</r:RelationshipType>
<r:RelationshipPeriods><r:RelationshipPeriod><r:StartDate>2020-01-02T00:00:00Z</r:StartDate>
<r:PeriodType>RELATIONSHIP_PERIOD</r:PeriodType></r:RelationshipPeriod></r:RelationshipPeriods>
<r:RelationshipStatus>{status}</r:RelationshipStatus></r:Relationship><r:Registration>
<r:LastUpdateDate>2021-03-04T00:00:00Z</r:LastUpdateDate></r:Registration>
</r:RelationshipRecord></r:RelationshipData>"""
EXCEPTION = """<x:Data xmlns:x="http://www.gleif.org/data/schema/repex/2016"><x:Exception>
<x:LEI>CHILD</x:LEI><x:ExceptionCategory>DIRECT</x:ExceptionCategory>
<x:ExceptionReason>{reason}</x:ExceptionReason></x:Exception></x:Data>"""


def stakes(kind="IS_DIRECTLY_CONSOLIDATED_BY", status="ACTIVE"):
    return list(gleif.stakes("rr.xml", RELATION.format(kind=kind, status=status).encode()))


def test_an_organisation_has_its_names_number_and_place():
    [party] = gleif.parties("lei.xml", LEI.format(lei="529900EXAMPLE0000000").encode())
    assert [name.kind for name in party.names] == [NameKind.PRIMARY, NameKind.FORMER]
    assert (party.identifiers[0].scheme, party.addresses[0].city) == ("lei", "Town")
    assert party.countries[0].code == "GB"


def test_a_record_without_an_lei_is_refused_with_its_line():
    with pytest.raises(ListFormatError, match="line"):
        list(gleif.parties("lei.xml", LEI.format(lei="").encode()))


def test_a_parent_is_control_and_has_no_share():
    [stake] = stakes()
    assert (stake.owner, stake.company, stake.share) == ("PARENT", "CHILD", None)
    assert stake.details.startswith(gleif.CONSOLIDATION)
    assert stake.starts_on == date(2020, 1, 2)


def test_a_fund_manager_is_no_parent():
    [stake] = stakes(kind="IS_FUND-MANAGED_BY")
    assert gleif.CONSOLIDATION not in stake.details


def test_a_relationship_that_is_no_longer_active_has_ended():
    assert stakes(status="INACTIVE")[0].ends_on == date(2021, 3, 4)


def test_an_unknown_relationship_is_refused():
    with pytest.raises(ListFormatError, match="IS_COUSIN_OF"):
        stakes(kind="IS_COUSIN_OF")


@pytest.mark.parametrize(
    ("reason", "bods"),
    [
        ("NATURAL_PERSONS", "informationUnknownToPublisher"),
        ("NO_KNOWN_PERSON", "subjectUnableToConfirmOrIdentifyBeneficialOwner"),
        ("NON_PUBLIC", "interestedPartyHasNotProvidedInformation"),
    ],
)
def test_an_exception_keeps_its_reason(reason, bods):
    [found] = gleif.exceptions("x.xml", EXCEPTION.format(reason=reason).encode())
    assert (found.reason, found.bods_reason) == (reason, bods)


def test_an_unknown_exception_is_refused():
    with pytest.raises(ListFormatError, match="BECAUSE"):
        list(gleif.exceptions("x.xml", EXCEPTION.format(reason="BECAUSE").encode()))


@pytest.mark.real_data
def test_every_sample_file_is_read_whole():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA is not set: the publisher's files are not here")
    files = {f.name: f.read_bytes() for f in (Path(folder) / "gleif/cdf").glob("*.xml")}
    readers = {"lei": gleif.parties, "rr-": gleif.stakes, "rep": gleif.exceptions}
    counts = {name: len(list(readers[name[:3]](name, data))) for name, data in files.items()}
    assert counts == {
        "lei-data.xml": 13,
        "lei-updates-data2.xml": 12,
        "lei-updates-data2-new.xml": 12,
        "rr-data.xml": 10,
        "rr-updates-data2.xml": 11,
        "rr-updates-data2-new.xml": 10,
        "repex-data.xml": 10,
        "repex-updates-data2.xml": 7,
        "repex-updates-data2-new.xml": 7,
    }
