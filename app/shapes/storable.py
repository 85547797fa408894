"""What of a body could not be kept and given back the same: found before any field is looked at."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

# RFC 8785 (canonical JSON) reads numbers as IEEE doubles: beyond this a whole number changes.
LARGEST_INTEGER = 2**53 - 1
DEEPEST = 32
# Control characters but tab and line ends, and surrogates, which stand for nothing by themselves.
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def unstorable(body: object) -> Iterator[tuple[Path, str]]:
    """Every place in a JSON value that canonical JSON or a database could not hold, and why."""
    waiting: list[tuple[Path, object]] = [((), body)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            yield path, f"nested more than {DEEPEST} levels deep"
        elif isinstance(value, dict):
            for key, inner in value.items():
                if problem := _problem(key):
                    yield path, f"a field name that cannot be kept: {problem}"
                else:
                    waiting.append(((*path, key), inner))
        elif isinstance(value, list | tuple):
            waiting.extend(((*path, number), inner) for number, inner in enumerate(value))
        elif problem := _problem(value):
            yield path, problem


def _problem(value: object) -> str:
    match value:
        case str():
            return _text_problem(value)
        case bool() | None:
            return ""
        case int() if abs(value) > LARGEST_INTEGER:
            return "a whole number too large to be kept exactly; write it as text"
        case float() if not math.isfinite(value):
            return "not a number that JSON knows"
        case _:
            return ""


def _text_problem(text: str) -> str:
    found = _UNKEEPABLE.search(text)
    if found is None:
        return ""
    code = ord(found[0])
    if code >= 0xD800:  # noqa: PLR2004  # the first surrogate
        return f"holds half of a character (U+{code:04X}); it was cut or wrongly encoded"
    return f"holds the control character U+{code:04X}"
