import pycountry
import pytest

from screening.text.countries import country_code, country_name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),  # noqa: RUF001
        ("Korea, North", "KP"),
        ("South Korea", "KR"),
        ("Syrian Arab Republic", "SY"),
        ("Syria", "SY"),
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("Türkiye", "TR"),
        ("TURKEY", "TR"),
        ("DRC", "CD"),
        ("Democratic Republic of the Congo", "CD"),
        ("Congo (Democratic Republic of the)", "CD"),
        ("Congo", "CG"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"),
        ("United States of America", "US"),
        ("State of Palestine", "PS"),
        ("Côte d'Ivoire", "CI"),
        ("Viet Nam", "VN"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("Libya (in custody)", "LY"),
        ("Ugandan", "UG"),
        ("IR", "IR"),
        ("IRN", "IR"),
        ("Kosovo", "XK"),
    ],
)
def test_countries_are_known_by_the_names_lists_use(written, code):
    assert country_code(written) == code


@pytest.mark.parametrize(
    "written",
    [
        "",
        "na",
        "Unknown",
        "former Soviet Union",
        "Sudan/South Sudan",
        "Congo (either)",
        "Korea",
        "ZZ",
        "ir",
    ],
)
def test_what_is_not_surely_a_country_has_no_code(written):
    assert country_code(written) == ""


def test_every_country_is_known_by_its_own_name():
    lost = [c.name for c in pycountry.countries if country_code(c.name) != c.alpha_2]
    assert lost == []


def test_every_code_has_a_name_that_reads_back():
    lost = [
        c.alpha_2 for c in pycountry.countries if country_code(country_name(c.alpha_2)) != c.alpha_2
    ]
    assert lost == []


def test_an_unknown_code_is_its_own_name():
    assert country_name("ZZ") == "ZZ"
    assert country_name("") == ""
    assert country_name("XK") == "Kosovo"
