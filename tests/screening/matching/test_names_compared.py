import pytest

from screening.matching import compare
from screening.model import Name, NameKind, PartyKind
from tests.screening.matching.fictional import REVIEW, company, day, firm, party, person


def score(left, right):
    return compare(left, right).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Brannigar Yusuf Karim", "Yusuf Karim Brannigar"),
        ("YUSUF BRANNIGAR", "Yusuf Karim Brannigar"),
        ("Yusuf K. Brannigar", "Yusuf Karim Brannigar"),
        ("Y. Brannigar", "Yusuf Brannigar"),
        ("Yusuf Branigar", "Yusuf Brannigar"),
        ("Дарен Волхованов", "Daren Volkhovanov"),
        ("سامر الوهمي", "الوهمي سَامِر"),
        ("Samir Alwahmi", "Sámir al-Wahmí"),
        ("Samir bin Wahmi", "Samir Wahmi"),
    ],
)
def test_one_person_written_differently_is_found(left, right):
    assert score(party(left), person("r", right)) >= REVIEW


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mohammed Okellonde", "Mohammed Brannigar"),
        ("Mohammed", "Mohammed Brannigar"),
        ("Yusuf Karim Vasquith", "Yusuf Karim Brannigar"),
        ("Ali Hassan", "Ali Hussein"),
        ("Dr. Lena Abu Moran", "Dr. Peter Abu Salim"),
        ("D. Utkovic", "Marta Valeria Utkovica Sorenne"),
        ("Y. K. B.", "Yusuf Karim Brannigar"),
        ("B. K. Y.", "Y. K. B."),
        ("D. Y. Velikov", "Dmitry Yevgenevich Kulikov"),
    ],
)
def test_people_who_share_a_common_name_stay_below_the_line(left, right):
    assert score(party(left), person("r", right)) < REVIEW


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kestrel Vanguard LLC", "Kestrel Vanguard Ltd"),
        ("Kestrel Vanguard", "Kestrel Vanguard Security Group Ltd"),
        ("PMC Zelmorex", "Zelmorex Private Military Company"),
        ("Kestrell Vangard", "Kestrel Vangard"),
    ],
)
def test_legal_forms_and_trade_words_count_little(left, right):
    assert score(company(left), firm("r", right)) >= REVIEW


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Falconet Security Group Ltd", "Kestrel Security Group Ltd"),
        ("Security Group", "Kestrel Security Group"),
        ("Brigade 313", "Brigade 314"),
        ("Kestrel Vanguard", "Kestrel Meridian"),
        ("Global Age Limited", "Meridian Global Unity Shipping Agency"),
        (
            "Kestrel Development of Utrania (formerly Vanguard Overseas)",
            "Former Meridian of Utrania",
        ),
    ],
)
def test_companies_with_another_own_name_stay_below_the_line(left, right):
    assert score(company(left), firm("r", right)) < REVIEW


def test_the_best_of_several_names_counts():
    names = party("Somebody Elsewhere", "Yusuf Brannigar")
    comparison = compare(names, person("r", "Unrelated Primary", "Yusuf Brannigar"))
    [whole] = [feature for feature in comparison.features if feature.name == "whole name"]
    assert (whole.left, whole.right) == ("Yusuf Brannigar", "Yusuf Brannigar")


def test_a_weak_alias_alone_is_just_over_the_line():
    assert REVIEW <= score(party("Abu Tamrin"), person("r", "Other", weak=("Abu Tamrin",))) < 0.8


def test_a_weak_alias_within_a_longer_name_is_below_the_line():
    entry = person("r", "Other", weak=("Hassan Tamrin",))
    assert score(party("Hassan Tamrin Vasquith"), entry) < REVIEW


@pytest.mark.parametrize("name", ["Abu Tmrin", "Abu Tarmin", "ABU TAMRIN"])
def test_a_weak_alias_one_slip_away_is_just_over_the_line(name):
    assert REVIEW <= score(party(name), person("r", "Other", weak=("Abu Tamrin",))) < 0.8


def test_a_weak_alias_that_is_merely_like_the_name_is_below_the_line():
    entry = person("r", "Other", weak=("Samir Hassan",))
    assert score(party("Hasan Samirov"), entry) < REVIEW
    assert score(party("Hasan Samirov"), person("r", "Samir Hassan")) > score(
        party("Hasan Samirov"), entry
    )


def test_a_weak_alias_of_the_party_counts_as_little():
    weak = party("Unrelated")
    weak = type(weak)(id="p", kind=PartyKind.PERSON, names=(Name("Abu Tamrin", NameKind.WEAK),))
    assert score(weak, person("r", "Abu Tamrin")) < 0.8


def test_the_same_pair_gives_the_same_comparison():
    left, right = party("Yusuf K Branigar"), person("r", "Yusuf Karim Brannigar")
    assert compare(left, right) == compare(left, right)
    assert score(left, right) == score(right, left)


@pytest.mark.parametrize("family", ["Hadji", "King", "Bishop"])
def test_a_title_that_is_the_only_family_name_is_one(family):
    entry = person("r", "Volkhovan")
    assert score(party(f"Volkhovan {family}"), entry) < score(party("Dr Volkhovan"), entry)
    assert score(party(f"Volkhovan {family}"), person("r", f"{family} Volkhovan")) > 0.95


def test_initials_alone_tell_nobody_from_another_unless_they_are_the_very_same():
    found = compare(party("Y. K. B."), person("r", "B. Y. K."))
    assert "initials alone tell nobody from another" in {f.sentence for f in found.features}
    assert REVIEW <= score(party("Y. K. B."), person("r", "Y. K. B.")) < 0.75
    born = {"births": (day(1990, 5, 17),)}, {"births": (day(1970, 5, 17),)}
    assert score(party("Y. K. B.", **born[0]), person("r", "Y. K. B.", **born[1])) >= REVIEW
