"""Registers beside a submission: confirmed, contradicted, or why nobody is named."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from screening.errors import ListFormatError
from screening.model import (
    Country,
    CountryRole,
    DateSpan,
    Engagement,
    Identifier,
    Name,
    Party,
    PartyKind,
    PartyRole,
    Submission,
)
from screening.ownership.examine import examine
from screening.ownership.registers import Extract, beside, recognise, refuse_unreadable
from tests.screening.ownership.drawing import DAY, company, stake

CHILD, MOTHER, TOP = "529900CHILD000000000", "529900MOTHER00000000", "529900TOP00000000000"
VENDOR = replace(
    company("vendor"),
    identifiers=(Identifier("registration", "123456", country="GB"), Identifier("lei", CHILD)),
)
INES = Party(
    id="ines",
    kind=PartyKind.PERSON,
    names=(Name("Ines Exampleson"),),
    births=(DateSpan(date(1971, 3, 4), date(1971, 3, 4)),),
    roles=(PartyRole.OWNER, PartyRole.DIRECTOR),
)


def submission(*lines, parties=(INES,)):
    return Submission(
        vendor=VENDOR,
        engagement=Engagement(organisation="o", host_country="UG", services=(), armed=False),
        parties=parties,
        stakes=tuple(stake(line, n) for n, line in enumerate(lines)),
    )


def psc(*bands, number="00123456", **data):
    given = {
        "kind": "individual-person-with-significant-control",
        "etag": "e1",
        "name_elements": {"forename": "Ines", "surname": "Exampleson"},
        "date_of_birth": {"month": 3, "year": 1971},
        "natures_of_control": [f"ownership-of-shares-{band}-percent" for band in bands],
    }
    return {"company_number": number, "data": given | data}


def uk(*records):
    data = "\n".join(json.dumps(one) for one in records).encode()
    return Extract(register="uk-psc", name="psc.txt", data=data, retrieved_on=date(2026, 8, 14))


def gleif(text):
    return Extract(register="gleif", name="gleif.xml", data=text.encode())


def relation(child, parent, kind="IS_DIRECTLY_CONSOLIDATED_BY"):
    return gleif(
        '<r:RelationshipData xmlns:r="http://www.gleif.org/data/schema/rr/2016">'
        "<r:RelationshipRecord><r:Relationship>"
        f"<r:StartNode><r:NodeID>{child}</r:NodeID></r:StartNode>"
        f"<r:EndNode><r:NodeID>{parent}</r:NodeID></r:EndNode>"
        f"<r:RelationshipType>{kind}</r:RelationshipType>"
        "<r:RelationshipStatus>ACTIVE</r:RelationshipStatus>"
        "</r:Relationship></r:RelationshipRecord></r:RelationshipData>"
    )


def records(*leis):
    each = "".join(
        f"<l:LEIRecord><l:LEI>{lei}</l:LEI><l:Entity><l:LegalName>{name}</l:LegalName>"
        "<l:LegalJurisdiction>GB</l:LegalJurisdiction></l:Entity></l:LEIRecord>"
        for lei, name in leis
    )
    root = '<l:LEIData xmlns:l="http://www.gleif.org/data/schema/leidata/2016">'
    return gleif(f"{root}{each}</l:LEIData>")


def exception(lei, *reasons):
    each = "".join(
        f"<x:Exception><x:LEI>{lei}</x:LEI><x:ExceptionCategory>{number}_PARENT"
        f"</x:ExceptionCategory><x:ExceptionReason>{reason}</x:ExceptionReason></x:Exception>"
        for number, reason in enumerate(reasons)
    )
    root = '<x:ReportingExceptionData xmlns:x="http://www.gleif.org/data/schema/repex/2016">'
    return gleif(f"{root}{each}</x:ReportingExceptionData>")


def bods(share, *, record="rec-9", source=None, publisher="A register"):
    publication = {
        "publicationDate": "2026-10-01",
        "bodsVersion": "0.4",
        "publisher": {"name": publisher},
    }
    told = [
        ("rec-v", "entity", {"entityType": {"type": "registeredEntity"}, "name": "Company vendor"}),
        (
            record,
            "person",
            {
                "personType": "knownPerson",
                "names": [{"type": "legal", "fullName": "Ines Exampleson"}],
                "birthDate": "1971-03",
            },
        ),
        (
            "s0",
            "relationship",
            {
                "subject": "rec-v",
                "interestedParty": record,
                "interests": [{"type": "shareholding", "share": {"exact": share}}],
            },
        ),
    ]
    statements = [
        {
            "statementId": f"{publisher}-{name}".ljust(32, "x"),
            "declarationSubject": "rec-v",
            "statementDate": "2026-10-01",
            "recordId": name,
            "recordType": kind,
            "recordDetails": {"isComponent": False, **details},
            "publicationDetails": publication,
            **({"source": {"type": [source]}} if source else {}),
        }
        for name, kind, details in told
    ]
    data = "\n".join(json.dumps(one) for one in statements).encode()
    return Extract(register="bods", name="bods.jsonl", data=data)


def seen(given, *extracts):
    return examine(beside(given, extracts), [], DAY)


# --- Confirmed and contradicted -------------------------------------------------------------------


@pytest.mark.parametrize("extract", [uk(psc("25-to-50")), bods(40)], ids=["psc", "bods"])
def test_a_stake_two_sources_state_is_confirmed_and_counted_once(extract):
    found = seen(submission("ines->vendor 40"), extract)
    [one] = found.graph.merged
    assert (one.confirmed, one.share.lower) == (True, Fraction(2, 5))
    assert found.discrepancies == ()


@pytest.mark.parametrize("extract", [uk(psc("50-to-75")), bods(60)], ids=["psc", "bods"])
def test_a_stake_two_sources_state_differently_is_a_discrepancy(extract):
    [found] = seen(submission("ines->vendor 40"), extract).discrepancies
    assert found.kind == "conflict"


def test_somebody_with_two_roles_whom_a_register_names_too_is_one_party():
    made = beside(submission("ines->vendor 40"), [uk(psc("25-to-50")), bods(40)])
    assert [party.id for party in made.everyone()] == ["vendor", "ines"]


def test_the_vendors_word_from_a_publisher_is_still_one_source():
    extract = bods(40, source="selfDeclaration")
    [one] = seen(submission("ines->vendor 40"), extract).graph.merged
    assert (len(one.sources), one.confirmed) == (2, False)


def test_what_one_publisher_says_twice_is_refused():
    with pytest.raises(ListFormatError, match="twice"):
        beside(submission("ines->vendor 40"), [bods(40), bods(45)])


def test_statements_on_companies_that_do_not_stand_behind_the_vendor_are_passed_over():
    mine, other = bods(40), bods(70, record="rec-8", publisher="B")
    text = mine.data + b"\n" + other.data.replace(b"rec-v", b"rec-w").replace(b'"s0"', b'"s9"')
    made = beside(submission(), [replace(mine, data=text)])
    assert [(one.owner, one.company) for one in made.stakes] == [("ines", "vendor")]


def test_an_owner_nobody_names_is_not_passed_over():
    extract = bods(40)
    lines = extract.data.decode().splitlines()
    nobody = lines[2].replace('"rec-9"', '{"reason": "unknown"}')
    made = beside(submission(), [replace(extract, data=f"{lines[0]}\n{nobody}".encode())])
    assert [one.unspecified for one in made.stakes] == ["unknown"]


def test_a_statement_that_cannot_be_read_is_not_passed_over():
    lines = bods(40).data.decode().replace('"subject": "rec-v", ', "")
    with pytest.raises(ListFormatError, match="subject"):
        beside(submission(), [replace(bods(40), data=lines.encode())])


def test_an_id_of_somebody_else_is_not_theirs():
    other = replace(INES, id="rec-9", names=(Name("Bo Ek"),))
    made = beside(submission("rec-9->vendor 40", parties=(other,)), [bods(40)])
    assert [party.id for party in made.parties] == ["rec-9", "rec-9 (2)"]
    assert [one.owner for one in made.stakes] == ["rec-9", "rec-9 (2)"]
    assert len({one.id for one in made.stakes}) == 2


# --- The UK register ------------------------------------------------------------------------------


def test_a_company_that_controls_has_records_of_its_own():
    holding = {
        "kind": "corporate-entity-person-with-significant-control",
        "name": "Alder Holdings",
        "name_elements": None,
        "date_of_birth": None,
        "identification": {
            "registration_number": "00987654",
            "country_registered": "England And Wales",
        },
    }
    made = beside(
        submission(parties=()), [uk(psc("75-to-100", **holding), psc("75-to-100", number="987654"))]
    )
    [above] = [one for one in made.stakes if one.company == "vendor"]
    assert [one.company for one in made.stakes if one.owner.startswith("psc:ines")] == [above.owner]
    assert examine(made, [], DAY).graph.paths(made.stakes[-1].owner)[0][-1] == "vendor"


def test_a_register_that_speaks_of_nobody_here_is_refused():
    with pytest.raises(ListFormatError, match="registration_number"):
        beside(submission(), [uk(psc("25-to-50", number="7"))])


def test_a_number_without_country_counts_where_the_company_is_british():
    place = (Country("GB", CountryRole.INCORPORATION),)
    vendor = replace(VENDOR, identifiers=(Identifier("registration", "123456"),), countries=place)
    made = beside(replace(submission(), vendor=vendor), [uk(psc("25-to-50"))])
    assert [one.owner for one in made.stakes] == ["ines"]


def test_a_statement_of_the_register_is_why_the_rest_is_not_known():
    said = {"kind": "persons-with-significant-control-statement"}
    extract = uk(psc(**said, statement="psc-exists-but-not-identified"))
    found = seen(submission("ines->vendor 40"), extract)
    assert found.completeness.missing == {"not_identified": Fraction(3, 5)}
    assert "psc-exists-but-not-identified" in found.graph.unknown.values()


# --- GLEIF ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("NATURAL_PERSONS", "natural_persons"),
        ("NON_CONSOLIDATING", "non_consolidating"),
        ("NO_KNOWN_PERSON", "no_known_person"),
        ("NO_LEI", "no_lei"),
        ("NON_PUBLIC", "non_public"),
        ("LEGAL_OBSTACLES", "non_public"),
    ],
)
def test_an_exception_is_why_the_rest_is_not_known(reason, why):
    found = seen(submission("ines->vendor 40"), exception(CHILD, reason, reason))
    assert found.completeness.missing == {why: Fraction(3, 5)}


def test_an_exception_adds_nothing_to_a_whole_table():
    found = seen(submission("ines->vendor 100"), exception(CHILD, "NATURAL_PERSONS"))
    assert (found.completeness.persons, found.completeness.missing) == (1, {})


def test_two_registers_on_one_unknown_tell_of_it_once():
    said = {"kind": "persons-with-significant-control-statement"}
    extract = uk(psc(**said, statement="psc-exists-but-not-identified"))
    found = seen(submission("ines->vendor 40"), extract, exception(CHILD, "NON_PUBLIC"))
    assert sum(found.completeness.missing.values()) == Fraction(3, 5)
    assert "range" not in found.completeness.missing


def test_parents_are_read_up_to_the_top_and_named():
    extracts = [
        relation(CHILD, MOTHER),
        relation(MOTHER, TOP),
        relation("529900OTHER000000000", "529900NOBODY00000000"),
        records((CHILD, "Company vendor"), (MOTHER, "Mother"), (TOP, "Top")),
    ]
    made = beside(submission(), extracts)
    assert [party.name for party in made.parties[1:]] == ["Mother", "Top"]
    assert [(one.owner, one.company) for one in made.stakes] == [(MOTHER, "vendor"), (TOP, MOTHER)]
    assert PartyRole.PARENT not in made.vendor.roles


def test_a_parent_nobody_else_knows_of_is_a_discrepancy():
    extracts = [relation(CHILD, MOTHER), records((MOTHER, "Mother"))]
    [found] = seen(submission("ines->vendor 100"), *extracts).discrepancies
    assert (found.kind, found.owner) == ("parent", MOTHER)


def test_a_parent_with_a_stake_agrees():
    mother = replace(company("m"), identifiers=(Identifier("lei", MOTHER),))
    given = submission("m->vendor 100", "ines->m 100", parties=(INES, mother))
    assert seen(given, relation(CHILD, MOTHER)).discrepancies == ()


def test_natural_persons_behind_a_company_with_a_parent_are_a_discrepancy():
    given = submission("m->vendor 100", "ines->m 100", parties=(INES, company("m")))
    [found] = seen(given, exception(CHILD, "NATURAL_PERSONS")).discrepancies
    assert (found.kind, found.owner) == ("parent", "m")


def test_an_ultimate_parent_is_a_right_and_no_share():
    drawn = seen(submission(), relation(CHILD, TOP, "IS_ULTIMATELY_CONSOLIDATED_BY")).graph
    assert drawn.sums == ()
    assert [one.holder for one in drawn.rights["vendor"]] == [TOP]


def test_a_file_that_speaks_of_nobody_here_is_refused():
    with pytest.raises(ListFormatError, match="lei"):
        beside(submission(), [relation(MOTHER, TOP)])


# --- Reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "extract",
    [uk(psc("25-to-50")), bods(40), relation(CHILD, MOTHER), exception(CHILD, "NO_LEI")],
    ids=["psc", "bods", "rr", "repex"],
)
def test_a_file_says_itself_whose_it_is(extract):
    assert recognise(extract.name, extract.data) == extract.register


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[1]", b"x", b'{"vendor": 1}', b"\xff"])
def test_a_file_of_nobodys_is_refused(data):
    with pytest.raises(ListFormatError):
        recognise("file", data)


@pytest.mark.parametrize(
    ("register", "data"),
    [
        ("uk-psc", b'{"company_number": "1", "data": {"kind": "individual-x", "links": [1]}}'),
        ("uk-psc", b'{"data": {"kind": "individual-x", "date_of_birth": {"month": "y"}}}'),
        ("uk-psc", b'{"company_number": "1", "data": {"kind": "exemptions", "ceased_on": "soon"}}'),
        ("uk-psc", b'{"company_number": "1"}'),
        ("bods", b"[]"),
        ("bods", b"[1]"),
        ("gleif", b"<a/>"),
        ("gleif", relation("", "").data),
        ("other", b"{}"),
    ],
)
def test_what_cannot_be_read_is_refused(register, data):
    with pytest.raises(ListFormatError):
        refuse_unreadable(Extract(register=register, name="f", data=data))


def test_an_answer_of_the_registers_service_is_read():
    answer = {
        "items": [psc("25-to-50")["data"]],
        "links": {"self": "/company/00123456/persons-with-significant-control"},
    }
    extract = Extract(register="uk-psc", name="f", data=json.dumps(answer, indent=1).encode())
    assert [one.owner for one in beside(submission(), [extract]).stakes] == ["ines"]
