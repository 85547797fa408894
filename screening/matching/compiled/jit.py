"""The compiler: `compiled` marks a function to be translated to machine code by numba.

What was compiled is kept on disk, in a folder named after the source of all compiled functions:
numba notices a change in a function's own file, but not in the files of those it calls.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numba

_HERE = Path(__file__).parent
Function = TypeVar("Function", bound=Callable[..., Any])


def _kept_in() -> Path | None:
    """A folder that can be written to: beside the source, or else in the user's cache."""
    digest = hashlib.sha256(numba.__version__.encode())
    for source in sorted(_HERE.glob("*.py")):
        digest.update(source.read_bytes())
    name = f"machine-code-{digest.hexdigest()[:16]}"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    for folder in (_HERE / "__pycache__" / name, cache / "vetting" / name):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


_FOLDER = _kept_in()
if _FOLDER:
    _settings: Any = numba.config
    _settings.CACHE_DIR = str(_FOLDER)


def compiled(function: Function) -> Function:
    """The function as machine code, for other compiled functions to call; it makes no arrays.

    So nobody counts who holds which array, which would cost more than most of these functions do.
    Arithmetic stays as written (no fast-math), so that a score is the same on every machine.
    """
    return _translate(function, no_cpython_wrapper=True, no_cfunc_wrapper=True, _nrt=False)


def inlined(function: Function) -> Function:
    """The same for the few words that are said everywhere: no call is made of them."""
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
