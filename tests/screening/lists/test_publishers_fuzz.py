"""Damaged files of every publisher: refused with a plain word, or read; never a crash."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import ListFormatError
from screening.lists import eu_fsf, opensanctions, uk_conlist, uk_sl, us_csl, us_ofac
from screening.plain import canonical

FIXTURES = Path(__file__).parents[2] / "fixtures" / "lists"
OFAC = ("ofac-sdn.csv", "ofac-alt.csv", "ofac-add.csv", "ofac-sdn-comments.csv")
CASES = [
    pytest.param(parse, {name: (FIXTURES / name).read_bytes() for name in names}, id=names[0])
    for parse, *names in [
        (us_ofac.SDN.parse, *OFAC),
        (us_ofac.SDN.parse, "ofac-sdn.xml"),
        (us_ofac.SDN.parse, "ofac-enhanced.xml"),
        (us_ofac.SDN.parse, "ofac-advanced.xml"),
        (us_csl.parse, "us-csl.csv"),
        (eu_fsf.parse, "eu-fsf.xml"),
        (eu_fsf.parse, "eu-fsf.csv"),
        (uk_sl.parse, "uk-sl.csv"),
        (uk_sl.parse, "uk-sl.xml"),
        (uk_conlist.parse, "uk-conlist.csv"),
        (opensanctions.parse, "opensanctions-entities.ftm.json"),
        (opensanctions.parse, "opensanctions-targets.simple.csv"),
    ]
]
ALONE = [case for case in CASES if len(case.values[1]) == 1]
XML = [case for case in ALONE if str(case.id).endswith(".xml")]
SPLINTERS = st.sampled_from(
    [
        *(
            b"",
            b"\x00",
            b"\xff\xfe",
            b'"',
            b"<",
            b">",
            b"&",
            b"{",
            b"[",
            b"\n",
            b";",
            b",",
            b"\x1a",
        ),
        *(b"9" * 400, b"99/99/9999", b"-0- ", b"DOB ", b"<a>", b"</a>", b"null", b"true"),
        *("\N{ARABIC LETTER SHEEN}".encode(), b"\xed\xa0\x80"),
    ]
)
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), SPLINTERS), min_size=1, max_size=4)


def damaged(data: bytes, cuts) -> bytes:
    for place, length, splinter in cuts:
        at = int(place * len(data))
        data = data[:at] + splinter + data[at + length :]
    return data


@pytest.mark.parametrize(("parse", "files"), CASES)
@given(cuts=CUTS, which=st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_is_read_or_refused(parse, files, cuts, which):
    name = sorted(files)[which % len(files)]
    try:
        snapshot = parse({**files, name: damaged(files[name], cuts)})
    except ListFormatError:
        return
    assert snapshot.entries
    canonical(snapshot)


@pytest.mark.parametrize(("parse", "files"), XML)
@given(share=st.floats(0.01, 0.99))
@settings(max_examples=25, deadline=None)
def test_an_xml_file_that_is_cut_off_is_never_read(parse, files, share):
    [(name, data)] = files.items()
    with pytest.raises(ListFormatError):
        parse({name: data[: int(share * len(data.rstrip()))]})


@pytest.mark.parametrize(("parse", "files"), CASES)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n",
        b"<x/>",
        b"{}",
        b"[]",
        b'{"id": 1}',
        b"a,b,c\n1,2,3\n",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"Last Updated,27/04/2020\n",
        b"Report Date: 1-Jan-2026\n",
        b"\x1a",
    ],
)
def test_what_is_no_such_list_is_refused(parse, files, data):
    with pytest.raises(ListFormatError):
        parse({"list": data})


@pytest.mark.parametrize(("parse", "files"), ALONE)
def test_two_files_where_one_is_due_are_refused(parse, files):
    [(name, data)] = files.items()
    with pytest.raises(ListFormatError):
        parse({name: data, f"second-{name}": data})


@pytest.mark.parametrize(("parse", "files"), CASES)
def test_the_same_bytes_give_the_same_snapshot(parse, files):
    assert canonical(parse(files)) == canonical(parse(dict(reversed(files.items()))))
