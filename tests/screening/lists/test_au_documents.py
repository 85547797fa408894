import pytest

from screening.lists.au_documents import numbers_in


def found(text):
    return [(i.scheme, i.value, i.country) for i in numbers_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Afghan passport no. D100200 issued on 20 Nov. 1997.",
        "Passport no.: Afghanistan number D100200, issued in Kabul",
        "Passport number: a) Afghan passport number D100200",
        "Passport: D100200 (Afghanistan)",
        "Afghan diplomatic passport D100200.",
    ],
)
def test_a_passport_and_its_country_in_many_words(text):
    assert found(text) == [("passport", "D100200", "AF")]


def test_a_passport_without_a_country():
    assert found("Passport No: 800200100. Gender: male.") == [("passport", "800200100", "")]


def test_enumerated_numbers_are_all_read():
    text = (
        "Passport no.: a) 100200300 b) Kuwaiti passport number 2500400, valid until 2017 c) 500600"
    )
    assert found(text) == [
        ("passport", "100200300", ""),
        ("passport", "2500400", "KW"),
        ("passport", "500600", ""),
    ]


def test_the_next_label_ends_an_enumeration():
    text = (
        "Passport no: a) A4000500 National identification no: "
        "a) Iraq national identity card 00400500"
    )
    assert [(scheme, value) for scheme, value, _ in found(text)] == [
        ("passport", "A4000500"),
        ("national_id", "00400500"),
    ]


def test_identity_cards_tax_numbers_and_registers():
    assert found("Saudi Arabian national identity card number 1000200030.") == [
        ("national_id", "1000200030", "SA")
    ]
    assert found("Tax ID No.: 9100200300 (Russia)") == [("tax_id", "9100200300", "RU")]
    assert found("State registration number: 1180200300400 ") == [
        ("registration", "1180200300400", "")
    ]
    assert found("Registration ID (OGRN no.): 1 150 200 300 400") == [
        ("registration", "1150200300400", "")
    ]


def test_ships_and_banks_are_told_by_their_check_digits():
    assert found("IMO number: 9999993. SWIFT/BIC: GRLNGE22.") == [
        ("imo", "9999993", ""),
        ("swift_bic", "GRLNGE22", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Director of the Passport and Visa Department.",
        "National identification no.: na Address: na",
        "Associate of another party (QDe.004). Listed on 25 January 2001.",
    ],
)
def test_prose_without_numbers_gives_none(text):
    assert found(text) == []
