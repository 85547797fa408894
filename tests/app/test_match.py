"""`vetting match`: how well the matcher does, and what another policy would change."""

import csv
import json
from pathlib import Path

import pytest

from tests.app.keyboard import Keyboard

PAIRS = (
    ("name1", "name2", "is_match"),
    ("Daren Volkhovanov", "Дарен Волхованов", "true"),
    ("Yusuf Karim Brannigar", "Brannigar, Yousuf", "true"),
    ("Oskar Zvanimir Trelleck", "Trelleck Oskar", "true"),
    ("Daren Volkhovanov", "Lena Vasquith", "false"),
    ("Yusuf Karim Brannigar", "Yusuf Tarqessian", "false"),
    ("Yusuf Karel Brannigan", "Lena Vasquith", "false"),
)


@pytest.fixture
def cli(tmp_path: Path, sqlite_template: Path) -> Keyboard:
    with (tmp_path / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(PAIRS)
    return Keyboard(tmp_path, sqlite_template)


def test_all_figures_of_this_matcher_and_its_peer_are_printed(cli: Keyboard) -> None:
    done = cli("match", "evaluate", "pairs.csv")
    assert done.code == 0, done.err
    for words in ("precision", "recall", "F1", "AUC", "calibration", "this matcher", "WRatio"):
        assert words in done.out
    assert "across scripts" in done.out
    assert "weights were learned from" in done.out


def test_the_figures_for_programs_are_json(cli: Keyboard) -> None:
    said = json.loads(cli("match", "evaluate", "pairs.csv", "--json", "--alone").out)
    found = said["pairs"]["this matcher"]
    assert list(said["pairs"]) == ["this matcher"]
    assert (found["pairs"], found["precision"], found["recall"], found["line"]) == (6, 1, 1, 0.5)


def test_the_line_is_that_of_the_policy_in_force(cli: Keyboard, tmp_path: Path) -> None:
    bundled = Path("screening/policy.toml").read_text("utf-8")
    strict = bundled.replace("review_threshold = 0.50", "review_threshold = 0.90")
    (tmp_path / "strict.toml").write_text(strict, "utf-8")
    cli.environment["VETTING_POLICY"] = "strict.toml"
    said = json.loads(cli("match", "evaluate", "pairs.csv", "--json", "--alone").out)
    assert said["pairs"]["this matcher"]["line"] == 0.9


def test_variations_are_judged_as_a_set_of_their_own(cli: Keyboard) -> None:
    said = json.loads(
        cli("match", "evaluate", "pairs.csv", "--variations", "--alone", "--json").out
    )
    groups = said["variations"]["this matcher"]["groups"]
    assert {"person: initials", "person: ocr", "person: in Greek"} <= set(groups)


def test_a_part_without_both_answers_cannot_be_judged(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("name1,name2,is_match\nA Volk,B Volk,true\n", "utf-8")
    done = cli("match", "evaluate", "one.csv")
    assert done.code == 1
    assert "both the same and different" in done.err


def test_a_bad_row_is_refused_with_its_line_and_column(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name1,name2,is_match\nA,B,perhaps\n", "utf-8")
    done = cli("match", "evaluate", "bad.csv")
    assert done.code == 1
    assert "bad.csv, line 2, column is_match: 'perhaps' is neither true nor false" in done.err
    assert done.out == ""
