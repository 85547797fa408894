import pytest

from screening.matching.examples import lookalikes, split, strangers, varied
from screening.matching.pairs import Example, subject_of
from screening.matching.trial import variations

PEOPLE = (
    "Daren Volkhovanov", "Daren Volkhovanko", "Darina Volkovanova", "Yusuf Karim Brannigar",
    "Yusuf Karel Brannigan", "Oskar Trelleck", "Oskar Trellack", "Philomena Grundvik",
)  # fmt: skip
FIRMS = ("Brackwater Fund XI Ltd", "Brackwater Fund Security", "Brackwater Funding Group")


def example(name, *, organisation=False):
    subject = subject_of(name, organisation=organisation)
    return Example(name, name, organisation, same=True, kind="", subject=subject, list_id="x")


ALL = [*map(example, PEOPLE), *(example(name, organisation=True) for name in FIRMS)]


def test_a_subject_is_never_in_two_parts():
    many = [example(f"{given} {family}") for given in PEOPLE for family in PEOPLE] * 2
    parts = [{one.subject for one in part} for part in split(many)]
    assert sum(map(len, parts)) == len(set.union(*parts)) == len({one.subject for one in many})
    assert all(parts)


def test_the_split_does_not_depend_on_the_order():
    assert [set(map(id, part)) for part in split(ALL)] == [
        set(map(id, part)) for part in split(ALL[::-1])
    ]


@pytest.mark.parametrize("make", [varied, lookalikes, strangers])
def test_the_same_seed_makes_the_same_examples(make):
    assert make(ALL, 3, 100) == make(ALL, 3, 100)
    assert make(ALL, 3, 100) != make(ALL, 4, 100)


def test_a_variation_is_of_the_same_subject_and_says_its_class():
    made = varied(ALL, 3, 100)
    assert all(one.same and one.left != one.right for one in made)
    assert {"initials", "ocr", "without form"} <= {one.kind for one in made}


def test_a_look_alike_is_another_subject_of_the_same_kind():
    made = [one for one in lookalikes(ALL, 3, 100) if one.kind == "look-alike"]
    assert made
    for one in made:
        assert not one.same
        assert one.left != one.right
        assert one.right in (FIRMS if one.organisation else PEOPLE)


def test_a_stranger_shares_a_part_of_the_name_at_most():
    made = [one for one in strangers(ALL, 3, 100) if one.kind == "stranger"]
    assert made
    assert not any(one.same for one in made)


def test_no_more_subjects_are_taken_than_asked_for():
    assert len({one.subject for one in varied(ALL, 3, 2)}) == 2


def test_a_trial_holds_the_next_number_as_another_organisation():
    trial = variations(ALL, 100)
    pairs = {(one.left, one.right) for one in trial if one.kind == "other number"}
    assert pairs == {("Brackwater Fund XI Ltd", "Brackwater Fund XII Ltd")}
    assert {one.same for one in trial} == {True, False}
