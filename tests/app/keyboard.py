"""The `vetting` command, run in this process as a person at a keyboard would run it."""

import contextlib
import io
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from app import __main__ as command


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Keyboard:
    """Runs commands in a folder of its own, on a migrated database, with its `environment`."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.folder = folder
        self.environment = {
            "VETTING_DATABASE_URL": f"sqlite:///{folder / 'vetting.db'}",
            "VETTING_STORE": str(folder / "store"),
            "VETTING_KEYS": str(folder / "keys"),
        }
        shutil.copy(template, folder / "vetting.db")

    def __call__(self, *arguments: object) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["vetting", *map(str, arguments)])
            for name, value in self.environment.items():
                patch.setenv(name, value)
            return Done(_code(), out.getvalue(), err.getvalue())


def _code() -> int:
    try:
        command.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0
