"""Every adapter: documented columns in, accounts or memberships out, or a fault named."""

from datetime import date

import pytest

from screening.human_rights.rows import TableError
from screening.human_rights.sources import (
    SOURCES,
    cmad,
    courts,
    debarments,
    icoca,
    oecd_ncp,
    ohchr,
    panels,
    psed,
)
from screening.human_rights.sources.kinds import kind_of
from screening.human_rights.taxonomy import CATEGORIES, EVIDENCE_CLASSES
from screening.model import Entry, Name, NameKind, PartyKind

DATED = date(2026, 11, 21)


def table(**columns):
    rows = max(len(values) for values in columns.values())
    lines = [",".join(columns)]
    lines += [",".join(f'"{values[n]}"' for values in columns.values()) for n in range(rows)]
    return "\n".join(lines).encode()


def test_every_source_says_what_it_covers_and_how_far_it_can_be_believed():
    assert len({source.id for source in SOURCES}) == len(SOURCES) == 10
    for source in SOURCES:
        assert source.ceiling in EVIDENCE_CLASSES
        assert source.coverage.endswith(".")


DIRECTORY = table(
    name=["Kestrel Meadow Guarding", "Corbel Ardent Guards"],
    category=["certified", "affiliate"],
    status=["active", ""],
    standard=["ISO 18788", ""],
    certifier=["Intertek", "Zephyr Seals"],
    certified_until=["2027-05-31", ""],
    country=["KE", "Uganda"],
)


def test_the_directory_gives_memberships_and_no_accounts():
    export = icoca.read(DIRECTORY, dated=DATED)
    first, second = export.memberships
    assert export.accounts == ()
    assert (first.category, first.certified_until, first.lapsed(DATED)) == (
        "certified",
        date(2027, 5, 31),
        False,
    )
    assert (second.status, second.country) == ("active", "UG")


def test_a_certifier_who_is_not_known_is_a_warning():
    [warning] = icoca.read(DIRECTORY, dated=DATED).warnings
    assert "Zephyr Seals" in warning


def test_a_membership_lapses_with_its_certificate():
    first = icoca.read(DIRECTORY, dated=DATED).memberships[0]
    assert first.lapsed(date(2027, 6, 1))


def test_what_changed_between_two_captures_is_told():
    later = DIRECTORY.replace(b'"active"', b'"suspended"').replace(b"Corbel", b"Zephyr")
    told = icoca.changes(icoca.read(DIRECTORY, dated=DATED), icoca.read(later, dated=DATED))
    assert [sentence.split(" is ")[0].split(" was ")[0] for sentence in told] == [
        "Corbel Ardent Guards",
        "Kestrel Meadow Guarding",
        "Zephyr Ardent Guards",
    ]
    assert "suspended" in told[1]


@pytest.mark.parametrize(
    ("status", "outcome", "standard", "evidence"),
    [
        ("concluded", "determination", "finding", "regulator_determination"),
        ("concluded", "agreement", "settlement", "credible_investigation"),
        ("concluded", "", "allegation", "credible_investigation"),
        ("not_accepted", "", "allegation", "unsourced"),
        ("in_progress", "", "investigation", "credible_investigation"),
    ],
)
def test_a_determination_weighs_more_than_a_mediation_that_more_than_a_refusal(
    status, outcome, standard, evidence
):
    data = table(
        title=["Kestrel in Ruritania"],
        company=["Kestrel Meadow Guarding"],
        lead_ncp=["Norway"],
        date=["2019-04-02"],
        status=[status],
        outcome=[outcome],
    )
    [said] = oecd_ncp.read(data, dated=DATED).accounts
    assert (said.standard, said.evidence_class) == (standard, evidence)


def test_an_open_complaint_has_no_outcome():
    data = table(
        title=["T"], company=["K G"], lead_ncp=["Norway"], date=["2019-04-02"],
        status=["received"], outcome=["determination"],
    )  # fmt: skip
    with pytest.raises(TableError, match='column "outcome"'):
        oecd_ncp.read(data, dated=DATED)


LETTER = {
    "reference": ["AL OTH 23/2020"],
    "sent_on": ["2020-03-01"],
    "company": ["Kestrel Meadow Guarding"],
    "subject": ["Alleged torture of detainees"],
    "reply_on": ["2020-05-01"],
    "reply": ["The company denies it"],
}


def test_a_communication_is_an_allegation_with_its_reply():
    [said] = ohchr.read(table(**LETTER), dated=DATED).accounts
    assert (said.standard, said.evidence_class) == ("allegation", "special_procedures")
    assert (said.category, said.responded_on) == ("torture", date(2020, 5, 1))


def test_a_reference_of_another_form_is_a_fault():
    with pytest.raises(TableError, match='line 2, column "reference"'):
        ohchr.read(table(**{**LETTER, "reference": ["Letter 7"]}), dated=DATED)


@pytest.mark.parametrize(
    ("outcome", "final", "standard", "evidence"),
    [
        ("convicted", "true", "conviction", "final_judgment"),
        ("convicted", "", "conviction", "regulator_determination"),
        ("acquitted", "true", "acquittal", "final_judgment"),
        ("acquitted", "false", "acquittal", "regulator_determination"),
        ("charged", "", "investigation", "charge_pending"),
        ("settled", "", "settlement", "charge_pending"),
        ("dismissed", "", "allegation", "unsourced"),
    ],
)
def test_conviction_settlement_and_dismissal_are_different(outcome, final, standard, evidence):
    data = table(
        court=["High Court"],
        docket=["12/2020"],
        company=["Kestrel Meadow Guarding"],
        date=["2021-01-09"],
        outcome=[outcome],
        category=["unlawful_killing"],
        summary=["A guard shot a driver"],
        final=[final],
        person=["true"],
    )
    [said] = courts.read(data, dated=DATED).accounts
    assert (said.standard, said.evidence_class) == (standard, evidence)
    assert said.perpetrator == "personnel"


@pytest.mark.parametrize(
    ("standard", "evidence"),
    [("reasonable_grounds", "un_reasonable_grounds"), ("allegation", "special_procedures")],
)
def test_a_panel_states_to_its_standard_or_passes_on(standard, evidence):
    data = table(
        symbol=["S/2023/911"],
        paragraph=["41"],
        published=["2023-06-30"],
        company=["Kestrel Meadow Guarding"],
        standard=[standard],
        category=["unlawful_killing"],
        summary=["Guards shot two detainees"],
    )
    [said] = panels.read(data, dated=DATED).accounts
    assert said.evidence_class == evidence
    assert said.reference == "S/2023/911, para. 41"


def test_an_entry_with_grounds_becomes_an_account():
    entry = Entry(
        ref="WB-7",
        list_id="world-bank",
        kind=PartyKind.ORGANISATION,
        names=(Name("Kestrel Meadow Guarding"), Name("KMG", NameKind.WEAK)),
        listed_on=date(2022, 1, 1),
        ends_on=date(2025, 1, 1),
        reason="Corrupt practice",
    )
    [said] = debarments.accounts([entry], snapshot="s" * 64)
    assert (said.category, said.names) == ("corruption", ("Kestrel Meadow Guarding",))
    assert said.digest == "s" * 64
    assert "until 2025-01-01" in said.summary


def test_persons_on_a_list_are_left_to_the_list():
    entry = Entry(ref="1", list_id="x", kind=PartyKind.PERSON, names=(Name("Tesfaye Abate"),))
    assert debarments.accounts([entry], snapshot="") == ()


EVENTS = {
    "country_code": ["KEN", "KEN", "AGO"],
    "year": ["2001", "2002", "2003"],
    "PMSC Name": ["Kestrel Guards", "unknown", "Corbel Guards"],
    "Abuse - Killing": ["1", "1", "0"],
    "Abuse - Sexual Violence": ["0", "0", "0"],
}


def test_events_with_named_companies_and_alleged_abuse_become_accounts():
    export = psed.read(table(**EVENTS), dated=DATED)
    [said] = export.accounts
    assert (export.size, said.country, said.category) == (3, "KE", "unlawful_killing")
    assert said.occurred.text == "2001"
    assert export.warnings == (
        "1 events without alleged abuse were left out",
        "1 events of companies without a name were left out",
    )


def test_a_mark_that_is_neither_yes_nor_no_is_a_fault():
    with pytest.raises(TableError, match="neither 0 nor 1"):
        psed.read(table(**{**EVENTS, "Abuse - Killing": ["2", "1", "0"]}), dated=DATED)


def test_the_columns_that_are_not_confirmed_can_be_named():
    renamed = {("Company" if k == "PMSC Name" else k): v for k, v in EVENTS.items()}
    layout = psed.Layout(company="Company")
    assert len(psed.read(table(**renamed), dated=DATED, layout=layout).accounts) == 1


ENGAGEMENTS = {
    "Actor": ["Kestrel Guards", "Corbel Guards"],
    "Country": ["Angola", "Angola"],
    "Start Year": ["1993", "1994"],
    "End Year": ["1995", "1994"],
    "Client": ["Government", "Government"],
    "Task": ["combat", "training"],
}


def test_only_who_fought_becomes_an_account():
    export = cmad.read(table(**ENGAGEMENTS), dated=DATED)
    [said] = export.accounts
    assert (said.category, said.country) == ("mercenary_activity", "AO")
    assert (said.occurred.earliest.year, said.occurred.latest.year) == (1993, 1995)


def test_an_engagement_cannot_end_before_it_begins():
    with pytest.raises(TableError, match='column "End Year"'):
        cmad.read(table(**{**ENGAGEMENTS, "End Year": ["1990", "1994"]}), dated=DATED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rape and killing of detainees", "sexual_violence"),
        ("Corrupt and fraudulent practices", "corruption"),
        ("Debt bondage of guards", "forced_labour"),
        ("Arms trafficking to militias", "forced_labour"),
        ("Something else", "unclassified"),
    ],
)
def test_the_gravest_word_sorts_a_title(text, kind):
    assert kind_of(text) == kind
    assert kind in CATEGORIES
