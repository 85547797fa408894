# ruff: noqa: RUF001 - other scripts are the matter here
import random

import pytest

from screening.matching import compare
from screening.matching.variations import ORGANISATION, PERSON, vary
from screening.matching.variations.organisations import other_number
from tests.screening.matching.fictional import REVIEW, party, person


def every(changes, kind, name, seeds=20):
    """All that a class makes of a name with so many seeds."""
    chances = (random.Random(seed) for seed in range(seeds))  # noqa: S311
    made = (changes[kind](name.split(), chance) for chance in chances)
    return {" ".join(words) if words else None for words in made}


@pytest.mark.parametrize(
    ("kind", "name", "made"),
    [
        ("initials", "Yusuf Karim Brannigar", {"Y. K. Brannigar", "Y K Brannigar"}),
        ("middle initial", "Yusuf Karim Brannigar", {"Yusuf K. Brannigar"}),
        ("comma", "Yusuf Karim Brannigar", {"BRANNIGAR, Yusuf Karim"}),
        ("reordered", "Yusuf Brannigar", {"Brannigar Yusuf"}),
        ("concatenated", "Yusuf Brannigar", {"Yusufbrannigar"}),
        ("undoubled letter", "Yusuf Brannigar", {"Yusuf Branigar"}),
        ("patronymic", "Sergei Petrovich Drozd", {"Sergei Drozd"}),
        ("nasab", "Samir bin Yusuf Wahmi", {"Samir Yusuf Wahmi", "Samir Wahmi"}),
        ("particle", "Samir al-Wahmi", {"Samir al Wahmi", "Samir alwahmi", "Samir Wahmi"}),
        ("hyphen", "Lucia Fern-Ocampo", {"Lucia Fern Ocampo", "Lucia FernOcampo"}),
        ("in Cyrillic", "Daren Volkhov", {"Дарен Волхов"}),
        ("in Greek", "Petros Kalimas", {"Πετροσ Καλιμασ"}),
        ("in Georgian", "Daren Volkhov", {"დარენ ვოლხოვ"}),
        ("in Armenian", "Daren Volkhov", {"Դարեն Վոլխով"}),
    ],
)
def test_a_class_of_a_persons_name_makes_these(kind, name, made):
    assert every(PERSON, kind, name) == made


@pytest.mark.parametrize(
    ("kind", "name", "one"),
    [
        ("initials after", "Yusuf Karim Brannigar", "Brannigar YK"),
        ("dropped vowels", "Yusuf Brannigar", "Ysf Brnngr"),
        ("doubled letter", "Yusuf", "Yussuf"),
        ("transposition", "Yusuf", "Yuusf"),
        ("slip", "Yusuf", "Ysuf"),
        ("ocr", "Yusuf", "Yu5uf"),
        ("missing part", "Yusuf Karim Brannigar", "Yusuf Brannigar"),
        ("split", "Brannigar", "Bran nigar"),
        ("respelt", "Mohammed Tarqess", "Muhammad Tarkess"),
        ("patronymic", "Sergei Drozd", "Sergei Ivanovich Drozd"),
        ("nasab", "Samir Wahmi", "Samir bin Yusuf Wahmi"),
        ("particle", "Willem van Hassel", "Willem Hassel"),
        ("titled", "Yusuf Brannigar", "Dr Yusuf Brannigar"),
        ("generation", "Yusuf Brannigar", "Yusuf Brannigar Jr"),
        ("extra part", "Yusuf Brannigar", "Yusuf Brannigar Khan"),
        ("look-alike letters", "Yusef", "Yusеf"),
        ("invisible character", "Yu", "Y\u200bu"),
        ("nickname", "Alexander Brannigar", "Sasha Brannigar"),
    ],
)
def test_a_class_of_a_persons_name_makes_this_among_others(kind, name, one):
    assert one in every(PERSON, kind, name, seeds=400)


@pytest.mark.parametrize(
    ("kind", "name", "made"),
    [
        ("without form", "Kestrel Vanguard Ltd", {"Kestrel Vanguard"}),
        ("trade word missing", "Kestrel Security Vanguard", {"Kestrel Vanguard"}),
        ("acronym", "Specialised Tasks and Training Ltd", {"STT"}),
        ("number rewritten", "Brackwater Fund XI", {"Brackwater Fund 11"}),
        ("number rewritten", "Brackwater Fund 4", {"Brackwater Fund IV"}),
        ("ampersand", "Vasquith and Sons", {"Vasquith & Sons"}),
        ("ampersand", "Vasquith & Sons", {"Vasquith and Sons"}),
        ("place missing", "Kestrel Kenya Ltd", {"Kestrel Ltd"}),
        ("in Cyrillic", "Kestrel", {"Кестрел"}),
    ],
)
def test_a_class_of_an_organisations_name_makes_these(kind, name, made):
    assert every(ORGANISATION, kind, name) == made


@pytest.mark.parametrize(
    ("kind", "name", "one"),
    [
        ("other form", "Kestrel Vanguard Ltd", "Kestrel Vanguard OOO"),
        ("trade word added", "Kestrel Security", "Kestrel Security Group"),
        ("acronym with form", "Specialised Tasks and Training Ltd", "STT GmbH"),
        ("abbreviated", "Kestrel International", "Kestrel Intl"),
        ("place added", "Kestrel", "Kestrel Middle East"),
        ("former name noted", "Kestrel", "Kestrel (formerly Tamrin Overseas)"),
    ],
)
def test_a_class_of_an_organisations_name_makes_this_among_others(kind, name, one):
    assert one in every(ORGANISATION, kind, name, seeds=400)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("initials", "Brannigar"),
        ("middle initial", "Yusuf Brannigar"),
        ("dropped vowels", "Yu Li"),
        ("truncated", "Yusuf Li"),
        ("split", "Yusuf Li"),
        ("patronymic", "Yusuf Karim Brannigar"),
        ("particle", "Yusuf Brannigar"),
        ("nickname", "Tarqessian"),
        ("in Cyrillic", "Дарен"),
    ],
)
def test_a_name_without_room_for_a_class_is_left_alone(kind, name):
    assert every(PERSON, kind, name) == {None}


def test_a_truncated_name_is_the_beginning_of_it():
    name = "Yusuf Karim Brannigar"
    assert all(name.startswith(made) and made != name for made in every(PERSON, "truncated", name))


@pytest.mark.parametrize(
    ("name", "other"),
    [("Fund XI Ltd", "Fund XII Ltd"), ("Brigade 313", "Brigade 314"), ("Kestrel", None)],
)
def test_the_next_number_is_another_organisation(name, other):
    assert other_number(name.split()) == (other.split() if other else None)


@pytest.mark.parametrize("name", ["Samir bin Yusuf al-Wahmi", "TRELLECK, Oskar Z.", "X", ""])
@pytest.mark.parametrize("organisation", [True, False])
def test_the_same_seed_gives_the_same_variations(name, organisation):
    made = vary(name, organisation=organisation, seed=5)
    assert made == vary(name, organisation=organisation, seed=5)
    assert all(one.varied and one.varied.casefold() != one.name.casefold() for one in made)


def test_every_class_has_room_in_some_name():
    names = (
        "Alexander al-Wahmi Brannigar",
        "Sergei Petrovich Drozd",
        "Kestrel Kenya Fund XI & Sons",
        "Specialised Security Training Group Ltd",
    )
    for organisation, changes in ((False, PERSON), (True, ORGANISATION)):
        made = {one.kind for name in names for one in vary(name, organisation=organisation)}
        assert made == set(changes)


def test_the_family_name_before_a_comma_is_put_behind():
    assert {one.name for one in vary("TRELLECK, Oskar", organisation=False)} == {"Oskar TRELLECK"}


@pytest.mark.parametrize("kind", ["invisible character", "look-alike letters", "comma", "titled"])
def test_what_changes_nothing_of_a_name_never_loses_it(kind):
    for varied in every(PERSON, kind, "Yusuf Karim Brannigar"):
        assert compare(party(varied), person("r", "Yusuf Karim Brannigar")).score > REVIEW
