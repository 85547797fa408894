"""`vetting match`: how well the matcher does, and what another policy would change."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.app.keyboard import Keyboard
from tests.app.samples import LOCAL_LIST, un_list, with_owner

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
    assert (found["pairs"], found["precision"], found["recall"], found["line"]) == (6, 1, 1, 0.7)


def test_the_line_is_that_of_the_policy_in_force(cli: Keyboard, tmp_path: Path) -> None:
    bundled = Path("screening/policy.toml").read_text("utf-8")
    strict = bundled.replace("review_threshold = 0.70", "review_threshold = 0.90")
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


# --- Another policy ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def once_vetted(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A folder with both sample lists and one run, to be copied."""
    folder = tmp_path_factory.mktemp("vetted")
    cli = Keyboard(folder, sqlite_template)
    (folder / "un.xml").write_bytes(un_list())
    (folder / "local.csv").write_bytes(LOCAL_LIST)
    for list_id, name in (("un-sc", "un.xml"), ("local", "local.csv")):
        assert cli("lists", "load", list_id, name, "--sample").code == 0
    (folder / "vendor.json").write_text(json.dumps(with_owner("Oskar Trelleck")), "utf-8")
    assert cli("vet", "vendor.json").code == 0
    return folder


@pytest.fixture
def vetted(tmp_path: Path, sqlite_template: Path, once_vetted: Path) -> Keyboard:
    """The command with both sample lists and one run: its owner nearly bears a listed name."""
    cli = Keyboard(tmp_path, sqlite_template)
    shutil.copytree(once_vetted, tmp_path, dirs_exist_ok=True)
    return cli


def policy(folder: Path, name: str, *changes: tuple[str, str]) -> str:
    text = Path("screening/policy.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / name).write_text(text, "utf-8")
    return name


def listed(changes: list[dict[str, object]]) -> list[dict[str, object]]:
    """Findings on a list; what the ownership makes of them comes and goes with them."""
    return [change for change in changes if change["check"] == "sanctions"]


STRICT = ("review_threshold = 0.70", "review_threshold = 1.0")
NO_UN = ('id = "un-sc"\ncheck = "sanctions"', 'id = "au-dfat-2"\ncheck = "sanctions"')


def test_a_finding_under_the_new_line_vanishes_with_both_scores(
    vetted: Keyboard, tmp_path: Path
) -> None:
    done = vetted("match", "impact", "current", policy(tmp_path, "strict.toml", STRICT))
    assert done.code == 0, done.err
    assert re.search(
        r"vanishes +sanctions +Oskar Trelleck .+un-sc XXi\.001 +([01]\.\d+) +\1 ", done.out
    )
    assert "0 appear, 3 vanish, 0 stay; 1 of 1 run changed" in done.out


def test_a_finding_of_the_looser_policy_appears(vetted: Keyboard, tmp_path: Path) -> None:
    strict = policy(tmp_path, "strict.toml", STRICT)
    said = json.loads(vetted("match", "impact", strict, "current", "--json").out)
    [change] = listed(said["runs"][0]["changes"])
    assert (change["appears"], change["list_id"], change["entry"]) == (True, "un-sc", "XXi.001")
    assert change["old_score"] == change["new_score"]
    assert change["why"] == "below the line of 1.00"
    assert (said["totals"]["appear"], said["totals"]["vanish"]) == (3, 0)


def test_a_list_no_longer_asked_gives_no_score(vetted: Keyboard, tmp_path: Path) -> None:
    without = policy(tmp_path, "without.toml", NO_UN)
    said = json.loads(vetted("match", "impact", "current", without, "--json").out)
    [change] = listed(said["runs"][0]["changes"])
    assert (change["appears"], change["new_score"]) == (False, None)
    assert change["why"] == "the policy does not ask un-sc"
    assert ["sanctions", "findings", "not_checked"] in said["runs"][0]["answers"]


def test_the_same_policy_changes_nothing(vetted: Keyboard) -> None:
    done = vetted("match", "impact", "stored", "current")
    assert done.out.strip() == "0 appear, 0 vanish, 3 stay; 0 of 1 run changed"


def test_what_a_run_found_at_its_time_can_be_compared(vetted: Keyboard, tmp_path: Path) -> None:
    strict = policy(tmp_path, "strict.toml", STRICT)
    said = json.loads(vetted("match", "impact", "stored", strict, "--json").out)
    [change] = listed(said["runs"][0]["changes"])
    assert change["new_score"] == change["old_score"]


def test_only_as_many_runs_as_asked_for_are_looked_at(vetted: Keyboard) -> None:
    assert vetted("vet", "vendor.json").code == 0
    newest = json.loads(vetted("match", "impact", "stored", "current", "--limit", 1, "--json").out)
    both = json.loads(vetted("match", "impact", "stored", "current", "--json").out)
    assert (newest["totals"]["runs"], both["totals"]["runs"]) == (1, 2)
    assert both["runs"][0]["run"] == newest["runs"][0]["run"]
    older = both["runs"][1]["run"]
    only = json.loads(vetted("match", "impact", "stored", "current", "--run", older, "--json").out)
    assert [each["run"] for each in only["runs"]] == [older]


def test_nothing_is_written(vetted: Keyboard, tmp_path: Path) -> None:
    strict = policy(tmp_path, "strict.toml", STRICT)
    for index in (tmp_path / "store").rglob("*.index"):
        index.unlink()
    before = contents(tmp_path)
    assert vetted("match", "impact", strict, "current").code == 0
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the journal that SQLite keeps beside the database while it is open."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path): path.read_bytes() for path in files if path.suffix not in {".db-wal", ".db-shm"}
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.toml", "current"), "no such policy file"),
        (("current", "stored", "--run", "run_none"), "there is no run"),
    ],
)
def test_what_is_not_there_is_refused(
    vetted: Keyboard, arguments: tuple[str, ...], words: str
) -> None:
    done = vetted("match", "impact", *arguments)
    assert (done.code, done.out) == (1, "")
    assert words in done.err


def test_without_a_run_there_is_nothing_to_compare(cli: Keyboard) -> None:
    done = cli("match", "impact", "stored", "current")
    assert done.code == 1
    assert "no run is stored yet" in done.err
