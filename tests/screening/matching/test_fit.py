import csv
import json

import pytest

from screening.matching.features import NAMES
from screening.matching.fit import fit, main, table
from screening.matching.pairs import Example

GIVEN = ("Daren", "Yusuf", "Oskar", "Lena", "Philomena", "Sergei")
FAMILY = ("Volkhovanov", "Brannigar", "Trelleck", "Vasquith", "Grundvik", "Drozdenko")


def example(left, right, *, same):
    return Example(left, right, organisation=False, same=same, kind="slip", subject=left)


SAME = [example(f"{g} {f}", f"{f} {g}", same=True) for g in GIVEN for f in FAMILY]
OTHER = [
    example(f"{g} {f}", f"{g} {FAMILY[at - 1]}", same=False)
    for g in GIVEN
    for at, f in enumerate(FAMILY)
]


@pytest.fixture(scope="module")
def fitted():
    return fit([*SAME, *OTHER], organisation=False)


def test_every_weight_is_that_of_a_feature(fitted):
    assert set(fitted) <= set(NAMES)
    assert any(weight > 0 for weight in fitted.values())


def test_weights_learned_from_pairs_tell_them_apart(fitted):
    features, kept = table([*SAME, *OTHER])
    weights = [fitted.get(name, 0.0) for name in NAMES]
    totals = features @ weights
    assert [total > 0 for total in totals] == [one.same for one in kept]


def test_contradicting_evidence_never_weighs_for_a_pair(fitted):
    against = {name: weight for name, weight in fitted.items() if "conflict" in name}
    assert against
    assert all(weight <= 0 for weight in against.values())


def test_the_same_pairs_give_the_same_weights(fitted):
    assert fit([*SAME, *OTHER], organisation=False) == fitted


def test_a_pair_nobody_can_read_is_left_out():
    assert len(table([*SAME, example("X", "X", same=True)])[1]) == len(SAME)


def test_the_table_is_written_from_a_file_of_pairs(tmp_path):
    with (tmp_path / "pairs.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("schema", "name1", "name2", "is_match"))
        for one in [*SAME, *OTHER]:
            writer.writerow(("Person", one.left, one.right, one.same))
            writer.writerow(("Company", f"{one.left} Ltd", f"{one.right} Inc", one.same))
    main(str(tmp_path / "pairs.csv"), str(tmp_path / "weights.json"))
    assert set(json.loads((tmp_path / "weights.json").read_text())) == {
        "person",
        "organisation",
        "evidence",
    }
