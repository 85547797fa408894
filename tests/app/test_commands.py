"""The `vetting` command: what it prints, what it refuses and with which exit code."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from app.audit.signature import signing_key
from tests.app.keyboard import Keyboard
from tests.app.samples import LISTED, LOCAL_LIST, ONE_MORE, submission, un_list, with_owner


@pytest.fixture
def cli(tmp_path: Path, sqlite_template: Path) -> Keyboard:
    return Keyboard(tmp_path, sqlite_template)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """A folder where both sample lists are in force, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "un.xml").write_bytes(un_list())
    (folder / "local.csv").write_bytes(LOCAL_LIST)
    cli = Keyboard(folder, sqlite_template)
    for list_id, name in (("un-sc", "un.xml"), ("local", "local.csv")):
        assert cli("lists", "load", list_id, name, "--sample").code == 0
    return folder


@pytest.fixture
def listed(cli: Keyboard, loaded: Path) -> Keyboard:
    """The command, with both sample lists in force."""
    shutil.copytree(loaded, cli.folder, dirs_exist_ok=True)
    return cli


def written(tmp_path: Path, body: object) -> Path:
    path = tmp_path / "submission.json"
    path.write_text(json.dumps(body), "utf-8")
    return path


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, text
    return match[0]


@pytest.fixture(scope="module")
def decided(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path, loaded: Path
) -> tuple[Path, str]:
    """A folder with the record of a vendor that a list bars, and the id of the decision."""
    folder = tmp_path_factory.mktemp("decided")
    cli = Keyboard(folder, sqlite_template)
    shutil.copytree(loaded, folder, dirs_exist_ok=True)
    shown = cli("vet", written(folder, with_owner(LISTED))).out
    for finding in re.findall(r"finding_\w+", shown):
        cli("dispose", finding, "true_match", "--reason", "Same person.", "--by", "focal")
    run = found(r"run_\w+", shown)
    said = cli("decide", run, "not_eligible", "--reason", "Listed.", "--by", "officer").out
    decision = found(r"decision_\w+", said)
    cli("confirm", decision, "--by", "approver")
    return folder, decision


@pytest.fixture
def record(cli: Keyboard, decided: tuple[Path, str]) -> Path:
    """The record of a vendor that a list bars, decided by two people on the command line."""
    folder, decision = decided
    shutil.copytree(folder, cli.folder, dirs_exist_ok=True)
    return cli.folder / "records" / f"{decision}.json"


# --- Vetting --------------------------------------------------------------------------------------


def test_a_listed_owner_is_referred_with_the_listing_reference(
    listed: Keyboard, tmp_path: Path
) -> None:
    done = listed("vet", written(tmp_path, with_owner(LISTED)))
    assert done.code == 0
    assert "recommended: REFERRED" in done.out
    assert "XXi.001" in done.out


def test_ownership_is_a_tree_a_picture_and_bods(listed: Keyboard, tmp_path: Path) -> None:
    run = found(r"run_\w+", listed("vet", written(tmp_path, with_owner(LISTED))).out)
    done = listed("ownership", run, "--svg", "who.svg", "--bods", "who.json")
    assert done.code == 0, done.err
    assert f"100 %  {LISTED} [MAY BE LISTED]" in done.out
    assert (tmp_path / "who.svg").read_text("utf-8").startswith("<svg")
    kinds = [one["recordType"] for one in json.loads((tmp_path / "who.json").read_text("utf-8"))]
    assert kinds == ["entity", "person", "relationship"]


def test_json_is_for_programs(listed: Keyboard, tmp_path: Path) -> None:
    said = json.loads(listed("vet", written(tmp_path, submission()), "--json").out)
    assert said["vendor"] == "ungm-481220"
    assert said["assessment"]["recommended"] == "insufficient_information"


def test_half_a_screen_says_why_and_all_says_everything(listed: Keyboard, tmp_path: Path) -> None:
    short = listed("vet", written(tmp_path, submission())).out
    whole = listed("show", found(r"run_\w+", short), "--all").out
    assert len(short.splitlines()) < 75
    assert len(whole.splitlines()) > 300
    assert max(map(len, short.splitlines())) <= 96


def test_without_lists_nothing_is_clear(cli: Keyboard, tmp_path: Path) -> None:
    out = cli("vet", written(tmp_path, submission())).out
    assert "the list un-sc has never been loaded" in " ".join(out.split())
    assert "recommended: ELIGIBLE" not in out


def test_a_bad_submission_is_told_field_by_field(cli: Keyboard, tmp_path: Path) -> None:
    done = cli("vet", written(tmp_path, {**submission(), "vendor": {}, "extra": 1}))
    assert done.code == 1
    assert done.err.splitlines() == [
        "3 fields are at fault:",
        "  /vendor/name: is missing",
        "  /vendor/country: is missing",
        "  /extra: is not known here",
    ]


def test_a_file_that_is_not_json_is_told_where(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"vendor": ')
    done = cli("vet", "broken.json")
    assert (done.code, "line 1, column 12" in done.err) == (1, True)


def test_a_missing_file_is_a_wrong_use(cli: Keyboard) -> None:
    assert cli("vet", "nowhere.json").code == 2


# --- Deciding -------------------------------------------------------------------------------------


def test_the_whole_way_ends_in_a_record_that_verifies(cli: Keyboard, record: Path) -> None:
    done = cli("verify", record)
    assert (done.code, done.out.splitlines()[-1]) == (0, "The record is good.")


def test_a_flipped_byte_fails(cli: Keyboard, record: Path) -> None:
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.write_bytes(data)
    done = cli("verify", record)
    assert (done.code, done.out.splitlines()[-1]) == (1, "The record is NOT good.")


def test_another_installations_key_is_not_trusted(
    cli: Keyboard, record: Path, tmp_path: Path
) -> None:
    other = signing_key(tmp_path / "elsewhere")
    public = tmp_path / "elsewhere" / f"{other.id}.pub.pem"
    assert cli("verify", record, "--key", public).code == 1


def test_a_record_runs_again_with_the_same_answers(cli: Keyboard, record: Path) -> None:
    done = cli("replay", record)
    assert (done.code, done.out) == (
        0,
        "The same answers, byte for byte, and the same assessment.\n",
    )


def test_a_replay_without_the_list_says_so(cli: Keyboard, record: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "store")
    done = cli("replay", record)
    assert done.code == 1
    assert "is not held here" in done.err


def test_the_author_cannot_confirm(listed: Keyboard, tmp_path: Path) -> None:
    run = found(r"run_\w+", listed("vet", written(tmp_path, submission())).out)
    decided = listed("decide", run, "not_eligible", "--reason", "No.", "--by", "officer").out
    done = listed("confirm", found(r"decision_\w+", decided), "--by", "officer")
    assert done.code == 1
    assert "somebody other than the author" in done.err


def test_a_decision_needs_a_reason_that_says_something(listed: Keyboard, tmp_path: Path) -> None:
    run = found(r"run_\w+", listed("vet", written(tmp_path, submission())).out)
    done = listed("decide", run, "referred", "--reason", "  ")
    assert (done.code, done.err) == (1, "--reason must say something\n")


# --- Lists, rules, keys ---------------------------------------------------------------------------


def test_a_broken_list_is_refused_and_the_list_in_force_stays(
    listed: Keyboard, tmp_path: Path
) -> None:
    (tmp_path / "cut.xml").write_bytes(un_list()[:-40])
    done = listed("lists", "load", "un-sc", "cut.xml", "--sample")
    assert done.code == 1
    assert "cut.xml was refused" in done.err
    assert re.search(r"un-sc +2 ", listed("lists", "status").out)


def test_the_status_keeps_the_dates_apart_and_names_the_licence(listed: Keyboard) -> None:
    out = listed("lists", "status").out
    for said in ("published", "last changed", "last checked", "2026-10-30", "sanctions"):
        assert said in out
    assert re.search(r"un-sc: .+\. .+", out)


def test_versions_are_compared_and_exported(listed: Keyboard, tmp_path: Path) -> None:
    newer = un_list(published="2026-10-31T00:00:00Z", more=ONE_MORE)
    (tmp_path / "newer.xml").write_bytes(newer)
    assert listed("lists", "load", "un-sc", "newer.xml", "--sample").code == 0
    out = listed("lists", "diff", "un-sc").out
    assert out.splitlines()[0].startswith("+ XXi.002")
    assert out.splitlines()[-1] == "1 added, 0 removed, 0 changed"
    new, old = re.findall(r"snapshot_\w+", listed("lists", "versions", "un-sc").out)
    assert "- XXi.002" in listed("lists", "diff", "un-sc", new, old).out
    lines = listed("lists", "export", "un-sc", "--snapshot", old).out.splitlines()
    assert [json.loads(line)["ref"] for line in lines] == ["XXi.001", "XXe.001"]


def test_what_shrank_is_shown_and_let_out_at_the_keyboard(listed: Keyboard, tmp_path: Path) -> None:
    more = LOCAL_LIST + b"".join(b"L-%d,organisation,Brackwater %d\n" % (n, n) for n in range(2, 6))
    (tmp_path / "more.csv").write_bytes(more)
    listed("lists", "load", "local", "more.csv", "--sample")
    assert "fewer than the list in force" in listed("lists", "load", "local", "local.csv").err
    quarantined = found(r"quarantine_\w+", listed("lists", "status").out)
    done = listed("lists", "release", "local", quarantined, "--reason", "Closed down.")
    assert (done.code, "local is in force: 1 entries" in done.out) == (0, True)
    assert "quarantine_" not in listed("lists", "status").out


def test_an_unknown_list_is_told_the_known_ones(cli: Keyboard, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<x/>")
    done = cli("lists", "load", "un-cs", "x.xml")
    assert (done.code, "un-sc" in done.err) == (1, True)


def test_confirming_a_rule_makes_a_new_version(cli: Keyboard) -> None:
    where = ("--section", "F", "--paragraph", "22")
    done = cli("guidelines", "confirm", "GL-SEL-03", "--by", "officer-1", *where)
    assert (done.code, "version 0.2.0" in done.out) == (0, True)
    shown = cli("guidelines", "show", "gl-sel-03").out
    assert "section F, 22" in shown
    assert "by officer-1 on" in shown


def test_a_number_of_a_rule_can_be_corrected(cli: Keyboard) -> None:
    setting = ("--parameter", "min_years_armed_service=4")
    cli("guidelines", "confirm", "GL-SEL-03", "--by", "officer-1", *setting)
    assert "min_years_armed_service = 4" in cli("guidelines", "show", "GL-SEL-03").out


@pytest.mark.parametrize(
    ("setting", "said"), [("years=4", "write NAME=VALUE"), ("min_years_armed_service=x", "is like")]
)
def test_a_setting_that_does_not_fit_is_refused(cli: Keyboard, setting: str, said: str) -> None:
    done = cli("guidelines", "confirm", "GL-SEL-03", "--by", "o", "--parameter", setting)
    assert (done.code, said in done.err) == (1, True)


def test_an_unknown_rule_is_told_the_nearest(cli: Keyboard) -> None:
    done = cli("guidelines", "show", "GL-SEL-033")
    assert (done.code, done.err) == (
        1,
        "'GL-SEL-033' is not a known rule; did you mean 'GL-SEL-03'?\n",
    )


def test_a_key_is_made_listed_and_revoked(cli: Keyboard) -> None:
    secret = cli("keys", "add", "somebody", "officer").out.strip()
    prefix = secret.split("_")[1]
    assert secret not in cli("keys", "list").out
    assert cli("keys", "revoke", prefix).code == 0
    assert re.search(rf"{prefix} .* revoked", cli("keys", "list").out)


# --- The machine ----------------------------------------------------------------------------------


def test_an_old_database_is_told_what_to_do(cli: Keyboard, tmp_path: Path) -> None:
    cli.environment["VETTING_DATABASE_URL"] = f"sqlite:///{tmp_path / 'new.db'}"
    assert "run `vetting migrate` first" in cli("lists", "status").err
    assert cli("migrate").code == 0
    assert cli("lists", "status").code == 0


def test_a_bad_setting_is_named(cli: Keyboard) -> None:
    cli.environment["VETTING_MAX_BODY_BYTES"] = "many"
    done = cli("lists", "status")
    assert done.code == 1
    assert done.err.startswith("the setting VETTING_MAX_BODY_BYTES: ")


def test_a_fault_of_the_program_is_one_plain_sentence(cli: Keyboard, monkeypatch) -> None:
    monkeypatch.setattr("app.commands.lists.service", lambda: 1 / 0)
    done = cli("lists", "status")
    assert done.code == 1
    assert "Traceback" not in done.err
    assert done.err.startswith("this is a fault of the program (ZeroDivisionError")


def test_the_contract_is_exported(cli: Keyboard, tmp_path: Path) -> None:
    assert cli("openapi", "v1.json").code == 0
    assert json.loads((tmp_path / "v1.json").read_text("utf-8"))["openapi"].startswith("3.1")


def test_help_is_short_and_plain(cli: Keyboard) -> None:
    done = cli("--help")
    assert done.code == 0
    assert len(done.out.splitlines()) < 30
    for name in ("demo", "serve", "worker", "migrate", "vet", "verify", "replay", "guidelines"):
        assert f"  {name} " in done.out


@pytest.mark.real_data
def test_a_director_on_the_real_list_refers_the_vendor(cli: Keyboard, tmp_path: Path) -> None:
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("VETTING_REAL_DATA names no folder of the publishers' files")
    (tmp_path / "local.csv").write_bytes(LOCAL_LIST)
    file = Path(folder) / "un" / "un_consolidated_20260227.xml.gz"
    assert "1,003 entries" in cli("lists", "load", "un-sc", file).out
    cli("lists", "load", "local", "local.csv", "--sample")
    person = first_listed(file)
    out = cli("vet", written(tmp_path, with_owner(person["name"]))).out
    assert "recommended: REFERRED" in out
    assert person["ref"] in out


def first_listed(file: Path) -> dict[str, str]:
    """A name and its reference, read from the publisher's file and kept nowhere."""
    from screening.lists import un_sc  # noqa: PLC0415
    from screening.lists.unpacking import unpack_all  # noqa: PLC0415

    entry = un_sc.parse(unpack_all({file.name: file.read_bytes()})).entries[0]
    return {"name": entry.name, "ref": entry.ref}
