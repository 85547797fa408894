import pytest

from screening.lists.debarment_names import add_information, add_names, guess_kind
from screening.lists.draft import Draft
from screening.model import Effect, NameKind, PartyKind


def read(name, information="", kind=None):
    draft = Draft(list_id="x", kind=kind or guess_kind(name), effect=Effect.REFERS)
    add_names(draft, name, "Name", "KE")
    if information:
        add_information(draft, information, "Info", "KE")
    return draft


def names(draft):
    return [(name.text, name.kind.value) for name in draft.names]


def numbers(draft):
    return [(i.scheme, i.value, i.country) for i in draft.identifiers]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Emu Roads Ltd", []),
        ("Emu Roads Ltd (formerly known as Ostrich Ltd.)", ["Emu Roads Ltd", "Ostrich Ltd."]),
        ("Emu Roads Ltd, formerly Ostrich Ltd", ["Emu Roads Ltd", "Ostrich Ltd"]),
        ("Emu Roads Ltd f/k/a Ostrich Ltd", ["Emu Roads Ltd", "Ostrich Ltd"]),
    ],
)
def test_former_names(written, found):
    kinds = ["alias", "former"][: len(found)]
    assert names(read(written)) == [(written, "primary"), *zip(found, kinds, strict=True)]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Emu (a.k.a. Ostrich)", "alias"),
        ("Emu aka Ostrich", "alias"),
        ("Emu (now known as Ostrich)", "alias"),
        ("Emu (also doing business under Ostrich)", "trading"),
        ("Emu, d/b/a Ostrich", "trading"),
        ("Emu (\N{LEFT DOUBLE QUOTATION MARK}Ostrich\N{RIGHT DOUBLE QUOTATION MARK})", "weak"),
        ("Emu (Ostrich)", "weak"),
    ],
)
def test_other_names_are_told_by_what_stands_before_them(written, kind):
    assert names(read(written)) == [(written, "primary"), ("Emu", "alias"), ("Ostrich", kind)]


def test_several_trading_names_are_parted():
    found = names(read("Emu (doing business as Ostrich Works or Rhea Works)"))
    assert found[2:] == [("Ostrich Works", "trading"), ("Rhea Works", "trading")]


@pytest.mark.parametrize(
    "written", ["Emu (Anhui) Co., Ltd.", "Emu (Pvt.) Ltd", "Emu and Trade Co."]
)
def test_brackets_within_a_name_are_part_of_it(written):
    assert names(read(written)) == [(written, "primary")]


@pytest.mark.parametrize("written", ["Emu LLC (Qatar)", "Emu LLC (Private)"])
def test_a_place_or_legal_form_at_the_end_is_no_name(written):
    assert names(read(written)) == [(written, "primary"), ("Emu LLC", "alias")]


def test_what_goes_beyond_the_name_is_no_name():
    written = "Mr. Tam Bell and any entity controlled by Mr. Tam Bell"
    assert names(read(written)) == [(written, "primary"), ("Mr. Tam Bell", "alias")]
    assert names(read("Tam Bell c/o Emu Ltd"))[1] == ("Tam Bell", "alias")


def test_a_name_that_was_cut_off_in_a_bracket_is_mended_and_noted():
    draft = read("Emu Roads Limited (")
    assert names(draft) == [("Emu Roads Limited", "primary")]
    assert draft.notes == [("Name", "Emu Roads Limited (")]


def test_footnotes_are_notes():
    draft = read("EMU LLC", "*219,  *328")
    assert names(draft) == [("EMU LLC", "primary")]
    assert draft.notes == [("Footnote", "*219, *328"), ("Info", "*219, *328")]
    assert names(read("EMU LLC", "342")) == [("EMU LLC", "primary")]


def test_information_may_be_a_name_by_itself():
    assert names(read("MR. OREN VALE", "*192 MR. ORIN WALE")) == [
        ("MR. OREN VALE", "primary"),
        ("MR. ORIN WALE", "alias"),
    ]
    assert names(read("EMU CO", "河岸公司"))[1] == ("河岸公司", "native")


def test_the_same_name_in_other_capitals_adds_nothing():
    assert names(read("EMU ROADS, LTD.", "(a.k.a. Emu Roads Ltd)")) == [
        ("EMU ROADS, LTD.", "primary")
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "(BUT ONLY FOR ITS BUSINESS IN THE WATER SECTOR)",
        "(and all entities that it controls, except Rhea Co.)",
        "as a successor or assign to Rhea Co.",
    ],
)
def test_remarks_are_notes_and_no_names(remark):
    draft = read("EMU CO", remark)
    assert (names(draft), draft.notes) == ([("EMU CO", "primary")], [("Info", remark)])


def test_names_and_numbers_in_one_cell():
    draft = read("QVS LLC", "(f/k/a QMT LLC) (Reg. No. 300111222) *371")
    assert names(draft) == [("QVS LLC", "primary"), ("QMT LLC", "former")]
    assert numbers(draft) == [("registration", "300111222", "KE")]


@pytest.mark.parametrize(
    ("information", "number"),
    [
        ("(Reg, No. 0080100)*656", ("registration", "0080100", "KE")),
        ("(Reg No. 16-001/20/(F/1))", ("registration", "16-001/20/(F/1", "KE")),
        ("(Registration Number; C-100200)", ("registration", "C-100200", "KE")),
        ("*90     Registration #00100200", ("registration", "00100200", "KE")),
        ("(Tax Registration No. 100200-3040) *387", ("tax_id", "100200-3040", "KE")),
        ("(TIN: 4400500600)", ("tax_id", "4400500600", "KE")),
        (
            "(91999999MA00XX0X0X)(ID: 91999999MA00XX0X0X)",
            ("registration", "91999999MA00XX0X0X", "CN"),
        ),
        ("(Reg. No. 988400ABCDEFGHIJ1202)", ("registration", "988400ABCDEFGHIJ1202", "KE")),
        ("(Reg. No. 529900GREYLANTERN008)", ("lei", "529900GREYLANTERN008", "KE")),
    ],
)
def test_numbers_are_identifiers(information, number):
    assert numbers(read("EMU CO", information)) == [number]


def test_a_bare_id_is_a_persons_card_or_a_companys_register():
    assert numbers(read("MS. EMU", "(ID No. 001-020304)"))[0][0] == "national_id"
    assert numbers(read("EMU LTD", "(ID No. 001-020304)"))[0][0] == "registration"


def test_blanks_within_chinese_names_are_line_breaks():
    draft = read("EMU CO", "河岸 公司")
    assert names(draft)[1] == ("河岸公司", "native")
    assert ("Info", "河岸 公司") in draft.notes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("MR. TAM BELL", PartyKind.PERSON),
        ("Ms Odile Farrow", PartyKind.PERSON),
        ("EMU ROADS LTD.", PartyKind.ORGANISATION),
        ("M/S EMU ROADS", PartyKind.ORGANISATION),
        ("TAM BELL", PartyKind.UNKNOWN),
        ("MR. BELL TRADING LTD", PartyKind.UNKNOWN),
        ("Dr. Emu", PartyKind.UNKNOWN),
        ("Ms. Odile Farrow c/o Emu Ltd", PartyKind.PERSON),
    ],
)
def test_the_kind_is_guessed_only_where_the_name_tells(name, kind):
    assert guess_kind(name) is kind


def test_a_cell_too_long_for_names_stays_whole():
    prose = "Reg. No. " * 400
    draft = read("EMU CO", prose)
    assert (names(draft)[1:], draft.notes) == ([], [("Info", prose.strip())])


def test_damaged_names_warn():
    assert read("EM\N{REPLACEMENT CHARACTER}").problems == ["a name holds damaged characters"]


def test_every_mark_is_a_kind_of_name():
    assert {kind for _, kind in names(read("A1 (aka B1) (fka C1) (dba D1)"))} <= set(NameKind)
