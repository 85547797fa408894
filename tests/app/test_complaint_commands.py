"""Complaints and inspections at the keyboard."""

import json
import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.commands.serving import without_complainants
from app.db import Database
from app.sealing import seal_of
from app.services import complaints
from app.services.allowance import Allowance
from app.services.complaints import Given, Identity
from tests.app.complaining import NAME
from tests.app.keyboard import Keyboard
from tests.app.samples import submission

ORDER = "assigned comes after classified or assigned or appealed: the last step was acknowledged\n"


@pytest.fixture
def cli(tmp_path: Path, sqlite_template: Path) -> Keyboard:
    return Keyboard(tmp_path, sqlite_template)


@pytest.fixture
def complaint(cli: Keyboard) -> str:
    """A complaint that came in over REST."""
    identity = Identity(name=NAME, contact="", more="")
    given = Given(about=("Kestrel Vale",), what_happened="A guard struck.", identity=identity)
    database = Database(cli.environment["VETTING_DATABASE_URL"])
    with database.writing() as session:
        row, _ = complaints.receive(
            session,
            given,
            address="203.0.113.7",
            seal=seal_of(Path(cli.environment["VETTING_KEYS"])),
            allowance=Allowance(1, 1),
            now=datetime.now(UTC),
        )
    database.close()
    return row.id


def test_complaints_are_listed_and_shown_without_who_made_them(cli, complaint) -> None:
    listed, shown = cli("complaints", "list"), cli("complaints", "show", complaint)
    assert complaint in listed.out
    assert "complainant    sealed" in shown.out
    assert NAME not in listed.out + shown.out


def test_the_steps_are_taken_in_their_order(cli, complaint) -> None:
    cli("keys", "add", "ivo", "focal_point")
    take = ("complaints", "step", complaint)
    assert cli(*take, "acknowledged", "--by", "clerk").code == 0
    refused = cli(*take, "assigned", "--to", "ivo", "--by", "clerk")
    assert (refused.code, refused.err) == (1, ORDER)
    what = ("--name", "Kestrel Vale", "--summary", "A guard struck.", "--category", "wages")
    assert cli(*take, "classified", *what, "--scale", "0.4", "--by", "clerk").code == 0
    assert cli(*take, "assigned", "--to", "ivo", "--by", "clerk").code == 0
    assert cli(*take, "upheld", "--note", "Seen.", "--by", "ivo").code == 0
    shown = cli("complaints", "show", complaint).out
    assert "category       wages, by personnel" in shown
    assert re.search(r"assigned to ivo by clerk\n.* upheld by ivo: Seen\.", shown)


def test_what_is_wrong_with_a_step_is_said_plainly(cli, complaint) -> None:
    wrong = cli("complaints", "step", complaint, "classified", "--category", "wage")
    assert wrong.code == 1
    assert "/classification/category: 'wage' is not a known category; did you mean 'wages'?" in (
        wrong.err
    )


@pytest.mark.parametrize(
    ("path", "address"), [("/v1/complaints", "-"), ("/v1/lists", "203.0.113.7:5000")]
)
def test_no_address_of_a_complainant_is_logged(path: str, address: str) -> None:
    args = ("203.0.113.7:5000", "POST", path, "1.1", 202)
    line = logging.LogRecord("uvicorn.access", 20, "", 0, '%s - "%s %s HTTP/%s" %d', args, None)
    assert without_complainants(line)
    assert line.getMessage() == f'{address} - "POST {path} HTTP/1.1" 202'


def test_inspections_are_put_on_record_and_shown_as_due(cli, tmp_path) -> None:
    today = datetime.now(UTC).date()
    about = submission()["engagement"]
    about.update(starts_on=str(today - timedelta(days=1)), ends_on=None)
    (tmp_path / "submission.json").write_text(json.dumps(submission(engagement=about)), "utf-8")
    assert cli("vet", "submission.json").code == 0
    engagement = "ungm-481220"
    due = cli("inspections", "due", engagement).out
    assert due.startswith("overdue  Daily inspection: never done; was due by")
    done = cli("inspections", "add", engagement, "daily_inspection", "--passed", "--by", "ute")
    assert re.fullmatch(r"inspection_\w+ is on record\.\n", done.out)
    assert f"last done on {today}" in cli("inspections", "due", engagement).out
    wrong = cli("inspections", "add", engagement, "daily", "--passed")
    assert (wrong.code, "daily_inspection" in wrong.err) == (1, True)
