"""Plain data back into the library's frozen values, checked against their types."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import TypeAdapter

T = TypeVar("T")

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def revive(kind: type[T], data: object) -> T:
    """`data` as `screening.plain.plain` or `audit.canonical.exact` wrote it, as a `kind` again.

    Raises pydantic.ValidationError (a ValueError) where it does not fit.
    """
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        adapter = _ADAPTERS[kind] = TypeAdapter(kind)
    revived: T = adapter.validate_python(data)
    return revived
