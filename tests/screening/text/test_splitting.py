# ruff: noqa: RUF001 - other scripts are the matter here
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.text.splitting import native_parts, split_enumeration, split_names


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("a) 1955-1958 b) 1960", ("1955-1958", "1960")),
        ("1) one 2) two 3) three", ("one", "two", "three")),
        ("one b) two c) three", ("one", "two", "three")),
        ("(a) one (b) two", ("one", "two")),
        ("1960", ("1960",)),
        ("Smith (b) and Sons", ("Smith", "and Sons")),
        ("see c) there", ("see c) there",)),
        ("", ()),
    ],
)
def test_enumerations_part_where_they_count_up(written, parts):
    assert split_enumeration(written) == parts


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Tarek Boulahya", ("Tarek Boulahya",)),
        ("Tarek; Tarik b) Tareq", ("Tarek", "Tarik", "Tareq")),
        ("Tarek (طارق)", ("Tarek", "طارق")),
        ("طارق (Tarek; Tarik)", ("طارق", "Tarek", "Tarik")),
        ("Tarek (original script: Тарек)", ("Tarek", "Тарек")),
        ("ተክለ (Tigrinya)", ("ተክለ",)),
        ("魏德伦；韋德倫/魏得倫", ("魏德伦", "韋德倫", "魏得倫")),
        ("كتيبة الرمال، الرمال", ("كتيبة الرمال", "الرمال")),
        ("Agha Nur آغا نور", ("Agha Nur", "آغا نور")),
        ("AL-SAIF / HAS", ("AL-SAIF", "HAS")),
        ("Tarek (طارق), Tarik (طاريق)", ("Tarek", "Tarik", "طارق", "طاريق")),
        ("Heron (Цапля) Group", ("Heron Group", "Цапля")),
        ("EL BARRO (COMBAT NAME)", ("EL BARRO",)),
        ("Safa Nour, born 1 Jan. 1953 (passport 1)", ("Safa Nour",)),
        (") Nour", ("Nour",)),
    ],
)
def test_several_names_in_one_field_are_parted(written, names):
    assert split_names(written) == names


@pytest.mark.parametrize(
    "written",
    ["Heron (BHTG) Ltd", "Heron A/S", "ЗАО «Black Heron»", "D’ALBE-Vesk, Jr.", "“Le Lion”"],
)
def test_one_name_stays_whole(written):
    assert split_names(written) == (written,)


def test_native_names_are_found_in_remarks():
    assert native_parts("previously listed as, in Arabic: مرعي زغبي") == ("مرعي زغبي",)
    assert native_parts("previously listed as") == ()


@given(st.text(alphabet="ab ;/()[]\nЖع金,", max_size=60))
def test_no_letter_is_lost_in_parting(text):
    assert set(text) & set("Жع金") <= set("".join(split_names(text)))


def test_a_field_too_long_for_names_stays_whole():
    assert len(split_names("a (Ж) " * 5_000)) == 1
