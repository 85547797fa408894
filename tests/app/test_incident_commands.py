"""`vetting incidents`: load, check, show; every fault with its place."""

import json
from pathlib import Path

import pytest

from tests.app.keyboard import Keyboard
from tests.app.record import PANEL, PAPER, VENDOR, WAGES, register
from tests.app.samples import submission

STEPS = "earlier,later,kind,since,source\nOld Kestrel,Kestrel Vale Protection Ltd,renamed,2019,x\n"


@pytest.fixture
def cli(tmp_path: Path, sqlite_template: Path) -> Keyboard:
    (tmp_path / "good.csv").write_bytes(register(PANEL, PAPER, WAGES))
    (tmp_path / "less.csv").write_bytes(register(PANEL))
    (tmp_path / "bad.csv").write_bytes(
        register(PANEL.replace("2025-03-04", "soon"), WAGES.replace("wages,", "wagse,"))
    )
    (tmp_path / "steps.csv").write_text(STEPS, "utf-8")
    (tmp_path / "submission.json").write_text(json.dumps(submission()), "utf-8")
    return Keyboard(tmp_path, sqlite_template)


def load(cli: Keyboard, name: str, *more: str):
    return cli("incidents", "load", name, "--source", "register", "--dated", "2026-10-30", *more)


def test_a_file_is_loaded_and_says_what_changed_and_whom_it_may_concern(cli) -> None:
    cli("vet", "submission.json")
    done = load(cli, "good.csv")
    assert done.code == 0, done.err
    assert "3 new, 0 changed, 0 gone, 0 unchanged" in done.out
    assert f"{VENDOR}  Kestrel Vale Protection Ltd" in done.out


def test_every_fault_is_printed_with_line_and_column(cli) -> None:
    done = load(cli, "bad.csv")
    assert done.code == 1
    assert 'bad.csv: line 2, column "occurred": "soon" is not a date' in done.err
    assert 'bad.csv: line 3, column "category": "wagse" is none of' in done.err
    assert "2 faults: nothing of the file was used" in done.err


def test_check_keeps_nothing(cli) -> None:
    done = cli("incidents", "check", "good.csv", "--dated", "2026-10-30")
    assert (done.code, "nothing was kept" in done.out) == (0, True)
    assert "never loaded" in cli("incidents", "coverage").out


def test_a_file_that_lost_much_is_loaded_only_with_a_reason(cli) -> None:
    load(cli, "good.csv")
    refused = load(cli, "less.csv")
    assert "--fewer REASON" in refused.err
    done = load(cli, "less.csv", "--fewer", "Two were of somebody else.")
    assert "0 new, 0 changed, 2 gone, 1 unchanged" in done.out
    assert "- paper-1" in done.out


def test_a_day_that_is_none_is_refused(cli) -> None:
    done = cli("incidents", "load", "good.csv", "--dated", "yesterday")
    assert "YYYY-MM-DD" in done.err


def test_successions_are_loaded(cli) -> None:
    done = cli("incidents", "successions", "steps.csv", "--dated", "2026-10-30")
    assert "1 new" in done.out


def test_show_prints_factors_gates_stability_and_coverage(cli) -> None:
    cli("vet", "submission.json")
    load(cli, "good.csv")
    said = " ".join(cli("incidents", "show", VENDOR).out.split())
    assert "Kestrel Vale Protection Ltd ineligible referral" in said
    assert "S 0.940 Unlawful killing: scale 1, scope 0.4, irremediability 1" in said
    assert "gate G1" in said
    assert "The band" in said
    assert "Absence from a source is a matter of its coverage, not of innocence." in said


def test_show_of_a_vendor_nobody_knows_says_so(cli) -> None:
    done = cli("incidents", "show", "nobody")
    assert (done.code, done.err.strip()) == (1, "there is no vendor 'nobody'")
