"""Keys on disk, envelopes and checkpoints."""

import stat
from pathlib import Path

import pytest

from app.audit import checkpoint
from app.audit.checkpoint import Checkpoint
from app.audit.signature import decode, public_keys, signing_key


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = signing_key(tmp_path / "keys")
    assert signing_key(tmp_path / "keys").id == first.id
    assert list(public_keys(tmp_path / "keys")) == [first.id]


def test_only_the_owner_can_read_the_key(tmp_path: Path) -> None:
    signing_key(tmp_path / "keys")
    mode = (tmp_path / "keys" / "signing.pem").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_replaced_key_leaves_its_public_half(tmp_path: Path) -> None:
    first = signing_key(tmp_path)
    (tmp_path / "signing.pem").unlink()
    second = signing_key(tmp_path)
    assert set(public_keys(tmp_path)) == {first.id, second.id}


def test_a_file_that_is_no_ed25519_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "signing.pem").write_text("not a key")
    with pytest.raises(ValueError, match="PEM"):
        signing_key(tmp_path)


def test_a_checkpoint_reads_back(tmp_path: Path) -> None:
    said = Checkpoint("test/log", 5, b"\x01" * 32)
    note = checkpoint.sign(said, signing_key(tmp_path))
    assert checkpoint.read(note, public_keys(tmp_path)) == said


def test_a_checkpoint_of_an_unknown_key_is_refused(tmp_path: Path) -> None:
    said = Checkpoint("test/log", 5, b"\x01" * 32)
    note = checkpoint.sign(said, signing_key(tmp_path / "theirs"))
    signing_key(tmp_path / "ours")
    with pytest.raises(ValueError, match="none of the known keys"):
        checkpoint.read(note, public_keys(tmp_path / "ours"))


def test_every_changed_character_of_a_checkpoint_is_noticed(tmp_path: Path) -> None:
    note = checkpoint.sign(Checkpoint("test/log", 5, b"\x01" * 32), signing_key(tmp_path))
    keys = public_keys(tmp_path)
    for place, char in enumerate(note):
        changed = note[:place] + ("A" if char != "A" else "B") + note[place + 1 :]
        with pytest.raises(ValueError, match="checkpoint"):
            checkpoint.read(changed, keys)


def test_base64_with_spare_bits_is_refused() -> None:
    with pytest.raises(ValueError, match="spare bits"):
        decode("QUJDRB==")
