"""The compiler: what is marked here is translated to machine code by numba, when first called.

What was compiled is kept on disk, in a folder named after all source it was made from: numba by
itself would notice a change in a function's own file, but not in the files of those it calls.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

_HERE = Path(__file__).parent
READ = ("features.py", "scoring.py", "tokens.py", "weights.py")
"""Modules beside this package whose constants are compiled in."""


def _digest() -> str:
    found = hashlib.sha256(numba.__version__.encode())
    for source in [*sorted(_HERE.glob("*.py")), *(_HERE.parent / name for name in READ)]:
        found.update(source.read_bytes())
    return found.hexdigest()[:16]


def _folder(name: str) -> Path | None:
    """A folder that can be written to: in the user's cache, or beside the source."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for folder in (cache / "vetting" / name, _HERE / "__pycache__" / name):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


_DIGEST = _digest()
_FOLDER = _folder(f"machine-code-{_DIGEST}")


class Kept:
    """Where numba keeps the machine code of one function; its interface, not ours."""

    def __init__(self, line: int) -> None:
        self._line = line

    @classmethod
    def from_function(cls, function: Any, file: str) -> Kept | None:
        return cls(function.__code__.co_firstlineno) if Path(file).parent == _HERE else None

    def ensure_cache_path(self) -> None:
        """The folder is there."""

    def get_cache_path(self) -> str:
        return str(_FOLDER)

    def get_source_stamp(self) -> str:
        return _DIGEST

    def get_disambiguator(self) -> str:
        return str(self._line)


_settings: Any = numba.config
_settings.CACHE_LOCATOR_CLASSES = f"{__name__}.Kept,InTreeCacheLocator,UserWideCacheLocator"


def compiled(function: Function) -> Function:
    """The function as machine code, for other compiled functions to call; it makes no arrays.

    So nobody counts who holds which array, which would cost more than most of these functions do.
    Arithmetic stays as written (no fast-math), so that a score is the same on every machine.
    """
    return _translate(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)


def inlined(function: Function) -> Function:
    """The same, written out wherever it is called: a call with two indexes in hand is not free."""
    return _translate(
        function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False, forceinline=True
    )


def making(function: Function) -> Function:
    """The same for a function that makes arrays."""
    return _translate(function, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def entry(function: Function) -> Function:
    """The same for Python to call; it gives up Python's lock while it runs."""
    return _translate(function, nogil=True)


def _translate(function: Function, **options: bool) -> Function:
    njit: Any = numba.njit
    found: Function = njit(cache=_FOLDER is not None, error_model="numpy", **options)(function)
    return found
