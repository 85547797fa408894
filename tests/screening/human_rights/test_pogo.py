"""POGO's export: several contractors in a cell, and only the disposition tells what is proven."""

import os
from datetime import date
from pathlib import Path

import pytest

from screening.human_rights.merging import merge, propose
from screening.human_rights.resolving import Resolver
from screening.human_rights.rows import TableError
from screening.human_rights.scoring import score
from screening.human_rights.sources import pogo
from tests.screening.human_rights.companies import COMPANIES, EXPECTED, SUCCESSIONS
from tests.screening.human_rights.said import TODAY, WEIGHTS

HEADER = ",".join(pogo.COLUMNS)
DATED = date(2019, 1, 22)
ROW = {
    "Instance": "Marsh v. Kestrel (Wrongful Death)",
    "Contractor(s)": '"Kestrel Guards, Inc., Corbel Ardent, L.P., Zephyr"',
    "Date Type": "Date of Complaint",
    "Date": "2/28/2011",
    "Misconduct Type": "Human Rights",
    "Disposition Type": "Pending",
    "Court Type": "Civil",
    "Enforcement Agency": "Justice",
    "Contracting Party": "State Dept.",
    "Total Penalties": "0",
}


def read(**changes):
    cells = {**ROW, **changes}
    data = f"{HEADER}\n{','.join(cells.values())}\n".encode()
    return pogo.read(data, dated=DATED).accounts[0]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Kestrel", ("Kestrel",)),
        ("Kestrel, Inc.", ("Kestrel, Inc.",)),
        ("Kestrel & Co., Inc., Corbel", ("Kestrel & Co., Inc.", "Corbel")),
        ("Kestrel, S.p.A., Corbel, LLC", ("Kestrel, S.p.A.", "Corbel, LLC")),
        ("Kestrel PLC, KBX", ("Kestrel PLC", "KBX")),
    ],
)
def test_contractors_are_parted_but_not_from_their_legal_form(cell, names):
    assert pogo.contractors(cell) == names


@pytest.mark.parametrize(
    ("disposition", "court", "standard", "evidence"),
    [
        ("Pending", "Civil", "allegation", "credible_investigation"),
        ("Pending", "Criminal", "investigation", "charge_pending"),
        ("Settlement", "Civil", "settlement", "credible_investigation"),
        ("Found Guilty", "Criminal", "conviction", "final_judgment"),
        ("Judgment Against Defendant", "Civil", "finding", "final_judgment"),
        ("Fine", "Administrative", "finding", "regulator_determination"),
    ],
)
def test_the_disposition_tells_an_allegation_from_a_finding(disposition, court, standard, evidence):
    said = read(**{"Disposition Type": disposition, "Court Type": court})
    assert (said.standard, said.evidence_class) == (standard, evidence)


@pytest.mark.parametrize(
    ("title", "heading", "category"),
    [
        ("Marsh v. Kestrel (Wrongful Death)", "Human Rights", "unlawful_killing"),
        ("Marsh v. Kestrel", "Human Rights", "unclassified"),
        ("Worker Death at Depot", "Labor", "health_safety"),
        ("Overtime", "Labor", "wages"),
        ("Human Trafficking in Ruritania", "Labor", "forced_labour"),
        ("Oil Spill", "Environment", "environment"),
    ],
)
def test_the_title_sorts_what_is_about_people(title, heading, category):
    assert read(**{"Instance": title, "Misconduct Type": heading}).category == category


def test_the_date_of_proceedings_is_not_that_of_the_event():
    said = read(Instance='"Sept. 16, 2007 Kestrel Shooting"')
    assert said.published == date(2011, 2, 28)
    assert said.occurred.earliest == date(2007, 9, 16)
    assert read().occurred is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("Disposition Type", "Forgiven"),
        ("Misconduct Type", "Mischief"),
        ("Date", "28/2/2011"),
        ("Contractor(s)", ""),
    ],
)
def test_what_nobody_can_read_is_a_fault(column, value):
    with pytest.raises(TableError, match=column.replace("(", r"\(").replace(")", r"\)")):
        read(**{column: value})


@pytest.fixture(scope="module")
def export():
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder that holds psc/")
    path = Path(folder) / "psc" / "pogo_fcmd_contractor_misconduct.csv"
    return pogo.read(path.read_bytes(), dated=DATED)


@pytest.mark.real_data
def test_the_whole_export_is_read(export):
    assert (export.size, len(export.accounts)) == (2495, 2495)
    assert len({account.id for account in export.accounts}) == 2495
    assert all(account.published for account in export.accounts)


@pytest.mark.real_data
def test_every_contractor_of_the_export_is_attributed_as_expected(export):
    resolved = Resolver(COMPANIES, SUCCESSIONS).resolve(export.accounts)
    found: dict[str, set[str]] = {}
    for each in resolved.attributions:
        found.setdefault(each.name, set()).add(each.party)
    names = {name for account in export.accounts for name in account.names}
    wrong = {n: found.get(n, set()) for n in names if found.get(n, set()) != EXPECTED.get(n, set())}
    assert wrong == {}


@pytest.mark.real_data
def test_the_security_companies_records_are_weighed(export):
    resolved = Resolver(COMPANIES, SUCCESSIONS).resolve(export.accounts)
    who = resolved.who()
    mine = [a for a in export.accounts if "constellis" in who.get(a.id, ())]
    assert len(mine) == 14
    occurrences = merge(mine, propose(mine, who))
    scored = score(
        occurrences, WEIGHTS, TODAY, links=resolved.links(), sources={"pogo": pogo.SOURCE}
    )
    assert scored.band == "high"
    assert all(each.gravity.single < 1 for each in scored.weighed)


@pytest.mark.real_data
def test_rows_that_repeat_one_instance_are_merged(export):
    who = Resolver(COMPANIES, SUCCESSIONS).resolve(export.accounts).who()
    mine = [a for a in export.accounts if "allied" in who.get(a.id, ())]
    links = propose(mine, who)
    assert {link.rule for link in links if link.certain} == {"reference"}
    assert len(merge(mine, links)) == len(mine) - 2
