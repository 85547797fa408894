"""Small XLSX workbooks for tests: made from rows, or read with ElementTree alone."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import date, timedelta
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)
# Style 1 shows days.
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    "</styleSheet>"
)
MODIFIED = (
    '<p xmlns:d="http://purl.org/dc/terms/"><d:modified>{}</d:modified></p>'  # the rest is not read
)


def serial(year, month, day):
    return (date(year, month, day) - date(1899, 12, 30)).days


def sheet(rows):
    """A sheet's XML: texts inline, dates as numbers of style 1, None as a cell without value."""
    body = "".join(
        f'<row r="{r}">'
        + "".join(cell(f"{letters(c)}{r}", v) for c, v in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def cell(at, value):
    match value:
        case None:
            return f'<c r="{at}"/>'
        case date():
            return f'<c r="{at}" s="1"><v>{serial(value.year, value.month, value.day)}</v></c>'
        case int():
            return f'<c r="{at}"><v>{value}</v></c>'
        case _:
            text = escape(value)
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def letters(column):
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def workbook(rows=(), *, modified="", **parts):
    """An XLSX file with these rows; `parts` replaces the XML of sheet, book, styles or strings."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", parts.get("book", BOOK))
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/styles.xml", parts.get("styles", STYLES))
        archive.writestr("xl/worksheets/sheet1.xml", parts.get("sheet", sheet(rows)))
        if "strings" in parts:
            archive.writestr("xl/sharedStrings.xml", parts["strings"])
        if modified:
            archive.writestr("docProps/core.xml", MODIFIED.format(modified))
    return held.getvalue()


def raw_rows(data, sheet_part, *, days_from=10_000):
    """The rows of a publisher's file: another reader than the one under test, and none too careful.

    Numbers from `days_from` on are days; years are smaller.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = []
        if "xl/sharedStrings.xml" in archive.namelist():
            root = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314
            strings = ["".join(t.text or "" for t in si.iter(f"{{{MAIN}}}t")) for si in root]
        root = ET.fromstring(archive.read(sheet_part))  # noqa: S314
    return [[raw_cell(c, strings, days_from) for c in row] for row in root.iter(f"{{{MAIN}}}row")]


def raw_cell(element, strings, days_from):
    if element.get("t") == "inlineStr":
        return "".join(t.text or "" for t in element.iter(f"{{{MAIN}}}t"))
    value = element.findtext(f"{{{MAIN}}}v") or ""
    if element.get("t") == "s":
        return re.sub(r"_x000D_", "\r", strings[int(value)])
    if value.isdecimal() and int(value) >= days_from:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    return value
