import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists.workbook import WIDEST, Workbook
from tests.screening.lists.spreadsheets import BOOK, MAIN, STYLES, sheet, workbook

ROWS = [["Name", "Since", "No."], ["Grey Lantern", date(2024, 1, 31), 7], [None], ["x", None, "y"]]
DATA = workbook(ROWS)


def rows(data):
    return list(Workbook("a.xlsx", data).rows())


def inside(cells):
    return workbook(sheet=f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>')


def test_rows_come_with_their_numbers_and_blank_ones_are_left_out():
    assert rows(DATA) == [
        (1, ["Name", "Since", "No."]),
        (2, ["Grey Lantern", "2024-01-31", "7"]),
        (4, ["x", "", "y"]),
    ]


def test_cells_and_rows_without_a_reference_stand_one_after_the_other():
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    cells = (
        f"<row>{text.format('a')}<c/>{text.format('b')}</row><row/><row>{text.format('c')}</row>"
    )
    assert rows(inside(cells)) == [(1, ["a", "", "b"]), (3, ["c"])]


def test_shared_texts_are_read_with_all_their_runs_and_no_reading_aids():
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>one</t></si>'
        "<si><r><t>t</t></r><r><t>wo</t></r><rPh><t>aid</t></rPh></si></sst>"
    )
    cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c></row>'
    data = workbook(sheet=sheet([]).replace("<sheetData>", f"<sheetData>{cells}"), strings=strings)
    assert rows(data) == [(1, ["two", "", "one"])]


def test_strict_workbooks_and_prefixes_are_read():
    strict = sheet([["a"]]).replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    prefixed = (
        sheet([["a"]]).replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:")
    )
    assert rows(workbook(sheet=strict)) == rows(workbook(sheet=prefixed)) == [(1, ["a"])]


def test_only_the_first_visible_sheet_counts():
    hidden = BOOK.replace('name="S"', 'name="S" state="hidden"')
    with pytest.raises(ListFormatError, match="no visible sheet"):
        rows(workbook([["a"]], book=hidden))


def test_days_are_told_by_the_style_and_may_have_a_time():
    cells = '<row r="1"><c r="A1" s="1"><v>45322.5</v></c><c r="B1" s="0"><v>45322</v></c></row>'
    assert rows(inside(cells)) == [(1, ["2024-01-31T12:00:00", "45322"])]


def test_a_format_of_the_workbooks_own_is_a_day_if_it_shows_one():
    own = '<numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts><cellXfs>'
    styles = STYLES.replace("<cellXfs>", own).replace('"14"', '"170"')
    day = workbook([[date(2024, 1, 31)]], styles=styles.replace("{}", "dd mmm"))
    money = workbook([[date(2024, 1, 31)]], styles=styles.replace("{}", "[Red]&quot;sum&quot; 0"))
    assert (rows(day), rows(money)) == ([(1, ["2024-01-31"])], [(1, ["45322"])])


def test_days_may_count_from_1904():
    book = BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    assert rows(workbook([[date(2020, 1, 30)]], book=book)) == [(1, ["2024-01-31"])]


def test_control_characters_are_unescaped():
    assert rows(workbook([["a_x000D_\nb_x005F_c"]])) == [(1, ["a\r\nb_c"])]


def test_when_it_was_written_is_told():
    data = workbook(ROWS, modified="2025-01-07T18:37:27Z")
    assert Workbook("a", data).modified == datetime(2025, 1, 7, 18, 37, 27, tzinfo=UTC)
    assert Workbook("a", workbook(ROWS, modified="soon")).modified is None
    assert Workbook("a", DATA).modified is None


def test_a_far_corner_takes_no_room():
    cells = '<row r="1"/><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    with pytest.raises(ListFormatError, match="more than 200,000"):
        rows(inside(cells))


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "too far right"),
        ('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>', "out of order"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "out of order"),
        ('<row r="2"/><row r="1"/>', "rows out of order"),
        ('<row r="-1"/>', "rows out of order"),
        ('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "missing text"),
        ('<row r="1"><c r="A1"><v>many</v></c></row>', "no number"),
        ('<row r="1"><c r="A1"><v>1e999</v></c></row>', "no number"),
        ("<row>" + "<c><v>1</v></c>" * (WIDEST + 1) + "</row>", "more than 512 cells"),
    ],
)
def test_cells_that_cannot_be_are_refused(cells, problem):
    with pytest.raises(ListFormatError, match=problem):
        rows(inside(cells))


def test_a_doctype_is_refused():
    hostile = '<!DOCTYPE x [<!ENTITY a "b">]>' + sheet([["a"]])
    with pytest.raises(ListFormatError, match="DOCTYPE"):
        rows(workbook(sheet=hostile))


def test_nesting_without_end_is_refused():
    with pytest.raises(ListFormatError, match="well-formed"):
        rows(inside('<row r="1"><c r="A1">' + "<is>" * 5_000 + "</is>" * 5_000 + "</c></row>"))


def test_a_bomb_is_refused():
    cells = '<row><c t="inlineStr"><is><t>' + " " * 20_000_000 + "</t></is></c></row>"
    with pytest.raises(ListFormatError, match="attack"):
        rows(inside(cells))


def test_another_archive_is_no_workbook():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("list.csv", "a,b")
    with pytest.raises(ListFormatError, match="not an XLSX"):
        Workbook("a.xlsx", held.getvalue())


def outcome(data):
    try:
        return bool(rows(data))
    except ListFormatError as error:
        return not str(error)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(DATA) - 1))
def test_a_file_cut_off_anywhere_is_refused(length):
    assert outcome(DATA[:length]) is False


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(DATA) - 1), st.binary(max_size=6), st.integers(0, 40))
def test_a_damaged_file_is_read_or_refused(at, inserted, removed):
    assert outcome(DATA[:at] + inserted + DATA[at + removed :]) in {True, False}


SHEET = sheet(ROWS)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SHEET) - 1), st.text(max_size=6), st.integers(0, 40))
def test_a_damaged_sheet_is_read_or_refused(at, inserted, removed):
    data = workbook(
        sheet=(SHEET[:at] + inserted + SHEET[at + removed :]).encode("utf-8", "replace")
    )
    assert outcome(data) in {True, False}
