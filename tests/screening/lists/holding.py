"""Whether an entry holds the texts of its publisher: shared by the tests on real files."""

import os
from pathlib import Path

import pytest

from screening.plain import plain


def real_file(*parts):
    folder = os.environ.get("VETTING_REAL_DATA")
    if not folder:
        pytest.skip("set VETTING_REAL_DATA to the folder with the publishers' files")
    return Path(folder).joinpath(*parts).read_bytes()


def squeezed(text):
    return " ".join((text or "").split())


def every_string(value):
    if isinstance(value, str):
        yield value
    parts = value.values() if isinstance(value, dict) else value
    for part in parts if isinstance(value, dict | list) else ():
        yield from every_string(part)


def held(entry):
    """All texts of the entry's plain form, small and without straight quotes."""
    return "\n".join(every_string(plain(entry))).lower().replace('"', "")


def unsaid(cells, entry):
    """The cells whose text the entry does not hold."""
    texts = held(entry)
    squeezes = (squeezed(cell.replace('"', "")) for cell in cells)
    return [text for text in squeezes if text and text.lower() not in texts]
