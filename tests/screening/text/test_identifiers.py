import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.identifiers import SCHEMES, clean, valid


def with_check_digits(stem: str) -> str:
    """ISO 17442: the whole number, letters as 10 to 35, leaves 1 when divided by 97."""
    digits = "".join(str(int(c, 36)) for c in stem + "00")
    return f"{stem}{98 - int(digits) % 97:02d}"


@pytest.mark.parametrize(
    ("scheme", "written", "form"),
    [
        ("passport", "ob 024-33.18", "OB0243318"),
        ("passport", "00344994", "00344994"),
        ("lei", "LEI: fict 00demo", "FICT00DEMO"),
        ("imo", "IMO No. 1234567", "1234567"),
        ("swift_bic", "abcd-kp-py", "ABCDKPPY"),
        ("other", "", ""),
    ],
)
def test_numbers_take_one_form(scheme, written, form):
    assert clean(scheme, written) == form


def test_an_unknown_scheme_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="passport"):
        clean("pasport", "1")


@given(st.sampled_from(sorted(SCHEMES)), st.text(max_size=40))
def test_any_text_gets_an_answer(scheme, text):
    assert valid(scheme, text) in {True, False, None}


@given(st.text(alphabet="ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", min_size=18, max_size=18))
def test_lei_check_digits(stem):
    lei = with_check_digits(stem)
    assert valid("lei", lei) is True
    assert valid("lei", lei[:-1] + str((int(lei[-1]) + 1) % 10)) is False


def test_imo_ship_numbers():
    assert valid("imo", "9074729") is True  # the worked example of the IMO scheme
    assert valid("imo", "9074728") is False


def test_imo_company_numbers():
    assert valid("imo", "6000007") is True  # 6 * 8 = 48; 11 - 48 mod 11 = 7
    assert valid("imo", "6000008") is False
    assert valid("imo", "12345") is False


@pytest.mark.parametrize(
    ("bic", "answer"), [("ABCDKPPY", True), ("ABCDKPPYXXX", True), ("AB1DKPP", False)]
)
def test_bic_form(bic, answer):
    assert valid("swift_bic", bic) is answer


def test_lengths_of_mmsi_and_duns():
    assert valid("mmsi", "123456789") is True
    assert valid("duns", "12-345-678") is False


def test_where_nothing_can_be_checked_the_answer_is_none():
    assert valid("passport", "OB 0243318") is None
    assert valid("ungm", "417") is None


def test_an_empty_number_is_never_valid():
    assert valid("passport", " - ") is False
