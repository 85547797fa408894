from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists.reading import csv_rows, decode, json_value, xml_elements, xml_root


def refused(reader, *arguments):
    with pytest.raises(ListFormatError) as error:
        list(reader(*arguments))
    return error.value


def test_a_document_is_read_with_its_text_whole():
    root = xml_root("a.xml", "<a>é<!-- no --> ü<?no no?></a>".encode())
    assert root.text == "é ü"


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_doctype_is_refused(doctype):
    assert "DOCTYPE" in refused(xml_root, "a.xml", f"{doctype}\n<a>x</a>".encode()).problem


def test_entities_that_swell_are_refused():
    swell = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE a [<!ENTITY e0 "ha">{swell}]><a>&e9;</a>'.encode()
    assert refused(xml_root, "a.xml", data)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"<a>\n<b>\n</a>", 3),
        (b"<a>\n&</a>", 2),
        (b"<a>\nx\x00</a>", 2),
        (b"<a>\n\n\xe9</a>", 3),
        (b"<a>\n&undeclared;</a>", 2),
        (b"no xml", 1),
    ],
)
def test_a_fault_in_xml_is_told_with_its_line(data, line):
    error = refused(xml_root, "a.xml", data)
    assert error.where == f"a.xml, line {line}"
    assert "not well-formed XML" in error.problem


def test_elements_too_deep_are_refused():
    deep = b"\n".join([b"<a>"] * 65 + [b"</a>"] * 65)
    error = refused(xml_root, "a.xml", deep)
    assert (error.where, "64 deep" in error.problem) == ("a.xml, line 65", True)


def test_an_unknown_encoding_is_refused():
    assert refused(xml_root, "a.xml", b'<?xml version="1.0" encoding="klingon"?><a/>')


def test_elements_come_one_by_one_and_are_forgotten():
    data = b"<l><e>1</e><x>y</x><e>2</e></l>"
    assert [element.text for element in xml_elements("a.xml", data, "e")] == ["1", "2"]


def test_elements_before_a_fault_do_not_hide_it():
    assert refused(xml_elements, "a.xml", b"<l><e>1</e>", "e").where == "a.xml, line 1"


def test_rows_come_with_the_line_on_which_they_begin():
    data = b'\xef\xbb\xbfa,b\r\n1,"two\nlines"\r\n\r\n , \n3,4'
    assert list(csv_rows("a.csv", data)) == [
        (1, ["a", "b"]),
        (2, ["1", "two\nlines"]),
        (6, ["3", "4"]),
    ]


def test_the_mark_at_the_end_of_some_files_is_no_row():
    assert list(csv_rows("a.csv", b"1,2\r\n\x1a\r\n")) == [(1, ["1", "2"])]


def test_other_encodings_and_delimiters_are_read():
    assert list(csv_rows("a.csv", b"\x93a\x94;b", "cp1252", ";")) == [(1, ["\u201ca\u201d", "b"])]


@pytest.mark.parametrize(
    ("data", "line"), [(b"a\n\xff", 2), (b"a\nb\x00", 2), (b'a\n"never closed\n\n', 2)]
)
def test_a_fault_in_csv_is_told_with_its_line(data, line):
    assert refused(csv_rows, "a.csv", data).where == f"a.csv, line {line}"


def test_a_cell_without_end_is_refused():
    assert "not readable as CSV" in refused(csv_rows, "a.csv", b"x" * 200_000).problem


def test_a_fault_in_json_is_told_with_its_line():
    assert refused(json_value, "a.json", b"[\n1,\n}").where == "a.json, line 3"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b"[NaN]", "NaN"),
        (b"[-Infinity]", "Infinity"),
        (b"[" * 100_000, "deep"),
        (b'["\\ud800"]', "surrogate"),
        (b"[" + b"1" * 5000 + b"]", "digits"),
    ],
)
def test_json_that_readers_take_differently_is_refused(data, word):
    assert word in refused(json_value, "a.json", data).problem


def test_sound_json_is_read():
    assert json_value("a.json", b'\xef\xbb\xbf{"a": ["\\u00e9"]}') == {"a": ["\u00e9"]}


@given(st.binary(max_size=200))
def test_random_bytes_are_text_or_refused(data):
    with suppress(ListFormatError):
        assert isinstance(decode("a", data), str)
        assert isinstance(list(csv_rows("a", data)), list)


@given(st.binary(max_size=100))
def test_random_bytes_are_json_or_refused(data):
    with suppress(ListFormatError):
        json_value("a", data)
