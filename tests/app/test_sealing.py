"""The seal: what is shut opens with its key and under its label, and with nothing else."""

import stat
from pathlib import Path

import pytest

from app.errors import VettingError
from app.sealing import KEY_NAME, Sealed, seal_of


def test_what_is_shut_can_be_opened_after_a_restart(tmp_path: Path) -> None:
    sealed = seal_of(tmp_path).shut("a name", label="c-1")
    assert seal_of(tmp_path).open(sealed, label="c-1") == "a name"


def test_the_key_is_for_the_owner_of_the_folder_alone(tmp_path: Path) -> None:
    seal_of(tmp_path / "keys")
    assert stat.S_IMODE((tmp_path / "keys" / KEY_NAME).stat().st_mode) == 0o600


def test_nothing_opens_under_another_label_or_once_changed(tmp_path: Path) -> None:
    seal = seal_of(tmp_path)
    sealed = seal.shut("a name", label="c-1")
    changed = Sealed(sealed.key_id, sealed.box[:-8] + "AAAAAAA=")
    for box, label in ((sealed, "c-2"), (changed, "c-1")):
        with pytest.raises(ValueError, match="not what was shut"):
            seal.open(box, label=label)


def test_a_former_key_still_opens_and_shuts_nothing_new(tmp_path: Path) -> None:
    before = seal_of(tmp_path)
    sealed = before.shut("a name", label="c-1")
    (tmp_path / KEY_NAME).rename(tmp_path / "sealing-2026-11-02.key")
    after = seal_of(tmp_path)
    assert after.open(sealed, label="c-1") == "a name"
    assert after.shut("another", label="c-2").key_id != before.key_id


def test_without_the_key_it_says_which_one_is_missing(tmp_path: Path) -> None:
    sealed = seal_of(tmp_path / "one").shut("a name", label="c-1")
    with pytest.raises(ValueError, match=f"sealing key {sealed.key_id} is not in the folder"):
        seal_of(tmp_path / "two").open(sealed, label="c-1")


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / KEY_NAME).write_bytes(b"short")
    with pytest.raises(VettingError, match="does not hold a sealing key"):
        seal_of(tmp_path)


def test_the_key_is_not_printed(tmp_path: Path) -> None:
    seal = seal_of(tmp_path)
    assert repr(seal) == f"Seal(key_id='{seal.key_id}')"
