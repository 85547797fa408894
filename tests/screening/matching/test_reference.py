import csv

from screening.matching.reference import count, main
from screening.matching.tokens import person_token

NAMES = [("person", 3, "Daren Brannigar"), ("person", 2, "Lena Brannigar"), ("person", 1, "Oskar")]


def key(letter, word):
    return f"p{letter}{getattr(person_token(word), {'s': 'sounds', 'k': 'skeletons'}[letter])[0]}"


def test_words_are_counted_by_sound_and_by_consonants():
    found = count(NAMES)
    assert (found["total:p"], found[key("s", "Brannigar")], found[key("k", "Brannigar")]) == (
        6,
        5,
        5,
    )


def test_what_occurs_once_is_not_kept():
    assert key("s", "Oskar") not in count(NAMES)


def test_people_and_organisations_are_counted_apart():
    found = count([*NAMES, ("organisation", 4, "Brannigar Shipping")])
    assert (found["total:p"], found["total:o"], found[key("s", "Brannigar")]) == (6, 4, 5)


def test_a_name_nobody_can_read_is_passed_over():
    assert count([*NAMES, ("person", 9, "X")]) == count(NAMES)


def test_the_table_is_written_sorted(tmp_path):
    with (tmp_path / "names.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("kind", "weight", "name"), *NAMES])
    main(str(tmp_path / "out.csv"), str(tmp_path / "names.csv"))
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows == sorted(rows)
    assert dict(rows) == {name: str(number) for name, number in count(NAMES).items()}
