from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import adb, afdb, ebrd, idb, world_bank
from screening.lists.diff import diff
from screening.lists.sanity import in_force_on
from screening.model import CountryRole, Effect, NameKind, PartyKind
from tests.screening.lists.spreadsheets import workbook

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
EBRD = (FIXTURES / "ebrd.csv").read_bytes()
JSON = (FIXTURES / "world-bank.json").read_bytes()
WORLD_BANK = [
    ["Downloaded on: 07/01/2025 10:37"],
    ["Firm Name", "Additional Firm Info", "Address", "Country", "Ineligibility Period", None,
     "Grounds"],
    [None, None, None, None, "From Date", "To Date"],
    ["GREY LANTERN WORKS LIMITED", "*677", "PLOT 7, ASH QUAY, LUTZ, 0417", "Kenya", "2024-12-10",
     "2027-08-09", "Fraudulent Practices"],
    ["MR. AUREL VOSTRIKOV", None, "OSH", "Kyrgyz Republic", "2020-01-01", "2999-12-31",
     "Cross Debarment: ADB"],
]  # fmt: skip
IDB = [
    ["Title", "Entity", "Nationality", "Country", "From", "To", "Grounds", "Source",
     "IDB Sanction Type", "IDB Sanction Source", "Other Name"],
    ["Heron Bridges S.A. (\u201cHeron\u201d)", "Firm",
     "Peru", "Peru, Bolivia", "Jul 03, 2024", "Jan 12, 2027", " Fraud, Collusion", "IDB",
     "Debarment", "Sanctions Officer", "\u6cb3\u5cb8 \u516c\u53f8, \u6cb3\u5cb8"],
    ["Vole, Ines", "Individual", "Chile", "Regional", "Apr 14, 2021", "Ongoing", " Fraud",
     "WBG cross debarment", None, None, ""],
    ["Mr. Basil Thorne", "Firm", None, None, "Apr 14, 2021", "Apr 14, 2022", None, "IDB",
     "Letter of reprimand"],
    [None],
    ["Zastosowane filtry: \nFrom Date jest dnia marca 23, 2007"],
]  # fmt: skip


def parsed(module, data, name="list"):
    return module.SOURCE.parse({name: data})


def by_name(snapshot):
    return {entry.name: entry for entry in snapshot.entries}


BANK = parsed(world_bank, workbook(WORLD_BANK, modified="2025-01-07T18:37:27Z"))
INTER = parsed(idb, workbook(IDB))
EUROPE = parsed(ebrd, EBRD)


def test_a_row_is_an_entry():
    counts = [len(snapshot.entries) for snapshot in (BANK, INTER, EUROPE)]
    assert counts == [2, 3, 5]


def test_the_world_banks_own_sanctions_bar_and_so_do_those_it_carries_out():
    assert [entry.effect for entry in BANK.entries] == [Effect.BARS, Effect.BARS]
    assert [entry.programmes[0] for entry in BANK.entries] == [
        "World Bank Group",
        "Asian Development Bank",
    ]


def test_another_banks_sanction_refers_unless_it_carries_out_the_world_banks():
    effects = [(entry.programmes[0], entry.effect) for entry in EUROPE.entries]
    assert effects == [
        ("European Bank for Reconstruction and Development", Effect.REFERS),
        ("World Bank Group", Effect.BARS),
        ("European Bank for Reconstruction and Development", Effect.REFERS),
        ("Asian Development Bank", Effect.REFERS),
        ("African Development Bank", Effect.REFERS),
    ]


def test_both_spellings_of_an_institution_are_one_programme_and_noted():
    assert ("Originating Institution", "EBRD") in EUROPE.entries[0].notes


def test_a_reprimand_informs():
    assert by_name(INTER)["Mr. Basil Thorne"].effect is Effect.INFORMS


def test_an_entry_ends_on_its_last_day():
    entry = BANK.entries[0]
    assert (entry.listed_on, entry.ends_on) == (date(2024, 12, 10), date(2027, 8, 9))
    assert in_force_on(entry, date(2027, 8, 9))
    assert not in_force_on(entry, date(2027, 8, 10))


def test_permanent_and_ongoing_sanctions_have_no_end():
    assert BANK.entries[1].ends_on is None
    assert ("To Date", "2999-12-31") in BANK.entries[1].notes
    assert [entry.ends_on for entry in EUROPE.entries[1:4]] == [None, None, None]


def test_an_end_that_cannot_be_read_is_no_end():
    assert EUROPE.entries[4].ends_on is None
    assert ("Ineligible Until", "soon") in EUROPE.entries[4].notes
    assert "Ineligible Until could not be read" in EUROPE.warnings[-1]


def test_without_a_first_day_the_notice_counts():
    assert EUROPE.entries[1].listed_on == date(2022, 9, 25)


def test_quotes_within_quotes_are_part_of_the_name():
    assert EUROPE.entries[1].name == '"Pale Ember" LLC'
    assert EUROPE.entries[2].name == 'Closed Joint Stock Co "Tamarind"'


def test_line_breaks_and_blanks_around_a_cell_are_gone():
    assert EUROPE.entries[0].name == "Grey Lantern Works Co., Ltd. by Shares Zubrowka"
    assert EUROPE.entries[0].addresses[0].text == "Plot 7 Ash Quay Lutz"


def test_countries_by_kind():
    roles = [[(c.code, c.role) for c in entry.countries] for entry in EUROPE.entries]
    assert roles[0] == [("", CountryRole.INCORPORATION)]
    assert roles[3] == [("KZ", CountryRole.NATIONALITY)]
    assert [code for code, _ in roles[4]] == ["KE", "UG"]
    assert [(c.code, c.role) for c in BANK.entries[1].countries] == [("KG", CountryRole.ADDRESS)]


def test_kinds_are_told_or_guessed():
    assert [entry.kind for entry in BANK.entries] == [PartyKind.ORGANISATION, PartyKind.PERSON]
    assert [entry.kind for entry in INTER.entries] == [
        PartyKind.ORGANISATION,
        PartyKind.PERSON,
        PartyKind.UNKNOWN,
    ]


def test_other_names_are_parted_at_commas_in_native_script():
    native = [n.text for n in INTER.entries[0].names if n.kind is NameKind.NATIVE]
    assert native == ["\u6cb3\u5cb8\u516c\u53f8", "\u6cb3\u5cb8"]


def test_the_note_below_the_table_is_no_entry_and_is_told():
    assert INTER.warnings[-1].startswith("not an entry: Zastosowane filtry")


def test_a_name_alone_in_its_row_is_an_entry_where_no_gap_parts_it_from_the_table():
    rows = [*IDB[:4], ["Left Alone Ltd"]]
    assert parsed(idb, workbook(rows)).entries[-1].name == "Left Alone Ltd"


def test_the_project_country_is_a_note():
    assert ("Country", "Peru, Bolivia") in INTER.entries[0].notes


def test_the_day_of_the_download_is_the_lists_own():
    assert BANK.published.isoformat() == "2025-01-07T18:37:27+00:00"
    undated = parsed(world_bank, workbook(WORLD_BANK))
    assert undated.published.isoformat() == "2025-01-07T10:37:00+00:00"


def test_json_and_xlsx_give_the_same_entries():
    told = parsed(world_bank, JSON)
    assert diff(BANK, told).added == diff(BANK, told).removed == ()
    changed = {name for change in diff(BANK, told).changed for name in change.fields}
    assert changed == {"notes"}
    assert ("SUPP_ID", "100002") in told.entries[1].notes


def test_the_asian_banks_table():
    snapshot = parsed(adb, (FIXTURES / "adb.csv").read_bytes())
    person, firm, reprimanded = snapshot.entries
    assert (person.kind, firm.kind) == (PartyKind.PERSON, PartyKind.ORGANISATION)
    assert [n.text for n in person.names[1:]] == ["Tam B. Bellweather", "Tam\u00e1s Bellweather"]
    assert (person.listed_on, person.ends_on) == (date(2023, 3, 12), date(2026, 3, 11))
    assert [e.effect for e in snapshot.entries] == [Effect.REFERS, Effect.REFERS, Effect.INFORMS]
    assert (firm.ends_on, reprimanded.ends_on) == (None, date(2025, 1, 31))


def test_the_african_banks_table():
    kestrel, farrow, thorne = parsed(afdb, (FIXTURES / "afdb.csv").read_bytes()).entries
    assert (kestrel.effect, kestrel.ends_on) == (Effect.REFERS, date(2099, 1, 14))
    assert (farrow.effect, farrow.programmes) == (Effect.BARS, ("World Bank Group",))
    assert (thorne.kind, thorne.ends_on) == (PartyKind.UNKNOWN, None)


def test_references_do_not_depend_on_the_order():
    shuffled = [*WORLD_BANK[:3], WORLD_BANK[4], WORLD_BANK[3]]
    assert diff(BANK, parsed(world_bank, workbook(shuffled))).empty


def test_a_new_address_is_a_change_and_a_new_sanction_an_entry():
    rows = [list(row) for row in WORLD_BANK]
    rows[3][2], rows[4][4] = "ELSEWHERE", "2024-01-01"
    delta = diff(BANK, parsed(world_bank, workbook(rows)))
    assert [change.fields for change in delta.changed] == [("addresses",)]
    assert (len(delta.added), len(delta.removed)) == (1, 1)


def test_rows_of_one_name_and_day_are_told_apart_and_the_same_twice_is_one():
    other = [*WORLD_BANK[3][:2], "OTHER", *WORLD_BANK[3][3:]]
    snapshot = parsed(world_bank, workbook([*WORLD_BANK, other, other]))
    refs = sorted(entry.ref for entry in snapshot.entries if "LANTERN" in entry.name)
    assert refs == [refs[0], f"{refs[0]}-2"]
    assert any("stands twice, in row 6 and row 7" in warning for warning in snapshot.warnings)


def test_a_column_nobody_foresaw_is_a_note():
    rows = [list(row) for row in WORLD_BANK]
    rows[1].append("Remarks")
    rows[3] += ["look again", "and here"]
    notes = parsed(world_bank, workbook(rows)).entries[0].notes
    assert notes[-2:] == (("Remarks", "look again"), ("column 9", "and here"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (b"Firm Name,", b"Name of Person,", "no header with the columns"),
        (b",Nationality,", b",Address,", "the column Address twice"),
        (b',"Corrupt Practice"', b"", "the row has 7 columns"),
        (
            b'" Grey Lantern Works Co., Ltd. by Shares Zubrowka"',
            b'""',
            "row 2: the row has no name",
        ),
        (b"Plot 7", b"Pl\x00t 7", "NUL"),
        (b"Plot 7", b"Pl\xe9t 7", "not UTF-8"),
    ],
)
def test_another_structure_is_refused(old, new, problem):
    with pytest.raises(ListFormatError, match=problem):
        parsed(ebrd, EBRD.replace(old, new))


@pytest.mark.parametrize("data", [b"{}", b'{"response": {"ZPROCSUPP": []}}', b"[1]", b"x"])
def test_json_without_firms_is_refused(data):
    with pytest.raises(ListFormatError):
        parsed(world_bank, data)


def test_several_files_are_refused():
    for module in (world_bank, ebrd):
        with pytest.raises(ListFormatError, match="2 were given"):
            module.SOURCE.parse({"a": EBRD, "b": EBRD})


def outcome(module, data):
    try:
        return bool(parsed(module, data).entries)
    except ListFormatError as error:
        return not str(error)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(EBRD) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_csv_is_read_or_refused(at, inserted, removed):
    assert outcome(ebrd, EBRD[:at] + inserted + EBRD[at + removed :]) in {True, False}


@settings(max_examples=80, deadline=None)
@given(st.integers(0, len(JSON) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_json_is_read_or_refused(at, inserted, removed):
    assert outcome(world_bank, JSON[:at] + inserted + JSON[at + removed :]) in {True, False}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(JSON) - 3))
def test_a_json_cut_off_anywhere_is_refused(length):
    assert outcome(world_bank, JSON[:length]) is False


CELLS = st.text(max_size=60) | st.sampled_from([cell for row in IDB for cell in row if cell])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=5))
def test_any_cells_under_the_header_are_read_or_refused(rows):
    letters = [[cell.encode("ascii", "ignore").decode() for cell in row] for row in rows]
    printable = [["".join(filter(str.isprintable, cell)) for cell in row] for row in letters]
    assert outcome(idb, workbook([IDB[0], *printable])) in {True, False}
