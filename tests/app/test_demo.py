"""The demonstration: each vendor comes out as it should, and a stranger is told why."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.demo import LISTS, WRITTEN_ON, examples, record, sample
from app.shapes.reading import checked
from tests.app.keyboard import Done, Keyboard

TODAY = date(2031, 3, 14)

# What the assessment recommends, and what it must say for a stranger to see why.
EXPECTED = {
    "Volta Kestrel Guarding Ltd": ("ELIGIBLE", "nothing is open"),
    "Blue Anchorage Protective Services Ltd": (
        "REFERRED",
        "Halcyon Spur Trading FZE -> Thornmere Holdings Ltd -> Blue Anchorage",
    ),
    "Sahel Aigrette Protection SARL": (
        "REFERRED",
        "birth date: far apart (1957-02-03",
    ),
    "Quetzal Norte Custodia S.A.": ("NOT ELIGIBLE", "No ICoCA membership among the facts"),
    "Ironwood Passage Security (Pty) Ltd": ("REFERRED", "Unlawful killing"),
    "Lotus Harbour Guard Services Co., Ltd.": ("INSUFFICIENT INFORMATION", "only self-attested"),
}


@pytest.fixture(scope="module")
def cli(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Keyboard:
    return Keyboard(tmp_path_factory.mktemp("demo"), sqlite_template)


@pytest.fixture(scope="module")
def told(cli: Keyboard) -> Done:
    """What the first run prints."""
    done = cli("demo")
    assert done.code == 0, done.err
    return done


def vendors(told: Done) -> dict[str, str]:
    """What is printed of each vendor, on one line, by the vendor's name."""
    parts = re.split(r"\n\d-[a-z-]+ ─+\n", told.out.partition("\nin short ")[0])[1:]
    found = {}
    for part in parts:
        name = re.search(r"^(.+?)   recommended: ", part, re.MULTILINE)
        assert name, part
        found[name[1]] = " ".join(part.split())
    return found


def test_every_vendor_comes_out_as_it_should_and_says_why(told: Done) -> None:
    said = vendors(told)
    assert said.keys() == EXPECTED.keys()
    for name, (recommended, why) in EXPECTED.items():
        assert f"{name} recommended: {recommended} ungm-" in said[name]
        assert why in said[name]


def test_every_record_is_signed_and_verified(told: Done) -> None:
    assert told.out.count("verified: ") == len(EXPECTED)
    assert "NOT GOOD" not in told.out
    paths = re.findall(r"signed record: (\S+)", told.out)
    assert [Path(path).exists() for path in paths] == [True] * len(EXPECTED)


def test_a_namesake_that_was_told_apart_is_eligible_in_the_end(told: Done) -> None:
    end = vendors(told)["Sahel Aigrette Protection SARL"]
    assert "not the listed person. open to decide then: eligible" in end
    assert "demo-officer decided: eligible" in end


def test_three_accounts_and_a_disclosure_are_one_occurrence_with_every_factor(told: Done) -> None:
    said = vendors(told)["Ironwood Passage Security (Pty) Ltd"]
    assert "register (4 rows of " in said
    assert all(f"{name} " in said for name in ("S 0.940", "A 1.000", "C 0.900", "m 0.100"))
    assert said.count("are taken for one event") == 3
    assert "2 more repeat them and count for nothing" in said


def test_it_never_replaces_a_real_register(tmp_path: Path, sqlite_template: Path) -> None:
    cli = Keyboard(tmp_path, sqlite_template)
    (tmp_path / "mine.csv").write_bytes(record()[1].replace(b"Dunlin", b"Curlew"))
    cli("incidents", "load", "mine.csv", "--dated", "2026-01-01")
    done = cli("demo")
    assert done.code == 1
    assert "would replace it with a sample" in " ".join(done.err.split())


def test_it_ends_by_saying_how_to_open_the_service(told: Done) -> None:
    end = told.out.partition("\nin short ")[2]
    assert "make serve" in end
    assert re.search(r"Bearer vetting_\w+", end)


def test_it_can_be_run_again(cli: Keyboard, told: Done) -> None:
    again = cli("demo")
    assert again.code == 0, again.err
    assert again.out.count("verified: ") == len(EXPECTED)


def test_it_never_replaces_a_real_list(tmp_path: Path, sqlite_template: Path) -> None:
    cli = Keyboard(tmp_path, sqlite_template)
    other = sample("un-sc")[1].replace(b"ANATOLYEVICH", b"BORISOVICH")
    (tmp_path / "other.xml").write_bytes(other)
    cli("lists", "load", "un-sc", "other.xml", "--sample")
    done = cli("demo")
    assert done.code == 1
    assert "would replace it with a sample" in done.err


def test_everything_in_it_says_that_it_is_fictional() -> None:
    assert all(example.body["note"].startswith("Fictional: ") for example in examples(TODAY))
    assert all(b"FICTIONAL" in sample(list_id)[1].upper() for list_id in LISTS)
    assert all(b"FICTIONAL" in row.upper() for row in record()[1].splitlines()[1:])


def test_papers_stay_as_old_as_they_were_and_people_do_not() -> None:
    then, now = examples(WRITTEN_ON)[0].body, examples(TODAY)[0].body
    moved = {
        date.fromisoformat(later["valid_from"]) - date.fromisoformat(earlier["valid_from"])
        for earlier, later in zip(then["facts"], now["facts"], strict=True)
    }
    assert moved == {TODAY - WRITTEN_ON} != {timedelta(0)}
    assert [p["births"] for p in then["parties"]] == [p["births"] for p in now["parties"]]


def test_every_vendor_is_a_good_submission_on_any_day() -> None:
    for day in (WRITTEN_ON, TODAY, date(2028, 2, 29)):
        assert [checked(example.body) for example in examples(day)]
