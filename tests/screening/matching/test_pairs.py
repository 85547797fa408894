import gzip

import pytest

from screening.matching.pairs import PairsError, read
from screening.model import Gender, Identifier, Name, PartyKind, Profile
from tests.screening.matching.fictional import country, day, year

NEEDED = "name1,name2,is_match"
WHOLE = f"schema,{NEEDED},birth1,birth2,country1,gender1,identifier1"


@pytest.fixture
def written(tmp_path):
    def write(*lines):
        path = tmp_path / "pairs.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


def test_three_columns_are_enough(written):
    [one, two] = read(written(NEEDED, "Daren Volk,Дарен Волк,true", '"Volk, Daren",Lena Volk,0'))
    assert (one.left, one.right, one.same, one.script) == (
        "Daren Volk",
        "Дарен Волк",
        True,
        "cyrillic",
    )
    assert (two.left, two.same, two.script, two.likeness) == ("Volk, Daren", False, "latin", 73.7)


def test_names_without_a_schema_are_read_both_ways(written):
    [one] = read(written(NEEDED, "Daren Volk,Daren Volk,yes"))
    assert {profile.kind for profile in one.profiles()} == {PartyKind.UNKNOWN}


def test_a_schema_says_what_both_are(written):
    [one] = read(written(f"{NEEDED},schema", "Zelmorex,Zelmorex Ltd,true,Company"))
    assert one.organisation
    assert one.profiles()[1] == Profile(kind=PartyKind.ORGANISATION, names=(Name("Zelmorex Ltd"),))


def test_a_whole_record_carries_its_other_evidence(written):
    row = "Person,A Volk,B Volk,no,1971-04-09;1973,1973,sd,f,passport:QX-44719:ru"
    [left, right] = read(written(WHOLE, row))[0].profiles()
    assert [(b.earliest, b.latest) for b in left.births] == [
        (span.earliest, span.latest) for span in (day(1971, 4, 9), year(1973))
    ]
    assert (left.countries, left.gender) == ((country("SD"),), Gender.FEMALE)
    assert left.identifiers == (Identifier("passport", "QX-44719", "RU"),)
    assert (len(right.births), right.countries) == (1, ())


def test_a_gzipped_file_is_read(tmp_path):
    path = tmp_path / "pairs.csv.gz"
    path.write_bytes(gzip.compress(f"{NEEDED}\nA Volk,B Volk,1\n".encode()))
    assert [example.same for example in read(path)] == [True]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Person,A,B,maybe,,,,,", "is_match"),
        ("Alien,A,B,true,,,,,", "schema"),
        ("Person,A,B,true,31/02/1971,,,,", "birth1"),
        ("Person,A,B,true,,long ago,,,", "birth2"),
        ("Person,A,B,true,,,Atlantis,,", "country1"),
        ("Person,A,B,true,,,,x,", "gender1"),
        ("Person,A,B,true,,,,,shoe:44", "identifier1"),
        ("Person,A,B,true,,,,,a:b:c:d", "identifier1"),
    ],
)
def test_a_bad_cell_is_refused_with_its_line_and_column(written, row, column):
    with pytest.raises(PairsError, match=f"^pairs.csv, line 3, column {column}: "):
        read(written(WHOLE, "Person,A,B,true,,,,,", row))


@pytest.mark.parametrize("row", ["A,B", "A,B,true,more"])
def test_a_row_with_too_few_or_too_many_cells_is_refused(written, row):
    with pytest.raises(PairsError, match="line 2: it has not as many cells"):
        read(written(NEEDED, row))


@pytest.mark.parametrize("lines", [("name1,is_match", "A,true"), ("",)])
def test_a_file_without_a_needed_column_is_refused(written, lines):
    with pytest.raises(PairsError, match=r"no column .*name2"):
        read(written(*lines))


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b'name1,name2,is_match\n"A,B,true'])
def test_what_is_no_csv_is_refused(tmp_path, data):
    path = tmp_path / "pairs.csv"
    path.write_bytes(data)
    with pytest.raises(PairsError, match="not a CSV file"):
        read(path)


def test_a_damaged_gzip_file_is_refused(tmp_path):
    path = tmp_path / "pairs.csv.gz"
    path.write_bytes(b"no gzip at all")
    with pytest.raises(PairsError, match="not a CSV file"):
        read(path)
